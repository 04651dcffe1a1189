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
use crate::ui::browser::words::Words;
use crate::ui::painters::Painters;
use crate::ui::view::View;

/// The outline column.
#[component]
pub fn Outline() -> impl IntoView {
    let view = expect_context::<View>();
    let list = NodeRef::<html::Ul>::new();
    expect_context::<Painters>().add(
        move || list.get_untracked().map(|list| Entries::of(&list)),
        Entries::paint,
    );
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
            let errors = badge("error", "错误");
            let warnings = badge("warning", "提醒");
            format!(
                "<li><button type=\"button\" class=\"nb-outline__entry\" data-goto=\"{target}\" title=\"{0}\">\
                 <span class=\"nb-outline__label\">{0}</span>\
                 <span class=\"nb-outline__state\"><span></span>{errors}{warnings}</span></button></li>",
                escaped(label)
            )
        })
        .collect()
}

/// How many findings of a kind begin in a part; not to be seen while there are none.
fn badge(kind: &str, name: &str) -> String {
    format!(
        "<span class=\"nb-badge is-{kind}\" title=\"{name}\" hidden><span></span><span class=\"nb-hidden\">处{name}</span></span>"
    )
}

/// The entries, in their order.
struct Entries {
    all: Vec<Entry>,
}

impl Entries {
    fn of(list: &Element) -> Self {
        let states = dom::all(list, ".nb-outline__state");
        Self {
            all: states.iter().filter_map(Entry::of).collect(),
        }
    }

    /// Tells what differs from before; everything at first.
    fn paint(&mut self, before: Option<&Board>, board: &Board) {
        let before = before.map(progress);
        for (at, (entry, now)) in self.all.iter_mut().zip(progress(board)).enumerate() {
            let before = before.as_ref().and_then(|before| before.get(at).copied());
            if before != Some(now) {
                entry.tell(now);
            }
        }
    }
}

/// Where an entry tells its state.
struct Entry {
    filled: Words,
    errors: Badge,
    warnings: Badge,
}

impl Entry {
    fn of(state: &Element) -> Option<Self> {
        let filled = state.first_element_child()?;
        let errors = filled.next_element_sibling()?;
        let warnings = errors.next_element_sibling()?;
        Some(Self {
            filled: Words::of(filled),
            errors: Badge::of(errors)?,
            warnings: Badge::of(warnings)?,
        })
    }

    fn tell(&mut self, now: Progress) {
        self.filled.say(&filled(now));
        self.errors.tell(now.errors);
        self.warnings.tell(now.warnings);
    }
}

/// Where a number of findings is told.
struct Badge {
    place: Element,
    count: Words,
    told: usize,
}

impl Badge {
    fn of(place: Element) -> Option<Self> {
        Some(Self {
            count: Words::of(place.first_element_child()?),
            place,
            told: 0,
        })
    }

    fn tell(&mut self, count: usize) {
        let told = std::mem::replace(&mut self.told, count);
        if told != count {
            self.count.say(&count.to_string());
        }
        if (told == 0) != (count == 0) {
            dom::set_flag(&self.place, "hidden", count == 0);
        }
    }
}

/// How far each entry is.
fn progress(board: &Board) -> Vec<Progress> {
    let sections = Section::ALL.map(|section| board.section(section));
    std::iter::once(board.fields).chain(sections).collect()
}

/// How much of a part is filled in, in words.
fn filled(progress: Progress) -> String {
    match progress {
        Progress { places: 0, .. } => String::new(),
        Progress { places, filled, .. } if places == filled => "已填".to_owned(),
        Progress { places: 1, .. } => "未填".to_owned(),
        Progress { places, filled, .. } => format!("{filled}/{places}"),
    }
}
