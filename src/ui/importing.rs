//! Taking over foreign material: what was brought, what was found in it, what is done with it.

mod pace;
mod sources;
pub mod state;

use std::future::Future;

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::desk::Desk;
use super::notices::Notices;
use super::view;
use crate::export::proof::Published;
use crate::import::found::Found;
use crate::import::taking::{self, Choice, Purpose};
use crate::model::cell::Cell;

pub use sources::{of_paste, of_text, read_files};
use state::State;
pub use state::{Act, Brought, Shown};

/// What is being imported. A handle: copies speak of the same import.
#[derive(Clone, Copy)]
pub struct Importing {
    desk: Desk,
    notices: Notices,
    state: StoredValue<State>,
    /// Counts the changes of the state, for whoever shows it.
    changes: RwSignal<u64>,
    /// The page that is to be compared line by line, until somebody has done so.
    published: RwSignal<Option<Published>>,
}

impl Importing {
    /// Nothing is being imported.
    pub fn new(desk: Desk, notices: Notices) -> Self {
        Self {
            desk,
            notices,
            state: StoredValue::new(State::default()),
            changes: RwSignal::new(0),
            published: RwSignal::new(None),
        }
    }

    /// Shows the dialog. A purpose may be known already.
    pub fn open(&self, purpose: Option<Purpose>) {
        if self.desk.locked().get_untracked() {
            self.notices.warn("本窗口只能查看，不能导入。");
        } else {
            self.act(Act::Open(purpose));
        }
    }

    /// Whether the dialog is shown.
    pub fn is_shown(&self) -> bool {
        self.state.with_value(State::is_shown)
    }

    /// The page that is to be compared line by line; whoever has done so empties it.
    pub const fn published(&self) -> RwSignal<Option<Published>> {
        self.published
    }

    /// Counts what is done in the dialog.
    pub const fn changes(&self) -> RwSignal<u64> {
        self.changes
    }

    /// Does what somebody does in the dialog.
    pub fn act(&self, act: Act) {
        self.state.update_value(|state| state.act(act));
        self.changes.update(|changes| *changes += 1);
    }

    /// Which reading is under way: another number once everything was put away.
    fn reading(&self) -> u64 {
        self.state.with_value(State::reading)
    }

    /// Brings what a reading comes to. A long page or a large file takes a moment; that it is being read is shown before.
    pub fn bring(self, read: impl FnOnce() -> Vec<Brought> + 'static) {
        self.act(Act::Read);
        self.bring_begun(async move { read() });
    }

    /// The same where [`Act::Read`] has been done. What was put away meanwhile is not brought.
    fn bring_begun(self, read: impl Future<Output = Vec<Brought>> + 'static) {
        let reading = self.reading();
        request_animation_frame(move || {
            spawn_local(async move {
                pace::pause().await;
                if self.reading() != reading {
                    return;
                }
                let brought = read.await;
                if self.reading() == reading {
                    self.act(Act::Bring(brought));
                }
            });
        });
    }

    /// Lets somebody look at what is to be shown; `None` while the dialog is closed.
    pub fn look<T>(&self, look: impl FnOnce(&Shown<'_>) -> T) -> Option<T> {
        let draft = self.desk.draft().get_untracked();
        self.state
            .with_value(|state| state.shown(&draft).as_ref().map(look))
    }

    /// Takes what is looked at, as one step that can be undone, and closes the dialog, or looks at the next piece.
    pub fn apply(&self) {
        let taken = self.look(|shown| {
            let (report, choice) = shown.report?;
            let found = &report.found;
            let differing = taking::differences(found, shown.draft, choice.purpose).len();
            let after = match &report.draft {
                Some(whole) => taking::take_draft(whole, shown.draft, choice),
                None => taking::take(found, shown.draft, choice),
            };
            let page = (choice.purpose == Purpose::Compare && !choice.tables_only)
                .then(|| published(found))
                .filter(|page| !page.lines.is_empty());
            Some((after, said(choice, found.figures(), differing), page))
        });
        let Some((after, said, page)) = taken.flatten() else {
            return;
        };
        let writes = self.desk.draft().with_untracked(|draft| *draft != after);
        if writes && view::refuses(self.desk, self.notices, "导入") {
            return;
        }
        if page.is_some() {
            self.published.set(page);
        }
        let changed = self.desk.replace(after);
        self.state.update_value(State::next_piece);
        self.changes.update(|changes| *changes += 1);
        if changed {
            view::offer_undo(self.desk, self.notices, said);
        } else {
            self.notices.say(said);
        }
    }
}

/// What was found, for the comparison line by line.
fn published(found: &Found) -> Published {
    let figures = Cell::all().filter_map(|cell| {
        let figure = found.cells.get(cell).as_ref()?;
        Some((cell, figure.text.clone()))
    });
    Published {
        lines: found.lines.clone(),
        figures: figures.collect(),
    }
}

/// What is said after taking a report.
fn said(choice: Choice, figures: usize, differing: usize) -> String {
    match choice.purpose {
        Purpose::Current => format!(
            "已导入为本年年报：{figures} 个数，其中 {differing} 格与原来不同。请按校核结果逐项核对。"
        ),
        Purpose::Previous => {
            let carried = if choice.carry {
                "，并带入上年结转"
            } else {
                ""
            };
            format!("已存为上年年报：{figures} 个数{carried}。填写时可以显示上年数。")
        }
        Purpose::Compare if differing == 0 => {
            "核对完毕，表格里的数都相同，逐处结果列在“导出”下面。草稿没有改动。".to_owned()
        }
        Purpose::Compare => {
            format!("核对完毕，有 {differing} 格不同，逐处结果列在“导出”下面。草稿没有改动。")
        }
    }
}
