//! The least page that the product's framework can be: thirty rows of seven figures, their sums computed.
//!
//! What the product costs above this is its own doing, what this costs above plain JavaScript is the framework's.

use leptos::prelude::*;

const ROWS: usize = 30;
const COLUMNS: usize = 7;

type Row = [RwSignal<String>; COLUMNS];

fn main() {
    mount_to_body(|| view! { <Table /> });
}

/// The table.
#[component]
fn Table() -> impl IntoView {
    let rows: [Row; ROWS] =
        std::array::from_fn(|_| std::array::from_fn(|_| RwSignal::new(String::new())));
    let columns = (0..COLUMNS)
        .map(|column| {
            sum(rows
                .iter()
                .filter_map(|row| row.get(column).copied())
                .collect())
        })
        .collect::<Vec<_>>();
    let body = rows
        .into_iter()
        .enumerate()
        .map(|(at, row)| row_view(at, row))
        .collect_view();
    let foot = columns
        .into_iter()
        .map(|total| view! { <td>{total}</td> })
        .collect_view();
    Effect::new(|_| {
        if let Some(body) = document().body() {
            // Setting an attribute of this constant name cannot fail.
            let _ = body.set_attribute("data-ready", "true");
        }
    });
    view! {
        <table>
            <tbody>{body}</tbody>
            <tfoot><tr><th scope="row">"总计"</th>{foot}</tr></tfoot>
        </table>
    }
}

fn row_view(at: usize, row: Row) -> impl IntoView {
    let total = sum(row.to_vec());
    let cells = row
        .into_iter()
        .enumerate()
        .map(|(column, figure)| {
            view! {
                <td>
                    <input
                        data-cell=format!("{at}.{column}")
                        inputmode="numeric"
                        autocomplete="off"
                        prop:value=figure
                        on:input=move |event| figure.set(event_target_value(&event))
                    />
                </td>
            }
        })
        .collect_view();
    view! { <tr><th scope="row">{at + 1}</th>{cells}<td>{total}</td></tr> }
}

/// The sum of what is typed; what is no number counts as nothing.
fn sum(figures: Vec<RwSignal<String>>) -> Memo<u64> {
    Memo::new(move |_| {
        figures
            .iter()
            .filter_map(|figure| figure.with(|text| text.trim().parse::<u64>().ok()))
            .sum()
    })
}
