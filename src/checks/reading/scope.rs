//! Whose numbers a sentence tells: those of the organ whose table it is, or of a part of it.

use super::claims::Reader;
use super::span::{FILL, PAUSES, VERBS, behind, bits, since, tags, until};
use super::tokens::Token;
use super::words::{ABOUT, ANOTHER, BY, GOVERNMENT, OWN, PART, SUED, Tag};

impl Reader<'_> {
    /// Whether the clause speaks of another scope than the table, so that a difference is doubtful;
    /// `None` where a part of the organ or of the place is told, whose numbers no table shows.
    pub(super) fn narrowness(&self, at: usize) -> Option<bool> {
        if self.tells_a_part(at) {
            return None;
        }
        let clause = self.clause(at);
        let present = tags(clause);
        let narrow = present & bits(&[Tag::Narrow]) != 0
            && !self.circumstances.office
            && !names_all_of_the_place(clause);
        let wide = self.circumstances.single
            && (present & bits(&[Tag::Wide]) != 0 || tells_the_place(self.sentence(at)));
        let another = |token: &Token| token.tag == Tag::Unknown && token.set == ANOTHER;
        Some(narrow || wide || self.circumstances.summary && clause.iter().any(another))
    }

    /// Whether the sentence has come to a part of the organ: 其中，本级收到58件，办结50件；乡镇收到83件. What is
    /// said holds of the part until the whole is named again; in brackets, until they close.
    #[expect(
        clippy::wildcard_enum_match_arm,
        reason = "few of the many words name who acts"
    )]
    pub(super) fn tells_a_part(&self, at: usize) -> bool {
        let sentence = self.sentence(at);
        let mut outside: Vec<(bool, bool)> = Vec::new();
        // Whether a part is told, and whether 其中 opened a list of parts.
        let (mut part, mut among) = (false, false);
        let (mut heads, mut fresh) = (true, false);
        for (place, token) in sentence.iter().enumerate() {
            // 通过示例市信息公开系统收到40件: by what, and not by whom.
            let earlier = place.checked_sub(1).and_then(|at| sentence.get(at));
            let by = earlier.is_some_and(|word| word.is_marked(BY));
            match token.tag {
                Tag::Open => {
                    outside.push((part, among));
                    heads = true;
                }
                Tag::Close => {
                    (part, among) = outside.pop().unwrap_or((part, among));
                    heads = false;
                }
                Tag::Comma | Tag::Semicolon | Tag::Colon | Tag::Mark => heads = true,
                Tag::Among if token.set != ABOUT => (among, fresh) = (heads, heads),
                Tag::Number => (fresh, heads) = (false, false),
                // 其中县政府受理3件
                Tag::Light if heads && fresh && token.set & GOVERNMENT != 0 => {
                    part |= !by && does(sentence.get(place + 1..).unwrap_or_default());
                }
                Tag::Wide if heads => (part, among) = (false, false),
                Tag::Light if heads && token.set & OWN != 0 => (part, among) = (false, false),
                Tag::Narrow | Tag::Unknown if heads && !by => {
                    let rest = sentence.get(place + 1..).unwrap_or_default();
                    let named = sentence.get(..=place).unwrap_or_default();
                    let clause = behind(named, PAUSES);
                    let narrow = token.tag == Tag::Narrow
                        && !self.circumstances.office
                        && !names_all_of_the_place(clause);
                    let another = token.set == ANOTHER && (among || self.circumstances.summary);
                    let unknown = token.tag == Tag::Unknown;
                    let named =
                        narrow || unknown && (token.set == PART || another || fresh && does(rest));
                    // A clause of its own, or one before this place, and not the hint of a single one.
                    let listed = among
                        || token.tag == Tag::Unknown && token.set == PART
                        || self.circumstances.summary
                        || tags(rest) & bits(&[Tag::Comma, Tag::Semicolon]) != 0;
                    // 以部门、街道为被申请人
                    let sued = rest.first().is_some_and(|next| next.is_marked(SUED));
                    part |= named && listed && !sued && acts(rest);
                    heads = named || token.set == 0;
                }
                // 信访 in 信访股, 不动产 in 不动产中心
                Tag::Light
                | Tag::And
                | Tag::Each
                | Tag::Disclosure
                | Tag::LastYear
                | Tag::Except
                | Tag::Alien => {}
                _ => heads = false,
            }
        }
        part
    }
}

/// Whether a clause names all organs of a place: 全区各职能部门、镇街.
fn names_all_of_the_place(clause: &[Token]) -> bool {
    const LISTED: u64 = bits(&[
        Tag::Each,
        Tag::Light,
        Tag::Mark,
        Tag::And,
        Tag::Unknown,
        Tag::Narrow,
    ]);
    let whole = behind(clause, bits(&[Tag::Wide]));
    let names = until(whole, !LISTED);
    let narrow = |token: &Token| token.tag == Tag::Narrow;
    whole.len() < clause.len()
        && tags(names) & bits(&[Tag::Mark, Tag::And]) != 0
        && names.iter().any(narrow)
        && !since(whole, !LISTED).iter().any(narrow)
}

/// Whether a sentence has come to what a whole place did, and not back to the organ: 全区各部门共收到申请412件，办结401件.
fn tells_the_place(sentence: &[Token]) -> bool {
    let whose = |token: &Token| token.tag == Tag::Wide || token.is_marked(OWN);
    let last = sentence.iter().rposition(whose);
    let rest = last.and_then(|last| sentence.get(last..)?.split_first());
    rest.is_some_and(|(whose, rest)| whose.tag == Tag::Wide && does(rest))
}

/// What may stand between a name and what is done.
const PASSED: u64 =
    FILL & !bits(&[Tag::Colon]) | bits(&[Tag::Application, Tag::Information, Tag::Unknown]);

/// Whether what follows a name says that it received or handled something: 收到, or 共收到; a colon, a number
/// or the end of what is read will do.
fn acts(rest: &[Token]) -> bool {
    const ACTING: u64 = bits(&[
        Tag::Colon,
        Tag::Number,
        Tag::Procedures,
        Tag::Rows,
        Tag::None,
        Tag::All,
    ]);
    let first = since(rest, !PASSED).first();
    first.is_none_or(|token| ACTING & 1 << token.tag as u8 != 0) || does(rest)
}

/// Whether what follows a name surely says what it did.
fn does(rest: &[Token]) -> bool {
    let first = since(rest, !PASSED).first();
    first.is_some_and(|token| VERBS & 1 << token.tag as u8 != 0)
}
