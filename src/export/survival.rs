//! What is left of the report where a portal's editor takes things away, to be looked at before it happens.

use super::document::Document;
use super::escape::escaped;
use super::{html, plain};

/// What an editor keeps.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Kept {
    /// Everything.
    #[default]
    Everything,
    /// No styles; the attributes that say alignment and border.
    Attributes,
    /// Text, bold and the tables' merges; how it looks is the portal's matter.
    Structure,
    /// The text alone; tables fall apart into lines.
    Text,
}

impl Kept {
    /// From the most to the least.
    pub const ALL: [Self; 4] = [
        Self::Everything,
        Self::Attributes,
        Self::Structure,
        Self::Text,
    ];

    /// The stable identifier in the page.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Everything => "everything",
            Self::Attributes => "attributes",
            Self::Structure => "structure",
            Self::Text => "text",
        }
    }

    /// What the user chooses.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Everything => "全部保留",
            Self::Attributes => "样式被去掉，表格边框属性还在",
            Self::Structure => "样式和边框都被去掉",
            Self::Text => "只留文字",
        }
    }

    /// The choice of an identifier.
    #[must_use]
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kept| kept.id() == id)
    }
}

/// The fragment as such an editor would leave it.
#[must_use]
pub fn fragment(document: &Document, options: html::Options, kept: Kept) -> String {
    let whole = html::fragment(document, options);
    match kept {
        Kept::Everything => whole,
        Kept::Attributes => without(&whole, &["style"]),
        Kept::Structure => without(
            &whole,
            &[
                "style",
                "align",
                "valign",
                "border",
                "frame",
                "rules",
                "cellspacing",
                "cellpadding",
                "width",
            ],
        ),
        Kept::Text => plain::text(document)
            .lines()
            .map(|line| format!("<p>{}</p>\n", escaped(line)))
            .collect(),
    }
}

/// The markup without some attributes. No text in it has a quotation mark, so that an attribute begins only where one is.
fn without(markup: &str, attributes: &[&str]) -> String {
    let mut markup = markup.to_owned();
    for attribute in attributes {
        let start = format!(" {attribute}=\"");
        let mut pieces = markup.split(&start);
        let mut left = pieces.next().unwrap_or_default().to_owned();
        for piece in pieces {
            left.push_str(piece.split_once('"').map_or("", |(_, rest)| rest));
        }
        markup = left;
    }
    markup
}
