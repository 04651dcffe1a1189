//! Dismissing a warning: the form that asks for the reason, and the list of what was dismissed.
//!
//! There is one form. It is moved to the finding that it is asked for, so that a line of the panel costs no form of its
//! own; what is clicked in it reaches that finding's listener.

use leptos::prelude::*;
use web_sys::{Element, HtmlElement, HtmlInputElement};

use crate::checks::check::Finding;
use crate::checks::dismissal::{self, Dismissed};
use crate::checks::registry;
use crate::export::html::escaped;
use crate::ui::board::Board;
use crate::ui::browser::dom;
use crate::ui::desk::Desk;
use crate::ui::notices::Notices;
use crate::ui::view;

/// The form, where it waits until a finding asks for it.
pub const FORM: &str = concat!(
    r#"<div class="nb-dismiss" role="group" aria-label="忽略这一条">"#,
    r#"<label>忽略的理由<input class="nb-fields__input" autocomplete="off" maxlength="200" required></label>"#,
    r#"<p class="nb-dismiss__trouble" role="alert"></p>"#,
    r#"<button type="button" class="nb-button is-quiet" data-action="confirm-suppress">确定</button>"#,
    r#"<button type="button" class="nb-button is-quiet" data-action="cancel-suppress">取消</button>"#,
    "</div>",
);

const NO_REASON: &str = "没有写理由。请写明为什么可以忽略，再点“确定”。";

const DISMISSED: &str = "已忽略，列在校核结果下方。所依据的数字或文字改动以后，会再次出现。";

/// The form and what it acts on. A handle: copies speak of the same form.
#[derive(Clone, Copy)]
pub struct Dismissing {
    desk: Desk,
    notices: Notices,
    /// Once it was shown: a finding that goes away can have it in it.
    form: StoredValue<Option<HtmlElement>, LocalStorage>,
}

impl Dismissing {
    /// The form is not shown.
    pub fn new(desk: Desk, notices: Notices) -> Self {
        Self {
            desk,
            notices,
            form: StoredValue::new_local(None),
        }
    }

    /// Does what a control within a finding is there for, as far as it is about dismissing.
    pub fn act(&self, control: &Element, finding: &Finding) {
        let form = self.form.get_value().or_else(|| dom::find(".nb-dismiss"));
        let (Some(form), Ok(Some(line))) = (form, control.closest("[data-finding]")) else {
            return;
        };
        match control.get_attribute("data-action").as_deref() {
            Some("suppress-finding") => {
                self.form.set_value(Some(form.clone()));
                dom::move_into(&line, &form);
                say(&form, "");
                if let Some(input) = dom::first::<HtmlInputElement>(&form, "input") {
                    input.set_value("");
                    dom::focus_without_scrolling(&input);
                }
            }
            Some("confirm-suppress") => self.confirm(&form, finding),
            Some("cancel-suppress") => {
                dom::remove(&form);
                if let Some(opener) = dom::first(&line, "[data-action=\"suppress-finding\"]") {
                    dom::focus_without_scrolling(&opener);
                }
            }
            Some(_) | None => {}
        }
    }

    /// Dismisses the finding for the reason in the form.
    fn confirm(&self, form: &Element, finding: &Finding) {
        let Some(input) = dom::first::<HtmlInputElement>(form, "input") else {
            return;
        };
        let reason = input.value();
        let reason = reason.trim();
        if reason.is_empty() {
            say(form, NO_REASON);
            dom::focus_without_scrolling(&input);
            return;
        }
        let board = self.desk.whole_board();
        if !board.findings.contains(finding) {
            return;
        }
        let draft = self.desk.draft().get_untracked();
        let after = dismissal::dismiss(&draft, finding, reason, &board.dismissed);
        dom::remove(form);
        if self.desk.replace(after) {
            view::offer_undo(self.desk, self.notices, DISMISSED.to_owned());
        }
    }

    /// Takes back the dismissal that a control is listed with, and goes to the finding.
    pub fn restore(&self, control: &Element, board: &Board) {
        let at = control
            .get_attribute("data-at")
            .and_then(|at| at.parse::<usize>().ok());
        let Some(Dismissed { finding, .. }) = at.and_then(|at| board.dismissed.get(at)) else {
            return;
        };
        let draft = self.desk.draft().get_untracked();
        self.desk.replace(dismissal::restore(&draft, finding));
        let board = self.desk.whole_board();
        let Some(place) = board.findings.iter().position(|shown| shown == finding) else {
            return;
        };
        request_animation_frame(move || {
            dom::focus(format!(".nb-finding:nth-child({}) button", place + 1));
        });
    }
}

/// Enter and Escape where the reason is typed. Returns whether the key meant that.
pub fn key(key: &str) -> bool {
    let (within, control) = match key {
        "Enter" => (
            ".nb-dismiss input:focus",
            "[data-action=\"confirm-suppress\"]",
        ),
        "Escape" => (".nb-dismiss :focus", "[data-action=\"cancel-suppress\"]"),
        _ => return false,
    };
    let control = dom::find(within).and(dom::find(control));
    control.map(dom::click).is_some()
}

/// Takes the form away, if it is somewhere within an element: what was begun for one finding is not for another.
pub fn close(within: &Element) {
    if let Some(form) = dom::first::<Element>(within, "[data-finding] .nb-dismiss") {
        dom::remove(&form);
    }
}

/// Shows what was dismissed, folded as it was; nothing where there is nothing.
pub fn paint(place: &Element, dismissed: &[Dismissed]) {
    let open = place
        .query_selector("details[open]")
        .is_ok_and(|fold| fold.is_some());
    dom::put_markup(place, &list(dismissed));
    if open && let Ok(Some(fold)) = place.query_selector("details") {
        dom::set_flag(&fold, "open", true);
    }
}

fn list(dismissed: &[Dismissed]) -> String {
    if dismissed.is_empty() {
        return String::new();
    }
    let mut html = format!(
        r#"<details><summary data-action="show-dismissed">已忽略 {} 条</summary><ul>"#,
        dismissed.len()
    );
    for (at, Dismissed { finding, reason }) in dismissed.iter().enumerate() {
        let title = registry::explanation(finding.code).map_or("", |(title, _)| title);
        html += &format!(
            r#"<li class="nb-dismissed" data-dismissed="{}"><h3>{title}</h3><p>{}</p><p>理由：{}</p><button type="button" class="nb-button is-quiet" data-action="restore-finding" data-at="{at}">恢复</button></li>"#,
            finding.code,
            escaped(&finding.message),
            escaped(reason),
        );
    }
    html + "</ul></details>"
}

/// Says what is amiss with the form.
fn say(form: &Element, text: &str) {
    if let Some(place) = dom::first::<HtmlElement>(form, "p") {
        place.set_text_content(Some(text));
    }
}
