//! The ways out: copying for the portal's editor, files, the backup.

use leptos::prelude::*;

use crate::checks::check::Severity;
use crate::export::{file_name, html, plain};
use crate::ui::backup_file::BackupFile;
use crate::ui::browser::clipboard::{self, Copied};
use crate::ui::browser::file;
use crate::ui::by_hand::{ByHand, Content};
use crate::ui::derived::{flag, words};
use crate::ui::desk::Desk;
use crate::ui::exported;
use crate::ui::notices::Notices;
use crate::ui::view::View;

/// The box of the ways out.
#[component]
pub fn ExportBox() -> impl IntoView {
    let desk = expect_context::<Desk>();
    let notices = expect_context::<Notices>();
    let board = desk.board();
    let as_draft = expect_context::<View>().as_draft();
    let by_hand = expect_context::<ByHand>();
    let backup = BackupFile::from_context();
    let errors = Memo::new(move |_| board.with(|board| board.count(Severity::Error)));
    let clean = Memo::new(move |_| errors.get() == 0);
    let current = move || {
        exported::document(
            &desk.draft().get_untracked(),
            &desk.whole_board(),
            as_draft.get_untracked(),
        )
    };
    let kind = move || {
        if clean.get_untracked() && !as_draft.get_untracked() {
            "定稿"
        } else {
            "草稿"
        }
    };

    let put = move |copied: Copied, said: String| {
        if clipboard::copy(&copied) {
            notices.say(said);
        } else {
            let content = copied
                .html
                .map_or(Content::Text(copied.text), Content::Rich);
            by_hand.offer(
                "浏览器没有允许自动复制。内容已选中，请按 Ctrl+C 复制，再到网站后台粘贴。",
                content,
            );
        }
    };
    let copy_rich = move |_| {
        let document = current();
        let copied = Copied {
            html: Some(html::clipboard_html(&document, html::Options::default())),
            text: plain::text(&document),
        };
        put(
            copied,
            format!(
                "已复制{}富文本。在网站后台的编辑器里按 Ctrl+V 粘贴；如果表格走样，改用“复制源代码”，粘贴到编辑器的源代码视图。",
                kind()
            ),
        );
    };
    let copy_source = move |_| {
        let copied = Copied {
            html: None,
            text: html::fragment(&current(), html::Options::default()),
        };
        put(
            copied,
            format!(
                "已复制{}源代码。在网站后台的编辑器里切换到“源代码”（HTML）视图，粘贴后再切换回来。",
                kind()
            ),
        );
    };
    let save = move |name: String, media_type: &str, text: &str| match file::download(
        &name, media_type, text,
    ) {
        Ok(()) => notices.say(format!(
            "已交给浏览器保存文件“{name}”，请到下载文件夹查看。"
        )),
        Err(file::DownloadRefused) => {
            by_hand.offer(
                "浏览器没有允许保存文件。内容已选中，请按 Ctrl+C 复制，粘贴到记事本，另存为 .html 文件（编码选 UTF-8）。",
                Content::Text(text.to_owned()),
            );
        }
    };
    let download_html = move |_| {
        let document = current();
        save(
            file_name::of_document(&document, "html"),
            "text/html;charset=utf-8",
            &html::page(&document),
        );
    };
    let download_backup = move |_| backup.save();
    let state = move || {
        if clean.get() {
            if as_draft.get() {
                "校核无错误，按草稿标注导出".to_owned()
            } else {
                "校核无错误，可导出定稿".to_owned()
            }
        } else {
            let errors = errors.get();
            format!("还有 {errors} 处错误，导出时标注“草稿”")
        }
    };
    view! {
        <section class="nb-export" aria-label="导出">
            <h2 class="nb-export__title">
                "导出"
                <span class="nb-export__kind" class:is-clean=flag(move || clean.get() && !as_draft.get())>
                    {words(move || if clean.get() && !as_draft.get() { "定稿" } else { "草稿" })}
                </span>
            </h2>
            <p class="nb-export__state">{words(state)}</p>
            <div class="nb-export__buttons">
                <button type="button" class="nb-button is-primary" data-action="copy-source" on:click=copy_source>"复制源代码"</button>
                <button type="button" class="nb-button" data-action="copy-rich" on:click=copy_rich>"复制富文本"</button>
                <button type="button" class="nb-button" data-action="download-html" on:click=download_html>"下载 HTML"</button>
                <button type="button" class="nb-button" data-action="download-backup" on:click=download_backup>"下载备份"</button>
            </div>
            <label class="nb-export__option" hidden=flag(move || !clean.get())>
                <input
                    type="checkbox"
                    data-option="as-draft"
                    prop:checked=flag(move || as_draft.get())
                    on:change=move |event| as_draft.set(event_target_checked(&event))
                />
                " 仍按草稿标注"
            </label>
        </section>
    }
}
