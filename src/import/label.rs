//! Recognises the labels of the official tables however a copy has written them.
//!
//! A label is compared by its letters and digits alone: white space, punctuation, invisible characters, full-width
//! forms and radicals (as text from PDF files has them) make no difference, and neither does a missing number. A label
//! that is only nearly right is found too, when one official label is clearly nearer than all others; that is a guess.

use std::collections::HashSet;
use std::sync::LazyLock;

use crate::checks::characters;
use crate::checks::reading::plain;
use crate::model::table::Table;
use crate::model::table::applications::{Applicant, Group, Row};
use crate::model::table::layout::Content;
use crate::model::table::proactive::{CONTENT, Documents, Figure};
use crate::model::table::review::{LAWSUITS, Outcome, Procedure};

/// Letters and digits of a label.
#[must_use]
pub fn folded(text: &str) -> String {
    text.chars()
        .map(|c| characters::ordinary_ideograph(c).unwrap_or_else(|| plain::as_read(c)))
        .filter(|c| c.is_alphanumeric())
        .collect()
}

/// How surely a label was recognised.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sure {
    /// To the letter, punctuation and number aside.
    Yes,
    /// It is the only one that is so like.
    Nearly,
}

/// What stands to the left of figures in section three.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RowLabel {
    /// A row of figures.
    Row(Row, Sure),
    /// A group of rows; in the format of 2019 其他处理 is a row itself.
    Group(Group),
    /// 三, over all outcomes.
    Outcomes,
}

/// The row or group of section three that a folded text names.
#[must_use]
pub fn applications_row(text: &str) -> Option<RowLabel> {
    // No label is longer than twice the longest; a paragraph is none, and not worth comparing.
    if text.is_empty() || text.chars().nth(90).is_some() {
        return None;
    }
    let bare = without_number(text);
    for (row, label) in ROWS.iter() {
        let (row, name) = (*row, without_number(label));
        // 其他 and 总计 alone are also heads of columns.
        let telling = !matches!(row, Row::OtherHandling | Row::HandledTotal);
        if text == *label || telling && (bare == name || SHORT.contains(&(row, bare))) {
            return Some(RowLabel::Row(row, Sure::Yes));
        }
    }
    for group in [
        Group::NotDisclosed,
        Group::UnableToProvide,
        Group::NotProcessed,
        Group::OtherHandling,
    ] {
        let label = folded(group.label());
        if text == label || bare == without_number(&label) {
            return Some(RowLabel::Group(group));
        }
    }
    if text == OTHERS_OF_2019 {
        return Some(RowLabel::Group(Group::OtherHandling));
    }
    if bare.ends_with(OUTCOMES) {
        return Some(RowLabel::Outcomes);
    }
    let names = ROWS
        .iter()
        .map(|(row, label)| (*row, without_number(label)));
    nearest(bare, names).map(|row| RowLabel::Row(row, Sure::Nearly))
}

/// The rows with their labels as they are compared.
static ROWS: LazyLock<[(Row, String); Row::COUNT]> =
    LazyLock::new(|| Row::ALL.map(|row| (row, folded(row.label()))));

/// How some reports of 2019 write 其他处理.
const OTHERS_OF_2019: &str = "六其他";
/// How the label over all outcomes ends.
const OUTCOMES: &str = "办理结果";

/// What rows are called for short where offices make tables of their own.
const SHORT: &[(Row, &str)] = &[
    (Row::NewlyReceived, "本年新收"),
    (Row::NewlyReceived, "本年度新收"),
    (Row::NewlyReceived, "本年新收申请"),
    (Row::CarriedOver, "上年结转"),
    (Row::CarriedOver, "上年度结转"),
    (Row::CarriedOver, "上年结转申请"),
    (Row::PartlyDisclosed, "部分公开"),
    (Row::CarriedForward, "结转下年"),
    (Row::CarriedForward, "结转下年度"),
    (Row::CarriedForward, "结转下年继续办理"),
];

/// The column of section three that a folded text names.
#[must_use]
pub fn applicant(text: &str) -> Option<Applicant> {
    if SUMS.contains(&text) {
        return Some(Applicant::Total);
    }
    Applicant::ALL
        .into_iter()
        .find(|column| text == column.label())
}

/// Other words for 总计.
const SUMS: [&str; 4] = ["合计", "共计", "总数", "小计"];

/// Whether a folded text stands over the columns of section three, or beside its heads.
#[must_use]
pub fn is_over_applicants(text: &str) -> bool {
    OVER_APPLICANTS.contains(text)
}

/// What stands over the columns of section three and is no column itself.
static OVER_APPLICANTS: LazyLock<HashSet<String>> = LazyLock::new(|| {
    let slots = Table::Applications.layout().into_iter().flatten();
    let heads = slots.filter_map(|slot| match slot.content {
        Content::ColumnHead(label) | Content::Band(label) => Some(folded(label)),
        Content::RowHead(_) | Content::Figure(_) => None,
    });
    heads.filter(|head| applicant(head).is_none()).collect()
});

/// Whether a folded text says only that figures stand below or beside it.
#[must_use]
pub fn is_quantity(text: &str) -> bool {
    matches!(
        text,
        "数量"
            | "件数"
            | "数"
            | "数据"
            | "数值"
            | "填报数"
            | "填报数量"
            | "填报数据"
            | "本年数"
            | "本年"
            | "本年数量"
            | "本年度"
            | "件数件"
            | "数量件"
            | "单位件"
            | "金额"
    )
}

/// The group of section four that a folded text names.
#[must_use]
pub fn procedure(text: &str) -> Option<Procedure> {
    Procedure::ALL
        .into_iter()
        .find(|procedure| text == procedure.label())
}

/// Whether a folded text stands over both groups of lawsuits.
#[must_use]
pub fn is_lawsuits(text: &str) -> bool {
    text == LAWSUITS
}

/// The column of section four that a folded text names.
#[must_use]
pub fn outcome(text: &str) -> Option<Outcome> {
    if SUMS.contains(&text) {
        return Some(Outcome::Total);
    }
    Outcome::ALL
        .into_iter()
        .find(|outcome| text == outcome.label())
}

/// A row of section two.
#[derive(Clone, Copy, Debug)]
pub enum ProactiveRow {
    /// Three figures on documents.
    Documents(fn(Documents) -> Figure),
    /// One figure.
    Single(Figure),
    /// A row that only the format of 2019 has.
    Old,
}

/// The row of section two that a folded text names.
#[must_use]
pub fn proactive_row(text: &str) -> Option<ProactiveRow> {
    let documents: [fn(Documents) -> Figure; 2] = [Figure::Rules, Figure::NormativeDocuments];
    for figure in documents {
        let label = figure(Documents::Issued).row_label();
        // 规范性文件 is what the format of 2019 says, and many still do.
        if text == label || text == "规范性文件" && label.ends_with(text) {
            return Some(ProactiveRow::Documents(figure));
        }
    }
    let single = [
        Figure::Licensing,
        Figure::Penalty,
        Figure::Compulsion,
        Figure::Fees,
    ];
    if let Some(figure) = single.into_iter().find(|figure| text == figure.row_label()) {
        return Some(ProactiveRow::Single(figure));
    }
    matches!(text, "其他对外管理服务事项" | "政府集中采购").then_some(ProactiveRow::Old)
}

/// What stands over the figures of section two.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ProactiveHead {
    /// Documents made, repealed, in force.
    Documents(Documents),
    /// Decisions.
    Decisions,
    /// An amount in 万元.
    Amount,
    /// A head that only the format of 2019 has: what it counts is none of our figures.
    Old,
    /// An amount in another unit.
    OtherUnit,
    /// Words that are no head that is known.
    Unknown,
}

/// The head of section two that a folded text is.
#[must_use]
pub fn proactive_head(text: &str) -> Option<ProactiveHead> {
    let is = |figure: Figure| folded(figure.column_label()) == text;
    if let Some(column) = Documents::ALL
        .into_iter()
        .find(|column| is(Figure::Rules(*column)))
    {
        return Some(ProactiveHead::Documents(column));
    }
    match text {
        // What the format of 2019 calls so is the same figure.
        "处理决定数量" => Some(ProactiveHead::Decisions),
        "本年新制作数量"
        | "本年新公开数量"
        | "对外公开总数量"
        | "上一年项目数量"
        | "本年增减"
        | "采购项目数量"
        | "采购总金额" => Some(ProactiveHead::Old),
        _ if is(Figure::Licensing) => Some(ProactiveHead::Decisions),
        _ if is(Figure::Fees) => Some(ProactiveHead::Amount),
        _ if decides(text) => Some(ProactiveHead::Decisions),
        _ if documents(text).is_some() => documents(text).map(ProactiveHead::Documents),
        _ if text.contains("收费金额") && text.chars().count() < 20 => {
            Some(if text.contains("万元") {
                ProactiveHead::Amount
            } else {
                ProactiveHead::OtherUnit
            })
        }
        _ => None,
    }
}

/// Words of heads that count something else: of another year, or over several years.
const OF_OTHER_YEARS: [&str; 6] = ["上年", "上一年", "去年", "往年", "历年", "新公开"];

/// The longest head that is known by some of its words.
const LONGEST_HEAD: usize = 16;

/// The column of documents that a head means in other words: 现行有效件数（历史累计）, 本年度制发数.
fn documents(text: &str) -> Option<Documents> {
    if text.chars().count() > LONGEST_HEAD || OF_OTHER_YEARS.iter().any(|word| text.contains(word))
    {
        return None;
    }
    let means = [
        ("制发", Documents::Issued),
        ("废止", Documents::Repealed),
        ("现行有效", Documents::InForce),
    ];
    let mut meant = means.into_iter().filter(|(word, _)| text.contains(word));
    let (word, first) = meant.next()?;
    let counts = text.contains('数') || text.contains('件');
    let sums = text.contains("累计") && word != "现行有效";
    (meant.next().is_none() && counts && !sums).then_some(first)
}

/// Whether a head means decisions of this year in other words.
fn decides(text: &str) -> bool {
    let known = text.contains("处理决定") && text.contains('数');
    known
        && text.chars().count() <= LONGEST_HEAD
        && !OF_OTHER_YEARS.iter().any(|word| text.contains(word))
}

/// What stands in the corner of section two's heads.
#[must_use]
pub fn is_proactive_corner(text: &str) -> bool {
    text == CONTENT
}

/// Whether a folded text is a band of section two: 第二十条第（一）项.
#[must_use]
pub fn is_article(text: &str) -> bool {
    text.starts_with("第二十条第") && text.chars().count() <= 9
}

/// Whether a folded text is any label of the three tables, to the letter.
#[must_use]
pub fn is_official(text: &str) -> bool {
    OFFICIAL.contains(text)
}

/// Whether a folded text is a label of the three tables in any form that is known.
#[must_use]
pub fn is_known(text: &str) -> bool {
    is_official(text)
        || proactive_head(text).is_some_and(|head| head != ProactiveHead::Unknown)
        || proactive_row(text).is_some()
        || matches!(applications_row(text), Some(RowLabel::Row(_, Sure::Yes)))
}

/// All labels of the three tables as they are compared.
static OFFICIAL: LazyLock<HashSet<String>> = LazyLock::new(|| {
    let slots = Table::ALL.into_iter().flat_map(Table::layout).flatten();
    let labels = slots.filter_map(|slot| match slot.content {
        Content::ColumnHead(label) | Content::RowHead(label) | Content::Band(label) => {
            Some(folded(label))
        }
        Content::Figure(_) => None,
    });
    labels.collect()
});

/// A folded label without its number.
#[must_use]
pub fn without_number(text: &str) -> &str {
    let rest = text.trim_start_matches(|c: char| c.is_ascii_digit());
    if rest.len() < text.len() && text.len() - rest.len() <= 2 {
        return rest;
    }
    text.strip_prefix(['一', '二', '三', '四', '五', '六', '七'])
        .unwrap_or(text)
}

/// A label must share so many of a hundred characters …
const LEAST_LIKENESS: usize = 75;
/// … and no other may come nearer than this.
const LEAST_LEAD: usize = 15;

fn nearest<'a, T>(text: &str, labels: impl Iterator<Item = (T, &'a str)>) -> Option<T> {
    let (mut best, mut second) = (None, 0);
    for (meaning, label) in labels {
        let likeness = likeness(text, label);
        match best {
            Some((most, _)) if likeness <= most => second = second.max(likeness),
            _ => {
                second = best.map_or(second, |(most, _)| second.max(most));
                best = Some((likeness, meaning));
            }
        }
    }
    best.filter(|(likeness, _)| *likeness >= LEAST_LIKENESS && *likeness >= second + LEAST_LEAD)
        .map(|(_, meaning)| meaning)
}

/// How many of a hundred pairs of neighbouring characters two texts share (Dice's coefficient).
fn likeness(a: &str, b: &str) -> usize {
    let pairs =
        |text: &str| -> Vec<(char, char)> { text.chars().zip(text.chars().skip(1)).collect() };
    let (a, mut rest) = (pairs(a), pairs(b));
    let total = a.len() + rest.len();
    if a.len() < 3 || total == 0 {
        return 0;
    }
    let shared = a.iter().filter(|pair| {
        let place = rest.iter().position(|other| other == *pair);
        place.map(|place| rest.swap_remove(place)).is_some()
    });
    shared.count() * 200 / total
}
