//! What happens to a window, and what its page has to do then.

use std::borrow::Cow;

use super::super::newest::Farewell;
use crate::model::draft::Draft;
use crate::storage::change::Change;
use crate::storage::reconcile::Reconciled;
use crate::storage::steps::Steps;
use crate::storage::store::{SaveError, Saved};
use crate::storage::surviving::SurvivingError;

/// What happens to a window.
#[derive(Debug)]
pub enum Event<'a> {
    /// The page begins: the draft that was open last is opened.
    Start,
    /// Something was typed.
    Typed,
    /// What is typed is to be in storage now.
    Save,
    /// A time that was asked for has passed.
    Passed(Timer),
    /// Another window has changed a key of storage, or said something under it; without a key, everything was cleared.
    Heard {
        /// The key.
        key: Option<&'a str>,
        /// What is there now, or what was said.
        text: Option<&'a str>,
    },
    /// Storage is to be looked at, whatever was heard of it.
    LookBack,
    /// The user wants to edit here what is edited in another window.
    TakeOver,
    /// The user waits for the copy that survives.
    KeepWaiting,
    /// The user goes on with what is shown.
    GoOn,
    /// A draft is to be opened.
    Open(&'a str),
    /// A new draft is to be begun.
    Begin(Box<Draft>),
    /// A draft is to be deleted.
    Delete(&'a str),
    /// A deleted draft is to be taken back.
    Undelete(&'a str),
    /// The copy that survives is open and has these texts, by key.
    Connected(Vec<(String, String)>),
    /// It could not be opened.
    NotConnected(SurvivingError),
    /// All its texts were read once more.
    Compared(Vec<(String, String)>),
    /// The browser has taken it away.
    Lost,
    /// What was sent to it was made, or refused.
    Applied(u32, Result<(), SurvivingError>),
    /// What it has under the keys that were asked for; `None` where that could not be read.
    Read(u32, Option<Vec<(String, String)>>),
    /// The page goes away.
    Leave,
}

/// What a window waits for. Each purpose has a timer of its own, so that none ends another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Timer {
    /// Typing rests: it is saved.
    Rest,
    /// Another window has had time to give way.
    GivesWay,
    /// The window that has gone away has had time to come back.
    Returning,
    /// It is time to look back at storage.
    Beat,
    /// The browser has had time to open the surviving copy.
    Connecting,
    /// The surviving copy is opened once more.
    Reconnecting,
    /// The user is asked again whether to wait for it.
    Asking,
    /// Other windows are done changing the list of drafts.
    Listing,
}

impl Timer {
    /// All of them.
    pub const ALL: [Self; 8] = [
        Self::Rest,
        Self::GivesWay,
        Self::Returning,
        Self::Beat,
        Self::Connecting,
        Self::Reconnecting,
        Self::Asking,
        Self::Listing,
    ];
}

/// What the page has to do, in the order in which it is given.
#[derive(Debug, PartialEq, Eq)]
pub enum Effect {
    /// Waits so many milliseconds and says that it has [passed](Event::Passed), in the place of an earlier wait of that purpose.
    Wait(Timer, u64),
    /// Waits no longer.
    Cancel(Timer),
    /// Tells the other windows.
    Tell {
        /// Under this key.
        key: String,
        /// What.
        text: String,
    },
    /// Puts this state on the desk. It is no change to save.
    Lay(Box<Draft>),
    /// Another draft, or the same anew, is open from now on, with the steps that lead to it; `None` where what is on the
    /// desk goes on under another name.
    Opened(Option<Box<(Draft, Steps)>>),
    /// No draft is open any more.
    Closed,
    /// The open draft was stored.
    Stored(Box<Saved>),
    /// The list of drafts is to be read again.
    List,
    /// Opens the copy that survives, and says whether it is [connected](Event::Connected).
    Connect,
    /// Makes changes there, all or none, and says whether they were [made](Event::Applied).
    Apply(u32, Vec<Change>),
    /// [Reads](Event::Read) these keys there.
    Read(u32, [String; 2]),
    /// Sees whether it still has this draft: if not, all is [compared](Event::Compared) anew.
    LookInto(String),
    /// Reads all its texts and has them [compared](Event::Compared).
    Compare,
    /// Removes earlier states that are too many.
    Thin,
    /// Removes the earlier states of a draft that was removed for good.
    Forget(String),
    /// The word list that the surviving copy has, to be united with the one here.
    Words(Option<String>),
    /// The word list is to be put into storage again.
    KeepWords,
    /// What to leave in the tab for the page that is loaded in the place of this one.
    Farewell(Farewell),
    /// Something to say to the user.
    Say(News),
}

/// What a user has to know.
#[derive(Debug, PartialEq, Eq)]
pub enum News {
    /// What is on the desk is not in storage, and therefore stays.
    CannotLeave,
    /// A draft was deleted, and can be taken back.
    Deleted(String),
    /// A draft was not deleted, or not taken back.
    NotDeleted(SaveError),
    /// What stood here became a draft of its own, because another window had changed or deleted the draft.
    Apart {
        /// The new draft.
        id: String,
        /// Whether it was deleted.
        deleted: bool,
    },
    /// Two states of a draft were found of which neither was saved upon the other; the new draft with one of them.
    Parted(Option<String>),
    /// So many deleted drafts had to make room.
    Recycled(usize),
    /// The copy that survives cannot be opened, and no draft is to be seen.
    NotOpened,
    /// Both copies were brought into line.
    Reconciled(Box<Reconciled>),
    /// What a crash had taken is there again.
    Restored,
    /// The browser's data were cleared.
    Cleared,
    /// The window that edited is gone, and this one may.
    YoursAgain,
}

/// What is on the desk when something happens.
#[derive(Clone, Copy, Debug)]
pub struct OnDesk<'a> {
    /// The draft as it stands there.
    pub draft: &'a Draft,
    /// How many changes there were on the desk.
    pub changes: u64,
    /// Whether the list of drafts is shown over it.
    pub listed: bool,
}

/// What came of it.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Outcome {
    /// Whether it was done: for [`Event::Save`], whether storage has everything that is on the desk.
    pub done: bool,
    /// What the page has to do.
    pub effects: Vec<Effect>,
}

/// An event being dealt with.
pub(super) struct Dealing<'a> {
    /// The draft on the desk, as the effects so far leave it.
    pub draft: Cow<'a, Draft>,
    pub changes: u64,
    pub listed: bool,
    pub now: u64,
    pub new_id: &'a mut dyn FnMut() -> String,
    pub effects: Vec<Effect>,
}

impl Dealing<'_> {
    pub fn add(&mut self, effect: Effect) {
        self.effects.push(effect);
    }

    pub fn say(&mut self, news: News) {
        self.add(Effect::Say(news));
    }
}
