//! Carries every saved text to the copy that survives a crash, one transaction after the other.

use std::cell::{Cell, RefCell};
use std::collections::VecDeque;
use std::pin::Pin;
use std::rc::Rc;

use leptos::task::spawn_local;

use crate::storage::change::Change;
use crate::storage::snapshots::{self, BUDGET, Snapshot};
use crate::storage::surviving::{Surviving, SurvivingError};

/// The way to the surviving copy.
#[derive(Clone, Default)]
pub struct Copier(Rc<State>);

/// The surviving copy being opened; it gives all drafts with their keys.
pub type Opening = Pin<Box<dyn Future<Output = Result<Vec<(String, String)>, SurvivingError>>>>;

/// Learns whether the change that it was given with is on disk, or why not. Never called when a later text of the same
/// draft has taken its place while it waited.
type Listener = Box<dyn FnOnce(Result<(), SurvivingError>)>;

/// Changes that belong together; those of one are made or refused without regard to any other.
struct Group {
    changes: Vec<Change>,
    finished: Listener,
}

impl Group {
    /// Whether it only puts a later text in the place of what another one only puts.
    fn overtakes(&self, earlier: &Self) -> bool {
        let only_put = |group: &Self| match group.changes.as_slice() {
            [Change::Put { key, .. }] => Some(key.clone()),
            _ => None,
        };
        let key = only_put(self);
        key.is_some() && key == only_put(earlier)
    }
}

#[derive(Default)]
struct State {
    surviving: RefCell<Option<Rc<Surviving>>>,
    waiting: RefCell<VecDeque<Group>>,
    /// The number of the connection on which something is under way. What a connection that is gone was asked may never be
    /// answered; nothing waits for it.
    busy_on: Cell<Option<u32>>,
    /// How many connections there were.
    connections: Cell<u32>,
    /// Whether it was open at some time.
    was_open: Cell<bool>,
}

impl Copier {
    /// Opens the surviving copy, which is asked for at once, and reads all drafts of it. `lost` is told when the browser takes
    /// it away later.
    ///
    /// # Errors
    /// Says why there is no such copy, or why it cannot be read.
    pub fn open(&self, lost: impl Fn() + 'static) -> Opening {
        let opening = Surviving::open(Rc::new(lost));
        let state = Rc::clone(&self.0);
        Box::pin(async move {
            let surviving = Rc::new(opening.await?);
            let texts = surviving.all().await?;
            state.surviving.replace(Some(surviving));
            state.connections.update(|number| number + 1);
            state.was_open.set(true);
            Ok(texts)
        })
    }

    /// Goes on without the surviving copy. Whatever is on its way there is compared when it is open again.
    pub fn close(&self) {
        self.0.surviving.replace(None);
        self.0.busy_on.set(None);
        self.0.waiting.borrow_mut().clear();
    }

    /// The surviving copy, where there is one.
    pub fn surviving(&self) -> Option<Rc<Surviving>> {
        self.0.surviving.borrow().clone()
    }

    /// Whether there is a surviving copy.
    pub fn is_open(&self) -> bool {
        self.0.surviving.borrow().is_some()
    }

    /// Whether there was a surviving copy, and is none any more.
    pub fn is_lost(&self) -> bool {
        self.0.was_open.get() && !self.is_open()
    }

    /// Whether something is on its way to it.
    pub fn is_busy(&self) -> bool {
        self.0.busy_on.get().is_some()
    }

    /// Sends changes that are made together or not at all; `finished` learns whether they are on disk. While there is no
    /// surviving copy nothing is sent: what it has then is compared with localStorage when it is open again.
    pub fn send(
        &self,
        changes: Vec<Change>,
        finished: impl FnOnce(Result<(), SurvivingError>) + 'static,
    ) {
        if !self.is_open() {
            return;
        }
        let group = Group {
            changes,
            finished: Box::new(finished),
        };
        let mut waiting = self.0.waiting.borrow_mut();
        match waiting.back_mut() {
            // Where saves come faster than the disk takes them, the later one is enough.
            Some(last) if group.overtakes(last) => *last = group,
            Some(_) | None => waiting.push_back(group),
        }
        drop(waiting);
        if self.is_busy() {
            return;
        }
        let state = Rc::clone(&self.0);
        let own = Some(state.connections.get());
        state.busy_on.set(own);
        spawn_local(async move {
            while state.busy_on.get() == own {
                let group = state.waiting.borrow_mut().pop_front();
                let surviving = state.surviving.borrow().clone();
                let (Some(group), Some(surviving)) = (group, surviving) else {
                    break;
                };
                let applied = apply(&surviving, &group.changes).await;
                (group.finished)(applied);
            }
            if state.busy_on.get() == own {
                state.busy_on.set(None);
            }
        });
    }

    /// Sends a snapshot, and thins all of them.
    pub fn send_snapshot(&self, snapshot: Snapshot, text: String) {
        let put = Change::Put {
            key: snapshot.key,
            text,
        };
        let copier = self.clone();
        // A snapshot that is not kept is missed by nobody who does not look for just this one.
        self.send(vec![put], move |_| {
            spawn_local(async move {
                let Some(surviving) = copier.surviving() else {
                    return;
                };
                let keys = surviving.keys().await.unwrap_or_default();
                let all = Snapshot::among(&keys);
                let gone = snapshots::superfluous(&all, BUDGET);
                copier.remove(gone);
            });
        });
    }

    /// Removes keys that nobody needs any more.
    pub fn remove(&self, keys: Vec<String>) {
        let changes: Vec<Change> = keys.into_iter().map(|key| Change::Remove { key }).collect();
        if !changes.is_empty() {
            // What stays takes room and does no harm.
            self.send(changes, |_| {});
        }
    }
}

/// Makes changes. Where there is no room, the oldest snapshots make some, one after the other.
async fn apply(surviving: &Surviving, changes: &[Change]) -> Result<(), SurvivingError> {
    let mut applied = surviving.apply(changes).await;
    if applied != Err(SurvivingError::Full) {
        return applied;
    }
    let keys = surviving.keys().await?;
    for Snapshot { key, .. } in Snapshot::among(&keys) {
        surviving.apply(&[Change::Remove { key }]).await?;
        applied = surviving.apply(changes).await;
        if applied != Err(SurvivingError::Full) {
            break;
        }
    }
    applied
}
