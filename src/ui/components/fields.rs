//! The report's own fields: organ, level, year, title, publish date.

use leptos::ev;
use leptos::html;
use leptos::prelude::*;
use web_sys::{HtmlInputElement, HtmlSelectElement};

use crate::model::level::Level;
use crate::model::location::{Field, Location};
use crate::ui::browser::dom;
use crate::ui::derived::{flag, words};
use crate::ui::desk::Desk;

/// The form of the fields.
#[component]
pub fn Fields() -> impl IntoView {
    let desk = expect_context::<Desk>();
    let standard = move || {
        desk.texts()
            .with(|draft| draft.standard_title())
            .unwrap_or_else(|| "填写机关全称和年度后自动生成".to_owned())
    };
    let own_title = move || desk.texts().with(|draft| !draft.title.trim().is_empty());
    view! {
        <div class="nb-fields">
            <TextField field=Field::Organ hint="与印章一致的全称，如：示例县应急管理局" wide=true />
            <LevelField />
            <TextField field=Field::Year hint="如：2025" />
            <TextField field=Field::PublishDate hint="如：2026-01-20，可不填" />
            <TextField field=Field::Title hint=words(standard) wide=true />
            <p class="nb-fields__note">
                {words(move || if own_title() {
                    "已使用自拟标题。清空标题栏即恢复标准标题。"
                } else {
                    "标题栏留空，使用标准标题（灰色文字）。"
                })}
            </p>
        </div>
    }
}

/// A field that is typed.
#[component]
fn TextField(
    /// Which field.
    field: Field,
    /// What stands in the empty input.
    #[prop(into)]
    hint: Signal<String>,
    /// Whether it takes the whole width.
    #[prop(optional)]
    wide: bool,
) -> impl IntoView {
    let desk = expect_context::<Desk>();
    let place = Location::Field(field);
    let input = NodeRef::<html::Input>::new();
    Effect::new(move |_| {
        let text = desk.texts().with(|draft| draft.text(place));
        if let Some(input) = input.get()
            && input.value() != *text
        {
            input.set_value(&text);
        }
    });
    let on_input = move |event: ev::Event| {
        if let Some(input) = dom::target::<HtmlInputElement>(&event) {
            desk.type_text(place, &input.value());
        }
    };
    view! {
        <label class="nb-fields__field" class:is-wide=wide>
            <span class="nb-fields__label">{field.label()}</span>
            <input
                class="nb-fields__input"
                node_ref=input
                data-field=field.id()
                placeholder=hint
                autocomplete="off"
                spellcheck="false"
                readonly=flag(move || desk.locked().get())
                on:input=on_input
                on:focus=move |_| desk.end_burst()
            />
        </label>
    }
}

/// The kind of organ.
#[component]
fn LevelField() -> impl IntoView {
    let desk = expect_context::<Desk>();
    let place = Location::Field(Field::Level);
    let select = NodeRef::<html::Select>::new();
    Effect::new(move |_| {
        let id = desk.texts().with(|draft| draft.text(place));
        if let Some(select) = select.get() {
            select.set_value(&id);
        }
    });
    let on_change = move |event: ev::Event| {
        if let Some(select) = dom::target::<HtmlSelectElement>(&event) {
            desk.type_text(place, &select.value());
        }
    };
    let options = Level::ALL
        .map(|level| view! { <option value=level.id()>{level.label()}</option> })
        .collect_view();
    view! {
        <label class="nb-fields__field">
            <span class="nb-fields__label">{Field::Level.label()}</span>
            <select
                class="nb-fields__input"
                node_ref=select
                data-field=Field::Level.id()
                disabled=flag(move || desk.locked().get())
                on:change=on_change
                on:input=on_change
            >
                <option value="">"请选择"</option>
                {options}
            </select>
        </label>
    }
}
