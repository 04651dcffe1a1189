//! What a section's prose claims about the figures: each claim with its place and every reading
//! under which it would be right.

use super::span::{KEYS, PAUSES, VERBS, behind, bits, set, tags, until};
use super::target::{LITIGATION, Set, Target};
use super::tokens::Token;
use super::words::{REGISTER, Tag};
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
    /// The organ hears cases against others, as governments do and the bureaus of justice for them.
    pub hears: bool,
}

/// What some tokens claim, in the order of the text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Claims {
    /// Of the year reported on.
    pub own: Vec<Claim>,
    /// Of the year before: 2023年全年办理政府信息公开申请281件, in a report of 2024.
    pub last_year: Vec<Claim>,
}

/// The claims of some tokens.
#[must_use]
pub fn read(tokens: &[Token], circumstances: Circumstances) -> Claims {
    let mut reader = Reader {
        tokens,
        circumstances,
        claims: Vec::new(),
        last_year: Vec::new(),
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
    Claims {
        own: reader.claims,
        last_year: reader.last_year,
    }
}

/// The groups of section four that some tokens name; 直接起诉 says which of the two 行政诉讼 is meant.
pub fn procedures(tokens: &[Token]) -> Set {
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
    let earlier = tokens.get(..at).unwrap_or_default();
    for (place, token) in earlier.iter().enumerate().rev() {
        match token.tag {
            // 收到行政许可申请1200件
            Tag::Application if is_for_something_else(tokens, place) => return Topic::Other,
            Tag::Application | Tag::Rows => return Topic::Applications,
            Tag::Procedures => return Topic::Review,
            Tag::Proactive => return Topic::Other,
            Tag::Alien if token.set == 1 => return Topic::Other,
            _ => {}
        }
    }
    Topic::Open
}

/// Whether the applications named at a place are none for information: 行政许可申请, 受理社会救助申请320件.
fn is_for_something_else(tokens: &[Token], place: usize) -> bool {
    const BARE: usize = 3;
    let at = |place: Option<usize>| place.and_then(|place| tokens.get(place));
    let (Some(named), Some(before)) = (at(Some(place)), at(place.checked_sub(1))) else {
        return false;
    };
    let counted = at(Some(place + 1)).is_some_and(|next| next.tag == Tag::Number);
    let verb = at(place.checked_sub(2)).is_some_and(|verb| VERBS & 1 << verb.tag as u8 != 0);
    let short = named.end - named.start <= BARE;
    let kind = before.tag == Tag::Unknown && before.set == 0 && verb;
    // 受理设备使用登记申请56件
    let registers = before.tag == Tag::Receive
        && before.set == REGISTER
        && at(place.checked_sub(2))
            .is_some_and(|kind| kind.tag == Tag::Unknown && kind.end == before.start);
    before.tag == Tag::Decisions || short && counted && (kind || registers)
}

/// Walks through the tokens and collects claims.
pub(super) struct Reader<'a> {
    pub(super) tokens: &'a [Token],
    pub(super) circumstances: Circumstances,
    pub(super) claims: Vec<Claim>,
    pub(super) last_year: Vec<Claim>,
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
    pub(super) fn before(&self, at: usize, heads: bool) -> Before {
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

    /// Whether the sentence goes on with those that are left over: 1件维持，另有1件在审.
    pub(super) fn tells_the_rest(&self, at: usize) -> bool {
        let rest = self.tokens.get(at + 1..).unwrap_or_default();
        let rest = until(rest, bits(&[Tag::Stop]));
        rest.iter()
            .any(|token| token.tag == Tag::Except && token.set == 0)
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
        let mut rest = self.sentence_on_cases(at);
        let mut kinds = 0;
        while let Some(last) = rest.iter().rposition(|token| token.tag == Tag::Procedures) {
            let told = tags(rest.get(last..).unwrap_or_default()) & bits(&[Tag::Results]) != 0;
            let named = rest.get(..=last).unwrap_or_default();
            let cluster = behind(named, ENDS);
            let groups = procedures(cluster);
            rest = named.get(..named.len() - cluster.len()).unwrap_or_default();
            // 行政复议2件，没有行政诉讼: what there is none of has no results.
            if tags(cluster) & bits(&[Tag::None]) != 0 {
                continue;
            }
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
        }
        readings.sort_by_key(|groups| std::cmp::Reverse(groups.count_ones()));
        readings
    }

    /// The sentence before a place, with the one before it where only that names the cases whose results are told:
    /// 政府信息公开行政复议8件。维持4件，纠正1件.
    fn sentence_on_cases(&self, at: usize) -> &'a [Token] {
        const SUBJECTS: u64 = KEYS & !bits(&[Tag::Results, Tag::Finish, Tag::Treat])
            | bits(&[Tag::Proactive, Tag::Disclosure]);
        let alien = |token: &Token| token.tag == Tag::Alien && token.set == 1;
        let own = self.sentence(at);
        let stop = at.saturating_sub(own.len() + 1);
        let before = self.sentence(stop);
        let start = stop - before.len();
        let mut told = self.claims.iter().rev();
        let cases = told.any(|claim| {
            (start..stop).contains(&claim.token) && claim.code.0 == "X4" && !claim.doubtful
        });
        if tags(own) & SUBJECTS != 0 || own.iter().any(alien) || !cases {
            return own;
        }
        self.tokens.get(start..at).unwrap_or_default()
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
