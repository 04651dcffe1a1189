//! A line of the roster: an organ that reports, and whether its report is added.
//!
//! Which organs report is decided by the office for government disclosure (国办公开办函〔2021〕30号, part two), so that the
//! roster is an official act: nothing here adds a unit or takes one away by itself.

use super::unknown::Unknown;
use crate::model::level::Level;

/// An organ on the roster.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unit {
    /// What tells it from the others; never shown and never used again.
    pub id: String,
    /// Its full name.
    pub name: String,
    /// Other names it goes by now: 县应急局.
    pub aliases: Vec<String>,
    /// What kind of organ it is.
    pub level: Option<Level>,
    /// Whether its figures are added. One that is not added may still report and is checked.
    pub counted: bool,
    /// Why it is not added.
    pub reason: Option<Exclusion>,
    /// Names it had before.
    pub former: Vec<String>,
    /// The organs whose work it took over, by name.
    pub predecessors: Vec<String>,
    /// Whom to call.
    pub contact: String,
    /// Whatever else is to be known.
    pub note: String,
    /// What the file held besides.
    pub unknown: Unknown,
}

/// Why a unit's figures are not added.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Exclusion {
    /// 垂直管理: it reports within its own system.
    Vertical,
    /// 派出机构: its figures are in another unit's report.
    Dispatched,
    /// 企业: it publishes and is no administrative organ.
    Enterprise,
    /// 已撤销.
    Abolished,
    /// 非行政机关.
    NotAnOrgan,
    /// Another reason, told in the note.
    Other,
}

impl Exclusion {
    /// All reasons in the order in which they are offered.
    pub const ALL: [Self; 6] = [
        Self::Vertical,
        Self::Dispatched,
        Self::Enterprise,
        Self::Abolished,
        Self::NotAnOrgan,
        Self::Other,
    ];

    /// The stable identifier in files and in the page.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Vertical => "vertical",
            Self::Dispatched => "dispatched",
            Self::Enterprise => "enterprise",
            Self::Abolished => "abolished",
            Self::NotAnOrgan => "not_an_organ",
            Self::Other => "other",
        }
    }

    /// The reason of a stable identifier.
    #[must_use]
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|reason| reason.id() == id)
    }
}

impl Unit {
    /// A counted unit of which only the name is known.
    #[must_use]
    pub fn new(id: impl Into<String>, name: impl Into<String>) -> Self {
        Self {
            id: id.into(),
            name: name.into(),
            aliases: Vec::new(),
            level: None,
            counted: true,
            reason: None,
            former: Vec::new(),
            predecessors: Vec::new(),
            contact: String::new(),
            note: String::new(),
            unknown: Unknown::default(),
        }
    }

    /// The names it may be called by: its own first, then the aliases, then those it had before.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        let others = self.aliases.iter().chain(&self.former);
        std::iter::once(&self.name)
            .chain(others)
            .map(String::as_str)
    }
}
