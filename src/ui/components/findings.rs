//! The findings panel: what does not reconcile, the way there, and the mend where there is one.

use leptos::ev;
use leptos::prelude::*;
use web_sys::Element;

use crate::checks::check::{Finding, FixKind, Severity};
use crate::checks::registry;
use crate::ui::browser::dom;
use crate::ui::desk::Desk;

/// The panel.
#[component]
pub fn Findings() -> impl IntoView {
    let desk = expect_context::<Desk>();
    let board = desk.board();
    let count = move |severity: Severity| board.with(|board| board.count(severity));
    let summary = move || {
        if board.with(|board| board.findings.is_empty()) {
            "全部校核通过".to_owned()
        } else {
            Severity::ALL
                .iter()
                .map(|severity| (count(*severity), severity.label()))
                .filter(|(count, _)| *count > 0)
                .map(|(count, label)| format!("{label} {count}"))
                .collect::<Vec<_>>()
                .join("　")
        }
    };
    view! {
        <section class="nb-findings" aria-label="校核结果">
            <h2 class="nb-findings__title">"校核结果"</h2>
            <p class="nb-findings__summary" class:is-clean=move || board.with(|board| board.findings.is_empty()) aria-live="polite">
                {summary}
            </p>
            <ul class="nb-findings__list">
                <For
                    each=move || board.with(|board| board.findings.clone())
                    key=|finding| (finding.code, finding.locations.clone(), finding.message.clone())
                    let:finding
                >
                    <FindingItem finding=finding />
                </For>
            </ul>
        </section>
    }
}

/// One finding.
#[component]
fn FindingItem(
    /// The finding.
    finding: Finding,
) -> impl IntoView {
    let desk = expect_context::<Desk>();
    let locations: Vec<String> = finding.locations.iter().map(ToString::to_string).collect();
    let first = locations.first().cloned().unwrap_or_default();
    let go = move |event: ev::MouseEvent| {
        // The explanation and the mend have a click of their own.
        let own = dom::target::<Element>(&event)
            .and_then(|element| element.closest("summary,[data-action]").ok().flatten());
        if own.is_none() {
            dom::go_to(&first);
        }
    };
    let fix = finding.fix.clone().map(|fix| {
        let (action, label) = match fix.kind {
            FixKind::AcceptComputed => ("accept-computed", "采用计算值"),
            FixKind::UseStandardTitle => ("use-standard-title", "使用标准标题"),
        };
        let mend = move |_| {
            desk.apply(&fix.edits);
        };
        view! {
            <button type="button" class="nb-button is-quiet" data-action=action on:click=mend>{label}</button>
        }
    });
    let explained = registry::explanation(finding.code).map(|(title, text)| {
        view! {
            <details class="nb-finding__why">
                <summary>"说明"</summary>
                <h3>{title}</h3>
                {explanation_view(text)}
            </details>
        }
    });
    view! {
        <li
            class=format!("nb-finding is-{}", finding.severity.id())
            data-finding=finding.code.0
            data-severity=finding.severity.id()
            data-location=locations.join(" ")
            on:click=go
        >
            <button type="button" class="nb-finding__go">
                <span class="nb-finding__severity">{finding.severity.label()}</span>
                <span class="nb-finding__message">{finding.message}</span>
                {finding.cause.map(|cause| view! {
                    <span class="nb-finding__cause">{format!("可能的原因：{cause}")}</span>
                })}
            </button>
            <div class="nb-finding__tools">{fix}{explained}</div>
        </li>
    }
}

/// An explanation: headings and paragraphs, as the rule book's Markdown has them.
fn explanation_view(text: &'static str) -> impl IntoView {
    text.lines()
        .filter(|line| !line.trim().is_empty())
        .map(|line| match line.strip_prefix("## ") {
            Some(heading) => view! { <h4>{heading}</h4> }.into_any(),
            None => view! { <p>{line}</p> }.into_any(),
        })
        .collect_view()
}
