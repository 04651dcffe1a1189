//! The office's own word list: where it is written, brought in and taken out.

use leptos::ev;
use leptos::prelude::*;
use web_sys::{Element, HtmlInputElement, HtmlTextAreaElement};

use crate::checks::word_list::WordList;
use crate::storage::{backup, words};
use crate::ui::browser::{dom, file};
use crate::ui::by_hand::{ByHand, Content};
use crate::ui::cabinet::Cabinet;
use crate::ui::desk::Desk;
use crate::ui::notices::Notices;
use crate::ui::wording;

/// What the dialog is about, and how a list is written.
const HEAD: &str = r#"<h2 class="nb-dialog__title">单位词表</h2><p>一行一条：错词 → 正词，中间也可以用 -&gt;、= 或者制表符。只写错词的，表示不得出现。以 # 开头的行是说明。所有草稿共用，只保存在本机浏览器里。</p>"#;

/// Selector of the list's text.
const TEXT: &str = ".nb-words__text";
/// Selector of the last element that takes the focus.
const CLOSE: &str = "[data-action=\"close-words\"]";
/// What the file is called.
const FILE_NAME: &str = "单位词表.txt";

/// What the dialog works with. A handle: copies do the same.
#[derive(Clone, Copy)]
struct Dialog {
    desk: Desk,
    cabinet: Cabinet,
    notices: Notices,
    by_hand: ByHand,
}

/// The place of the dialog.
#[component]
pub fn WordListPlace() -> impl IntoView {
    let dialog = Dialog {
        desk: expect_context(),
        cabinet: expect_context(),
        notices: expect_context(),
        by_hand: expect_context(),
    };
    // What has the focus need not lie in the dialog: a click beside its text takes it away.
    let _ = window_event_listener(ev::keydown, move |event| {
        if dialog.cabinet.words_shown().get_untracked()
            && !dom::only_types(&event)
            && !dom::is_in_dialog(&event)
        {
            dialog.press(&event);
        }
    });
    let shown = move || {
        dialog.cabinet.words_shown().get().then(|| {
            let list = dialog.desk.words();
            request_animation_frame(|| dom::focus(TEXT));
            // Both texts are written to later without a signal, which would be the page's only one of its kind.
            view! {
                <div class="nb-veil">
                    <div class="nb-dialog nb-words" role="dialog" aria-modal="true" aria-label="单位词表"
                        on:click=move |event| dialog.act(&event)
                        on:change=move |event| import(&event)
                        on:input=move |_| judge()
                        on:keydown=move |event| dialog.press(&event)>
                        <div inner_html=HEAD></div>
                        <textarea class="nb-words__text" aria-label="词表内容" spellcheck="false"
                            placeholder="应急局 → 应急管理局">{list.text().to_owned()}</textarea>
                        <p class="nb-words__said" role="status">{wording::words(&list)}</p>
                        <div class="nb-dialog__buttons">
                            <button type="button" class="nb-button is-primary" data-action="save-words">"保存"</button>
                            <span class="nb-file" data-action="import-words">
                                <button type="button" class="nb-button">"导入"</button>
                                <input class="nb-file__input" type="file" accept=".txt,text/plain" aria-label="选择词表文件" tabindex="-1" />
                            </span>
                            <button type="button" class="nb-button" data-action="export-words">"导出"</button>
                            <button type="button" class="nb-button" data-action="close-words">"取消"</button>
                        </div>
                    </div>
                </div>
            }
        })
    };
    view! { <div>{shown}</div> }
}

impl Dialog {
    fn act(&self, event: &ev::MouseEvent) {
        let element = dom::target::<Element>(event);
        let control = element.and_then(|element| element.closest("button").ok().flatten());
        let action = control.and_then(|control| control.closest("[data-action]").ok().flatten());
        let action = action.and_then(|action| action.get_attribute("data-action"));
        match action.as_deref() {
            Some("save-words") => self.save(),
            Some("import-words") => {
                if let Some(input) = dom::find(".nb-words input") {
                    dom::click(input);
                }
            }
            Some("export-words") => self.export(),
            Some("close-words") => self.close(),
            _ => {}
        }
    }

    fn press(&self, event: &ev::KeyboardEvent) {
        match event.key().as_str() {
            "Escape" if !event.is_composing() => {
                // Many words are not thrown away by one key.
                if area().is_none_or(|area| self.is_saved(&area.value())) {
                    self.close();
                } else {
                    say("词表的改动还没有保存。要保存的点“保存”，不要的点“取消”。");
                }
            }
            "Tab" => dom::keep_inside(event, TEXT, CLOSE),
            _ => {}
        }
    }

    /// Gives the focus back to the only button that leads here.
    fn close(&self) {
        self.cabinet.words_shown().set(false);
        dom::focus("[data-action=\"word-list\"]");
    }

    fn is_saved(&self, text: &str) -> bool {
        self.desk.words().text() == text
    }

    fn save(&self) {
        let Some(area) = area() else {
            return;
        };
        let list = WordList::read(&area.value());
        let summary = wording::words(&list);
        let unread = !list.unreadable().is_empty();
        let kept = self.cabinet.set_words(&list);
        self.close();
        if !kept {
            self.notices.warn("词表已经启用，但浏览器没有存下来，关闭页面就会丢失。请打开“单位词表”，点“导出”存成文件。");
        } else if unread {
            self.notices.warn(format!("词表已保存。{summary}"));
        } else {
            self.notices.say(format!("词表已保存。{summary}"));
        }
    }

    fn export(&self) {
        let Some(area) = area() else {
            return;
        };
        // The mark and the line ends that old editors on Windows need.
        let text = format!("\u{feff}{}", area.value().replace('\n', "\r\n"));
        match file::download(FILE_NAME, "text/plain;charset=utf-8", &text) {
            Ok(()) => say(&format!(
                "已交给浏览器保存文件“{FILE_NAME}”，请到下载文件夹查看。"
            )),
            Err(file::DownloadRefused) => self.by_hand.offer(
                "浏览器没有允许保存文件。词表已选中，请按 Ctrl+C 复制，粘贴到记事本，另存为 .txt 文件（编码选 UTF-8），以后用“导入”读入。",
                Content::Text(area.value()),
            ),
        }
    }
}

/// Puts the lines of a chosen file below what is there, but for those that are there already.
fn import(event: &ev::Event) {
    let Some(input) = dom::target::<HtmlInputElement>(event) else {
        return;
    };
    file::read_chosen(&input, move |bytes| {
        let read = bytes.and_then(|bytes| backup::text(&bytes).ok());
        let (Some(read), Some(area)) = (read, area()) else {
            say(
                "这个文件读不出来，它的编码可能不是 UTF-8（如 GBK）。请用记事本打开，另存时编码选 UTF-8，再导入。词表没有改动。",
            );
            return;
        };
        let text = words::united(&area.value(), read.trim_start_matches('\u{feff}'));
        area.set_value(&text);
        say(&format!(
            "已导入，点“保存”后生效。{}",
            wording::words(&WordList::read(&text))
        ));
    });
}

/// Says what is read of the text as it stands.
fn judge() {
    if let Some(area) = area() {
        say(&wording::words(&WordList::read(&area.value())));
    }
}

/// Says something below the text.
fn say(text: &str) {
    if let Some(place) = dom::find(".nb-words__said") {
        place.set_text_content(Some(text));
    }
}

/// The list's text on the page.
fn area() -> Option<HtmlTextAreaElement> {
    use wasm_bindgen::JsCast;
    dom::find(TEXT)?.dyn_into().ok()
}
