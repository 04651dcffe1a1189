//! Dismissing a warning: the form that asks for the reason, and the list of what was dismissed.
//!
//! There is one form. It is moved to the finding that it is asked for, so that a line of the panel costs no form of its
//! own. What does not change is markup: each part of a view would be code for building it.

use leptos::ev;
use leptos::html;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, HtmlInputElement};

use super::findings::{self, Line};
use crate::checks::dismissal::{self, Dismissed};
use crate::checks::registry;
use crate::export::html::escaped;
use crate::ui::browser::dom;
use crate::ui::derived::{flag, words};
use crate::ui::desk::Desk;
use crate::ui::notices::Notices;
use crate::ui::view;

/// What the form consists of.
const FORM: &str = concat!(
    r#"<label>忽略的理由<input class="nb-fields__input" autocomplete="off" maxlength="200" required></label>"#,
    r#"<p class="nb-dismiss__trouble" role="alert"></p>"#,
    r#"<button class="nb-button is-quiet" data-action="confirm-suppress">确定</button>"#,
    r#"<button type="button" class="nb-button is-quiet" data-action="cancel-suppress">取消</button>"#,
);

const NO_REASON: &str = "没有写理由。请写明为什么可以忽略，再点“确定”。";

/// The form, and which finding it is asked for. A handle: copies speak of the same form.
#[derive(Clone, Copy)]
pub struct Dismissing {
    form: NodeRef<html::Form>,
    line: StoredValue<Option<Line>>,
}

impl Dismissing {
    /// The form is not shown.
    pub fn new() -> Self {
        Self {
            form: NodeRef::new(),
            line: StoredValue::new(None),
        }
    }

    /// Does what a control within a finding is there for: shows the form at the end of the finding, with the focus in it,
    /// or takes it away and gives the focus back.
    pub fn act(&self, control: &Element, line: Line) {
        let (Some(form), Ok(Some(finding))) =
            (self.form.get_untracked(), control.closest("[data-finding]"))
        else {
            return;
        };
        match control.get_attribute("data-action").as_deref() {
            Some("suppress-finding") => {
                self.line.set_value(Some(line));
                if let Some(input) = input(&form) {
                    input.set_value("");
                }
                say(&form, "");
                // An element of the page takes another one as its child, unless it lies within it.
                let _ = finding.append_child(&form);
                focus_in(&form, "input");
            }
            Some("cancel-suppress") => {
                form.remove();
                focus_in(&finding, "[data-action=\"suppress-finding\"]");
            }
            Some(_) | None => {}
        }
    }

    /// Dismisses the finding for the reason in the form.
    fn confirm(&self, desk: Desk, notices: Notices) {
        let (Some(form), Some(line)) = (self.form.get_untracked(), self.line.get_value()) else {
            return;
        };
        let reason = input(&form).map_or_else(String::new, |input| input.value());
        let reason = reason.trim();
        if reason.is_empty() {
            say(&form, NO_REASON);
            focus_in(&form, "input");
            return;
        }
        let board = desk.board().get_untracked();
        let Some(finding) = findings::at(&board.findings, line) else {
            return;
        };
        let after = desk
            .draft()
            .with_untracked(|draft| dismissal::dismiss(draft, finding, reason, &board.dismissed));
        form.remove();
        if desk.replace(after) {
            let said = "已忽略，列在校核结果下方。所依据的数字或文字改动以后，会再次出现。";
            view::offer_undo(desk, notices, said.to_owned());
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
        dismissing.confirm(desk, notices);
    };
    view! {
        <form class="nb-dismiss" novalidate inner_html=FORM node_ref=dismissing.form on:submit=confirm></form>
    }
}

/// What was dismissed, folded below the findings.
#[component]
pub fn DismissedList() -> impl IntoView {
    let board = expect_context::<Desk>().board();
    let count = move || board.with(|board| board.dismissed.len());
    let items = move || board.with(|board| markup(&board.dismissed));
    view! {
        <details class="nb-dismissed" hidden=flag(move || count() == 0)>
            <summary>{words(move || format!("已忽略 {} 条", count()))}</summary>
            <ul inner_html=words(items)></ul>
        </details>
    }
}

/// The dismissed findings as they are listed.
fn markup(dismissed: &[Dismissed]) -> String {
    let mut html = String::new();
    for (at, Dismissed { finding, reason }) in dismissed.iter().enumerate() {
        let title = registry::explanation(finding.code).map_or("", |(title, _)| title);
        html += &format!(
            r#"<li class="nb-dismissed__item" data-dismissed="{}"><h3>{title}</h3><p>{}</p><p>理由：{}</p><button type="button" class="nb-button is-quiet" data-action="restore-finding" data-at="{at}">恢复</button></li>"#,
            finding.code,
            escaped(&finding.message),
            escaped(reason),
        );
    }
    html
}

/// Takes back the dismissal that a control is listed with, and goes to the finding.
pub fn restore(desk: Desk, control: &Element) {
    let at = control.get_attribute("data-at");
    let board = desk.board().get_untracked();
    let dismissed = at
        .and_then(|at| at.parse().ok())
        .and_then(|at: usize| board.dismissed.get(at));
    let Some(Dismissed { finding, .. }) = dismissed else {
        return;
    };
    let after = desk
        .draft()
        .with_untracked(|draft| dismissal::restore(draft, finding));
    desk.replace(after);
    let findings = desk
        .board()
        .with_untracked(|board| board.findings.iter().position(|shown| shown == finding));
    if let Some(place) = findings {
        request_animation_frame(move || {
            dom::focus(&format!(".nb-finding:nth-child({}) button", place + 1));
        });
    }
}

/// Where the reason is typed.
fn input(form: &Element) -> Option<HtmlInputElement> {
    let first = dom::all(form, "input").into_iter().next()?;
    first.dyn_into().ok()
}

/// Says what is amiss with the form.
fn say(form: &Element, text: &str) {
    for place in dom::all(form, "p") {
        place.set_text_content(Some(text));
    }
}

/// Focuses the first element of a part that a selector finds, where it stands.
fn focus_in(part: &Element, selector: &str) {
    let first = dom::all(part, selector).into_iter().next();
    if let Some(element) = first.and_then(|element| element.dyn_into::<HtmlElement>().ok()) {
        dom::focus_without_scrolling(&element);
    }
}
