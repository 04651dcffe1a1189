//! The printed table as markup, with an input in each figure's place.
//!
//! A table is some two hundred elements that never change; the browser's own parser makes them in a fraction of the
//! time that it takes to make them one by one.

use std::fmt::Write as _;

use crate::export::html::escaped;
use crate::model::cell::Cell;
use crate::model::table::Table;
use crate::model::table::applications::Applicant;
use crate::model::table::layout::{Content, Slot};

/// What stands inside the table element. All inputs are empty.
pub fn of_table(table: Table) -> String {
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
    let mut html = String::new();
    if table == Table::Applications {
        html.push_str(&label_widths());
    }
    html.push_str("<thead>");
    for row in head {
        write_row(&mut html, row);
    }
    html.push_str("</thead><tbody>");
    for row in body {
        write_row(&mut html, row);
    }
    html.push_str("</tbody>");
    html
}

/// The widths of the three label columns of section three; the figures share the rest.
fn label_widths() -> String {
    let labels: String = (0..LABEL_COLUMNS)
        .map(|column| format!("<col class=\"nb-figures__width is-label-{column}\">"))
        .collect();
    let figures = Applicant::COUNT;
    format!("<colgroup>{labels}<col span=\"{figures}\"></colgroup>")
}

/// How many printed columns the labels of section three take.
const LABEL_COLUMNS: usize = 3;

fn write_row(html: &mut String, row: &[Slot]) {
    let figures = row.iter().filter(|slot| slot.cell().is_some()).count();
    let labels = row.split_at(row.len() - figures).0;
    html.push_str("<tr>");
    for slot in row {
        write_slot(html, *slot, first_column(labels, slot));
    }
    html.push_str("</tr>");
}

/// The printed column that a row's label begins in: its labels end where the figures begin.
fn first_column(labels: &[Slot], slot: &Slot) -> usize {
    let from_here: usize = labels
        .iter()
        .skip_while(|label| *label != slot)
        .map(|label| label.columns)
        .sum();
    LABEL_COLUMNS.saturating_sub(from_here)
}

fn write_slot(html: &mut String, slot: Slot, first_column: usize) {
    let (class, scope, label) = match slot.content {
        Content::Figure(cell) => return write_figure(html, cell, slot),
        Content::RowHead(label) => (format!("nb-figures__row at-{first_column}"), "row", label),
        Content::ColumnHead(label) if slot.columns > 1 && slot.rows > 1 => {
            ("nb-figures__column is-corner".to_owned(), "col", label)
        }
        Content::ColumnHead(label) => ("nb-figures__column".to_owned(), "col", label),
        Content::Band(label) => ("nb-figures__band".to_owned(), "colgroup", label),
    };
    // Writing into a string cannot fail.
    let _ = write!(
        html,
        "<th class=\"{class}\" scope=\"{scope}\"{}>{}</th>",
        spans(slot),
        escaped(label)
    );
}

fn write_figure(html: &mut String, cell: Cell, slot: Slot) {
    let name = escaped(&accessible_name(cell));
    let keys = if cell.is_amount() {
        "decimal"
    } else {
        "numeric"
    };
    let computed = if cell.is_total() {
        " readonly tabindex=\"-1\""
    } else {
        ""
    };
    let _ = write!(
        html,
        "<td class=\"nb-figures__figure\"{}><input class=\"nb-figures__input\" data-cell=\"{cell}\" aria-label=\"{name}\" \
         aria-invalid=\"false\" inputmode=\"{keys}\" autocomplete=\"off\" spellcheck=\"false\"{computed}></td>",
        spans(slot)
    );
}

fn spans(slot: Slot) -> String {
    let attribute = |name: &str, count: usize| match count {
        0 | 1 => String::new(),
        count => format!(" {name}=\"{count}\""),
    };
    attribute("colspan", slot.columns) + &attribute("rowspan", slot.rows)
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
