//! The readers of old office files as a WebAssembly module of its own: made for one file and thrown away, so that a file that
//! takes long or much memory takes nothing of the page with it.
//!
//! The page puts the bytes where [`room`] says, calls [`read`], and finds JSON where [`result`] says, as many bytes as
//! [`read`] returned. Text in an older encoding the page decodes itself: the module asks its import `decode`, and the page
//! writes UTF-8 where [`room_for_text`] says.

use std::cell::RefCell;

use readers::Decoder;

thread_local! {
    static FILE: RefCell<Vec<u8>> = const { RefCell::new(Vec::new()) };
    static RESULT: RefCell<String> = const { RefCell::new(String::new()) };
    static TEXT: RefCell<Vec<u8>> = const { RefCell::new(Vec::new()) };
}

#[cfg(target_arch = "wasm32")]
#[expect(unsafe_code, reason = "the page has the decoder")]
#[link(wasm_import_module = "page")]
unsafe extern "C" {
    /// Decodes bytes in a code page. Returns how many bytes of UTF-8 it has put into the room for text, or a number below 0
    /// when it does not know the code page.
    safe fn decode(code_page: u32, bytes: *const u8, length: usize) -> i32;
}

#[cfg(not(target_arch = "wasm32"))]
const fn decode(_: u32, _: *const u8, _: usize) -> i32 {
    -1
}

/// The page's decoder.
struct OfPage;

impl Decoder for OfPage {
    fn decoded(&self, code_page: u16, bytes: &[u8]) -> Option<String> {
        let length = decode(code_page.into(), bytes.as_ptr(), bytes.len());
        let text = TEXT.take();
        usize::try_from(length).ok()?;
        String::from_utf8(text).ok()
    }
}

/// Makes room for so many bytes of a file and says where.
#[expect(unsafe_code, reason = "the page calls it by this name")]
#[unsafe(no_mangle)]
pub extern "C" fn room(length: usize) -> *mut u8 {
    FILE.with_borrow_mut(|bytes| {
        bytes.resize(length.min(readers::LARGEST_FILE + 1), 0);
        bytes.as_mut_ptr()
    })
}

/// Makes room for so many bytes of decoded text and says where.
#[expect(unsafe_code, reason = "the page calls it by this name")]
#[unsafe(no_mangle)]
pub extern "C" fn room_for_text(length: usize) -> *mut u8 {
    TEXT.with_borrow_mut(|bytes| {
        bytes.resize(length, 0);
        bytes.as_mut_ptr()
    })
}

/// Reads the file, and returns how many bytes of JSON there are.
#[expect(unsafe_code, reason = "the page calls it by this name")]
#[unsafe(no_mangle)]
pub extern "C" fn read() -> usize {
    let bytes = FILE.take();
    let json = readers::read_to_json(&bytes, &OfPage);
    let length = json.len();
    RESULT.set(json);
    length
}

/// Where the JSON lies.
#[expect(unsafe_code, reason = "the page calls it by this name")]
#[unsafe(no_mangle)]
pub extern "C" fn result() -> *const u8 {
    RESULT.with_borrow(|json| json.as_ptr())
}
