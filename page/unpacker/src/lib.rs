//! Unpacks the module that the single file carries: a WebAssembly module of its own, some kilobytes, that runs
//! before the product.
//!
//! A browser has an unpacker of its own only since Chromium 80; with this one all browsers take the same way.
//! `page/start_single.js` puts the packed bytes where [`room`] says, calls [`unpack`], and takes the result from
//! where that says.

use std::cell::RefCell;

use miniz_oxide::inflate::decompress_slice_iter_to_slice;

thread_local! {
    static PACKED: RefCell<Vec<u8>> = const { RefCell::new(Vec::new()) };
    static PLAIN: RefCell<Vec<u8>> = const { RefCell::new(Vec::new()) };
}

/// Makes room for so many packed bytes and says where.
#[expect(unsafe_code, reason = "the page calls it by this name")]
#[unsafe(no_mangle)]
pub extern "C" fn room(packed: usize) -> *mut u8 {
    PACKED.with_borrow_mut(|bytes| {
        bytes.resize(packed, 0);
        bytes.as_mut_ptr()
    })
}

/// Unpacks what was put into the room and says where the result lies: `plain` bytes, neither more nor less.
/// Null when the packed bytes are damaged or incomplete, which the zlib format's checksum tells.
#[expect(unsafe_code, reason = "the page calls it by this name")]
#[unsafe(no_mangle)]
pub extern "C" fn unpack(plain: usize) -> *const u8 {
    let packed = PACKED.take();
    PLAIN.with_borrow_mut(|bytes| {
        bytes.resize(plain, 0);
        let (zlib_header, ignore_checksum) = (true, false);
        let pieces = std::iter::once(packed.as_slice());
        let written = decompress_slice_iter_to_slice(bytes, pieces, zlib_header, ignore_checksum);
        if written == Ok(plain) {
            bytes.as_ptr()
        } else {
            std::ptr::null()
        }
    })
}

#[cfg(test)]
mod tests {
    use super::{PACKED, PLAIN, unpack};

    /// Twenty-four times the letter a, packed by another program: `zlib.compress(b"a" * 24, 9)` of Python.
    const PACKED_TEXT: [u8; 11] = [
        0x78, 0xda, 0x4b, 0x4c, 0xc4, 0x0e, 0x00, 0x71, 0xc4, 0x09, 0x19,
    ];

    fn unpacked(packed: &[u8], plain: usize) -> Option<Vec<u8>> {
        PACKED.set(packed.to_vec());
        (!unpack(plain).is_null()).then(|| PLAIN.take())
    }

    #[test]
    fn gives_back_what_was_packed() {
        assert_eq!(unpacked(&PACKED_TEXT, 24), Some(vec![b'a'; 24]));
    }

    #[test]
    fn refuses_what_is_damaged_or_of_another_length() {
        let [rest @ .., _] = PACKED_TEXT;
        assert_eq!(unpacked(&rest, 24), None);
        let mut damaged = PACKED_TEXT;
        damaged[8] ^= 1;
        assert_eq!(unpacked(&damaged, 24), None);
        assert_eq!(unpacked(&PACKED_TEXT, 23), None);
        assert_eq!(unpacked(&PACKED_TEXT, 25), None);
        assert_eq!(unpacked(&[], 24), None);
    }
}
