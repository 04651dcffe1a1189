//! The place where something is shown for copying by hand, selected, so that Ctrl+C is all there is to do.

use leptos::ev;
use leptos::prelude::*;

use crate::ui::browser::dom;
use crate::ui::by_hand::{ByHand, Content};
use crate::ui::deeds::{does, follow};

/// Selector of what is to be copied.
const CONTENT: &str = ".nb-by-hand__content";

/// The place.
#[component]
pub fn ByHandPlace() -> impl IntoView {
    let by_hand = expect_context::<ByHand>();
    let close = move || {
        by_hand.close();
        dom::focus("[data-action=\"copy-source\"]");
        // What was offered may have come from a dialog that is still open.
        dom::focus("[data-action=\"export-words\"]");
    };
    follow(move || {
        if by_hand.shown().with(Option::is_some)
            && let Some(content) = dom::find(CONTENT)
        {
            dom::select_all(content);
        }
    });
    let on_key = move |event: ev::KeyboardEvent| match event.key().as_str() {
        "Escape" => close(),
        "Tab" => {
            event.prevent_default();
            dom::focus_other(CONTENT, "[data-action=\"close-by-hand\"]");
        }
        _ => {}
    };
    let dialog = move || {
        by_hand.shown().get().map(|shown| {
            let content = match shown.content {
                // As a child it is there at once; a property would be set later and take the selection away.
                Content::Text(text) => view! {
                    <textarea class="nb-by-hand__content" readonly aria-label="供手工复制的内容">{text}</textarea>
                }
                .into_any(),
                // The export's own markup, in which every typed text is escaped.
                Content::Rich(html) => view! {
                    <div class="nb-by-hand__content" role="document" aria-label="供手工复制的内容" tabindex="0" inner_html=html></div>
                }
                .into_any(),
            };
            view! {
                <div class="nb-veil">
                    <div class="nb-dialog nb-by-hand" role="dialog" aria-modal="true" aria-label="手工复制" on:keydown=does(on_key)>
                        <p>{shown.advice}</p>
                        {content}
                        <div class="nb-dialog__buttons">
                            <button type="button" class="nb-button" data-action="close-by-hand" on:click=does(move |_| close())>"关闭"</button>
                        </div>
                    </div>
                </div>
            }
        })
    };
    view! { <div>{dialog}</div> }
}
