//! The findings panel: what does not reconcile, the way there, and the mend where there is one.

use leptos::ev;
use leptos::html;
use leptos::prelude::*;
use web_sys::Element;

use self::lines::Lines;
use super::dismissing::{self, Dismissing};
use super::safe_fixes;
use crate::checks::check::Severity;
use crate::checks::registry;
use crate::ui::board::Board;
use crate::ui::browser::dom;
use crate::ui::browser::words::Words;
use crate::ui::desk::Desk;
use crate::ui::notices::Notices;
use crate::ui::painters::Painters;
use crate::ui::view::View;

pub mod lines;
mod pairing;

/// The panel.
#[component]
pub fn Findings() -> impl IntoView {
    let desk = expect_context::<Desk>();
    let view = expect_context::<View>();
    let notices = expect_context::<Notices>();
    let dismissing = Dismissing::new(desk, notices);
    let root = NodeRef::<html::Section>::new();
    expect_context::<Painters>().add(
        move || root.get_untracked().and_then(|root| Panel::of(&root)),
        Panel::paint,
    );
    // One listener for all lines, as for all cells of a table.
    let on_click = move |event: ev::MouseEvent| {
        // What the lines show. While figures are being typed it may be old; what is acted upon has to be found anew.
        let board = desk.board().get_untracked();
        let within = |selector: &str| dom::closest(&event, selector);
        let control = within("[data-action]");
        let action = control
            .as_ref()
            .and_then(|control| control.get_attribute("data-action"));
        match (action.as_deref(), &control) {
            (Some("fix-all-safe"), _) => safe_fixes::mend_all(desk, notices),
            (Some("restore-finding"), Some(control)) => dismissing.restore(control, &board),
            (_, _) => {}
        }
        let key = within("[data-line]").and_then(|line| line.get_attribute("data-line"));
        let key = key.unwrap_or_default();
        let Some(finding) = lines::finding(&board.findings, &key) else {
            return;
        };
        if within("[data-mend]").is_some() {
            let board = desk.whole_board();
            let now = pairing::found_again(finding, &board.findings);
            let fix = now.and_then(|finding| finding.fix.as_ref());
            let edits = fix.map_or_else(Vec::new, |fix| fix.edits.clone());
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
            dismissing.act(&control, finding);
        } else if within("details,.nb-dismiss").is_none() {
            desk.draft()
                .with_untracked(|draft| view.show_finding(finding, draft));
        }
    };
    view! {
        <section class="nb-findings" aria-label="校核结果" node_ref=root on:click=on_click inner_html=markup()></section>
    }
}

/// What stands in the panel, nothing told of any finding yet.
fn markup() -> String {
    format!(
        r#"<h2 class="nb-findings__title">校核结果<span class="nb-findings__key">F8</span></h2><p class="nb-findings__summary" aria-live="polite"></p><div class="nb-findings__safe"></div><ul class="nb-findings__list"></ul><div>{}</div><div class="nb-findings__dismissed"></div>"#,
        dismissing::FORM
    )
}

/// The parts of the panel, and what they show.
struct Panel {
    summary: Words,
    safe: Element,
    /// How many safe mends are offered.
    offered: usize,
    list: Element,
    lines: Lines,
    dismissed: Element,
}

impl Panel {
    fn of(root: &Element) -> Option<Self> {
        let part = |name: &str| {
            let selector = format!(".nb-findings__{name}");
            root.query_selector(&selector).ok().flatten()
        };
        Some(Self {
            summary: Words::of(part("summary")?),
            safe: part("safe")?,
            offered: 0,
            list: part("list")?,
            lines: Lines::default(),
            dismissed: part("dismissed")?,
        })
    }

    /// Tells what differs from before; everything at first.
    fn paint(&mut self, before: Option<&Board>, board: &Board) {
        if before.is_some_and(|before| {
            (&before.findings, &before.dismissed) == (&board.findings, &board.dismissed)
        }) {
            return;
        }
        self.lines.paint(&self.list, &board.findings);
        self.summary.say(&summary(board));
        let clean = board.findings.is_empty();
        if before.map(|before| before.findings.is_empty()) != Some(clean) {
            let classes = self.summary.element().class_list();
            // A class of this constant name is always accepted.
            let _ = classes.toggle_with_force("is-clean", clean);
        }
        let safe = registry::count_safe(&board.findings);
        if safe != std::mem::replace(&mut self.offered, safe) {
            dom::put_markup(&self.safe, &safe_fixes::button(safe));
        }
        let dismissed = before.map_or(&[][..], |before| &before.dismissed);
        if dismissed != board.dismissed {
            dismissing::paint(&self.dismissed, &board.dismissed);
        }
    }
}

/// How many findings of each severity there are.
fn summary(board: &Board) -> String {
    let counts: Vec<String> = Severity::ALL
        .iter()
        .map(|severity| (board.count(*severity), severity.label()))
        .filter(|(count, _)| *count > 0)
        .map(|(count, label)| format!("{label} {count}"))
        .collect();
    match (counts.is_empty(), board.dismissed.is_empty()) {
        (false, _) => counts.join("　"),
        (true, true) => "全部校核通过".to_owned(),
        (true, false) => format!(
            "没有待处理的校核结果（已忽略 {} 条）",
            board.dismissed.len()
        ),
    }
}
