//! Taking over foreign material: what was brought, what was found in it, what is done with it.

mod sources;

use leptos::prelude::*;

use super::desk::Desk;
use super::notices::Notices;
use super::view;
use super::wording::importing::FileTrouble;
use crate::import::found::Found;
use crate::import::taking::{self, Choice, Purpose};

pub use sources::{of_paste, of_text, read_files};

/// One piece of foreign material.
#[derive(Clone, Debug)]
pub struct Brought {
    /// What it is called: the name of a file, or that it was pasted.
    pub name: String,
    /// What was found in it, or why it was not read.
    pub found: Result<Found, FileTrouble>,
}

/// What is being imported. A handle: copies speak of the same import.
#[derive(Clone, Copy)]
pub struct Importing {
    desk: Desk,
    notices: Notices,
    shown: RwSignal<bool>,
    brought: RwSignal<Vec<Brought>>,
    /// Which of the brought pieces is looked at.
    looked_at: RwSignal<usize>,
    /// The purpose, once somebody has chosen it; until then the likely one.
    purpose: RwSignal<Option<Purpose>>,
    tables_only: RwSignal<bool>,
    /// Whether last year's 结转 is carried, once somebody has decided; until then where it writes over nothing.
    carry: RwSignal<Option<bool>>,
}

impl Importing {
    /// Nothing is being imported.
    pub fn new(desk: Desk, notices: Notices) -> Self {
        Self {
            desk,
            notices,
            shown: RwSignal::new(false),
            brought: RwSignal::new(Vec::new()),
            looked_at: RwSignal::new(0),
            purpose: RwSignal::new(None),
            tables_only: RwSignal::new(false),
            carry: RwSignal::new(None),
        }
    }

    /// Whether the dialog is shown.
    pub const fn shown(&self) -> RwSignal<bool> {
        self.shown
    }

    /// Shows the dialog, empty. A purpose may be known already.
    pub fn open(&self, purpose: Option<Purpose>) {
        if self.desk.locked().get_untracked() {
            self.notices.warn("本窗口只能查看，不能导入。");
            return;
        }
        self.purpose.set(purpose);
        self.tables_only.set(false);
        self.start_over();
        self.shown.set(true);
    }

    /// Puts away what was brought; the choices stay.
    pub fn start_over(&self) {
        self.brought.set(Vec::new());
        self.looked_at.set(0);
        self.carry.set(None);
    }

    /// The pieces that were brought.
    pub const fn brought(&self) -> RwSignal<Vec<Brought>> {
        self.brought
    }

    /// Which of them is looked at.
    pub const fn looked_at(&self) -> RwSignal<usize> {
        self.looked_at
    }

    /// Takes a piece in and looks at it, if it is the first in which something was found.
    pub fn bring(&self, piece: Brought) {
        let is_report = |piece: &Brought| piece.found.as_ref().is_ok_and(|found| !found.is_empty());
        let first =
            is_report(&piece) && !self.brought.with_untracked(|all| all.iter().any(is_report));
        self.brought.update(|all| all.push(piece));
        if first {
            self.looked_at
                .set(self.brought.with_untracked(Vec::len) - 1);
        }
    }

    /// What was found in the piece that is looked at, with how it is to be taken.
    pub fn with_found<T>(&self, look: impl FnOnce(&Found, Choice) -> T) -> Option<T> {
        let at = self.looked_at.get();
        self.brought.with(|all| {
            let found = all
                .get(at)?
                .found
                .as_ref()
                .ok()
                .filter(|found| !found.is_empty())?;
            Some(look(found, self.choice(found)))
        })
    }

    /// How a found report is to be taken.
    fn choice(&self, found: &Found) -> Choice {
        self.desk.draft().with_untracked(|draft| Choice {
            purpose: self
                .purpose
                .get()
                .unwrap_or_else(|| Purpose::likely(found, draft)),
            tables_only: self.tables_only.get(),
            carry: self.carry.get().unwrap_or_else(|| taking::can_carry(draft)),
        })
    }

    /// The purpose that was chosen.
    pub fn purpose(&self) -> Option<Purpose> {
        self.with_found(|_, choice| choice.purpose)
            .or_else(|| self.purpose.get())
    }

    /// Chooses the purpose.
    pub fn choose(&self, purpose: Purpose) {
        self.purpose.set(Some(purpose));
    }

    /// Chooses whether prose and fields are left as they are.
    pub fn choose_tables_only(&self, only: bool) {
        self.tables_only.set(only);
    }

    /// Chooses whether last year's 结转 is carried.
    pub fn choose_carry(&self, carry: bool) {
        self.carry.set(Some(carry));
    }

    /// Takes what is looked at, as one step that can be undone, and closes the dialog, or looks at the next piece.
    pub fn apply(&self) {
        let draft = self.desk.draft().get_untracked();
        let taken = untrack(|| {
            self.with_found(|found, choice| {
                let differing = taking::differences(found, &draft, choice.purpose).len();
                (
                    taking::take(found, &draft, choice),
                    choice,
                    found.figures(),
                    differing,
                )
            })
        });
        let Some((after, choice, figures, differing)) = taken else {
            return;
        };
        let changed = self.desk.replace(after);
        let said = match choice.purpose {
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
            Purpose::Compare => match differing {
                0 => "核对完毕，表格里的数都相同。草稿没有改动。".to_owned(),
                differing => format!("核对完毕，有 {differing} 格不同。草稿没有改动。"),
            },
        };
        self.next_piece();
        if changed {
            view::offer_undo(self.desk, self.notices, said);
        } else {
            self.notices.say(said);
        }
    }

    /// Looks at the next piece in which something was found; closes the dialog when there is none.
    fn next_piece(&self) {
        let at = self.looked_at.get_untracked();
        self.brought.update(|all| {
            if at < all.len() {
                all.remove(at);
            }
        });
        let next = self.brought.with_untracked(|all| {
            all.iter()
                .position(|piece| piece.found.as_ref().is_ok_and(|found| !found.is_empty()))
        });
        self.purpose.set(None);
        self.carry.set(None);
        match next {
            Some(next) => self.looked_at.set(next),
            None => self.shown.set(false),
        }
    }
}
