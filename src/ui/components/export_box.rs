//! The ways out: copying for the portal's editor, files, paper, the check record, the backup.
//!
//! The buttons are painted once; one listener acts for all of them.

use leptos::ev;
use leptos::prelude::*;
use web_sys::{Element, HtmlInputElement};

use super::proof;
use crate::checks::check::Severity;
use crate::export::document::{Document, Mark};
use crate::export::html::ParagraphIndent;
use crate::export::{bundle, docx, file_name, html, picture, plain, xlsx};
use crate::import::taking::Purpose;
use crate::ui::backup_file::BackupFile;
use crate::ui::browser::clipboard::{self, Copied};
use crate::ui::browser::words::Words;
use crate::ui::browser::{canvas, dom, file};
use crate::ui::by_hand::{ByHand, Content};
use crate::ui::deeds::follow;
use crate::ui::derived::words;
use crate::ui::desk::Desk;
use crate::ui::exported::Exported;
use crate::ui::importing::Importing;
use crate::ui::notices::Notices;
use crate::ui::painters::Painters;
use crate::ui::view::{Paper, View};

/// The buttons, options and advice.
const BUTTONS: &str = include_str!("../wording/ways_out.html");

/// What the box works with. A handle: copies do the same.
#[derive(Clone, Copy)]
struct WaysOut {
    desk: Desk,
    view: View,
    exported: Exported,
    notices: Notices,
    by_hand: ByHand,
    backup: BackupFile,
    importing: Importing,
}

/// The box of the ways out.
#[component]
pub fn ExportBox() -> impl IntoView {
    let ways = WaysOut {
        desk: expect_context(),
        view: expect_context(),
        exported: expect_context(),
        notices: expect_context(),
        by_hand: expect_context(),
        backup: BackupFile::from_context(),
        importing: expect_context(),
    };
    follow(move || {
        if let Some(page) = ways.importing.published().get() {
            ways.importing.published().set(None);
            ways.exported.compare(&page);
        }
    });
    let as_draft = ways.view.as_draft();
    let painters = expect_context::<Painters>();
    let errors = painters.number(|board| board.count(Severity::Error));
    let root = NodeRef::<leptos::html::Section>::new();
    let mut head = None;
    follow(move || {
        if let Some(root) = root.get() {
            if head.is_none() {
                head = Head::of(&root);
            }
            if let Some(head) = &mut head {
                head.tell(errors.get(), as_draft.get());
            }
        }
    });
    let proved = Memo::new(move |_| {
        let choices = ways.view.choices();
        let list = choices.with(|choices| choices.proof.as_ref().map(proof::list));
        list.unwrap_or_else(|| {
            let texts = ways.desk.texts();
            texts.with(|draft| {
                draft
                    .proved
                    .as_deref()
                    .map_or_else(String::new, proof::earlier)
            })
        })
    });
    view! {
        <section class="nb-export" aria-label="导出" node_ref=root
            on:click=move |event| ways.act(&event) on:change=move |event| ways.choose(&event)>
            <h2 class="nb-export__title">"导出 "<span class="nb-export__kind"></span></h2>
            <p class="nb-export__state"></p>
            <div inner_html=BUTTONS></div>
            <div inner_html=words(move || proved.get())></div>
        </section>
    }
}

/// What the box says of an export that would be made now.
struct Head {
    root: Element,
    kind: Words,
    state: Words,
    clean: bool,
    mark: Option<Mark>,
}

impl Head {
    fn of(root: &Element) -> Option<Self> {
        Some(Self {
            root: root.clone(),
            kind: Words::within(root, ".nb-export__kind")?,
            state: Words::within(root, ".nb-export__state")?,
            clean: false,
            mark: None,
        })
    }

    /// Says what it would be, and why.
    fn tell(&mut self, errors: usize, as_draft: bool) {
        let mark = match (errors, as_draft) {
            (0, false) => Mark::Final,
            (_, _) => Mark::Draft,
        };
        let show = |part: &Element, is_clean: bool| {
            // A class of this constant name is always accepted.
            let _ = part.class_list().toggle_with_force("is-clean", is_clean);
        };
        let clean = errors == 0;
        if std::mem::replace(&mut self.clean, clean) != clean {
            show(&self.root, clean);
        }
        if self.mark.replace(mark) != Some(mark) {
            show(self.kind.element(), mark == Mark::Final);
            self.kind.say(kind(mark));
        }
        self.state.say(&state(errors, as_draft));
    }
}

/// Why an export would be what it would be now.
fn state(errors: usize, as_draft: bool) -> String {
    match (errors, as_draft) {
        (0, false) => "校核无错误，可导出定稿".to_owned(),
        (0, true) => "校核无错误，按草稿标注导出".to_owned(),
        (errors, _) => format!("还有 {errors} 处错误，导出时标注“草稿”"),
    }
}

impl WaysOut {
    fn act(self, event: &ev::MouseEvent) {
        let Some(element) = dom::target::<Element>(event) else {
            return;
        };
        let told = |attribute: &str| {
            let control = element.closest(&format!("[{attribute}]")).ok()??;
            control.get_attribute(attribute)
        };
        if let Some(place) = told("data-difference") {
            self.view.go_to(place);
        }
        match told("data-action").unwrap_or_default().as_str() {
            "copy-source" => self.copy_source(),
            "copy-rich" => self.copy_rich(),
            "download-html" => self.save_page(),
            "download-docx" => self.save("docx", docx::bytes),
            "download-xlsx" => self.save("xlsx", xlsx::bytes),
            "download-zip" => self.save("zip", bundle::bytes),
            "print" => dom::print(),
            "compare-published" => self.importing.open(Some(Purpose::Compare)),
            "check-record" => self.view.show(Paper::Record),
            "show-picture" => self.view.show(Paper::Picture),
            "download-picture" => self.save_picture(),
            "copy-picture" => self.copy_picture(),
            "download-backup" => self.backup.save(),
            _ => {}
        }
    }

    fn choose(self, event: &ev::Event) {
        let Some(input) = dom::target::<HtmlInputElement>(event) else {
            return;
        };
        let checked = input.checked();
        match input.get_attribute("data-option").as_deref() {
            Some("as-draft") => self.view.as_draft().set(checked),
            Some("full-width-indent") => self.view.choices().update(|choices| {
                choices.options.paragraph_indent = if checked {
                    ParagraphIndent::FullWidthSpaces
                } else {
                    ParagraphIndent::CssIndent
                };
            }),
            Some("important-borders") => {
                let choices = self.view.choices();
                choices.update(|choices| choices.options.important_borders = checked);
            }
            _ => {}
        }
    }

    fn document(self) -> Document {
        self.exported.document_now()
    }

    fn options(self) -> html::Options {
        let choices = self.view.choices();
        choices.with_untracked(|choices| choices.options)
    }

    fn copy_source(self) {
        let document = self.document();
        let copied = Copied {
            html: None,
            text: html::fragment(&document, self.options()),
        };
        self.put(
            copied,
            format!(
                "已复制{}源代码。在网站后台的编辑器里切换到“源代码”（HTML）视图，粘贴后再切换回来。",
                kind(document.mark)
            ),
        );
    }

    fn copy_rich(self) {
        let document = self.document();
        let options = self.options();
        let copied = Copied {
            html: Some(html::clipboard_html(&document, options)),
            text: plain::text(&document),
        };
        self.put(
            copied,
            format!(
                "已复制{}富文本。在网站后台的编辑器里按 Ctrl+V 粘贴；如果表格走样，改用“复制源代码”，粘贴到编辑器的源代码视图。",
                kind(document.mark)
            ),
        );
    }

    fn copy_picture(self) {
        let markup = picture::tables(&self.exported.picture());
        self.put(
            Copied {
                html: None,
                text: markup,
            },
            "已复制图解的源代码，用表格画成，可以粘贴到网站编辑器的源代码视图。图解不能代替报告里的三张表。".to_owned(),
        );
    }

    fn put(self, copied: Copied, said: String) {
        if clipboard::copy(&copied) {
            self.notices.say(said);
        } else {
            let content = copied
                .html
                .map_or(Content::Text(copied.text), Content::Rich);
            self.by_hand.offer(
                "浏览器没有允许自动复制。内容已选中，请按 Ctrl+C 复制，再到网站后台粘贴。",
                content,
            );
        }
    }

    fn save_page(self) {
        let document = self.document();
        let name = file_name::of_document(&document, "html");
        let text = html::page(&document);
        match file::download(&name, "text/html;charset=utf-8", &text) {
            Ok(()) => self.saved(&name),
            Err(file::DownloadRefused) => self.by_hand.offer(
                "浏览器没有允许保存文件。内容已选中，请按 Ctrl+C 复制，粘贴到记事本，另存为 .html 文件（编码选 UTF-8）。",
                Content::Text(text),
            ),
        }
    }

    fn save(self, extension: &str, bytes: impl Fn(&Document) -> Vec<u8>) {
        let document = self.document();
        let name = file_name::of_document(&document, extension);
        // A media type that no browser opens by itself.
        let kind = "application/octet-stream";
        self.told(&name, file::download_bytes(&name, kind, &bytes(&document)));
    }

    fn save_picture(self) {
        let document = self.document();
        let name = file_name::of_document(&document, "png");
        let svg = picture::svg(&self.exported.picture());
        canvas::png(&svg, move |picture| {
            let saved = picture.ok_or(file::DownloadRefused);
            let saved = saved.and_then(|picture| file::download_blob(&name, &picture));
            self.told(&name, saved);
        });
    }

    fn told(self, name: &str, saved: Result<(), file::DownloadRefused>) {
        match saved {
            Ok(()) => self.saved(name),
            Err(file::DownloadRefused) => self.notices.warn(
                "浏览器没有允许保存文件。请信息化管理人员允许下载，或者先用“复制源代码”，粘贴到网站或者 Word。",
            ),
        }
    }

    fn saved(self, name: &str) {
        self.notices.say(format!(
            "已交给浏览器保存文件“{name}”，请到下载文件夹查看。"
        ));
    }
}

const fn kind(mark: Mark) -> &'static str {
    match mark {
        Mark::Final => "定稿",
        Mark::Draft => "草稿",
    }
}
