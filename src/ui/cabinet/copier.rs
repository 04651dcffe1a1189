//! The way to the copy that survives a crash, in the browser: its connection, and changes for which there is no room.

use std::cell::RefCell;
use std::pin::Pin;
use std::rc::Rc;

use crate::storage::change::Change;
use crate::storage::snapshots::Snapshot;
use crate::storage::surviving::{Surviving, SurvivingError};

/// The surviving copy, where it is open.
#[derive(Clone, Default)]
pub struct Copier(Rc<RefCell<Option<Rc<Surviving>>>>);

/// The surviving copy being opened; it gives all drafts with their keys.
pub type Opening = Pin<Box<dyn Future<Output = Result<Vec<(String, String)>, SurvivingError>>>>;

impl Copier {
    /// Opens the surviving copy, which is asked for at once, and reads all drafts of it. `lost` is told when the browser takes
    /// it away later.
    ///
    /// # Errors
    /// Says why there is no such copy, or why it cannot be read.
    pub fn open(&self, lost: impl Fn() + 'static) -> Opening {
        let opening = Surviving::open(Rc::new(lost));
        let place = Rc::clone(&self.0);
        Box::pin(async move {
            let surviving = Rc::new(opening.await?);
            let texts = surviving.all().await?;
            place.replace(Some(surviving));
            Ok(texts)
        })
    }

    /// Goes on without the surviving copy.
    pub fn close(&self) {
        self.0.replace(None);
    }

    /// The surviving copy, where there is one.
    pub fn surviving(&self) -> Option<Rc<Surviving>> {
        self.0.borrow().clone()
    }
}

/// Makes changes. Where there is no room, the oldest snapshots make some, one after the other.
pub async fn apply(surviving: &Surviving, changes: &[Change]) -> Result<(), SurvivingError> {
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
