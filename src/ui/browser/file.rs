//! Files out of the page and into it.

use std::cell::Cell;

use js_sys::Function;
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{
    Blob, BlobPropertyBag, File, FileList, FileReader, HtmlAnchorElement, HtmlInputElement, Url,
};

use super::{dom, turn};

thread_local! {
    /// Whether a file is being handed out at this moment.
    static SAVING: Cell<bool> = const { Cell::new(false) };
}

/// Whether a file is being handed out at this moment, which is not leaving the page.
pub fn is_saving() -> bool {
    SAVING.get()
}

/// The browser did not let the page make a file.
#[derive(Debug)]
pub struct DownloadRefused;

/// Hands the user a file to keep.
///
/// # Errors
/// When the browser refuses; the caller shows the text instead.
pub fn download(name: &str, media_type: &str, text: &str) -> Result<(), DownloadRefused> {
    save(name, media_type, &text.into())
}

/// Hands the user a file of bytes to keep.
///
/// # Errors
/// When the browser refuses.
pub fn download_bytes(name: &str, media_type: &str, bytes: &[u8]) -> Result<(), DownloadRefused> {
    save(name, media_type, &js_sys::Uint8Array::from(bytes).into())
}

/// Saves a text or an array of bytes.
fn save(name: &str, media_type: &str, content: &JsValue) -> Result<(), DownloadRefused> {
    let parts = js_sys::Array::of1(content);
    let kind = BlobPropertyBag::new();
    kind.set_type(media_type);
    let blob =
        Blob::new_with_str_sequence_and_options(&parts, &kind).map_err(|_| DownloadRefused)?;
    download_blob(name, &blob)
}

/// Hands the user what the browser has made.
///
/// # Errors
/// When the browser refuses.
pub fn download_blob(name: &str, blob: &Blob) -> Result<(), DownloadRefused> {
    let address = Url::create_object_url_with_blob(blob).map_err(|_| DownloadRefused)?;
    let document = dom::document().ok_or(DownloadRefused)?;
    let link: HtmlAnchorElement = document
        .create_element("a")
        .ok()
        .and_then(|element| element.dyn_into().ok())
        .ok_or(DownloadRefused)?;
    link.set_href(&address);
    link.set_download(name);
    // Chromium 66 takes the click for leaving the page and would ask whether to.
    turn::own(|| SAVING.set(true));
    dom::click(link.into());
    turn::own(|| SAVING.set(false));
    // Old browsers read the file only after the click has been dealt with.
    let revoke = move || {
        let _ = Url::revoke_object_url(&address);
    };
    leptos::prelude::set_timeout(revoke, std::time::Duration::from_secs(60));
    Ok(())
}

/// Reads the bytes of the first file that the user chose and clears the choice, so that the same file
/// can be chosen again. `None` is given when the file cannot be read.
pub fn read_chosen(input: &HtmlInputElement, then: impl Fn(Option<Vec<u8>>) + 'static) {
    if let Some(file) = input.files().and_then(|files| files.get(0)) {
        read(&file, then);
    }
    input.set_value("");
}

/// The files of a list.
pub fn listed(files: &FileList) -> Vec<File> {
    (0..files.length()).filter_map(|at| files.get(at)).collect()
}

/// Reads the bytes of a file. `None` is given when it cannot be read.
pub fn read(file: &File, then: impl FnOnce(Option<Vec<u8>>) + 'static) {
    let Ok(reader) = FileReader::new() else {
        return then(None);
    };
    let finished = reader.clone();
    let done = Closure::once_into_js(move || {
        let bytes = finished.result().ok().filter(|result| !result.is_null());
        then(bytes.map(|buffer| js_sys::Uint8Array::new(&buffer).to_vec()));
    });
    reader.set_onloadend(Some(done.unchecked_ref()));
    if reader.read_as_array_buffer(file).is_err() {
        reader.set_onloadend(None);
        // Without a result it gives none.
        let _ = done.unchecked_ref::<Function>().call0(&JsValue::NULL);
    }
}
