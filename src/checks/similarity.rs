//! How much of a report stands in last year's report as well, sentence by sentence.

use super::check::Prose;
use super::text;
use crate::model::section::Section;

/// A shorter sentence, punctuation not counted, is a heading or a phrase that anybody writes.
const SHORTEST: usize = 10;

/// Words of sentences that are meant to be the same every year: what a report rests on, its period,
/// where to get it, whom to ask, and what there was none of.
const FIXED: &[&str] = &[
    "条例",
    "办法",
    "通知",
    "格式",
    "统计期限",
    "月31日",
    "电话",
    "地址",
    "网站下载",
    "联系",
    "处理费",
    "收费",
    "其他需要报告",
];

/// The sentences that two reports have in common.
pub struct Repeated {
    /// How many sentences of this report were compared.
    pub compared: usize,
    /// Those found in last year's report: as they stand here, and as they stood there.
    pub pairs: Vec<(String, String)>,
}

/// Compares the sentences of some sections with the same sections of last year.
#[must_use]
pub fn repeated(sections: &[Section], now: &Prose, before: &Prose) -> Repeated {
    let earlier: Vec<(String, &str)> = sections
        .iter()
        .flat_map(|section| comparable(before.of(*section)))
        .collect();
    let mut repeated = Repeated {
        compared: 0,
        pairs: Vec::new(),
    };
    for section in sections {
        for (letters, sentence) in comparable(now.of(*section)) {
            repeated.compared += 1;
            if let Some((_, same)) = earlier.iter().find(|(earlier, _)| *earlier == letters) {
                repeated
                    .pairs
                    .push((sentence.to_owned(), (*same).to_owned()));
            }
        }
    }
    repeated
}

/// The sentences worth comparing: what is left of each without punctuation and years, and itself.
fn comparable(plain: &str) -> impl Iterator<Item = (String, &str)> {
    text::sentences(plain)
        .filter(|sentence| !text::has(sentence, FIXED))
        .map(|sentence| (letters(sentence), sentence))
        .filter(|(letters, _)| letters.chars().count() >= SHORTEST)
}

fn letters(sentence: &str) -> String {
    let mut years = text::years(sentence).map(|mention| mention.digits);
    let mut year = years.next();
    let mut letters = String::with_capacity(sentence.len());
    for (at, c) in sentence.char_indices() {
        while year.as_ref().is_some_and(|year| year.end <= at) {
            year = years.next();
        }
        let in_year = year.as_ref().is_some_and(|year| year.contains(&at));
        if c.is_alphanumeric() && !in_year {
            letters.push(c);
        }
    }
    letters
}
