//! The prose of a section: a plain text area that grows with its text and tints its sub-headings.
//!
//! The same text stands behind the text area, for the tint. Both share one place of a grid, so that it also gives the
//! text area its height, and nothing has to be measured.

use leptos::ev;
use leptos::html;
use leptos::prelude::*;
use web_sys::HtmlTextAreaElement;

use crate::model::prose;
use crate::model::section::Section;
use crate::ui::browser::dom;
use crate::ui::derived::flag;
use crate::ui::desk::Desk;

/// The text area of one section.
#[component]
pub fn Prose(
    /// Which section.
    section: Section,
    /// What the text is about, for those who hear it.
    label: &'static str,
    /// What stands in the empty text area.
    hint: &'static str,
) -> impl IntoView {
    let desk = expect_context::<Desk>();
    let area = NodeRef::<html::Textarea>::new();
    let text = Memo::new(move |_| desk.texts().with(|draft| draft.prose(section).clone()));

    Effect::new(move |_| {
        let text = text.get();
        if let Some(area) = area.get() {
            // Writing the same text again would disturb an input method that is composing.
            if normalized(&area.value()) != normalized(&text) {
                area.set_value(&text);
            }
        }
    });
    let on_input = move |event: ev::Event| {
        if let Some(area) = dom::target::<HtmlTextAreaElement>(&event) {
            desk.type_text(section.into(), &area.value());
        }
    };
    let tinted = move || text.with(|text| text.split('\n').map(tinted_line).collect_view());
    view! {
        <div class="nb-prose">
            <div class="nb-prose__tint" aria-hidden="true">{tinted}</div>
            <textarea
                class="nb-prose__text"
                node_ref=area
                data-section=section.id()
                aria-label=label
                placeholder=hint
                spellcheck="false"
                readonly=flag(move || desk.locked().get())
                on:input=on_input
                on:focus=move |_| desk.end_burst()
            ></textarea>
        </div>
    }
}

/// A line behind the text area: invisible text, its sub-heading on a tinted ground.
fn tinted_line(line: &str) -> AnyView {
    let heading = prose::lines(line).next().and_then(|line| line.heading);
    let Some((_, heading)) = heading else {
        return view! { <span>{format!("{line}\n")}</span> }.into_any();
    };
    let (indent, rest) = line.split_at(line.find(heading).unwrap_or(0));
    let rest = rest.strip_prefix(heading).unwrap_or_default();
    view! {
        <span>{indent.to_owned()}</span>
        <mark class="nb-prose__heading">{heading.to_owned()}</mark>
        <span>{format!("{rest}\n")}</span>
    }
    .into_any()
}

/// A text area gives line breaks back as `\n`, whatever was put in.
fn normalized(text: &str) -> std::borrow::Cow<'_, str> {
    if text.contains('\r') {
        text.replace("\r\n", "\n").replace('\r', "\n").into()
    } else {
        text.into()
    }
}
