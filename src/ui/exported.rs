//! Which document the preview shows and every export writes, and what the user has chosen about it.

use leptos::prelude::*;

use super::board::Board;
use super::browser::clock;
use super::desk::Desk;
use super::view::{Paper, View};
use crate::export::document::Document;
use crate::export::paper;
use crate::export::picture::{self, Picture};
use crate::export::proof::{self, Published};
use crate::export::record::{self, Record, Without};
use crate::export::survival;
use crate::model::draft::{Draft, Proved};
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

/// What is exported of the open draft. A handle: copies speak of the same.
#[derive(Clone, Copy)]
pub struct Exported {
    desk: Desk,
    view: View,
}

impl Exported {
    /// What is exported of the draft on the desk, as the user has chosen.
    pub const fn new(desk: Desk, view: View) -> Self {
        Self { desk, view }
    }

    /// What is exported, for whoever shows it and follows it.
    pub fn document(&self) -> Document {
        document(
            &self.desk.draft().get(),
            &self.desk.board().get(),
            self.view.as_draft().get(),
        )
    }

    /// What is exported now, for whoever exports it: all checks are run first.
    pub fn document_now(&self) -> Document {
        document(
            &self.desk.draft().get_untracked(),
            &self.desk.whole_board(),
            self.view.as_draft().get_untracked(),
        )
    }

    /// Compares what is exported now with what was read of the published page, and keeps the result with the draft, for
    /// the check record.
    pub fn compare(&self, published: &Published) {
        let document = self.document_now();
        let proof = proof::compare(&document, published);
        let count = |count: usize| u64::try_from(count).unwrap_or(u64::MAX);
        let proved = Proved {
            at: clock::full_time(clock::now()),
            seal: record::seal(&document),
            lines: count(proof.lines),
            figures: count(proof.figures),
            differences: count(proof.differences.len()),
            unknown: Vec::new(),
        };
        let choices = self.view.choices();
        choices.update(|choices| choices.proof = Some(proof));
        self.desk.keep_proved(proved);
    }

    /// What the preview shows, as markup with every text escaped.
    pub fn shown(&self) -> String {
        let choices = self.view.choices().get();
        match choices.paper {
            Paper::Report => survival::fragment(&self.document(), choices.options, choices.kept),
            Paper::Record => self.record(),
            Paper::Picture => picture::svg(&self.picture()).markup,
        }
    }

    /// What is printed: the report, or the page that is shown in its place.
    pub fn printed(&self) -> String {
        untrack(|| match self.view.choices().with(|choices| choices.paper) {
            Paper::Record | Paper::Picture if self.view.preview().get() => self.shown(),
            Paper::Report | Paper::Record | Paper::Picture => paper::markup(&self.document_now()),
        })
    }

    /// The figures as a picture.
    pub fn picture(&self) -> Picture {
        picture::of(&self.desk.draft().get(), &self.document())
    }

    fn record(&self) -> String {
        let (draft, board) = (self.desk.draft().get(), self.desk.board().get());
        record::markup(&Record {
            organ: draft.organ.trim(),
            year: draft.year.trim(),
            document: &self.document(),
            made: &clock::full_time(clock::now()),
            findings: &board.findings,
            dismissed: &board.dismissed,
            without: Without {
                last_year: draft.previous_year.is_none(),
                words: self.desk.words().text().trim().is_empty(),
            },
            proved: draft.proved.as_deref(),
        })
    }
}
