//! Finds the three official tables in grids: by the labels of rows and columns, never by place or year.
//!
//! Each row is taken for itself, so that a table may be split, come in one grid with others, or have columns too many.
//! A figure gets its place by the heads above it. Where these do not fit, the order of the columns decides, when the
//! row has exactly as many figures as the table; that is noted as a guess. All else is handed back.

mod applications;
mod proactive;
mod review;

use super::found::{Figure, Found, NoteKind};
use super::grid::Grid;
use super::label;
use super::material::trimmed;
use super::prose::Prose;
use super::span::{self, Kind, Span};
use crate::checks::heading;
use crate::model::cell::{Cell, CellMap};
use crate::model::number;

/// Finds the official tables in one grid after the other.
#[derive(Debug)]
pub(super) struct Tables {
    applications: applications::Reader,
    proactive: proactive::Reader,
    review: review::Reader,
    /// The figures that stand there twice with different texts.
    twice: CellMap<bool>,
}

/// What a reader made of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Understood {
    /// It is none of the reader's rows.
    No,
    /// A head, a band, or a label without figures.
    Head,
    /// A row of figures, taken or noted.
    Row,
    /// One of its rows, but what stands there could not be placed.
    Lost,
}

impl Understood {
    /// Asks another reader where this one did not know the row.
    fn or_else(self, other: impl FnOnce() -> Self) -> Self {
        if self == Self::No { other() } else { self }
    }
}

impl Tables {
    pub(super) fn new() -> Self {
        Self {
            applications: applications::Reader::default(),
            proactive: proactive::Reader::default(),
            review: review::Reader::default(),
            twice: CellMap::from_fn(|_| false),
        }
    }

    /// Reads a grid. Returns whether anything of a report was in it. In a sheet that has the whole report, rows of one
    /// cell are lines of prose.
    pub(super) fn read(&mut self, grid: &Grid, found: &mut Found, prose: &mut Prose) -> bool {
        let is_sheet =
            (0..grid.rows().len()).any(|row| only_cell(grid, row).is_some_and(is_heading));
        self.applications.begin_grid();
        self.proactive.begin_grid(grid.columns());
        self.review.begin_grid();
        let mut lost = Vec::new();
        let (mut rows, mut heads) = (0, 0);
        for row in 0..grid.rows().len() {
            let spans = span::of_row(grid, row);
            if spans.iter().all(|span| span.kind == Kind::Blank) {
                continue;
            }
            if let Some(text) = only_cell(grid, row).filter(|_| is_sheet)
                && !label::is_official(&label::folded(text))
            {
                for line in text.lines().map(trimmed).filter(|line| !line.is_empty()) {
                    prose.line(line, found);
                }
                continue;
            }
            let mut sink = Taken {
                found: &mut *found,
                twice: &mut self.twice,
            };
            let understood = self
                .review
                .row(&spans, &mut sink)
                .or_else(|| self.applications.row(&spans, &mut sink))
                .or_else(|| self.proactive.row(&spans, &mut sink));
            match understood {
                Understood::Head => heads += 1,
                Understood::Row => {
                    rows += 1;
                    prose.note_table();
                }
                Understood::Lost => {
                    rows += 1;
                    found.note(NoteKind::Row, [], span::original(&spans));
                }
                Understood::No => lost.push(spans),
            }
        }
        if rows == 0 && heads == 0 && !is_sheet {
            return false;
        }
        for spans in lost {
            let is_label =
                |span: &Span| span.kind == Kind::Blank || label::is_official(&span.folded);
            if spans.iter().all(is_label) {
                continue;
            }
            // A line across the whole table is its caption or a remark below it.
            let words: Vec<&Span> = spans
                .iter()
                .filter(|span| span.kind != Kind::Blank)
                .collect();
            match words.as_slice() {
                [only] if only.kind == Kind::Words => found.left_out.push(only.text.clone()),
                _ => found.note(NoteKind::Row, [], span::original(&spans)),
            }
        }
        true
    }

    /// A line of plain text that is a row of one of the tables, or a head.
    pub(super) fn read_line(&mut self, spans: &[Span], found: &mut Found) -> bool {
        let mut sink = Taken {
            found,
            twice: &mut self.twice,
        };
        let understood = self
            .applications
            .row(spans, &mut sink)
            .or_else(|| self.proactive.row(spans, &mut sink));
        if understood == Understood::Lost {
            found.note(NoteKind::Row, [], span::original(spans));
        }
        understood != Understood::No
    }

    /// A line of numbers alone within section four.
    pub(super) fn read_review_line(&mut self, spans: &[Span], found: &mut Found) -> bool {
        let mut sink = Taken {
            found,
            twice: &mut self.twice,
        };
        review::by_order(spans, &mut sink)
    }
}

/// The text of a row's only cell with words; `None` when there are several cells or none.
fn only_cell(grid: &Grid, row: usize) -> Option<&str> {
    let places = grid.rows().get(row)?;
    let mut filled = places.iter().filter(|place| !number::is_blank(&place.text));
    let first = filled.next()?;
    let only = filled.all(|place| place.cell == first.cell);
    only.then_some(&*first.text)
}

fn is_heading(text: &str) -> bool {
    heading::section(trimmed(text)).is_some() || super::prose::is_title(trimmed(text))
}

/// Where readers put the figures.
struct Taken<'a> {
    found: &'a mut Found,
    twice: &'a mut CellMap<bool>,
}

impl Taken<'_> {
    /// Takes the texts of a row for its figures. Where the row stands there twice with different figures, one of the two
    /// may be another row: then a figure that one of them leaves blank is as unsure as the others.
    fn put_row(&mut self, row: &[(Cell, &str)], guessed: bool, spans: &[Span]) {
        let before = |taken: &Self, cell| {
            let before = taken.found.cells.get(cell).as_ref()?;
            (before.guessed == guessed).then(|| before.text.clone())
        };
        let is_other = row.iter().any(|(cell, text)| {
            before(self, *cell)
                .is_some_and(|before| before != *text && !before.is_empty() && !text.is_empty())
        });
        for (cell, text) in row {
            match before(self, *cell) {
                Some(before) if is_other && before != *text && !*self.twice.get(*cell) => {
                    self.leave_blank(*cell, &before, text);
                }
                _ => self.put(*cell, text, guessed, spans),
            }
        }
    }

    /// Leaves a figure blank that stands there with two texts.
    fn leave_blank(&mut self, cell: Cell, before: &str, text: &str) {
        let both = [before, text].map(|text| if text.is_empty() { "（空）" } else { text });
        self.twice.set(cell, true);
        let blank = Figure {
            text: String::new(),
            guessed: true,
        };
        self.found.cells.set(cell, Some(blank));
        self.found.note(NoteKind::Twice, [cell], both.join(" / "));
    }

    /// Takes a text for a figure, unless the figure has another text already.
    fn put(&mut self, cell: Cell, text: &str, guessed: bool, spans: &[Span]) {
        let figure = Figure {
            text: text.to_owned(),
            guessed,
        };
        if *self.twice.get(cell) {
            return;
        }
        match self.found.cells.get(cell) {
            Some(before) if before.text == text => {
                let guessed = before.guessed && guessed;
                self.found
                    .cells
                    .set(cell, Some(Figure { guessed, ..figure }));
            }
            // What was read under its heads counts more than what was told by order.
            Some(before) if !before.text.is_empty() && !before.guessed && guessed => {}
            Some(before)
                if !before.text.is_empty() && !text.is_empty() && before.guessed == guessed =>
            {
                let before = before.text.clone();
                self.leave_blank(cell, &before, text);
            }
            Some(before) if !before.text.is_empty() && text.is_empty() => {}
            _ => {
                self.found.cells.set(cell, Some(figure));
                if spans
                    .iter()
                    .any(|span| span.kind == Kind::NotPlain && span.text == text)
                {
                    self.found.note(NoteKind::NotPlain, [cell], text);
                }
            }
        }
    }
}

/// The cells with text in a row of spans, with where each belongs by the heads above it; `None` when a cell that is
/// not blank stands under no head or under several, or two stand under one, or when there is no cell under a head: a
/// row that lacks a cell has moved to the left from somewhere.
fn by_heads<'a, T: Copy + PartialEq>(
    data: &'a [Span],
    heads: &[Option<T>],
) -> Option<Vec<(T, &'a Span)>> {
    let is_there = |column: usize| {
        let mut own = data.iter().filter(|span| span.covered);
        own.any(|span| (span.start..span.end).contains(&column))
    };
    let first = data.first().map_or(0, |span| span.start);
    let mut columns = heads
        .iter()
        .enumerate()
        .skip(first)
        .filter(|(_, head)| head.is_some());
    if !columns.all(|(column, _)| is_there(column)) {
        return None;
    }
    let mut placed: Vec<(T, &Span)> = Vec::new();
    for span in data {
        let mut above = heads
            .get(span.start..span.end.min(heads.len()))
            .unwrap_or_default()
            .iter()
            .flatten();
        let first = above.next().copied();
        let one = first.filter(|first| above.all(|head| head == first));
        match one {
            Some(head) => match placed.iter().position(|(there, _)| *there == head) {
                None => placed.push((head, span)),
                Some(_) if span.kind == Kind::Blank => {}
                Some(at) => match placed.get_mut(at) {
                    Some(there) if there.1.kind == Kind::Blank => *there = (head, span),
                    _ => return None,
                },
            },
            None if span.kind == Kind::Blank => {}
            None => return None,
        }
    }
    Some(placed)
}
