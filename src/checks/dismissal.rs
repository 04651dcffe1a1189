//! Dismissed warnings: which findings they hide, and until when.
//!
//! A dismissal is about one finding and rests on what that finding said: its words, the figures and fields that it
//! names, the sentences that it quotes. When one of them changes the finding is shown again. Errors are never dismissed,
//! whatever a file says.

use super::check::{Code, Finding, Severity};
use super::registry::{self, CHECKS};
use super::text;
use crate::model::draft::{Draft, Suppression};
use crate::model::fingerprint;
use crate::model::location::Location;
use crate::model::sheet::Sheet;

/// A finding that somebody dismissed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dismissed {
    /// What is not shown among the findings.
    pub finding: Finding,
    /// Why not.
    pub reason: String,
}

/// The basis of an entry that rests on nothing any more; no fingerprint is like it.
const NOTHING: &str = "";

/// A quotation of fewer characters is the label of a figure or a single word, and says nothing of the sentence.
const SHORTEST_QUOTATION: usize = 6;

/// Takes the dismissed findings away from the others; both stay in order.
#[must_use]
pub fn sift(draft: &Draft, findings: Vec<Finding>) -> (Vec<Finding>, Vec<Dismissed>) {
    if draft.suppressed.is_empty() {
        return (findings, Vec::new());
    }
    let (mut shown, mut dismissed) = (Vec::new(), Vec::new());
    for finding in findings {
        let entry = draft
            .suppressed
            .iter()
            .find(|entry| applies(entry, draft, &finding));
        match entry.map(|entry| entry.reason.clone()) {
            Some(reason) => dismissed.push(Dismissed { finding, reason }),
            None => shown.push(finding),
        }
    }
    (shown, dismissed)
}

/// The draft with a finding dismissed. Entries of the same code and place that are not in force any more go; those in
/// force are about another finding there. An error is not dismissed.
#[must_use]
pub fn dismiss(draft: &Draft, finding: &Finding, reason: &str, in_force: &[Dismissed]) -> Draft {
    let mut after = draft.clone();
    let Some(location) = place(finding).filter(|_| finding.severity != Severity::Error) else {
        return after;
    };
    let stays = |entry: &Suppression| {
        !is_about(entry, finding)
            || in_force
                .iter()
                .any(|other| applies(entry, draft, &other.finding))
    };
    let mut entries = draft.suppressed.to_vec();
    entries.retain(stays);
    entries.push(Suppression {
        code: finding.code.to_string(),
        location,
        reason: reason.to_owned(),
        basis: Some(basis(draft, finding)),
        unknown: Vec::new(),
    });
    after.suppressed = entries.into();
    after
}

/// The draft with a dismissed finding taken back.
#[must_use]
pub fn restore(draft: &Draft, finding: &Finding) -> Draft {
    let mut after = draft.clone();
    let mut entries = draft.suppressed.to_vec();
    entries.retain(|entry| !applies(entry, draft, finding));
    after.suppressed = entries.into();
    after
}

/// Ties the entries that were written by hand to the findings of their code and place as they are now, so that these
/// entries lapse like others. One that no finding answers to rests on nothing; one of a code that no check has is left
/// as it is.
pub fn anchor(draft: &mut Draft) {
    let by_hand = |entry: &Suppression| entry.basis.is_none() && is_known(&entry.code);
    if !draft.suppressed.iter().any(by_hand) {
        return;
    }
    let findings = registry::run(draft, &Sheet::read(draft));
    let mut entries = Vec::new();
    for entry in draft.suppressed.iter() {
        let before = entries.len();
        if by_hand(entry) {
            for finding in &findings {
                if finding.severity != Severity::Error && is_about(entry, finding) {
                    entries.push(Suppression {
                        basis: Some(basis(draft, finding)),
                        ..entry.clone()
                    });
                }
            }
        }
        if entries.len() == before {
            let mut entry = entry.clone();
            if by_hand(&entry) {
                entry.basis = Some(NOTHING.to_owned());
            }
            entries.push(entry);
        }
    }
    draft.suppressed = entries.into();
}

/// Whether an entry hides a finding.
fn applies(entry: &Suppression, draft: &Draft, finding: &Finding) -> bool {
    finding.severity != Severity::Error
        && is_about(entry, finding)
        && entry.basis.as_ref() == Some(&basis(draft, finding))
}

/// Whether code and place of an entry are those of a finding.
fn is_about(entry: &Suppression, finding: &Finding) -> bool {
    entry.code == finding.code.0 && place(finding).as_deref() == Some(&entry.location)
}

/// The first place of a finding, as it stands in an entry.
fn place(finding: &Finding) -> Option<String> {
    finding.locations.first().map(ToString::to_string)
}

fn is_known(code: &str) -> bool {
    CHECKS.iter().any(|check| {
        let Code(known) = check.code();
        known == code
    })
}

/// The fingerprint of what a finding rests on.
fn basis(draft: &Draft, finding: &Finding) -> String {
    let mut texts = vec![finding.message.clone()];
    for (now, before) in &finding.evidence {
        texts.extend([now.clone(), before.clone()]);
    }
    for location in &finding.locations {
        match location {
            Location::Cell(_) | Location::Field(_) => texts.push(draft.text(*location).to_string()),
            Location::Section(section) => {
                quoted_sentences(&finding.message, draft.prose(*section), &mut texts);
            }
        }
    }
    // No text has this character in it, so that no two lists of texts run together alike.
    fingerprint::of(texts.join("\u{0}").bytes())
}

/// Adds the sentences of a text that a message quotes.
fn quoted_sentences(message: &str, prose: &str, texts: &mut Vec<String>) {
    let prose = text::plain(prose);
    for quoted in message.split('“').skip(1) {
        let quoted = quoted.split(['”', '…']).next().unwrap_or_default();
        if quoted.chars().count() < SHORTEST_QUOTATION {
            continue;
        }
        let quoted = text::plain(quoted);
        let sentence = prose
            .split(['。', '；', '！', '？', '\n'])
            .find(|sentence| sentence.contains(&quoted));
        texts.extend(sentence.map(str::to_owned));
    }
}
