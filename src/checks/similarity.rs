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

/// The sentences of some sections that are worth comparing, taken apart once for all comparisons.
pub struct Sentences<'a>(Vec<(Section, Letters<'a>)>);

impl<'a> Sentences<'a> {
    /// Takes the sections of a report apart.
    #[must_use]
    pub fn of(sections: &[Section], prose: &'a Prose) -> Self {
        let each = sections.iter().flat_map(|section| {
            let sentences = comparable(prose.of(*section));
            sentences.map(|letters| (*section, letters))
        });
        Self(each.collect())
    }

    /// Compares the sentences of some sections with the same sections of last year.
    #[must_use]
    pub fn repeated_in(&self, before: &Sentences<'_>, sections: &[Section]) -> Repeated {
        let mut repeated = Repeated {
            compared: 0,
            pairs: Vec::new(),
        };
        let asked = |section: &Section| sections.contains(section);
        for (_, letters) in self.0.iter().filter(|(section, _)| asked(section)) {
            repeated.compared += 1;
            let mut earlier = before.0.iter();
            let same = earlier.find(|(section, earlier)| earlier == letters && asked(section));
            if let Some((_, same)) = same {
                let pair = (letters.sentence.to_owned(), same.sentence.to_owned());
                repeated.pairs.push(pair);
            }
        }
        repeated
    }
}

/// The sentences worth comparing: what is left of each without punctuation and years, and itself.
fn comparable(plain: &str) -> impl Iterator<Item = Letters<'_>> {
    text::sentences(plain)
        .filter(|sentence| !text::has(sentence, FIXED))
        .filter_map(Letters::of)
}

/// What is left of a sentence, told by a number that is made of it: two sentences with other numbers are not the same.
struct Letters<'a> {
    number: u32,
    sentence: &'a str,
}

impl<'a> Letters<'a> {
    /// `None` where too little is left.
    fn of(sentence: &'a str) -> Option<Self> {
        // FNV-1a, by characters
        let (mut number, mut count) = (0x811c_9dc5_u32, 0);
        each_letter(sentence, |c| {
            number = (number ^ u32::from(c)).wrapping_mul(0x0100_0193);
            count += 1;
        });
        (count >= SHORTEST).then_some(Self { number, sentence })
    }

    fn text(&self) -> String {
        let mut text = String::with_capacity(self.sentence.len());
        each_letter(self.sentence, |c| text.push(c));
        text
    }
}

impl PartialEq for Letters<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.number == other.number && self.text() == other.text()
    }
}

fn each_letter(sentence: &str, mut put: impl FnMut(char)) {
    let mut years = text::years(sentence).map(|mention| mention.digits);
    let mut year = years.next();
    for (at, c) in sentence.char_indices() {
        while year.as_ref().is_some_and(|year| year.end <= at) {
            year = years.next();
        }
        let in_year = year.as_ref().is_some_and(|year| year.contains(&at));
        if (text::is_common_ideograph(c) || c.is_alphanumeric()) && !in_year {
            put(c);
        }
    }
}
