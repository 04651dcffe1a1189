//! One part of the report in the editor: its fixed heading, then its table or prose.

use leptos::prelude::*;

use super::figures::Figures;
use super::last_year::LastYear;
use super::prose::Prose;
use crate::checks::registry;
use crate::model::prose;
use crate::model::section::Section;
use crate::ui::derived::{flag, words};
use crate::ui::desk::Desk;
use crate::ui::notices::Notices;
use crate::ui::wording;

/// The part of one section.
#[component]
pub fn SectionPart(
    /// Which section.
    section: Section,
) -> impl IntoView {
    let heading = section.heading().unwrap_or(section.name());
    let body = match (section, section.table()) {
        (_, Some(table)) => view! {
            <p class="nb-part__hint">{wording::table_hint(table)}</p>
            <LastYear section=section />
            <Figures table=table />
            <TableNote section=section />
        }
        .into_any(),
        (Section::Preamble, None) => view! {
            <OfferedText section=section label="填入标准导语" text=wording::preamble />
            <Prose section=section label="导语" hint="可不填。常见写法：编制依据、统计期限、联系方式。" />
        }
        .into_any(),
        (Section::Overview, None) => view! {
            <OfferedText section=section label="插入写作提纲" text=|_| Some(wording::SCAFFOLD.to_owned()) />
            <Prose section=section label="总体情况" hint="主动公开、依申请公开、政府信息管理、平台建设、监督保障五个方面，原则上不超过一千字。" />
            <Length section=section />
        }
        .into_any(),
        (_, None) => view! {
            <Prose section=section label=heading hint=wording::prose_hint(section) />
        }
        .into_any(),
    };
    view! {
        <section class="nb-part" data-part=section.id() aria-label=heading>
            <h2 class="nb-part__heading">{heading}</h2>
            {section.table().is_none().then(|| view! { <LastYear section=section /> })}
            {body}
        </section>
    }
}

/// The optional note under a table, folded away while it is empty.
#[component]
fn TableNote(
    /// The table's section.
    section: Section,
) -> impl IntoView {
    let desk = expect_context::<Desk>();
    let filled = Memo::new(move |_| desk.texts().with(|draft| !draft.prose(section).is_empty()));
    view! {
        <details class="nb-part__note" open=flag(move || filled.get())>
            <summary>"表后说明（一般不需要）"</summary>
            <Prose section=section label="表后说明" hint="如需对表中数据作说明，写在这里，导出时排在表格之后。" />
        </details>
    }
}

/// A button that puts a prepared text into an empty section, or before what is there.
#[component]
fn OfferedText(
    /// Where the text goes.
    section: Section,
    /// The button's label.
    label: &'static str,
    /// Makes the text; nothing while the fields it needs are blank.
    text: fn(&crate::model::draft::Draft) -> Option<String>,
) -> impl IntoView {
    let desk = expect_context::<Desk>();
    let notices = expect_context::<Notices>();
    let insert = move |_| {
        let draft = desk.draft().get_untracked();
        let Some(offered) = text(&draft) else {
            notices.say("请先填写报告年度，再填入标准导语。");
            return;
        };
        let present = draft.prose(section);
        if present.contains(offered.trim()) {
            notices.say("这段文字已经在里面了。");
            return;
        }
        let joined = if present.trim().is_empty() {
            offered
        } else {
            format!("{}\n{present}", offered.trim_end())
        };
        desk.apply(&[(section.into(), joined)]);
    };
    view! {
        <div class="nb-part__tools">
            <button type="button" class="nb-button is-quiet" data-action="insert-text" on:click=insert>{label}</button>
        </div>
    }
}

/// How long section one is against its thousand characters.
#[component]
fn Length(
    /// The section.
    section: Section,
) -> impl IntoView {
    let desk = expect_context::<Desk>();
    let length = Memo::new(move |_| {
        desk.texts()
            .with(|draft| prose::length(draft.prose(section)))
    });
    view! {
        <p class="nb-part__length" class:is-over=flag(move || length.get() > registry::OVERVIEW_MOST_CHARACTERS)>
            {words(move || format!("{} 字 / {} 字", length.get(), registry::OVERVIEW_MOST_CHARACTERS))}
        </p>
    }
}
