//! The lines of the findings list: their markup, and bringing the list on the page up to date.
//!
//! A line stays where it is while its figures change, so that a keystroke rewrites a few words instead of building the
//! list anew, and an explanation that was unfolded stays so.

use web_sys::Element;

use super::pairing;
use crate::checks::check::{Finding, Severity};
use crate::checks::registry;
use crate::export::html::escaped;
use crate::ui::browser::dom;
use crate::ui::browser::words::Words;
use crate::ui::components::{dismissing, side_by_side};
use crate::ui::mends::{action, label};

/// A line on the page, and the finding that it shows.
#[derive(Debug)]
pub struct Painted {
    finding: Finding,
    /// Its number among the findings of its check and severity.
    number: usize,
    element: Element,
    /// Where it says what is wrong and what may have caused it, once that has changed.
    message: Option<Words>,
    cause: Option<Words>,
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

/// The addresses of the places.
fn places(finding: &Finding) -> String {
    let places: Vec<String> = finding.places().map(|place| place.to_string()).collect();
    places.join(" ")
}

/// What stands in the button that leads to the first place.
fn told(finding: &Finding) -> String {
    format!(
        "<span class=\"nb-finding__severity\">{}</span><span class=\"nb-finding__message\">{}</span>\
         <span class=\"nb-finding__cause\">{}</span>",
        finding.severity.label(),
        escaped(&finding.message),
        escaped(&told_cause(finding))
    )
}

/// What may have caused it; nothing where that is not known.
fn told_cause(finding: &Finding) -> String {
    let cause = finding.cause.as_ref();
    cause.map_or_else(String::new, |cause| format!("可能的原因：{cause}"))
}

/// The button of the mend, if there is one.
fn mend(finding: &Finding) -> String {
    finding.fix.as_ref().map_or_else(String::new, |fix| {
        let (action, label) = (action(fix.kind).0, escaped(&label(fix)));
        format!(
            "<button type=\"button\" class=\"nb-button is-quiet\" data-action=\"{action}\" data-mend>{label}</button>"
        )
    })
}

/// The lines of one list.
#[derive(Default)]
pub struct Lines {
    shown: Vec<Painted>,
    /// Lines that were taken off the list, the last one at the end. While a number is typed findings come and go.
    spare: Vec<Painted>,
}

impl Lines {
    /// How many lines are kept for findings that may come back.
    const MOST_SPARE: usize = 8;

    /// Brings the list from what it shows to what it is to show.
    ///
    /// The lines that stay keep their order, so that none has to be moved.
    pub fn paint(&mut self, list: &Element, findings: &[Finding]) {
        let before: Vec<&Finding> = self.shown.iter().map(|line| &line.finding).collect();
        let places = pairing::pair(&before, findings);
        let before = std::mem::take(&mut self.shown).into_iter();
        let mut before: Vec<Option<Painted>> = before.map(Some).collect();
        let mut taken = |line: usize| before.get_mut(line).and_then(Option::take);
        let lines: Vec<(usize, Option<Painted>)> = places
            .into_iter()
            .map(|place| (place.number, place.line.and_then(&mut taken)))
            .collect();
        for gone in before.into_iter().flatten() {
            dom::remove(&gone.element);
            self.spare.push(gone);
        }
        // From the end, so that the line that a new one goes before is there.
        for ((number, line), finding) in lines.into_iter().zip(findings).rev() {
            let next = self.shown.last().map(|line| &line.element);
            let line = match line {
                Some(line) => Some(repainted(line, finding, number)),
                None => come_back(&mut self.spare, list, next, finding, number)
                    .or_else(|| made(list, next, finding, number)),
            };
            self.shown.extend(line);
        }
        self.shown.reverse();
        let surplus = self.spare.len().saturating_sub(Self::MOST_SPARE);
        self.spare.drain(..surplus);
    }
}

/// What a line is called for as long as no other that is like it comes or goes before it.
fn key(finding: &Finding, number: usize) -> String {
    format!("{}#{}#{number}", finding.code, finding.severity.id())
}

/// Puts a line that was there before another, or at the end.
fn come_back(
    spare: &mut Vec<Painted>,
    list: &Element,
    next: Option<&Element>,
    finding: &Finding,
    number: usize,
) -> Option<Painted> {
    let was_there = |line: &Painted| {
        pairing::alike(&line.finding, finding) && line.finding.locations == finding.locations
    };
    let at = spare.iter().rposition(was_there)?;
    let line = repainted(spare.remove(at), finding, number);
    dismissing::close(&line.element);
    dom::move_before(list, &line.element, next);
    Some(line)
}

/// Makes a line and puts it before another, or at the end.
fn made(
    list: &Element,
    next: Option<&Element>,
    finding: &Finding,
    number: usize,
) -> Option<Painted> {
    let dismiss = match finding.severity {
        Severity::Error => "",
        Severity::Warning | Severity::Hint => {
            "<button type=\"button\" class=\"nb-button is-quiet\" data-action=\"suppress-finding\">忽略…</button>"
        }
    };
    let code = finding.code;
    let severity = finding.severity.id();
    let markup = format!(
        "<li class=\"nb-finding is-{severity}\" data-line=\"{}\" data-finding=\"{code}\" \
         data-severity=\"{severity}\" data-location=\"{}\"><button type=\"button\" class=\"nb-finding__go\">{}</button>\
         <div class=\"nb-finding__tools\"><span class=\"nb-finding__mend\">{}</span>{dismiss}\
         <div class=\"nb-finding__compared\">{}</div>\
         <details class=\"nb-finding__why\"><summary>说明</summary></details></div></li>",
        key(finding, number),
        places(finding),
        told(finding),
        mend(finding),
        side_by_side::table(&finding.evidence)
    );
    Some(Painted {
        finding: finding.clone(),
        number,
        element: dom::insert_markup(list, next, &markup)?,
        message: None,
        cause: None,
    })
}

/// The line with another finding in it.
fn repainted(mut line: Painted, finding: &Finding, number: usize) -> Painted {
    if line.number != number {
        line.number = number;
        // An attribute of this constant name is always accepted.
        let _ = line
            .element
            .set_attribute("data-line", &key(finding, number));
    }
    if line.finding == *finding {
        return line;
    }
    let before = std::mem::replace(&mut line.finding, finding.clone());
    let element = &line.element;
    if (&before.locations, before.suspect) != (&finding.locations, finding.suspect) {
        // An attribute of this constant name is always accepted.
        let _ = element.set_attribute("data-location", &places(finding));
    }
    // Words are put in place of words; the markup is made anew only where a part of it comes or goes.
    let reword = |place: &mut Option<Words>, selector: &str, words: &str| {
        if place.is_none() {
            *place = Words::within(element, selector);
        }
        if let Some(place) = place {
            place.say(words);
        }
    };
    let write = |selector: &str, markup: String| {
        if let Ok(Some(part)) = element.query_selector(selector) {
            dom::put_markup(&part, &markup);
        }
    };
    if before.message != finding.message {
        reword(&mut line.message, ".nb-finding__message", &finding.message);
    }
    if before.cause != finding.cause {
        reword(&mut line.cause, ".nb-finding__cause", &told_cause(finding));
    }
    let shown = |finding: &Finding| finding.fix.as_ref().map(label);
    if shown(&before) != shown(finding) {
        write(".nb-finding__mend", mend(finding));
    }
    if before.evidence != finding.evidence {
        write(
            ".nb-finding__compared",
            side_by_side::table(&finding.evidence),
        );
    }
    line
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
        dom::insert_markup(details, None, &markup);
    }
}
