//! Which document the preview shows and every export writes.

use super::board::Board;
use crate::export::document::Document;
use crate::model::draft::Draft;
use crate::model::report::Report;

/// The document to show or export: the clean report when nothing is wrong and the user does not
/// want a draft, else the draft, which is visibly marked.
pub fn document(draft: &Draft, board: &Board, as_draft: bool) -> Document {
    if board.is_clean()
        && !as_draft
        && let Ok(report) = Report::from_draft(draft)
    {
        return Document::of_report(&report);
    }
    Document::of_draft(draft)
}
