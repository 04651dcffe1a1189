//! The findings panel: what does not reconcile, the way there, and the mend where there is one.

use leptos::ev;
use leptos::prelude::*;
use web_sys::Element;

use super::dismissing::{self, Dismissing};
use super::{safe_fixes, side_by_side};
use crate::checks::check::{Code, Finding, FixKind, Severity};
use crate::checks::registry;
use crate::ui::browser::dom;
use crate::ui::derived::{flag, words};
use crate::ui::desk::Desk;
use crate::ui::notices::Notices;
use crate::ui::view::View;

/// The panel.
#[component]
pub fn Findings() -> impl IntoView {
    let desk = expect_context::<Desk>();
    let board = desk.board();
    let notices = expect_context::<Notices>();
    let dismissing = Dismissing::new(desk, notices);
    // What is about all findings, or about none that is shown.
    let act = move |event: ev::MouseEvent| {
        if let Some(control) = dom::target::<Element>(&event) {
            match control.get_attribute("data-action").as_deref() {
                Some("fix-all-safe") => safe_fixes::mend_all(desk, notices),
                Some("restore-finding") => dismissing.restore(&control),
                Some(_) | None => {}
            }
        }
    };
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
        <section class="nb-findings" aria-label="校核结果" on:click=act>
            <h2 class="nb-findings__title">"校核结果"<span class="nb-findings__key">"F8"</span></h2>
            <p class="nb-findings__summary" class:is-clean=flag(move || board.with(|board| board.findings.is_empty())) aria-live="polite">
                {words(summary)}
            </p>
            {markup(move || board.with(|board| safe_fixes::button(registry::count_safe(&board.findings))))}
            <ul class="nb-findings__list">
                <For each=move || board.with(|board| lines(&board.findings)) key=|line| *line let:line>
                    <FindingItem line=line dismissing=dismissing />
                </For>
            </ul>
            {markup(|| dismissing::FORM.to_owned())}
            {markup(move || board.with(|board| dismissing::list(&board.dismissed)))}
        </section>
    }
}

/// Which line of the list: code and severity, and the number among the findings that have both.
///
/// A line stays where it is while its figures change, so that a keystroke rewrites a few words
/// instead of building the list anew.
pub type Line = (Code, Severity, usize);

fn lines(findings: &[Finding]) -> Vec<Line> {
    let earlier = |at: usize, wanted: &Finding| {
        findings
            .iter()
            .take(at)
            .filter(|finding| (finding.code, finding.severity) == (wanted.code, wanted.severity))
            .count()
    };
    findings
        .iter()
        .enumerate()
        .map(|(at, finding)| (finding.code, finding.severity, earlier(at, finding)))
        .collect()
}

/// The finding of a line.
pub fn at(findings: &[Finding], (code, severity, number): Line) -> Option<&Finding> {
    findings
        .iter()
        .filter(|finding| (finding.code, finding.severity) == (code, severity))
        .nth(number)
}

/// One finding.
#[component]
fn FindingItem(
    /// Which line of the list.
    line: Line,
    /// The way to dismiss it.
    dismissing: Dismissing,
) -> impl IntoView {
    let desk = expect_context::<Desk>();
    let view = expect_context::<View>();
    let board = desk.board();
    let (code, severity, _) = line;
    let finding = Memo::new(move |_| board.with(|board| at(&board.findings, line).cloned()));
    // A line whose finding has gone is taken away in the same moment.
    let of = move |part: fn(&Finding) -> String| {
        finding.with(|finding| finding.as_ref().map(part).unwrap_or_default())
    };
    let go = move |event: ev::MouseEvent| {
        // What unfolds, what acts and what takes a text has a click of its own.
        let own = dom::target::<Element>(&event).and_then(|element| {
            element
                .closest("summary,[data-action],.nb-dismiss")
                .ok()
                .flatten()
        });
        if let Some(own) = own {
            dismissing.act(&own, line);
        } else {
            let places = finding.with_untracked(|finding| finding.as_ref().map(places));
            let first = places
                .as_deref()
                .and_then(|places| places.split(' ').next());
            view.go_to(first.unwrap_or_default().to_owned());
        }
    };
    let cause = move || {
        finding
            .with(|finding| finding.as_ref().and_then(|finding| finding.cause.clone()))
            .map(|cause| {
                view! { <span class="nb-finding__cause">{format!("可能的原因：{cause}")}</span> }
            })
    };
    let kind =
        Memo::new(move |_| finding.with(|finding| Some(finding.as_ref()?.fix.as_ref()?.kind)));
    let mend = move |_| {
        let edits =
            finding.with_untracked(|finding| Some(finding.as_ref()?.fix.as_ref()?.edits.clone()));
        let edits = edits.unwrap_or_default();
        desk.apply(&edits);
        // The finding goes away, and the focus with it.
        if let Some((place, _)) = edits.first() {
            view.go_to(place.to_string());
        }
    };
    let fix = move || {
        kind.get().map(|kind| {
            let (action, label) = mend_names(kind);
            view! {
                <button type="button" class="nb-button is-quiet" data-action=action on:click=mend>{label}</button>
            }
        })
    };
    let dismissible = severity != Severity::Error;
    let compares =
        finding.with_untracked(|finding| finding.as_ref().is_some_and(|f| !f.evidence.is_empty()));
    view! {
        <li
            class=format!("nb-finding is-{}", severity.id())
            data-finding=code.0
            data-severity=severity.id()
            data-location=words(move || of(places))
            on:click=go
        >
            <button type="button" class="nb-finding__go">
                <span class="nb-finding__severity">{severity.label()}</span>
                <span class="nb-finding__message">{words(move || of(|finding| finding.message.clone()))}</span>
                {cause}
            </button>
            <div class="nb-finding__tools">
                {fix}
                {dismissible.then(|| view! {
                    <button type="button" class="nb-button is-quiet" data-action="suppress-finding">"忽略…"</button>
                })}
                {compares.then(|| markup(move || finding.with(|finding| finding.as_ref().map_or_else(String::new, |finding| side_by_side::table(&finding.evidence)))))}
                <Explanation code=code />
            </div>
        </li>
    }
}

/// The verb of a mend in the page, and its label.
pub const fn mend_names(kind: FixKind) -> (&'static str, &'static str) {
    match kind {
        FixKind::AcceptComputed => ("accept-computed", "采用计算值"),
        FixKind::UseStandardTitle => ("use-standard-title", "使用标准标题"),
        FixKind::CorrectYear => ("correct-year", "改正年份"),
        FixKind::OrdinaryCharacters => ("ordinary-characters", "改为规范字符"),
        FixKind::ChinesePunctuation => ("chinese-punctuation", "改为全角标点"),
        FixKind::NumberOnly => ("number-only", "只留数字"),
        FixKind::TakeLastYear => ("take-last-year", "采用上年结转数"),
        FixKind::UseFigure => ("use-figure", "改用表中的数"),
    }
}

/// A part that is markup, every text in it escaped. Each part of a view would be code for building it.
fn markup(html: impl Fn() -> String + Send + Sync + 'static) -> AnyView {
    view! { <div inner_html=words(html)></div> }.into_any()
}

/// The addresses of a finding's places.
fn places(finding: &Finding) -> String {
    let places: Vec<String> = finding.locations.iter().map(ToString::to_string).collect();
    places.join(" ")
}

/// What a check is about, unfolded on demand and made only then.
#[component]
fn Explanation(
    /// The check.
    code: Code,
) -> impl IntoView {
    let open = RwSignal::new(false);
    let text = move || {
        open.get()
            .then(|| registry::explanation(code))
            .flatten()
            .map(|(title, text)| view! { <h3>{title}</h3>{explanation_view(text)} })
    };
    view! {
        <details class="nb-finding__why" on:toggle=move |_| open.set(true)>
            <summary>"说明"</summary>
            {text}
        </details>
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
