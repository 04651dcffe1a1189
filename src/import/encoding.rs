//! The text of a file's bytes: what it says about its encoding and what its bytes look like are weighed.

/// Turns bytes into text by the name of an encoding; the page has the browser's own decoder for that.
pub type Decode<'a> = &'a dyn Fn(&str, &[u8]) -> Option<String>;

/// So much of the beginning is looked at for what a page says about itself.
const HEAD: usize = 2048;

/// A text, and whether some of its characters were broken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decoded {
    /// The text.
    pub text: String,
    /// Whether characters were broken, which became question marks.
    pub broken: bool,
}

/// The text of a file; `None` when it is none.
#[must_use]
pub fn text(bytes: &[u8], decode: Decode<'_>) -> Option<Decoded> {
    let of = |text: String| {
        let broken = text.contains('\u{fffd}');
        Decoded { text, broken }
    };
    match bytes {
        [0xef, 0xbb, 0xbf, rest @ ..] => return Some(of(lossy(rest))),
        [0xff, 0xfe, rest @ ..] => return Some(of(of_utf16(rest, false))),
        [0xfe, 0xff, rest @ ..] => return Some(of(of_utf16(rest, true))),
        _ => {}
    }
    if let Some(big_endian) = is_utf16(bytes) {
        return Some(of(of_utf16(bytes, big_endian)));
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        return Some(of(text.to_owned()));
    }
    let declared = declared(bytes);
    let utf8 = lossy(bytes);
    let broken = utf8.matches('\u{fffd}').count();
    let whole = utf8.chars().filter(|c| !c.is_ascii()).count() - broken;
    // Two bytes of an older encoding are hardly ever a character of this one.
    let times = if declared == Some("utf-8") { 2 } else { 10 };
    if whole >= broken * times {
        return Some(of(utf8));
    }
    let label = match declared {
        Some("big5") => "big5",
        _ => "gb18030",
    };
    decode(label, bytes).map(of)
}

fn lossy(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

/// The encoding that a page says it has.
fn declared(bytes: &[u8]) -> Option<&'static str> {
    let head = lossy(bytes.get(..HEAD).unwrap_or(bytes)).to_ascii_lowercase();
    let at = head.find("charset=").map(|at| at + "charset=".len());
    let at = at.or_else(|| head.find("encoding=").map(|at| at + "encoding=".len()))?;
    let name = head.get(at..)?.trim_start_matches(['"', '\'', ' ']);
    let known = [
        ("utf-8", "utf-8"),
        ("utf8", "utf-8"),
        ("big5", "big5"),
        ("gb", "gb18030"),
    ];
    let mut known = known.into_iter();
    known
        .find(|(begin, _)| name.starts_with(begin))
        .map(|(_, label)| label)
}

/// Whether bytes are UTF-16 without a mark, as the zeros of its spaces and marks show, and which byte comes first.
fn is_utf16(bytes: &[u8]) -> Option<bool> {
    let head = bytes.get(..HEAD).unwrap_or(bytes);
    let zeros = |odd: usize| {
        let own = head.iter().skip(odd).step_by(2);
        own.filter(|byte| **byte == 0).count()
    };
    let (even, odd) = (zeros(0), zeros(1));
    if bytes.len() % 2 == 1 || bytes.len() < 8 || even + odd == 0 {
        return None;
    }
    // A few ideographs have a zero in the other byte.
    let many = |own: usize, other: usize| own >= other * 10 && own * 40 >= head.len();
    if many(odd, even) {
        Some(false)
    } else {
        many(even, odd).then_some(true)
    }
}

fn of_utf16(bytes: &[u8], big_endian: bool) -> String {
    let units = bytes.chunks(2).map(|pair| match pair {
        [a, b] if big_endian => u16::from_be_bytes([*a, *b]),
        [a, b] => u16::from_le_bytes([*a, *b]),
        _ => 0xfffd,
    });
    char::decode_utf16(units)
        .map(|c| c.unwrap_or('\u{fffd}'))
        .collect()
}
