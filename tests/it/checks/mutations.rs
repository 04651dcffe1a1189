//! One wrong figure at a time in the sample: every identity that it breaks is an error at the
//! figure, and nothing else is.

use std::collections::BTreeSet;

use nianbao::checks::check::Severity;
use nianbao::model::cell::Cell;
use nianbao::model::draft::Draft;
use nianbao::model::level::Level;
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

/// Adds one to a figure of an otherwise consistent draft. Says whether that breaks an identity.
#[track_caller]
pub fn check_one_more(draft: &Draft, figures: &Figures, cell: Cell) -> bool {
    let address = cell.to_string();
    let stated = figures.keys().cloned().collect();
    let before = identities::errors(&case::findings(draft));
    assert_eq!(
        before,
        identities::broken(figures, &stated),
        "before {address} changes"
    );
    let mut figures = figures.clone();
    let figure = figures.entry(address.clone()).or_default();
    *figure += 1;
    let mut draft = draft.clone();
    draft.set_cell(cell, figure.to_string());
    let broken = identities::broken(&figures, &stated);
    let found = identities::errors(&case::findings(&draft));
    assert_eq!(found, broken, "{address} is one more");
    let new: BTreeSet<_> = broken.difference(&before).collect();
    for (code, places) in &new {
        assert!(places.contains(&address), "{code} is not about {address}");
    }
    !new.is_empty()
}

/// The cells whose change broke something.
#[track_caller]
fn check_all(draft: &Draft, figures: &Figures) -> usize {
    let changed = Cell::all().filter(|cell| !cell.is_amount());
    changed
        .filter(|cell| check_one_more(draft, figures, *cell))
        .count()
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
fn one_more_anywhere_while_all_totals_are_stated() {
    let mut draft = sample::draft();
    let figures = identities::with_totals(&typed(&draft));
    for cell in Cell::all().filter(|cell| cell.is_total()) {
        draft.set_cell(cell, figures[&cell.to_string()].to_string());
    }
    assert_eq!(check_all(&draft, &figures), 175 + 15);
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
