//! The list of drafts, and where the first one begins.

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::model::cell::Cell;
use crate::storage::key;
use crate::storage::store::{DraftSummary, SummaryState};
use crate::ui::browser::{clock, dom};
use crate::ui::cabinet::Cabinet;
use crate::ui::components::banner::RawButton;
use crate::ui::components::confirm::Questions;
use crate::ui::components::drafts_box::{DraftsBox, SaveAllButton};
use crate::ui::deeds::{does, follow};
use crate::ui::wording;

/// The screen.
#[component]
pub fn Drafts() -> impl IntoView {
    let cabinet = expect_context::<Cabinet>();
    let back = move || {
        cabinet.has_open().then(|| {
            view! {
                <p class="nb-home__back">
                    <button type="button" class="nb-button is-quiet" data-action="back-to-draft"
                        on:click=does(move |_| cabinet.show_desk())>"返回正在编辑的草稿"</button>
                </p>
            }
            .into_any()
        })
    };
    // The list is short and seldom changes: making it anew costs less than code for keeping track.
    let list = move || {
        let drafts = cabinet.drafts().get();
        (!drafts.is_empty()).then(|| {
            let items: Vec<AnyView> = drafts
                .into_iter()
                .map(|draft| view! { <DraftItem draft=draft /> }.into_any())
                .collect();
            view! {
                <h2 class="nb-home__heading">"草稿"</h2>
                <ul class="nb-home__list">{items}</ul>
            }
            .into_any()
        })
    };
    let room = RwSignal::new(String::new());
    follow(move || {
        cabinet.drafts().track();
        cabinet.deleted().track();
        spawn_local(async move {
            let (drafts, snapshots) = cabinet.used().await;
            room.set(wording::room(drafts, snapshots));
        });
    });
    let keeping = move || {
        let any = !(cabinet.drafts().with(Vec::is_empty) && cabinet.deleted().with(Vec::is_empty));
        any.then(|| {
            view! {
                <p class="nb-home__note"><SaveAllButton />" 换电脑、换浏览器时用。"{move || room.get()}</p>
            }
            .into_any()
        })
    };
    view! {
        <div class="nb-home">
            <main class="nb-home__paper">
                <h1 class="nb-home__title">"年报编制器"</h1>
                <p class="nb-home__lead">
                    "编制政府信息公开工作年度报告：六个部分、三张表，边填边校核，导出后粘贴到门户网站。"
                    "所填内容只保存在这台电脑的浏览器里，不会发送到任何地方。"
                </p>
                <DraftsBox />
                {back}
                {list}
                <DeletedDrafts />
                <AsideTexts />
                <p class="nb-home__note">
                    "清理浏览器数据、重装系统都会删掉草稿。重要的工作请随时“下载备份”，存到U盘或共享盘。"
                </p>
                {keeping}
            </main>
        </div>
    }
}

/// One draft of the list.
#[component]
fn DraftItem(
    /// What is known of it.
    draft: DraftSummary,
) -> impl IntoView {
    let cabinet = expect_context::<Cabinet>();
    let name = wording::summary_name(&draft);
    let id = draft.id.clone();
    let state = match &draft.state {
        SummaryState::Sound => format!(
            "{}　表格已填 {} / {} 格",
            draft.saved_at.map(clock::local_time).unwrap_or_default(),
            draft.filled,
            Cell::all().filter(|cell| !cell.is_total()).count()
        ),
        SummaryState::Damaged(_) => "数据已损坏，不能打开".to_owned(),
        SummaryState::Newer { version } => {
            format!("由较新版本（数据版本 {version}）保存，不能在这里打开")
        }
    };
    let readable = draft.state == SummaryState::Sound;
    let (open, delete) = (id.clone(), id.clone());
    view! {
        <li class="nb-home__item">
            <button type="button" class="nb-home__open" data-action="open-draft" data-draft=id.clone()
                on:click=does(move |_| cabinet.open_draft(&open))>
                <span class="nb-home__name">{name}</span>
                <span class="nb-home__state">{state}</span>
            </button>
            {if readable {
                view! {
                    <button type="button" class="nb-button" data-action="delete-draft" data-draft=id
                        on:click=does(move |_| {
                            cabinet.delete(&delete);
                            dom::rescue_focus();
                        })>"删除"</button>
                }.into_any()
            } else {
                view! { <RawButton stored=key::draft(&id) /> }.into_any()
            }}
        </li>
    }
}

/// The deleted drafts, folded away: they can be taken back until they are removed for good.
#[component]
fn DeletedDrafts() -> impl IntoView {
    let cabinet = expect_context::<Cabinet>();
    let questions = expect_context::<Questions>();
    let deleted = cabinet.deleted();
    let item = move |draft: DraftSummary| {
        let name = wording::summary_name(&draft);
        let (back, id, asked) = (draft.id.clone(), draft.id, name.clone());
        let erase = move |_| {
            let id = id.clone();
            questions.ask(
                format!("彻底删除“{asked}”？删除后不能找回。"),
                "彻底删除",
                move || cabinet.erase(&id),
            );
        };
        view! {
            <li class="nb-home__item">
                <span class="nb-home__open">
                    <span class="nb-home__name">{name}</span>
                    <span class="nb-home__state">
                        {format!("删除于 {}", draft.saved_at.map(clock::local_time).unwrap_or_default())}
                    </span>
                </span>
                <button type="button" class="nb-button" data-action="undelete-draft"
                    on:click=does(move |_| {
                        cabinet.undelete(&back);
                        dom::rescue_focus();
                    })>"恢复"</button>
                <button type="button" class="nb-button is-danger" data-action="erase-draft" on:click=does(erase)>"彻底删除"</button>
            </li>
        }
        .into_any()
    };
    move || {
        let drafts = deleted.get();
        (!drafts.is_empty()).then(|| {
            let count = drafts.len();
            let items: Vec<AnyView> = drafts.into_iter().map(item).collect();
            view! {
                <details class="nb-home__deleted">
                    <summary>{format!("已删除的草稿（{count}，至少保留30天）")}</summary>
                    <ul class="nb-home__list">{items}</ul>
                </details>
            }
            .into_any()
        })
    }
}

/// The stored texts that could not be read, folded away, each to be kept as a file.
#[component]
fn AsideTexts() -> impl IntoView {
    let cabinet = expect_context::<Cabinet>();
    let questions = expect_context::<Questions>();
    move || {
        let texts = cabinet.aside().get();
        (!texts.is_empty()).then(|| {
            let count = texts.len();
            let items: Vec<AnyView> = texts
                .into_iter()
                .zip(1..)
                .map(|(text, number): (_, u32)| {
                    let stored = text.key.clone();
                    let name = format!("第 {number} 份");
                    let remove = move |_| {
                        let text = text.clone();
                        questions.ask(
                            "删除这份损坏的数据？删除后不能找回。",
                            "删除",
                            move || cabinet.remove_aside(&text),
                        );
                    };
                    view! {
                        <li class="nb-home__item">
                            <span class="nb-home__open"><span class="nb-home__state">{name}</span></span>
                            <RawButton stored=stored />
                            <button type="button" class="nb-button is-danger" data-action="remove-raw" on:click=does(remove)>"删除"</button>
                        </li>
                    }
                    .into_any()
                })
                .collect();
            view! {
                <details class="nb-home__deleted">
                    <summary>{format!("损坏的数据（{count}）")}</summary>
                    <ul class="nb-home__list">{items}</ul>
                </details>
            }
            .into_any()
        })
    }
}
