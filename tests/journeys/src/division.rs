//! Which browser walks what, where not each of them walks everything.

use crate::journeys::{AT_THE_ENDS, IN_THE_NEWEST, Journey, OVER_HTTP};
use crate::stage::Form;

/// The oldest Chromium that is served.
const OLDEST: &str = "/66.";

/// Why a browser of this name and version leaves a journey in a form of the page to others; none if it walks it.
pub fn left_to_others(journey: &Journey, form: Form, version: &str) -> Option<&'static str> {
    let is_in = |list: &[&str]| list.contains(&journey.name);
    if is_in(IN_THE_NEWEST) && !is_newest_chromium(version) {
        return Some("the newest Chromium walks it");
    }
    if !is_between(version) {
        return None;
    }
    if is_in(AT_THE_ENDS) {
        return Some("the oldest and the newest browsers walk it");
    }
    if form == Form::Http && !is_in(OVER_HTTP) {
        return Some("the oldest and the newest browsers walk this form");
    }
    None
}

/// Whether a browser is neither the oldest nor one of the newest. Only the old builds call themselves headless.
fn is_between(version: &str) -> bool {
    version.starts_with("Headless") && !version.contains(OLDEST)
}

/// Whether it is the installed Chromium.
fn is_newest_chromium(version: &str) -> bool {
    version.starts_with("Chrome/")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::journeys;

    const BROWSERS: [&str; 4] = [
        "HeadlessChrome/66.0.3347.0",
        "HeadlessChrome/92.0.4512.0",
        "Chrome/156.0.8078.108",
        "firefox/153.8.0",
    ];

    /// Which of the browsers walk a journey in a form.
    fn walked_by(name: &str, form: Form) -> Vec<&'static str> {
        let journey = journeys::all().find(|journey| journey.name == name);
        let walks = |version: &&str| {
            journey.is_some_and(|journey| left_to_others(journey, form, version).is_none())
        };
        BROWSERS.into_iter().filter(walks).collect()
    }

    #[test]
    fn some_leave_a_journey_to_others() {
        let [oldest, _, newest, firefox] = BROWSERS;
        let ends = vec![oldest, newest, firefox];
        assert_eq!(walked_by("totals", Form::File), BROWSERS);
        assert_eq!(walked_by("totals", Form::Http), ends);
        assert_eq!(walked_by("fill-find-fix", Form::Http), BROWSERS);
        assert_eq!(walked_by("rectangles", Form::File), ends);
        assert_eq!(walked_by("every-control-start", Form::File), [newest]);
    }

    /// Nothing that is left to others is left to nobody.
    #[test]
    fn every_journey_is_walked_in_each_of_its_forms() {
        for journey in journeys::all() {
            for form in journey.forms {
                assert!(
                    !walked_by(journey.name, *form).is_empty(),
                    "{} {form}",
                    journey.name
                );
            }
        }
    }
}
