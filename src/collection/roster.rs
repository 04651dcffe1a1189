//! The roster, pasted from a spreadsheet: what a paste says, what it would change, and the change itself.
//!
//! Pasting twice changes nothing. A unit that has handed something in is never deleted by a paste.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use super::organ_key::Region;
use super::unit::{Exclusion, Unit};
use super::whole::Collection;
use crate::import::label::folded;
use crate::import::tsv;
use crate::model::level::Level;
use crate::model::table::applications::Applicant;

/// A column of a pasted roster.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Column {
    Name,
    Aliases,
    Level,
    Counted,
    Reason,
    Former,
    Predecessors,
    Contact,
    Note,
}

/// What columns are called, folded; the first that a head begins with counts.
const HEADS: [(&str, Column); 27] = [
    ("不计入理由", Column::Reason),
    ("不计入原因", Column::Reason),
    ("不计原因", Column::Reason),
    ("理由", Column::Reason),
    ("原因", Column::Reason),
    ("单位名称", Column::Name),
    ("单位全称", Column::Name),
    ("机关名称", Column::Name),
    ("机关全称", Column::Name),
    ("单位类别", Column::Level),
    ("单位类型", Column::Level),
    ("类别", Column::Level),
    ("类型", Column::Level),
    ("是否计入", Column::Counted),
    ("计入", Column::Counted),
    ("曾用名", Column::Former),
    ("原名", Column::Former),
    ("前身", Column::Predecessors),
    ("合并自", Column::Predecessors),
    ("简称", Column::Aliases),
    ("别名", Column::Aliases),
    ("联系", Column::Contact),
    ("电话", Column::Contact),
    ("备注", Column::Note),
    ("名称", Column::Name),
    ("单位", Column::Name),
    ("机关", Column::Name),
];

/// The kinds of organs as offices write them, folded.
const LEVELS: [(&str, Level); 12] = [
    ("部门", Level::Department),
    ("政府部门", Level::Department),
    ("县直", Level::Department),
    ("县直单位", Level::Department),
    ("乡镇", Level::Township),
    ("街道", Level::Township),
    ("乡镇街道", Level::Township),
    ("本机关", Level::GovernmentOffice),
    ("政府办", Level::GovernmentOffice),
    ("县", Level::County),
    ("市", Level::City),
    ("省", Level::Province),
];

/// The reasons as offices write them: the words that one has in it.
const REASONS: [(&str, Exclusion); 6] = [
    ("垂直", Exclusion::Vertical),
    ("垂管", Exclusion::Vertical),
    ("派出", Exclusion::Dispatched),
    ("企业", Exclusion::Enterprise),
    ("撤", Exclusion::Abolished),
    ("非行政", Exclusion::NotAnOrgan),
];

/// Something in a pasted roster that somebody should look at. Lines are counted from 1.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Trouble {
    /// A line has something in it but no name, as below a merged cell. It is not taken.
    NoName {
        /// Which line.
        line: usize,
    },
    /// Two lines have the same name. Lines that are the same altogether are taken once, others each.
    SameName {
        /// The name.
        name: String,
        /// Which lines.
        lines: Vec<usize>,
    },
    /// Two units go by the same name, so that a report of that name is asked about.
    SharedName {
        /// The name.
        name: String,
        /// The units.
        units: Vec<String>,
    },
    /// A kind of organ that is not known. The unit is taken without it.
    UnknownLevel {
        /// Which line.
        line: usize,
        /// What stands there.
        text: String,
    },
    /// Whether the unit counts is neither yes nor no. The unit is taken as counted.
    UnknownCounted {
        /// Which line.
        line: usize,
        /// What stands there.
        text: String,
    },
}

/// What becomes of the units that a paste does not name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Absent {
    /// They stay as they are: the paste adds to the roster.
    Stay,
    /// They go; those that have handed something in are excluded instead.
    Go,
}

/// What a paste would change.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Preview {
    /// Units that are new.
    pub added: Vec<Unit>,
    /// Units of which something changes: as they would be afterwards.
    pub changed: Vec<Unit>,
    /// How many lines say what is known.
    pub unchanged: usize,
    /// Units that the paste does not name and that have handed in nothing.
    pub absent: Vec<String>,
    /// Units that the paste does not name and that have handed something in: they are never deleted.
    pub excluded: Vec<String>,
    /// What somebody should look at.
    pub troubles: Vec<Trouble>,
}

/// A line of a paste: only what it says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Line {
    number: usize,
    texts: BTreeMap<Column, String>,
}

/// What pasting a roster would change.
#[must_use]
pub fn preview(collection: &Collection, pasted: &str) -> Preview {
    let mut preview = Preview::default();
    let lines = lines(pasted, &mut preview.troubles);
    let region = Region::of(&collection.organ, []);
    let mut met: HashSet<String> = HashSet::new();
    let mut ids = Ids::after(collection);
    for line in &lines {
        let known = known_unit(collection, line, &met);
        let mut unit = match known {
            Some(unit) => unit.clone(),
            None => line.new_unit(&region, ids.next()),
        };
        line.lay_over(&mut unit, &mut preview.troubles);
        met.insert(unit.id.clone());
        match known {
            Some(known) if *known == unit => preview.unchanged += 1,
            Some(_) => preview.changed.push(unit),
            None => preview.added.push(unit),
        }
    }
    for unit in collection
        .roster
        .iter()
        .filter(|unit| !met.contains(&unit.id))
    {
        if has_handed_in(collection, &unit.id) {
            preview.excluded.push(unit.id.clone());
        } else {
            preview.absent.push(unit.id.clone());
        }
    }
    shared_names(collection, &mut preview);
    preview
}

/// The roster after a paste.
pub fn apply(collection: &mut Collection, preview: Preview, absent: Absent) {
    let Preview {
        added,
        changed,
        absent: without,
        excluded,
        ..
    } = preview;
    for unit in changed {
        if let Some(own) = collection.roster.iter_mut().find(|own| own.id == unit.id) {
            *own = unit;
        }
    }
    if absent == Absent::Go {
        collection.roster.retain(|unit| !without.contains(&unit.id));
        for unit in &mut collection.roster {
            if excluded.contains(&unit.id) && unit.counted {
                unit.counted = false;
                unit.reason = Some(Exclusion::Other);
            }
        }
    }
    collection.roster.extend(added);
}

/// The organs of reports that belong to no unit, a line each: a roster to begin with.
#[must_use]
pub fn of_unplaced(collection: &Collection) -> String {
    let reports = collection
        .unplaced
        .iter()
        .filter_map(|one| one.report.as_ref());
    let mut seen = HashSet::new();
    let mut names = String::new();
    for organ in reports.map(|report| report.organ.trim()) {
        if !organ.is_empty() && seen.insert(folded(organ)) {
            names += organ;
            names.push('\n');
        }
    }
    names
}

/// The identifiers that new units get.
struct Ids(u64);

impl Ids {
    fn after(collection: &Collection) -> Self {
        let next = collection.next_unit_id();
        Self(next.trim_start_matches('u').parse().unwrap_or(1))
    }

    fn next(&mut self) -> String {
        let id = format!("u{}", self.0);
        self.0 = self.0.saturating_add(1);
        id
    }
}

fn has_handed_in(collection: &Collection, unit: &str) -> bool {
    let last = collection.last_year.units.iter().any(|(id, _)| id == unit);
    last || collection.versions(unit).next().is_some()
}

/// The unit that a line is about: by its name, else by a name it had or has besides, and which no line before took.
fn known_unit<'a>(
    collection: &'a Collection,
    line: &Line,
    met: &HashSet<String>,
) -> Option<&'a Unit> {
    let name = folded(line.text(Column::Name));
    let free = || {
        collection
            .roster
            .iter()
            .filter(|unit| !met.contains(&unit.id))
    };
    let only = |units: Vec<&'a Unit>| match units.as_slice() {
        [unit] => Some(*unit),
        _ => None,
    };
    let by_name = free().find(|unit| folded(&unit.name) == name);
    let by_other_name = || {
        let own = free().filter(|unit| unit.names().any(|other| folded(other) == name));
        only(own.collect())
    };
    // It was renamed: the line says what it was called.
    let by_former = || {
        let former = split(line.text(Column::Former));
        let own = free().filter(|unit| {
            let unit = folded(&unit.name);
            former.iter().any(|name| folded(name) == unit)
        });
        only(own.collect())
    };
    by_name.or_else(by_other_name).or_else(by_former)
}

/// The lines with a name, each that is the same altogether once.
fn lines(pasted: &str, troubles: &mut Vec<Trouble>) -> Vec<Line> {
    let grid = tsv::read(pasted);
    let rows = grid.rows().iter().zip(1..);
    let rows: Vec<(Vec<String>, usize)> = rows
        .map(|(row, number)| {
            let texts = row.iter().map(|place| one_line(&place.text));
            (texts.collect::<Vec<_>>(), number)
        })
        .filter(|(texts, _)| texts.iter().any(|text| !text.is_empty()))
        .collect();
    let head = rows
        .iter()
        .find_map(|(texts, number)| Some((head(texts)?, *number)));
    let (columns, first) = match head {
        Some((columns, number)) => (columns, number + 1),
        None => (vec![(name_column(&rows), Column::Name)], 0),
    };
    let mut lines: Vec<Line> = Vec::new();
    let mut by_name: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (texts, number) in rows.into_iter().filter(|(_, number)| *number >= first) {
        let texts: BTreeMap<Column, String> = columns
            .iter()
            .filter_map(|(at, column)| Some((*column, texts.get(*at)?.clone())))
            .filter(|(_, text)| !text.is_empty())
            .collect();
        let Some(name) = texts.get(&Column::Name).cloned() else {
            troubles.push(Trouble::NoName { line: number });
            continue;
        };
        by_name.entry(name).or_default().push(number);
        if !lines.iter().any(|line| line.texts == texts) {
            lines.push(Line { number, texts });
        }
    }
    let twice = by_name.into_iter().filter(|(_, lines)| lines.len() > 1);
    troubles.extend(twice.map(|(name, lines)| Trouble::SameName { name, lines }));
    lines
}

/// The columns of a row of heads; `None` where it has no head of names.
fn head(texts: &[String]) -> Option<Vec<(usize, Column)>> {
    let mut columns: Vec<(usize, Column)> = Vec::new();
    for (at, text) in texts.iter().enumerate() {
        let text = folded(text);
        // A head is a word; 机关事务管理局 is a name.
        let named = HEADS.iter().find(|(head, column)| {
            text.starts_with(head) && (*column != Column::Name || text == *head)
        });
        if let Some((_, column)) = named
            && !columns.iter().any(|(_, other)| other == column)
        {
            columns.push((at, *column));
        }
    }
    columns
        .iter()
        .any(|(_, column)| *column == Column::Name)
        .then_some(columns)
}

/// Where the names stand when no head says so: in the first column that does more than count.
fn name_column(rows: &[(Vec<String>, usize)]) -> usize {
    let width = rows.iter().map(|(texts, _)| texts.len()).max().unwrap_or(0);
    let names = |at: &usize| {
        let mut texts = rows.iter().filter_map(|(texts, _)| texts.get(*at));
        texts.any(|text| text.contains(char::is_alphabetic))
    };
    (0..width).find(names).unwrap_or(0)
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The names in one place, apart by any mark that offices put between them.
fn split(text: &str) -> Vec<String> {
    text.split(['、', '，', ',', '；', ';', '/', '／', ' ', '\u{3000}'])
        .map(str::trim)
        .filter(|name| !name.is_empty())
        .map(str::to_owned)
        .collect()
}

impl Line {
    fn text(&self, column: Column) -> &str {
        self.texts.get(&column).map_or("", String::as_str)
    }

    fn new_unit(&self, region: &Region, id: String) -> Unit {
        let name = self.text(Column::Name);
        let mut unit = Unit::new(id, name);
        unit.level = Some(level_by_name(region, name));
        unit
    }

    /// Lays what the line says over a unit; what it does not say stays.
    fn lay_over(&self, unit: &mut Unit, troubles: &mut Vec<Trouble>) {
        self.rename(unit);
        for name in split(self.text(Column::Aliases)) {
            add_name(&mut unit.aliases, name);
        }
        for name in split(self.text(Column::Former)) {
            add_name(&mut unit.former, name);
        }
        for name in split(self.text(Column::Predecessors)) {
            add_name(&mut unit.predecessors, name);
        }
        for (column, own) in [
            (Column::Contact, &mut unit.contact),
            (Column::Note, &mut unit.note),
        ] {
            if let Some(text) = self.texts.get(&column) {
                own.clone_from(text);
            }
        }
        self.lay_level(unit, troubles);
        self.lay_counted(unit, troubles);
    }

    fn rename(&self, unit: &mut Unit) {
        let name = self.text(Column::Name);
        let known = unit.names().any(|other| folded(other) == folded(name));
        if !known {
            let old = std::mem::replace(&mut unit.name, name.to_owned());
            add_name(&mut unit.former, old);
        }
    }

    fn lay_level(&self, unit: &mut Unit, troubles: &mut Vec<Trouble>) {
        let text = self.text(Column::Level);
        if text.is_empty() {
            return;
        }
        let word = folded(text);
        let by_label = Level::ALL
            .into_iter()
            .find(|level| level.id() == text || folded(level.label()) == word);
        let by_word = LEVELS.iter().find(|(known, _)| *known == word);
        match by_label.or_else(|| by_word.map(|(_, level)| *level)) {
            Some(level) => unit.level = Some(level),
            None => troubles.push(Trouble::UnknownLevel {
                line: self.number,
                text: text.to_owned(),
            }),
        }
    }

    fn lay_counted(&self, unit: &mut Unit, troubles: &mut Vec<Trouble>) {
        let reason = self.text(Column::Reason);
        let counted = match folded(self.text(Column::Counted)).as_str() {
            "" if self.text(Column::Counted).contains(['√', '✓']) => Some(true),
            "" => (!reason.is_empty()).then_some(false),
            "是" | "计入" | "Y" | "y" | "true" | "1" => Some(true),
            "否" | "不计入" | "不" | "N" | "n" | "false" | "0" => Some(false),
            _ => {
                troubles.push(Trouble::UnknownCounted {
                    line: self.number,
                    text: self.text(Column::Counted).to_owned(),
                });
                None
            }
        };
        match counted {
            Some(true) => (unit.counted, unit.reason) = (true, None),
            Some(false) => {
                unit.counted = false;
                if !reason.is_empty() || unit.reason.is_none() {
                    unit.reason = Some(reason_of(reason, unit));
                }
            }
            None => {}
        }
    }
}

/// The reason that a text gives; one that is not known goes into the note as well.
fn reason_of(text: &str, unit: &mut Unit) -> Exclusion {
    let named = REASONS.iter().find(|(word, _)| text.contains(word));
    let by_id = Exclusion::from_id(text);
    let known = by_id.or_else(|| named.map(|(_, reason)| *reason));
    let other = Applicant::Other.label();
    if known.is_none() && !text.is_empty() && text != other && !unit.note.contains(text) {
        if !unit.note.is_empty() {
            unit.note.push('；');
        }
        unit.note += text;
    }
    known.unwrap_or(Exclusion::Other)
}

fn add_name(names: &mut Vec<String>, name: String) {
    if !names.iter().any(|known| folded(known) == folded(&name)) {
        names.push(name);
    }
}

/// The kind of organ that a name tells.
fn level_by_name(region: &Region, name: &str) -> Level {
    let township = [
        "镇",
        "乡",
        "街道",
        "镇人民政府",
        "乡人民政府",
        "街道办事处",
        "镇政府",
        "乡政府",
    ];
    if region.is_government(name) {
        Level::GovernmentOffice
    } else if township.iter().any(|ending| name.trim().ends_with(ending)) {
        Level::Township
    } else {
        Level::Department
    }
}

/// The names by which two units would go after the paste.
fn shared_names(collection: &Collection, preview: &mut Preview) {
    let changed = |unit: &&Unit| !preview.changed.iter().any(|other| other.id == unit.id);
    let rest = collection.roster.iter().filter(changed);
    let units = rest.chain(&preview.changed).chain(&preview.added);
    let mut by_name: BTreeMap<String, (String, BTreeSet<String>)> = BTreeMap::new();
    for unit in units {
        for name in unit.names() {
            let entry = by_name.entry(folded(name));
            let (_, units) = entry.or_insert_with(|| (name.to_owned(), BTreeSet::new()));
            units.insert(unit.id.clone());
        }
    }
    let shared = by_name.into_values().filter(|(_, units)| units.len() > 1);
    preview
        .troubles
        .extend(shared.map(|(name, units)| Trouble::SharedName {
            name,
            units: units.into_iter().collect(),
        }));
}
