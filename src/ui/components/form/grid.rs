//! The tables as a grid: what is selected by mouse and keys, and what is done with a selection.
//!
//! One figure is selected by having the focus, its text selected: typing replaces it. A second click, F2 or a double
//! click put the caret into it. A rectangle of several figures is marked in the page; the one that is typed in has the
//! focus.

use leptos::ev;
use leptos::html;
use leptos::prelude::*;
use web_sys::{ClipboardEvent, Element, Event, HtmlInputElement, KeyboardEvent, MouseEvent};

use super::faces;
use super::keys::{self, Move};
use crate::export::cells;
use crate::import::material::Block;
use crate::import::{block, tsv};
use crate::model::cell::Cell;
use crate::model::location::Location;
use crate::ui::browser::clipboard::{self, Copied, Pasted};
use crate::ui::browser::{dom, parsed};
use crate::ui::desk::Desk;
use crate::ui::notices::Notices;
use crate::ui::selection::{self, Selection};
use crate::ui::view::{self, View};

/// Selector of the place where those hear it who cannot see what is selected.
const EXTENT: &str = ".nb-figures__extent";

/// The grid. A handle: copies speak of the same one.
#[derive(Clone, Copy)]
pub struct Grid {
    desk: Desk,
    notices: Notices,
    view: View,
    root: NodeRef<html::Div>,
    state: StoredValue<State, LocalStorage>,
}

#[derive(Default)]
struct State {
    selection: Option<Selection>,
    /// The figure whose text the caret was put into.
    in_text: Option<Cell>,
    /// Where a way by Tab began: Enter leads back under it.
    tabbed_from: Option<Cell>,
    /// What follows the mouse while its button is down that was pressed on a figure.
    following: Option<[WindowListenerHandle; 2]>,
    /// The inputs of all figures, in their order, once they were looked for.
    inputs: Vec<(Cell, HtmlInputElement)>,
    /// Those that are marked as selected.
    marked: Vec<HtmlInputElement>,
    /// Those of the finding that is being looked at.
    named: Vec<HtmlInputElement>,
}

impl State {
    /// The selection, when it is more than one figure.
    fn rectangle(&self) -> Option<Selection> {
        self.selection.filter(|selection| !selection.is_one())
    }

    fn input(&self, cell: Cell) -> Option<HtmlInputElement> {
        let (known, input) = self.inputs.get(cell.index())?;
        (*known == cell).then(|| input.clone())
    }
}

impl Grid {
    /// Nothing is selected.
    pub fn new(desk: Desk, notices: Notices, view: View, root: NodeRef<html::Div>) -> Self {
        Self {
            desk,
            notices,
            view,
            root,
            state: StoredValue::new_local(State::default()),
        }
    }

    fn look<T: Default>(&self, look: impl FnOnce(&State) -> T) -> T {
        // Nothing is selected any more when the form goes away.
        self.state.try_with_value(look).unwrap_or_default()
    }

    /// Whether more than one figure is selected.
    pub fn has_rectangle(&self) -> bool {
        self.rectangle().is_some()
    }

    fn rectangle(&self) -> Option<Selection> {
        self.look(State::rectangle)
    }

    /// The focus has come to a place: a figure outside the rectangle, or elsewhere, ends it.
    pub fn focus_moved(&self, place: Option<Location>) {
        let cell = match place {
            Some(Location::Cell(cell)) => Some(cell),
            Some(Location::Section(_) | Location::Field(_)) | None => None,
        };
        self.state.try_update_value(|state| {
            state.in_text = state.in_text.filter(|at| Some(*at) == cell);
            state.tabbed_from = state
                .tabbed_from
                .filter(|from| cell.is_some_and(|cell| cell.table() == from.table()));
        });
        let stays = self.look(|state| {
            let selection = state.selection;
            selection.map(|selection| selection.active()) == cell
        });
        if !stays {
            self.choose(cell.map(Selection::of));
        }
        let named = self.view.named();
        let leaves = named.with_untracked(|named| {
            !named.is_empty() && !cell.is_some_and(|cell| named.contains(&cell))
        });
        // A finding of the prose names figures as well: they stay marked while its words are looked at.
        if leaves && !matches!(place, Some(Location::Section(_))) {
            named.set(Vec::new());
        }
    }

    /// Marks the figures of the finding that is being looked at.
    pub fn mark_named(&self, named: &[Cell]) {
        self.state.try_update_value(|state| {
            for input in state.named.drain(..) {
                dom::set_flag(&input, "data-named", false);
            }
            if !named.is_empty() {
                self.find_inputs(state);
            }
            let inputs = named.iter().filter_map(|cell| state.input(*cell));
            state.named = inputs.collect();
            for input in &state.named {
                dom::set_flag(input, "data-named", true);
            }
        });
    }

    /// Looks for the inputs, once.
    fn find_inputs(&self, state: &mut State) {
        if state.inputs.is_empty()
            && let Some(root) = self.root.get_untracked()
        {
            state.inputs = faces::inputs(&root);
        }
    }

    /// Selects something, and marks it when it is more than one figure.
    fn choose(&self, selection: Option<Selection>) {
        let changed = self.state.try_update_value(|state| {
            let was = state.rectangle();
            state.selection = selection;
            let now = state.rectangle();
            if was == now {
                return None;
            }
            for input in state.marked.drain(..) {
                dom::set_flag(&input, "data-selected", false);
            }
            if let Some(now) = now {
                self.find_inputs(state);
                let cells = now.cells();
                let inputs = cells.into_iter().filter_map(|cell| state.input(cell));
                state.marked = inputs.collect();
                for input in &state.marked {
                    dom::set_flag(input, "data-selected", true);
                }
            }
            Some(now)
        });
        if let Some(now) = changed.flatten()
            && let Some(place) = dom::find(EXTENT)
        {
            place.set_text_content(now.map(told).as_deref());
        }
    }

    /// A button of the mouse was pressed on a figure.
    pub fn press(&self, event: &MouseEvent, cell: Cell, input: &HtmlInputElement) {
        const LEFT: i16 = 0;
        const RIGHT: i16 = 2;
        let selection = self.look(|state| state.selection);
        let has_focus = dom::focused().is_some_and(|focused| *focused == ***input);
        let rectangle = self.rectangle();
        match event.button() {
            LEFT if event.shift_key() && selection.is_some_and(|now| now.active() != cell) => {
                event.prevent_default();
                self.choose(selection.map(|selection| selection.extended_to(cell)));
                self.follow_mouse();
            }
            LEFT if has_focus && rectangle.is_none() => {
                self.follow_mouse();
                self.go_into(cell);
                // A second click is the browser's own, which puts the caret where it is clicked; the second of a double
                // click would select what is there already.
                if event.detail() >= 2 {
                    event.prevent_default();
                    dom::caret_at_end(input);
                } else {
                    // Pressing on selected text would begin to drag the text away, and not a rectangle.
                    dom::collapse(input);
                }
            }
            LEFT => {
                event.prevent_default();
                self.state
                    .try_update_value(|state| state.tabbed_from = None);
                self.choose(Some(Selection::of(cell)));
                self.follow_mouse();
                dom::focus_and_select(input);
            }
            // The menu of the browser is about what is selected.
            RIGHT if rectangle.is_some_and(|selection| selection.contains(cell)) => {
                event.prevent_default();
            }
            RIGHT if !has_focus => {
                event.prevent_default();
                dom::focus_and_select(input);
            }
            // The browser would put the caret into the text, and what is pasted would be joined to it.
            RIGHT if self.look(|state| state.in_text) != Some(cell) => event.prevent_default(),
            _ => {}
        }
    }

    /// Follows the mouse until its button is let go. While it is down, Firefox tells of its way only to the element it was
    /// pressed on, or to the window.
    fn follow_mouse(&self) {
        let grid = *self;
        let moves = window_event_listener(ev::mousemove, move |event| grid.drag_over(&event));
        let lets_go = window_event_listener(ev::mouseup, move |_| grid.release());
        self.state.try_update_value(|state| {
            let before = state.following.replace([moves, lets_go]);
            unfollow(before);
        });
    }

    /// The mouse was moved with its button down.
    fn drag_over(&self, event: &MouseEvent) {
        const LEFT: u16 = 1;
        if event.buttons() & LEFT == 0 {
            return self.release();
        }
        let Some(selection) = self.look(|state| state.selection) else {
            return;
        };
        let place = dom::under(event).and_then(|under| under.closest("td").ok()?);
        let input = place.and_then(|place| dom::first::<Element>(&place, "[data-cell]"));
        let cell = input.and_then(|input| input.get_attribute("data-cell")?.parse().ok());
        if let Some(cell) = cell
            && selection.head() != cell
        {
            self.choose(Some(selection.extended_to(cell)));
            self.keep_selected();
        }
    }

    /// The button of the mouse was let go.
    fn release(&self) {
        let following = self
            .state
            .try_update_value(|state| state.following.take())
            .flatten();
        unfollow(following);
        if self.rectangle().is_some() {
            self.keep_selected();
        }
    }

    /// The figure that is typed in keeps its text selected: what the mouse has selected in it is not what is meant.
    fn keep_selected(&self) {
        let input = self.state.try_update_value(|state| {
            self.find_inputs(state);
            state.input(state.selection?.active())
        });
        if let Some(input) = input.flatten() {
            dom::focus_and_select(&input);
        }
    }

    /// A key was pressed in a figure. Returns whether that was dealt with.
    pub fn key(&self, event: &KeyboardEvent, cell: Cell, input: &HtmlInputElement) -> bool {
        let selection = self
            .look(|state| state.selection)
            .unwrap_or_else(|| Selection::of(cell));
        let (in_text, tabbed_from) = self.look(|state| (state.in_text, state.tabbed_from));
        let is_in_text = in_text == Some(cell);
        let moved = keys::read(event, cell, input, !selection.is_one(), is_in_text);
        let Some(moved) = moved else {
            return false;
        };
        event.prevent_default();
        self.state
            .try_update_value(|state| state.tabbed_from = None);
        match moved {
            Move::Onwards { backwards } => {
                let under = tabbed_from.filter(|_| !backwards);
                let under = under.and_then(|from| selection::below_in_column_of(cell, from));
                match under.or_else(|| selection::next_in_column(cell, backwards)) {
                    Some(next) => dom::go_to(next.to_string()),
                    None => {
                        self.notices.say("这是本表的最后一格。");
                        dom::select(input);
                    }
                }
            }
            Move::To(Some(next)) => {
                self.choose(Some(Selection::of(next)));
                dom::go_to(next.to_string());
            }
            // At the edge of the table.
            Move::To(None) => {
                self.choose(Some(Selection::of(cell)));
                dom::select(input);
            }
            Move::GoOn { backwards } => {
                let selection = selection.going_on(backwards);
                self.choose(Some(selection));
                dom::go_to(selection.active().to_string());
            }
            Move::Extend(direction) => {
                let selection = selection.extended(direction);
                self.choose(Some(selection));
                dom::select(input);
                if let Some(head) = self.look(|state| state.input(selection.head())) {
                    dom::reveal(&head);
                }
            }
            Move::WholeTable => {
                self.choose(Some(Selection::whole_table(cell)));
                dom::select(input);
            }
            Move::OneOnly => {
                self.choose(Some(Selection::of(cell)));
                dom::select(input);
            }
            Move::IntoText => {
                self.go_into(cell);
                dom::caret_at_end(input);
            }
            Move::Clear => self.edit("清除", &selection.cleared()),
            Move::FillDown => {
                let board = self.desk.board().get_untracked();
                let text = |cell| board.faces.get(cell).text.to_string();
                self.edit("填充", &selection.filled_down(text));
            }
            Move::FillAll => {
                let edits = selection.filled_with(&input.value());
                self.edit("填充", &edits);
            }
        }
        true
    }

    /// Notes that the caret is put into the text of a figure.
    fn go_into(&self, cell: Cell) {
        self.state
            .try_update_value(|state| state.in_text = Some(cell));
    }

    /// Tab leads on from a figure: Enter will lead back under the one where that began.
    pub fn tab(&self, event: &KeyboardEvent) {
        if let Some((cell, _)) = cell_of(event)
            && !event.shift_key()
        {
            self.state.try_update_value(|state| {
                let from = state.tabbed_from.get_or_insert(cell);
                if from.table() != cell.table() {
                    *from = cell;
                }
            });
        }
    }

    /// Says that a figure is computed, to whoever types in it.
    pub fn refuse_typing(&self) {
        self.notices
            .say("这一格是自动计算的，不用填写。要改的是各分项的数。");
    }

    /// Makes edits as one step.
    fn edit(&self, deed: &str, edits: &[(Location, String)]) {
        if view::refuses(self.desk, self.notices, deed) {
            return;
        }
        self.desk.apply(edits);
        self.keep_selected();
    }

    /// Puts the rectangle on the clipboard; a single figure is the browser's own matter.
    pub fn copy(&self, event: &ClipboardEvent) {
        let Some(selection) = self.rectangle() else {
            return;
        };
        let board = self.desk.board().get_untracked();
        let rows: Vec<Vec<cells::Spread>> = selection
            .rows()
            .into_iter()
            .map(|row| {
                let parts = row.into_iter();
                let spread = parts.map(|part| {
                    let text = board.faces.get(part.cell).text.to_string();
                    (text, part.columns)
                });
                spread.collect()
            })
            .collect();
        let copied = Copied {
            html: Some(cells::table(&rows)),
            text: cells::tsv(&rows),
        };
        if clipboard::put(event, &copied).is_some() {
            event.prevent_default();
        }
    }

    /// The same, and clears the rectangle.
    pub fn cut(&self, event: &ClipboardEvent) {
        if let Some(selection) = self.rectangle() {
            self.copy(event);
            self.edit("剪切", &selection.cleared());
        }
    }

    /// Takes what was pasted or dropped on a figure, where it is more than a text for one figure. Returns whether it
    /// did.
    pub fn take(&self, cell: Cell, pasted: &Pasted) -> bool {
        let blocks = parsed::html(&pasted.html).map(|material| material.blocks);
        let tables = blocks.into_iter().flatten();
        let mut grids: Vec<_> = tables.filter_map(Block::into_table).collect();
        if grids.is_empty() {
            grids.push(tsv::read(&pasted.text));
        }
        let rectangle = self.rectangle();
        let start = rectangle
            .and_then(|selection| selection.cells().first().copied())
            .unwrap_or(cell);
        if let Some(filled) = block::fill_from(start, &grids) {
            super::pasting::paste_block(self.desk, self.notices, &filled);
            self.keep_selected();
            return true;
        }
        let Some(selection) = rectangle else {
            return false;
        };
        let text = grids.first().and_then(|grid| grid.text(0, 0));
        let text = text.unwrap_or_default().trim();
        self.edit("粘贴", &selection.filled_with(text));
        true
    }

    /// Something was dropped on a figure: a number, or a block, as if it had been pasted there.
    pub fn drop(&self, event: &web_sys::DragEvent, cell: Cell, input: &HtmlInputElement) {
        let Some(data) = event.data_transfer() else {
            return;
        };
        if data.files().is_some_and(|files| files.length() > 0) {
            return;
        }
        event.prevent_default();
        let pasted = clipboard::dropped(&data);
        self.choose(Some(Selection::of(cell)));
        if !self.take(cell, &pasted) {
            if cell.is_total() {
                self.refuse_typing();
            } else {
                self.edit("填入", &[(cell.into(), pasted.text.trim().to_owned())]);
            }
        }
        dom::focus_and_select(input);
    }
}

/// Ends following the mouse.
fn unfollow(following: Option<[WindowListenerHandle; 2]>) {
    for listener in following.into_iter().flatten() {
        listener.remove();
    }
}

/// What a rectangle is to those who hear it.
fn told(selection: Selection) -> String {
    let (rows, columns) = selection.extent();
    let count = selection.cells().len();
    format!("已选中 {rows} 行 {columns} 列，共 {count} 格")
}

/// The figure that an event is about, and its input.
pub fn cell_of(event: &Event) -> Option<(Cell, HtmlInputElement)> {
    let input: HtmlInputElement = dom::target(event)?;
    let cell = input.get_attribute("data-cell")?.parse().ok()?;
    Some((cell, input))
}
