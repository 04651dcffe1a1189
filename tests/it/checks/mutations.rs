//! One wrong figure at a time in the sample: every identity that it breaks is an error at the
//! figure, and nothing else is.

use std::collections::BTreeSet;

use nianbao::checks::check::Severity;
use nianbao::model::cell::Cell;
use nianbao::model::draft::Draft;
use nianbao::model::level::Level;
use nianbao::model::location::Location;
use nianbao::model::section::Section;

use super::case;
use super::identities::{self, Figures};
use crate::sample;

/// The counts that the sample types, read without the model.
fn typed(draft: &Draft) -> Figures {
    draft
        .cells()
        .filter(|(cell, text)| !cell.is_amount() && !text.is_empty())
        .map(|(cell, text)| {
            let ascii = text.chars().filter_map(|c| match c {
                '０'..='９' => char::from_digit(u32::from(c) - u32::from('０'), 10),
                ',' => None,
                other => Some(other),
            });
            let number = ascii.collect::<String>().parse();
            (cell.to_string(), number.expect("the sample has numbers"))
        })
        .collect()
}

/// What a slip makes of a figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Slip {
    OneMore,
    OneLess,
    TimesTen,
    DigitsSwapped,
    Blank,
}

const SLIPS: [Slip; 5] = [
    Slip::OneMore,
    Slip::OneLess,
    Slip::TimesTen,
    Slip::DigitsSwapped,
    Slip::Blank,
];

impl Slip {
    /// The figure after the slip, `Some(None)` for a blank; `None` where there is nothing to slip.
    fn of(self, figure: u64) -> Option<Option<u64>> {
        let digits = figure.to_string();
        let new = match self {
            Self::OneMore => figure + 1,
            Self::OneLess => figure.checked_sub(1)?,
            Self::TimesTen => figure * 10,
            Self::DigitsSwapped => {
                let mut digits = digits.into_bytes();
                let last = digits.len().checked_sub(2)?;
                digits.swap(last, last + 1);
                String::from_utf8(digits).ok()?.parse().ok()?
            }
            Self::Blank => return Some(None),
        };
        (new != figure).then_some(Some(new))
    }
}

/// Makes each slip at each figure, one at a time. Every identity that it breaks is found by its check
/// with the figure among its places, and no other; a blank that has to be filled in is found as such.
/// Gives the figures at which some slip broke an identity.
#[track_caller]
pub fn check_slips(draft: &Draft, figures: &Figures) -> BTreeSet<String> {
    let all: BTreeSet<String> = figures.keys().cloned().collect();
    let before = identities::errors(&case::findings(draft));
    assert_eq!(
        before,
        identities::broken(figures, &all),
        "before the slips"
    );
    let computed = identities::with_totals(figures);
    let mut breaking = BTreeSet::new();
    let there = |cell: &Cell| figures.contains_key(&cell.to_string());
    for cell in Cell::all().filter(there) {
        let address = cell.to_string();
        for slip in SLIPS {
            let Some(new) = slip.of(figures[&address]) else {
                continue;
            };
            let (mut figures, mut stated, mut draft) =
                (figures.clone(), all.clone(), draft.clone());
            match new {
                Some(figure) => {
                    figures.insert(address.clone(), figure);
                }
                None => {
                    stated.remove(&address);
                    figures.remove(&address);
                    // An absent total is computed.
                    if cell.is_total() {
                        figures.insert(address.clone(), computed[&address]);
                    }
                }
            }
            draft.set_cell(cell, new.map_or(String::new(), |figure| figure.to_string()));
            let broken = identities::broken(&figures, &stated);
            let findings = case::findings(&draft);
            let found = identities::errors(&findings);
            assert_eq!(found, broken, "{slip:?} at {address}");
            let new: BTreeSet<_> = broken.difference(&before).collect();
            for (code, places) in &new {
                assert!(places.contains(&address), "{code} is not about {address}");
            }
            if !new.is_empty() {
                breaking.insert(address.clone());
            }
            if slip == Slip::Blank && !cell.is_total() {
                let blank = findings.iter().any(|finding| {
                    let places = &finding.locations;
                    finding.code.0 == "T5" && places.contains(&Location::from(cell))
                });
                assert!(blank, "{address} is blank");
            }
        }
    }
    breaking
}

/// A report whose figures all reconcile and whose totals are stated: every count but the received
/// ones comes from a sequence, some of it zeros.
fn fictional(mut seed: u64, largest: u64) -> (Draft, Figures) {
    let mut figures = Figures::new();
    for cell in Cell::all().filter(|cell| !cell.is_amount() && !cell.is_total()) {
        // Knuth's multiplier; the upper bits are mixed best.
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        let figure = if seed >> 63 == 0 {
            0
        } else {
            (seed >> 33) % (largest + 1)
        };
        figures.insert(cell.to_string(), figure);
    }
    let mut reconciled = identities::with_totals(&figures);
    for column in identities::APPLICANTS {
        let figure = |row: &str| reconciled[&format!("applications.{row}.{column}")];
        let accounted = figure("handled_total") + figure("carried_forward");
        let over = figure("carried_over").min(accounted);
        let put = [("carried_over", over), ("newly_received", accounted - over)];
        for (row, figure) in put {
            figures.insert(format!("applications.{row}.{column}"), figure);
        }
    }
    reconciled = identities::with_totals(&figures);
    let mut draft = sample::draft();
    // The sample's prose speaks of the sample's own figures.
    draft.set_prose(Section::Overview, "本局按规定公开政府信息。");
    for (address, figure) in &reconciled {
        draft.set_cell(sample::cell(address), figure.to_string());
    }
    (draft, reconciled)
}

#[test]
fn every_slip_in_consistent_reports_is_found() {
    for (seed, largest) in [(1, 0), (2, 3), (3, 40), (4, 9000)] {
        let (draft, figures) = fictional(seed, largest);
        let grave = case::findings(&draft);
        let grave = grave.iter().filter(|f| f.severity == Severity::Error);
        assert_eq!(grave.count(), 0, "a consistent report up to {largest}");
        assert_eq!(check_slips(&draft, &figures).len(), 175 + 15);
    }
}

#[test]
fn the_sample_has_nothing_but_a_hint_once_its_level_is_chosen() {
    let mut draft = sample::draft();
    draft.level = Some(Level::Department);
    // The sample says what it has to say in fewer words than a report may.
    let problems = Section::ProblemsAndImprovements;
    let longer = format!("{}{}", draft.prose(problems), "增加图解和问答。".repeat(5));
    draft.set_prose(problems, longer);
    let found: Vec<String> = case::findings(&draft)
        .iter()
        .filter(|finding| finding.code.0 != "Y21")
        .map(case::shown)
        .collect();
    assert!(found.is_empty(), "{found:?}");
}

/// A wrong part moves its computed totals along, so that only section three's printed identity can
/// break; a total breaks its own identities once it is stated.
#[test]
fn one_more_anywhere_while_totals_are_computed() {
    let draft = sample::draft();
    let typed = typed(&draft);
    for cell in Cell::all().filter(|cell| !cell.is_amount()) {
        let address = cell.to_string();
        let mut figures = typed.clone();
        if cell.is_total() {
            figures = identities::with_totals(&figures);
        }
        let figure = figures.entry(address.clone()).or_default();
        *figure += 1;
        let mut draft = draft.clone();
        draft.set_cell(cell, figure.to_string());
        if !cell.is_total() {
            figures = identities::with_totals(&figures);
        }
        let stated = typed.keys().cloned().chain([address.clone()]).collect();
        let broken = identities::broken(&figures, &stated);
        let found = identities::errors(&case::findings(&draft));
        assert_eq!(found, broken, "{address} is one more");
        let about: Vec<_> = broken
            .iter()
            .filter(|(_, places)| places.contains(&address))
            .collect();
        let in_identity = address.starts_with("applications.") || cell.is_total();
        assert_eq!(!about.is_empty(), in_identity, "{address}");
    }
}

#[test]
fn a_slip_anywhere_while_all_totals_are_stated() {
    let mut draft = sample::draft();
    let figures = identities::with_totals(&typed(&draft));
    for cell in Cell::all().filter(|cell| cell.is_total()) {
        draft.set_cell(cell, figures[&cell.to_string()].to_string());
    }
    assert_eq!(check_slips(&draft, &figures).len(), 175 + 15);
}

/// Figures outside every identity: the ten of section two.
#[test]
fn section_two_breaks_no_identity() {
    let mut draft = sample::draft();
    draft.level = Some(Level::Department);
    for cell in Cell::all().filter(|cell| cell.to_string().starts_with("proactive.")) {
        let mut draft = draft.clone();
        draft.set_cell(cell, "1");
        let found = case::findings(&draft);
        assert!(identities::errors(&found).is_empty(), "{cell}");
        let errors = found.iter().filter(|f| f.severity == Severity::Error);
        assert_eq!(errors.count(), 0, "{cell}");
    }
}
