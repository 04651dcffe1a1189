//! Section two: blocks of a head row and one or two rows each.

use super::{Taken, Understood, by_heads};
use crate::import::found::NoteKind;
use crate::import::label::{self, ProactiveHead, ProactiveRow};
use crate::import::span::{self, Kind, Span};
use crate::model::cell::Cell;
use crate::model::table::proactive::{Documents, Figure};

/// The heads of the block that is being read, for each column of the grid.
#[derive(Debug, Default)]
pub(super) struct Reader {
    heads: Vec<Option<ProactiveHead>>,
    /// The heads as they stand there.
    names: Vec<String>,
    /// How many columns the grid has.
    columns: usize,
}

impl Reader {
    /// Another grid begins. One with as many columns may go on with a block of the grid before.
    pub(super) fn begin_grid(&mut self, columns: usize) {
        if self.columns != columns {
            self.heads.clear();
        }
        self.columns = columns;
    }

    pub(super) fn row(&mut self, spans: &[Span], taken: &mut Taken<'_>) -> Understood {
        let filled: Vec<&Span> = spans
            .iter()
            .filter(|span| span.kind != Kind::Blank)
            .collect();
        if filled.iter().any(|span| label::is_article(&span.folded)) {
            self.heads.clear();
            // Where the article stands beside the row and not above it, the row is looked at all the same.
            if filled.len() == 1 {
                return Understood::Head;
            }
        }
        if spans.iter().any(|span| {
            label::is_proactive_corner(&span.folded)
                || label::proactive_head(&span.folded).is_some()
        }) {
            return self.head(spans);
        }
        let labelled = spans.iter().position(|span| {
            span.kind == Kind::Words && label::proactive_row(&span.folded).is_some()
        });
        let Some((at, row)) =
            labelled.and_then(|at| Some((at, label::proactive_row(&spans.get(at)?.folded)?)))
        else {
            return Understood::No;
        };
        if self.heads.is_empty() {
            return Understood::No;
        }
        let data = spans.get(at + 1..).unwrap_or_default();
        // What stands below a head that is not asked for may be written in any way.
        let is_wanted = |span: &Span| {
            let above = self.heads.get(span.start..span.end.min(self.heads.len()));
            let mut above = above.unwrap_or_default().iter();
            above.clone().next().is_none()
                || above
                    .any(|head| !matches!(head, Some(ProactiveHead::Old | ProactiveHead::Unknown)))
        };
        if data.iter().any(|span| {
            span.kind == Kind::Words && is_wanted(span)
                || span.continues && span.kind != Kind::Blank
        }) {
            return Understood::Lost;
        }
        match row {
            ProactiveRow::Documents(figure) => self.documents(figure, data, spans, taken),
            ProactiveRow::Single(figure) => self.single(figure, data, spans, taken),
            ProactiveRow::Old => {
                if data.iter().any(|span| span.kind != Kind::Blank) {
                    taken
                        .found
                        .note(NoteKind::OldFormat, [], span::original(spans));
                }
                Understood::Row
            }
        }
    }

    fn head(&mut self, spans: &[Span]) -> Understood {
        self.heads.clear();
        self.names.clear();
        let corner = spans
            .iter()
            .position(|span| label::is_proactive_corner(&span.folded));
        for (at, span) in spans.iter().enumerate() {
            let is_beside = corner.is_none_or(|corner| at > corner)
                && span.kind == Kind::Words
                && !label::is_proactive_corner(&span.folded)
                && label::proactive_row(&span.folded).is_none()
                && !label::is_article(&span.folded);
            let unknown = || (is_beside && corner.is_some()).then_some(ProactiveHead::Unknown);
            let head = label::proactive_head(&span.folded).or_else(unknown);
            self.names
                .resize(span.end.max(self.names.len()), span.text.clone());
            self.heads.resize(span.end.max(self.heads.len()), None);
            for place in self.heads.iter_mut().take(span.end).skip(span.start) {
                *place = head;
            }
        }
        // Blank cells after the only head stand where its merged cell would.
        let mut only = self.heads.iter().flatten();
        if let (Some(head), None) = (
            only.next().copied(),
            only.find(|head| Some(**head) != self.heads.iter().flatten().next().copied()),
        ) {
            let first = self
                .heads
                .iter()
                .position(Option::is_some)
                .unwrap_or_default();
            for place in self.heads.iter_mut().skip(first) {
                *place = Some(head);
            }
        }
        Understood::Head
    }

    fn documents(
        &self,
        figure: fn(Documents) -> Figure,
        data: &[Span],
        spans: &[Span],
        taken: &mut Taken<'_>,
    ) -> Understood {
        let filled = data.iter().filter(|span| span.kind != Kind::Blank).count();
        // Blank cells may stand before the figures where a label's merged cell was taken apart.
        let start = data.iter().find(|span| span.kind != Kind::Blank);
        let first_head = self.heads.iter().position(Option::is_some);
        let begins_right = data
            .first()
            .is_some_and(|first| first_head.is_some_and(|head| first.start <= head))
            && start.is_none_or(|span| first_head.is_some_and(|head| span.start >= head));
        let placed =
            by_heads(data, &self.heads).filter(|placed| begins_right && !placed.is_empty());
        let heads = self.order();
        // One head that is missing has moved the others.
        let official = Documents::ALL.map(ProactiveHead::Documents);
        let is_old = heads.iter().all(|head| *head == ProactiveHead::Old);
        // A head that is not known leaves the others where they are.
        let with_unknown = heads.len() == official.len()
            && heads.iter().any(|head| official.contains(head))
            && heads
                .iter()
                .zip(official)
                .all(|(head, wanted)| *head == wanted || *head == ProactiveHead::Unknown);
        if with_unknown && placed.is_none() && filled > 0 {
            return Understood::Lost;
        }
        if !with_unknown
            && heads != official
            && !(is_old && heads.len() >= official.len())
            && filled > 0
        {
            return Understood::Lost;
        }
        let (placed, by_order) = match placed {
            Some(placed) => (placed, false),
            None if data.len() == heads.len() => (heads.into_iter().zip(data).collect(), true),
            None if filled == heads.len() => {
                let filled = data.iter().filter(|span| span.kind != Kind::Blank);
                (heads.into_iter().zip(filled).collect(), true)
            }
            None if filled == 0 => return Understood::Head,
            None => return Understood::Lost,
        };
        let mut figures: Vec<(Cell, &str)> = Vec::new();
        let mut old = false;
        for (head, span) in placed {
            match head {
                ProactiveHead::Documents(documents) => {
                    figures.push((Cell::Proactive(figure(documents)), &span.text));
                }
                ProactiveHead::Unknown => {
                    if span.kind != Kind::Blank {
                        taken
                            .found
                            .note(NoteKind::Head, [], self.beside(spans, &[span]));
                    }
                }
                ProactiveHead::Old
                | ProactiveHead::Decisions
                | ProactiveHead::Amount
                | ProactiveHead::OtherUnit => {
                    old |= span.kind != Kind::Blank;
                }
            }
        }
        let blank = figures.iter().filter(|(_, text)| text.is_empty()).count();
        let is_partly_blank = blank > 0 && blank < figures.len();
        let kind = match (by_order, is_partly_blank) {
            (true, _) if !figures.is_empty() => Some(NoteKind::ByOrder),
            (false, true) => Some(NoteKind::PartlyBlank),
            (_, _) => None,
        };
        taken.put_row(&figures, kind.is_some(), data);
        if let Some(kind) = kind {
            let cells: Vec<Cell> = figures.iter().map(|(cell, _)| *cell).collect();
            taken.found.note(kind, cells, span::original(spans));
        }
        if old {
            taken
                .found
                .note(NoteKind::OldFormat, [], span::original(spans));
        }
        Understood::Row
    }

    fn single(
        &self,
        figure: Figure,
        data: &[Span],
        spans: &[Span],
        taken: &mut Taken<'_>,
    ) -> Understood {
        let cell = Cell::Proactive(figure);
        let wanted = if cell.is_amount() {
            ProactiveHead::Amount
        } else {
            ProactiveHead::Decisions
        };
        let filled = |span: &&Span| span.kind != Kind::Blank;
        let under = |head: ProactiveHead| {
            data.iter().filter(move |span| {
                let above = self.heads.get(span.start..span.end.min(self.heads.len()));
                above.is_some_and(|above| above.contains(&Some(head)))
            })
        };
        let others = [
            ProactiveHead::Old,
            ProactiveHead::OtherUnit,
            ProactiveHead::Unknown,
        ];
        let heads = self.order();
        if !heads.contains(&wanted) {
            let kind = if heads.contains(&ProactiveHead::OtherUnit) {
                NoteKind::OtherUnit
            } else if heads.contains(&ProactiveHead::Unknown)
                && !heads.contains(&ProactiveHead::Old)
            {
                NoteKind::Head
            } else {
                NoteKind::OldFormat
            };
            if !heads.iter().any(|head| others.contains(head)) {
                return Understood::Lost;
            }
            if data.iter().any(|span| filled(&span)) {
                taken.found.note(kind, [cell], span::original(spans));
            }
            return Understood::Row;
        }
        let all: Vec<&Span> = data.iter().filter(filled).collect();
        let below: Vec<&Span> = under(wanted).filter(filled).collect();
        let several = |spans: &[&Span]| {
            spans
                .windows(2)
                .any(|pair| matches!(pair, [a, b] if a.text != b.text))
        };
        // With one head the only figure of the row is meant, wherever it stands.
        let meant = if heads.len() == 1 { &all } else { &below };
        match meant.as_slice() {
            [] if all.is_empty() => taken.put(cell, "", false, data),
            [first, ..] if !several(meant) => taken.put(cell, &first.text, false, data),
            _ => return Understood::Lost,
        }
        if heads.len() > 1 && all.len() > below.len() {
            let beside: Vec<&Span> = all
                .iter()
                .filter(|span| !below.contains(span))
                .copied()
                .collect();
            let is_old = heads.contains(&ProactiveHead::Old);
            let kind = if is_old {
                NoteKind::OldFormat
            } else {
                NoteKind::Head
            };
            taken.found.note(kind, [], self.beside(spans, &beside));
        }
        Understood::Row
    }

    /// The cells of a row that are not taken, each with its head.
    fn beside(&self, spans: &[Span], cells: &[&Span]) -> String {
        let label = spans
            .iter()
            .find(|span| label::proactive_row(&span.folded).is_some());
        let label = label.map_or("", |span| span.text.as_str());
        let named = cells.iter().map(|span| {
            let head = self.names.get(span.start).map_or("", String::as_str);
            format!("{head} {}", span.text)
        });
        format!("{label}：{}", named.collect::<Vec<_>>().join("、"))
    }

    /// The heads from left to right.
    fn order(&self) -> Vec<ProactiveHead> {
        let mut order: Vec<ProactiveHead> = Vec::new();
        for head in self.heads.iter().flatten() {
            if !order.contains(head) || *head == ProactiveHead::Old {
                order.push(*head);
            }
        }
        order
    }
}
