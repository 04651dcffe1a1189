//! Last year's report beside a part of this year's: its figures on demand, its prose to write from.

use leptos::prelude::*;
use web_sys::Element;

use crate::export::html::escaped;
use crate::import::taking;
use crate::model::cell::Cell;
use crate::model::draft::{Draft, PreviousYear};
use crate::model::location::Location;
use crate::model::section::Section;
use crate::model::table::applications::Row;
use crate::ui::browser::dom;
use crate::ui::desk::Desk;
use crate::ui::notices::Notices;
use crate::ui::view;

/// What is shown of last year's report in each part of the form.
#[derive(Default)]
pub struct Parts {
    shown: Vec<String>,
}

impl Parts {
    /// Shows what differs from before.
    pub fn paint(&mut self, form: &Element, draft: &Draft, figures: bool) {
        let wanted = Section::ALL.map(|section| markup(draft, section, figures));
        if self.shown == wanted {
            return;
        }
        let places = dom::all(form, ".nb-last-year");
        for (at, (place, html)) in places.iter().zip(&wanted).enumerate() {
            if self.shown.get(at) != Some(html) {
                dom::put_markup(place, html);
            }
        }
        self.shown = wanted.into();
    }
}

/// What stands in the part of a section.
fn markup(draft: &Draft, section: Section, shown: bool) -> String {
    let Some(last) = &draft.previous_year else {
        return if section == Section::Applications {
            button("import-previous", "导入上年年报")
        } else {
            String::new()
        };
    };
    let prose = last.prose(section);
    let figures = section.table().map(|_| {
        let label = if shown {
            "隐藏上年数"
        } else {
            "显示上年数"
        };
        let carry = if section == Section::Applications {
            button("carry-over", "带入上年结转")
        } else {
            String::new()
        };
        button("toggle-previous", label) + &carry
    });
    let text = (!prose.trim().is_empty()).then(|| {
        let year = last.year.map_or_else(|| "上年".to_owned(), |year| format!("{year}年"));
        let lines: String = prose.lines().map(|line| format!("<p>{}</p>", escaped(line))).collect();
        format!(
            "<details class=\"nb-last-year__prose\"><summary>{year}的文字</summary>{}{lines}</details>",
            button("write-from-previous", "以上年文字为底稿")
        )
    });
    figures.unwrap_or_default() + &text.unwrap_or_default()
}

fn button(action: &str, label: &str) -> String {
    format!(
        "<button type=\"button\" class=\"nb-button is-quiet\" data-action=\"{action}\">{label}</button> "
    )
}

/// Writes last year's 结转下年度继续办理 as this year's 上年结转.
pub fn carry_over(desk: Desk, notices: Notices) {
    let edits: Vec<(Location, String)> = desk.draft().with_untracked(|draft| {
        let text = |cell: Cell| {
            draft
                .previous_year
                .as_ref()
                .map_or("", |last| last.cells.get(cell))
        };
        let carried = taking::carried(text).into_iter();
        carried.map(|(cell, text)| (cell.into(), text)).collect()
    });
    if edits.is_empty() {
        notices.say(format!(
            "上年年报的“{}”没有填数，没有可以带入的。",
            Row::CarriedForward.label()
        ));
    } else if desk.apply(&edits) {
        view::offer_undo(
            desk,
            notices,
            format!(
                "已将上年结转的 {} 个数带入“{}”。",
                edits.len(),
                Row::CarriedOver.label()
            ),
        );
    } else {
        notices.say("本年的上年结转与上年年报一致，没有改动。");
    }
}

/// Puts last year's prose below what is there.
pub fn write_from(desk: Desk, notices: Notices, section: Section) {
    let draft = desk.draft().get_untracked();
    let last = draft
        .previous_year
        .as_deref()
        .map(|last: &PreviousYear| last.prose(section).clone());
    let Some(last) = last else {
        return;
    };
    let present = draft.prose(section);
    let joined = if present.trim().is_empty() {
        last.to_string()
    } else {
        format!("{}\n{last}", present.trim_end())
    };
    if desk.apply(&[(section.into(), joined)]) {
        view::offer_undo(
            desk,
            notices,
            "已填入上年的文字。请改写为本年情况，年份和数字逐一核对。".to_owned(),
        );
    }
}
