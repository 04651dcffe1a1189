//! What a section's prose claims about the figures: each claim with its place and every reading
//! under which it would be right.

use super::counts;
use super::numeral::{CASE_UNITS, Kind};
use super::span::{FILL, KEYS, PAUSES, behind, bits, only, set, since, tags, until};
use super::target::{LITIGATION, RECONSIDERATION, Set, Target};
use super::tokens::Token;
use super::words::{LOOSE, SINCE, THIS_YEAR, TO, Tag};
use crate::checks::check::Code;

/// Something that the prose says about the figures.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Claim {
    /// The check that compares it.
    pub code: Code,
    /// The token it hangs on: the number, or the word of a claim that there is none.
    pub token: usize,
    /// Whether it says that there is none; else it is the number of its token.
    pub none: bool,
    /// Whether it may be about something else, so that a difference is only worth a hint.
    pub doubtful: bool,
    /// What it may mean; it is right when one of these is.
    pub readings: Vec<Target>,
}

/// What the words before a place are about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Topic {
    /// Applications, section three.
    Applications,
    /// Reconsideration and litigation, section four.
    Review,
    /// Something no table counts.
    Other,
    /// Nothing that is known.
    Open,
}

/// What is known of the report when its claims are read.
#[derive(Clone, Copy, Debug)]
pub struct Circumstances {
    /// The table adds up many organs: one organ's number is narrower than the table.
    pub summary: bool,
    /// The table is that of one organ: a number of the whole county is wider.
    pub single: bool,
    /// The table is that of an office itself.
    pub office: bool,
}

/// The claims of some tokens, in the order of the text.
#[must_use]
pub fn read(tokens: &[Token], circumstances: Circumstances) -> Vec<Claim> {
    let mut reader = Reader {
        tokens,
        circumstances,
        claims: Vec::new(),
    };
    for at in 0..tokens.len() {
        match tokens.get(at).map(|token| token.tag) {
            Some(Tag::Number) => reader.number(at),
            Some(Tag::None) => super::assertions::none(&mut reader, at),
            Some(Tag::All) => super::assertions::all(&mut reader, at),
            Some(Tag::Results | Tag::Procedures) => super::attributes::told(&mut reader, at),
            _ => {}
        }
    }
    reader.claims
}

/// The groups of section four that some tokens name; 直接起诉 says which of the two 行政诉讼 is meant.
pub(super) fn procedures(tokens: &[Token]) -> Set {
    let named = tokens.iter().filter(|token| token.tag == Tag::Procedures);
    let (mut all, mut exact) = (0, 0);
    for token in named {
        all |= token.set;
        if token.set != LITIGATION {
            exact |= token.set;
        }
    }
    if exact & LITIGATION != 0 { exact } else { all }
}

/// What the nearest subject before a place is about.
#[must_use]
#[expect(
    clippy::wildcard_enum_match_arm,
    reason = "a subject is named by few of the many words"
)]
pub fn topic(tokens: &[Token], at: usize) -> Topic {
    for token in tokens.get(..at).unwrap_or_default().iter().rev() {
        match token.tag {
            Tag::Application | Tag::Rows => return Topic::Applications,
            Tag::Procedures => return Topic::Review,
            Tag::Proactive => return Topic::Other,
            Tag::Alien if token.set == 1 => return Topic::Other,
            _ => {}
        }
    }
    Topic::Open
}

/// Whether a part of a sentence has come to what was added up over years, as in 新条例施行以来，累计受理412件, and
/// not gone on to this year. 2025年以来, of the year reported on, is this year.
fn is_added_up_since(part: &[Token]) -> bool {
    let this_year = |token: &Token| {
        token.tag == Tag::Light
            && (token.set & THIS_YEAR != 0
                || token.number.is_some_and(|number| number.kind == Kind::Year))
    };
    let since = part
        .iter()
        .rposition(|token| token.tag == Tag::OtherYear && token.set == SINCE);
    since.is_some_and(|since| {
        let (before, after) = part.split_at(since);
        !before.last().is_some_and(this_year) && !after.iter().any(this_year)
    })
}

/// Walks through the tokens and collects claims.
pub(super) struct Reader<'a> {
    pub(super) tokens: &'a [Token],
    pub(super) circumstances: Circumstances,
    pub(super) claims: Vec<Claim>,
}

/// The words before a number that may say what it counts.
pub(super) struct Before {
    pub(super) words: Vec<Token>,
    /// Rows named in brackets, as in 予以公开（含部分公开）.
    pub(super) aside: Set,
    /// The place of the pause or number that the words follow.
    pub(super) start: Option<usize>,
}

/// What a number was found to count.
pub(super) struct Found {
    pub(super) code: &'static str,
    pub(super) readings: Vec<Target>,
    pub(super) doubtful: bool,
}

impl<'a> Reader<'a> {
    /// `heads`: the words behind the number say what it counts, so that a colon before it parts them
    /// from the words before.
    #[expect(
        clippy::wildcard_enum_match_arm,
        reason = "few of the many words end what belongs to a number"
    )]
    fn before(&self, at: usize, heads: bool) -> Before {
        let mut before = Before {
            words: Vec::new(),
            aside: 0,
            start: None,
        };
        let mut place = at;
        while let Some(token) = place.checked_sub(1).and_then(|at| self.tokens.get(at)) {
            place -= 1;
            match token.tag {
                Tag::Colon if place + 1 == at && !heads => {}
                Tag::Number | Tag::Comma | Tag::Semicolon | Tag::Stop | Tag::Open | Tag::Colon => {
                    before.start = Some(place);
                    break;
                }
                // An item of a list has ended, unless what follows it is still being named.
                Tag::Mark | Tag::And if tags(&before.words) & KEYS == 0 => {
                    before.start = Some(place);
                    break;
                }
                Tag::Close => {
                    let open = self
                        .tokens
                        .get(..place)
                        .unwrap_or_default()
                        .iter()
                        .rposition(|token| token.tag == Tag::Open);
                    let Some(open) = open else { break };
                    let inside = self.tokens.get(open..place).unwrap_or_default();
                    if tags(inside) & bits(&[Tag::Number]) == 0 {
                        before.aside |= set(inside, Tag::Rows);
                    }
                    place = open;
                }
                _ => before.words.push(*token),
            }
        }
        before.words.reverse();
        before
    }

    pub(super) fn after(&self, at: usize) -> &'a [Token] {
        let rest = self.tokens.get(at + 1..).unwrap_or_default();
        until(
            rest,
            PAUSES | bits(&[Tag::Number, Tag::Colon, Tag::Open, Tag::Close, Tag::Mark]),
        )
    }

    /// The clause before a place: back to the last pause, numbers included.
    pub(super) fn clause(&self, at: usize) -> &'a [Token] {
        let before = self.tokens.get(..at).unwrap_or_default();
        behind(before, PAUSES | bits(&[Tag::Open]))
    }

    /// The sentence before a place.
    pub(super) fn sentence(&self, at: usize) -> &'a [Token] {
        behind(
            self.tokens.get(..at).unwrap_or_default(),
            bits(&[Tag::Stop]),
        )
    }

    /// The part of a sentence before a place, back to the last semicolon.
    pub(super) fn part(&self, at: usize) -> &'a [Token] {
        behind(
            self.tokens.get(..at).unwrap_or_default(),
            bits(&[Tag::Stop, Tag::Semicolon]),
        )
    }

    pub(super) fn topic(&self, at: usize) -> Topic {
        topic(self.tokens, at)
    }

    /// The groups of section four that a result told at a place may belong to, the widest first: those
    /// that were named last in the sentence, and 行政诉讼 as a whole when its kinds were told one by one,
    /// as in 直接起诉3件、复议后起诉2件，维持3件. A result told of 行政复议 keeps it from being joined to what
    /// follows.
    pub(super) fn procedures_before(&self, at: usize) -> Vec<Set> {
        const ENDS: u64 = PAUSES | bits(&[Tag::Number, Tag::Open, Tag::Close, Tag::Colon]);
        let mut readings: Vec<Set> = Vec::new();
        let mut rest = self.sentence(at);
        let mut kinds = 0;
        while let Some(last) = rest.iter().rposition(|token| token.tag == Tag::Procedures) {
            let told = tags(rest.get(last..).unwrap_or_default()) & bits(&[Tag::Results]) != 0;
            let named = rest.get(..=last).unwrap_or_default();
            let cluster = behind(named, ENDS);
            let groups = procedures(cluster);
            let litigates = (groups | kinds) & LITIGATION == groups | kinds;
            if told && !readings.is_empty() && !litigates {
                break;
            }
            if (litigates || readings.is_empty()) && !readings.contains(&groups) {
                readings.push(groups);
            }
            if !readings.contains(&(kinds | groups)) {
                readings.push(kinds | groups);
            }
            kinds |= groups;
            rest = named.get(..named.len() - cluster.len()).unwrap_or_default();
        }
        readings.sort_by_key(|groups| std::cmp::Reverse(groups.count_ones()));
        readings
    }

    pub(super) fn push(
        &mut self,
        code: &'static str,
        token: usize,
        none: bool,
        doubtful: bool,
        readings: Vec<Target>,
    ) {
        let readings_known = !readings.is_empty();
        if readings_known {
            self.claims.push(Claim {
                code: Code(code),
                token,
                none,
                doubtful,
                readings,
            });
        }
    }

    fn number(&mut self, at: usize) {
        let Some(number) = self.tokens.get(at).and_then(|token| token.number) else {
            return;
        };
        let counted = match number.kind {
            Kind::Count => {
                number.unit.is_empty() || CASE_UNITS.contains(number.unit) || number.unit == "个"
            }
            Kind::Money => true,
            Kind::Percent | Kind::Year | Kind::Other => false,
        };
        if number.rough || !counted {
            return;
        }
        let after = self.after(at);
        let mut before = self.before(at, tags(after) & KEYS != 0);
        let waits = tags(&before.words) & KEYS == 0 && tags(after) & KEYS == 0;
        if waits
            && !before.words.is_empty()
            && only(&before.words, FILL)
            && let Some(comma) = before.start.filter(|at| {
                self.tokens
                    .get(*at)
                    .is_some_and(|token| token.tag == Tag::Comma)
            })
        {
            // 受理政府信息公开申请，共计 26 件
            let mut ahead = self.before(comma, false);
            // 1件上年结转，合计6件: a sum of the numbers before.
            let counted = ahead.start.and_then(|at| self.tokens.get(at));
            let sum = tags(&before.words) & bits(&[Tag::Total]) != 0
                && counted.is_some_and(|token| token.tag == Tag::Number);
            // 未废止规范性文件，现有9件
            let denied = tags(&ahead.words) & bits(&[Tag::None]) != 0;
            if !sum && !denied {
                ahead.words.append(&mut before.words);
                before.words = ahead.words;
            }
        }
        if let Some(named) = self.reached(&before) {
            before.words = named;
        }
        let added_up = |token: &Token| token.tag == Tag::OtherYear && token.set == SINCE;
        before.words.retain(|token| !added_up(token));
        let present = tags(&before.words);
        let carried = present & bits(&[Tag::Carry, Tag::CarriedOver, Tag::CarriedForward]) != 0;
        let changed = bits(&[
            Tag::Compare,
            Tag::Up,
            Tag::Down,
            Tag::OtherYear,
            Tag::Share,
            Tag::Rate,
        ]);
        let other_year = bits(&[Tag::LastYear, Tag::NextYear]);
        // 由 32 件增至 40 件
        let rises = since(after, !FILL)
            .first()
            .is_some_and(|token| matches!(token.tag, Tag::Up | Tag::Down));
        if present & changed != 0 || !carried && present & other_year != 0 || rises {
            return;
        }
        let money = number.kind == Kind::Money;
        if self.is_of_another_year(at) {
            return;
        }
        let found = if money {
            counts::fees(&before.words, after)
        } else {
            self.review(at, &before, after)
                .or_else(|| self.outcome(at, &before, after))
                .or_else(|| self.opened(at, &before, after))
                .or_else(|| self.carried(at, &before, after))
                .or_else(|| self.applicants(at, &before, after))
                .or_else(|| self.businesses(at, &before))
                .or_else(|| self.applications(at, &before, after))
                .or_else(|| self.documents(at, &before, after))
                .or_else(|| counts::decisions(self.clause(at), &before.words, number.unit, after))
        };
        let Some(found) = found else { return };
        let Some(narrow) = self.narrowness(at) else {
            return;
        };
        let doubtful = found.doubtful || narrow;
        if present & bits(&[Tag::Each]) == 0 {
            self.push(found.code, at, false, doubtful, found.readings);
        } else if found.code == "X2" {
            // 部分公开、不予公开各1件
            let rows = before.words.iter().filter(|token| token.tag == Tag::Rows);
            let rows: Vec<Set> = rows.map(|token| token.set).collect();
            for rows in rows.into_iter().filter(|rows| rows & LOOSE == 0) {
                self.push("X2", at, false, doubtful, vec![Target::rows(rows)]);
            }
        } else if let [Target::Review(groups, columns)] = *found.readings.as_slice() {
            // 行政复议、行政诉讼各1件
            // 直接起诉、复议后起诉各1件
            let kinds = before
                .words
                .iter()
                .any(|token| token.tag == Tag::Procedures && token.set & LITIGATION == 0b010);
            let (first, second) = if kinds {
                (0b010, 0b100)
            } else {
                (RECONSIDERATION, LITIGATION)
            };
            for each in [first, second]
                .into_iter()
                .filter(|each| groups & each == *each)
            {
                self.push(
                    found.code,
                    at,
                    false,
                    doubtful,
                    vec![Target::Review(each, columns)],
                );
            }
        }
    }

    /// The words that say what 现行有效规范性文件由上年的6件减至5件 counts with the second number: those of the first.
    fn reached(&self, before: &Before) -> Option<Vec<Token>> {
        let to = |token: &Token| matches!(token.tag, Tag::Up | Tag::Down) && token.set & TO != 0;
        let change = FILL | bits(&[Tag::Up, Tag::Down]);
        let from = before.start.filter(|at| {
            self.tokens
                .get(*at)
                .is_some_and(|from| from.tag == Tag::Number)
        })?;
        if !before.words.iter().any(to) || !only(&before.words, change) {
            return None;
        }
        let mut named = self.before(from, false).words;
        if tags(&named) & bits(&[Tag::LastYear]) == 0 {
            return None;
        }
        named.retain(|token| token.tag != Tag::LastYear);
        Some(named)
    }

    /// Whether the sentence was opened with another year: 2024年，收到申请32件，办结30件.
    pub(super) fn is_of_another_year(&self, at: usize) -> bool {
        let part = self.part(at);
        if is_added_up_since(part) {
            return true;
        }
        let year = part.iter().rposition(|token| {
            let years = bits(&[Tag::LastYear, Tag::NextYear, Tag::OtherYear]);
            years & 1 << token.tag as u8 != 0
                || token.number.is_some_and(|number| number.kind == Kind::Year)
        });
        let before = year.and_then(|at| part.get(at.checked_sub(1)?));
        let Some((year, next)) = year.and_then(|at| Some((part.get(at)?, part.get(at + 1)?)))
        else {
            return false;
        };
        // 对比2024年，…… tells this year's.
        let compared = before.is_some_and(|token| token.tag == Tag::Compare);
        next.tag == Tag::Comma && year.tag != Tag::Light && !compared
    }

    /// Whether applications were named in the sentence or in one of the two before it.
    pub(super) fn is_near_applications(&self, at: usize) -> bool {
        const SENTENCES: usize = 3;
        let earlier = self.tokens.get(..at).unwrap_or_default().iter().rev();
        let mut stops = 0;
        for token in earlier {
            stops += usize::from(token.tag == Tag::Stop);
            if stops == SENTENCES {
                return false;
            }
            if token.tag == Tag::Application {
                return true;
            }
        }
        false
    }

    pub(super) fn is_about_applications(
        &self,
        at: usize,
        before: &[Token],
        after: &[Token],
    ) -> bool {
        let named = (tags(before) | tags(after)) & bits(&[Tag::Application]) != 0;
        named || self.topic(at) == Topic::Applications
    }
}
