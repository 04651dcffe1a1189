//! The heads of a pasted block: which column of the table stands below each.

use super::labels::{Columns, Named, SINGLE, is_figure};
use crate::import::grid::Place;
use crate::import::label::{self, ProactiveHead, folded};
use crate::import::span::one_line;
use crate::model::cell::Cell;
use crate::model::number;
use crate::model::table::Table;
use crate::model::table::applications::Applicant;
use crate::model::table::proactive::Documents;
use crate::model::table::review::{Outcome, Procedure};

/// What a head says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Head {
    /// A column of section three.
    Applicant(Applicant),
    /// A column of section four.
    Outcome(Procedure, Outcome),
    /// A head of section two.
    Proactive(ProactiveHead),
    /// Only that figures stand below.
    Quantity,
}

/// The heads read so far, for each column of the block.
#[derive(Debug)]
pub(super) struct Heads {
    columns: Vec<Option<Head>>,
    /// The group of section four over each column.
    groups: Vec<Option<Procedure>>,
    /// Words over a column that are no head of the table.
    unknown: Vec<Option<String>>,
    /// Whether the last row was one of heads, so that the next may go on with them.
    open: bool,
    /// The group of section four that the focused figure belongs to.
    own_group: Procedure,
}

impl Heads {
    pub(super) fn new(start: Cell) -> Self {
        let own_group = match start {
            Cell::Review(procedure, _) => procedure,
            Cell::Proactive(_) | Cell::Applications(..) => Procedure::ALL
                .first()
                .copied()
                .unwrap_or(Procedure::Reconsideration),
        };
        Self {
            columns: Vec::new(),
            groups: Vec::new(),
            unknown: Vec::new(),
            open: false,
            own_group,
        }
    }

    /// Takes a row of heads, if it is one: words over figures, and none of the table's rows.
    pub(super) fn take(
        &mut self,
        table: Table,
        row: &[Place],
        columns: &Columns,
        named: &Named,
    ) -> bool {
        let texts: Vec<String> = row.iter().map(|place| one_line(&place.text)).collect();
        let data = texts.get(columns.labels..).unwrap_or_default();
        let words = data.iter().filter(|text| !number::is_blank(text));
        let has_words = words.clone().next().is_some();
        if words.clone().any(|text| is_figure(table, text)) {
            return false;
        }
        let known = |text: &String| is_head(table, &folded(text));
        let is_band = texts.iter().any(|text| is_band(table, &folded(text)));
        let is_heads = has_words
            && (words.clone().any(known) || columns.labels > 0 && !matches!(named, Named::Row(..)));
        let is_corner = !has_words
            && texts
                .iter()
                .take(columns.labels)
                .any(|text| known(text) || label::is_proactive_corner(&folded(text)));
        if !(is_heads || is_band || is_corner) || matches!(named, Named::Row(..)) && !is_heads {
            return false;
        }
        if !self.open {
            self.columns.clear();
            self.groups.clear();
            self.unknown.clear();
        }
        self.open = true;
        self.read(table, &texts, columns.labels);
        true
    }

    /// A row of figures follows.
    pub(super) const fn end_of_heads(&mut self) {
        self.open = false;
    }

    fn read(&mut self, table: Table, texts: &[String], labels: usize) {
        let mut wider: Option<Head> = None;
        let mut group: Option<Procedure> = None;
        let mut outcomes: Vec<Outcome> = Vec::new();
        let mut own_group = Some(self.own_group);
        for (at, text) in texts.iter().enumerate().skip(labels) {
            let word = folded(text);
            if let Some(procedure) = label::procedure(&word) {
                group = Some(procedure);
            } else if !text.is_empty() {
                group = None;
            }
            set(&mut self.groups, at, group);
            if text.is_empty() {
                // A head across several columns leaves blanks behind it.
                if table == Table::ProactiveDisclosure {
                    let below = wider.filter(|head| head.may_be_wide());
                    set(&mut self.columns, at, below);
                }
                continue;
            }
            wider = None;
            let head = match table {
                Table::ProactiveDisclosure => label::proactive_head(&word).map(Head::Proactive),
                Table::Applications => label::applicant(&word).map(Head::Applicant),
                Table::Review => label::outcome(&word).and_then(|outcome| {
                    if outcomes.contains(&outcome) {
                        outcomes.clear();
                        own_group = own_group.and_then(next_group);
                    }
                    outcomes.push(outcome);
                    let above = self.groups.get(at).copied().flatten();
                    let known = self.groups.iter().any(Option::is_some);
                    let procedure = if known { above } else { own_group };
                    Some(Head::Outcome(procedure?, outcome))
                }),
            };
            let head = head.or_else(|| label::is_quantity(&word).then_some(Head::Quantity));
            match head {
                Some(head) => {
                    wider = Some(head);
                    set(&mut self.columns, at, Some(head));
                    put_unknown(&mut self.unknown, at, None);
                }
                None if is_band(table, &word) => {}
                None => put_unknown(&mut self.unknown, at, Some(text.clone())),
            }
        }
    }

    /// Whether any heads were read for the row that follows.
    pub(super) fn are_there(&self) -> bool {
        self.columns.iter().any(Option::is_some) || self.unknown.iter().any(Option::is_some)
    }

    /// The head above a column, when no other column has the same.
    pub(super) fn above(&self, column: usize) -> Option<Head> {
        let head = self.columns.get(column).copied().flatten()?;
        // One that is repeated without a gap is a merged cell.
        let mut before = None;
        let runs = self.columns.iter().filter(|own| {
            let begins = **own == Some(head) && before != **own;
            before = **own;
            begins
        });
        (head.may_be_wide() || runs.count() == 1).then_some(head)
    }

    /// The words over a column that are no head.
    pub(super) fn unknown(&self, column: usize) -> Option<String> {
        self.unknown.get(column).cloned().flatten()
    }
}

impl Head {
    /// Whether the head stands over a figure that covers several columns.
    const fn may_be_wide(self) -> bool {
        matches!(
            self,
            Self::Quantity | Self::Proactive(ProactiveHead::Decisions | ProactiveHead::Amount)
        )
    }

    /// The figure of a row below this head.
    pub(super) fn cell(self, row: &[Cell]) -> Option<Cell> {
        let own = |cell: &&Cell| match (self, **cell) {
            (Self::Applicant(wanted), Cell::Applications(_, column)) => wanted == column,
            (Self::Outcome(group, wanted), Cell::Review(procedure, outcome)) => {
                (group, wanted) == (procedure, outcome)
            }
            (Self::Proactive(ProactiveHead::Documents(wanted)), Cell::Proactive(figure)) => {
                !SINGLE.contains(&figure)
                    && Documents::ALL
                        .iter()
                        .any(|documents| *documents == wanted && is_column(figure, *documents))
            }
            (Self::Proactive(ProactiveHead::Decisions), Cell::Proactive(figure)) => {
                SINGLE.contains(&figure) && !cell.is_amount()
            }
            (Self::Proactive(ProactiveHead::Amount), _) => cell.is_amount(),
            (Self::Quantity, Cell::Proactive(figure)) => SINGLE.contains(&figure),
            (Self::Quantity | Self::Applicant(_) | Self::Outcome(..) | Self::Proactive(_), _) => {
                false
            }
        };
        row.iter().find(own).copied()
    }
}

/// Whether a figure on documents stands in a column.
fn is_column(figure: crate::model::table::proactive::Figure, documents: Documents) -> bool {
    use crate::model::table::proactive::Figure;
    figure == Figure::Rules(documents) || figure == Figure::NormativeDocuments(documents)
}

fn next_group(group: Procedure) -> Option<Procedure> {
    let at = Procedure::ALL.iter().position(|own| *own == group)?;
    Procedure::ALL.get(at + 1).copied()
}

/// Whether a folded text is a head of the table's columns.
fn is_head(table: Table, text: &str) -> bool {
    match table {
        Table::ProactiveDisclosure => label::proactive_head(text).is_some(),
        Table::Applications => label::applicant(text).is_some(),
        Table::Review => {
            label::outcome(text).is_some()
                || label::procedure(text).is_some()
                || label::is_lawsuits(text)
        }
    }
}

/// Whether a folded text stands over heads or groups of rows.
fn is_band(table: Table, text: &str) -> bool {
    match table {
        Table::ProactiveDisclosure => label::is_article(text) || label::is_proactive_corner(text),
        Table::Applications => label::is_over_applicants(text),
        Table::Review => label::procedure(text).is_some() || label::is_lawsuits(text),
    }
}

fn set<T>(places: &mut Vec<Option<T>>, at: usize, value: Option<T>) {
    if value.is_some() {
        while places.len() <= at {
            places.push(None);
        }
        if let Some(place) = places.get_mut(at) {
            *place = value;
        }
    }
}

fn put_unknown(places: &mut Vec<Option<String>>, at: usize, value: Option<String>) {
    match value {
        Some(_) => set(places, at, value),
        None => {
            if let Some(place) = places.get_mut(at) {
                *place = None;
            }
        }
    }
}
