//! The lines of the findings list: their markup, and bringing the list on the page up to date.
//!
//! A line stays where it is while its figures change, so that a keystroke rewrites a few words instead of building the
//! list anew, and an explanation that was unfolded stays so.

use std::collections::VecDeque;

use web_sys::Element;

use crate::checks::check::{Finding, FixKind, Severity};
use crate::checks::registry;
use crate::export::html::escaped;
use crate::ui::browser::dom;
use crate::ui::components::side_by_side;

/// A line on the page, and the finding that it shows.
#[derive(Debug)]
pub struct Painted {
    finding: Finding,
    element: Element,
}

/// The finding of the line that a key names: code, severity, and the number among the findings that have both.
pub fn finding<'a>(findings: &'a [Finding], key: &str) -> Option<&'a Finding> {
    let mut parts = key.split('#');
    let (code, severity, number) = (parts.next()?, parts.next()?, parts.next()?);
    let mut same = findings
        .iter()
        .filter(|finding| finding.code.0 == code && finding.severity.id() == severity);
    same.nth(number.parse().ok()?)
}

/// Whether two findings take one another's line.
fn alike(one: &Finding, other: &Finding) -> bool {
    (one.code, one.severity) == (other.code, other.severity)
}

/// The addresses of the places.
fn places(finding: &Finding) -> String {
    let places: Vec<String> = finding.locations.iter().map(ToString::to_string).collect();
    places.join(" ")
}

/// What stands in the button that leads to the first place.
fn told(finding: &Finding) -> String {
    let cause = finding.cause.as_ref().map_or_else(String::new, |cause| {
        format!(
            "<span class=\"nb-finding__cause\">{}</span>",
            escaped(&told_cause(cause))
        )
    });
    format!(
        "<span class=\"nb-finding__severity\">{}</span><span class=\"nb-finding__message\">{}</span>{cause}",
        finding.severity.label(),
        escaped(&finding.message)
    )
}

fn told_cause(cause: &str) -> String {
    format!("可能的原因：{cause}")
}

/// The button of the mend, if there is one.
fn mend(finding: &Finding) -> String {
    finding.fix.as_ref().map_or_else(String::new, |fix| {
        let (action, label) = action(fix.kind);
        format!(
            "<button type=\"button\" class=\"nb-button is-quiet\" data-action=\"{action}\" data-mend>{label}</button>"
        )
    })
}

/// What a mend is called, for machines and for the user.
pub const fn action(kind: FixKind) -> (&'static str, &'static str) {
    match kind {
        FixKind::AcceptComputed => ("accept-computed", "采用计算值"),
        FixKind::UseStandardTitle => ("use-standard-title", "使用标准标题"),
        FixKind::CorrectYear => ("correct-year", "改正年份"),
        FixKind::OrdinaryCharacters => ("ordinary-characters", "改为规范字符"),
        FixKind::ChinesePunctuation => ("chinese-punctuation", "改为全角标点"),
        FixKind::NumberOnly => ("number-only", "只留数字"),
        FixKind::TakeLastYear => ("take-last-year", "采用上年结转数"),
        FixKind::UseFigure => ("use-figure", "改用表中的数"),
        FixKind::UseListedWord => ("use-listed-word", "改为词表用词"),
    }
}

/// Brings a list on the page from what it shows to what it is to show.
///
/// The lines that are alike keep their order, so that the number in a line's key stays right.
pub fn paint(list: &Element, shown: &mut Vec<Painted>, findings: &[Finding]) {
    let mut left: VecDeque<Painted> = std::mem::take(shown).into();
    // As long as each finding has the line in front of all that are left, no line has to be moved.
    let mut in_place = true;
    for (at, finding) in findings.iter().enumerate() {
        let same = left
            .iter()
            .position(|painted| alike(&painted.finding, finding));
        in_place &= same == Some(0);
        let painted = match same.and_then(|at| left.remove(at)) {
            Some(before) => repainted(before, finding),
            None => {
                let earlier = findings.iter().take(at);
                let number = earlier.filter(|other| alike(other, finding)).count();
                match made(list, finding, number) {
                    Some(painted) => painted,
                    None => continue,
                }
            }
        };
        if !in_place {
            dom::place_child(list, &painted.element, at);
        }
        shown.push(painted);
    }
    for gone in left {
        gone.element.remove();
    }
}

fn made(list: &Element, finding: &Finding, number: usize) -> Option<Painted> {
    let dismiss = match finding.severity {
        Severity::Error => "",
        Severity::Warning | Severity::Hint => {
            "<button type=\"button\" class=\"nb-button is-quiet\" data-action=\"suppress-finding\">忽略…</button>"
        }
    };
    let code = finding.code;
    let severity = finding.severity.id();
    let markup = format!(
        "<li class=\"nb-finding is-{severity}\" data-line=\"{code}#{severity}#{number}\" data-finding=\"{code}\" \
         data-severity=\"{severity}\" data-location=\"{}\"><button type=\"button\" class=\"nb-finding__go\">{}</button>\
         <div class=\"nb-finding__tools\"><span class=\"nb-finding__mend\">{}</span>{dismiss}\
         <div class=\"nb-finding__compared\">{}</div>\
         <details class=\"nb-finding__why\"><summary>说明</summary></details></div></li>",
        places(finding),
        told(finding),
        mend(finding),
        side_by_side::table(&finding.evidence)
    );
    Some(Painted {
        finding: finding.clone(),
        element: dom::append_markup(list, &markup)?,
    })
}

/// The line with another finding in it.
fn repainted(line: Painted, finding: &Finding) -> Painted {
    let Painted {
        finding: before,
        element,
    } = line;
    if before == *finding {
        return Painted {
            finding: before,
            element,
        };
    }
    if before.locations != finding.locations {
        // An attribute of this constant name is always accepted.
        let _ = element.set_attribute("data-location", &places(finding));
    }
    let part = |selector: &str| element.query_selector(selector).ok().flatten();
    let write = |selector: &str, markup: String| {
        if let Some(part) = part(selector) {
            part.set_inner_html(&markup);
        }
    };
    // Words are put in place of words; the markup is made anew only where a part of it comes or goes.
    let reword = |selector: &str, words: &str| {
        if let Some(part) = part(selector) {
            part.set_text_content(Some(words));
        }
    };
    if before.cause.is_some() != finding.cause.is_some() {
        write(".nb-finding__go", told(finding));
    } else {
        if before.message != finding.message {
            reword(".nb-finding__message", &finding.message);
        }
        if before.cause != finding.cause
            && let Some(cause) = &finding.cause
        {
            reword(".nb-finding__cause", &told_cause(cause));
        }
    }
    if before.fix.as_ref().map(|fix| fix.kind) != finding.fix.as_ref().map(|fix| fix.kind) {
        write(".nb-finding__mend", mend(finding));
    }
    if before.evidence != finding.evidence {
        write(
            ".nb-finding__compared",
            side_by_side::table(&finding.evidence),
        );
    }
    Painted {
        finding: finding.clone(),
        element,
    }
}

/// Unfolds what a check is about; made only when it is asked for.
pub fn explain(details: &Element, finding: &Finding) {
    let told = details.child_element_count() > 1;
    if let Some((title, text)) = registry::explanation(finding.code)
        && !told
    {
        let mut markup = format!("<h3>{}</h3>", escaped(title));
        // Headings and paragraphs, as the rule book's Markdown has them.
        for line in text.lines().filter(|line| !line.trim().is_empty()) {
            markup.push_str(&match line.strip_prefix("## ") {
                Some(heading) => format!("<h4>{}</h4>", escaped(heading)),
                None => format!("<p>{}</p>", escaped(line)),
            });
        }
        dom::append_markup(details, &markup);
    }
}
