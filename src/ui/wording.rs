//! The page's longer texts: prepared prose, hints, and the sentences for what can go wrong.

pub mod importing;
pub mod pasting;
mod sentences;

pub use sentences::{
    APART_CHANGED, APART_DELETED, CANNOT_LEAVE, CLEARED, DELETED, NOT_OPENED, PARTED, RESTORED,
    YOURS_AGAIN, backup_error, delete_error, merged, reconciled, recycled, reminder, room, trouble,
    words,
};

use crate::model::draft::Draft;
use crate::model::location::Field;
use crate::model::section::Section;
use crate::model::table::Table;
use crate::storage::backup;
use crate::storage::store::DraftSummary;

/// The five aspects of section one, as lines to write under (国办公开办函〔2021〕30号, on 总体情况).
pub const SCAFFOLD: &str = include_str!("wording/scaffold.txt");

/// The usual preamble for the draft's year; nothing while the year is unknown.
pub fn preamble(draft: &Draft) -> Option<String> {
    let year = draft.report_year()?.to_string();
    let organ = draft.organ.trim();
    let organ = if organ.is_empty() { "本机关" } else { organ };
    Some(
        include_str!("wording/preamble.txt")
            .trim_end()
            .replace("{year}", &year)
            .replace("{organ}", organ),
    )
}

/// What to know before filling in a table.
pub const fn table_hint(table: Table) -> &'static str {
    match table {
        Table::ProactiveDisclosure => {
            "许可、处罚、强制包括已公开和依法未公开的全部处理决定；各项数据以报告年度12月31日为准；收费金额以万元为单位。没有的填 0。"
        }
        Table::Applications => {
            "每件申请只在一行计一次，计最终处理结果。总计自动计算，不用填。可从 Excel 或 WPS 表格整块粘贴。没有的填 0。"
        }
        Table::Review => {
            "行政复议机关作共同被告的诉讼，只计原行为主体的案件数量。总计自动计算，不用填。没有的填 0。"
        }
    }
}

/// What stands in the empty prose of a section.
pub const fn prose_hint(section: Section) -> &'static str {
    match section {
        Section::ProblemsAndImprovements => {
            "先写存在的主要问题，再写改进情况。要有针对性，不与上年雷同。"
        }
        Section::OtherMatters => {
            "报告信息处理费的收取情况（单位：元），没有收取的也要写明；再写其他需要报告的事项。"
        }
        Section::Preamble => "可不填。常见写法：编制依据、统计期限、联系方式。",
        Section::Overview => {
            "主动公开、依申请公开、政府信息管理、平台建设、监督保障五个方面，原则上不超过一千字。"
        }
        Section::ProactiveDisclosure | Section::Applications | Section::Review => {
            "如需对表中数据作说明，写在这里，导出时排在表格之后。"
        }
    }
}

/// What stands in a field while it is empty. The title's is the standard one.
pub const fn field_hint(field: Field) -> &'static str {
    match field {
        Field::Organ => "与印章一致的全称，如：示例县应急管理局",
        Field::Year => "如：2025",
        Field::PublishDate => "如：2026-01-20，可不填",
        Field::Level | Field::Title => "",
    }
}

/// A complete fictional report with one wrong figure to find.
pub fn example() -> Option<Draft> {
    backup::read(include_str!("wording/example.json")).ok()
}

/// What a draft is called while it has no title.
const UNNAMED: &str = "未命名的年度报告";

/// What a draft is called.
pub fn draft_name(draft: &Draft) -> String {
    name(&draft.shown_title(), draft.organ.trim(), draft.year.trim())
}

/// What a draft of the list is called.
pub fn summary_name(draft: &DraftSummary) -> String {
    name(draft.title.trim(), draft.organ.trim(), draft.year.trim())
}

fn name(title: &str, organ: &str, year: &str) -> String {
    match (title.is_empty(), organ.is_empty(), year.is_empty()) {
        (false, _, _) => title.to_owned(),
        (true, false, _) => format!("{organ}年度报告"),
        (true, true, false) => format!("{year}年度报告（未填机关）"),
        (true, true, true) => UNNAMED.to_owned(),
    }
}
