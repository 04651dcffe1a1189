//! What the fields and the prose show, and what else on the form follows from them.
//!
//! The same text stands behind a text area, its sub-headings on a tinted ground. Both share one place of a grid, so that
//! it also gives the text area its height, and nothing has to be measured.

use std::borrow::Cow;

use web_sys::Element;

use crate::checks::registry::OVERVIEW_MOST_CHARACTERS;
use crate::export::html::escaped;
use crate::model::draft::Draft;
use crate::model::location::{Field, Location};
use crate::model::prose;
use crate::model::section::Section;
use crate::ui::browser::dom;

/// What the form shows of a draft, and the elements that show it.
pub struct Shown {
    draft: Draft,
    places: Vec<(Location, Element)>,
}

/// Shows the texts of a draft where they differ from what is shown; all of them at first.
pub fn paint(form: &Element, shown: Option<Shown>, draft: &Draft) -> Shown {
    let (before, places) = match shown {
        Some(shown) => (Some(shown.draft), shown.places),
        None => (None, places(form)),
    };
    for (place, element) in &places {
        let text = draft.text(*place);
        let before = before.as_ref().map(|before| before.text(*place));
        if before.as_ref() == Some(&text) {
            continue;
        }
        // Writing the same text again would disturb an input method that is composing.
        if dom::value(element).is_none_or(|present| normalized(&present) != normalized(&text)) {
            dom::set_value(element, &text);
        }
        match place {
            Location::Section(section) => {
                let was_empty = before.is_none_or(|before| before.is_empty());
                follow_prose(element, *section, &text, was_empty);
            }
            Location::Field(Field::Organ | Field::Year | Field::Title) => follow_title(form, draft),
            Location::Field(Field::Level | Field::PublishDate) | Location::Cell(_) => {}
        }
    }
    Shown {
        draft: draft.clone(),
        places,
    }
}

/// Lets nothing be typed, or lets it be typed again. The totals are never typed.
pub fn lock(form: &Element, locked: bool) {
    for element in dom::all(form, "input:not([tabindex=\"-1\"]),textarea") {
        dom::set_flag(&element, "readonly", locked);
    }
    for element in dom::all(form, "select") {
        dom::set_flag(&element, "disabled", locked);
    }
}

fn places(form: &Element) -> Vec<(Location, Element)> {
    let fields = Field::ALL
        .map(|field| (Location::Field(field), "field", field.id()))
        .into_iter();
    let sections = Section::ALL.map(|section| (section.into(), "section", section.id()));
    fields
        .chain(sections)
        .filter_map(|(place, kind, id)| {
            let found = dom::all(form, &format!("[data-{kind}=\"{id}\"]"));
            Some((place, found.into_iter().next()?))
        })
        .collect()
}

/// The tint behind a text area, its length where that matters, and the fold that it lies in.
fn follow_prose(area: &Element, section: Section, text: &str, was_empty: bool) {
    if let Some(tint) = area.previous_element_sibling() {
        let lines: String = text.split('\n').map(tinted_line).collect();
        dom::put_markup(&tint, &lines);
    }
    if let Ok(Some(fold)) = area.closest("details")
        && was_empty != text.is_empty()
    {
        // Not under the hands of somebody who has just deleted the last word to write another.
        let typed_in = dom::focused().is_some_and(|focused| *focused == *area);
        dom::set_flag(&fold, "open", was_empty || typed_in);
    }
    if section == Section::Overview
        && let Ok(Some(part)) = area.closest(".nb-part")
        && let Ok(Some(told)) = part.query_selector(".nb-part__length")
    {
        let length = prose::length(text);
        told.set_text_content(Some(&format!(
            "{length} 字 / {OVERVIEW_MOST_CHARACTERS} 字"
        )));
        let over = length > OVERVIEW_MOST_CHARACTERS;
        // A class of this constant name is always accepted.
        let _ = told.class_list().toggle_with_force("is-over", over);
    }
}

/// A line behind the text area: invisible text, its sub-heading on a tinted ground.
fn tinted_line(line: &str) -> String {
    let heading = prose::lines(line).next().and_then(|line| line.heading);
    let Some((_, heading)) = heading else {
        return format!("{}\n", escaped(line));
    };
    let (indent, rest) = line.split_at(line.find(heading).unwrap_or(0));
    let rest = rest.strip_prefix(heading).unwrap_or_default();
    format!(
        "{}<mark class=\"nb-prose__heading\">{}</mark>{}\n",
        escaped(indent),
        escaped(heading),
        escaped(rest)
    )
}

/// The standard title where the user's own would stand, and which of the two is used.
fn follow_title(form: &Element, draft: &Draft) {
    let standard = draft.standard_title();
    let hint = standard
        .as_deref()
        .unwrap_or("填写机关全称和年度后自动生成");
    let own = !draft.title.trim().is_empty();
    if let Ok(Some(title)) = form.query_selector("[data-field=\"title\"]") {
        // An attribute of this constant name is always accepted.
        let _ = title.set_attribute("placeholder", hint);
    }
    if let Ok(Some(note)) = form.query_selector(".nb-fields__note") {
        note.set_text_content(Some(if own {
            "已使用自拟标题。清空标题栏即恢复标准标题。"
        } else {
            "标题栏留空，使用标准标题（灰色文字）。"
        }));
    }
}

/// A text area gives line breaks back as `\n`, whatever was put in.
fn normalized(text: &str) -> Cow<'_, str> {
    if text.contains('\r') {
        text.replace("\r\n", "\n").replace('\r', "\n").into()
    } else {
        text.into()
    }
}
