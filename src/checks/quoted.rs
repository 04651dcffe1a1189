//! The words of the prose that a finding is about, to be shown to whoever goes there.

use std::ops::Range;

use super::check::Finding;
use super::reading::plain::Plain;
use crate::model::draft::Draft;
use crate::model::location::Location;
use crate::model::section::Section;

/// The bytes of a section's prose that the words stand in which a finding quotes; where such words stand
/// more than once, those that its mend would change, or the first. `None` where the finding is about the prose as a whole, or quotes what is not there.
#[must_use]
pub fn words(finding: &Finding, draft: &Draft, section: Section) -> Option<Range<usize>> {
    let prose = draft.prose(section);
    let plain = Plain::read(prose);
    let mended = changed(finding, section, prose);
    let message = quotations(&finding.message);
    let evidence = finding.evidence.iter().map(|(now, _)| now.as_str());
    let quoted = message.chain(evidence).find_map(|quoted| {
        let places = find(&plain, quoted);
        let is_mended = |place: &&Range<usize>| {
            let mended = mended.as_ref();
            mended.is_some_and(|mended| place.start <= mended.start && mended.start < place.end)
        };
        let place = places.iter().find(is_mended).or_else(|| places.first());
        place.cloned()
    });
    quoted.or(mended)
}

/// What stands between quotation marks in a message, up to where it was cut short.
fn quotations(message: &str) -> impl Iterator<Item = &str> {
    let quotations = message.split('“').skip(1);
    quotations.filter_map(|quoted| quoted.split(['”', '…']).next())
}

/// Everywhere that words stand, whatever signs they are written with.
fn find(plain: &Plain, words: &str) -> Vec<Range<usize>> {
    let is_mark = |c: &char| "“”\n".contains(*c);
    let words: Vec<char> = Plain::read(words).chars;
    let words: Vec<char> = words.into_iter().filter(|c| !is_mark(c)).collect();
    if words.is_empty() {
        return Vec::new();
    }
    // Quotation marks are left out where a message quotes.
    let kept = plain.chars.iter().enumerate();
    let kept: Vec<(usize, char)> = kept
        .filter(|(_, c)| !is_mark(c))
        .map(|(at, c)| (at, *c))
        .collect();
    let is_here = |window: &&[(usize, char)]| window.iter().map(|(_, c)| c).eq(words.iter());
    let place = |window: &[(usize, char)]| {
        let (first, last) = (window.first()?.0, window.last()?.0);
        Some(plain.typed(first..last + 1))
    };
    let windows = kept.windows(words.len()).filter(is_here);
    windows.filter_map(place).collect()
}

/// What the mend of a finding would change.
fn changed(finding: &Finding, section: Section, prose: &str) -> Option<Range<usize>> {
    let edits = &finding.fix.as_ref()?.edits;
    let here = |(place, _): &&(Location, String)| *place == Location::from(section);
    let (_, mended) = edits.iter().find(here)?;
    let same = |(a, b): &(char, char)| a == b;
    let length = |(c, _): (char, char)| c.len_utf8();
    let start: usize = prose
        .chars()
        .zip(mended.chars())
        .take_while(same)
        .map(length)
        .sum();
    let (before, after) = (prose.get(start..)?, mended.get(start..)?);
    let both = before.chars().rev().zip(after.chars().rev());
    let end: usize = both.take_while(same).map(length).sum();
    Some(start..prose.len() - end)
}
