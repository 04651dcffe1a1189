//! Whose report it is.
//!
//! A report is placed by itself only if exactly one unit equals what it says of itself, by the identifier of a hand-out,
//! by name, alias or former name, its year fits, and nothing about it says otherwise. Everything else is asked, with the
//! units that may be meant and why. To ask once too often costs a click; to be wrong once costs the sum.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::file_name;
use super::organ_key::{self, Region};
use super::submission::Why;
use super::unit::Unit;
use super::whole::Collection;
use crate::checks::text;
use crate::import::label::folded;
use crate::model::level::Level;
use crate::model::year::ReportYear;

/// A shorter key is found in too many names to say anything.
const SHORTEST_MENTION: usize = 3;

/// Words by which a report, or its file's name, says that it is the sum of others.
const SUMMARY: [&str; 6] = ["汇总", "合计", "全县", "全市", "全区", "全省"];

/// What a report says of itself, and its file's name.
#[derive(Clone, Copy, Debug, Default)]
pub struct Incoming<'a> {
    /// The organ.
    pub organ: &'a str,
    /// Whether the organ was told from a line beside the title.
    pub organ_guessed: bool,
    /// The year reported on.
    pub year: Option<ReportYear>,
    /// Whether the year was told from running text.
    pub year_guessed: bool,
    /// A title that is not the standard one.
    pub title: &'a str,
    /// The kind of organ, which only a backup tells.
    pub level: Option<Level>,
    /// The name of its file; blank where one file has several reports, since it is of none of them then.
    pub file: &'a str,
    /// The unit whose starter it was, handed out by this very collection.
    pub handed_out: Option<&'a str>,
    /// Whether it is one of several in a document that should have one.
    pub one_of_several: bool,
}

/// Where a report belongs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Placing {
    /// It is this unit's report.
    Unit(String),
    /// It is this unit's report of last year.
    LastYear(String),
    /// A person has to say.
    Ask {
        /// Why.
        why: Why,
        /// Which units may be meant, the likeliest first.
        candidates: Vec<Candidate>,
    },
}

/// A unit that may be meant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Candidate {
    /// The unit's identifier.
    pub unit: String,
    /// Why it may be meant.
    pub reasons: BTreeSet<Reason>,
}

/// Why a unit may be meant, the strongest reason first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Reason {
    /// The report was filled into the starter of this unit.
    HandedOut,
    /// The report has its name, an alias or a former name.
    SameName,
    /// The file's name has its name, an alias or a former name.
    SameNameOfFile,
    /// One of the two names is a short form of the other: 卫健局, 卫生健康局.
    Shortened,
    /// One of the two names stands in the other.
    Contained,
    /// The file's name has a short form of its name or a part of it.
    LikeNameOfFile,
    /// It is the government itself or its office.
    Government,
}

/// The names of a collection's units, made ready for looking up.
#[derive(Clone, Debug, Default)]
pub struct Places {
    region: Region,
    year: Option<ReportYear>,
    units: Vec<Place>,
    by_key: HashMap<String, Vec<usize>>,
    /// How many characters the longest key has.
    longest_key: usize,
}

#[derive(Clone, Debug)]
struct Place {
    id: String,
    keys: BTreeSet<String>,
    /// Whether it is a government, or a roll-up, of which nobody can tell by name which of its reports this is.
    government: bool,
}

impl Places {
    /// Those of a collection.
    #[must_use]
    pub fn of(collection: &Collection) -> Self {
        let names = collection.roster.iter().flat_map(Unit::names);
        let region = Region::of(&collection.organ, names);
        let mut by_key: HashMap<String, Vec<usize>> = HashMap::new();
        let mut units = Vec::new();
        for (at, unit) in collection.roster.iter().enumerate() {
            let keys: BTreeSet<String> = unit.names().flat_map(|name| region.keys(name)).collect();
            for key in &keys {
                by_key.entry(key.clone()).or_default().push(at);
            }
            let level = !matches!(unit.level, None | Some(Level::Department | Level::Township));
            units.push(Place {
                id: unit.id.clone(),
                keys,
                government: level || region.is_government(&unit.name),
            });
        }
        let lengths = by_key.keys().map(|key| key.chars().count());
        let longest_key = lengths.max().unwrap_or(0);
        Self {
            region,
            year: collection.year,
            units,
            by_key,
            longest_key,
        }
    }

    /// Where a report belongs.
    #[must_use]
    pub fn place(&self, incoming: &Incoming<'_>) -> Placing {
        let equal = self.equal(incoming);
        match self.doubt(incoming, &equal) {
            Some(why) => Placing::Ask {
                why,
                candidates: self.candidates(incoming),
            },
            None => {
                let own = equal.iter().filter_map(|at| self.units.get(*at)).next();
                let id = own.map(|place| place.id.clone()).unwrap_or_default();
                if incoming.year == self.year {
                    Placing::Unit(id)
                } else {
                    Placing::LastYear(id)
                }
            }
        }
    }

    /// The units that a report may be of, the likeliest first.
    #[must_use]
    pub fn candidates(&self, incoming: &Incoming<'_>) -> Vec<Candidate> {
        let mut reasons: BTreeMap<usize, BTreeSet<Reason>> = BTreeMap::new();
        let mut add = |at: usize, reason| {
            reasons.entry(at).or_default().insert(reason);
        };
        let own = self.region.keys(incoming.organ);
        let of_file: Vec<BTreeSet<String>> = file_name::organs(incoming.file)
            .iter()
            .map(|organ| self.region.keys(organ))
            .collect();
        let government = self.is_government_or_summary(incoming);
        for (at, place) in self.units.iter().enumerate() {
            if incoming.handed_out == Some(&place.id) {
                add(at, Reason::HandedOut);
            }
            if !own.is_disjoint(&place.keys) {
                add(at, Reason::SameName);
            } else if any(&own, &place.keys, is_short_form) {
                add(at, Reason::Shortened);
            } else if any(&own, &place.keys, contains) {
                add(at, Reason::Contained);
            }
            for keys in &of_file {
                if !keys.is_disjoint(&place.keys) {
                    add(at, Reason::SameNameOfFile);
                } else if any(keys, &place.keys, |a, b| {
                    is_short_form(a, b) || contains(a, b)
                }) {
                    add(at, Reason::LikeNameOfFile);
                }
            }
            if government && place.government {
                add(at, Reason::Government);
            }
        }
        let mut candidates: Vec<(usize, Candidate)> = reasons
            .into_iter()
            .filter_map(|(at, reasons)| {
                let unit = self.units.get(at)?.id.clone();
                Some((at, Candidate { unit, reasons }))
            })
            .collect();
        candidates.sort_by_key(|(at, candidate)| (candidate.reasons.first().copied(), *at));
        candidates
            .into_iter()
            .map(|(_, candidate)| candidate)
            .collect()
    }

    /// The one unit that a file's name alone points to, for a file that could not be read.
    #[must_use]
    pub fn by_file_name(&self, file: &str) -> Option<&str> {
        let organs = file_name::organs(file);
        let keys = organs.iter().flat_map(|organ| self.region.keys(organ));
        let found: BTreeSet<usize> = keys
            .filter_map(|key| self.by_key.get(&key))
            .flatten()
            .copied()
            .collect();
        let only = found.first().filter(|_| found.len() == 1)?;
        self.units.get(*only).map(|place| place.id.as_str())
    }

    /// The units that equal what a report says of itself.
    fn equal(&self, incoming: &Incoming<'_>) -> BTreeSet<usize> {
        let keys = self.region.keys(incoming.organ);
        let named = keys.iter().filter_map(|key| self.by_key.get(key)).flatten();
        let handed_out = incoming
            .handed_out
            .and_then(|id| self.units.iter().position(|place| place.id == id));
        named.copied().chain(handed_out).collect()
    }

    /// Why a person has to say where a report belongs; `None` when nothing is in doubt.
    fn doubt(&self, incoming: &Incoming<'_>, equal: &BTreeSet<usize>) -> Option<Why> {
        if !self.year_fits(incoming) {
            return Some(Why::Year);
        }
        if self.is_government_or_summary(incoming) {
            return Some(Why::Summary);
        }
        let place = match (
            equal.len(),
            equal.first().and_then(|at| self.units.get(*at)),
        ) {
            (0, _) | (_, None) => return Some(Why::Organ),
            (1, Some(place)) => place,
            (_, Some(_)) if incoming.handed_out.is_some() => return Some(Why::Conflict),
            (_, Some(_)) => return Some(Why::Ambiguous),
        };
        if place.government {
            return Some(Why::Summary);
        }
        if incoming.one_of_several {
            return Some(Why::Ambiguous);
        }
        if self.contradicts(incoming, place) {
            return Some(Why::Conflict);
        }
        let told = file_name::organs(incoming.file);
        let confirmed = told
            .iter()
            .any(|organ| !self.region.keys(organ).is_disjoint(&place.keys));
        (incoming.organ_guessed && !confirmed).then_some(Why::Organ)
    }

    /// Whether a report is of the collection's year or of the year before, as it says itself.
    fn year_fits(&self, incoming: &Incoming<'_>) -> bool {
        let (Some(own), Some(year)) = (self.year, incoming.year) else {
            return false;
        };
        !incoming.year_guessed && (year == own || year.get() + 1 == own.get())
    }

    fn is_government_or_summary(&self, incoming: &Incoming<'_>) -> bool {
        let says = |text: &str| {
            let text = folded(text);
            SUMMARY.iter().any(|word| text.contains(word))
        };
        let roll_up = matches!(
            incoming.level,
            Some(Level::GovernmentOffice | Level::County | Level::City | Level::Province)
        );
        let of_file = file_name::organs(incoming.file);
        roll_up
            || [
                incoming.organ,
                incoming.title,
                file_name::stem(incoming.file),
            ]
            .into_iter()
            .any(says)
            || !incoming.organ.trim().is_empty() && self.region.is_government(incoming.organ)
            || of_file.iter().any(|organ| self.region.is_government(organ))
    }

    /// Whether the title or the file's name speaks of another unit or another year.
    fn contradicts(&self, incoming: &Incoming<'_>, place: &Place) -> bool {
        let file = file_name::stem(incoming.file);
        let others = [incoming.title, file].into_iter().any(|text| {
            let mentioned = self.mentioned(text);
            mentioned.iter().any(|other| other.id != place.id)
        });
        let strange = file_name::organs(incoming.file)
            .iter()
            .any(|organ| !self.fits(organ, place));
        let titled_organ = titled_organ(incoming.title);
        let strange_title = !titled_organ.is_empty() && {
            let keys = self.region.loose_keys(&titled_organ);
            keys.is_disjoint(&place.keys)
        };
        let title = text::plain(incoming.title);
        let titled = text::years(&title).map(|mention| mention.year);
        let years = [file_name::years(incoming.file), titled.collect()];
        let other_year = years.iter().any(|years| {
            !years.is_empty() && !years.iter().any(|year| Some(*year) == incoming.year)
        });
        let other_year =
            other_year || incoming.year == self.year && file_name::says_last_year(incoming.file);
        others || strange || strange_title || other_year
    }

    /// Whether a name out of a file's name may be of a unit: one of its names, a short form or a part of one. A longer one
    /// is not, whatever stands in front of it: 临河县统计局 is not 统计局.
    fn fits(&self, name: &str, place: &Place) -> bool {
        let keys = self.region.loose_keys(name);
        !keys.is_disjoint(&place.keys)
            || any(&keys, &place.keys, |own, unit| {
                organ_key::abbreviates(own, unit) || unit.contains(own)
            })
    }

    /// The units that a text speaks of; a name within a longer one is not spoken of. Every part of the text is looked up,
    /// since a text is short and a roster may be long.
    fn mentioned(&self, text: &str) -> Vec<&Place> {
        let text = folded(text);
        let ends: Vec<usize> = text
            .char_indices()
            .map(|(at, c)| at + c.len_utf8())
            .collect();
        let mut spans: Vec<(usize, usize)> = Vec::new();
        for (first, (start, _)) in text.char_indices().enumerate() {
            let longest_first = ends.iter().skip(first + SHORTEST_MENTION - 1);
            let longest_first = longest_first.take(self.longest_key).rev();
            let named = |end: &&usize| {
                let part = text.get(start..**end);
                part.is_some_and(|part| self.by_key.contains_key(part))
            };
            // What lies within the one before begins later and ends no later.
            let end = longest_first.into_iter().find(named);
            let end = end.filter(|end| spans.last().is_none_or(|(_, last)| *end > last));
            spans.extend(end.map(|end| (start, *end)));
        }
        let keys = spans
            .into_iter()
            .filter_map(|(start, end)| text.get(start..end));
        let units = keys.filter_map(|key| self.by_key.get(key)).flatten();
        units.filter_map(|at| self.units.get(*at)).collect()
    }
}

/// The organ that a title names: what stands before the year, or between the year and 政府信息公开.
fn titled_organ(title: &str) -> String {
    let plain = text::plain(title);
    let Some(mention) = text::years(&plain).next() else {
        return String::new();
    };
    let before = mention.before.trim_start_matches("关于").trim();
    let between = mention.after.trim_start_matches('度');
    let between = between.split_once("政府信息公开");
    match (before, between) {
        ("", Some((between, _))) => between.trim().to_owned(),
        (before, _) => before.to_owned(),
    }
}

/// Whether two sets of keys have a pair that is alike.
fn any(a: &BTreeSet<String>, b: &BTreeSet<String>, alike: impl Fn(&str, &str) -> bool) -> bool {
    a.iter().any(|a| b.iter().any(|b| alike(a, b)))
}

fn is_short_form(a: &str, b: &str) -> bool {
    organ_key::abbreviates(a, b) || organ_key::abbreviates(b, a)
}

fn contains(a: &str, b: &str) -> bool {
    let long_enough = |key: &str| key.chars().count() >= SHORTEST_MENTION;
    long_enough(a) && b.contains(a) || long_enough(b) && a.contains(b)
}
