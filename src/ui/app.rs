//! The top component: which screen is shown, and what all screens share.

use leptos::ev;
use leptos::prelude::*;

use super::browser::{dom, presses};
use super::by_hand::ByHand;
use super::cabinet::Cabinet;
use super::components::banner::Banner;
use super::components::by_hand::ByHandPlace;
use super::components::confirm::{QuestionPlace, Questions};
use super::components::history::HistoryPlace;
use super::components::import_dialog::ImportPlace;
use super::components::notice::NoticePlace;
use super::components::word_list::WordListPlace;
use super::deeds::follow;
use super::desk::Desk;
use super::dropping;
use super::importing::Importing;
use super::notices::Notices;
use super::pages::drafts::Drafts;
use super::pages::editor::Editor;

/// The page.
#[component]
pub fn App() -> impl IntoView {
    let desk = Desk::new();
    let notices = Notices::new();
    let cabinet = Cabinet::open(desk, notices);
    provide_context(desk);
    provide_context(notices);
    provide_context(cabinet);
    let importing = Importing::new(desk, notices);
    provide_context(importing);
    dropping::watch(cabinet, importing, notices);
    presses::watch();
    provide_context(Questions::new());
    provide_context(ByHand::new(notices));
    let editing = Memo::new(move |_| cabinet.is_editing());
    follow(dom::announce_ready);
    // A dialog that has just been shown may not have the focus yet; Escape closes it all the same. Only the word list
    // looks first whether something would be lost.
    let _ = window_event_listener(ev::keydown, |event| {
        if !dom::only_types(&event)
            && event.key() == "Escape"
            && !event.is_composing()
            && !dom::is_in_dialog(&event)
        {
            let close = dom::find(
                "[aria-modal] [data-action^=\"close-\"]:not([data-action=\"close-words\"]),\
                 [aria-modal] [data-action=\"cancel\"]",
            );
            if let Some(close) = close {
                dom::click(close);
            }
        }
    });
    Effect::new(move |before: Option<bool>| {
        let now = editing.get();
        if before.is_some_and(|before| before != now) {
            dom::rescue_focus();
        }
        now
    });
    view! {
        <div class="nb-app">
            <Banner />
            {move || if editing.get() {
                view! { <Editor /> }.into_any()
            } else {
                view! { <Drafts /> }.into_any()
            }}
            <HistoryPlace />
            <WordListPlace />
            <ImportPlace />
            <QuestionPlace />
            <ByHandPlace />
            <NoticePlace />
        </div>
    }
}
