//! Section four's table, 政府信息公开行政复议、行政诉讼情况: 3 groups of 5 figures.

use super::layout::Slot;
use crate::model::cell::Cell;

/// The head over the two groups of lawsuits.
pub(crate) const LAWSUITS: &str = "行政诉讼";

/// A group of five figures.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Procedure {
    /// 行政复议
    Reconsideration,
    /// 行政诉讼: 未经复议直接起诉
    LitigationWithoutReconsideration,
    /// 行政诉讼: 复议后起诉
    LitigationAfterReconsideration,
}

/// How a case ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Outcome {
    /// 结果维持
    Upheld,
    /// 结果纠正
    Corrected,
    /// 其他结果
    OtherResult,
    /// 尚未审结
    Pending,
    /// 总计, computed
    Total,
}

impl Procedure {
    /// How many groups the table has.
    pub const COUNT: usize = 3;

    /// The groups in printed order.
    pub const ALL: [Self; Self::COUNT] = [
        Self::Reconsideration,
        Self::LitigationWithoutReconsideration,
        Self::LitigationAfterReconsideration,
    ];

    /// The printed label.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Reconsideration => "行政复议",
            Self::LitigationWithoutReconsideration => "未经复议直接起诉",
            Self::LitigationAfterReconsideration => "复议后起诉",
        }
    }

    pub(crate) const fn id(self) -> &'static str {
        match self {
            Self::Reconsideration => "reconsideration",
            Self::LitigationWithoutReconsideration => "litigation_without_reconsideration",
            Self::LitigationAfterReconsideration => "litigation_after_reconsideration",
        }
    }
}

impl Outcome {
    /// How many columns a group has.
    pub const COUNT: usize = 5;

    /// The columns in printed order.
    pub const ALL: [Self; Self::COUNT] = [
        Self::Upheld,
        Self::Corrected,
        Self::OtherResult,
        Self::Pending,
        Self::Total,
    ];

    /// The four columns that 总计 adds up.
    pub fn parts() -> impl Iterator<Item = Self> + Clone {
        Self::ALL
            .into_iter()
            .filter(|column| *column != Self::Total)
    }

    /// The printed label.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Upheld => "结果维持",
            Self::Corrected => "结果纠正",
            Self::OtherResult => "其他结果",
            Self::Pending => "尚未审结",
            // The same words as the total of section three; official text stands in one place.
            Self::Total => super::applications::Applicant::Total.label(),
        }
    }

    pub(crate) const fn id(self) -> &'static str {
        match self {
            Self::Upheld => "upheld",
            Self::Corrected => "corrected",
            Self::OtherResult => "other_result",
            Self::Pending => "pending",
            Self::Total => "total",
        }
    }
}

pub(super) fn layout() -> Vec<Vec<Slot>> {
    let heads = || Outcome::ALL.map(|column| Slot::column_head(column.label()));
    let mut second = heads().map(|slot| slot.rows(2)).to_vec();
    second.extend([
        Slot::column_head(Procedure::LitigationWithoutReconsideration.label()).columns(5),
        Slot::column_head(Procedure::LitigationAfterReconsideration.label()).columns(5),
    ]);
    vec![
        vec![
            Slot::column_head(Procedure::Reconsideration.label()).columns(5),
            Slot::column_head(LAWSUITS).columns(10),
        ],
        second,
        heads().into_iter().chain(heads()).collect(),
        Procedure::ALL
            .into_iter()
            .flat_map(|group| Outcome::ALL.map(|column| Slot::figure(Cell::Review(group, column))))
            .collect(),
    ]
}
