//! Where somebody is in the open draft, kept for the next start; and saving because somebody asks for it.

use super::Cabinet;
use crate::model::location::Location;
use crate::storage::place::Place;

impl Cabinet {
    /// Keeps where somebody is when the page goes away.
    pub fn keep_place(&self, focus: Option<Location>, scrolled: i32) {
        if let Some(draft) = self.open_id_now() {
            let place = Place {
                draft,
                focus,
                scrolled,
            };
            // Without it the next start begins at the top.
            let _ = self.with_store(|store| store.put_place(&place));
        }
    }

    /// Where somebody was in the open draft when the page went away.
    pub fn kept_place(&self) -> Option<Place> {
        let draft = self.open_id_now()?;
        self.with_store(|store| store.place(&draft))
    }

    /// Saves at once, because somebody asks for it, and says what came of it.
    pub fn save_now(&self) {
        use leptos::prelude::GetUntracked;
        if self.desk.locked().get_untracked() {
            self.notices.warn("本窗口只能查看，没有要保存的内容。");
        } else if self.flush() && self.is_lasting() {
            self.notices
                .say("已保存在本机浏览器里。平时边填边自动保存，不用按键。");
        } else {
            self.notices
                .warn("没有保存成功：浏览器没有存下来。请点“下载备份”，把内容存成文件。");
        }
    }
}
