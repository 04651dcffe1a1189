//! The lines of the findings list: their markup, and bringing the list on the page up to date.
//!
//! A line stays where it is while its figures change, so that a keystroke rewrites a few words instead of building the
//! list anew, and an explanation that was unfolded stays so.

use web_sys::Element;

use crate::checks::check::{Code, Finding, FixKind, Severity};
use crate::checks::registry;
use crate::export::html::escaped;
use crate::ui::browser::dom;
use crate::ui::components::side_by_side;

/// What one line shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// Code and severity, and the number among the findings that have both.
    key: String,
    code: Code,
    severity: Severity,
    /// The addresses of the places.
    places: String,
    /// What stands in the button that leads to the first place.
    told: String,
    /// The button of the mend, if there is one.
    mend: String,
    /// Sentences of this year and of last year, if it is about such.
    pairs: String,
}

/// A line on the page.
#[derive(Clone, Debug)]
pub struct Painted {
    line: Line,
    element: Element,
}

/// The lines of all findings, in their order.
pub fn of(findings: &[Finding]) -> Vec<Line> {
    let number = |at: usize, finding: &Finding| {
        let earlier = findings.iter().take(at);
        earlier.filter(|other| kind(other) == kind(finding)).count()
    };
    findings
        .iter()
        .enumerate()
        .map(|(at, finding)| line(finding, number(at, finding)))
        .collect()
}

/// The finding of the line that a key names.
pub fn finding<'a>(findings: &'a [Finding], key: &str) -> Option<&'a Finding> {
    let (wanted, number) = key.rsplit_once('#')?;
    let mut same = findings.iter().filter(|finding| kind(finding) == wanted);
    same.nth(number.parse().ok()?)
}

/// What findings have in common that take one another's line.
fn kind(finding: &Finding) -> String {
    format!("{}#{}", finding.code, finding.severity.id())
}

fn line(finding: &Finding, number: usize) -> Line {
    let places: Vec<String> = finding.locations.iter().map(ToString::to_string).collect();
    let mut told = format!(
        "<span class=\"nb-finding__severity\">{}</span><span class=\"nb-finding__message\">{}</span>",
        finding.severity.label(),
        escaped(&finding.message)
    );
    if let Some(cause) = &finding.cause {
        told.push_str(&format!(
            "<span class=\"nb-finding__cause\">可能的原因：{}</span>",
            escaped(cause)
        ));
    }
    let mend = finding.fix.as_ref().map_or_else(String::new, |fix| {
        let (action, label) = action(fix.kind);
        format!(
            "<button type=\"button\" class=\"nb-button is-quiet\" data-action=\"{action}\" data-mend>{label}</button>"
        )
    });
    Line {
        key: format!("{}#{number}", kind(finding)),
        code: finding.code,
        severity: finding.severity,
        places: places.join(" "),
        told,
        mend,
        pairs: side_by_side::table(&finding.evidence),
    }
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
pub fn paint(list: &Element, shown: Vec<Painted>, wanted: Vec<Line>) -> Vec<Painted> {
    let mut left = shown;
    let mut now = Vec::with_capacity(wanted.len());
    for (at, line) in wanted.into_iter().enumerate() {
        let same = left
            .iter()
            .position(|painted| painted.line.key == line.key)
            .map(|at| left.remove(at));
        let element = match same {
            Some(before) => {
                repaint(&before, &line);
                before.element
            }
            None => match made(list, &line) {
                Some(element) => element,
                None => continue,
            },
        };
        dom::place_child(list, &element, at);
        now.push(Painted { line, element });
    }
    for gone in left {
        gone.element.remove();
    }
    now
}

fn made(list: &Element, line: &Line) -> Option<Element> {
    let dismiss = match line.severity {
        Severity::Error => "",
        Severity::Warning | Severity::Hint => {
            "<button type=\"button\" class=\"nb-button is-quiet\" data-action=\"suppress-finding\">忽略…</button>"
        }
    };
    let severity = line.severity.id();
    let markup = format!(
        "<li class=\"nb-finding is-{severity}\" data-line=\"{}\" data-finding=\"{}\" data-severity=\"{severity}\" \
         data-location=\"{}\"><button type=\"button\" class=\"nb-finding__go\">{}</button>\
         <div class=\"nb-finding__tools\"><span class=\"nb-finding__mend\">{}</span>{dismiss}\
         <div class=\"nb-finding__compared\">{}</div>\
         <details class=\"nb-finding__why\"><summary>说明</summary></details></div></li>",
        line.key, line.code, line.places, line.told, line.mend, line.pairs
    );
    dom::append_markup(list, &markup)
}

fn repaint(before: &Painted, line: &Line) {
    if before.line == *line {
        return;
    }
    // An attribute of this constant name is always accepted.
    let _ = before.element.set_attribute("data-location", &line.places);
    for (selector, old, new) in [
        (".nb-finding__go", &before.line.told, &line.told),
        (".nb-finding__mend", &before.line.mend, &line.mend),
        (".nb-finding__compared", &before.line.pairs, &line.pairs),
    ] {
        if old != new
            && let Ok(Some(part)) = before.element.query_selector(selector)
        {
            part.set_inner_html(new);
        }
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
