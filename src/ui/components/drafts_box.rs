//! What can be done with drafts as such: begin one, see the example, restore, delete.

use leptos::html;
use leptos::prelude::*;

use super::confirm::Questions;
use crate::storage::backup;
use crate::ui::browser::file;
use crate::ui::cabinet::Cabinet;
use crate::ui::desk::Desk;
use crate::ui::importing::Importing;
use crate::ui::notices::Notices;
use crate::ui::wording;

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
                on:click=move |_| cabinet.begin_new()>"新建年报"</button>
            <button type="button" class="nb-button" data-action="open-example"
                on:click=move |_| cabinet.begin_example()>"打开示例"</button>
            {(!open).then(|| view! {
                <button type="button" class="nb-button" data-action="import"
                    title="新建一份年报，从上年的网页、Word 或 Excel 文件导入"
                    on:click=move |_| {
                        cabinet.begin_new();
                        importing.open(None);
                    }>"从上年年报开始"</button>
            })}
            <RestoreButton />
            <button type="button" class="nb-button" data-action="word-list"
                on:click=move |_| cabinet.words_shown().set(true)>"单位词表"</button>
            {open.then(|| view! {
                <button type="button" class="nb-button" data-action="duplicate-draft"
                    on:click=move |_| cabinet.duplicate_current()>"复制一份"</button>
                <button type="button" class="nb-button is-danger" data-action="delete-draft"
                    on:click=delete>"删除草稿"</button>
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
                            on:click=move |_| cabinet.open_draft(&id)>{name}</button>
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

/// Restores a draft from a backup file, as a draft of its own.
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
            let Some(bytes) = bytes else {
                notices.warn("这个文件读不出来。请确认文件没有被别的程序占用，再选一次。");
                return;
            };
            match backup::text(&bytes).and_then(|text| backup::read(&text)) {
                Ok(draft) => {
                    let name = wording::draft_name(&draft);
                    if cabinet.begin(draft) {
                        notices.say(format!("已从备份恢复“{name}”，作为一份新的草稿。"));
                    }
                }
                Err(error) => notices.warn(wording::backup_error(&error)),
            }
        });
    };
    let open = move |_| {
        if let Some(input) = input.get() {
            input.click();
        }
    };
    view! {
        <span class="nb-file" data-action="restore-backup">
            <button type="button" class="nb-button" on:click=open>"恢复备份"</button>
            <input
                class="nb-file__input"
                type="file"
                accept=".json,application/json"
                aria-label="选择备份文件"
                tabindex="-1"
                node_ref=input
                on:change=chosen
            />
        </span>
    }
}
