//! Sentences of this year beside the same of last year.

use leptos::prelude::*;

use crate::checks::check::Finding;

/// The sentences that a finding shows side by side, folded.
#[component]
pub fn SideBySide(
    /// The finding.
    finding: Memo<Option<Finding>>,
) -> impl IntoView {
    let rows = move || {
        let pairs = finding.with(|finding| finding.as_ref().map(|f| f.evidence.clone()));
        pairs
            .unwrap_or_default()
            .into_iter()
            .map(|(now, before)| view! { <tr><td>{now}</td><td>{before}</td></tr> }.into_any())
            .collect_view()
    };
    view! {
        <details class="nb-finding__pairs">
            <summary>"与上年对照"</summary>
            <table>
                <thead><tr><th scope="col">"本年"</th><th scope="col">"上年"</th></tr></thead>
                <tbody>{rows}</tbody>
            </table>
        </details>
    }
}
