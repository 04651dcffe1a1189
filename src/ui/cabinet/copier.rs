//! Carries every saved text to the copy that survives a crash, one batch after the other.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use leptos::task::spawn_local;

use crate::storage::surviving::{Change, Surviving};

/// The way to the surviving copy.
#[derive(Clone, Default)]
pub struct Copier(Rc<State>);

/// Learns whether everything is on disk.
type Listener = Box<dyn Fn(bool)>;

#[derive(Default)]
struct State {
    surviving: RefCell<Option<Rc<Surviving>>>,
    waiting: RefCell<Vec<Change>>,
    /// Who wants to know when everything is on disk.
    listeners: RefCell<Vec<Listener>>,
    busy: Cell<bool>,
}

impl Copier {
    /// Opens the surviving copy and reads all of it. `None` where the browser has none.
    pub async fn open(&self) -> Option<Vec<(String, String)>> {
        let surviving = Rc::new(Surviving::open().await.ok()?);
        let texts = surviving.all().await.ok()?;
        self.0.surviving.replace(Some(surviving));
        Some(texts)
    }

    /// Whether there is a surviving copy.
    pub fn is_open(&self) -> bool {
        self.0.surviving.borrow().is_some()
    }

    /// Sends changes; `finished` learns whether all that was sent until then is on disk.
    pub fn send(&self, changes: Vec<Change>, finished: impl Fn(bool) + 'static) {
        self.0.waiting.borrow_mut().extend(changes);
        self.0.listeners.borrow_mut().push(Box::new(finished));
        if self.0.busy.replace(true) {
            return;
        }
        let state = Rc::clone(&self.0);
        spawn_local(async move {
            let mut kept = true;
            loop {
                let batch = state.waiting.take();
                let surviving = state.surviving.borrow().clone();
                let (false, Some(surviving)) = (batch.is_empty(), surviving) else {
                    break;
                };
                kept &= surviving.apply(&batch).await.is_ok();
            }
            state.busy.set(false);
            for finished in state.listeners.take() {
                finished(kept);
            }
        });
    }
}
