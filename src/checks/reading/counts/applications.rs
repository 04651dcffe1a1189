//! Section three, 一 and the columns: how many applications there were, and whose.

use super::super::claims::{Before, Found, Reader, Topic};
use super::super::numeral::{Number, PERSONS};
use super::super::span::{FILL, KEYS, PAUSES, VERBS, behind, bits, only, set, since, tags, until};
use super::super::target::{LEGAL, NATURAL, Set, Target, row};
use super::super::tokens::Token;
use super::super::words::{ABOUT, BUSINESS, BY, DUE, MATTERS, PLUS, THIS_YEAR, Tag, WITHIN};
use crate::model::table::applications::Row;

/// 申请
const OBJECT: u64 = bits(&[Tag::Application]);

/// What may stand around a number of applications.
const AROUND: u64 = FILL
    | VERBS
    | OBJECT
    | bits(&[
        Tag::Information,
        Tag::Columns,
        Tag::Others,
        Tag::Channel,
        Tag::OnTime,
    ]);

impl Reader<'_> {
    /// Section three, by applicants.
    pub(in crate::checks::reading) fn applicants(
        &self,
        at: usize,
        before: &Before,
        after: &[Token],
    ) -> Option<Found> {
        const OF: u64 = bits(&[Tag::Columns]);
        let words = before.words.as_slice();
        let gap = FILL | VERBS | bits(&[Tag::Application, Tag::Information, Tag::Among]);
        let named = if tags(words) & OF != 0 {
            if !only(behind(words, OF), gap) {
                return None;
            }
            words
        } else {
            // 63件中自然人提出的49件: the 63 are all.
            let whole = after.first().is_some_and(|token| token.is_marked(WITHIN));
            if whole
                || tags(words) & KEYS != 0
                || tags(after) & OF == 0
                || !only(until(after, OF), gap)
            {
                return None;
            }
            after
        };
        let columns = set(named, Tag::Columns);
        if columns & NATURAL != 0 && columns & LEGAL == LEGAL {
            return None;
        }
        if tags(words) & bits(&[Tag::Alien, Tag::Part, Tag::Proactive]) != 0
            || !self.is_about_applications(at, words, after)
        {
            return None;
        }
        let split = tags(self.sentence(at)) & bits(&[Tag::Others]) != 0;
        Some(Found {
            code: "X3",
            readings: self
                .counted_rows(at)
                .into_iter()
                .map(|rows| Target::Applications(rows, columns))
                .collect(),
            doubtful: split && columns == LEGAL,
        })
    }

    /// Whether a number of persons stands for their applications: 收到申请47件，其中自然人40名、企业7家. That they are
    /// persons who made them (涉及申请人35名，其中自然人30名) is another thing.
    pub(in crate::checks::reading) fn counts_persons_for_applications(&self, at: usize) -> bool {
        let unit = |token: &Token| token.number.map(|number| number.unit);
        let own = self.tokens.get(at).and_then(unit).unwrap_or_default();
        let sentence = self.sentence(at);
        let list = behind(sentence, bits(&[Tag::Among]));
        let opening = sentence.get(..sentence.len() - list.len());
        let Some((among, opening)) = opening.and_then(|opening| opening.split_last()) else {
            return false;
        };
        let mut ahead = opening.iter().rev();
        let joined = ahead
            .next()
            .is_some_and(|token| token.tag == Tag::Comma || unit(token).is_some());
        !own.is_empty()
            && PERSONS.contains(own)
            && among.set & ABOUT == 0
            && joined
            && opening.iter().rev().find_map(unit) == Some("件")
            && tags(list) & PAUSES & !bits(&[Tag::Comma]) == 0
    }

    /// 企业5件 beside 自然人26件: the column 商业企业, or all but the natural persons.
    pub(in crate::checks::reading) fn businesses(
        &self,
        at: usize,
        before: &Before,
    ) -> Option<Found> {
        let words = before.words.as_slice();
        let business = |token: &Token| token.tag == Tag::Alien && token.set == BUSINESS;
        let own = |token: &Token| business(token) || FILL & 1 << token.tag as u8 != 0;
        let start = at - self.sentence(at).len();
        let natural = |reading: &Target| matches!(reading, Target::Applications(_, NATURAL));
        let beside = self
            .claims
            .iter()
            .any(|claim| claim.token >= start && claim.readings.iter().any(natural));
        if !beside || !words.iter().any(business) || !words.iter().all(own) {
            return None;
        }
        let rest = self.tokens.get(at..).unwrap_or_default();
        let others =
            tags(until(rest, bits(&[Tag::Stop]))) & bits(&[Tag::Columns, Tag::Others]) != 0;
        let columns: &[Set] = if others { &[0b10] } else { &[0b10, LEGAL] };
        let rows = self.counted_rows(at);
        let readings = rows.iter().flat_map(|rows| {
            let columns = columns.iter();
            columns.map(|columns| Target::Applications(*rows, *columns))
        });
        Some(Found {
            code: "X3",
            readings: readings.collect(),
            doubtful: false,
        })
    }

    /// Whether a list tells how documents were marked: 制作信息112条，其中主动公开7条，依申请公开59条，不予公开46条.
    pub(super) fn marks_documents(&self, at: usize) -> bool {
        let sentence = self.sentence(at);
        let list = behind(sentence, bits(&[Tag::Among]));
        list.len() < sentence.len()
            && tags(list) & bits(&[Tag::Proactive]) != 0
            && tags(list) & VERBS == 0
    }

    /// Whether the next number is that of another way: 共收到网上申请105件，快递17件, where 105 are not all.
    fn goes_on_with_another_way(&self, at: usize) -> bool {
        const WAY: u64 =
            FILL & !bits(&[Tag::Total]) | VERBS | bits(&[Tag::Channel, Tag::Application]);
        let rest = self.tokens.get(at + 1..).unwrap_or_default();
        let Some((pause, rest)) = rest.split_first() else {
            return false;
        };
        let words = until(rest, PAUSES | bits(&[Tag::Number, Tag::Open, Tag::Close]));
        let number = rest
            .get(words.len())
            .is_some_and(|next| next.tag == Tag::Number);
        matches!(pause.tag, Tag::Comma | Tag::Mark | Tag::And)
            && number
            && only(words, WAY)
            && tags(words) & bits(&[Tag::Channel]) != 0
    }

    /// The rows that numbers of applicants at a place may be told of.
    fn counted_rows(&self, at: usize) -> Vec<Set> {
        let new = row(Row::NewlyReceived);
        let mut rows = vec![new, new | row(Row::CarriedOver), row(Row::HandledTotal)];
        // 予以公开9件，其中自然人8件
        let start = at - self.sentence(at).len();
        for claim in self.claims.iter().filter(|claim| claim.token >= start) {
            for reading in &claim.readings {
                if let Target::Applications(said, _) = reading
                    && !rows.contains(said)
                {
                    rows.push(*said);
                }
            }
        }
        rows
    }

    /// Section three, 一 and 三（七）.
    pub(in crate::checks::reading) fn applications(
        &self,
        at: usize,
        before: &Before,
        after: &[Token],
    ) -> Option<Found> {
        let words = before.words.as_slice();
        let number = self.tokens.get(at)?.number?;
        if tells_something_else(words) || self.is_of_one_way(at, words) {
            return None;
        }
        let (new, over, handled) = (
            row(Row::NewlyReceived),
            row(Row::CarriedOver),
            row(Row::HandledTotal),
        );
        if self.came_this_year(at, words, after) {
            return Some(of_any(vec![new]));
        }
        if self.is_of_all(at, number, words, after) {
            return Some(of_any(vec![new, new | over, handled]));
        }
        if self.was_due(at, words, after) {
            return Some(of_any(vec![new | over, handled]));
        }
        let object = tags(words) & OBJECT != 0 || is_disclosure_received(number.unit, words, after);
        if tags(words) & VERBS == 0 {
            let named = self.is_named(at, number.unit, object, words, after);
            return named.then(|| of_any(vec![new, new | over, handled]));
        }
        self.by_verbs(at, object, words, after)
    }

    /// One way among others: 其中经示例市信息公开系统收到40件, or 网上收到105件.
    fn is_of_one_way(&self, at: usize, words: &[Token]) -> bool {
        let present = tags(words);
        let by = |token: &Token| token.is_marked(BY);
        let with_a_name = present & bits(&[Tag::Among]) != 0 && words.iter().any(by);
        let ways = ways(words);
        let total = present & bits(&[Tag::Total, Tag::AndSoOn]) != 0;
        let whole = ways > 1 || total && !(ways == 1 && self.goes_on_with_another_way(at));
        with_a_name || ways > 0 && !whole
    }

    /// 其中11件为本年收到
    fn came_this_year(&self, at: usize, words: &[Token], after: &[Token]) -> bool {
        let came = bits(&[Tag::New, Tag::Receive]);
        let this_year = |token: &Token| token.tag == Tag::New || token.is_marked(THIS_YEAR);
        !words.is_empty()
            && only(words, bits(&[Tag::Among]))
            && tags(after) & came != 0
            && after.iter().any(this_year)
            && only(after, FILL | came | OBJECT)
            && self.topic(at) == Topic::Applications
            && self.is_near_applications(at)
    }

    /// 86件申请中，自然人申请72件: of all, unless a part of as many was told before.
    fn is_of_all(&self, at: usize, own: Number, words: &[Token], after: &[Token]) -> bool {
        let within = |token: &Token| token.is_marked(WITHIN);
        let earlier = self.tokens.get(..at).unwrap_or_default();
        let mut earlier = earlier.iter().filter_map(|token| token.number);
        words.is_empty()
            && names_applications(after)
            && own.unit == "件"
            && after.last().is_some_and(within)
            && only(after, FILL | OBJECT)
            && !earlier.any(|number| number.value == own.value)
    }

    /// 应答复的申请58件
    fn was_due(&self, at: usize, words: &[Token], after: &[Token]) -> bool {
        let due = |token: &Token| token.tag == Tag::Except && token.set == DUE;
        words.iter().any(due)
            && only(words, FILL | OBJECT | bits(&[Tag::Except]))
            && only(after, FILL | OBJECT)
            && self.topic(at) == Topic::Applications
            && self.is_near_applications(at)
    }

    /// Without a verb: 政府信息公开申请共26件, 共有26件政府信息公开申请.
    fn is_named(
        &self,
        at: usize,
        unit: &str,
        object: bool,
        words: &[Token],
        after: &[Token],
    ) -> bool {
        let ahead = names_applications(after)
            && tags(words) & bits(&[Tag::Total]) != 0
            && only(after, FILL | OBJECT | bits(&[Tag::Information]));
        let within = set(behind(words, OBJECT), Tag::Light) & WITHIN != 0;
        // 依申请公开208份, of documents marked one by one
        let documents = || unit == "份" || self.marks_documents(at);
        (object || ahead) && only(words, AROUND) && !within && !documents()
    }

    /// By what was done with them: 收到, 办结.
    fn by_verbs(&self, at: usize, object: bool, words: &[Token], after: &[Token]) -> Option<Found> {
        let present = tags(words);
        let verbs = present & VERBS;
        let region = since(words, VERBS);
        if !only(region, AROUND) {
            return None;
        }
        let told = object || names_applications(after);
        if !told {
            let loose = tags(region) & bits(&[Tag::Information, Tag::Columns]) != 0
                || matches!(
                    said(after),
                    Some(Tag::Unknown | Tag::Alien | Tag::Information | Tag::Part)
                );
            let matters = set(words, Tag::Light) & MATTERS != 0;
            if loose || matters || self.topic(at) != Topic::Applications {
                return None;
            }
        }
        // 全年办结 38 件, with the applications far above, may be about anything.
        let far = !told && !self.is_near_applications(at);
        let (new, over) = (row(Row::NewlyReceived), row(Row::CarriedOver));
        let mut readings = Vec::new();
        if verbs & bits(&[Tag::New, Tag::Receive, Tag::Treat]) != 0 {
            readings.push(Target::rows(new));
        }
        // 连同新收申请共154件
        let sum = present & bits(&[Tag::Total]) != 0 || set(words, Tag::Light) & PLUS != 0;
        if verbs & bits(&[Tag::Receive, Tag::Treat]) != 0 || sum && verbs & bits(&[Tag::New]) != 0 {
            readings.push(Target::rows(new | over));
        }
        if verbs & bits(&[Tag::Finish, Tag::Treat]) != 0 {
            readings.push(Target::rows(row(Row::HandledTotal)));
        }
        let finished = verbs == bits(&[Tag::Finish]);
        Some(Found {
            code: if finished { "X2" } else { "X1" },
            readings,
            doubtful: far || present & bits(&[Tag::OnTime]) != 0,
        })
    }
}

/// Whether some words before a number are not about all applications: 涉及不动产登记的21件, 主动公开, 制发文件.
fn tells_something_else(words: &[Token]) -> bool {
    let others = bits(&[
        Tag::Alien,
        Tag::Part,
        Tag::Proactive,
        Tag::Publish,
        Tag::Documents,
        Tag::Decisions,
        Tag::None,
    ]);
    set(words, Tag::Among) & ABOUT != 0 || tags(words) & others != 0
}

/// The first word behind a number that says what it counts.
fn said(after: &[Token]) -> Option<Tag> {
    let said = since(after, !bits(&[Tag::Light, Tag::Disclosure]));
    said.first().map(|token| token.tag)
}

/// 26件政府信息公开申请
fn names_applications(after: &[Token]) -> bool {
    said(after) == Some(Tag::Application)
}

/// 受理政府信息公开47件
fn is_disclosure_received(unit: &str, words: &[Token], after: &[Token]) -> bool {
    let disclosure = |token: &Token| token.tag == Tag::Disclosure;
    tags(words) & VERBS == bits(&[Tag::Receive])
        && behind(words, VERBS).iter().any(disclosure)
        && only(since(words, VERBS), FILL | VERBS)
        && after.is_empty()
        && unit == "件"
}

/// How many ways some words name: 线上平台 and 书面信函 are one each, 网络、信函 are two.
fn ways(words: &[Token]) -> usize {
    let is_way = |token: &Token| token.tag == Tag::Channel;
    let joined = |pair: &&[Token]| match pair {
        [first, second] => is_way(first) && is_way(second) && first.end == second.start,
        _ => false,
    };
    let named = words.iter().filter(|token| is_way(token)).count();
    named - words.windows(2).filter(joined).count()
}

/// A number of applications that may be that of any of some rows.
fn of_any(rows: Vec<Set>) -> Found {
    Found {
        code: "X1",
        readings: rows.into_iter().map(Target::rows).collect(),
        doubtful: false,
    }
}
