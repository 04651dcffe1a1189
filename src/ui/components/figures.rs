//! One of the three tables as a form: the printed table with an input in each figure's place.
//!
//! The inputs are painted by one effect that compares what each cell showed with what it is to show
//! now, and their events are taken at the table: two hundred cells cost four listeners.

use leptos::ev;
use leptos::html;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, HtmlInputElement};

use crate::checks::check::Severity;
use crate::import::block::{self, Filled};
use crate::import::grid::Grid;
use crate::import::tsv;
use crate::model::cell::Cell;
use crate::model::location::Location;
use crate::model::table::Table;
use crate::model::table::applications::Applicant;
use crate::model::table::layout::{Content, Slot};
use crate::ui::board::{Board, Face};
use crate::ui::browser::{clipboard, dom};
use crate::ui::desk::Desk;
use crate::ui::notices::Notices;
use crate::ui::view;

mod keys;

/// The form of one table.
#[component]
pub fn Figures(
    /// Which table.
    table: Table,
) -> impl IntoView {
    let desk = expect_context::<Desk>();
    let notices = expect_context::<Notices>();
    let root = NodeRef::<html::Table>::new();
    let restore = StoredValue::new(String::new());

    Effect::new(move |shown: Option<Option<Board>>| {
        let board = desk.board().get();
        let root = root.get()?;
        let shown = shown.flatten();
        for cell in Cell::all().filter(|cell| cell.table() == table) {
            let face = board.faces.get(cell);
            let before = shown.as_ref().map(|board| board.faces.get(cell));
            if before != Some(face) {
                paint(&root, cell, face);
            }
        }
        Some(board)
    });
    Effect::new(move |_| {
        let locked = desk.locked().get();
        for input in Cell::all()
            .filter(|cell| cell.table() == table && !cell.is_total())
            .filter_map(input_of)
        {
            input.set_read_only(locked);
        }
    });

    let on_focus = move |event: ev::FocusEvent| {
        if let Some((_, input)) = cell_of(&event) {
            desk.end_burst();
            restore.set_value(input.value());
        }
    };
    let on_input = move |event: ev::Event| {
        if let Some((cell, input)) = cell_of(&event) {
            desk.type_text(cell.into(), &input.value());
        }
    };
    let on_key = move |event: ev::KeyboardEvent| {
        let Some((cell, input)) = cell_of(&event) else {
            return;
        };
        if event.key() == "Escape" && !event.is_composing() {
            desk.type_text(cell.into(), &restore.get_value());
            input.select();
            event.prevent_default();
        } else if let Some(next) = keys::destination(&event, cell, &input) {
            event.prevent_default();
            dom::go_to(&next.to_string());
        }
    };
    let on_paste = move |event: ev::ClipboardEvent| {
        let Some((cell, _)) = cell_of(&event) else {
            return;
        };
        let Some(pasted) = clipboard::pasted(&event) else {
            return;
        };
        let grid = match pasted.table {
            Some(rows) => Grid::from_spans(rows),
            None => tsv::read(&pasted.text),
        };
        if let Some(filled) = block::fill(cell, &grid) {
            event.prevent_default();
            paste_block(desk, notices, &filled);
        }
    };

    let rows = table.layout();
    // The last row of column heads closes the part of the table that stays in view.
    let head_rows = if table == Table::ProactiveDisclosure {
        0
    } else {
        rows.iter()
            .take_while(|row| row.iter().all(|slot| slot.cell().is_none()))
            .count()
    };
    let (head, body) = rows.split_at_checked(head_rows).unwrap_or((&[], &rows));
    let head = head.iter().map(|row| row_view(row)).collect_view();
    let body = body.iter().map(|row| row_view(row)).collect_view();
    let widths = (table == Table::Applications).then(label_widths);
    view! {
        <table
            class=format!("nb-figures is-{}", table.section().id())
            node_ref=root
            on:focusin=on_focus
            on:input=on_input
            on:keydown=on_key
            on:paste=on_paste
        >
            {widths}
            <thead>{head}</thead>
            <tbody>{body}</tbody>
        </table>
    }
}

/// The widths of the three label columns of section three; the figures share the rest.
fn label_widths() -> impl IntoView {
    view! {
        <colgroup>
            <col class="nb-figures__width is-label-0" />
            <col class="nb-figures__width is-label-1" />
            <col class="nb-figures__width is-label-2" />
            <col span=Applicant::COUNT.to_string() />
        </colgroup>
    }
}

fn row_view(row: &[Slot]) -> impl IntoView + use<> {
    let figures = row.iter().filter(|slot| slot.cell().is_some()).count();
    let labels = row.split_at(row.len() - figures).0;
    let slots = row
        .iter()
        .map(|slot| slot_view(*slot, first_column(labels, slot)))
        .collect_view();
    view! { <tr>{slots}</tr> }
}

/// The printed column that a row's label begins in: its labels end where the figures begin.
fn first_column(labels: &[Slot], slot: &Slot) -> usize {
    const LABEL_COLUMNS: usize = 3;
    let from_here: usize = labels
        .iter()
        .skip_while(|label| *label != slot)
        .map(|label| label.columns)
        .sum();
    LABEL_COLUMNS.saturating_sub(from_here)
}

fn slot_view(slot: Slot, first_column: usize) -> AnyView {
    let columns = (slot.columns > 1).then(|| slot.columns.to_string());
    let rows = (slot.rows > 1).then(|| slot.rows.to_string());
    match slot.content {
        Content::Figure(cell) => view! {
            <td colspan=columns class="nb-figures__figure">
                <input
                    class="nb-figures__input"
                    data-cell=cell.to_string()
                    aria-label=accessible_name(cell)
                    inputmode=if cell.is_amount() { "decimal" } else { "numeric" }
                    autocomplete="off"
                    spellcheck="false"
                    readonly=cell.is_total()
                    tabindex=cell.is_total().then_some("-1")
                />
            </td>
        }
        .into_any(),
        Content::RowHead(label) => view! {
            <th scope="row" class=format!("nb-figures__row at-{first_column}") colspan=columns rowspan=rows>{label}</th>
        }
        .into_any(),
        Content::ColumnHead(label) => {
            let corner = slot.columns > 1 && slot.rows > 1;
            view! {
                <th scope="col" class="nb-figures__column" class:is-corner=corner colspan=columns rowspan=rows>
                    {label}
                </th>
            }
            .into_any()
        }
        Content::Band(label) => view! {
            <th scope="colgroup" class="nb-figures__band" colspan=columns>{label}</th>
        }
        .into_any(),
    }
}

/// The cell in the words of the form, group heading included, for those who hear it.
fn accessible_name(cell: Cell) -> String {
    let group = match cell {
        Cell::Applications(row, _) => row.group().map(|group| group.label()),
        Cell::Proactive(_) | Cell::Review(..) => None,
    };
    let computed = if cell.is_total() {
        "，自动计算"
    } else {
        ""
    };
    format!(
        "{}{}，{}{computed}",
        group.unwrap_or_default(),
        cell.row_label(),
        cell.column_label()
    )
}

fn paint(root: &HtmlElement, cell: Cell, face: &Face) {
    let selector = format!("[data-cell=\"{cell}\"]");
    let Some(input) = root
        .query_selector(&selector)
        .ok()
        .flatten()
        .and_then(|element| element.dyn_into::<HtmlInputElement>().ok())
    else {
        return;
    };
    // Writing the same text again would disturb an input method that is composing.
    if input.value() != *face.text {
        input.set_value(&face.text);
    }
    let invalid = face.mark == Some(Severity::Error);
    // Attributes and classes of these constant names are always accepted.
    let _ = input.set_attribute("aria-invalid", if invalid { "true" } else { "false" });
    let classes = input.class_list();
    let _ = classes.toggle_with_force("has-error", invalid);
    let _ = classes.toggle_with_force("has-warning", face.mark == Some(Severity::Warning));
    let _ = classes.toggle_with_force("is-blank", face.blank);
}

fn paste_block(desk: Desk, notices: Notices, filled: &Filled) {
    let edits: Vec<(Location, String)> = filled
        .edits
        .iter()
        .map(|(cell, text)| (Location::from(*cell), text.clone()))
        .collect();
    if desk.locked().get_untracked() {
        notices.warn("本窗口只能查看，没有粘贴。");
        return;
    }
    desk.apply(&edits);
    let mut said = format!("已粘贴 {} 格", edits.len());
    if filled.skipped_totals > 0 {
        said.push_str(&format!("，跳过 {} 个自动计算的格", filled.skipped_totals));
    }
    if filled.did_not_fit.is_empty() {
        said.push('。');
        view::offer_undo(desk, notices, said);
    } else {
        let examples: Vec<&str> = filled
            .did_not_fit
            .iter()
            .take(5)
            .map(String::as_str)
            .collect();
        said.push_str(&format!(
            "；有 {} 格超出表格，没有填入：{}。请核对起点是否正确，可以撤销。",
            filled.did_not_fit.len(),
            examples.join("、")
        ));
        notices.warn(said);
    }
}

/// The cell and input that an event came from.
fn cell_of(event: &web_sys::Event) -> Option<(Cell, HtmlInputElement)> {
    let input: HtmlInputElement = dom::target(event)?;
    let cell = input.get_attribute("data-cell")?.parse().ok()?;
    Some((cell, input))
}

fn input_of(cell: Cell) -> Option<HtmlInputElement> {
    dom::place(&cell.to_string())?.dyn_into().ok()
}
