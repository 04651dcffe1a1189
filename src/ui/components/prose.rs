//! The prose of a section: a plain text area that grows with its text and tints its sub-headings.

use leptos::ev;
use leptos::html;
use leptos::prelude::*;
use web_sys::{HtmlElement, HtmlTextAreaElement};

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
    let text = Memo::new(move |_| desk.draft().with(|draft| draft.prose(section).clone()));

    Effect::new(move |_| {
        let text = text.get();
        if let Some(area) = area.get() {
            // Writing the same text again would disturb an input method that is composing.
            if normalized(&area.value()) != normalized(&text) {
                area.set_value(&text);
            }
            grow(&area);
        }
    });
    // Another width, by zoom as well, breaks the lines elsewhere.
    let resized = window_event_listener(ev::resize, move |_| {
        if let Some(area) = area.get_untracked() {
            grow(&area);
        }
    });
    on_cleanup(move || resized.remove());
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

/// Makes the text area as high as its text, so that only the editor scrolls.
fn grow(area: &HtmlTextAreaElement) {
    let style = HtmlElement::style(area);
    // Properties of these constant names are always accepted.
    let _ = style.set_property("height", "auto");
    let height = area.scroll_height();
    if height > 0 {
        let _ = style.set_property("height", &format!("{}px", height + 2));
    }
}
