//! The earlier states of the open draft: a list of them, two of them compared, one of them taken back.

use std::fmt::Write as _;

use leptos::ev;
use leptos::prelude::*;
use leptos::task::spawn_local;
use web_sys::HtmlInputElement;

use crate::export::html::escaped;
use crate::model::comparison::{Comparison, Piece, sentences};
use crate::model::draft::Draft;
use crate::model::location::Location;
use crate::ui::browser::{clock, dom};
use crate::ui::cabinet::Cabinet;
use crate::ui::deeds::follow;
use crate::ui::desk::Desk;
use crate::ui::notices::Notices;
use crate::ui::view;

/// Selector of the first control.
const FIRST: &str = ".nb-history input:checked";
/// Selector of the last control.
const CLOSE: &str = "[data-action=\"close-history\"]";
/// Where the comparison is painted.
const PLACE: &str = ".nb-history__comparison";

/// A state of the draft and when it was saved; the present one, which is the first, has no time of its own.
struct Version {
    at: Option<u64>,
    draft: Draft,
}

/// What the dialog works with. A handle: copies do the same.
#[derive(Clone, Copy)]
struct Dialog {
    desk: Desk,
    cabinet: Cabinet,
    notices: Notices,
    versions: StoredValue<Vec<Version>>,
}

/// The place of the dialog.
#[component]
pub fn HistoryPlace() -> impl IntoView {
    let dialog = Dialog {
        desk: expect_context(),
        cabinet: expect_context(),
        notices: expect_context(),
        versions: StoredValue::new(Vec::new()),
    };
    let list = RwSignal::new(String::new());
    follow(move || {
        if dialog.cabinet.versions_shown().get() {
            list.set("<p>正在读取……</p>".to_owned());
            // Escape must work while the list is still being read.
            request_animation_frame(|| dom::focus(CLOSE));
            spawn_local(async move {
                list.set(dialog.read().await);
                request_animation_frame(move || {
                    dialog.compare();
                    dom::focus(CLOSE);
                    dom::focus(FIRST);
                });
            });
        }
    });
    let shown = move || {
        dialog.cabinet.versions_shown().get().then(|| {
            // Every text in the list is escaped where it is made.
            view! {
                <div class="nb-veil">
                    <div class="nb-dialog nb-history" role="dialog" aria-modal="true" aria-label="历史版本"
                        on:click=move |event| dialog.act(&event)
                        on:change=move |_| dialog.compare()
                        on:keydown=move |event| dialog.press(&event)>
                        <div inner_html=move || list.get()></div>
                        <div class="nb-dialog__buttons">
                            <button type="button" class="nb-button" data-action="close-history">"关闭"</button>
                        </div>
                    </div>
                </div>
            }
        })
    };
    view! { <div>{shown}</div> }
}

impl Dialog {
    /// Reads the versions and paints their list.
    async fn read(&self) -> String {
        let Some(kept) = self.cabinet.versions().await else {
            return format!(
                "{TITLE}<p>这个浏览器没有提供保存历史版本的地方。请经常“下载备份”，每次的文件都留着。</p>"
            );
        };
        let mut versions = vec![Version {
            at: None,
            draft: self.desk.draft().get_untracked(),
        }];
        versions.extend(kept.into_iter().map(|envelope| Version {
            at: Some(envelope.stamp.saved_at),
            draft: envelope.draft,
        }));
        let locked = self.desk.locked().get_untracked();
        let html = list(&versions, locked);
        self.versions.set_value(versions);
        html
    }

    fn press(&self, event: &ev::KeyboardEvent) {
        match event.key().as_str() {
            "Escape" => self.close(),
            "Tab" => dom::keep_inside(event, FIRST, CLOSE),
            _ => {}
        }
    }

    fn act(&self, event: &ev::MouseEvent) {
        let control = dom::closest(event, "[data-action]");
        let Some(control) = control else {
            return;
        };
        match control.get_attribute("data-action").as_deref() {
            Some("close-history") => self.close(),
            Some("restore-snapshot") => {
                let at = control.get_attribute("data-version");
                if let Some(at) = at.and_then(|at| at.parse().ok()) {
                    self.restore(at);
                }
            }
            _ => {}
        }
    }

    /// Gives the focus back to the only button that leads here.
    fn close(&self) {
        self.cabinet.versions_shown().set(false);
        self.versions.set_value(Vec::new());
        dom::focus("[data-action=\"history\"]");
    }

    fn restore(&self, at: usize) {
        let version = self.versions.with_value(|versions| {
            let version = versions.get(at)?;
            Some((version.at?, version.draft.clone()))
        });
        let Some((time, draft)) = version else {
            return;
        };
        if view::refuses(self.desk, self.notices, "恢复") {
            return self.close();
        }
        // What stands now must be found again in this list, however short a time ago the last state was kept.
        self.cabinet.keep_this_version();
        let changed = self.desk.replace(draft);
        self.close();
        let time = clock::local_time(time);
        if changed {
            let said = format!("已恢复到 {time} 的内容。");
            view::offer_undo(self.desk, self.notices, said);
        } else {
            self.notices.say(format!("现在的内容与 {time} 的相同。"));
        }
    }

    /// Paints what differs between the two versions that are chosen.
    fn compare(&self) {
        let html = self.versions.with_value(|versions| {
            let chosen = |name: &str| versions.get(chosen(name)?);
            chosen("before")
                .zip(chosen("after"))
                .map(|(before, after)| differences(&before.draft, &after.draft))
        });
        if let Some(place) = dom::find(PLACE) {
            dom::put_markup(&place, &html.unwrap_or_default());
        }
    }
}

/// The number of the version that is chosen in a column.
fn chosen(column: &str) -> Option<usize> {
    use wasm_bindgen::JsCast;
    let input = dom::find(&format!(".nb-history [name=\"{column}\"]:checked"))?;
    input
        .dyn_into::<HtmlInputElement>()
        .ok()?
        .value()
        .parse()
        .ok()
}

/// What the dialog is about.
const TITLE: &str = r#"<h2 class="nb-dialog__title">历史版本</h2>"#;

/// The list, with what changed from each version to the next.
fn list(versions: &[Version], locked: bool) -> String {
    let mut rows = String::new();
    for (at, version) in versions.iter().enumerate() {
        let time = version
            .at
            .map_or_else(|| "现在".to_owned(), clock::local_time);
        let before = versions.get(at + 1);
        let changed = before.map_or_else(
            || "最早的版本".to_owned(),
            |before| summary(&Comparison::of(&before.draft, &version.draft)),
        );
        let radio = |column: &str, label: &str, checked: usize| {
            let checked = if checked == at { " checked" } else { "" };
            format!(
                r#"<td><input type="radio" name="{column}" value="{at}" data-compare="{column}" aria-label="{time} 作为{label}"{checked}></td>"#
            )
        };
        let restore = match (version.at, locked) {
            (Some(_), false) => format!(
                r#"<button type="button" class="nb-button" data-action="restore-snapshot" data-version="{at}" title="恢复到 {time}">恢复</button>"#
            ),
            (Some(_), true) | (None, _) => String::new(),
        };
        rows += &format!(
            r#"<tr data-snapshot="{}">{}{}<th scope="row">{time}</th><td>{}</td><td>{restore}</td></tr>"#,
            version.at.unwrap_or_default(),
            radio("before", "旧", 1.min(versions.len() - 1)),
            radio("after", "新", 0),
            escaped(&changed),
        );
    }
    let note = if versions.len() == 1 {
        "<p class=\"nb-history__note\">这份草稿还没有历史版本。改动以后，页面每隔几分钟自动留一份。</p>"
    } else {
        ""
    };
    format!(
        r#"{TITLE}<div class="nb-history__halves"><div class="nb-history__list"><table><thead><tr><th scope="col">旧</th><th scope="col">新</th><th scope="col">时间</th><th scope="col">比前一版改了什么</th><td></td></tr></thead><tbody>{rows}</tbody></table>{note}</div><div class="nb-history__comparison" tabindex="0" role="region" aria-label="两个版本的不同"></div></div>"#
    )
}

/// What changed, in a few words.
fn summary(comparison: &Comparison) -> String {
    let mut parts: Vec<String> = comparison
        .fields()
        .map(|field| field.label().to_owned())
        .collect();
    let cells = comparison.cells().count();
    if cells > 0 {
        parts.push(format!("表格 {cells} 格"));
    }
    parts.extend(
        comparison
            .sections()
            .map(|section| section.name().to_owned()),
    );
    parts.extend(others(comparison).map(str::to_owned));
    if parts.is_empty() {
        "没有不同".to_owned()
    } else {
        parts.join("、")
    }
}

/// What differs besides the places of the form.
fn others(comparison: &Comparison) -> impl Iterator<Item = &'static str> {
    let others = [
        (comparison.previous_year, "上年年报"),
        (comparison.dismissed, "已忽略的提醒"),
        (comparison.unknown, "其他内容"),
    ];
    others
        .into_iter()
        .filter_map(|(differs, name)| differs.then_some(name))
}

/// The two versions place by place: figures and fields in a table, prose sentence by sentence.
fn differences(before: &Draft, after: &Draft) -> String {
    let comparison = Comparison::of(before, after);
    let mut rows = String::new();
    let mut prose = String::new();
    for place in &comparison.places {
        let (old, new) = (before.text(*place), after.text(*place));
        let name = escaped(&place.name());
        if let Location::Section(_) = place {
            let _ = write!(prose, "<h3>{name}</h3>{}", paragraph(&old, &new));
        } else {
            let _ = write!(
                rows,
                "<tr><th scope=\"row\">{name}</th><td>{}</td><td>{}</td></tr>",
                escaped(&old),
                escaped(&new)
            );
        }
    }
    if !rows.is_empty() {
        rows = format!(
            r#"<table><thead><tr><td></td><th scope="col">旧</th><th scope="col">新</th></tr></thead><tbody>{rows}</tbody></table>"#
        );
    }
    let others: Vec<&str> = others(&comparison).collect();
    if !others.is_empty() {
        let _ = write!(prose, "<p>另有不同：{}。</p>", others.join("、"));
    }
    let html = rows + &prose;
    if html.is_empty() {
        "<p>两个版本相同。</p>".to_owned()
    } else {
        html
    }
}

/// The sentences of both versions; of those that both have, one on either side of what differs.
fn paragraph(before: &str, after: &str) -> String {
    let pieces = sentences(before, after);
    let kept = |at: Option<usize>| {
        at.and_then(|at| pieces.get(at))
            .is_none_or(|piece| matches!(piece, Piece::Kept(_)))
    };
    let mut html = String::from("<p>");
    let mut left_out = false;
    for (at, piece) in pieces.iter().enumerate() {
        let (tag, text) = match piece {
            Piece::Kept(_) if kept(at.checked_sub(1)) && kept(Some(at + 1)) => {
                if !left_out {
                    html += "…… ";
                }
                left_out = true;
                continue;
            }
            Piece::Kept(text) => ("span", text),
            Piece::Removed(text) => ("del", text),
            Piece::Added(text) => ("ins", text),
        };
        left_out = false;
        let _ = write!(html, "<{tag}>{}</{tag}>", escaped(text));
    }
    html + "</p>"
}
