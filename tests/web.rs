//! Tests of what only a browser has: its storage, full, forbidden and missing.
#![cfg(target_arch = "wasm32")]
#![allow(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "a test fails by panicking, and arranges what the product must cope with"
)]

use std::cell::RefCell;
use std::rc::Rc;

use js_sys::Promise;
use nianbao::model::draft::Draft;
use nianbao::model::section::Section;
use nianbao::storage::change::Change;
use nianbao::storage::copies::Refusal;
use nianbao::storage::envelope;
use nianbao::storage::key;
use nianbao::storage::local::LocalShelf;
use nianbao::storage::shelf::{Shelf, ShelfError};
use nianbao::storage::stamp::Lineage;
use nianbao::storage::stamp::Stamp;
use nianbao::storage::store::{SaveError, Store};
use nianbao::storage::surviving::{Surviving, SurvivingError};
use nianbao::ui::browser::dom;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};
use web_sys::Event;

wasm_bindgen_test_configure!(run_in_browser);

fn draft(prose: &str) -> Draft {
    let mut draft = Draft::default();
    draft.organ = "云溪县应急管理局".into();
    draft.set_prose(Section::Overview, prose);
    draft
}

/// A localStorage with nothing in it.
fn empty_shelf() -> LocalShelf {
    run("localStorage.clear()");
    LocalShelf::open().unwrap()
}

/// Runs a piece of JavaScript, to arrange what a browser does.
fn run(script: &str) -> JsValue {
    js_sys::eval(script).unwrap()
}

/// Replaces a property of an object while a test runs, by the text of a property descriptor.
struct Replaced(&'static str);

impl Replaced {
    fn new(object: &str, name: &str, descriptor: &str, undo: &'static str) -> Self {
        run(&format!(
            "window.before = Object.getOwnPropertyDescriptor({object}, '{name}');
             Object.defineProperty({object}, '{name}', Object.assign({descriptor}, {{ configurable: true }}))"
        ));
        Self(undo)
    }

    fn local_storage(descriptor: &str) -> Self {
        let undo = "Object.defineProperty(window, 'localStorage', window.before)";
        Self::new("window", "localStorage", descriptor, undo)
    }

    fn indexed_db(descriptor: &str) -> Self {
        let undo = "Object.defineProperty(window, 'indexedDB', window.before)";
        Self::new("window", "indexedDB", descriptor, undo)
    }

    fn set_item(throws: &str) -> Self {
        let undo = "Object.defineProperty(Storage.prototype, 'setItem', window.before)";
        let descriptor = format!("{{ value: function () {{ throw {throws} }} }}");
        Self::new("Storage.prototype", "setItem", &descriptor, undo)
    }
}

impl Drop for Replaced {
    fn drop(&mut self) {
        run(self.0);
    }
}

#[wasm_bindgen_test]
fn the_probe_leaves_nothing_behind() {
    let shelf = empty_shelf();
    assert_eq!(shelf.keys(), Ok(vec![]));
}

#[wasm_bindgen_test]
fn a_draft_is_in_local_storage_after_saving() {
    let shelf = empty_shelf();
    shelf.put("excalidraw", "{}").unwrap();
    let store = Store::new(shelf);
    store.create("a", &draft("一"), 10, "w").unwrap();
    let saved = store
        .save("a", &draft("二\u{0}\u{1F600}"), 1, 20, "w")
        .unwrap();
    let stored = run("localStorage.getItem('nianbao.draft.a')");
    assert_eq!(stored.as_string(), Some(saved.text));
    let again = Store::new(LocalShelf::open().unwrap());
    assert_eq!(again.open("a").unwrap().draft, draft("二\u{0}\u{1F600}"));
    assert_eq!(again.list().unwrap().len(), 1);
    again.delete("a", 30, "w").unwrap();
    assert_eq!(
        run("localStorage.getItem('nianbao.draft.a')"),
        JsValue::NULL
    );
    assert_eq!(
        run("localStorage.getItem('excalidraw')"),
        JsValue::from("{}")
    );
}

#[wasm_bindgen_test]
fn a_full_local_storage_keeps_the_old_draft() {
    let store = Store::new(empty_shelf());
    store.create("a", &draft("一"), 10, "w").unwrap();
    let before = store.raw("a").unwrap();
    run("for (let size = 1 << 22; size >= 1; size >>= 1) {
           for (let n = 0; ; n++) {
             try { localStorage.setItem('filler.' + size + '.' + n, 'x'.repeat(size)) }
             catch (error) { break }
           }
         }");
    let full = ShelfError::Full;
    assert_eq!(
        store.save("a", &draft(&"长".repeat(99)), 1, 20, "w"),
        Err(SaveError::Shelf(full))
    );
    assert_eq!(store.raw("a").unwrap(), before);
    // What is in a full storage can still be read, and deleted.
    let again = Store::new(LocalShelf::open().unwrap());
    assert_eq!(again.open("a").unwrap().draft, draft("一"));
    run("localStorage.clear()");
}

#[wasm_bindgen_test]
fn a_storage_that_may_not_be_touched_is_forbidden() {
    let forbidden = Some(ShelfError::Forbidden);
    let throws = "{ get() { throw new DOMException('no', 'SecurityError') } }";
    for descriptor in [throws, "{ get() { return null } }", "{ value: undefined }"] {
        let _replaced = Replaced::local_storage(descriptor);
        assert_eq!(LocalShelf::open().err(), forbidden, "{descriptor}");
    }
    empty_shelf();
    let _replaced = Replaced::set_item("new DOMException('no', 'SecurityError')");
    assert_eq!(LocalShelf::open().err(), forbidden);
}

/// Private windows of older browsers have a storage of size zero.
#[wasm_bindgen_test]
fn an_empty_storage_that_takes_nothing_is_forbidden() {
    let shelf = empty_shelf();
    shelf.put("some", "text").unwrap();
    let _replaced = Replaced::set_item("new DOMException('no', 'QuotaExceededError')");
    assert!(LocalShelf::open().is_ok());
    run("localStorage.clear()");
    assert_eq!(LocalShelf::open().err(), Some(ShelfError::Forbidden));
}

/// Browsers have given this exception different names, codes and types.
#[wasm_bindgen_test]
fn a_full_storage_is_recognized_in_every_browser() {
    let shelf = empty_shelf();
    for thrown in [
        "new DOMException('full', 'QuotaExceededError')",
        "{ name: 'NS_ERROR_DOM_QUOTA_REACHED', code: 1014 }",
        "{ name: 'SomeNewName', code: 22 }",
        "{ code: 1014 }",
    ] {
        let _replaced = Replaced::set_item(thrown);
        assert_eq!(shelf.put("a", "b"), Err(ShelfError::Full), "{thrown}");
    }
    for (thrown, name) in [
        ("new TypeError('x')", "TypeError"),
        ("null", ""),
        ("'x'", ""),
    ] {
        let _replaced = Replaced::set_item(thrown);
        let other = ShelfError::Other(name.to_owned());
        assert_eq!(shelf.put("a", "b"), Err(other), "{thrown}");
    }
}

fn stored(revision: u64, prose: &str) -> String {
    let stamp = Stamp {
        id: "a".to_owned(),
        revision,
        saved_at: 10,
        window: "w".to_owned(),
        upon: Lineage::default(),
    };
    envelope::write(&stamp, &draft(prose))
}

fn put(text: &str) -> Change {
    Change::Put {
        key: key::draft("a"),
        text: text.to_owned(),
    }
}

async fn wait_for(script: &str) {
    let promise: Promise = run(&format!("new Promise({script})")).unchecked_into();
    JsFuture::from(promise).await.unwrap();
}

async fn no_database() {
    wait_for(
        "(resolve, reject) => {
           const request = indexedDB.deleteDatabase('nianbao');
           request.onsuccess = resolve; request.onerror = reject;
         }",
    )
    .await;
}

#[wasm_bindgen_test]
async fn the_surviving_copy_is_there_after_reopening() {
    no_database().await;
    let surviving = Surviving::open(Rc::new(|| {})).await.unwrap();
    assert_eq!(surviving.all().await, Ok(vec![]));
    let text = stored(1, "一\u{0}\u{1F600}");
    surviving.apply(&[put(&text)]).await.unwrap();
    drop(surviving);
    let again = Surviving::open(Rc::new(|| {})).await.unwrap();
    assert_eq!(again.all().await, Ok(vec![(key::draft("a"), text)]));
    let remove = Change::Remove {
        key: key::draft("a"),
    };
    again.apply(&[remove]).await.unwrap();
    again.apply(&[]).await.unwrap();
    assert_eq!(again.all().await, Ok(vec![]));
}

/// Two windows write, and an earlier revision arrives later: nothing of the whole is changed.
#[wasm_bindgen_test]
async fn an_earlier_revision_does_not_replace_a_later_one() {
    no_database().await;
    let (one, two) = (
        Surviving::open(Rc::new(|| {})).await.unwrap(),
        Surviving::open(Rc::new(|| {})).await.unwrap(),
    );
    one.apply(&[put(&stored(7, "七"))]).await.unwrap();
    two.apply(&[put(&stored(8, "八"))]).await.unwrap();
    two.apply(&[put(&stored(8, "八"))]).await.unwrap();
    let beside = Change::Replace {
        key: "nianbao.damaged.a.1".to_owned(),
        seen: None,
        text: Some("{".to_owned()),
    };
    let refused = one.apply(&[beside.clone(), put(&stored(7, "七"))]).await;
    assert!(matches!(
        refused,
        Err(SurvivingError::Refused(Refusal::NotEarlier(stamp))) if stamp.revision == 8
    ));
    let eight = (key::draft("a"), stored(8, "八"));
    assert_eq!(one.all().await, Ok(vec![eight]));
    one.apply(&[beside]).await.unwrap();
    let all = one.all().await.unwrap();
    let keys: Vec<_> = all.into_iter().map(|(key, _)| key).collect();
    assert_eq!(keys, ["nianbao.damaged.a.1", "nianbao.draft.a"]);
}

/// Two windows save upon the same state: one of the two is refused, also when its number is higher by then.
#[wasm_bindgen_test]
async fn of_two_branches_only_the_first_is_taken() {
    no_database().await;
    let (one, two) = (
        Surviving::open(Rc::new(|| {})).await.unwrap(),
        Surviving::open(Rc::new(|| {})).await.unwrap(),
    );
    let base = Stamp::first("a", 1, "u");
    let here = base.next(2, "one");
    let there = base.next(2, "two").next(3, "two");
    let text = |stamp: &Stamp| envelope::write(stamp, &draft(&stamp.window));
    one.apply(&[put(&text(&base))]).await.unwrap();
    let (first, second) = ([put(&text(&here))], [put(&text(&there))]);
    // Both transactions are begun before either is complete.
    let begun = wasm_bindgen_futures::future_to_promise(async move {
        let refused = two.apply(&second).await;
        assert!(matches!(
            refused,
            Err(SurvivingError::Refused(Refusal::NotEarlier(stamp))) if stamp.window == "one"
        ));
        Ok(JsValue::UNDEFINED)
    });
    one.apply(&first).await.unwrap();
    JsFuture::from(begun).await.unwrap();
    let kept = vec![(key::draft("a"), text(&here))];
    assert_eq!(one.all().await, Ok(kept));
}

/// A repair is made only where nothing has changed since; each change sees those before it.
#[wasm_bindgen_test]
async fn a_repair_replaces_only_what_was_seen() {
    no_database().await;
    let surviving = Surviving::open(Rc::new(|| {})).await.unwrap();
    let replace = |seen: Option<&str>, text: Option<&str>| Change::Replace {
        key: key::draft("a"),
        seen: seen.map(str::to_owned),
        text: text.map(str::to_owned),
    };
    let (five, two) = (stored(5, "五"), stored(2, "二"));
    surviving.apply(&[put(&five)]).await.unwrap();
    let late = [replace(None, Some(&two)), replace(Some("{"), None)];
    surviving.apply(&late).await.unwrap();
    let kept = vec![(key::draft("a"), five.clone())];
    assert_eq!(surviving.all().await, Ok(kept));
    let in_order = [replace(Some(&five), Some(&two)), put(&stored(3, "三"))];
    surviving.apply(&in_order).await.unwrap();
    let kept = vec![(key::draft("a"), stored(3, "三"))];
    assert_eq!(surviving.all().await, Ok(kept));
    surviving
        .apply(&[replace(Some(&stored(3, "三")), None)])
        .await
        .unwrap();
    assert_eq!(surviving.all().await, Ok(vec![]));
}

/// A text that cannot be read, or that is no text at all, is not put over.
#[wasm_bindgen_test]
async fn what_cannot_be_read_is_not_put_over() {
    no_database().await;
    let surviving = Surviving::open(Rc::new(|| {})).await.unwrap();
    for value in ["'{'", "{ some: 'object' }"] {
        let script = format!(
            "(resolve, reject) => {{
               const open = indexedDB.open('nianbao', 1);
               open.onerror = reject;
               open.onsuccess = () => {{
                 const transaction = open.result.transaction('texts', 'readwrite');
                 transaction.objectStore('texts').put({value}, 'nianbao.draft.a');
                 transaction.oncomplete = () => {{ open.result.close(); resolve() }};
                 transaction.onabort = reject;
               }};
             }}"
        );
        wait_for(&script).await;
        let refused = surviving.apply(&[put(&stored(1, "一"))]).await;
        assert!(
            matches!(
                refused,
                Err(SurvivingError::Refused(Refusal::Unreadable(_)))
            ),
            "{value} {refused:?}"
        );
    }
}

/// Clearing the browser's data, or a newer version in another window, closes the connection.
#[wasm_bindgen_test]
async fn a_closed_connection_is_opened_again() {
    no_database().await;
    let surviving = Surviving::open(Rc::new(|| {})).await.unwrap();
    surviving.apply(&[put(&stored(1, "一"))]).await.unwrap();
    // Deleting waits until every connection is closed: this one must give way by itself.
    no_database().await;
    surviving.apply(&[put(&stored(2, "二"))]).await.unwrap();
    let kept = vec![(key::draft("a"), stored(2, "二"))];
    assert_eq!(surviving.all().await, Ok(kept));
}

#[wasm_bindgen_test]
async fn a_database_of_a_newer_version_is_left_alone() {
    no_database().await;
    wait_for(
        "(resolve, reject) => {
           const open = indexedDB.open('nianbao', 2);
           open.onerror = reject;
           open.onsuccess = () => { open.result.close(); resolve() };
         }",
    )
    .await;
    assert_eq!(
        Surviving::open(Rc::new(|| {})).await.err(),
        Some(SurvivingError::NewerDatabase)
    );
    no_database().await;
}

#[wasm_bindgen_test]
async fn a_browser_without_a_database_is_told() {
    let missing = Some(SurvivingError::Missing);
    for descriptor in [
        "{ value: undefined }",
        "{ value: null }",
        "{ get() { throw new DOMException('no', 'SecurityError') } }",
        "{ value: { open() { throw new DOMException('no', 'SecurityError') } } }",
    ] {
        let _replaced = Replaced::indexed_db(descriptor);
        assert_eq!(
            Surviving::open(Rc::new(|| {})).await.err(),
            missing,
            "{descriptor}"
        );
    }
}

/// Puts markup into the page, beside what the runner of the tests has there.
fn page(markup: &str) {
    run(&format!(
        "(document.getElementById('page')
           || document.body.appendChild(Object.assign(document.createElement('div'), {{ id: 'page' }})))
           .innerHTML = `{markup}`"
    ));
}

/// What the browser sends at once, while a listener is running, comes after it.
#[wasm_bindgen_test]
async fn no_listener_finds_itself_running() {
    page("<div id=around><button id=inner></button><input id=typed></div>");
    let around = dom::find("#around").unwrap();
    let heard = Rc::new(RefCell::new(Vec::new()));
    let log = Rc::clone(&heard);
    // Like those of the components: a function that must not be called while it runs.
    let listener = Closure::<dyn FnMut(Event)>::new(move |event: Event| {
        let first = log.borrow().is_empty();
        log.borrow_mut().push(event.type_());
        if first {
            dom::click(dom::find("#inner").unwrap());
            dom::focus("#typed");
            dom::print();
            dom::remove(&dom::find("#typed").unwrap());
            log.borrow_mut().push("end".to_owned());
        }
    });
    for kind in ["click", "focusin", "focusout", "change"] {
        let function = listener.as_ref().unchecked_ref();
        around
            .add_event_listener_with_callback(kind, function)
            .unwrap();
    }
    run("window.print = function () {}");
    run("document.getElementById('inner').click()");
    wait_for("resolve => setTimeout(resolve, 50)").await;
    assert_eq!(*heard.borrow(), ["click", "end", "click"]);
}

/// Taking away what has the focus, and what was typed in it, is heard by nobody.
#[wasm_bindgen_test]
async fn what_the_page_takes_away_is_not_heard() {
    for quiet in [false, true] {
        page("<div id=around><input id=typed></div>");
        run("window.heard = [];
             for (const kind of ['blur', 'focusout', 'change'])
               document.getElementById('around').addEventListener(kind, event => heard.push(kind), true);
             document.getElementById('typed').focus(); document.execCommand('insertText', false, '12')");
        let around = dom::find("#around").unwrap();
        if quiet {
            dom::put_markup(&around, "");
        } else {
            run("document.getElementById('around').innerHTML = ''");
        }
        let heard = run("heard.length").as_f64().unwrap();
        // Where the browser itself says nothing, there is nothing to keep quiet.
        assert!(!quiet || heard == 0.0, "{heard} events were heard");
    }
}
