//! Saying to the user what the keeper has to say.

use super::Cabinet;
use crate::storage::window::keeper::News;
use crate::ui::wording;

impl Cabinet {
    pub(super) fn tell(&self, news: News) {
        let notices = self.notices;
        match news {
            News::CannotLeave => notices.warn(wording::CANNOT_LEAVE),
            News::Deleted(id) => {
                let cabinet = *self;
                let undo = move || cabinet.undelete(&id);
                notices.offer(wording::DELETED, "撤销删除", undo);
            }
            News::NotDeleted(error) => notices.warn(wording::delete_error(&error)),
            News::Apart { id, deleted: true } => self.offer_other(wording::APART_DELETED, id),
            News::Apart { id, deleted: false } => self.offer_other(wording::APART_CHANGED, id),
            News::Parted(Some(id)) => self.offer_other(wording::PARTED, id),
            News::Parted(None) => notices.warn(wording::PARTED),
            News::Recycled(number) => notices.warn(wording::recycled(number)),
            News::NotOpened => notices.warn(wording::NOT_OPENED),
            News::Reconciled(done) => {
                if let Some(said) = wording::reconciled(&done) {
                    notices.warn(said);
                }
            }
            News::Restored => notices.say(wording::RESTORED),
            News::Cleared => notices.warn(wording::CLEARED),
            News::YoursAgain => notices.say(wording::YOURS_AGAIN),
        }
    }

    /// Says that something was stored as a draft of its own, and offers to open it.
    fn offer_other(&self, said: &'static str, id: String) {
        let cabinet = *self;
        let open = move || cabinet.change_to(&id);
        self.notices.warn_offering(said, "打开另存的草稿", open);
    }
}
