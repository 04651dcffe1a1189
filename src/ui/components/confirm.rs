//! A question in the page that waits for yes or no.

use std::sync::Arc;

use leptos::ev;
use leptos::prelude::*;

use crate::ui::browser::dom;
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
}

impl Questions {
    /// No question.
    pub fn new() -> Self {
        Self {
            current: RwSignal::new(None),
        }
    }

    /// Asks, and acts when the answer is yes.
    pub fn ask(
        &self,
        text: impl Into<String>,
        yes: &'static str,
        act: impl Fn() + Send + Sync + 'static,
    ) {
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
    let close = move || questions.current.set(None);
    Effect::new(move |_| {
        if questions.current.with(Option::is_some)
            && let Some(button) = dom::find("[data-action=\"cancel\"]")
        {
            dom::focus_without_scrolling(&button);
        }
    });
    let on_key = move |event: ev::KeyboardEvent| match event.key().as_str() {
        "Escape" => close(),
        "Tab" => {
            event.prevent_default();
            dom::focus_other("[data-action=\"cancel\"]", "[data-action=\"confirm\"]");
        }
        _ => {}
    };
    let dialog = move || {
        questions.current.get().map(|question| {
            let yes = move |_| {
                close();
                (question.act)();
            };
            view! {
                <div class="nb-veil">
                    <div class="nb-dialog" role="alertdialog" aria-modal="true" aria-label="请确认" on:keydown=on_key>
                        <p class="nb-dialog__text">{question.text}</p>
                        <div class="nb-dialog__buttons">
                            <button type="button" class="nb-button" data-action="cancel" on:click=move |_| close()>"取消"</button>
                            <button type="button" class="nb-button is-primary" data-action="confirm" on:click=yes>{question.yes}</button>
                        </div>
                    </div>
                </div>
            }
        })
    };
    view! { <div>{dialog}</div> }
}
