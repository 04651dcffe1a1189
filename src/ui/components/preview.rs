//! The report as it will be pasted: the same text that the copy buttons put on the clipboard.

use leptos::prelude::*;

use crate::export::html;
use crate::ui::derived::flag;
use crate::ui::desk::Desk;
use crate::ui::exported;
use crate::ui::view::View;

/// The preview, made only while it is looked at.
#[component]
pub fn Preview() -> impl IntoView {
    let desk = expect_context::<Desk>();
    let view = expect_context::<View>();
    let shown = move || {
        view.preview().get().then(|| {
            let document = exported::document(&desk.draft().get(), &desk.board().get(), view.as_draft().get());
            // Every text in the fragment is escaped by the exporter.
            view! { <article class="nb-preview__paper" inner_html=html::fragment(&document, html::Options::default())></article> }
        })
    };
    view! {
        <section class="nb-preview" tabindex="0" aria-label="预览" hidden=flag(move || !view.preview().get())>
            {shown}
        </section>
    }
}
