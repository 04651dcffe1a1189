//! What paints the parts of the screen that follow the board: one effect for all of them.
//!
//! A keystroke changes a few words in a screen of two thousand elements. Each painter is told what was shown before and
//! what is to be shown now, and writes what differs.

use std::sync::Arc;

use leptos::prelude::*;

use super::board::Board;
use super::desk::Desk;

/// Brings a part of the screen from one board to another; from nothing at first.
type Painter = Box<dyn FnMut(Option<&Board>, &Board)>;

/// The painters of one screen. A handle: copies speak of the same ones.
#[derive(Clone, Copy)]
pub struct Painters {
    all: StoredValue<Vec<Painter>, LocalStorage>,
}

impl Painters {
    /// None yet. Those that are added until the screen is there paint for the first time then.
    pub fn of(desk: Desk) -> Self {
        let all = StoredValue::new_local(Vec::<Painter>::new());
        Effect::new(move |before: Option<Arc<Board>>| {
            let board = desk.board().get();
            all.update_value(|all| {
                for paint in all {
                    paint(before.as_deref(), &board);
                }
            });
            board
        });
        Self { all }
    }

    /// Adds a painter of places that are looked up once, when the screen is there. Nothing was shown in them then.
    pub fn add<T: 'static>(
        &self,
        find: impl Fn() -> Option<T> + 'static,
        paint: impl Fn(&mut T, Option<&Board>, &Board) + 'static,
    ) {
        let mut found = None;
        self.push(move |before, board| match &mut found {
            Some(places) => paint(places, before, board),
            None => {
                found = find();
                if let Some(places) = &mut found {
                    paint(places, None, board);
                }
            }
        });
    }

    /// A number of the board, for whoever follows it alone. A memo would wake them at each keystroke to ask whether it
    /// has changed.
    pub fn number(&self, read: impl Fn(&Board) -> usize + 'static) -> ReadSignal<usize> {
        let (number, set) = signal(0);
        let mut told = 0;
        self.push(move |_, board| {
            let now = read(board);
            if std::mem::replace(&mut told, now) != now {
                set.set(now);
            }
        });
        number
    }

    fn push(&self, paint: impl FnMut(Option<&Board>, &Board) + 'static) {
        self.all.update_value(|all| all.push(Box::new(paint)));
    }
}
