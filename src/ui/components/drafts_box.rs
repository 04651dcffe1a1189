//! What can be done with drafts as such: begin one, see the example, restore, delete.

use leptos::html;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::confirm::Questions;
use crate::import::taking::Purpose;
use crate::ui::browser::{dom, file};
use crate::ui::by_hand::{ByHand, Content};
use crate::ui::cabinet::Cabinet;
use crate::ui::deeds::does;
use crate::ui::desk::Desk;
use crate::ui::importing::Importing;
use crate::ui::notices::Notices;
use crate::ui::restoring;
use crate::ui::wording;

/// What the file with all drafts is called.
const ALL_DRAFTS: &str = "年报编制器全部草稿.json";

/// The acts that make or take away drafts.
#[component]
pub fn DraftsBox(
    /// Whether a draft is open, which can then be duplicated and deleted.
    #[prop(optional)]
    open: bool,
) -> impl IntoView {
    let cabinet = expect_context::<Cabinet>();
    let desk = expect_context::<Desk>();
    let questions = expect_context::<Questions>();
    let importing = expect_context::<Importing>();
    let delete = move |_| {
        let name = desk.draft().with_untracked(wording::draft_name);
        questions.ask(
            format!("删除“{name}”？删除后可以马上撤销。"),
            "删除",
            move || cabinet.delete_current(),
        );
    };
    view! {
        <section class="nb-drafts-box" aria-label="草稿">
            <button type="button" class="nb-button" class:is-primary=!open data-action="new-draft"
                on:click=does(move |_| _ = cabinet.begin_new())>"新建年报"</button>
            <button type="button" class="nb-button" data-action="open-example"
                on:click=does(move |_| cabinet.begin_example())>"打开示例"</button>
            {(!open).then(|| view! {
                <button type="button" class="nb-button" data-action="import"
                    title="新建一份年报，从上年的网页、Word 或 Excel 文件导入"
                    on:click=does(move |_| {
                        if cabinet.begin_new() {
                            importing.open(Some(Purpose::Previous));
                        }
                    })>"从上年年报开始"</button>
            })}
            <RestoreButton />
            <button type="button" class="nb-button" data-action="word-list"
                on:click=does(move |_| cabinet.words_shown().set(true))>"单位词表"</button>
            {open.then(|| view! {
                <button type="button" class="nb-button" data-action="history"
                    on:click=does(move |_| cabinet.versions_shown().set(true))>"历史版本"</button>
                <button type="button" class="nb-button" data-action="duplicate-draft"
                    on:click=does(move |_| cabinet.duplicate_current())>"复制一份"</button>
                <button type="button" class="nb-button is-danger" data-action="delete-draft"
                    on:click=does(delete)>"删除草稿"</button>
            })}
        </section>
        {open.then(|| view! { <OtherDrafts /> })}
    }
}

/// The ways to the drafts that are not on the desk.
#[component]
fn OtherDrafts() -> impl IntoView {
    let cabinet = expect_context::<Cabinet>();
    move || {
        let open = cabinet.open_id();
        let others: Vec<AnyView> = cabinet
            .drafts()
            .get()
            .into_iter()
            .filter(|draft| Some(&draft.id) != open.as_ref())
            .map(|draft| {
                let name = wording::summary_name(&draft);
                let id = draft.id.clone();
                view! {
                    <li>
                        <button type="button" class="nb-outline__entry" data-action="open-draft" data-draft=draft.id
                            on:click=does(move |_| cabinet.change_to(&id))>{name}</button>
                    </li>
                }
                .into_any()
            })
            .collect();
        (!others.is_empty()).then(|| {
            view! {
                <section class="nb-others" aria-label="其他草稿">
                    <h2 class="nb-others__title">"其他草稿"</h2>
                    <ul>{others}</ul>
                </section>
            }
            .into_any()
        })
    }
}

/// Hands out all drafts with their history in one file.
#[component]
pub fn SaveAllButton() -> impl IntoView {
    let cabinet = expect_context::<Cabinet>();
    let notices = expect_context::<Notices>();
    let by_hand = expect_context::<ByHand>();
    let save = move |_| {
        spawn_local(async move {
            let Some(archive) = cabinet.archive().await else {
                return notices.warn("浏览器不允许读取保存的草稿，没有得到文件。");
            };
            let text = archive.write();
            match file::download(ALL_DRAFTS, "application/json;charset=utf-8", &text) {
                Ok(()) => notices.say(format!(
                    "已交给浏览器保存文件“{ALL_DRAFTS}”，里面有全部草稿、历史版本和单位词表。到另一台电脑或者另一个浏览器里点“恢复备份”，选择这个文件。"
                )),
                Err(file::DownloadRefused) => by_hand.offer(
                    "浏览器没有允许保存文件。内容已选中，请按 Ctrl+C 复制，粘贴到记事本，另存为 .json 文件（编码选 UTF-8），以后用“恢复备份”打开。",
                    Content::Text(text),
                ),
            }
        });
    };
    view! { <button type="button" class="nb-button" data-action="save-all" on:click=does(save)>"导出全部草稿"</button> }
}

/// Restores a draft from a backup file as a draft of its own, or all drafts of a file that has them all.
#[component]
fn RestoreButton() -> impl IntoView {
    let cabinet = expect_context::<Cabinet>();
    let notices = expect_context::<Notices>();
    let input = NodeRef::<html::Input>::new();
    let chosen = move |_| {
        let Some(input) = input.get() else {
            return;
        };
        file::read_chosen(&input, move |bytes| {
            restoring::restore(bytes, cabinet, notices)
        });
    };
    let open = move |_| {
        if let Some(input) = input.get() {
            dom::click(input.into());
        }
    };
    view! {
        <span class="nb-file" data-action="restore-backup">
            <button type="button" class="nb-button" on:click=does(open)>"恢复备份"</button>
            <input
                class="nb-file__input"
                type="file"
                accept=".json,application/json"
                aria-label="选择备份文件"
                tabindex="-1"
                node_ref=input
                on:change=does(chosen)
            />
        </span>
    }
}
