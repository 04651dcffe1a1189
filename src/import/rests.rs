//! Rests of sections two and four among the lines of a text: labels and figures that stood in a table whose breaks are
//! lost, in one line or in several.
//!
//! A figure is taken where labels tell its place, and digits that ran together where only one way of splitting them is
//! possible; all else is noted and stays blank.

use std::sync::LazyLock;

use super::found::{Figure, Found, Note, NoteKind};
use super::label::{self, ProactiveHead, ProactiveRow, folded};
use super::run_together;
use crate::checks::characters;
use crate::checks::reading::plain;
use crate::model::cell::Cell;
use crate::model::section::Section;
use crate::model::table::Table;
use crate::model::table::layout::Content;
use crate::model::table::proactive::Documents;
use crate::model::table::review::{Outcome, Procedure};

/// A line that stood where a section's table should be.
#[derive(Debug)]
pub(super) struct Rest {
    /// The section.
    pub section: Section,
    /// The line.
    pub line: String,
    /// Which of the notes says that it was not understood, if one does.
    pub note: Option<usize>,
}

/// Reads what can be read of the rests, in the order in which they stood, and notes the others by the figures that they
/// are about.
pub(super) fn settle(rests: &[Rest], found: &mut Found) {
    let mut instead: Vec<(usize, Vec<Note>)> = Vec::new();
    for (section, table, read) in [
        (
            Section::ProactiveDisclosure,
            Table::ProactiveDisclosure,
            proactive as Reader,
        ),
        (Section::Review, Table::Review, review as Reader),
    ] {
        let lines: Vec<&Rest> = rests
            .iter()
            .filter(|rest| rest.section == section)
            .take(MOST_LINES)
            .collect();
        let tokens: Vec<Option<Vec<Token>>> =
            lines.iter().map(|rest| tokens(&rest.line, table)).collect();
        let stream: Vec<(usize, &Token)> = tokens
            .iter()
            .enumerate()
            .flat_map(|(line, tokens)| {
                match tokens {
                    Some(tokens) => tokens.as_slice(),
                    None => BREAK,
                }
                .iter()
                .map(move |token| (line, token))
            })
            .collect();
        let rows = read(&stream);
        let runs_of = |at: usize| {
            let tokens = tokens.get(at).and_then(Option::as_ref);
            tokens.map_or(0, |tokens| {
                let digits = tokens
                    .iter()
                    .filter(|token| matches!(token, Token::Digits(_)));
                digits.count()
            })
        };
        // A line of which one figure has no place says nothing surely of the others.
        let is_whole = |at: usize| {
            let own = rows.iter().flat_map(|row| &row.lines);
            let taken = own.filter(|line| **line == at).count();
            let others = rows.iter().filter(|row| row.lines.contains(&at));
            taken > 0
                && taken >= runs_of(at)
                && !others.into_iter().any(|row| holds_other(found, row))
        };
        let mut sure: Vec<&Row> = Vec::new();
        for row in rows
            .iter()
            .filter(|row| row.lines.iter().all(|line| is_whole(*line)))
        {
            // What stands there a second time is left to be looked at.
            let mut before = sure.iter().flat_map(|row| &row.cells);
            if !before.any(|cell| row.cells.contains(cell)) {
                sure.push(row);
            }
        }
        for row in &sure {
            for (cell, text) in &row.figures {
                let figure = Figure {
                    text: text.clone(),
                    guessed: row.kind.is_some(),
                };
                found.cells.set(*cell, Some(figure));
            }
        }
        for (at, rest) in lines.iter().enumerate() {
            let own: Vec<&&Row> = sure.iter().filter(|row| row.lines.contains(&at)).collect();
            let Some(note) = rest.note.filter(|_| !own.is_empty()) else {
                continue;
            };
            // A row over several lines is noted at the first of them.
            let notes = own.iter().filter(|row| row.lines.first() == Some(&at));
            let notes = notes.filter_map(|row| {
                Some(Note {
                    kind: row.kind?,
                    cells: row.cells.clone(),
                    original: row.original.clone(),
                })
            });
            instead.push((note, notes.collect()));
        }
    }
    for (at, note) in std::mem::take(&mut found.notes).into_iter().enumerate() {
        match instead.iter_mut().find(|(own, _)| *own == at) {
            Some((_, notes)) => found.notes.append(notes),
            None => found.notes.push(note),
        }
    }
}

/// A table has no more lines than this, even with one cell to a line; what is beyond is no rest of it.
const MOST_LINES: usize = 400;

type Reader = fn(&[(usize, &Token)]) -> Vec<Row>;

/// A row of figures that was read, or that was found and could not be split.
struct Row {
    /// The line in which each of its runs of digits stood.
    lines: Vec<usize>,
    /// What it is about.
    cells: Vec<Cell>,
    /// The figures, when they were read.
    figures: Vec<(Cell, String)>,
    /// What is to be noted of it.
    kind: Option<NoteKind>,
    /// Label and digits as they stood there.
    original: String,
}

/// Whether figures were read for this row elsewhere, which count more than a rest.
fn holds_other(found: &Found, row: &Row) -> bool {
    let mut cells = row.cells.iter();
    cells.any(|cell| found.cells.get(*cell).is_some())
}

/// A piece of a line.
#[derive(Debug)]
enum Token {
    /// A label of the table, folded.
    Label(&'static str),
    /// Digits, perhaps with a point.
    Digits(String),
    /// A line that is no piece of the table.
    Break,
}

/// What stands for a line with anything else in it.
const BREAK: &[Token] = &[Token::Break];

/// The pieces of a line; `None` when there is anything in it but the table's labels and digits.
fn tokens(line: &str, table: Table) -> Option<Vec<Token>> {
    const LONGEST: usize = 2000;
    if line.len() > LONGEST {
        return None;
    }
    let mut tokens = Vec::new();
    let (mut words, mut digits) = (String::new(), String::new());
    for c in line.chars().filter(|c| !characters::is_invisible(*c)) {
        let c = characters::ordinary_ideograph(c).unwrap_or_else(|| plain::as_read(c));
        if c.is_ascii_digit() || c == '.' && !digits.is_empty() {
            push_labels(&mut words, table, &mut tokens)?;
            digits.push(c);
            continue;
        }
        if !digits.is_empty() {
            tokens.push(Token::Digits(std::mem::take(&mut digits)));
        }
        match c {
            _ if c.is_alphanumeric() => words.push(c),
            _ if c.is_whitespace() => {}
            '(' | ')' | '（' | '）' | ':' | '：' | '、' => words.push(c),
            _ => return None,
        }
    }
    push_labels(&mut words, table, &mut tokens)?;
    if !digits.is_empty() {
        tokens.push(Token::Digits(digits));
    }
    Some(tokens)
}

/// Takes words apart into the table's labels, the longest first; `None` when something is left over.
fn push_labels(words: &mut String, table: Table, tokens: &mut Vec<Token>) -> Option<()> {
    let own = LABELS.iter().filter(|(of, _)| *of == table);
    let text = folded(&std::mem::take(words));
    let mut rest = text.as_str();
    while !rest.is_empty() {
        let fitting = own
            .clone()
            .filter(|(_, label)| rest.starts_with(label.as_str()));
        let (_, longest) = fitting.max_by_key(|(_, label)| label.len())?;
        tokens.push(Token::Label(longest));
        rest = rest.get(longest.len()..)?;
    }
    Some(())
}

/// The labels of both tables as they are compared.
static LABELS: LazyLock<Vec<(Table, String)>> = LazyLock::new(|| {
    let tables = [Table::ProactiveDisclosure, Table::Review].into_iter();
    let slots = tables.flat_map(|table| {
        table
            .layout()
            .into_iter()
            .flatten()
            .map(move |slot| (table, slot))
    });
    let labels = slots.filter_map(|(table, slot)| match slot.content {
        Content::ColumnHead(label) | Content::RowHead(label) | Content::Band(label) => {
            Some((table, folded(label)))
        }
        Content::Figure(_) => None,
    });
    labels.collect()
});

/// The runs of digits that the pieces begin with, each with its line.
fn runs<'a>(pieces: &[(usize, &'a Token)]) -> Vec<(usize, &'a str)> {
    let runs = pieces.iter().map_while(|(line, token)| match token {
        Token::Digits(digits) => Some((*line, digits.as_str())),
        Token::Label(_) | Token::Break => None,
    });
    runs.collect()
}

/// Section two: each row below the heads of its block.
fn proactive(stream: &[(usize, &Token)]) -> Vec<Row> {
    let mut rows = Vec::new();
    let mut heads: Vec<ProactiveHead> = Vec::new();
    let mut rest = stream;
    while let [(_, first), behind @ ..] = rest {
        rest = behind;
        let Token::Label(label) = first else {
            // Digits without a label, or something that is no piece of the table, may have moved what follows.
            heads.clear();
            continue;
        };
        if let Some(head) = label::proactive_head(label) {
            heads.push(head);
        } else if label::is_proactive_corner(label) || label::is_article(label) {
            heads.clear();
        } else if let Some(row) = label::proactive_row(label) {
            let runs = runs(behind);
            rest = behind.get(runs.len()..).unwrap_or_default();
            rows.extend(proactive_row(label, row, &heads, &runs));
        }
    }
    rows
}

/// A row of section two with the runs of digits behind its label.
fn proactive_row(
    label: &str,
    row: ProactiveRow,
    heads: &[ProactiveHead],
    runs: &[(usize, &str)],
) -> Option<Row> {
    let (_, last) = *runs.last()?;
    if !stand_alike(runs) {
        return None;
    }
    let made = |cells: Vec<Cell>, texts: Option<Vec<&str>>, kind| Row {
        lines: runs.iter().map(|(line, _)| *line).collect(),
        figures: texts.map_or_else(Vec::new, |texts| {
            let texts = texts.into_iter().map(str::to_owned);
            cells.iter().copied().zip(texts).collect()
        }),
        cells,
        kind,
        original: original(label, runs),
    };
    match row {
        ProactiveRow::Documents(figure)
            if heads == Documents::ALL.map(ProactiveHead::Documents) =>
        {
            let cells = Documents::ALL
                .map(|column| Cell::Proactive(figure(column)))
                .to_vec();
            Some(match runs {
                [(_, digits)] => match run_together::split_documents(digits) {
                    Some(texts) => made(cells, Some(texts.to_vec()), Some(NoteKind::Split)),
                    None => made(cells, None, Some(NoteKind::RunTogether)),
                },
                [_, _, _] if runs.iter().all(|(_, digits)| is_whole(digits)) => {
                    let texts = runs.iter().map(|(_, digits)| *digits).collect();
                    made(cells, Some(texts), Some(NoteKind::ByOrder))
                }
                _ => return None,
            })
        }
        ProactiveRow::Single(figure) if runs.len() == 1 => {
            let cell = Cell::Proactive(figure);
            let (wanted, fits) = if cell.is_amount() {
                (ProactiveHead::Amount, is_whole(&last.replacen('.', "", 1)))
            } else {
                (ProactiveHead::Decisions, is_whole(last))
            };
            (heads == [wanted] && fits).then(|| made(vec![cell], Some(vec![last]), None))
        }
        ProactiveRow::Documents(_) | ProactiveRow::Single(_) | ProactiveRow::Old => None,
    }
}

/// Whether runs of digits stand in one line, or each in the line below the one before.
fn stand_alike(runs: &[(usize, &str)]) -> bool {
    let together = runs
        .windows(2)
        .all(|pair| matches!(pair, [a, b] if a.0 == b.0));
    let below = runs
        .windows(2)
        .all(|pair| matches!(pair, [a, b] if a.0 + 1 == b.0));
    together || below
}

fn is_whole(digits: &str) -> bool {
    !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit())
}

/// Section four: all its heads in the official order, or none of them in these lines, and one row of figures.
fn review(stream: &[(usize, &Token)]) -> Vec<Row> {
    let labels = stream.iter().filter_map(|(_, token)| match token {
        Token::Label(label) => Some(*label),
        Token::Digits(_) | Token::Break => None,
    });
    let labels: Vec<&str> = labels.collect();
    let official = LABELS.iter().filter(|(table, _)| *table == Table::Review);
    let is_official = labels.is_empty()
        || official
            .map(|(_, label)| label.as_str())
            .eq(labels.iter().copied());
    // The figures stand behind all heads, and nothing else among them.
    let is_digits = |(_, token): &&(usize, &Token)| matches!(token, Token::Digits(_));
    let first = stream.iter().take_while(|piece| !is_digits(piece)).count();
    let runs = runs(stream.get(first..).unwrap_or_default());
    let all = stream.iter().filter(is_digits).count();
    let labels_behind = stream
        .iter()
        .rev()
        .take_while(|piece| !is_digits(piece))
        .any(|(_, token)| matches!(token, Token::Label(_)));
    if runs.is_empty() || labels_behind || !is_official || runs.len() != all || !stand_alike(&runs)
    {
        return Vec::new();
    }
    let cells: Vec<Cell> = Procedure::ALL
        .into_iter()
        .flat_map(|procedure| Outcome::ALL.map(|outcome| Cell::Review(procedure, outcome)))
        .collect();
    let digits: Vec<&str> = runs.iter().map(|(_, digits)| *digits).collect();
    let (texts, kind) = match digits.as_slice() {
        [only] if only.len() >= cells.len() => match run_together::split_review(only) {
            Some(texts) => (texts.to_vec(), NoteKind::Split),
            None => (Vec::new(), NoteKind::RunTogether),
        },
        // One figure a line, where the sums of all groups show that none is missing.
        several if several.len() == cells.len() && adds_up(several) => {
            let texts: Result<[&str; REVIEW], _> = several.try_into();
            (
                texts.map_or_else(|_| Vec::new(), |texts| texts.to_vec()),
                NoteKind::ByOrder,
            )
        }
        _ => return Vec::new(),
    };
    vec![Row {
        lines: runs.iter().map(|(line, _)| *line).collect(),
        figures: cells
            .iter()
            .copied()
            .zip(texts.into_iter().map(str::to_owned))
            .collect(),
        cells,
        kind: Some(kind),
        original: original("", &runs),
    }]
}

/// How many figures section four has.
const REVIEW: usize = Procedure::COUNT * Outcome::COUNT;

/// Whether the last of each five figures is the sum of the others.
fn adds_up(digits: &[&str]) -> bool {
    let value = |digits: &str| digits.parse::<u64>().ok().filter(|_| digits.len() < 10);
    digits.chunks(Outcome::COUNT).all(|group| {
        let values: Option<Vec<u64>> = group.iter().map(|digits| value(digits)).collect();
        values.is_some_and(|values| match values.as_slice() {
            [parts @ .., total] => parts.iter().sum::<u64>() == *total,
            [] => false,
        })
    })
}

/// Label and digits as they are shown to somebody.
fn original(label: &str, runs: &[(usize, &str)]) -> String {
    let digits: Vec<&str> = runs.iter().map(|(_, digits)| *digits).collect();
    format!("{label} {}", digits.join(" "))
        .trim_start()
        .to_owned()
}
