//! The columns of a pasted block that hold labels, and the row that a label names.

use crate::import::grid::Place;
use crate::import::label::{self, ProactiveRow, RowLabel, Sure, folded};
use crate::import::span::{self, Kind, one_line};
use crate::model::cell::Cell;
use crate::model::number;
use crate::model::table::Table;
use crate::model::table::applications::{Applicant, Group, Row};
use crate::model::table::proactive::{Documents, Figure};

/// Which columns of a block hold labels.
#[derive(Clone, Debug)]
pub(super) struct Columns {
    /// How many columns on the left belong to the labels and not to the figures.
    pub labels: usize,
    /// Those among them that have figures, which do not only count the rows.
    lost: Vec<usize>,
}

/// What the label of a row says.
#[derive(Clone, Debug)]
pub(super) enum Named {
    /// There is no label.
    Nothing,
    /// A row of the table, and what is to be said when the label is only nearly its label.
    Row(RowPlace, Option<String>),
    /// A label over several rows.
    Group,
    /// Words that are no label of the table.
    Unknown,
}

/// A row of figures.
#[derive(Clone, Copy, Debug)]
pub(super) enum RowPlace {
    /// The row that begins with this figure.
    Begins(Cell),
    /// The only row.
    Only,
}

impl RowPlace {
    pub(super) fn holds(self, first: Cell) -> bool {
        match self {
            Self::Begins(cell) => cell == first,
            Self::Only => true,
        }
    }
}

impl Columns {
    /// Tells labels from figures. A column on the left is one of labels when it has words and no number; what stands to
    /// the left of a known label is none of the figures either.
    pub(super) fn of(table: Table, rows: &[&[Place]], columns: usize, width: usize) -> Self {
        let filled = |at: usize| {
            rows.iter().filter_map(move |row| {
                let place = row.get(at)?;
                (!number::is_blank(&place.text)).then_some((&*place.text, *row))
            })
        };
        let is_blank = |at: usize| filled(at).next().is_none();
        let has_number = |at: usize| filled(at).any(|(text, _)| is_figure(table, text));
        let has_label =
            |at: usize| filled(at).any(|(text, _)| row_label(table, &folded(text)).is_some());
        // Words count as labels only beside figures; a row of heads alone has none.
        let has_words = |at: usize| {
            filled(at).any(|(_, row)| {
                row.iter()
                    .skip(at + 1)
                    .any(|place| is_figure(table, &place.text))
            })
        };
        let words = (0..columns)
            .take_while(|at| {
                is_blank(*at) || !has_number(*at) && (has_label(*at) || has_words(*at))
            })
            .filter(|at| !is_blank(*at))
            .last()
            .map_or(0, |last| last + 1);
        // Rows may be counted in front of their labels.
        let counted = (0..columns)
            .rfind(|at| has_label(*at) && !has_number(*at))
            .map_or(0, |last| last + 1);
        let labels = words.max(counted);
        if labels == 0 {
            return Self {
                labels,
                lost: Vec::new(),
            };
        }
        // Plain text has blanks where a label across several columns continues. They are told from
        // blank figures by the width of the block.
        let continuing = (labels..columns)
            .take_while(|at| is_blank(*at) && columns - at > width)
            .count();
        let counts = |at: usize| {
            let numbers = filled(at).filter(|(text, _)| is_figure(table, text));
            let mut numbers = numbers.map(|(text, _)| text.trim().parse::<usize>().ok());
            let first = numbers.next().flatten();
            first.is_some_and(|first| {
                numbers
                    .zip(first + 1..)
                    .all(|(own, next)| own == Some(next))
            })
        };
        Self {
            labels: labels + continuing,
            lost: (0..labels)
                .filter(|at| has_number(*at) && !counts(*at))
                .collect(),
        }
    }

    /// The texts of a row that stand among the labels and are figures.
    pub(super) fn lost(&self, table: Table, row: &[Place]) -> Vec<String> {
        let texts = self.lost.iter().filter_map(|at| row.get(*at));
        let figures = texts.filter(|place| is_figure(table, &place.text));
        figures.map(|place| one_line(&place.text)).collect()
    }

    /// What the label of a row says: the last cell of its labels that is not blank.
    pub(super) fn named(&self, table: Table, row: &[Place]) -> Named {
        let labels = row.iter().take(self.labels);
        let Some(last) = labels
            .clone()
            .rev()
            .find(|place| !number::is_blank(&place.text))
        else {
            return Named::Nothing;
        };
        let text = folded(&last.text);
        let mut groups = labels.filter_map(|place| group(&folded(&place.text)));
        let is_other = label::applicant(&text) == Some(Applicant::Other);
        if table == Table::Applications
            && is_other
            && groups.any(|group| group == Group::OtherHandling)
        {
            return Named::Row(begin_of(Row::OtherHandling), None);
        }
        let mut named = row_label(table, &text).unwrap_or(Named::Unknown);
        if let Named::Row(_, Some(like)) = &mut named {
            *like = one_line(&last.text);
        }
        named
    }
}

fn group(text: &str) -> Option<Group> {
    match label::applications_row(text) {
        Some(RowLabel::Group(group)) => Some(group),
        Some(RowLabel::Row(..) | RowLabel::Outcomes) | None => None,
    }
}

const fn begin_of(row: Row) -> RowPlace {
    RowPlace::Begins(Cell::Applications(row, Applicant::NaturalPerson))
}

/// What a folded text says as a label of the table's rows.
pub(super) fn row_label(table: Table, text: &str) -> Option<Named> {
    match table {
        Table::ProactiveDisclosure => match label::proactive_row(text)? {
            ProactiveRow::Documents(figure) => Some(Named::Row(
                RowPlace::Begins(Cell::Proactive(figure(Documents::Issued))),
                None,
            )),
            ProactiveRow::Single(figure) => {
                Some(Named::Row(RowPlace::Begins(Cell::Proactive(figure)), None))
            }
            ProactiveRow::Old => None,
        },
        Table::Applications => match label::applications_row(text) {
            Some(RowLabel::Row(row, Sure::Yes)) => Some(Named::Row(begin_of(row), None)),
            Some(RowLabel::Row(row, Sure::Nearly)) => {
                Some(Named::Row(begin_of(row), Some(String::new())))
            }
            Some(RowLabel::Group(_) | RowLabel::Outcomes) => Some(Named::Group),
            None => None,
        },
        Table::Review => label::is_quantity(text).then_some(Named::Row(RowPlace::Only, None)),
    }
}

/// Whether a text stands where a figure does: a number, well written or not. A label that begins with its number is
/// none.
pub(super) fn is_figure(table: Table, text: &str) -> bool {
    let text = one_line(text);
    match span::of_text(&text, 0).kind {
        Kind::Figure => true,
        Kind::NotPlain => row_label(table, &folded(&text)).is_none() && !is_numbered(&text),
        Kind::Blank | Kind::Words => false,
    }
}

/// Whether a text is words with a number in front, as labels have it.
fn is_numbered(text: &str) -> bool {
    let words = text.trim_start_matches(span::plain_digit);
    let title = words.strip_prefix(['.', '．', '、']);
    title.is_some_and(|title| {
        title
            .trim_start()
            .chars()
            .next()
            .is_some_and(char::is_alphabetic)
    })
}

/// The figures of section two that stand alone in their row.
pub(super) const SINGLE: [Figure; 4] = [
    Figure::Licensing,
    Figure::Penalty,
    Figure::Compulsion,
    Figure::Fees,
];
