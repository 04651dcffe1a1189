//! A question in the page that waits for yes or no.

use std::sync::Arc;

use leptos::ev;
use leptos::prelude::*;
use web_sys::HtmlElement;

use crate::ui::browser::dom;
use crate::ui::deeds::{does, follow};
use crate::ui::notices::Act;

/// A question.
#[derive(Clone)]
pub struct Question {
    /// What is asked.
    pub text: String,
    /// The label of the button that says yes.
    pub yes: &'static str,
    /// What is done then.
    pub act: Act,
}

/// Where questions are asked. A handle: copies speak of the same place.
#[derive(Clone, Copy)]
pub struct Questions {
    current: RwSignal<Option<Question>>,
    /// What had the focus when the question was asked.
    asked_from: StoredValue<Option<HtmlElement>, LocalStorage>,
}

impl Questions {
    /// No question.
    pub fn new() -> Self {
        Self {
            current: RwSignal::new(None),
            asked_from: StoredValue::new_local(None),
        }
    }

    /// Takes the question away and gives the focus back.
    fn close(&self) {
        self.current.set(None);
        if let Some(element) = self.asked_from.get_value() {
            dom::focus_without_scrolling(&element);
        }
        dom::rescue_focus();
    }

    /// Asks, and acts when the answer is yes.
    pub fn ask(
        &self,
        text: impl Into<String>,
        yes: &'static str,
        act: impl Fn() + Send + Sync + 'static,
    ) {
        self.asked_from.set_value(dom::focused());
        self.current.set(Some(Question {
            text: text.into(),
            yes,
            act: Arc::new(act),
        }));
    }
}

/// The place where questions appear.
#[component]
pub fn QuestionPlace() -> impl IntoView {
    let questions = expect_context::<Questions>();
    follow(move || {
        if questions.current.with(Option::is_some) {
            dom::focus("[data-action=\"cancel\"]");
        }
    });
    let on_key = move |event: ev::KeyboardEvent| match event.key().as_str() {
        "Escape" => questions.close(),
        "Tab" => {
            event.prevent_default();
            dom::focus_other("[data-action=\"cancel\"]", "[data-action=\"confirm\"]");
        }
        _ => {}
    };
    let dialog = move || {
        questions.current.get().map(|question| {
            let yes = move |_| {
                questions.close();
                (question.act)();
                // The way back that was promised comes first, whatever else the act has brought into focus.
                request_animation_frame(|| dom::focus(dom::WAY_BACK));
            };
            view! {
                <div class="nb-veil">
                    <div class="nb-dialog" role="alertdialog" aria-modal="true" aria-label="请确认" aria-describedby="question" on:keydown=does(on_key)>
                        <p class="nb-dialog__text" id="question">{question.text}</p>
                        <div class="nb-dialog__buttons">
                            <button type="button" class="nb-button" data-action="cancel" on:click=does(move |_| questions.close())>"取消"</button>
                            <button type="button" class="nb-button is-primary" data-action="confirm" on:click=does(yes)>{question.yes}</button>
                        </div>
                    </div>
                </div>
            }
        })
    };
    view! { <div>{dialog}</div> }
}
