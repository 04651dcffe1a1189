//! The style sheet (`STSH`, [MS-DOC] 2.9.271): which styles are headings, hidden, or parts of a list.

use crate::bytes::Little;

use super::properties::{Characters, Paragraph, Toggle};

/// The number that says that a style is based on none.
const NONE: u16 = 0x0fff;

/// Styles may be based on each other so many times.
const DEEPEST: usize = 12;

/// The built-in styles of headings (`sti`).
const HEADINGS: std::ops::RangeInclusive<u16> = 1..=9;

/// The styles by their numbers.
pub(super) struct Styles {
    styles: Vec<Option<Style>>,
}

struct Style {
    base: u16,
    is_heading: bool,
    paragraph: Paragraph,
    hidden: Toggle,
}

impl Styles {
    /// Reads the style sheet.
    pub(super) fn read(sheet: &[u8]) -> Option<Self> {
        let mut styles = Vec::new();
        if sheet.is_empty() {
            return Some(Self { styles });
        }
        let head = usize::from(sheet.u16_at(0)?);
        let count = sheet.u16_at(2)?;
        let base_length = usize::from(sheet.u16_at(4)?);
        let mut at = 2 + head;
        for _ in 0..count {
            let length = usize::from(sheet.u16_at(at)?);
            styles.push(style(sheet.part(at + 2, length)?, base_length));
            at += 2 + length;
        }
        Some(Self { styles })
    }

    /// A style and those that it is based on.
    fn chain(&self, number: u16) -> impl Iterator<Item = &Style> {
        let get = |number: u16| self.styles.get(usize::from(number))?.as_ref();
        let next = move |style: &&Style| (style.base != NONE).then(|| get(style.base)).flatten();
        std::iter::successors(get(number), next).take(DEEPEST)
    }

    /// Whether paragraphs of a style are headings.
    pub(super) fn is_heading(&self, number: u16) -> bool {
        let mut chain = self.chain(number);
        let said = chain.find_map(|style| match style.paragraph.outline {
            Some(level) => Some(level < 9),
            None => style.is_heading.then_some(true),
        });
        said.unwrap_or(false)
    }

    /// Whether text of a style is hidden.
    pub(super) fn is_hidden(&self, number: u16) -> bool {
        let mut chain = self.chain(number);
        let said = chain.find_map(|style| match style.hidden {
            Toggle::On | Toggle::Opposite => Some(true),
            Toggle::Off => Some(false),
            Toggle::AsStyle => None,
        });
        said.unwrap_or(false)
    }

    /// The list of a style, and the level in it.
    pub(super) fn list(&self, number: u16) -> (Option<u16>, Option<u8>) {
        let list = self.chain(number).find_map(|style| style.paragraph.list);
        let level = self.chain(number).find_map(|style| style.paragraph.level);
        (list, level)
    }
}

/// A style of its description (`STD`).
fn style(bytes: &[u8], base_length: usize) -> Option<Style> {
    let kind = bytes.u16_at(2)?;
    let name_length = usize::from(bytes.u16_at(base_length)?);
    let mut at = base_length + 2 + name_length * 2 + 2;
    let mut lists = Vec::new();
    let count = bytes.u16_at(4)? & 0xf;
    for _ in 0..count.min(3) {
        let length = usize::from(bytes.u16_at(at)?);
        lists.push(bytes.part(at + 2, length)?);
        at += 2 + length + length % 2;
    }
    let mut lists = lists.into_iter();
    // A style of paragraphs has their properties first.
    let paragraph = match kind & 0xf {
        1 => Paragraph::read(lists.next(), &[]),
        _ => Paragraph::default(),
    };
    let characters = lists.next().map(Characters::read).unwrap_or_default();
    Some(Style {
        base: kind >> 4,
        is_heading: HEADINGS.contains(&(bytes.u16_at(0)? & 0x0fff)),
        paragraph,
        hidden: characters.hidden,
    })
}
