//! Formatted disk pages ([MS-DOC] 2.9.55, 2.9.192): which properties the bytes of the text have, in pages of 512 bytes.

use crate::bytes::Little;
use crate::material::Refusal;

const PAGE: usize = 512;

/// The most runs that are looked at.
const MOST_RUNS: usize = 2_000_000;

/// Bytes of text that have the same properties.
#[derive(Clone, Copy, Debug)]
pub(super) struct Run<'a> {
    /// Where they begin, and where they end.
    pub(super) from: u32,
    pub(super) to: u32,
    /// Their properties; `None` where these are not whole.
    pub(super) properties: Option<&'a [u8]>,
}

/// Runs in the order of their places.
pub(super) struct Runs<'a> {
    runs: Vec<Run<'a>>,
}

/// What the pages are about.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// Runs of characters: 1 byte tells where the properties are.
    Characters,
    /// Paragraphs: 13 bytes, of which the first tells.
    Paragraphs,
}

impl<'a> Runs<'a> {
    /// Reads the pages that a table lists.
    ///
    /// # Errors
    /// When they are not in order, or do not agree with the table.
    pub(super) fn read(table: &[u8], bytes: &'a [u8], kind: Kind) -> Result<Self, Refusal> {
        let mut runs = Vec::new();
        let count = table.len().saturating_sub(4) / 8;
        for number in 0..count {
            let page = listed(table, count, number).and_then(|(from, to, page)| {
                let page = bytes.part(page.checked_mul(PAGE)?, PAGE)?;
                of_page(page, kind).filter(|runs| {
                    let (first, last) = (runs.first(), runs.last());
                    first.is_some_and(|run| run.from == from)
                        && last.is_some_and(|run| run.to == to)
                })
            });
            runs.append(&mut page.ok_or(Refusal::Damaged)?);
            if runs.len() > MOST_RUNS {
                return Err(Refusal::TooLarge);
            }
        }
        let ordered = runs.iter().all(|run| run.from < run.to)
            && runs
                .iter()
                .zip(runs.iter().skip(1))
                .all(|(one, next)| one.to <= next.from);
        if ordered {
            Ok(Self { runs })
        } else {
            Err(Refusal::Damaged)
        }
    }

    /// The run that a place belongs to.
    pub(super) fn at(&self, place: u32) -> Option<&Run<'a>> {
        let behind = self.runs.partition_point(|run| run.from <= place);
        let run = self.runs.get(behind.checked_sub(1)?)?;
        (place < run.to).then_some(run)
    }
}

/// The places that a page is about, and its number.
fn listed(table: &[u8], count: usize, number: usize) -> Option<(u32, u32, usize)> {
    let from = table.u32_at(number * 4)?;
    let to = table.u32_at(number * 4 + 4)?;
    let page = table.size_at((count + 1) * 4 + number * 4)?;
    Some((from, to, page & 0x003f_ffff))
}

fn of_page(page: &[u8], kind: Kind) -> Option<Vec<Run<'_>>> {
    let count = usize::from(page.u8_at(PAGE - 1)?);
    let places = (count + 1) * 4;
    let mut taken: Vec<(usize, usize)> = Vec::new();
    let mut run = |number: usize| {
        let (from, to) = (page.u32_at(number * 4)?, page.u32_at(number * 4 + 4)?);
        let place = match kind {
            Kind::Characters => of_characters(page, page.u8_at(places + number)?),
            Kind::Paragraphs => of_paragraph(page, page.u8_at(places + number * 13)?),
        };
        taken.extend(place);
        let properties = place.and_then(|(at, length)| page.part(at, length));
        Some(Run {
            from,
            to,
            properties,
        })
    };
    let runs: Vec<Run<'_>> = (0..count).map(&mut run).collect::<Option<_>>()?;
    // Runs may have the same properties, but not parts of those of others.
    taken.retain(|(_, length)| *length > 0);
    taken.sort_unstable();
    taken.dedup();
    let apart = taken
        .iter()
        .zip(taken.iter().skip(1))
        .all(|(one, next)| one.0 + one.1 <= next.0);
    apart.then_some(runs)
}

/// Where the properties of characters lie in their page, and how long they are.
fn of_characters(page: &[u8], offset: u8) -> Option<(usize, usize)> {
    if offset == 0 {
        return Some((0, 0));
    }
    let at = usize::from(offset) * 2;
    Some((at + 1, usize::from(page.u8_at(at)?)))
}

/// The same of a paragraph.
fn of_paragraph(page: &[u8], offset: u8) -> Option<(usize, usize)> {
    if offset == 0 {
        return Some((0, 0));
    }
    let at = usize::from(offset) * 2;
    match usize::from(page.u8_at(at)?) {
        0 => Some((at + 2, usize::from(page.u8_at(at + 1)?) * 2)),
        half => Some((at + 1, half * 2 - 1)),
    }
}
