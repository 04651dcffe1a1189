//! The words by which an export says that it is a draft. What is read in again is read without them: whether a report is
//! final is decided anew each time it leaves the page.

/// What the title of a draft ends with.
pub const TITLE_END: &str = "（草稿）";

/// What the body of a draft begins with.
pub const NOTICE: &str = "草稿：仅供内部审核，请勿发布。";
