//! Section two's table, 主动公开政府信息情况: 10 figures on article 20 of the regulation.

use super::layout::Slot;
use crate::model::cell::Cell;

/// A figure of the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Figure {
    /// 规章
    Rules(Documents),
    /// 行政规范性文件
    NormativeDocuments(Documents),
    /// 行政许可: all decisions, those lawfully not made public included.
    Licensing,
    /// 行政处罚: all decisions, those lawfully not made public included.
    Penalty,
    /// 行政强制: all decisions, those lawfully not made public included.
    Compulsion,
    /// 行政事业性收费, an amount in 万元.
    Fees,
}

/// What is counted of rules and normative documents.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Documents {
    /// 本年制发件数
    Issued,
    /// 本年废止件数
    Repealed,
    /// 现行有效件数, as of 31 December.
    InForce,
}

impl Documents {
    /// The columns in official order.
    pub const ALL: [Self; 3] = [Self::Issued, Self::Repealed, Self::InForce];

    const fn label(self) -> &'static str {
        match self {
            Self::Issued => "本年制发件数",
            Self::Repealed => "本年废止件数",
            Self::InForce => "现行有效件数",
        }
    }

    const fn id(self) -> &'static str {
        match self {
            Self::Issued => "issued",
            Self::Repealed => "repealed",
            Self::InForce => "in_force",
        }
    }
}

const DECISIONS: &str = "本年处理决定数量";
const AMOUNT: &str = "本年收费金额（单位：万元）";
/// The head over the row labels.
pub(crate) const CONTENT: &str = "信息内容";

impl Figure {
    /// How many figures the table has.
    pub const COUNT: usize = 10;

    /// The figures in printed order.
    pub const ALL: [Self; Self::COUNT] = [
        Self::Rules(Documents::Issued),
        Self::Rules(Documents::Repealed),
        Self::Rules(Documents::InForce),
        Self::NormativeDocuments(Documents::Issued),
        Self::NormativeDocuments(Documents::Repealed),
        Self::NormativeDocuments(Documents::InForce),
        Self::Licensing,
        Self::Penalty,
        Self::Compulsion,
        Self::Fees,
    ];

    /// The place in [`ALL`](Self::ALL).
    #[must_use]
    pub const fn index(self) -> usize {
        match self {
            Self::Rules(documents) => documents as usize,
            Self::NormativeDocuments(documents) => 3 + documents as usize,
            Self::Licensing => 6,
            Self::Penalty => 7,
            Self::Compulsion => 8,
            Self::Fees => 9,
        }
    }

    /// The printed row label.
    #[must_use]
    pub const fn row_label(self) -> &'static str {
        match self {
            Self::Rules(_) => "规章",
            Self::NormativeDocuments(_) => "行政规范性文件",
            Self::Licensing => "行政许可",
            Self::Penalty => "行政处罚",
            Self::Compulsion => "行政强制",
            Self::Fees => "行政事业性收费",
        }
    }

    /// The printed column label.
    #[must_use]
    pub const fn column_label(self) -> &'static str {
        match self {
            Self::Rules(documents) | Self::NormativeDocuments(documents) => documents.label(),
            Self::Licensing | Self::Penalty | Self::Compulsion => DECISIONS,
            Self::Fees => AMOUNT,
        }
    }

    /// The part of the address after `proactive.`.
    pub(crate) const fn ids(self) -> (&'static str, &'static str) {
        match self {
            Self::Rules(documents) => ("rules", documents.id()),
            Self::NormativeDocuments(documents) => ("normative_documents", documents.id()),
            Self::Licensing => ("licensing", "decisions"),
            Self::Penalty => ("penalty", "decisions"),
            Self::Compulsion => ("compulsion", "decisions"),
            Self::Fees => ("fees", "amount"),
        }
    }
}

pub(super) fn layout() -> Vec<Vec<Slot>> {
    let documents = |figure: fn(Documents) -> Figure| {
        let mut row = vec![Slot::row_head(figure(Documents::Issued).row_label())];
        row.extend(Documents::ALL.map(|column| Slot::figure(Cell::Proactive(figure(column)))));
        row
    };
    let wide = |figure: Figure| {
        vec![
            Slot::row_head(figure.row_label()),
            Slot::figure(Cell::Proactive(figure)).columns(3),
        ]
    };
    let article = |label| vec![Slot::band(label).columns(4)];
    let heads = |label| {
        vec![
            Slot::column_head(CONTENT),
            Slot::column_head(label).columns(3),
        ]
    };
    let mut document_heads = vec![Slot::column_head(CONTENT)];
    document_heads.extend(Documents::ALL.map(|column| Slot::column_head(column.label())));
    vec![
        article("第二十条第（一）项"),
        document_heads,
        documents(Figure::Rules),
        documents(Figure::NormativeDocuments),
        article("第二十条第（五）项"),
        heads(DECISIONS),
        wide(Figure::Licensing),
        article("第二十条第（六）项"),
        heads(DECISIONS),
        wide(Figure::Penalty),
        wide(Figure::Compulsion),
        article("第二十条第（八）项"),
        heads(AMOUNT),
        wide(Figure::Fees),
    ]
}
