//! What the browser decodes, decoded on the host.

use readers::{Content, Decoder, Part, Refusal};

/// The decoder of the host.
pub struct Host;

impl Decoder for Host {
    fn decoded(&self, code_page: u16, bytes: &[u8]) -> Option<String> {
        let encoding = match code_page {
            936 | 54936 => encoding_rs::GB18030,
            950 => encoding_rs::BIG5,
            1252 => encoding_rs::WINDOWS_1252,
            65001 => encoding_rs::UTF_8,
            _ => return None,
        };
        Some(encoding.decode_without_bom_handling(bytes).0.into_owned())
    }
}

/// The parts of a file.
pub fn parts(bytes: &[u8]) -> Result<Vec<Part>, Refusal> {
    match readers::read(bytes, &Host)? {
        Content::Parts(parts) => Ok(parts),
        Content::Page(_) => panic!("a page"),
    }
}
