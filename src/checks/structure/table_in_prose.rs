//! S2: the text of a statistical table was pasted into the prose.

use crate::checks::check::{Check, Code, Finding, Severity, Subject};
use crate::model::section::Section;

/// Parts of the tables' heads that sentences seldom have. One of them may be quoted; two are a table.
const HEADS: &[&str] = &[
    "勾稽关系为",
    "制发件数",
    "废止件数",
    "处理决定数量",
    "收费金额（单位",
    "公开申请数量",
    "结果维持结果纠正",
    "上一年项目数量",
];

#[doc = include_str!("table_in_prose.md")]
pub struct TableInProse;

impl Check for TableInProse {
    fn code(&self) -> Code {
        Code("S2")
    }

    fn severity(&self) -> Severity {
        Severity::Warning
    }

    fn title(&self) -> &'static str {
        "正文里混进了表格文字"
    }

    fn explanation(&self) -> &'static str {
        include_str!("table_in_prose.md")
    }

    fn needs_figures(&self) -> bool {
        false
    }

    fn find(&self, subject: &Subject<'_>, found: &mut Vec<Finding>) {
        for section in Section::ALL {
            let text = subject.plain(section);
            let mut heads = HEADS.iter().filter(|head| text.contains(**head));
            if let (Some(first), Some(second)) = (heads.next(), heads.next()) {
                let message = format!(
                    "{}的正文里有表格的文字（“{first}”“{second}”等）。三张表由本工具生成，导出时会重复。请把数填进表里，删去这些文字。",
                    section.name()
                );
                found.push(Finding::new(self, Severity::Warning, [section], message));
            }
        }
    }
}
