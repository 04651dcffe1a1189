//! The banner: what keeps drafts from being safe, and what to do about it; reminders of the backup.

use leptos::prelude::*;

use crate::storage::envelope::StoredError;
use crate::storage::key;
use crate::ui::backup_file::BackupFile;
use crate::ui::browser::{dom, file};
use crate::ui::cabinet::{Cabinet, Trouble};
use crate::ui::deeds::does;
use crate::ui::notices::Notices;
use crate::ui::wording;

/// The banner.
#[component]
pub fn Banner() -> impl IntoView {
    let cabinet = expect_context::<Cabinet>();
    let backup = BackupFile::from_context();
    let shown = move || {
        cabinet.trouble().get().map(|trouble| {
            let text = wording::trouble(&trouble);
            let failed = !matches!(
                trouble,
                Trouble::EditedElsewhere | Trouble::EditorSilent | Trouble::EditorGone
            );
            let act = match &trouble {
                Trouble::NoStorage(_) | Trouble::NotSaved(_) if cabinet.has_open() => view! {
                    <button type="button" class="nb-button" data-action="download-backup"
                        on:click=does(move |_| backup.save())>"下载备份"</button>
                }
                .into_any(),
                Trouble::NoStorage(_) | Trouble::NotSaved(_) | Trouble::DeletedElsewhere => {
                    ().into_any()
                }
                Trouble::NotCompared => view! {
                    <button type="button" class="nb-button" data-action="keep-waiting"
                        on:click=does(move |_| {
                            cabinet.keep_waiting();
                            dom::rescue_focus();
                        })>"继续等待"</button>
                    <button type="button" class="nb-button" data-action="go-on-with-this"
                        on:click=does(move |_| {
                            cabinet.go_on_with_this();
                            dom::focus_form();
                        })>"用现在看到的内容开始填写"</button>
                }
                .into_any(),
                Trouble::OtherFound { id } => {
                    let id = id.clone();
                    view! {
                        <button type="button" class="nb-button" data-action="open-found"
                            on:click=does(move |_| {
                                cabinet.change_to(&id);
                                dom::focus_form();
                            })>"打开另一份"</button>
                    }
                    .into_any()
                }
                Trouble::EditedElsewhere | Trouble::EditorSilent | Trouble::EditorGone => view! {
                    <button type="button" class="nb-button" data-action="take-over"
                        on:click=does(move |_| {
                            cabinet.take_over();
                            // The banner goes away once the other window has given way.
                            dom::focus_form();
                        })>"改在本窗口编辑"</button>
                }
                .into_any(),
                Trouble::Unreadable {
                    error: StoredError::Absent,
                    ..
                } => ().into_any(),
                Trouble::Unreadable { id, .. } => view! { <RawButton stored=key::draft(id) /> }.into_any(),
            };
            let newer = matches!(&trouble, Trouble::Unreadable { error, .. } if error.newer().is_some());
            view! {
                <div class="nb-banner" class:is-failed=failed role="alert" data-status=newer.then_some("readonly")>
                    {text}
                    {act}
                </div>
            }
        })
    };
    let reminder = move || {
        cabinet.reminder().get().map(|reminder| {
            view! {
                <div class="nb-banner" role="status">
                    {wording::reminder(&reminder)}
                    <button type="button" class="nb-button" data-action="download-backup"
                        on:click=does(move |_| backup.save())>"下载备份"</button>
                    <button type="button" class="nb-button" data-action="put-off-backup"
                        on:click=does(move |_| cabinet.put_off_backup())>"以后再说"</button>
                </div>
            }
        })
    };
    view! { <div class="nb-banners">{shown}{reminder}</div> }
}

/// Hands out a stored text that cannot be read as a draft.
#[component]
pub fn RawButton(
    /// Its key.
    stored: String,
) -> impl IntoView {
    let cabinet = expect_context::<Cabinet>();
    let notices = expect_context::<Notices>();
    let save = move |_| {
        let text = cabinet.raw(&stored).unwrap_or_default();
        let own = stored.strip_prefix(key::PREFIX).unwrap_or(&stored);
        let name = format!("年报草稿原始数据-{own}.txt");
        match file::download(&name, "text/plain;charset=utf-8", &text) {
            Ok(()) => notices.say(format!(
                "已交给浏览器保存文件“{name}”，可交给技术人员恢复。"
            )),
            Err(file::DownloadRefused) => notices.warn("浏览器没有允许保存文件。"),
        }
    };
    view! { <button type="button" class="nb-button" data-action="download-raw" on:click=does(save)>"下载原始数据"</button> }
}
