//! From material to what it says as a report.

use super::found::{Found, NoteKind};
use super::glued;
use super::grid::Grid;
use super::label::{self, RowLabel, Sure};
use super::material::{Block, Material, Paragraph};
use super::prose::{self, Prose};
use super::rests;
use super::run_together;
use super::span::{self, Kind, Span};
use super::tables::Tables;
use crate::model::section::Section;
use crate::model::table::applications::Applicant;
use crate::model::{draft_mark, title};

/// So many paragraphs and tables are looked at. A report has some hundred.
const MOST_BLOCKS: usize = 20_000;

/// Finds the report in foreign material, the first where there are several. Never fails; what is not understood is
/// handed back in notes.
#[must_use]
pub fn read(material: &Material) -> Found {
    reports(material).into_iter().next().unwrap_or_default()
}

/// Finds all reports in foreign material, one after the other; at least one, which may be empty. What stands there
/// twice, as on a page that carries its own copy for printing, is one report.
#[must_use]
pub fn reports(material: &Material) -> Vec<Found> {
    let mut reports: Vec<Found> = Vec::new();
    let plain = without_marks(material);
    let marked = plain != *material;
    for (at, part) in apart(&plain).into_iter().enumerate() {
        let mut found = read_one(&part);
        // Who compares line by line compares with an export, which has the marks.
        if marked && let Some(part) = apart(material).get(at) {
            found.lines = read_one(part).lines;
        }
        if !found.is_empty() && reports.iter().any(|other| other.says_same(&found)) {
            continue;
        }
        match reports.last_mut() {
            Some(before) if found.is_empty() => {
                before.left_out.extend(found.lines);
                before.left_out.extend(found.left_out);
                before.notes.extend(found.notes);
            }
            Some(before) if before.is_empty() => {
                // What stood above the report.
                let above = std::mem::replace(before, found);
                before.left_out.splice(0..0, above.lines);
                before.notes.splice(0..0, above.notes);
            }
            Some(before) => {
                let title = found.lines.first().cloned().unwrap_or_default();
                before.note(NoteKind::SecondReport, [], title);
                reports.push(found);
            }
            None => reports.push(found),
        }
    }
    reports
}

/// The material without the words that an export of this program marks a draft by.
fn without_marks(material: &Material) -> Material {
    let mut material = material.clone();
    material.blocks.retain_mut(|block| {
        let Block::Paragraph(paragraph) = block else {
            return true;
        };
        while let Some(title) = paragraph.text.strip_suffix(draft_mark::TITLE_END)
            && title.ends_with(title::TITLE_END)
        {
            paragraph.text = title.to_owned();
        }
        paragraph.text != draft_mark::NOTICE
    });
    material
}

/// Finds the reports on several sheets. Sheets that have different parts belong together, and that is noted; those that
/// have the same parts are reports of their own, by the names of the sheets.
#[must_use]
pub fn sheets(sheets: &[(String, Material)]) -> Vec<(String, Found)> {
    let mut groups: Vec<Vec<(&String, &Material, Found)>> = Vec::new();
    let mut several: Vec<(String, Found)> = Vec::new();
    for (name, material) in sheets {
        let mut own = reports(material);
        if own.len() > 1 {
            several.extend(own.into_iter().map(|found| (name.clone(), found)));
            continue;
        }
        let Some(found) = own.pop() else {
            continue;
        };
        let fits = groups.last().is_some_and(|group| {
            group
                .iter()
                .all(|(_, _, other)| belong_together(other, &found))
        });
        match groups.last_mut().filter(|_| fits) {
            Some(group) => group.push((name, material, found)),
            None => groups.push(vec![(name, material, found)]),
        }
    }
    let mut all: Vec<(String, Found)> = groups
        .into_iter()
        .map(|group| {
            let names: Vec<&str> = group
                .iter()
                .filter(|(_, _, found)| !found.is_empty())
                .map(|(name, _, _)| name.as_str())
                .collect();
            let name = names.join("、");
            if let [(_, _, found)] = group.as_slice() {
                return (name, found.clone());
            }
            let mut joined = Material::default();
            for (_, material, _) in &group {
                joined.blocks.extend(material.blocks.iter().cloned());
                joined.remarks.extend(material.remarks.iter().cloned());
                joined.cut_short |= material.cut_short;
            }
            let mut found = read(&joined);
            if names.len() > 1 {
                found.note(NoteKind::Sheets, [], name.as_str());
            }
            (name, found)
        })
        .collect();
    all.extend(several);
    let filled = all.iter().any(|(_, found)| !found.is_empty());
    if filled {
        all.retain(|(_, found)| !found.is_empty());
    }
    all
}

/// Whether two sheets may be parts of one report: neither has a figure or a section of the other, and they name no
/// different organs or years.
fn belong_together(one: &Found, other: &Found) -> bool {
    let mut cells = one.cells.iter();
    let mut sections = Section::ALL.into_iter();
    cells.all(|(cell, figure)| figure.is_none() || other.cells.get(cell).is_none())
        && sections.all(|section| one.prose(section).is_empty() || other.prose(section).is_empty())
        && (one.organ.is_none() || other.organ.is_none() || one.organ == other.organ)
        && (one.year.is_none() || other.year.is_none() || one.year == other.year)
}

/// The material cut where another report begins: at a title, or at section one, behind a report that has begun.
fn apart(material: &Material) -> Vec<Material> {
    let mut parts = vec![Material::default()];
    let mut title: Option<String> = None;
    let mut begun = false;
    let blocks = &material.blocks;
    for (at, block) in blocks.iter().enumerate().take(MOST_BLOCKS) {
        let mut kept = true;
        if let Block::Paragraph(paragraph) = block
            && prose::is_title(&paragraph.text)
        {
            let name = label::folded(&paragraph.text);
            let same = title.as_ref() == Some(&name);
            // The title may stand above each page.
            if begun && (!same || begins_again(blocks.get(at + 1..).unwrap_or_default())) {
                parts.push(Material::default());
                begun = false;
            } else {
                kept = !(begun && same);
            }
            title = Some(name);
        }
        begun |= match block {
            Block::Paragraph(paragraph) => prose::is_heading(&paragraph.text),
            Block::Table(grid) => grid.rows().len() > 1,
        };
        if let Some(part) = parts.last_mut().filter(|_| kept) {
            part.blocks.push(block.clone());
        }
    }
    if let Some(first) = parts.first_mut() {
        first.remarks.clone_from(&material.remarks);
        first.cut_short = material.cut_short || blocks.len() > MOST_BLOCKS;
    }
    parts
}

/// Whether the next heading of a section is the first.
fn begins_again(blocks: &[Block]) -> bool {
    let mut sections = blocks.iter().filter_map(|block| match block {
        Block::Paragraph(paragraph) => prose::section_of(&paragraph.text),
        Block::Table(_) => None,
    });
    sections.next() == Some(Section::Overview)
}

fn read_one(material: &Material) -> Found {
    let mut found = Found::default();
    let mut tables = Tables::new();
    let mut prose = Prose::default();
    let mut blocks = material.blocks.iter().take(MOST_BLOCKS).peekable();
    while let Some(block) = blocks.next() {
        match block {
            Block::Table(grid) if prose.is_second() => found.left_out.push(summary(grid)),
            Block::Table(grid) if tables.read(grid, &mut found, &mut prose) => prose.note_table(),
            Block::Table(grid) if is_prose(grid) => {
                for line in cell_lines(grid) {
                    found.lines.push(line.to_owned());
                    prose.line(line, &mut found);
                }
            }
            Block::Table(grid) => found.note(NoteKind::Table, [], summary(grid)),
            Block::Paragraph(paragraph) => {
                if prose.is_second() {
                    found.left_out.push(paragraph.text.clone());
                    continue;
                }
                let section = prose.section().filter(|section| section.table().is_some());
                let read = match line_of_text(&paragraph.text) {
                    Some(spans) if section == Some(Section::Review) && spans.len() == 15 => {
                        tables.read_review_line(&spans, &mut found)
                    }
                    Some(spans) => tables.read_line(&spans, &mut found),
                    None => false,
                };
                if read {
                    continue;
                }
                let glued = glued::rows(&paragraph.text);
                if !glued.is_empty() {
                    for (label, digits) in glued {
                        let spans = [span::of_text(&label, 0), span::of_text(&digits, 1)];
                        tables.read_line(&spans, &mut found);
                    }
                    // Headings and prose may stand in the same line.
                    prose.glued(&paragraph.text, &mut found);
                    continue;
                }
                let figures = figures_below(&paragraph.text, blocks.clone());
                if figures.is_empty() {
                    found.lines.push(paragraph.text.clone());
                    prose.line(&paragraph.text, &mut found);
                } else {
                    let count = figures.len() - 1;
                    tables.read_line(&figures, &mut found);
                    for _ in 0..count {
                        blocks.next();
                    }
                }
            }
        }
    }
    let left = prose.finish(&mut found);
    rests::settle(&left, &mut found);
    run_together::settle(&mut found);
    found.settle();
    for (kind, text) in &material.remarks {
        found.note(*kind, [], text.as_str());
    }
    if material.cut_short {
        found.note(NoteKind::CutShort, [], "");
    }
    found
}

/// Whether a grid is no table but prose that a page has put into cells.
fn is_prose(grid: &Grid) -> bool {
    const LONG: usize = 200;
    grid.columns() == 1
        || grid
            .rows()
            .iter()
            .flatten()
            .any(|place| place.text.chars().nth(LONG).is_some())
        || grid.rows().iter().all(|row| {
            let mut filled = row.iter().filter(|place| !place.text.trim().is_empty());
            let first = filled.next();
            filled.all(|place| first.is_some_and(|first| first.cell == place.cell))
        })
}

/// The lines of a grid's cells, each cell once.
fn cell_lines(grid: &Grid) -> impl Iterator<Item = &str> {
    let mut last = 0;
    grid.rows()
        .iter()
        .flatten()
        .filter(move |place| {
            let new = place.cell > last;
            last = last.max(place.cell);
            new
        })
        .flat_map(|place| place.text.lines())
        .map(super::material::trimmed)
        .filter(|line| !line.is_empty())
}

/// A table in a few words: its first rows.
fn summary(grid: &Grid) -> String {
    let rows = (0..grid.rows().len().min(2)).map(|row| span::original(&span::of_row(grid, row)));
    rows.filter(|row| !row.is_empty())
        .collect::<Vec<_>>()
        .join(" / ")
}

/// A line of plain text as the row of a table: a label and figures with spaces between, or heads.
fn line_of_text(text: &str) -> Option<Vec<Span>> {
    const LONGEST: usize = 120;
    if text.chars().nth(LONGEST).is_some() || text.contains('。') {
        return None;
    }
    let words: Vec<&str> = text.split_whitespace().collect();
    let figures = words
        .iter()
        .rev()
        .take_while(|word| span::of_text(word, 0).kind == Kind::Figure)
        .count();
    let (label, figures) = words.split_at(words.len() - figures);
    if figures.is_empty() {
        // Digits may follow the label without a space.
        let bare = text.trim_end_matches(|c: char| c.is_ascii_digit());
        let digits = text.get(bare.len()..).filter(|digits| !digits.is_empty());
        return match digits {
            Some(digits) if !bare.is_empty() => {
                Some(vec![span::of_text(bare, 0), span::of_text(digits, 1)])
            }
            _ => is_heads(&words).then(|| {
                words
                    .iter()
                    .enumerate()
                    .map(|(at, word)| span::of_text(word, at))
                    .collect()
            }),
        };
    }
    let label = label.join(" ");
    let first = (!label.is_empty())
        .then(|| span::of_text(&label, 0))
        .into_iter();
    let shift = usize::from(!label.is_empty());
    let figures = figures
        .iter()
        .enumerate()
        .map(|(at, figure)| span::of_text(figure, at + shift));
    Some(first.chain(figures).collect())
}

/// Whether words are heads of section two.
fn is_heads(words: &[&str]) -> bool {
    words.len() > 1
        && words.iter().all(|word| {
            let word = label::folded(word);
            label::is_proactive_corner(&word) || label::proactive_head(&word).is_some()
        })
}

/// A label of section three, and the seven figures on the lines below it, as where each cell has become a line.
fn figures_below<'a>(text: &str, below: impl Iterator<Item = &'a Block>) -> Vec<Span> {
    let label = span::of_text(text, 0);
    if !matches!(
        label::applications_row(&label.folded),
        Some(RowLabel::Row(_, Sure::Yes))
    ) {
        return Vec::new();
    }
    let figures = below.map_while(|block| match block {
        Block::Paragraph(Paragraph { text, .. }) => {
            Some(span::of_text(text, 0)).filter(|span| span.kind == Kind::Figure)
        }
        Block::Table(_) => None,
    });
    let figures: Vec<Span> = figures.take(Applicant::COUNT + 1).collect();
    if figures.len() != Applicant::COUNT {
        return Vec::new();
    }
    let mut spans = vec![label];
    for mut figure in figures {
        figure.start = spans.len();
        figure.end = figure.start + 1;
        spans.push(figure);
    }
    spans
}
