//! Section two: rules and normative documents, decisions, fees.

use super::super::claims::{Before, Found, Reader};
use super::super::span::{FILL, KEYS, PAUSES, behind, bits, only, set, since, tags, until};
use super::super::target::{Target, row};
use super::super::tokens::Token;
use super::super::words::{
    ABOUT, FEES, FOR_OTHERS, LOOSE, MATTERS, NORMATIVE, REVISED, RULES, Tag, WINDOW,
};
use crate::model::table::applications::Row;

impl Reader<'_> {
    /// Section two: rules and normative documents.
    pub(in crate::checks::reading) fn documents(
        &self,
        at: usize,
        before: &Before,
        after: &[Token],
    ) -> Option<Found> {
        const OF: u64 = bits(&[Tag::Documents]);
        const WITH: u64 = bits(&[Tag::Documents, Tag::Act]);
        let words = before.words.as_slice();
        let mut documents = set(words, Tag::Documents);
        let mut acts = set(words, Tag::Act);
        let present = tags(words);
        let foreign = bits(&[Tag::Alien, Tag::Part]);
        if set(words, Tag::Part) & FOR_OTHERS != 0 {
            return None;
        }
        if documents != 0 {
            let region = since(words, WITH);
            if !only(region, FILL | WITH | bits(&[Tag::Publish]))
                || acts == 0 && present & foreign != 0
            {
                return None;
            }
            if tags(behind(words, OF)) & bits(&[Tag::Publish]) != 0 {
                return None;
            }
        } else if tags(after) & OF != 0 {
            if !only(until(after, OF), FILL | WITH) || !only(behind(words, WITH), FILL) {
                return None;
            }
            documents = set(after, Tag::Documents);
            acts |= set(until(after, OF), Tag::Act);
            if acts == 0 {
                return None;
            }
        } else {
            let alone = acts != 0 && only(words, FILL | WITH | bits(&[Tag::Among]));
            let sentence = match self.sentence(at) {
                own if tags(own) & OF != 0 => own,
                _ => self.sentences_on_documents(at)?,
            };
            let rest = behind(sentence, OF);
            // 开展文件清理，废止3件: a clause that counts nothing leaves the subject as it is.
            let counts = |clause: &&[Token]| tags(clause) & bits(&[Tag::Number]) != 0;
            let mut clauses = rest.split(|token| PAUSES & 1 << token.tag as u8 != 0);
            let last_clause = clauses.next_back().unwrap_or_default();
            let alien = clauses
                .filter(counts)
                .chain([last_clause])
                .any(|clause| tags(clause) & bits(&[Tag::Alien]) != 0);
            if !alone || rest.len() == sentence.len() || alien {
                return None;
            }
            let last = sentence.len() - rest.len();
            let named = sentence.get(..last).unwrap_or_default();
            documents = set(behind(named, PAUSES | bits(&[Tag::Number])), Tag::Documents);
        }
        // 主动公开信息345条，其中规章11条; 公开信息166条（含规范性文件5件）: some of what was published.
        let part = self.is_in_brackets(at)
            || present & bits(&[Tag::Among]) != 0
            || self.lists_what_is_published(at);
        let unit = |token: &Token| token.number.map(|number| number.unit);
        let pieces = |token: &Token| unit(token).is_some_and(|unit| unit == "条" || unit == "篇");
        let own = self.tokens.get(at).is_some_and(pieces);
        if acts == 0 && part && (own || self.sentence(at).iter().any(pieces)) {
            return None;
        }
        // 审核区政府规范性文件8件; 各部门制发规范性文件5件, in the report of one bureau: those of others.
        let others = acts == 0 && present & bits(&[Tag::Unknown]) != 0
            || self.circumstances.single
                && !self.circumstances.office
                && present & bits(&[Tag::Narrow]) != 0;
        if others {
            return None;
        }
        let revised = acts & REVISED != 0;
        // 制定22件（其中修订16件）: a part of the first.
        let list = tags(words) & bits(&[Tag::Among]) != 0 || self.is_in_brackets(at);
        if revised && list {
            return None;
        }
        let doubtful = acts == 0 || revised;
        if acts == 0 {
            acts = 0b101;
        }
        let mut readings = Vec::new();
        for act in [1, 2, 4].into_iter().filter(|act| acts & act != 0) {
            let rules = if documents & RULES != 0 { act } else { 0 };
            let normative = if documents & NORMATIVE != 0 {
                act << 3
            } else {
                0
            };
            readings.push(Target::Proactive(rules | normative));
        }
        Some(Found {
            code: "X6",
            readings,
            doubtful,
        })
    }
}

impl Reader<'_> {
    /// The sentences before a place, two at most with its own, that a sentence on documents opened and where nothing
    /// else is counted: 加强规范性文件管理。全年新制定4件，废止2件.
    fn sentences_on_documents(&self, at: usize) -> Option<&[Token]> {
        const SENTENCES: usize = 3;
        const OTHERS: u64 = KEYS & !bits(&[Tag::Documents, Tag::Act, Tag::Treat]);
        let earlier = self.tokens.get(..at)?;
        let named = earlier
            .iter()
            .rposition(|token| token.tag == Tag::Documents)?;
        let rest = earlier.get(named..)?;
        let stops = rest.iter().filter(|token| token.tag == Tag::Stop).count();
        let start = named - self.sentence(named).len();
        let alone = tags(rest) & (OTHERS | bits(&[Tag::Proactive, Tag::Application])) == 0;
        (stops < SENTENCES && alone).then(|| earlier.get(start..))?
    }

    /// Whether a place stands in brackets of its sentence.
    fn is_in_brackets(&self, at: usize) -> bool {
        let open = |tag: Tag| {
            let sentence = self.sentence(at).iter();
            sentence.filter(|token| token.tag == tag).count()
        };
        open(Tag::Open) > open(Tag::Close)
    }

    /// Whether a number is one of those that 公开政府信息284条，其中 opened: how much was published of each kind.
    pub(in crate::checks::reading) fn lists_what_is_published(&self, at: usize) -> bool {
        let published = bits(&[Tag::Publish, Tag::Proactive, Tag::Information]);
        let part = self.part(at);
        let list = behind(part, bits(&[Tag::Among]));
        let opening = part.get(..part.len() - list.len()).unwrap_or_default();
        // 公开信息132条。其中：
        let apart = opening.len() == 1 && part.len() == self.sentence(at).len();
        let opening = if apart {
            self.sentence((at - part.len()).saturating_sub(1))
        } else {
            opening
        };
        let number = |token: &Token| token.number.map(|number| number.unit);
        let whole = opening.iter().rev().find_map(number);
        let own = self.tokens.get(at).and_then(number);
        whole.is_some() && whole == own && tags(opening) & published != 0
    }
}

/// Whether a sentence has come to what was published of decisions, and tells nothing else since:
/// 上传行政许可22条，行政处罚6条.
fn goes_on_publishing(sentence: &[Token]) -> bool {
    const LISTED: u64 =
        FILL & !bits(&[Tag::Colon]) | bits(&[Tag::Decisions, Tag::Number, Tag::Comma]);
    let list = behind(sentence, !LISTED);
    let verb = sentence
        .len()
        .checked_sub(list.len() + 1)
        .and_then(|at| sentence.get(at));
    let disclosed = |token: &Token| token.tag == Tag::Rows && token.set == row(Row::Disclosed);
    let object = list.iter().find(|token| token.tag != Tag::Light);
    tags(list) & bits(&[Tag::Number]) != 0
        && object.is_some_and(|token| token.tag == Tag::Decisions)
        && verb.is_some_and(|token| token.tag == Tag::Publish || disclosed(token))
}

/// Section two: decisions.
pub(in crate::checks::reading) fn decisions(
    sentence: &[Token],
    words: &[Token],
    unit: &str,
    after: &[Token],
) -> Option<Found> {
    const OF: u64 = bits(&[Tag::Decisions]);
    // 审批、核准项目等行政许可94件: what stands before 等 are kinds of the whole.
    let kinds = words.windows(2).rposition(|pair| match pair {
        [open, token] => open.tag == Tag::AndSoOn && token.tag == Tag::Decisions,
        _ => false,
    });
    let published = bits(&[Tag::Publish, Tag::Proactive, Tag::Information]);
    // 依法公开行政许可决定22条
    let disclosed = bits(&[Tag::Rows]);
    if tags(words) & (published | disclosed) != 0 || goes_on_publishing(sentence) {
        return None;
    }
    let words = words
        .get(kinds.map_or(0, |kinds| kinds + 1)..)
        .unwrap_or_default();
    let present = tags(words);
    let foreign = bits(&[
        Tag::Publish,
        Tag::Proactive,
        Tag::Information,
        Tag::Alien,
        Tag::Part,
        Tag::Application,
        Tag::Disclosure,
    ]);
    // 公示行政许可12项、行政处罚45项
    let about = set(words, Tag::Among) & ABOUT != 0;
    // 行政强制事项3件, 比上年增加1项: how many kinds there are
    let kinds_of = words.last().is_some_and(|last| last.is_marked(MATTERS))
        && present & bits(&[Tag::Treat, Tag::Finish, Tag::Receive]) == 0;
    let matters = unit == "项" && set(words, Tag::Light) & MATTERS != 0;
    let listed = about || matters || kinds_of;
    // 主动公开：行政许可12件
    let clause = behind(sentence, PAUSES | bits(&[Tag::Open, Tag::Colon]));
    if present & foreign != 0 || tags(clause) & published != 0 || listed || is_of_a_kind(words) {
        return None;
    }
    const OWN: u64 = FILL | OF | bits(&[Tag::Treat, Tag::Finish, Tag::Receive]);
    let figures = if present & OF != 0 {
        // 行政许可窗口共实施行政许可278件
        let named = behind(words, !OWN);
        // 网上办理许可210件
        let way = words
            .get(..words.len() - named.len())
            .and_then(<[Token]>::last);
        if way.is_some_and(|way| way.tag == Tag::Channel && way.set != WINDOW) {
            return None;
        }
        set(named, Tag::Decisions)
    } else {
        let light = only(after, FILL | OF) && tags(after) & OF != 0;
        let acted = only(words, FILL | bits(&[Tag::Treat, Tag::Finish, Tag::Unknown]));
        if !light || !acted {
            return None;
        }
        set(after, Tag::Decisions)
    };
    (figures != 0).then(|| Found {
        code: "X6",
        readings: vec![Target::Proactive(figures & !LOOSE)],
        doubtful: figures & LOOSE != 0 || present & bits(&[Tag::Receive]) != 0,
    })
}

/// Whether the words name a kind of decisions, as in 取水许可.
fn is_of_a_kind(words: &[Token]) -> bool {
    const SHORT: usize = 2;
    words.windows(2).any(|pair| match pair {
        [kind, token] => {
            token.tag == Tag::Decisions
                && token.end - token.start == SHORT
                && kind.tag == Tag::Unknown
                && kind.end == token.start
        }
        _ => false,
    })
}

/// Section two: fees.
pub(in crate::checks::reading) fn fees(words: &[Token], after: &[Token]) -> Option<Found> {
    const OF: u64 = bits(&[Tag::Fees]);
    let before = tags(words) & OF != 0
        && only(behind(words, OF), FILL)
        && tags(words) & bits(&[Tag::Part, Tag::Publish]) == 0;
    let behind = only(until(after, OF), FILL) && tags(after) & OF != 0;
    (before || behind).then(|| Found {
        code: "X6",
        readings: vec![Target::Proactive(FEES)],
        doubtful: false,
    })
}
