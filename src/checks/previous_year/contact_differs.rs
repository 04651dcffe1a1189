//! Y24: the telephone, the address of mail or the web page is another than last year.

use crate::checks::check::{Check, Code, Finding, Severity, Subject};
use crate::model::section::Section;

/// What is compared: its name and the words that stand before it.
const CONTACTS: [(&str, &[&str]); 3] = [
    ("电话", &["电话：", "电话为", "电话"]),
    ("邮箱", &["邮箱：", "邮箱为", "邮箱"]),
    ("邮编", &["邮编：", "邮政编码：", "邮编"]),
];

#[doc = include_str!("contact_differs.md")]
pub struct ContactDiffers;

impl Check for ContactDiffers {
    fn code(&self) -> Code {
        Code("Y24")
    }

    fn severity(&self) -> Severity {
        Severity::Hint
    }

    fn title(&self) -> &'static str {
        "联系方式与上年报告不同"
    }

    fn explanation(&self) -> &'static str {
        include_str!("contact_differs.md")
    }

    fn needs_figures(&self) -> bool {
        false
    }

    fn find(&self, subject: &Subject<'_>, found: &mut Vec<Finding>) {
        let Some(last) = subject.last_year else {
            return;
        };
        let (now, before) = (
            subject.plain(Section::Preamble),
            last.prose.of(Section::Preamble),
        );
        let pairs = CONTACTS.iter().map(|(name, words)| {
            let told = |text| told(text, words);
            (*name, told(now), told(before))
        });
        let site = ("网址", site(now), site(before));
        for (name, now, before) in pairs.chain([site]) {
            if let (Some(now), Some(before)) = (now, before)
                && now != before
            {
                let message = format!("导语写的{name}是“{now}”，上年报告是“{before}”，请核对。");
                found.push(Finding::new(
                    self,
                    self.severity(),
                    [Section::Preamble],
                    message,
                ));
            }
        }
    }
}

/// What stands behind the first of some words: digits, letters and the signs between them.
fn told<'a>(text: &'a str, words: &[&str]) -> Option<&'a str> {
    const SHORTEST: usize = 6;
    let rest = words
        .iter()
        .find_map(|word| Some(text.split_once(word)?.1))?
        .trim_start_matches(['：', ':', '为', '（', ' ']);
    let sign = |c: char| c.is_ascii_alphanumeric() || "-—－@._".contains(c);
    let end = rest.find(|c: char| !sign(c)).unwrap_or(rest.len());
    rest.get(..end).filter(|told| told.len() >= SHORTEST)
}

/// The host of the first web page that a text names.
fn site(text: &str) -> Option<&str> {
    let from = text
        .find("http://")
        .or_else(|| text.find("https://"))
        .or_else(|| text.find("www."))?;
    let rest = text.get(from..)?;
    let rest = rest
        .strip_prefix("https://")
        .or(rest.strip_prefix("http://"))
        .unwrap_or(rest);
    let end = rest.find(|c: char| !(c.is_ascii_alphanumeric() || c == '.' || c == '-'));
    rest.get(..end.unwrap_or(rest.len()))
}
