//! Assembles the plain JavaScript form: its script is written by hand, its tables come from the product's model, so
//! that no second list of the figures and their labels exists.

use nianbao::model::cell::Cell;
use nianbao::model::table::Table;
use nianbao::model::table::layout::{Content, Slot};

/// The whole page, one file.
pub fn page() -> String {
    let tables: String = Table::ALL.into_iter().map(table).collect();
    include_str!("../vanilla/page.html")
        .replace("{{style}}", include_str!("../vanilla/style.css"))
        .replace("{{tables}}", &tables)
        .replace("{{script}}", include_str!("../vanilla/page.js"))
}

fn table(table: Table) -> String {
    let rows: String = table.layout().iter().map(|row| self::row(row)).collect();
    format!("<table>\n{rows}</table>\n")
}

fn row(row: &[Slot]) -> String {
    let slots: String = row.iter().map(|slot| self::slot(*slot)).collect();
    format!("<tr>{slots}</tr>\n")
}

fn slot(slot: Slot) -> String {
    let mut span = String::new();
    for (name, places) in [("colspan", slot.columns), ("rowspan", slot.rows)] {
        if places > 1 {
            span.push_str(&format!(" {name}=\"{places}\""));
        }
    }
    // No label of the format has a character that would need escaping; a test looks.
    match slot.content {
        Content::ColumnHead(label) => format!("<th scope=\"col\"{span}>{label}</th>"),
        Content::RowHead(label) => format!("<th scope=\"row\"{span}>{label}</th>"),
        Content::Band(label) => format!("<th scope=\"colgroup\"{span}>{label}</th>"),
        Content::Figure(cell) => format!("<td{span}>{}</td>", input(cell)),
    }
}

fn input(cell: Cell) -> String {
    let kept = if cell.is_total() {
        " readonly tabindex=\"-1\""
    } else {
        ""
    };
    format!(
        "<input data-cell=\"{cell}\" aria-label=\"{}，{}\" autocomplete=\"off\"{kept}>",
        cell.row_label(),
        cell.column_label()
    )
}

#[cfg(test)]
mod tests {
    use nianbao::model::cell::Cell;

    #[test]
    fn every_figure_has_its_input() {
        let page = super::page();
        for cell in Cell::all() {
            let input = format!("data-cell=\"{cell}\"");
            assert_eq!(page.matches(&input).count(), 1, "{cell}");
        }
        assert!(!page.contains("{{"), "a part is missing");
    }

    #[test]
    fn no_label_needs_escaping() {
        for cell in Cell::all() {
            for label in [cell.row_label(), cell.column_label()] {
                assert!(!label.contains(['<', '>', '&', '"']), "{label}");
            }
        }
    }
}
