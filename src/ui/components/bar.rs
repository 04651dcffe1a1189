//! The bar: which draft this is, whether it is safe, and the acts on it as a whole.

use leptos::html;
use leptos::prelude::*;

use crate::ui::browser::clock;
use crate::ui::browser::words::Words;
use crate::ui::cabinet::{Cabinet, Status};
use crate::ui::deeds::{does, follow};
use crate::ui::derived::{flag, words};
use crate::ui::desk::Desk;
use crate::ui::importing::Importing;
use crate::ui::notices::Notices;
use crate::ui::painters::Painters;
use crate::ui::view::{self, View};

/// The bar.
#[component]
pub fn Bar() -> impl IntoView {
    let desk = expect_context::<Desk>();
    let cabinet = expect_context::<Cabinet>();
    let notices = expect_context::<Notices>();
    let view = expect_context::<View>();
    let importing = expect_context::<Importing>();
    let name = move || {
        desk.texts().with(|draft| match draft.shown_title() {
            title if title.is_empty() => "未命名的年度报告".to_owned(),
            title => title,
        })
    };
    let blank = expect_context::<Painters>().number(|board| board.blank_cells);
    let fill_zero = move |_| {
        let filled = desk.fill_zero();
        if filled == 0 {
            notices.say("没有空格需要填零。");
        } else {
            view::offer_undo(desk, notices, format!("已将 {filled} 个空格填为 0。"));
        }
    };
    let locked = move || desk.locked().get();
    view! {
        <header class="nb-bar">
            <div class="nb-bar__draft">
                <span class="nb-bar__product">"年报编制器"</span>
                <h1 class="nb-bar__name">{words(name)}</h1>
            </div>
            <SaveStatus />
            <div class="nb-bar__acts">
                <button type="button" class="nb-button" data-action="save-now" title="马上保存（Ctrl+S）；平时边填边自动保存"
                    on:click=does(move |_| cabinet.save_now())>"保存"</button>
                <button type="button" class="nb-button" data-action="undo" title="撤销（Ctrl+Z）"
                    disabled=flag(move || !desk.can_undo().get() || locked()) on:click=does(move |_| view::undo(desk, view))>"撤销"</button>
                <button type="button" class="nb-button" data-action="redo" title="重做（Ctrl+Y）"
                    disabled=flag(move || !desk.can_redo().get() || locked()) on:click=does(move |_| view::redo(desk, view))>"重做"</button>
                <button type="button" class="nb-button" data-action="fill-zero"
                    title="把没有填写的格一次填为 0，可以撤销"
                    disabled=flag(move || blank.get() == 0 || locked()) on:click=does(fill_zero)>
                    {words(move || match blank.get() {
                        0 => "其余填零".to_owned(),
                        blank => format!("其余 {blank} 格填零"),
                    })}
                </button>
                <button type="button" class="nb-button" data-action="import" title="导入上年或本年的年报：粘贴网页，或选择文件"
                    disabled=flag(locked) on:click=does(move |_| importing.open(None))>"导入"</button>
                <button type="button" class="nb-button" data-action="toggle-preview" title="预览（F9）"
                    aria-pressed=words(move || view.preview().get().to_string())
                    on:click=does(move |_| view.toggle_preview())>
                    {words(move || if view.preview().get() { "返回编辑" } else { "预览" })}
                </button>
                <button type="button" class="nb-button" data-action="all-drafts"
                    on:click=does(move |_| cabinet.show_list())>"全部草稿"</button>
            </div>
        </header>
    }
}

/// Whether the draft is safe: what was read back from storage.
#[component]
fn SaveStatus() -> impl IntoView {
    let cabinet = expect_context::<Cabinet>();
    let place = NodeRef::<html::P>::new();
    let mut words = None;
    follow(move || {
        let status = cabinet.status().get();
        if let Some(place) = place.get() {
            let words = words.get_or_insert_with(|| Words::of((**place).clone()));
            // An attribute of this constant name is always accepted.
            let _ = words.element().set_attribute("data-status", status.id());
            words.say(&told(status));
        }
    });
    view! {
        <p class="nb-status" role="status" node_ref=place></p>
    }
}

fn told(status: Status) -> String {
    match status {
        Status::Saved { at, survives: true } => {
            format!("已保存在本机（{}）", clock::local_time(at))
        }
        Status::Saved {
            at,
            survives: false,
        } => {
            format!(
                "已保存（{}），突然断电可能丢失最近几秒",
                clock::local_time(at)
            )
        }
        Status::Saving => "正在保存……".to_owned(),
        Status::Unsaved => "未保存，请下载备份".to_owned(),
        Status::Checking => "正在核对是否有更新的内容……".to_owned(),
        Status::ReadOnly => "只能查看".to_owned(),
    }
}
