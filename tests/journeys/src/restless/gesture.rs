//! What a restless hand may do, and how it comes upon it.

use std::fmt;

use super::chance::Chance;
use super::look::{Control, Kind, Look};

/// One thing that the hand does.
#[derive(Clone, Debug, PartialEq)]
pub enum Gesture {
    /// A click on what has this name.
    Click {
        target: String,
        times: u8,
        shift: bool,
        control: bool,
    },
    /// A text typed where the focus is.
    Type(&'static str),
    /// Keys pressed where the focus is.
    Keys(&'static str),
    /// A block pasted where the focus is: which one of the stock.
    Paste(usize),
    /// A drag from one thing to another.
    Drag { from: String, to: String },
    /// The wheel, so many pixels downwards, over what has this name.
    Wheel { over: String, down: f64 },
    /// Something is typed into a cell, undone and done again.
    Undo { target: String },
    /// An input method composes where the focus is.
    Compose(&'static str),
    /// A file of the stock falls on what has this name.
    Drop { target: String, file: usize },
    /// The page is loaded again.
    Reload,
    /// The page is opened in a second window as well, and closed there.
    SecondWindow,
    /// The browser is killed and started again.
    Kill,
}

/// A gesture, and the file that is chosen if it opens a file chooser; none for cancelling it.
#[derive(Clone, Debug, PartialEq)]
pub struct Step {
    /// What is done.
    pub gesture: Gesture,
    /// Which file of the stock.
    pub file: Option<usize>,
}

impl fmt::Display for Step {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{:?}", self.gesture)?;
        match self.file {
            Some(file) => write!(out, " (file {file})"),
            None => Ok(()),
        }
    }
}

/// What is typed.
const TEXTS: [&str; 16] = [
    "1",
    "0",
    "12",
    "7",
    "3.5",
    "125",
    "abc",
    "１２",
    "一二三",
    "-5",
    "99999999999",
    " ",
    "=1+1",
    "2025年，我局新收申请12件。",
    "予以公开3件，",
    "4件",
];

/// What is pressed.
const KEYS: [&str; 40] = [
    "Tab",
    "Tab",
    "Shift+Tab",
    "Enter",
    "Enter",
    "Shift+Enter",
    "Escape",
    "Escape",
    "ArrowDown",
    "ArrowUp",
    "ArrowLeft",
    "ArrowRight",
    "Shift+ArrowDown",
    "Shift+ArrowRight",
    "Home",
    "End",
    "Control+Home",
    "Control+End",
    "Control+z",
    "Control+z",
    "Control+z",
    "Control+y",
    "Control+Shift+z",
    "Control+a",
    "Control+c",
    "Control+x",
    "Control+v",
    "Delete",
    "Backspace",
    "F2",
    "F8",
    "F8",
    "F9",
    "Space",
    "Control+s",
    "PageDown",
    "PageUp",
    "Control+ArrowDown",
    "Shift+Home",
    "Shift+End",
];

/// How many blocks and files there are.
pub const BLOCKS: usize = 6;
/// How many files can be chosen or dropped.
pub const FILES: usize = 6;

/// Draws the next step from what is seen.
pub fn draw(chance: &mut Chance, look: &Look, can_kill: bool) -> Step {
    let gesture = drawn(chance, look, can_kill).unwrap_or(Gesture::Keys("Tab"));
    let file = chance.below(FILES + 1).checked_sub(1);
    Step { gesture, file }
}

fn drawn(chance: &mut Chance, look: &Look, can_kill: bool) -> Option<Gesture> {
    Some(match chance.below(1000) {
        0..=269 => click(chance, look, |kind| kind == Kind::Control)?,
        270..=449 => click(chance, look, |kind| kind == Kind::Cell)
            .or_else(|| click(chance, look, |_| true))?,
        450..=479 => click(chance, look, |kind| kind == Kind::Text)?,
        480..=629 => Gesture::Type(chance.of(&TEXTS)?),
        630..=849 => Gesture::Keys(chance.of(&KEYS)?),
        850..=864 => Gesture::Paste(chance.below(BLOCKS)),
        865..=909 => Gesture::Drag {
            from: target(chance, look, |kind| kind == Kind::Cell)?,
            to: target(chance, look, |_| true)?,
        },
        910..=949 => Gesture::Wheel {
            over: target(chance, look, |_| true)?,
            down: *[-600.0, -200.0, 200.0, 600.0, 2000.0].get(chance.below(5))?,
        },
        950..=974 => Gesture::Undo {
            target: target(chance, look, |kind| kind == Kind::Cell)?,
        },
        975..=986 => Gesture::Compose(chance.of(&["主动公开", "12"])?),
        987..=993 => Gesture::Drop {
            target: target(chance, look, |_| true)?,
            file: chance.below(FILES),
        },
        994..=997 => Gesture::Reload,
        998 => Gesture::SecondWindow,
        _ if can_kill && chance.below(2) == 0 => Gesture::Kill,
        _ => Gesture::Type("8"),
    })
}

fn click(chance: &mut Chance, look: &Look, of: impl Fn(Kind) -> bool) -> Option<Gesture> {
    let target = target(chance, look, of)?;
    let how = chance.below(20);
    Some(Gesture::Click {
        target,
        times: if how == 0 { 2 } else { 1 },
        shift: matches!(how, 1 | 2),
        control: how == 3,
    })
}

fn target(chance: &mut Chance, look: &Look, of: impl Fn(Kind) -> bool) -> Option<String> {
    let fitting: Vec<&Control> = look
        .controls()
        .iter()
        .filter(|control| of(control.kind))
        .collect();
    let control = fitting.get(chance.below(fitting.len()))?;
    Some(control.name.clone())
}
