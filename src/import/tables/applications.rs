//! Section three: rows by their labels, columns by 自然人 to 总计.

use super::{Taken, Understood, by_heads};
use crate::import::found::NoteKind;
use crate::import::label::{self, RowLabel, Sure};
use crate::import::run_together;
use crate::import::span::{Kind, Span};
use crate::model::cell::Cell;
use crate::model::table::applications::{Applicant, Group, Row};

/// What is known of the table so far.
#[derive(Debug, Default)]
pub(super) struct Reader {
    /// The column's head, for each column of the grid.
    heads: Vec<Option<Applicant>>,
    /// Whether these heads stood in the grid that is being read.
    own_heads: bool,
    /// The group that the last row belonged to, for tables with blank cells in place of merged ones.
    group: Option<Group>,
    /// Whether the detail rows of （六）其他处理 were there, so that it is no row of figures itself.
    detailed: bool,
}

/// A column's head must be there for so many columns, or the row is none of heads.
const LEAST_HEADS: usize = 3;
/// Labels stand in the first cells of a row.
const MOST_LABELS: usize = 6;

impl Reader {
    /// Another grid begins. It may go on with the table, without the heads.
    pub(super) fn begin_grid(&mut self) {
        self.own_heads = false;
        self.heads.clear();
    }

    pub(super) fn row(&mut self, spans: &[Span], taken: &mut Taken<'_>) -> Understood {
        if self.head(spans) {
            return Understood::Head;
        }
        let Some((labels, row, sure)) = self.label(spans) else {
            return Understood::No;
        };
        let named = spans
            .get(labels - 1)
            .map(|span| label::applications_row(&span.folded));
        let single = row.is_some() && matches!(named, Some(Some(RowLabel::Group(_))));
        let Some(row) = row else {
            // Group labels alone say where the following rows belong.
            let rest = spans.get(labels..).unwrap_or_default();
            return if rest.iter().all(|span| span.kind == Kind::Blank) {
                Understood::Head
            } else {
                Understood::Lost
            };
        };
        let first_head = self.heads.iter().position(Option::is_some);
        // Blank cells go on with the label where its merged cell was taken apart.
        let mut data = spans.get(labels..).unwrap_or_default();
        while let [first, rest @ ..] = data
            && first.kind == Kind::Blank
            && first_head.is_some_and(|head| first.end <= head)
        {
            data = rest;
        }
        let cells = |columns: &[Applicant]| -> Vec<Cell> {
            columns
                .iter()
                .map(|column| Cell::Applications(row, *column))
                .collect()
        };
        let label = spans.get(labels - 1).map_or("", |span| span.text.as_str());
        // A figure that reaches down from the row above belongs there.
        if data
            .iter()
            .any(|span| span.continues && span.kind != Kind::Blank)
            || data.iter().any(|span| span.kind == Kind::Words)
        {
            return Understood::Lost;
        }
        let start = data.first().map_or(0, |span| span.start);
        // One head that is missing or has moved has moved the others.
        let order = self.order();
        let has_all_heads = order == Applicant::ALL;
        let begins_right = first_head == Some(start);
        let placed = by_heads(data, &self.heads)
            .filter(|placed| begins_right && has_all_heads && !placed.is_empty());
        let (placed, by_order): (Vec<(Applicant, String)>, bool) = if let Some(placed) = placed {
            (
                placed
                    .into_iter()
                    .map(|(column, span)| (column, span.text.clone()))
                    .collect(),
                false,
            )
        } else {
            match Self::in_order(data) {
                // Where all heads are there in another order, nothing tells which order is meant.
                InOrder::Figures(_) if order.len() >= Applicant::COUNT && !has_all_heads => {
                    return Understood::Lost;
                }
                InOrder::Figures(texts) => (Applicant::ALL.into_iter().zip(texts).collect(), true),
                InOrder::Split(texts, original) => {
                    taken.found.note(
                        NoteKind::Split,
                        cells(&Applicant::ALL),
                        format!("{label} {original}"),
                    );
                    (Applicant::ALL.into_iter().zip(texts).collect(), true)
                }
                InOrder::RunTogether(original) => {
                    taken.found.note(
                        NoteKind::RunTogether,
                        cells(&Applicant::ALL),
                        format!("{label} {original}"),
                    );
                    return Understood::Row;
                }
                InOrder::Nothing => return Understood::Head,
                InOrder::Unclear => return Understood::Lost,
            }
        };
        let columns: Vec<Applicant> = placed.iter().map(|(column, _)| *column).collect();
        if sure == Sure::Nearly {
            taken
                .found
                .note(NoteKind::LikeLabel, cells(&columns), label);
        }
        if by_order
            && !taken
                .found
                .notes
                .last()
                .is_some_and(|note| note.kind == NoteKind::Split)
        {
            taken.found.note(
                NoteKind::ByOrder,
                cells(&columns),
                crate::import::span::original(spans),
            );
        }
        let text = |wanted: Applicant| {
            placed
                .iter()
                .find(|(column, _)| *column == wanted)
                .map_or("", |(_, text)| text)
        };
        let is_some = |text: &str| !matches!(text, "" | "0");
        let no_total =
            text(Applicant::Total).is_empty() && placed.iter().any(|(_, text)| is_some(text));
        if no_total {
            taken.found.note(
                NoteKind::NoTotal,
                cells(&columns),
                crate::import::span::original(spans),
            );
        }
        if single {
            taken.found.note(
                NoteKind::OthersOfOldFormat,
                cells(&columns),
                crate::import::span::original(spans),
            );
        }
        let figures: Vec<(Cell, &str)> = placed
            .iter()
            .map(|(column, text)| (Cell::Applications(row, *column), text.as_str()))
            .collect();
        // A sub-label that lost its text makes any row of （六） look like the only one that 2019 had.
        let guessed = by_order || no_total || single || sure == Sure::Nearly;
        taken.put_row(&figures, guessed, data);
        Understood::Row
    }

    /// Takes a row of heads, if it is one.
    fn head(&mut self, spans: &[Span]) -> bool {
        let is_own = |column: &Applicant| !matches!(column, Applicant::Other | Applicant::Total);
        let heads = spans
            .iter()
            .filter_map(|span| label::applicant(&span.folded));
        let (own, all) = heads.fold((0, 0), |(own, all), head| {
            (own + usize::from(is_own(&head)), all + 1)
        });
        // The row of 自然人 has 总计 besides, and perhaps nothing else.
        if own == 0
            || own + 1 < all && all < LEAST_HEADS
            || spans.iter().any(|span| span.kind == Kind::Figure)
        {
            return false;
        }
        if !self.own_heads {
            self.heads.clear();
            self.own_heads = true;
        }
        for span in spans {
            if let Some(head) = label::applicant(&span.folded) {
                if self.heads.len() < span.end {
                    self.heads.resize(span.end, None);
                }
                for place in self.heads.iter_mut().take(span.end).skip(span.start) {
                    *place = Some(head);
                }
            }
        }
        true
    }

    /// How many cells of a row are labels, and which row they name, if not only a group.
    fn label(&mut self, spans: &[Span]) -> Option<(usize, Option<Row>, Sure)> {
        let mut last = None;
        let mut group = None;
        for (at, span) in spans.iter().enumerate().take(MOST_LABELS) {
            match span.kind {
                Kind::Figure => break,
                Kind::Blank => continue,
                Kind::NotPlain | Kind::Words => {}
            }
            let named = match label::applications_row(&span.folded) {
                Some(RowLabel::Row(row, sure)) => (Some(row), sure),
                Some(RowLabel::Group(named)) => {
                    group = Some(named);
                    (None, Sure::Yes)
                }
                Some(RowLabel::Outcomes) => (None, Sure::Yes),
                // Without its number 其他 is a row where its group is known.
                None if label::applicant(&span.folded) == Some(Applicant::Other)
                    && last.is_some_and(|_| group.or(self.group) == Some(Group::OtherHandling)) =>
                {
                    (Some(Row::OtherHandling), Sure::Yes)
                }
                None => break,
            };
            last = Some((at + 1, named.0, named.1, span.continues));
        }
        let (labels, mut row, sure, _) = last?;
        if let Some(group) = group {
            self.group = Some(group);
        }
        match row {
            Some(row) => {
                if matches!(row, Row::NotCorrectedInTime | Row::FeeNotPaidInTime) {
                    self.detailed = true;
                }
                if let Some(group) = row.group() {
                    self.group = Some(group);
                }
            }
            // In the format of 2019 the group's own row has the figures.
            None if group == Some(Group::OtherHandling) && !self.detailed => {
                let rest = spans.get(labels..).unwrap_or_default();
                if rest
                    .iter()
                    .any(|span| span.kind == Kind::Figure || span.kind == Kind::NotPlain)
                {
                    row = Some(Row::OtherHandling);
                }
            }
            None => {}
        }
        Some((labels, row, sure))
    }

    /// The columns in the order in which their heads stand.
    fn order(&self) -> Vec<Applicant> {
        let mut order: Vec<Applicant> = Vec::new();
        for head in self.heads.iter().flatten() {
            if order.last() != Some(head) {
                order.push(*head);
            }
        }
        order
    }

    /// The figures of a row by their order.
    fn in_order(data: &[Span]) -> InOrder {
        let filled: Vec<&Span> = data
            .iter()
            .filter(|span| span.kind != Kind::Blank)
            .collect();
        if data.len() == Applicant::COUNT && !filled.is_empty() {
            return InOrder::Figures(data.iter().map(|span| span.text.clone()).collect());
        }
        if filled.len() == Applicant::COUNT {
            return InOrder::Figures(filled.iter().map(|span| span.text.clone()).collect());
        }
        match filled.as_slice() {
            [] => InOrder::Nothing,
            [only]
                if only.text.len() >= Applicant::COUNT
                    && only.text.bytes().all(|b| b.is_ascii_digit()) =>
            {
                match run_together::split(&only.text) {
                    Some(texts) => InOrder::Split(texts.to_vec(), only.text.clone()),
                    None => InOrder::RunTogether(only.text.clone()),
                }
            }
            _ => InOrder::Unclear,
        }
    }
}

enum InOrder {
    Figures(Vec<String>),
    Split(Vec<String>, String),
    RunTogether(String),
    Nothing,
    Unclear,
}
