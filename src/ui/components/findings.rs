//! The findings panel: what does not reconcile, the way there, and the mend where there is one.

use std::sync::Arc;

use leptos::ev;
use leptos::html;
use leptos::prelude::*;
use web_sys::Element;

use super::dismissing::{self, Dismissing};
use super::safe_fixes;
use crate::checks::check::Severity;
use crate::checks::registry;
use crate::ui::board::Board;
use crate::ui::browser::dom;
use crate::ui::derived::{flag, words};
use crate::ui::desk::Desk;
use crate::ui::notices::Notices;
use crate::ui::view::View;

pub mod lines;

/// The panel.
#[component]
pub fn Findings() -> impl IntoView {
    let desk = expect_context::<Desk>();
    let view = expect_context::<View>();
    let notices = expect_context::<Notices>();
    let dismissing = Dismissing::new(desk, notices);
    let list = NodeRef::<html::Ul>::new();
    let summary = Memo::new(move |_| desk.board().with(summary));
    Effect::new(move |shown: Option<Option<_>>| {
        let board = desk.board().get();
        let list = list.get()?;
        let shown = shown.flatten().unwrap_or_default();
        Some(lines::paint(&list, shown, lines::of(&board.findings)))
    });
    // One listener for all lines, as for all cells of a table.
    let on_click = move |event: ev::MouseEvent| {
        let board = desk.board().get_untracked();
        let within = |selector: &str| {
            let element: Element = dom::target(&event)?;
            element.closest(selector).ok().flatten()
        };
        let control = within("[data-action]");
        let action = control
            .as_ref()
            .and_then(|control| control.get_attribute("data-action"));
        match (action.as_deref(), &control) {
            (Some("fix-all-safe"), _) => safe_fixes::mend_all(desk, notices),
            (Some("restore-finding"), Some(control)) => dismissing.restore(control),
            (_, _) => {}
        }
        let key = within("[data-line]").and_then(|line| line.get_attribute("data-line"));
        let key = key.unwrap_or_default();
        let Some(finding) = lines::finding(&board.findings, &key) else {
            return;
        };
        if within("[data-mend]").is_some() {
            let edits = finding.fix.as_ref().map(|fix| fix.edits.clone());
            let edits = edits.unwrap_or_default();
            desk.apply(&edits);
            // The finding goes away, and the focus with it.
            if let Some((place, _)) = edits.first() {
                view.go_to(place.to_string());
            }
        } else if within("summary").is_some() {
            if let Some(details) = within("details") {
                lines::explain(&details, finding);
            }
        } else if let Some(control) = control {
            dismissing.act(&control, &key);
        } else if within("details,.nb-dismiss").is_none()
            && let Some(first) = finding.locations.first()
        {
            view.go_to(first.to_string());
        }
    };
    view! {
        <section class="nb-findings" aria-label="校核结果" on:click=on_click>
            <h2 class="nb-findings__title">"校核结果"<span class="nb-findings__key">"F8"</span></h2>
            <p class="nb-findings__summary" class:is-clean=flag(move || summary.get().is_none()) aria-live="polite">
                {words(move || summary.get().unwrap_or_else(|| "全部校核通过".to_owned()))}
            </p>
            {markup(move || desk.board().with(|board| safe_fixes::button(registry::count_safe(&board.findings))))}
            <ul class="nb-findings__list" node_ref=list></ul>
            {markup(|| dismissing::FORM.to_owned())}
            {markup(move || desk.board().with(|board| dismissing::list(&board.dismissed)))}
        </section>
    }
}

/// A part that is markup, every text in it escaped. It is written again only when it changes.
fn markup(html: impl Fn() -> String + Send + Sync + 'static) -> AnyView {
    let html = Memo::new(move |_| html());
    view! { <div inner_html=words(move || html.get())></div> }.into_any()
}

/// How many findings of each severity there are; `None` when there are none at all.
fn summary(board: &Arc<Board>) -> Option<String> {
    let counts: Vec<String> = Severity::ALL
        .iter()
        .map(|severity| (board.count(*severity), severity.label()))
        .filter(|(count, _)| *count > 0)
        .map(|(count, label)| format!("{label} {count}"))
        .collect();
    (!counts.is_empty()).then(|| counts.join("　"))
}
