//! Sentences of this year beside the same of last year.

use leptos::prelude::*;

use crate::checks::check::Finding;
use crate::export::html::escaped;
use crate::ui::derived::words;

/// The sentences that a finding shows side by side, folded.
#[component]
pub fn SideBySide(
    /// The finding.
    finding: Memo<Option<Finding>>,
) -> impl IntoView {
    let rows = move || finding.with(|finding| finding.as_ref().map_or_else(String::new, markup));
    view! {
        <details class="nb-finding__pairs">
            <summary>"与上年对照"</summary>
            <table inner_html=words(rows)></table>
        </details>
    }
}

/// The table of the sentences.
fn markup(finding: &Finding) -> String {
    let mut html = r#"<tr><th scope="col">本年</th><th scope="col">上年</th></tr>"#.to_owned();
    for (now, before) in &finding.evidence {
        html += &format!(
            "<tr><td>{}</td><td>{}</td></tr>",
            escaped(now),
            escaped(before)
        );
    }
    html
}
