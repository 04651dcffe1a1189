//! Pages saved in one file (MHTML, RFC 2557): gives back the markup of the page, for the reader of pages.

use crate::Decoder;
use crate::material::Refusal;

/// So much of the beginning tells what a file is.
const HEAD: usize = 4096;

/// Parts may be so deep within each other.
const DEEPEST: usize = 5;

/// Whether bytes begin as such a file does.
pub(crate) fn is_web_archive(bytes: &[u8]) -> bool {
    let head = bytes.get(..HEAD).unwrap_or(bytes);
    let head = String::from_utf8_lossy(head).to_ascii_lowercase();
    let first = head.trim_start().split(':').next().unwrap_or_default();
    let is_header = matches!(
        first,
        "mime-version" | "from" | "content-type" | "subject" | "date"
    );
    is_header && head.contains("content-type:") && head.contains("multipart/")
}

/// The markup of the first page in it.
///
/// # Errors
/// When there is none, or its end is missing.
pub(crate) fn read(bytes: &[u8], decoder: &dyn Decoder) -> Result<String, Refusal> {
    page(bytes, decoder, 0).unwrap_or(Err(Refusal::Damaged))
}

/// The page of a part, if it is one or has one.
fn page(part: &[u8], decoder: &dyn Decoder, depth: usize) -> Option<Result<String, Refusal>> {
    let (head, body) = split(part)?;
    let kind = head.value("content-type")?;
    let lower = kind.to_ascii_lowercase();
    if lower.starts_with("multipart/") && depth < DEEPEST {
        let boundary = format!("--{}", parameter(&kind, "boundary")?);
        let parts = between(body, boundary.as_bytes());
        let Some(parts) = parts else {
            return Some(Err(Refusal::CutShort));
        };
        return parts
            .into_iter()
            .find_map(|own| page(own, decoder, depth + 1));
    }
    if !lower.starts_with("text/html") && !lower.starts_with("application/xhtml") {
        return None;
    }
    let encoding = head.value("content-transfer-encoding");
    let bytes = match encoding
        .unwrap_or_default()
        .trim()
        .to_ascii_lowercase()
        .as_str()
    {
        "quoted-printable" => quoted_printable(body),
        "base64" => base64(body),
        _ => Some(body.to_vec()),
    };
    let text = bytes.and_then(|bytes| text(&bytes, parameter(&kind, "charset"), decoder));
    Some(text.ok_or(Refusal::Damaged))
}

/// The lines in front of a blank one, with those that go on joined.
struct Head(String);

impl Head {
    fn value(&self, name: &str) -> Option<String> {
        let lines = self.0.lines().filter_map(|line| line.split_once(':'));
        let mut own = lines.filter(|(own, _)| own.trim().eq_ignore_ascii_case(name));
        own.next().map(|(_, value)| value.trim().to_owned())
    }
}

fn split(part: &[u8]) -> Option<(Head, &[u8])> {
    let ends = [&b"\r\n\r\n"[..], b"\n\n"].into_iter().filter_map(|end| {
        let at = part.windows(end.len()).position(|own| own == end)?;
        Some((at, at + end.len()))
    });
    let (head, body) = ends.min()?;
    let head = String::from_utf8_lossy(part.get(..head)?).replace("\r\n", "\n");
    let joined = head.trim_start().replace("\n ", " ").replace("\n\t", " ");
    Some((Head(joined), part.get(body..)?))
}

/// What a header says behind its first word: `charset="gb2312"`.
fn parameter(value: &str, name: &str) -> Option<String> {
    let mut own = value
        .split(';')
        .skip(1)
        .filter_map(|own| own.split_once('='));
    let (_, value) = own.find(|(own, _)| own.trim().eq_ignore_ascii_case(name))?;
    Some(value.trim().trim_matches('"').to_owned())
}

/// The parts between boundaries; `None` when the last boundary is missing.
fn between<'a>(body: &'a [u8], boundary: &[u8]) -> Option<Vec<&'a [u8]>> {
    let mut parts = Vec::new();
    let mut from = None;
    let mut at = 0;
    while let Some(found) = body
        .get(at..)?
        .windows(boundary.len())
        .position(|own| own == boundary)
    {
        let begin = at + found;
        at = begin + boundary.len();
        if begin > 0 && body.get(begin - 1) != Some(&b'\n') {
            continue;
        }
        if let Some(from) = from {
            parts.push(body.get(from..begin)?);
        }
        if body.get(at..at + 2) == Some(b"--") {
            return Some(parts);
        }
        let line = body.get(at..)?.iter().position(|byte| *byte == b'\n')?;
        from = Some(at + line + 1);
    }
    None
}

fn quoted_printable(body: &[u8]) -> Option<Vec<u8>> {
    let mut bytes = Vec::new();
    let mut rest = body;
    while let [first, behind @ ..] = rest {
        rest = behind;
        if *first != b'=' {
            bytes.push(*first);
            continue;
        }
        match behind {
            [b'\r', b'\n', more @ ..] | [b'\n', more @ ..] => rest = more,
            [high, low, more @ ..] => {
                let digit = |byte: u8| char::from(byte).to_digit(16);
                let byte = digit(*high)? * 16 + digit(*low)?;
                bytes.push(u8::try_from(byte).ok()?);
                rest = more;
            }
            _ => return None,
        }
    }
    Some(bytes)
}

fn base64(body: &[u8]) -> Option<Vec<u8>> {
    let mut bytes = Vec::new();
    let (mut bits, mut count) = (0_u32, 0);
    for byte in body.iter().filter(|byte| !byte.is_ascii_whitespace()) {
        let value = match byte {
            b'A'..=b'Z' => byte - b'A',
            b'a'..=b'z' => byte - b'a' + 26,
            b'0'..=b'9' => byte - b'0' + 52,
            b'+' => 62,
            b'/' => 63,
            b'=' => break,
            _ => return None,
        };
        bits = bits << 6 | u32::from(value);
        count += 6;
        if count >= 8 {
            count -= 8;
            bytes.push(u8::try_from(bits >> count & 0xff).ok()?);
        }
    }
    Some(bytes)
}

/// The text of a page, by what its part says, what it says itself, and what its bytes look like.
fn text(bytes: &[u8], charset: Option<String>, decoder: &dyn Decoder) -> Option<String> {
    let head = bytes.get(..HEAD).unwrap_or(bytes);
    let own = String::from_utf8_lossy(head).to_ascii_lowercase();
    let own = own.split("charset=").nth(1).map(|name| {
        let name = name.trim_start_matches(['"', '\'']);
        name.chars()
            .take_while(|c| c.is_ascii_alphanumeric() || *c == '-')
            .collect()
    });
    let name: String = charset.or(own).unwrap_or_default().to_ascii_lowercase();
    match (name.as_str(), bytes) {
        ("unicode" | "utf-16" | "utf-16le", _) | (_, [0xff, 0xfe, ..]) => {
            Some(crate::bytes::of_utf16(bytes))
        }
        ("big5", _) => decoder.decoded(950, bytes),
        _ => match std::str::from_utf8(bytes) {
            Ok(text) => Some(text.to_owned()),
            Err(_) => decoder.decoded(936, bytes),
        },
    }
}
