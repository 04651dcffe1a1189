//! Cuts the prose of a report: title and preamble, the six sections by their headings, what the portal put around it.

mod furniture;
mod headings;
mod titles;

use furniture::{is_end, is_furniture, note_date, signature};
use headings::{Other, cut, heading_of, other_heading};
pub(super) use titles::is_title;

use super::found::{Found, NoteKind};
use super::label::{self, folded};
use super::material::trimmed;
use super::rests::Rest;
use crate::checks::text;
use crate::model::date::Date;
use crate::model::section::Section;

/// Whether a line is a heading of one of the sections.
pub(super) fn is_heading(line: &str) -> bool {
    section_of(line).is_some()
}

/// The section whose heading a line is.
pub(super) fn section_of(line: &str) -> Option<Section> {
    heading_of(line).map(|(section, _)| section)
}

/// Takes the lines of a report one after the other.
#[derive(Debug, Default)]
pub(super) struct Prose {
    /// The lines before the first heading.
    front: Vec<String>,
    /// The section that is being read.
    section: Option<Section>,
    /// The sections that have been begun.
    begun: Vec<Section>,
    /// Whether a section's table stood in a grid, so that what follows it is a note and no rest of a table.
    tables: Vec<Section>,
    /// Whether the report is over: what follows is the page's.
    over: bool,
    /// Whether another report has begun.
    second: bool,
    /// The lines that stood where a table should be.
    rests: Vec<Rest>,
}

impl Prose {
    /// The section that is being read.
    pub(super) const fn section(&self) -> Option<Section> {
        self.section
    }

    /// Whether another report has begun, so that no table belongs to this one any more.
    pub(super) const fn is_second(&self) -> bool {
        self.second
    }

    /// A table of the report stood here.
    pub(super) fn note_table(&mut self) {
        let new = self
            .section
            .filter(|section| !self.tables.contains(section));
        self.tables.extend(new);
    }

    /// Takes a line.
    pub(super) fn line(&mut self, line: &str, found: &mut Found) {
        if self.over {
            found.left_out.push(line.to_owned());
            return;
        }
        if let Some((section, exact)) = heading_of(line) {
            self.begin(section, found);
            if !exact && !self.over {
                found.note(NoteKind::Heading, [], line);
            }
            return;
        }
        let is_titled = self.section.is_none() && titles::is_title(line);
        let other = other_heading(line, self.section).filter(|_| !is_titled);
        match other {
            Some(Other::Section(section)) => {
                self.begin(section, found);
                if !self.over {
                    found.note(NoteKind::OtherHeading, [], line);
                }
                return;
            }
            Some(Other::Unknown) => found.note(NoteKind::ForeignHeading, [], line),
            None => {}
        }
        for (section, part) in cut(line) {
            if let Some(section) = section {
                self.begin(section, found);
            }
            let part = trimmed(part);
            if !part.is_empty() && !self.over {
                self.body(part, found);
            }
        }
    }

    /// Takes a line that has section three in it, whose figures have been read.
    pub(super) fn glued(&mut self, line: &str, found: &mut Found) {
        for (section, part) in cut(line) {
            if let Some(section) = section {
                self.begin(section, found);
            }
            let part = trimmed(part);
            match self.section {
                _ if part.is_empty() || self.over => {}
                Some(Section::Applications) => {}
                Some(section) if section.table().is_some() => self.rest(section, part, found),
                _ => self.body(part, found),
            }
        }
    }

    fn begin(&mut self, section: Section, found: &mut Found) {
        // A list of contents has the headings without anything below them.
        let below = found
            .prose
            .get(section.index())
            .is_some_and(|prose| !prose.is_empty());
        let figures = || {
            found
                .cells
                .iter()
                .any(|(cell, figure)| cell.section() == section && figure.is_some())
        };
        let again = self.begun.contains(&section) && (below || figures());
        if again {
            self.over = true;
            self.second = true;
            found.note(
                NoteKind::SecondReport,
                [],
                section.heading().unwrap_or_default(),
            );
            return;
        }
        self.begun.push(section);
        self.section = Some(section);
    }

    fn body(&mut self, line: &str, found: &mut Found) {
        if text::is_page_number(line) {
            return;
        }
        let Some(section) = self.section else {
            self.front.push(line.to_owned());
            return;
        };
        if section == Section::OtherMatters && is_end(line) {
            self.over = true;
            found.left_out.push(line.to_owned());
            return;
        }
        // The date below the report belongs to its end.
        let is_date = section == Section::OtherMatters && Date::read(line).is_some();
        if is_furniture(line) && !is_date {
            note_date(line, found);
            found.left_out.push(line.to_owned());
            return;
        }
        if section.table().is_some() && !self.tables.contains(&section) {
            // In a plain text the rests of a table stand among the lines.
            let is_label = label::is_official(&folded(line));
            if is_label || !line.contains('。') && !line.starts_with(['注', '备', '说']) {
                self.rest(section, line, found);
                return;
            }
        }
        if let Some(prose) = found.prose.get_mut(section.index()) {
            if !prose.is_empty() {
                prose.push('\n');
            }
            prose.push_str(line);
        }
    }

    /// Takes a line that is no prose, where a table should be.
    fn rest(&mut self, section: Section, line: &str, found: &mut Found) {
        let has_digits = line.chars().any(|c| c.is_ascii_digit());
        if has_digits {
            found.note(NoteKind::Row, [], line);
        } else if !label::is_official(&folded(line)) {
            found.left_out.push(line.to_owned());
        }
        self.rests.push(Rest {
            section,
            line: line.to_owned(),
            note: has_digits.then(|| found.notes.len() - 1),
        });
    }

    /// Reads what stood before the first heading and what closes the last section. Returns the rests of tables.
    pub(super) fn finish(mut self, found: &mut Found) -> Vec<Rest> {
        let front = joined_titles(std::mem::take(&mut self.front));
        let titled = front.iter().rposition(|line| titles::is_title(line));
        let (before, after) = match titled {
            Some(at) => front.split_at(at),
            None => (&[][..], &front[..]),
        };
        if let [.., above] = before
            && let Some(line) = after.first()
        {
            titles::read(line, Some(above), found);
        } else if titled.is_some()
            && let Some(line) = after.first()
        {
            titles::read(line, None, found);
        }
        for line in before {
            note_date(line, found);
            found.left_out.push(line.clone());
        }
        let mut preamble: Vec<&str> = Vec::new();
        for line in after.iter().skip(usize::from(titled.is_some())) {
            // Without a title nothing tells a preamble from the page around it but that it is a sentence.
            let is_sentence =
                line.contains('。') || line.ends_with(['：', ':']) && line.contains("报告");
            // The issuer's short name stands below some titles.
            let organ = found.organ.as_deref().unwrap_or_default();
            let is_issuer =
                titled.is_some() && line.chars().count() > 1 && organ.ends_with(line.as_str());
            let kept = !is_furniture(line)
                && !is_issuer
                && (titled.is_some() || is_sentence && line.chars().count() > 20);
            if kept && !self.begun.is_empty() {
                preamble.push(line);
            } else {
                note_date(line, found);
                found.left_out.push(line.clone());
            }
        }
        let preamble = preamble.join("\n");
        if found.year.is_none() {
            found.year = titles::period(&text::plain(&preamble));
        }
        if let Some(place) = found.prose.get_mut(Section::Preamble.index()) {
            *place = preamble;
        }
        if found.year.is_none() {
            guess_year(&front, found);
        }
        signature(found);
        self.rests
    }
}

/// Lines with a title that was broken in two put together again.
fn joined_titles(lines: Vec<String>) -> Vec<String> {
    let mut joined: Vec<String> = Vec::new();
    for line in lines {
        match joined.last_mut() {
            Some(last) if titles::is_broken_title(last, &line) => last.push_str(&line),
            _ => joined.push(line),
        }
    }
    joined
}

/// Tells the year from the text where no title says it, and notes that.
fn guess_year(front: &[String], found: &mut Found) {
    let preamble = found.prose(Section::Preamble).to_owned();
    let overview = found.prose(Section::Overview).to_owned();
    let all = [front.join("\n"), preamble, overview];
    let period = all
        .iter()
        .find_map(|text| titles::period(&text::plain(text)));
    let told = || all.iter().find_map(|text| titles::told(text));
    if let Some(year) = period {
        found.year = Some(year);
        found.note(NoteKind::Year, [], format!("{year}年1月1日"));
    } else if let Some(told) = told() {
        found.year = Some(told.year);
        found.note(NoteKind::Year, [], told.words);
        if let Some(organ) = told.organ.filter(|_| found.organ.is_none()) {
            found.note(NoteKind::Organ, [], organ.as_str());
            found.organ = Some(organ);
        }
    }
    found.year_guessed = found.year.is_some();
}
