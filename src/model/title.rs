//! The report's standard title.

use super::year::ReportYear;

/// The words after organ and year, to the character.
pub const TITLE_END: &str = "年政府信息公开工作年度报告";

/// 〈机关全称〉〈年〉年政府信息公开工作年度报告, the form nearly all reports use.
///
/// 国办公开办函〔2021〕30号 does not prescribe a title; the county offices do.
#[must_use]
pub fn standard_title(organ: &str, year: ReportYear) -> String {
    format!("{organ}{year}{TITLE_END}")
}
