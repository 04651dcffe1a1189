//! The outline: the parts of the report, how far each is, and the way there.
//!
//! The entries never change; what is told of each is painted by one effect, as the cells of a table are.

use leptos::ev;
use leptos::html;
use leptos::prelude::*;
use web_sys::Element;

use crate::export::html::escaped;
use crate::model::section::Section;
use crate::ui::board::{Board, Progress};
use crate::ui::browser::dom;
use crate::ui::painters::Painters;
use crate::ui::view::View;

/// The outline column.
#[component]
pub fn Outline() -> impl IntoView {
    let view = expect_context::<View>();
    let list = NodeRef::<html::Ul>::new();
    let mut entries = Entries::default();
    expect_context::<Painters>().add(move |before, board| {
        if let Some(list) = list.get_untracked() {
            entries.paint(&list, before, board);
        }
    });
    let go = move |event: ev::MouseEvent| {
        let entry = dom::closest(&event, "[data-goto]");
        if let Some(target) = entry.and_then(|entry| entry.get_attribute("data-goto")) {
            view.in_form(move || {
                if let Some(part) = dom::find(&format!("[data-part=\"{target}\"]")) {
                    dom::scroll_to(&part);
                    dom::focus_first(&part);
                }
            });
        }
    };
    view! {
        <nav class="nb-outline" aria-label="目录">
            <ul class="nb-outline__list" node_ref=list on:click=go inner_html=markup()></ul>
        </nav>
    }
}

/// The entries, nothing told of them yet.
fn markup() -> String {
    let sections = Section::ALL
        .map(|section| (section.id(), section.heading().unwrap_or(section.name())))
        .into_iter();
    std::iter::once(("report", "基本信息"))
        .chain(sections)
        .map(|(target, label)| {
            format!(
                "<li><button type=\"button\" class=\"nb-outline__entry\" data-goto=\"{target}\" title=\"{0}\">\
                 <span class=\"nb-outline__label\">{0}</span><span class=\"nb-outline__state\"></span></button></li>",
                escaped(label)
            )
        })
        .collect()
}

/// Where the entries tell their states, once the places were looked up.
#[derive(Default)]
struct Entries {
    places: Vec<Element>,
}

impl Entries {
    /// Tells what differs from before; everything at first.
    fn paint(&mut self, list: &Element, before: Option<&Board>, board: &Board) {
        let first = self.places.is_empty();
        if first {
            self.places = dom::all(list, ".nb-outline__state");
        }
        let before = before.filter(|_| !first).map(progress);
        for (at, (place, now)) in self.places.iter().zip(progress(board)).enumerate() {
            if before.as_ref().and_then(|before| before.get(at)) != Some(&now) {
                place.set_inner_html(&state(now));
            }
        }
    }
}

/// How far each entry is.
fn progress(board: &Board) -> Vec<Progress> {
    let sections = Section::ALL.map(|section| board.section(section));
    std::iter::once(board.fields).chain(sections).collect()
}

/// What is told of an entry.
fn state(progress: Progress) -> String {
    let mut told = match progress {
        Progress { places: 0, .. } => String::new(),
        Progress { places, filled, .. } if places == filled => "已填".to_owned(),
        Progress { places: 1, .. } => "未填".to_owned(),
        Progress { places, filled, .. } => format!("{filled}/{places}"),
    };
    for (count, kind, name) in [
        (progress.errors, "error", "错误"),
        (progress.warnings, "warning", "提醒"),
    ] {
        if count > 0 {
            told.push_str(&format!(
                "<span class=\"nb-badge is-{kind}\" title=\"{count} 处{name}\">{count}<span class=\"nb-hidden\">处{name}</span></span>"
            ));
        }
    }
    told
}
