//! Dismissing a warning: the form that asks for the reason, and the list of what was dismissed.
//!
//! There is one form. It is moved to the finding that it is asked for, so that a line of the panel costs no form of its own.

use leptos::ev;
use leptos::html;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

use super::findings::{self, Line};
use crate::checks::dismissal;
use crate::checks::registry;
use crate::ui::browser::dom;
use crate::ui::derived::{flag, words};
use crate::ui::desk::Desk;
use crate::ui::notices::Notices;
use crate::ui::view;

/// The form, and which finding it is asked for. A handle: copies speak of the same form.
#[derive(Clone, Copy)]
pub struct Dismissing {
    form: NodeRef<html::Form>,
    input: NodeRef<html::Input>,
    line: StoredValue<Option<Line>>,
    /// Whether the form says that there is no reason.
    unfounded: RwSignal<bool>,
}

impl Dismissing {
    /// The form is not shown.
    pub fn new() -> Self {
        Self {
            form: NodeRef::new(),
            input: NodeRef::new(),
            line: StoredValue::new(None),
            unfounded: RwSignal::new(false),
        }
    }

    /// Shows the form at the end of a finding, with the focus in it.
    pub fn open(&self, finding: &Element, line: Line) {
        let (Some(form), Some(input)) = (self.form.get_untracked(), self.input.get_untracked())
        else {
            return;
        };
        self.line.set_value(Some(line));
        self.unfounded.set(false);
        input.set_value("");
        // An element of the page takes another one as its child, unless it lies within it.
        let _ = finding.append_child(&form);
        dom::focus_without_scrolling(&input);
    }

    /// Takes the form away. Returns the finding that it was shown at.
    fn close(&self) -> Option<Element> {
        let form = self.form.get_untracked()?;
        let finding = form.closest("[data-finding]").ok().flatten();
        form.remove();
        finding
    }

    /// Takes the form away and gives the focus back.
    fn cancel(&self) {
        if let Some(finding) = self.close() {
            let opener = "[data-action=\"suppress-finding\"]";
            focus_in(&finding, opener);
        }
    }
}

/// The form, where it waits until a finding asks for it.
#[component]
pub fn DismissForm() -> impl IntoView {
    let desk = expect_context::<Desk>();
    let notices = expect_context::<Notices>();
    let dismissing = expect_context::<Dismissing>();
    let confirm = move |event: ev::SubmitEvent| {
        event.prevent_default();
        let Some(input) = dismissing.input.get_untracked() else {
            return;
        };
        let reason = input.value();
        if reason.trim().is_empty() {
            dismissing.unfounded.set(true);
            dom::focus_without_scrolling(&input);
            return;
        }
        let board = desk.board().get_untracked();
        let line = dismissing.line.get_value();
        let Some(finding) = line.and_then(|line| findings::at(&board.findings, line)) else {
            return;
        };
        let after = desk.draft().with_untracked(|draft| {
            dismissal::dismiss(draft, finding, reason.trim(), &board.dismissed)
        });
        dismissing.close();
        if desk.replace(after) {
            let said = format!(
                "已忽略这条{}，列在校核结果下方。所依据的数字或文字变动以后会再次出现。",
                finding.severity.label()
            );
            view::offer_undo(desk, notices, said);
        }
    };
    let on_key = move |event: ev::KeyboardEvent| {
        if event.key() == "Escape" && !event.is_composing() {
            event.stop_propagation();
            dismissing.cancel();
        }
    };
    view! {
        <form class="nb-dismiss" novalidate node_ref=dismissing.form on:submit=confirm on:keydown=on_key>
            <label>
                "忽略的理由"
                <input class="nb-fields__input" autocomplete="off" maxlength="200" required node_ref=dismissing.input />
            </label>
            <p class="nb-dismiss__trouble" role="alert">
                {words(move || if dismissing.unfounded.get() { "没有写理由。请写明为什么可以忽略，再点“确定”。" } else { "" })}
            </p>
            <button type="submit" class="nb-button is-quiet" data-action="confirm-suppress">"确定"</button>
            <button type="button" class="nb-button is-quiet" data-action="cancel-suppress"
                on:click=move |_| dismissing.cancel()>"取消"</button>
        </form>
    }
}

/// What was dismissed, folded below the findings.
#[component]
pub fn DismissedList() -> impl IntoView {
    let desk = expect_context::<Desk>();
    let board = desk.board();
    let dismissed = Memo::new(move |_| board.with(|board| board.dismissed.clone()));
    let count = move || dismissed.with(Vec::len);
    let restore = move |event: ev::MouseEvent| {
        let at = dom::target::<Element>(&event)
            .and_then(|element| element.get_attribute("data-at")?.parse::<usize>().ok());
        let Some(finding) = at.and_then(|at| {
            dismissed.with_untracked(|dismissed| Some(dismissed.get(at)?.finding.clone()))
        }) else {
            return;
        };
        let after = desk
            .draft()
            .with_untracked(|draft| dismissal::restore(draft, &finding));
        if !desk.replace(after) {
            return;
        }
        let place = board.with_untracked(|board| board.findings.iter().position(|f| *f == finding));
        request_animation_frame(move || {
            let list = dom::find(".nb-findings__list");
            let line = list
                .zip(place)
                .and_then(|(list, place)| dom::all(&list, "[data-finding]").into_iter().nth(place));
            if let Some(line) = line {
                focus_in(&line, "button");
            }
        });
    };
    let items = move || {
        let items = dismissed.get().into_iter().enumerate();
        items
            .map(|(at, dismissed)| {
                let code = dismissed.finding.code;
                let title = registry::explanation(code).map(|(title, _)| title);
                view! {
                    <li class="nb-dismissed__item" data-dismissed=code.0>
                        <h3>{title}</h3>
                        <p>{dismissed.finding.message}</p>
                        <p>{format!("理由：{}", dismissed.reason)}</p>
                        <button type="button" class="nb-button is-quiet" data-action="restore-finding" data-at=at.to_string()>"恢复"</button>
                    </li>
                }
                .into_any()
            })
            .collect_view()
    };
    view! {
        <details class="nb-dismissed" hidden=flag(move || count() == 0) on:click=restore>
            <summary>{words(move || format!("已忽略 {} 条", count()))}</summary>
            <ul>{items}</ul>
        </details>
    }
}

/// Focuses the first element of a finding that a selector finds, where it stands.
fn focus_in(finding: &Element, selector: &str) {
    let first = dom::all(finding, selector).into_iter().next();
    if let Some(element) = first.and_then(|element| element.dyn_into::<HtmlElement>().ok()) {
        dom::focus_without_scrolling(&element);
    }
}
