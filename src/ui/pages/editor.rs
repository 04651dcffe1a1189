//! The editor of one draft: outline, report, findings and ways out.

use leptos::ev;
use leptos::prelude::*;

use crate::model::section::Section;
use crate::ui::browser::dom;
use crate::ui::cabinet::Cabinet;
use crate::ui::components::bar::Bar;
use crate::ui::components::drafts_box::DraftsBox;
use crate::ui::components::export_box::ExportBox;
use crate::ui::components::fields::Fields;
use crate::ui::components::findings::Findings;
use crate::ui::components::outline::Outline;
use crate::ui::components::preview::Preview;
use crate::ui::components::section::SectionPart;
use crate::ui::derived::flag;
use crate::ui::desk::Desk;
use crate::ui::notices::Notices;

/// What the middle of the editor shows. A handle: copies speak of the same editor.
#[derive(Clone, Copy)]
pub struct View {
    preview: RwSignal<bool>,
    as_draft: RwSignal<bool>,
}

impl View {
    /// The form, not the preview.
    pub fn new() -> Self {
        Self {
            preview: RwSignal::new(false),
            as_draft: RwSignal::new(false),
        }
    }

    /// Whether the preview is shown in the form's place.
    pub const fn preview(&self) -> RwSignal<bool> {
        self.preview
    }

    /// Whether the user wants exports marked as drafts although nothing is wrong.
    pub const fn as_draft(&self) -> RwSignal<bool> {
        self.as_draft
    }

    /// Shows the form and does something in it.
    pub fn in_form(&self, act: impl FnOnce() + 'static) {
        if self.preview.get_untracked() {
            self.preview.set(false);
            // The form has to be laid out again before anything in it can be scrolled to.
            request_animation_frame(act);
        } else {
            act();
        }
    }

    /// Shows the form and goes to a place in it.
    pub fn go_to(&self, address: String) {
        self.in_form(move || dom::go_to(&address));
    }
}

/// Takes the last step back and goes where it was.
pub fn undo(desk: Desk, view: View) {
    if let Some(place) = desk.undo() {
        view.go_to(place.to_string());
    }
}

/// Takes the undone step again and goes where it is.
pub fn redo(desk: Desk, view: View) {
    if let Some(place) = desk.redo() {
        view.go_to(place.to_string());
    }
}

/// Says what an act has done and offers to undo it, as long as nothing else was done since.
pub fn offer_undo(desk: Desk, notices: Notices, said: String) {
    let changes = desk.changes().get_untracked();
    notices.offer(said, "撤销", move || {
        if desk.changes().get_untracked() == changes {
            desk.undo();
        } else {
            notices.say("此后又有改动。请用上方的“撤销”逐步退回。");
        }
    });
}

/// The screen.
#[component]
pub fn Editor() -> impl IntoView {
    let desk = expect_context::<Desk>();
    let view = View::new();
    provide_context(view);
    let keys = window_event_listener(ev::keydown, move |event| shortcut(&event, desk, view));
    on_cleanup(move || keys.remove());
    let cabinet = expect_context::<Cabinet>();
    let open_id = Memo::new(move |_| cabinet.open_id());
    Effect::new(move |before: Option<Option<String>>| {
        let id = open_id.get();
        if before.is_some_and(|before| before != id) {
            // Another draft begins at its beginning.
            view.in_form(|| {
                if let Some(part) = dom::find("[data-part=\"report\"]") {
                    dom::scroll_to(&part);
                    dom::focus_first(&part);
                }
            });
        }
        id
    });
    let parts = Section::ALL
        .map(|section| view! { <SectionPart section=section /> })
        .collect_view();
    view! {
        <div class="nb-desk">
            <Bar />
            <div class="nb-desk__side">
                <Outline />
                <DraftsBox open=true />
            </div>
            <main class="nb-desk__middle">
                <div class="nb-editor" hidden=flag(move || view.preview().get())>
                    <section class="nb-part" data-part="report" aria-label="基本信息">
                        <h2 class="nb-part__heading">"基本信息"</h2>
                        <Fields />
                    </section>
                    {parts}
                </div>
                <Preview />
            </main>
            <aside class="nb-desk__aside" aria-label="校核与导出">
                <ExportBox />
                <Findings />
            </aside>
        </div>
    }
}

/// The keys that work everywhere in the editor.
fn shortcut(event: &ev::KeyboardEvent, desk: Desk, view: View) {
    if event.is_composing() || event.alt_key() {
        return;
    }
    let control = event.ctrl_key() || event.meta_key();
    let key = event.key();
    match (key.as_str(), control, event.shift_key()) {
        ("z" | "Z", true, false) => undo(desk, view),
        ("y" | "Y", true, false) | ("z" | "Z", true, true) => redo(desk, view),
        ("F9", false, false) => view.preview.update(|shown| *shown = !*shown),
        ("Escape", false, false) if view.preview.get_untracked() => view.preview.set(false),
        // Everything is saved as it is typed; the browser's own saving would keep an empty form.
        ("s" | "S", true, false) => {}
        _ => return,
    }
    event.prevent_default();
}
