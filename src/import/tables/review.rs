//! Section four: groups and outcomes above, one row of figures below.

use super::{Taken, Understood, by_heads};
use crate::import::found::NoteKind;
use crate::import::label;
use crate::import::span::{self, Kind, Span};
use crate::model::cell::Cell;
use crate::model::table::review::{Outcome, Procedure};

/// The heads read so far, for each column of the grid.
#[derive(Debug, Default)]
pub(super) struct Reader {
    procedures: Vec<Option<Procedure>>,
    outcomes: Vec<Option<Outcome>>,
    /// Whether heads were read and the figures are still to come.
    waits: bool,
}

/// How many figures the table has.
const FIGURES: usize = Procedure::COUNT * Outcome::COUNT;

impl Reader {
    pub(super) fn begin_grid(&mut self) {
        *self = Self::default();
    }

    pub(super) fn row(&mut self, spans: &[Span], taken: &mut Taken<'_>) -> Understood {
        if self.head(spans) {
            return Understood::Head;
        }
        if !self.waits {
            return Understood::No;
        }
        // A label such as 数量 may stand to the left.
        let labels = spans
            .iter()
            .take_while(|span| span.kind == Kind::Words)
            .count();
        let data = spans.get(labels..).unwrap_or_default();
        let is_figures = data
            .iter()
            .all(|span| span.kind != Kind::Words && !span.continues);
        if labels > 1 || !is_figures {
            self.waits = false;
            return Understood::No;
        }
        let heads: Vec<Option<(Procedure, Outcome)>> = self
            .procedures
            .iter()
            .zip(&self.outcomes)
            .map(|(procedure, outcome)| procedure.zip(*outcome))
            .collect();
        // One head that is missing or has moved has moved the others.
        let mut order: Vec<(Procedure, Outcome)> = Vec::new();
        for head in heads.iter().flatten() {
            if order.last() != Some(head) {
                order.push(*head);
            }
        }
        let is_official = order.is_sorted_by(|before, after| before < after);
        let is_whole = order.chunks(Outcome::COUNT).all(|group| {
            let procedure = group.first().map(|(procedure, _)| *procedure);
            let whole = procedure.map(|procedure| Outcome::ALL.map(|outcome| (procedure, outcome)));
            whole.is_some_and(|whole| whole == *group)
        });
        let placed =
            by_heads(data, &heads).filter(|placed| is_official && is_whole && !placed.is_empty());
        match placed {
            Some(placed) => {
                self.waits = false;
                let text = |procedure: Procedure, wanted: Outcome| {
                    let own = placed.iter().find(|(head, _)| *head == (procedure, wanted));
                    own.map_or("", |(_, span)| span.text.as_str())
                };
                // Without a total nothing shows whether the figures stand in their columns.
                let no_total = |procedure: Procedure| {
                    text(procedure, Outcome::Total).is_empty()
                        && Outcome::parts().any(|part| !matches!(text(procedure, part), "" | "0"))
                };
                for procedure in Procedure::ALL.into_iter().filter(|own| no_total(*own)) {
                    let cells = Outcome::ALL.map(|outcome| Cell::Review(procedure, outcome));
                    let original = span::original(data);
                    taken.found.note(NoteKind::NoTotal, cells, original);
                }
                for procedure in Procedure::ALL {
                    let own = placed.iter().filter(|((own, _), _)| *own == procedure);
                    let figures: Vec<(Cell, &str)> = own
                        .map(|((_, outcome), span)| {
                            (Cell::Review(procedure, *outcome), span.text.as_str())
                        })
                        .collect();
                    taken.put_row(&figures, no_total(procedure), data);
                }
                Understood::Row
            }
            // Where all heads are there in another order, nothing tells which order is meant.
            None if is_official && by_order(data, taken) => {
                self.waits = false;
                Understood::Row
            }
            None => Understood::Lost,
        }
    }

    /// Takes a row of heads, if it is one.
    fn head(&mut self, spans: &[Span]) -> bool {
        let procedures = spans
            .iter()
            .filter(|span| label::procedure(&span.folded).is_some())
            .count();
        let lawsuits = spans.iter().any(|span| label::is_lawsuits(&span.folded));
        let outcomes = spans
            .iter()
            .filter_map(|span| label::outcome(&span.folded))
            .filter(|outcome| *outcome != Outcome::Total)
            .count();
        let begins = procedures > 0 && (lawsuits || procedures + outcomes > 1) || outcomes > 1;
        if !begins || spans.iter().any(|span| span.kind == Kind::Figure) {
            return false;
        }
        if !self.waits {
            self.begin_grid();
            self.waits = true;
        }
        let end = spans.last().map_or(0, |span| span.end);
        self.procedures.resize(end.max(self.procedures.len()), None);
        self.outcomes.resize(end.max(self.outcomes.len()), None);
        // Blank cells after a group's head stand where its merged cell would.
        let mut group: Option<Procedure> = None;
        for span in spans {
            let procedure = label::procedure(&span.folded);
            group = if span.kind == Kind::Blank {
                group
            } else {
                procedure
            };
            let outcome = label::outcome(&span.folded);
            let columns = span.start..span.end;
            for (procedure, place) in self
                .procedures
                .iter_mut()
                .enumerate()
                .filter(|(at, _)| columns.contains(at))
                .map(|(_, place)| (group, place))
            {
                *place = procedure.or(*place);
            }
            for (_, place) in self
                .outcomes
                .iter_mut()
                .enumerate()
                .filter(|(at, _)| columns.contains(at))
            {
                *place = outcome.or(*place);
            }
        }
        true
    }
}

/// Takes fifteen figures in the official order.
pub(super) fn by_order(data: &[Span], taken: &mut Taken<'_>) -> bool {
    let filled: Vec<&Span> = data
        .iter()
        .filter(|span| span.kind != Kind::Blank)
        .collect();
    let texts: Vec<&Span> = if data.len() == FIGURES {
        data.iter().collect()
    } else {
        filled
    };
    if texts.len() != FIGURES {
        return false;
    }
    let cells: Vec<Cell> = Procedure::ALL
        .into_iter()
        .flat_map(|procedure| Outcome::ALL.map(|outcome| Cell::Review(procedure, outcome)))
        .collect();
    taken.found.note(
        NoteKind::ByOrder,
        cells.iter().copied(),
        span::original(data),
    );
    let texts = texts.into_iter().map(|span| span.text.as_str());
    let figures: Vec<(Cell, &str)> = cells.into_iter().zip(texts).collect();
    taken.put_row(&figures, true, data);
    true
}
