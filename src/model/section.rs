//! The six sections of the official format, and the preamble that most reports put before them.

use super::table::Table;

/// A part of the report that can hold prose.
///
/// Sections two to four are statistical tables; prose there is an optional note under the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Section {
    /// The paragraph before section one; the official template has none, nearly every report does.
    Preamble,
    /// 一
    Overview,
    /// 二
    ProactiveDisclosure,
    /// 三
    Applications,
    /// 四
    Review,
    /// 五
    ProblemsAndImprovements,
    /// 六
    OtherMatters,
}

impl Section {
    /// The preamble and the six sections in official order.
    pub const ALL: [Self; 7] = [
        Self::Preamble,
        Self::Overview,
        Self::ProactiveDisclosure,
        Self::Applications,
        Self::Review,
        Self::ProblemsAndImprovements,
        Self::OtherMatters,
    ];

    /// How many parts [`ALL`](Self::ALL) has.
    pub const COUNT: usize = Self::ALL.len();

    /// The six numbered sections, without the preamble.
    pub fn numbered() -> impl Iterator<Item = Self> {
        Self::ALL.into_iter().skip(1)
    }

    /// The place in [`ALL`](Self::ALL).
    #[must_use]
    pub const fn index(self) -> usize {
        self as usize
    }

    /// The stable identifier in saved files and in the page.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Preamble => "preamble",
            Self::Overview => "overview",
            Self::ProactiveDisclosure => "proactive",
            Self::Applications => "applications",
            Self::Review => "review",
            Self::ProblemsAndImprovements => "problems_and_improvements",
            Self::OtherMatters => "other_matters",
        }
    }

    /// The section of a stable identifier.
    #[must_use]
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|section| section.id() == id)
    }

    /// The heading line of the official template; the preamble has none.
    #[must_use]
    pub const fn heading(self) -> Option<&'static str> {
        match self {
            Self::Preamble => None,
            Self::Overview => Some("一、总体情况"),
            Self::ProactiveDisclosure => Some("二、主动公开政府信息情况"),
            Self::Applications => Some("三、收到和处理政府信息公开申请情况"),
            Self::Review => Some("四、政府信息公开行政复议、行政诉讼情况"),
            Self::ProblemsAndImprovements => Some("五、存在的主要问题及改进情况"),
            Self::OtherMatters => Some("六、其他需要报告的事项"),
        }
    }

    /// How a message or a list names the section.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Preamble => "导语",
            Self::Overview => "第一部分",
            Self::ProactiveDisclosure => "第二部分",
            Self::Applications => "第三部分",
            Self::Review => "第四部分",
            Self::ProblemsAndImprovements => "第五部分",
            Self::OtherMatters => "第六部分",
        }
    }

    /// The statistical table the section consists of.
    #[must_use]
    pub const fn table(self) -> Option<Table> {
        match self {
            Self::ProactiveDisclosure => Some(Table::ProactiveDisclosure),
            Self::Applications => Some(Table::Applications),
            Self::Review => Some(Table::Review),
            Self::Preamble
            | Self::Overview
            | Self::ProblemsAndImprovements
            | Self::OtherMatters => None,
        }
    }
}
