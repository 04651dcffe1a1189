//! The copy of the drafts in IndexedDB, the one that survives a crash of the browser or of the PC.
//!
//! Its records are the same texts under the same keys as in localStorage. A change counts as made
//! when its transaction is complete, on disk where the browser can promise that.

#![allow(
    clippy::disallowed_methods,
    reason = "storage lies below ui and asks the window itself, where a missing one is an answer"
)]

use std::cell::RefCell;
use std::rc::Rc;

use js_sys::{Array, Object, Promise, Reflect};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Event, IdbDatabase, IdbObjectStore, IdbOpenDbRequest, IdbRequest, IdbTransaction};

use super::change::{Act, Change};
use super::copies::Refusal;
use super::key;
use super::local;
use super::shelf::ShelfError;
use super::snapshots::Snapshot;

/// The version of the database, not of the texts in it.
const DATABASE_VERSION: u32 = 1;

/// The copy that survives.
pub struct Surviving {
    open: RefCell<Option<Connection>>,
    lost: Lost,
}

/// Told when the browser has taken the database away: its data were cleared, or its disk has failed.
pub type Lost = Rc<dyn Fn()>;

/// Why the copy was not read or not changed. After an error nothing is changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SurvivingError {
    /// The browser has no IndexedDB for this page, or forbids it.
    Missing,
    /// There is no room left.
    Full,
    /// A newer version has changed the shape of the database.
    NewerDatabase,
    /// What is there is not an earlier state of the draft.
    Refused(Refusal),
    /// Anything else, by the name the browser gives it.
    Other(String),
}

/// An open database. It closes by itself when a newer version asks for it.
struct Connection {
    database: IdbDatabase,
    _on_version_change: Closure<dyn FnMut(Event)>,
    _on_close: Closure<dyn FnMut()>,
}

impl Surviving {
    /// Opens the database, and makes it at the first time. It is asked for at once, not at the first poll. `lost` is told
    /// when the browser takes it away later; what is asked of the copy then opens it anew.
    ///
    /// # Errors
    /// Says why there is no such copy; the product then works without it.
    pub fn open(
        lost: Lost,
    ) -> impl Future<Output = Result<Self, SurvivingError>> + use<> + 'static {
        let opening = Connection::open(&lost);
        async move {
            let open = RefCell::new(Some(opening?.await?));
            Ok(Self { open, lost })
        }
    }

    /// All drafts with their keys, deleted ones too; the snapshots are many, and read only when they are asked for.
    ///
    /// # Errors
    /// Says why they cannot be read.
    pub async fn all(&self) -> Result<Vec<(String, String)>, SurvivingError> {
        self.texts(|key| Snapshot::of_key(key).is_none()).await
    }

    /// All keys.
    ///
    /// # Errors
    /// Says why they cannot be read.
    pub async fn keys(&self) -> Result<Vec<String>, SurvivingError> {
        let (transaction, table) = self.begin(false).await?;
        let complete = complete(&transaction);
        let keys = table.get_all_keys().map_err(|error| reason(&error))?;
        complete.await?;
        let keys = keys.result().map_err(|error| reason(&error))?;
        Ok(Array::from(&keys)
            .iter()
            .filter_map(|key| key.as_string())
            .collect())
    }

    /// The texts under the keys that are wanted, with these.
    ///
    /// # Errors
    /// Says why they cannot be read.
    pub async fn texts(
        &self,
        wanted: impl Fn(&str) -> bool,
    ) -> Result<Vec<(String, String)>, SurvivingError> {
        let keys = self.keys().await?;
        let (transaction, table) = self.begin(false).await?;
        let complete = complete(&transaction);
        let requests: Result<Vec<(String, IdbRequest)>, JsValue> = keys
            .into_iter()
            .filter(|key| wanted(key))
            .map(|key| Ok((key.clone(), table.get(&key.into())?)))
            .collect();
        let requests = requests.map_err(|error| reason(&error))?;
        if requests.is_empty() {
            return Ok(Vec::new());
        }
        complete.await?;
        // A text that another window has removed meanwhile is not there.
        let text = |request: &IdbRequest| record_text(&request.result().ok()?);
        Ok(requests
            .into_iter()
            .filter_map(|(key, request)| Some((key, text(&request)?)))
            .collect())
    }

    /// The text under a key.
    ///
    /// # Errors
    /// Says why it cannot be read.
    pub async fn text(&self, key: &str) -> Result<Option<String>, SurvivingError> {
        let (_, table) = self.begin(false).await?;
        read(&table, key).await
    }

    /// Makes changes, all of them or none, and returns when they are complete.
    ///
    /// # Errors
    /// Says why none was made.
    pub async fn apply(&self, changes: &[Change]) -> Result<(), SurvivingError> {
        let (transaction, table) = self.begin(true).await?;
        let complete = complete(&transaction);
        match change(&table, changes).await {
            Ok(()) => {
                commit(&transaction);
                complete.await
            }
            Err(error) => {
                // A transaction that the browser aborted already cannot be aborted again.
                let _ = transaction.abort();
                let _ = complete.await;
                Err(error)
            }
        }
    }

    /// A transaction on the only table, on the connection at hand or on a new one.
    async fn begin(&self, write: bool) -> Result<(IdbTransaction, IdbObjectStore), SurvivingError> {
        let database = self.database().await?;
        let transaction = match transaction(&database, write) {
            Ok(transaction) => transaction,
            // The browser or a newer version of the product has closed the connection.
            Err(_) => {
                self.open.replace(None);
                transaction(&self.database().await?, write).map_err(|error| reason(&error))?
            }
        };
        let table = transaction.object_store(key::DATABASE_TABLE);
        Ok((transaction, table.map_err(|error| reason(&error))?))
    }

    async fn database(&self) -> Result<IdbDatabase, SurvivingError> {
        if let Some(connection) = &*self.open.borrow() {
            return Ok(connection.database.clone());
        }
        let connection = Connection::open(&self.lost)?.await?;
        let database = connection.database.clone();
        self.open.replace(Some(connection));
        Ok(database)
    }
}

impl Connection {
    /// Asks for the database at once.
    fn open(
        lost: &Lost,
    ) -> Result<impl Future<Output = Result<Self, SurvivingError>> + use<>, SurvivingError> {
        let factory = web_sys::window()
            .and_then(|window| window.indexed_db().ok()?)
            .ok_or(SurvivingError::Missing)?;
        let request = factory
            .open_with_u32(key::DATABASE, DATABASE_VERSION)
            .map_err(|_| SurvivingError::Missing)?;
        let upgrade = Closure::once({
            let request = request.clone();
            move || make_table(&request)
        });
        request.set_onupgradeneeded(Some(upgrade.as_ref().unchecked_ref()));
        let opening = success(&request);
        let lost = Rc::clone(lost);
        Ok(async move {
            let opened = opening.await;
            request.set_onupgradeneeded(None);
            drop(upgrade);
            // Private windows of some browsers have the interface and refuse to open anything.
            let refused = SurvivingError::Other("InvalidStateError".to_owned());
            match opened {
                Err(error) if error == refused => Err(SurvivingError::Missing),
                opened => Ok(Self::on(opened?.unchecked_into(), lost)),
            }
        })
    }

    fn on(database: IdbDatabase, lost: Lost) -> Self {
        let on_version_change = Closure::<dyn FnMut(Event)>::new({
            let (database, lost) = (database.clone(), Rc::clone(&lost));
            move |event: Event| {
                database.close();
                // A newer version of the product names its own; a database that is deleted has none.
                let version = Reflect::get(&event, &"newVersion".into());
                if version.is_ok_and(|version| version.is_null()) {
                    lost();
                }
            }
        });
        database.set_onversionchange(Some(on_version_change.as_ref().unchecked_ref()));
        let on_close = Closure::<dyn FnMut()>::new(move || lost());
        database.set_onclose(Some(on_close.as_ref().unchecked_ref()));
        Self {
            database,
            _on_version_change: on_version_change,
            _on_close: on_close,
        }
    }
}

impl Drop for Connection {
    fn drop(&mut self) {
        self.database.set_onversionchange(None);
        self.database.set_onclose(None);
        self.database.close();
    }
}

fn make_table(request: &IdbOpenDbRequest) {
    // A failure aborts the upgrade, and opening reports it.
    if let Ok(database) = request.result() {
        let database: IdbDatabase = database.unchecked_into();
        let _ = database.create_object_store(key::DATABASE_TABLE);
    }
}

/// Makes the changes one after the other, so that each sees what those before it did: what is there is read, compared
/// and written over within one transaction, and the transactions of all windows and processes come one after the other.
/// It stays alive across the awaits, since nothing but its own requests is awaited.
async fn change(table: &IdbObjectStore, changes: &[Change]) -> Result<(), SurvivingError> {
    for change in changes {
        for key in change.keys() {
            let there = read(table, key).await?;
            let act = change.at(key, there.as_deref());
            let request = match act.map_err(SurvivingError::Refused)? {
                Act::Leave => continue,
                Act::Put(text) => table.put_with_key(&text.into(), &key.into()),
                Act::Remove => table.delete(&key.into()),
            };
            request.map_err(|error| reason(&error))?;
        }
    }
    Ok(())
}

async fn read(table: &IdbObjectStore, key: &str) -> Result<Option<String>, SurvivingError> {
    let request = table.get(&key.into()).map_err(|error| reason(&error))?;
    Ok(record_text(&success(&request).await?))
}

/// A transaction on the only table. web-sys has no binding for the options yet; browsers that do not
/// know them pass them over.
fn transaction(database: &IdbDatabase, write: bool) -> Result<IdbTransaction, JsValue> {
    let options = Object::new();
    let mode = if write { "readwrite" } else { "readonly" };
    if write {
        Reflect::set(&options, &"durability".into(), &"strict".into())?;
    }
    let method: js_sys::Function = Reflect::get(database, &"transaction".into())?.dyn_into()?;
    let table = key::DATABASE_TABLE.into();
    let transaction = method.call3(database, &table, &mode.into(), &options)?;
    Ok(transaction.unchecked_into())
}

/// Ends a transaction that has all its changes. Otherwise the browser does so when the page has taken note of the last
/// one, which a busy page does late. Browsers that do not know this go the other way.
fn commit(transaction: &IdbTransaction) {
    let method = Reflect::get(transaction, &"commit".into());
    if let Ok(method) = method.and_then(JsCast::dyn_into::<js_sys::Function>) {
        // A transaction that has failed meanwhile says so by itself.
        let _ = method.call0(transaction);
    }
}

/// Resolves with the result of a request. The handlers are set at once, not at the first poll.
fn success(request: &IdbRequest) -> impl Future<Output = Result<JsValue, SurvivingError>> + use<> {
    let request = request.clone();
    let promise = Promise::new(&mut |resolve, reject| {
        request.set_onsuccess(Some(&resolve));
        request.set_onerror(Some(&reject));
    });
    async move {
        let settled = JsFuture::from(promise).await;
        match (settled, request.error()) {
            (Ok(_), _) => request.result().map_err(|error| reason(&error)),
            (Err(_), Ok(Some(error))) => Err(reason(&error)),
            (Err(error), Ok(None)) | (Err(_), Err(error)) => Err(reason(&error)),
        }
    }
}

/// Resolves when a transaction is complete. The handlers are set at once, not at the first poll.
fn complete(
    transaction: &IdbTransaction,
) -> impl Future<Output = Result<(), SurvivingError>> + use<> {
    let transaction = transaction.clone();
    let promise = Promise::new(&mut |resolve, reject| {
        transaction.set_oncomplete(Some(&resolve));
        transaction.set_onabort(Some(&reject));
    });
    async move {
        match JsFuture::from(promise).await {
            Ok(_) => Ok(()),
            Err(event) => Err(reason(&transaction.error().map_or(event, Into::into))),
        }
    }
}

/// The text of a record. A record that is no text reads as an empty one, and that as damaged.
fn record_text(value: &JsValue) -> Option<String> {
    (!value.is_undefined()).then(|| value.as_string().unwrap_or_default())
}

/// What an exception of the browser means.
fn reason(thrown: &JsValue) -> SurvivingError {
    match local::read_error(thrown) {
        ShelfError::Full => SurvivingError::Full,
        ShelfError::Forbidden => SurvivingError::Missing,
        ShelfError::Other(name) if name == "VersionError" => SurvivingError::NewerDatabase,
        ShelfError::Other(name) => SurvivingError::Other(name),
    }
}
