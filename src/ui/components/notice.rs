//! The message about what has just happened.

use std::time::Duration;

use leptos::prelude::*;

use crate::ui::browser::clock;
use crate::ui::browser::dom;
use crate::ui::browser::timer::Delay;
use crate::ui::deeds::{does, follow};
use crate::ui::desk::Desk;
use crate::ui::notices::Notices;

/// How long a message that everything went well stays.
const STAYS: Duration = Duration::from_secs(12);

/// The place where messages appear.
#[component]
pub fn NoticePlace() -> impl IntoView {
    let notices = expect_context::<Notices>();
    let desk = expect_context::<Desk>();
    let away = Delay::new();
    follow(move || match notices.current().get() {
        Some((_, notice)) if !notice.failed => {
            away.restart(clock::now(), STAYS, move || notices.close())
        }
        Some(_) | None => away.cancel(),
    });
    // What was said of the draft goes with the next change of it.
    follow(move || {
        let said_at = notices.current().with(|current| {
            let (_, notice) = current.as_ref()?;
            notice.until_changed
        });
        if said_at.is_some_and(|said_at| desk.changes().get() != said_at) {
            notices.close();
        }
    });
    // Another message, or none, takes away what has the focus in this one.
    let has_focus = StoredValue::new(false);
    follow(move || {
        notices.current().track();
        if has_focus.get_value() {
            has_focus.set_value(false);
            dom::rescue_focus();
        }
    });
    let close = move |_| {
        notices.close();
        dom::rescue_focus();
    };
    let message = move || {
        notices.current().get().map(|(_, notice)| {
            let action = notice.action.map(|(label, act)| {
                let run = move |_| {
                    notices.close();
                    act();
                    dom::rescue_focus();
                };
                view! { <button type="button" class="nb-notice__action" data-action="notice-act" on:click=does(run)>{label}</button> }
            });
            view! {
                <div class="nb-notice" class:is-failed=notice.failed on:focusin=does(move |_| {
                    has_focus.set_value(true);
                    away.cancel();
                })>
                    <p class="nb-notice__text">{notice.text}</p>
                    {action}
                    <button type="button" class="nb-notice__close" aria-label="关闭提示" on:click=does(close)>"×"</button>
                </div>
            }
        })
    };
    view! { <div class="nb-notices" role="status" aria-live="polite">{message}</div> }
}
