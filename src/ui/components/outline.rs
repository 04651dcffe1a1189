//! The outline: the parts of the report, how far each is, and the way there.

use leptos::prelude::*;

use crate::model::section::Section;
use crate::ui::board::Progress;
use crate::ui::browser::dom;
use crate::ui::derived::words;
use crate::ui::desk::Desk;
use crate::ui::view::View;

/// The outline column.
#[component]
pub fn Outline() -> impl IntoView {
    let desk = expect_context::<Desk>();
    let board = desk.board();
    let sections = Section::ALL
        .map(|section| {
            let progress = Memo::new(move |_| board.with(|board| board.section(section)));
            let label = section.heading().unwrap_or(section.name());
            view! { <Entry target=section.id() label=label progress=progress /> }
        })
        .collect_view();
    let fields = Memo::new(move |_| board.with(|board| board.fields));
    view! {
        <nav class="nb-outline" aria-label="目录">
            <ul class="nb-outline__list">
                <Entry target="report" label="基本信息" progress=fields />
                {sections}
            </ul>
        </nav>
    }
}

/// One part of the report.
#[component]
fn Entry(
    /// The part's identifier.
    target: &'static str,
    /// What it is called.
    label: &'static str,
    /// How far it is.
    progress: Memo<Progress>,
) -> impl IntoView {
    let view = expect_context::<View>();
    let go = move |_| {
        view.in_form(move || {
            if let Some(part) = dom::find(&format!("[data-part=\"{target}\"]")) {
                dom::scroll_to(&part);
                dom::focus_first(&part);
            }
        });
    };
    let state = move || {
        let progress = progress.get();
        match progress {
            Progress { places: 0, .. } => String::new(),
            Progress { places, filled, .. } if places == filled => "已填".to_owned(),
            Progress { places: 1, .. } => "未填".to_owned(),
            Progress { places, filled, .. } => format!("{filled}/{places}"),
        }
    };
    let badge = move |count: usize, kind: &'static str, name: &'static str| {
        (count > 0).then(|| {
            view! {
                <span class=format!("nb-badge is-{kind}") title=format!("{count} 处{name}")>
                    {count}<span class="nb-hidden">{format!("处{name}")}</span>
                </span>
            }
        })
    };
    view! {
        <li>
            <button type="button" class="nb-outline__entry" data-goto=target on:click=go>
                <span class="nb-outline__label">{label}</span>
                <span class="nb-outline__state">
                    {words(state)}
                    {move || badge(progress.get().errors, "error", "错误")}
                    {move || badge(progress.get().warnings, "warning", "提醒")}
                </span>
            </button>
        </li>
    }
}
