//! Which line of the list shows which finding from now on.

use crate::checks::check::Finding;

/// Whether two findings can take one another's line.
pub fn alike(one: &Finding, other: &Finding) -> bool {
    (one.code, one.severity) == (other.code, other.severity)
}

/// What a finding that is shown has become among those of now: the same, or the only one like it about the same places.
pub fn found_again<'a>(shown: &Finding, now: &'a [Finding]) -> Option<&'a Finding> {
    let same = now.iter().find(|finding| *finding == shown);
    same.or_else(|| {
        let about =
            |finding: &&Finding| alike(finding, shown) && finding.locations == shown.locations;
        let mut like = now.iter().filter(about);
        like.next().filter(|_| like.next().is_none())
    })
}

/// Where a finding is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// Its number among the findings that are alike.
    pub number: usize,
    /// Which line showed it, or one like it, until now; none where a new line is needed.
    pub line: Option<usize>,
}

/// The place of each finding.
///
/// Both come by severity and then in the order of the checks. So lines that stay keep their order. Of those that are
/// alike, a line that has to go is one whose places no finding has any more, and a finding that gets a new line is one
/// whose places no line has.
pub fn pair(lines: &[&Finding], findings: &[Finding]) -> Vec<Place> {
    let mut places: Vec<Place> = Vec::new();
    while let Some(first) = findings.get(places.len()) {
        let at = places.len();
        let wanted: Vec<(usize, &Finding)> = findings
            .iter()
            .enumerate()
            .skip(at)
            .take_while(|(_, finding)| alike(finding, first))
            .collect();
        let all = 0..wanted.len();
        places.extend(all.map(|number| Place { number, line: None }));
        let shown: Vec<(usize, &Finding)> = lines
            .iter()
            .copied()
            .enumerate()
            .filter(|(_, line)| alike(line, first))
            .collect();
        for (line, finding) in staying(&shown, &wanted)
            .into_iter()
            .zip(staying(&wanted, &shown))
        {
            if let Some(place) = places.get_mut(finding) {
                place.line = Some(line);
            }
        }
    }
    places
}

/// The numbers of those that have a partner, as many as there are partners at most.
fn staying(some: &[(usize, &Finding)], partners: &[(usize, &Finding)]) -> Vec<usize> {
    let mut spare = some.len().saturating_sub(partners.len());
    let mut staying = Vec::new();
    for (number, finding) in some {
        let is_known = |(_, partner): &(usize, &Finding)| partner.locations == finding.locations;
        if spare > 0 && !partners.iter().any(is_known) {
            spare -= 1;
        } else {
            staying.push(*number);
        }
    }
    staying.truncate(staying.len() - spare);
    staying
}

#[cfg(test)]
mod tests {
    use super::{found_again, pair};
    use crate::checks::check::{Finding, Severity};
    use crate::checks::registry::CHECKS;
    use crate::model::section::Section;

    /// The number of a check, and the places of its finding.
    type Told = (usize, &'static [Section]);

    const ONE: &[Section] = &[Section::Preamble];
    const TWO: &[Section] = &[Section::Overview];
    const THREE: &[Section] = &[Section::OtherMatters];

    fn made(all: &[Told]) -> Vec<Finding> {
        let one = |(check, places): &Told| {
            let places = places.iter().copied();
            Some(Finding::new(
                *CHECKS.get(*check)?,
                Severity::Error,
                places,
                "",
            ))
        };
        all.iter().filter_map(one).collect()
    }

    fn paired(lines: &[Told], findings: &[Told]) -> Vec<Option<usize>> {
        let lines = made(lines);
        let places = pair(&lines.iter().collect::<Vec<_>>(), &made(findings));
        places.into_iter().map(|place| place.line).collect()
    }

    #[test]
    fn a_finding_keeps_its_line_when_others_come_before_it() {
        assert_eq!(paired(&[(1, TWO)], &[(1, ONE), (1, TWO)]), [None, Some(0)]);
    }

    #[test]
    fn a_finding_keeps_its_line_when_others_before_it_go() {
        assert_eq!(
            paired(&[(1, ONE), (1, TWO), (2, ONE)], &[(1, TWO), (2, ONE)]),
            [Some(1), Some(2)]
        );
    }

    #[test]
    fn a_finding_whose_places_change_keeps_its_line() {
        assert_eq!(
            paired(&[(1, ONE), (1, TWO)], &[(1, THREE), (1, TWO)]),
            [Some(0), Some(1)]
        );
    }

    #[test]
    fn findings_about_the_same_places_keep_their_order() {
        assert_eq!(
            paired(&[(1, ONE), (1, ONE)], &[(1, ONE), (1, ONE), (1, ONE)]),
            [Some(0), Some(1), None]
        );
        assert_eq!(paired(&[(1, ONE), (1, ONE)], &[(1, ONE)]), [Some(0)]);
    }

    #[test]
    fn what_is_clicked_is_found_again_or_nothing_is() {
        let told = |places: &[Section], message: &str| {
            let mut finding = made(&[(1, ONE)]).pop()?;
            finding.locations = places.iter().copied().map(Into::into).collect();
            finding.message = message.to_owned();
            Some(finding)
        };
        let again = |now: &[Option<Finding>]| {
            let now: Vec<Finding> = now.iter().flatten().cloned().collect();
            let found = found_again(&told(ONE, "38件")?, &now)?;
            Some(found.message.clone())
        };
        let (shown, other) = (told(ONE, "38件"), told(ONE, "48件"));
        let elsewhere = told(TWO, "38件");
        let (same, changed) = (
            again(&[other.clone(), shown]),
            again(&[elsewhere.clone(), other.clone()]),
        );
        assert_eq!(same.as_deref(), Some("38件"));
        assert_eq!(changed.as_deref(), Some("48件"));
        assert_eq!(again(&[other.clone(), other]), None);
        assert_eq!(again(&[elsewhere]), None);
    }

    #[test]
    fn no_line_goes_to_a_finding_of_another_check() {
        assert_eq!(paired(&[(1, ONE)], &[(2, ONE)]), [None]);
    }
}
