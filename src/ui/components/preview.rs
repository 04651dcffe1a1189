//! What will leave the page, as it will look: the report that is exported, the check record, the figures as a picture.

use leptos::ev;
use leptos::prelude::*;

use crate::export::survival::Kept;
use crate::ui::browser::dom;
use crate::ui::derived::{flag, words};
use crate::ui::exported::Exported;
use crate::ui::view::{Paper, View};

/// The preview, made only while it is looked at.
#[component]
pub fn Preview() -> impl IntoView {
    let view = expect_context::<View>();
    let exported = expect_context::<Exported>();
    let shown = move || view.preview().get();
    let name = move || match view.choices().with(|choices| choices.paper) {
        Paper::Report => "预览",
        Paper::Record => "校核记录",
        Paper::Picture => "图解",
    };
    // It is made anew for another page only, not for what is chosen in it.
    let paper = Memo::new(move |_| view.choices().with(|choices| choices.paper));
    let strip = move || match paper.get() {
        Paper::Report => simulator(view.choices().with_untracked(|choices| choices.kept)),
        Paper::Record | Paper::Picture => {
            "<p class=\"nb-preview__strip\">点“打印”或者按 Ctrl+P，打印的就是这一页。</p>"
                .to_owned()
        }
    };
    let choose = move |event: ev::Event| {
        let choice = dom::target::<web_sys::HtmlSelectElement>(&event);
        if let Some(kept) = choice.and_then(|choice| Kept::from_id(&choice.value())) {
            view.choices().update(|choices| choices.kept = kept);
        }
    };
    // Every text in the markup is escaped by the exporter.
    view! {
        <section class="nb-preview" tabindex="0" aria-label=words(name) hidden=flag(move || !shown())>
            <div on:change=choose inner_html=words(strip)></div>
            <article class="nb-preview__paper"
                inner_html=words(move || if shown() { exported.shown() } else { String::new() })></article>
        </section>
    }
}

/// The choice of what a portal's editor is supposed to keep.
fn simulator(chosen: Kept) -> String {
    let options: String = Kept::ALL
        .into_iter()
        .map(|kept| {
            let selected = if kept == chosen { " selected" } else { "" };
            format!(
                "<option value=\"{}\"{selected}>{}</option>",
                kept.id(),
                kept.label()
            )
        })
        .collect();
    format!(
        "<label class=\"nb-preview__strip\">假如网站编辑器：<select data-option=\"kept\">{options}</select></label>"
    )
}
