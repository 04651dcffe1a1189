//! What the middle of the editor shows, and the ways to a place in it.

use std::ops::Range;

use leptos::prelude::*;
use web_sys::HtmlElement;

use super::browser::dom;
use super::desk::Desk;
use super::notices::Notices;
use crate::checks::check::Finding;
use crate::checks::quoted;
use crate::export::html::Options;
use crate::export::proof::Proof;
use crate::export::survival::Kept;
use crate::model::cell::Cell;
use crate::model::draft::Draft;
use crate::model::location::Location;

/// What the preview shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Paper {
    /// The report as it is exported.
    Report,
    /// The check record.
    Record,
    /// The figures as a picture.
    Picture,
}

/// What the user has chosen to look at, and how. One value, since the page makes code of its own for each kind of value
/// that it watches.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choices {
    /// What the preview shows.
    pub paper: Paper,
    /// How the markup for the portal is written.
    pub options: Options,
    /// What the portal's editor is supposed to keep, in the preview.
    pub kept: Kept,
    /// What the last comparison with the published page found, since the draft was opened.
    pub proof: Option<Proof>,
}

/// What the middle of the editor shows. A handle: copies speak of the same editor.
#[derive(Clone, Copy)]
pub struct View {
    preview: RwSignal<bool>,
    choices: RwSignal<Choices>,
    as_draft: RwSignal<bool>,
    last_year: RwSignal<bool>,
    /// The figures of the finding that is being looked at.
    named: RwSignal<Vec<Cell>>,
    /// What had the focus before the preview was shown.
    came_from: StoredValue<Option<HtmlElement>, LocalStorage>,
}

impl View {
    /// The form, not the preview.
    pub fn new() -> Self {
        Self {
            preview: RwSignal::new(false),
            choices: RwSignal::new(Choices {
                paper: Paper::Report,
                options: Options::default(),
                kept: Kept::default(),
                proof: None,
            }),
            as_draft: RwSignal::new(false),
            last_year: RwSignal::new(false),
            named: RwSignal::new(Vec::new()),
            came_from: StoredValue::new_local(None),
        }
    }

    /// Whether the preview is shown in the form's place.
    pub const fn preview(&self) -> RwSignal<bool> {
        self.preview
    }

    /// What the user has chosen.
    pub const fn choices(&self) -> RwSignal<Choices> {
        self.choices
    }

    /// Whether the user wants exports marked as drafts although nothing is wrong.
    pub const fn as_draft(&self) -> RwSignal<bool> {
        self.as_draft
    }

    /// Whether last year's figures are shown beside this year's.
    pub const fn last_year(&self) -> RwSignal<bool> {
        self.last_year
    }

    /// The figures of the finding that is being looked at, until the focus goes elsewhere.
    pub const fn named(&self) -> RwSignal<Vec<Cell>> {
        self.named
    }

    /// Shows a page in the preview's place, with the focus.
    pub fn show(&self, paper: Paper) {
        if self.preview.get_untracked() {
            self.preview.set(false);
        }
        self.toggle_preview();
        self.choices.update(|choices| choices.paper = paper);
    }

    /// Shows the preview of the report, with the focus, or the form again with the focus where it was.
    pub fn toggle_preview(&self) {
        let shown = !self.preview.get_untracked();
        self.choices.update(|choices| choices.paper = Paper::Report);
        self.preview.set(shown);
        let focus = if shown {
            self.came_from.set_value(dom::focused());
            // The keys that scroll are for what is looked at.
            dom::find(".nb-preview")
        } else {
            self.came_from.get_value()
        };
        request_animation_frame(move || {
            if let Some(element) = focus {
                dom::focus_without_scrolling(&element);
            }
        });
    }

    /// Shows the form and does something in it.
    pub fn in_form(&self, act: impl FnOnce() + 'static) {
        if self.preview.get_untracked() {
            self.preview.set(false);
            // The form has to be laid out again before anything in it can be scrolled to.
            request_animation_frame(act);
        } else {
            act();
        }
    }

    /// Shows the form and goes to a place in it.
    pub fn go_to(&self, address: String) {
        self.in_form(move || dom::go_to(address));
    }
}

impl View {
    /// Shows the form and what a finding is about: in a table the figure that is likely to be wrong, with all others that
    /// it names marked; in prose the very words.
    pub fn show_finding(&self, finding: &Finding, draft: &Draft) {
        let Some(first) = finding.places().next() else {
            return;
        };
        let named: Vec<Cell> = finding
            .locations
            .iter()
            .filter_map(|place| place.cell())
            .collect();
        if self.named.with_untracked(|before| *before != named) {
            self.named.set(named);
        }
        let words = match first {
            Location::Section(section) => quoted::words(finding, draft, section)
                .and_then(|words| in_utf16(draft.prose(section), words)),
            Location::Cell(_) | Location::Field(_) => None,
        };
        match words {
            Some(words) => self.in_form(move || dom::go_to_words(first.to_string(), words)),
            None => self.go_to(first.to_string()),
        }
    }
}

/// A range of a text as the browser counts.
fn in_utf16(text: &str, bytes: Range<usize>) -> Option<Range<u32>> {
    let count = |to: usize| u32::try_from(text.get(..to)?.encode_utf16().count()).ok();
    Some(count(bytes.start)?..count(bytes.end)?)
}

/// Takes the last step back and goes where it was.
pub fn undo(desk: Desk, view: View) {
    if let Some(place) = desk.undo() {
        view.go_to(place.to_string());
    }
}

/// Takes the undone step again and goes where it is.
pub fn redo(desk: Desk, view: View) {
    if let Some(place) = desk.redo() {
        view.go_to(place.to_string());
    }
}

/// Whether the draft may only be looked at here; then says what was not done.
pub fn refuses(desk: Desk, notices: Notices, deed: &str) -> bool {
    let locked = desk.locked().get_untracked();
    if locked {
        notices.warn(format!("本窗口只能查看，没有{deed}。"));
    }
    locked
}

/// Says what an act has done and offers to undo it, until the draft is changed again.
pub fn offer_undo(desk: Desk, notices: Notices, said: String) {
    offer(desk, notices, said, false);
}

/// The same where something of it went wrong.
pub fn warn_and_offer_undo(desk: Desk, notices: Notices, said: String) {
    offer(desk, notices, said, true);
}

fn offer(desk: Desk, notices: Notices, said: String, failed: bool) {
    let changes = desk.changes().get_untracked();
    notices.offer_undo(said, failed, changes, move || {
        if let Some(place) = desk.undo() {
            dom::go_to(place.to_string());
        }
    });
    // The button may have nothing left to do.
    dom::rescue_focus();
}
