//! Reads XML piece by piece, as it is unpacked, so that a part of any length takes little memory. The parser is quick-xml.

use quick_xml::XmlVersion;
use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::{BytesStart, Event};
use quick_xml::reader::Reader;

use super::markup::Sink;

/// Why a text could not be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotXml {
    /// It is not XML.
    Faulty,
    /// A single piece of it is longer than is read.
    TooLong,
}

/// A single element, comment or text may be so long.
const LONGEST_PIECE: usize = 8 * 1024 * 1024;

/// Elements may be so deep within each other.
const DEEPEST: usize = 2000;

/// Tells a reader of elements and texts, by their names without prefix.
#[derive(Debug, Default)]
pub struct XmlReader {
    /// The bytes of which no element, comment or text has come to its end.
    waiting: Vec<u8>,
    open: Vec<String>,
    /// How many open elements are inside of what is left out.
    left_out: usize,
    /// Whether the first bytes have been looked at.
    begun: bool,
    /// Whether the text is in UTF-16, and has its higher byte first.
    utf16: Option<bool>,
    /// Whether any element has been read.
    has_root: bool,
}

impl XmlReader {
    /// Takes the next bytes.
    ///
    /// # Errors
    /// When they are no XML.
    pub fn feed(&mut self, bytes: &[u8], sink: &mut dyn Sink) -> Result<(), NotXml> {
        self.waiting.extend_from_slice(bytes);
        if !self.begun && self.waiting.len() >= 4 {
            self.begun = true;
            self.utf16 = match self.waiting.as_slice() {
                [0xff, 0xfe, ..] | [b'<', 0, ..] => Some(false),
                [0xfe, 0xff, ..] | [0, b'<', ..] => Some(true),
                _ => None,
            };
            if self.waiting.starts_with(&[0xef, 0xbb, 0xbf]) {
                self.waiting.drain(..3);
            }
        }
        if self.waiting.len() > LONGEST_PIECE * 4 {
            return Err(NotXml::TooLong);
        }
        if self.utf16.is_some() {
            return Ok(());
        }
        let Some(end) = self.waiting.iter().rposition(|byte| *byte == b'>') else {
            return if self.waiting.len() > LONGEST_PIECE {
                Err(NotXml::TooLong)
            } else {
                Ok(())
            };
        };
        let waiting = std::mem::take(&mut self.waiting);
        let (piece, rest) = waiting.split_at(end + 1);
        let text = std::str::from_utf8(piece).map_err(|_| NotXml::Faulty)?;
        let read = self.parse(text, false, sink)?;
        if read == 0 && waiting.len() > LONGEST_PIECE {
            return Err(NotXml::TooLong);
        }
        self.waiting.extend(piece.get(read..).unwrap_or_default());
        self.waiting.extend(rest);
        Ok(())
    }

    /// Takes the end.
    ///
    /// # Errors
    /// When the text is no XML to its end.
    pub fn finish(mut self, sink: &mut dyn Sink) -> Result<(), NotXml> {
        let waiting = std::mem::take(&mut self.waiting);
        let text = match self.utf16 {
            Some(big_endian) => of_utf16(&waiting, big_endian)?,
            None => String::from_utf8(waiting).map_err(|_| NotXml::Faulty)?,
        };
        self.parse(&text, true, sink)?;
        if self.open.is_empty() && self.has_root {
            Ok(())
        } else {
            Err(NotXml::Faulty)
        }
    }

    /// Reads a piece as far as it goes, and returns how far.
    fn parse(&mut self, text: &str, is_last: bool, sink: &mut dyn Sink) -> Result<usize, NotXml> {
        let mut reader = Reader::from_str(text);
        reader.config_mut().check_end_names = false;
        reader.config_mut().allow_unmatched_ends = true;
        loop {
            let before = usize::try_from(reader.buffer_position()).unwrap_or(usize::MAX);
            match reader.read_event() {
                Ok(Event::Start(start)) => self.begin(&start, sink)?,
                Ok(Event::Empty(start)) => {
                    self.begin(&start, sink)?;
                    self.end(sink, start.local_name().as_ref())?;
                }
                Ok(Event::End(end)) => self.end(sink, end.local_name().as_ref())?,
                Ok(Event::Text(text)) if self.left_out == 0 => sink.text(&text.xml10_content()),
                Ok(Event::CData(text)) if self.left_out == 0 => sink.text(&text.xml10_content()),
                Ok(Event::GeneralRef(entity)) if self.left_out == 0 => {
                    let known = entity.resolve_char_ref().ok().flatten().map(String::from);
                    let named = || resolve_predefined_entity(&entity).map(str::to_owned);
                    sink.text(&known.or_else(named).ok_or(NotXml::Faulty)?);
                }
                Ok(Event::Eof) => return Ok(text.len()),
                Ok(_) => {}
                // A comment or an element goes on in the next piece.
                Err(quick_xml::Error::Syntax(_)) if !is_last => return Ok(before),
                Err(_) => return Err(NotXml::Faulty),
            }
        }
    }

    fn begin(&mut self, start: &BytesStart<'_>, sink: &mut dyn Sink) -> Result<(), NotXml> {
        if self.open.len() > DEEPEST || self.open.is_empty() && self.has_root {
            return Err(NotXml::Faulty);
        }
        self.has_root = true;
        let name = start.local_name().as_ref().to_owned();
        if self.left_out > 0 || !sink.begin(&name, &|wanted| attribute(start, wanted)) {
            self.left_out += 1;
        }
        self.open.push(name);
        Ok(())
    }

    fn end(&mut self, sink: &mut dyn Sink, name: &str) -> Result<(), NotXml> {
        let open = self
            .open
            .pop()
            .filter(|open| open == name)
            .ok_or(NotXml::Faulty)?;
        if self.left_out > 0 {
            self.left_out -= 1;
        } else {
            sink.end(&open);
        }
        Ok(())
    }
}

/// The value of an attribute by its name without prefix.
fn attribute(start: &BytesStart<'_>, wanted: &str) -> Option<String> {
    let mut attributes = start.attributes();
    let found = attributes.with_checks(false).flatten().find(|attribute| {
        let is_namespace = attribute.key.as_ref().starts_with("xmlns");
        !is_namespace && attribute.key.local_name().as_ref() == wanted
    });
    let value = found?.normalized_value(XmlVersion::Implicit1_0).ok()?;
    Some(value.into_owned())
}

fn of_utf16(bytes: &[u8], big_endian: bool) -> Result<String, NotXml> {
    let units = bytes.chunks_exact(2).map(|pair| match pair {
        [a, b] if big_endian => u16::from_be_bytes([*a, *b]),
        [a, b] => u16::from_le_bytes([*a, *b]),
        _ => 0,
    });
    let text: Result<String, _> = char::decode_utf16(units).collect();
    let text = text.map_err(|_| NotXml::Faulty)?;
    Ok(text.trim_start_matches('\u{feff}').to_owned())
}

/// Reads a whole text.
///
/// # Errors
/// When it is no XML.
pub fn read(text: &str, sink: &mut dyn Sink) -> Result<(), NotXml> {
    let mut reader = XmlReader::default();
    reader.feed(text.as_bytes(), sink)?;
    reader.finish(sink)
}
