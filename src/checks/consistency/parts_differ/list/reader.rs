//! Reading a list word by word: which numbers are parts of the total, and where the list ends.

use std::ops::ControlFlow;

use super::super::opening::Opening;
use super::{
    List, Sort, are_all_named, ends_a_list, is_carried, is_last_years, is_part, is_piece,
    is_subtotal, is_told_in_sentence, is_within_a_name, lacks_its_unit, names_the_rest, sort,
    tells_some, total_at, wholes,
};
use crate::checks::reading::Passage;
use crate::checks::reading::numeral::{Kind, Number};
use crate::checks::reading::span::{FILL, PAUSES, VERBS, behind, bits, only, set, tags};
use crate::checks::reading::target::{LEGAL, NATURAL, Set};
use crate::checks::reading::tokens::Token;
use crate::checks::reading::words::{ABOUT, COMPLETE, LATE, Tag};

/// What tells that a number belongs to another story than the list before it.
const OWN_STORY: u64 = VERBS
    | bits(&[
        Tag::Publish,
        Tag::Proactive,
        Tag::Act,
        Tag::Channel,
        Tag::Except,
        Tag::Total,
        Tag::Alien,
        Tag::Part,
        Tag::OnTime,
        Tag::Among,
        Tag::Light,
        Tag::Disclosure,
        Tag::Rows,
        Tag::Results,
        Tag::Procedures,
        Tag::Columns,
        Tag::Carry,
        Tag::CarriedOver,
        Tag::CarriedForward,
        Tag::Decisions,
        Tag::Documents,
        Tag::Application,
    ]);

/// Whether the list goes on; without a value there is no list that could be added up.
type Next = Option<ControlFlow<()>>;

const ON: Next = Some(ControlFlow::Continue(()));
const OVER: Next = Some(ControlFlow::Break(()));

/// What parts the numbers of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Pause {
    None,
    /// 、
    Mark,
    /// ，
    Comma,
    /// ；
    Semicolon,
}

/// A list being read.
pub(super) struct Reader<'a> {
    passage: &'a Passage,
    tokens: &'a [Token],
    /// Where its total stands.
    at: usize,
    total: Number,
    /// The words before the total.
    before: &'a [Token],
    /// What the total counts.
    whole: Sort,
    /// Where its first word stands.
    pub(super) first: usize,
    /// Whether it opens with 中: 21件中.
    within: bool,
    /// Whether it opens with a word such as 涉及.
    about: bool,
    list: List,
    /// Where the parts stand.
    places: Vec<usize>,
    later: Vec<u64>,
    /// The applicants that are told of.
    columns: Set,
    sum: u64,
    /// What is told within brackets to be carried over.
    carried: u64,
    /// How many brackets are open.
    depth: u32,
    /// Where the last part stands.
    last: usize,
    /// The pause since then.
    pause: Pause,
    /// The pause between the first two parts.
    usual: Pause,
    widest: Pause,
    /// Whether a pause was longer than the usual one.
    ended: bool,
    /// The verbs at the first part.
    verbs: u64,
    /// Whether the first part tells an outcome.
    results: bool,
}

impl<'a> Reader<'a> {
    /// Begins to read the list whose total stands at a place.
    pub(super) fn begin(passage: &'a Passage, at: usize) -> Option<Self> {
        let tokens = passage.tokens.as_slice();
        let (total, before) = total_at(tokens, at)?;
        if set(before, Tag::Among) & ABOUT != 0 {
            return None;
        }
        let (whole, of) = sort(passage, at);
        let received = whole == Sort::Received && !is_carried(before);
        let Opening {
            first,
            bracket,
            within,
            apart,
            about,
        } = Opening::of(tokens, at, received)?;
        // 自然人40件，法人7件。其中18件予以公开: of both together.
        let ended = tokens
            .get(first.saturating_sub(2))
            .is_some_and(|token| token.tag == Tag::Stop);
        if ended && of & (NATURAL | LEGAL) != 0 {
            return None;
        }
        let list = List {
            total: total.value,
            parts: Vec::new(),
            right: false,
            open: first
                .checked_sub(1)
                .is_some_and(|at| tells_some(tokens, at)),
            complete: false,
            overlapping: false,
            bracket,
            apart,
            later: Vec::new(),
            overrun: false,
            mixed: false,
        };
        Some(Self {
            passage,
            tokens,
            at,
            total,
            before,
            whole,
            first,
            within,
            about,
            list,
            places: Vec::new(),
            later: Vec::new(),
            columns: 0,
            sum: 0,
            carried: 0,
            depth: 0,
            last: first,
            pause: Pause::None,
            usual: Pause::None,
            widest: Pause::None,
            ended: false,
            verbs: 0,
            results: false,
        })
    }

    /// Takes the word at a place.
    #[expect(
        clippy::wildcard_enum_match_arm,
        reason = "few of the many words structure a list"
    )]
    pub(super) fn take(&mut self, place: usize) -> Next {
        let token = self.tokens.get(place)?;
        let next = self.tokens.get(place + 1);
        match token.tag {
            Tag::Open => self.depth += 1,
            Tag::Close if self.depth == 0 => return OVER,
            Tag::Close => self.depth -= 1,
            Tag::Number if self.depth > 0 => self.note_carried(place, token)?,
            _ if self.depth > 0 => {}
            Tag::Stop => return OVER,
            Tag::Mark | Tag::And => self.pause = self.pause.max(Pause::Mark),
            Tag::Comma => self.pause = self.pause.max(Pause::Comma),
            // 公示公告56政务信息21条: a part without its unit.
            Tag::Light if lacks_its_unit(token, next) => self.list.open = true,
            // 952条，包含动态、招生等信息；公众号公开580条: kinds without numbers, and another story.
            Tag::Semicolon if self.list.parts.is_empty() => return None,
            Tag::Semicolon => self.pause = Pause::Semicolon,
            Tag::AndSoOn => self.list.open |= ends_a_list(next),
            // A part has parts of its own.
            Tag::Among if !self.list.parts.is_empty() && token.set != ABOUT => return None,
            // The parts up to here, together: 两项合计85件
            Tag::Number if is_subtotal(self.tokens.get(self.first..=place)?) => return OVER,
            Tag::Number => return self.take_number(place, token),
            _ => {}
        }
        ON
    }

    /// 自然人423件（含上年结转11件）
    fn note_carried(&mut self, place: usize, token: &Token) -> Option<()> {
        let before = self.tokens.get(..place)?;
        let words = behind(before, PAUSES | bits(&[Tag::Number, Tag::Open]));
        if is_carried(words) {
            self.carried += token.number?.value;
        }
        Some(())
    }

    fn take_number(&mut self, place: usize, token: &Token) -> Next {
        let number = token.number?;
        if matches!(number.kind, Kind::Percent | Kind::Year)
            || is_within_a_name(self.passage, token)
        {
            return ON;
        }
        let words = behind(self.tokens.get(self.last..place)?, bits(&[Tag::Number]));
        if self.tells_results_of_the_finished(words) {
            return None;
        }
        if self.begins_another_story(words) {
            return OVER;
        }
        if self.tells_another_deed(words) {
            return ON;
        }
        let (sort, columns) = sort(self.passage, place);
        if !self.may_be_a_part(&number, sort, words) {
            return OVER;
        }
        self.add(place, &number, columns, words)
    }

    /// 行政复议6件，其中审结5件，维持3件: the results are those of the finished.
    fn tells_results_of_the_finished(&self, words: &[Token]) -> bool {
        let finished = |token: &Token| token.tag == Tag::Finish && token.set & COMPLETE != 0;
        self.whole == Sort::Review && words.iter().any(finished)
    }

    /// 本级收到58件，其中公开20件；乡镇收到83件, or 审结20件，其中纠错3件；办理法律援助40件
    fn begins_another_story(&self, words: &[Token]) -> bool {
        let part =
            |token: &Token| token.tag == Tag::Narrow || token.tag == Tag::Unknown && token.set != 0;
        let elsewhere = tags(words) & VERBS != 0 && words.iter().any(part);
        let subject = VERBS | bits(&[Tag::Decisions, Tag::Documents]);
        let after_one = self.list.parts.len() == 1 && tags(words) & subject != 0;
        self.pause == Pause::Semicolon && (elsewhere || after_one)
    }

    /// 其中甲收到30件，办结28件；乙收到17件，办结17件: received are only two.
    fn tells_another_deed(&mut self, words: &[Token]) -> bool {
        let done = tags(words) & VERBS;
        if self.list.parts.is_empty() {
            self.verbs = done;
        }
        done != 0 && self.verbs != 0 && done & self.verbs == 0
    }

    fn may_be_a_part(&self, number: &Number, sort: Sort, words: &[Token]) -> bool {
        let piece = self.whole == Sort::Unknown
            && sort == Sort::Unknown
            && tags(words) & VERBS == 0
            && self.pause < Pause::Semicolon
            && is_piece(number, &self.total);
        let changed = tags(words) & bits(&[Tag::Compare, Tag::Up, Tag::Down]) != 0;
        let of_another_year = (changed || is_last_years(words)) && !is_carried(words);
        (is_part(number, &self.total) || piece) && !self.is_mixed_with(sort) && !of_another_year
    }

    /// Whether a number of this sort belongs to no list of such a total.
    fn is_mixed_with(&self, sort: Sort) -> bool {
        match sort {
            Sort::Unknown | Sort::Outcome => false,
            Sort::Received => !matches!(self.whole, Sort::Received | Sort::Finished),
            Sort::Finished | Sort::Review => sort != self.whole,
            Sort::Proactive => sort != self.whole && self.whole != Sort::Unknown,
        }
    }

    /// Adds a part.
    fn add(&mut self, place: usize, number: &Number, columns: Set, words: &[Token]) -> Next {
        let Self { list, pause, .. } = self;
        let pause = std::mem::replace(pause, Pause::None);
        if list.parts.len() == 1 {
            self.usual = pause;
        }
        list.mixed |= number.unit != self.total.unit;
        // 60条、30条 of 90, and another of the same kind behind the same pause
        let named = tags(words) & OWN_STORY == 0 && !only(words, FILL);
        list.overrun |= self.whole == Sort::Unknown
            && list.right
            && named
            && pause <= self.widest
            && !list.bracket;
        self.widest = if list.parts.is_empty() {
            Pause::None
        } else {
            pause.max(self.widest)
        };
        self.ended |= list.parts.len() > 1 && pause > self.usual;
        self.sum += number.value;
        // 21件中，予以公开9件，部分公开3件，……: every outcome told is one of the 21.
        let outcome = tags(words) & bits(&[Tag::Rows, Tag::Results]) != 0;
        list.right &= !(list.bracket || self.within && outcome);
        if list.parts.is_empty() {
            self.results = outcome;
        }
        // 行政复议8件，其中本级3件；维持6件: the results are those of the 8.
        if self.whole == Sort::Review && pause == Pause::Semicolon && outcome != self.results {
            return OVER;
        }
        list.right |= self.sum == self.total.value;
        list.overlapping |= words.iter().any(may_be_told_twice);
        self.columns |= columns;
        if self.ended {
            self.later.push(number.value);
        } else {
            list.parts.push(number.value);
            self.places.push(place);
        }
        self.last = place;
        ON
    }

    /// What was read, if it is a list.
    pub(super) fn end(self) -> Option<List> {
        let Self {
            passage,
            at,
            total,
            columns,
            sum,
            mut list,
            mut later,
            ..
        } = self;
        // 上年结转2件，其中予以公开8件; 计划2条，涉及招生的公告8条: no parts of so little.
        let mut all = list.parts.iter().chain(&later);
        let larger = all.any(|part| *part > total.value);
        if larger && (is_carried(self.before) || self.about && columns == 0) {
            return None;
        }
        list.right |= sum == total.value + self.carried;
        list.right |= !list.bracket && wholes(passage, at, &total).contains(&sum);
        // 新收123件，上年结转6件，合计129件。其中网络112件、信函11件: of another number of that sentence.
        list.right |= list.apart && is_told_in_sentence(self.tokens.get(..at)?, sum);
        list.complete = columns & NATURAL != 0 && columns & LEGAL == LEGAL;
        list.overlapping &= matches!(self.whole, Sort::Unknown | Sort::Finished | Sort::Received);
        // 人大建议和政协提案共11件，其中人大建议6件，政协提案5件
        if list.parts.len() == self.places.len() && are_all_named(passage, at, &self.places) {
            list.complete = true;
        }
        if names_the_rest(passage, self.last) {
            list.complete = true;
            list.overlapping = false;
            list.parts.append(&mut later);
        }
        list.later = later;
        (list.parts.len() > 1).then_some(list)
    }
}

/// Whether what a word tells of may be counted in several parts: published here and there.
fn may_be_told_twice(token: &Token) -> bool {
    matches!(token.tag, Tag::Channel | Tag::OnTime)
        || token.tag == Tag::Among && token.set == ABOUT
        || token.tag == Tag::Part && token.set == LATE
        || token.tag == Tag::Alien && token.set == 1
}
