//! What a number counts: for each table the ways in which prose tells its figures.

use super::claims::{
    Before, FILL, Found, KEYS, PAUSES, Reader, Topic, VERBS, behind, bits, only, procedures, set,
    since, tags, until,
};
use super::target::{
    self, ALL_APPLICANTS, ALL_OUTCOMES, DECIDED, GROUPS, LEGAL, LITIGATION, NATURAL, Set, Target,
    group, row,
};
use super::tokens::Token;
use super::words::{
    ABOUT, AROSE, BUSINESS, COMPLETE, FEES, INSTANCE, JUDGED, LOOSE, LOST, MATTERS, NORMATIVE,
    OPEN, PLUS, RULES, Tag, WITHIN,
};
use crate::model::table::applications::{Group, Row};
use crate::model::table::review::Outcome;

impl Reader<'_> {
    /// Section four.
    pub(super) fn review(&self, at: usize, before: &Before, after: &[Token]) -> Option<Found> {
        const OF: u64 = bits(&[Tag::Procedures, Tag::Results]);
        let words = before.words.as_slice();
        let judged = |token: &Token| token.tag == Tag::Finish && token.set & JUDGED != 0;
        let mut gap = FILL | bits(&[Tag::Application, Tag::Among]);
        if words.iter().any(judged) {
            // 行政复议审结5件
            gap |= bits(&[Tag::Finish]);
        }
        if let Some(found) = self.judged(at, words, after) {
            return Some(found);
        }
        let (groups, mut results);
        if tags(words) & OF != 0 {
            if !only(behind(words, OF), gap) {
                return None;
            }
            groups = procedures(words);
            results = set(words, Tag::Results);
            // 行政复议中3件被维持
            let said = since(after, !FILL);
            // 直接起诉的3件中维持2件
            let within = after
                .first()
                .is_some_and(|token| token.tag == Tag::Light && token.set & WITHIN != 0);
            if results == 0
                && !within
                && said.first().is_some_and(|token| token.tag == Tag::Results)
                && tags(until(after, OF)) & bits(&[Tag::All]) == 0
            {
                results = set(after, Tag::Results);
            }
        } else {
            if tags(words) & KEYS & !bits(&[Tag::Treat, Tag::Receive]) != 0
                || tags(after) & OF == 0
                || !only(until(after, OF), gap)
            {
                return None;
            }
            groups = procedures(after);
            results = set(until(after, bits(&[Tag::All])), Tag::Results);
        }
        if tags(words) & bits(&[Tag::Alien, Tag::Part, Tag::Publish, Tag::Proactive]) != 0 {
            return None;
        }
        let all = self.groups(at, groups, results);
        let instance = |token: &Token| token.tag == Tag::Part && token.set == INSTANCE;
        if all.is_empty() || self.sentence(at).iter().any(instance) {
            return None;
        }
        let sentence = tags(self.sentence(at)) | tags(after);
        let arose = words
            .iter()
            .any(|token| token.tag == Tag::Light && token.set & AROSE != 0);
        let named =
            arose || sentence & bits(&[Tag::Disclosure, Tag::Application, Tag::Passive]) != 0;
        // 本局受理行政复议申请1386件，其中纠错163件: cases of others.
        let acted = bits(&[Tag::Treat, Tag::Receive]);
        let taken = tags(behind(self.sentence(at), bits(&[Tag::Semicolon]))) & acted != 0;
        if !named && (tags(words) & acted != 0 || groups == 0 && taken) {
            return None;
        }
        let finished = |tokens: &[Token]| {
            let complete = |token: &Token| token.tag == Tag::Finish && token.set & COMPLETE != 0;
            tokens.iter().any(complete)
        };
        let columns = match results {
            0 if words.iter().any(judged) || after.iter().any(judged) => vec![DECIDED],
            // 办结行政诉讼4件
            0 if finished(words) || finished(after) => vec![ALL_OUTCOMES, DECIDED],
            0 => vec![ALL_OUTCOMES],
            // The other results of a lawsuit, such as a dismissed claim, may be won or lost as well.
            _ if results & LOST != 0 => {
                vec![
                    results & !LOST,
                    results & !LOST | target::outcome(Outcome::OtherResult),
                ]
            }
            _ => vec![results],
        };
        let readings = all.iter().flat_map(|groups| {
            let columns = columns.iter();
            columns.map(|columns| Target::Review(*groups, *columns))
        });
        Some(Found {
            code: "X4",
            readings: readings.collect(),
            doubtful: !named
                && matches!(
                    self.topic(before.start.unwrap_or(0)),
                    Topic::Open | Topic::Other
                ),
        })
    }

    /// Cases that were told before and are decided: 行政复议60件，审结52件.
    fn judged(&self, at: usize, words: &[Token], after: &[Token]) -> Option<Found> {
        let judged = |token: &Token| token.tag == Tag::Finish && token.set & JUDGED != 0;
        let own = FILL | bits(&[Tag::Finish]);
        let known = words.iter().any(judged)
            && only(words, own)
            && tags(after) & KEYS == 0
            && self.topic(at) == Topic::Review
            && self.tells_own_cases(at);
        let groups = self.procedures_before(at);
        let readings = groups.iter().map(|groups| Target::Review(*groups, DECIDED));
        (known && !groups.is_empty()).then(|| Found {
            code: "X4",
            readings: readings.collect(),
            doubtful: false,
        })
    }

    /// Whether the sentence has told cases of the organ's own, as far as one can know.
    fn tells_own_cases(&self, at: usize) -> bool {
        let start = at - self.sentence(at).len();
        let earlier = self.claims.iter().rev();
        let mut told = earlier.take_while(|claim| claim.token >= start);
        told.any(|claim| claim.code.0 == "X4" && !claim.doubtful)
    }

    /// The groups of section four that a number or a word may be about: `named` with it, or else
    /// before. Won and lost are only lawsuits.
    pub(super) fn groups(&self, at: usize, named: Set, results: Set) -> Vec<Set> {
        let mut all = if named == 0 {
            self.procedures_before(at)
        } else {
            vec![named]
        };
        if results & LOST != 0 {
            all.retain(|groups| groups & LITIGATION == *groups);
            if all.is_empty() {
                all.push(LITIGATION);
            }
        }
        all
    }

    /// Section three, 三: how applications were dealt with.
    pub(super) fn outcome(&self, at: usize, before: &Before, after: &[Token]) -> Option<Found> {
        const OF: u64 = bits(&[Tag::Rows]);
        let words = before.words.as_slice();
        let mut gap = FILL | bits(&[Tag::Application, Tag::Finish, Tag::Among, Tag::Columns]);
        if self.tokens.get(at)?.number?.unit == "件" {
            gap |= bits(&[Tag::Information]);
        }
        let named = if tags(words) & OF != 0 {
            if !only(behind(words, OF), gap) {
                return None;
            }
            words
        } else {
            let own = KEYS & !bits(&[Tag::Application, Tag::Finish, Tag::Treat]);
            if tags(words) & own != 0 || tags(after) & OF == 0 || !only(until(after, OF), gap) {
                return None;
            }
            self.joined_rows(at).unwrap_or(after)
        };
        if tags(words) & bits(&[Tag::Alien, Tag::Part, Tag::Publish, Tag::Proactive]) != 0 {
            return None;
        }
        // Documents are marked 不予公开 one by one.
        if self.tokens.get(at)?.number?.unit == "份" {
            return None;
        }
        let rows = set(named, Tag::Rows);
        // 行政复议8件，维持6件，其他处理1件
        if rows == group(Group::OtherHandling) && self.tells_results(before.start.unwrap_or(0)) {
            let groups = self.procedures_before(at).into_iter();
            let other = target::outcome(Outcome::OtherResult);
            return Some(Found {
                code: "X4",
                readings: groups.map(|groups| Target::Review(groups, other)).collect(),
                doubtful: false,
            });
        }
        // 予以公开 is said of other things as well.
        let subject = tags(words) | tags(after);
        let named_subject = subject & bits(&[Tag::Application]) != 0;
        let topic = self.topic(before.start.unwrap_or(0));
        if rows == row(Row::Disclosed)
            && !named_subject
            && !self.lists_outcomes(at)
            && !matches!(topic, Topic::Applications | Topic::Review)
        {
            return None;
        }
        let columns = set(words, Tag::Columns);
        let columns = if columns == 0 || columns == NATURAL | LEGAL {
            ALL_APPLICANTS
        } else {
            columns
        };
        let mut readings = Vec::new();
        let mut add = |rows: Set| {
            let target = Target::Applications(rows & !LOOSE, columns);
            if rows & !LOOSE != 0 && !readings.contains(&target) {
                readings.push(target);
            }
        };
        let single =
            |token: &&Token| token.tag == Tag::Rows && (token.set & !LOOSE).count_ones() == 1;
        let whole = named
            .iter()
            .filter(|token| token.tag == Tag::Rows && !single(token));
        let wholes = whole.fold(0, |all, token| all | token.set);
        let singles = named
            .iter()
            .filter(single)
            .fold(0, |all, token| all | token.set);
        if wholes != 0 && singles & !LOOSE & !wholes == 0 {
            // 因……等原因无法提供 N 件 is the whole group; without 等 it may be the rows named.
            add(wholes);
            let reasons = until(named, bits(&[Tag::Application]));
            if tags(reasons) & bits(&[Tag::AndSoOn]) == 0 {
                add(singles);
                if tags(until(named, OF)) & bits(&[Tag::Unknown]) != 0 {
                    for each in Row::outcomes().filter(|each| wholes & row(*each) != 0) {
                        add(row(each));
                    }
                }
            }
        } else {
            add(wholes | singles);
            for each in GROUPS
                .into_iter()
                .filter(|each| singles & LOOSE != 0 && singles & group(*each) != 0)
            {
                add(group(each));
            }
        }
        if rows == row(Row::Disclosed) && before.aside & row(Row::PartlyDisclosed) != 0 {
            add(rows | row(Row::PartlyDisclosed));
        }
        Some(Found {
            code: "X2",
            readings,
            doubtful: false,
        })
    }

    /// The words behind a number that name several rows of which it is the sum: 8件为不予公开、不予处理和其他处理.
    fn joined_rows(&self, at: usize) -> Option<&[Token]> {
        const JOINED: u64 = FILL | bits(&[Tag::Rows, Tag::Application]);
        let rest = self.tokens.get(at + 1..)?;
        let named = until(rest, PAUSES | bits(&[Tag::Number, Tag::Open, Tag::Close]));
        let marked = tags(since(named, bits(&[Tag::Mark]))) & bits(&[Tag::Rows]) != 0;
        let whole = only(named, JOINED) && tags(named) & bits(&[Tag::AndSoOn]) == 0;
        (marked && whole).then_some(named)
    }

    /// Whether the results of section four are being told at a place, and not those of section three.
    fn tells_results(&self, at: usize) -> bool {
        let subjects = bits(&[Tag::Application, Tag::Rows, Tag::Procedures, Tag::Results]);
        let earlier = self.sentence(at).iter().rev();
        let nearest = earlier
            .map(|token| token.tag)
            .find(|tag| subjects & 1 << *tag as u8 != 0);
        matches!(nearest, Some(Tag::Procedures | Tag::Results))
    }

    /// 公开11件, told beside other outcomes: 公开11件、部分公开2件、无法提供7件.
    pub(super) fn opened(&self, at: usize, before: &Before, after: &[Token]) -> Option<Found> {
        let words = before.words.as_slice();
        let open = |token: &Token| token.tag == Tag::Publish && token.set == OPEN;
        let own = FILL | bits(&[Tag::Publish, Tag::Among, Tag::Finish]);
        let ahead = words.iter().any(open)
            && only(words, own)
            && tags(after) & KEYS == 0
            && tags(after) & bits(&[Tag::Unknown, Tag::Information, Tag::Alien]) == 0;
        // 3件公开、2件本机关不掌握
        let behind =
            only(words, FILL | bits(&[Tag::Among])) && after.iter().any(open) && only(after, own);
        let said = (ahead || behind) && self.tokens.get(at)?.number?.unit == "件";
        if !said || !self.is_about_applications(at, words, after) {
            return None;
        }
        let rest = self.tokens.get(at..).unwrap_or_default();
        let told =
            set(self.sentence(at), Tag::Rows) | set(until(rest, bits(&[Tag::Stop])), Tag::Rows);
        let (all, part) = (row(Row::Disclosed), row(Row::PartlyDisclosed));
        if told & !LOOSE & !all == 0 {
            return None;
        }
        let mut readings = vec![Target::rows(all)];
        // 公开类22件
        let kind = ahead && words.last().is_none_or(|last| !open(last));
        if told & part == 0 || kind || before.aside & part != 0 {
            readings.push(Target::rows(all | part));
        }
        Some(Found {
            code: "X2",
            readings,
            doubtful: false,
        })
    }

    /// Whether the sentence tells other outcomes too.
    fn lists_outcomes(&self, at: usize) -> bool {
        let rest = self.tokens.get(at..).unwrap_or_default();
        let sentences = [self.sentence(at), until(rest, bits(&[Tag::Stop]))];
        let other = |token: &Token| {
            token.tag == Tag::Finish || token.tag == Tag::Rows && token.set != row(Row::Disclosed)
        };
        sentences.into_iter().flatten().any(other)
    }

    /// Section three, 二 and 四.
    pub(super) fn carried(&self, at: usize, before: &Before, after: &[Token]) -> Option<Found> {
        const OF: u64 = bits(&[Tag::CarriedOver, Tag::CarriedForward, Tag::Carry]);
        // 还有1件在法定期限内办理
        let open = tags(&before.words) & bits(&[Tag::Except]) != 0
            && tags(after) & bits(&[Tag::Treat]) != 0
            && only(after, FILL | bits(&[Tag::Treat, Tag::OnTime, Tag::Unknown]))
            && self.tells_handled(at);
        if open {
            return Some(Found {
                code: "X2",
                readings: vec![Target::rows(row(Row::CarriedForward))],
                doubtful: false,
            });
        }
        let mut words = before.words.as_slice();
        let gap = FILL
            | bits(&[
                Tag::Application,
                Tag::Finish,
                Tag::Treat,
                Tag::NextYear,
                Tag::Among,
                Tag::Light,
            ]);
        if tags(words) & OF != 0 {
            if !only(behind(words, OF), gap) {
                return None;
            }
        } else {
            let own = KEYS & !bits(&[Tag::Application]);
            // 7件因尚在法定答复期内转入下年
            let still = tags(after) & bits(&[Tag::NextYear]) != 0
                && tags(after) & bits(&[Tag::Alien]) == 0
                && self.tokens.get(at)?.number?.unit == "件";
            let reason = if still {
                bits(&[Tag::Unknown, Tag::OnTime])
            } else {
                0
            };
            let gap = gap | reason | bits(&[Tag::LastYear, Tag::Except]);
            if tags(words) & own != 0 || !only(until(after, OF), gap) {
                return None;
            }
            words = after;
        }
        let present = tags(words);
        if present & OF == 0
            || tags(&before.words) & bits(&[Tag::Alien, Tag::Proactive, Tag::Part]) != 0
        {
            return None;
        }
        let topic = self.topic(at);
        if !self.is_about_applications(at, words, after) && topic != Topic::Open {
            return None;
        }
        let carry = present & bits(&[Tag::Carry]) != 0;
        let over = present & bits(&[Tag::CarriedOver]) != 0
            || carry && present & bits(&[Tag::LastYear]) != 0;
        let forward = present & bits(&[Tag::CarriedForward]) != 0
            || carry && present & bits(&[Tag::NextYear]) != 0;
        let together = present & bits(&[Tag::Receive, Tag::New]) != 0;
        let (new, over_row, forward_row) = (
            row(Row::NewlyReceived),
            row(Row::CarriedOver),
            row(Row::CarriedForward),
        );
        let mut readings = match (over, forward) {
            (true, false) if together => vec![Target::rows(new | over_row)],
            (true, false) => vec![Target::rows(over_row)],
            (false, true) => vec![Target::rows(forward_row)],
            _ => vec![Target::rows(over_row), Target::rows(forward_row)],
        };
        for columns in self.applicants_with(at, before) {
            for rows in [over_row, forward_row] {
                readings.push(Target::Applications(rows, columns));
            }
        }
        let told = present & bits(&[Tag::Carry, Tag::NextYear]) != 0 || self.tells_handled(at);
        Some(Found {
            code: "X2",
            readings,
            doubtful: forward
                && !over
                && !told
                && set(words, Tag::CarriedForward) == 1
                && words
                    .iter()
                    .all(|token| token.tag != Tag::CarriedForward || token.set == 1),
        })
    }

    /// Whether the sentence has told how many applications there were or were dealt with: 办结32件，3件正在办理.
    fn tells_handled(&self, at: usize) -> bool {
        const ROWS: Set = row(Row::NewlyReceived) | row(Row::HandledTotal);
        let start = at - self.sentence(at).len();
        let counted = |reading: &Target| matches!(reading, Target::Applications(rows, ALL_APPLICANTS) if rows & ROWS != 0);
        let mut earlier = self.claims.iter().rev();
        earlier
            .by_ref()
            .take_while(|claim| claim.token >= start)
            .any(|claim| !claim.doubtful && claim.readings.iter().any(counted))
    }

    /// The applicants whose share of those carried over a number may be: 自然人申请37件，其中上年结转3件,
    /// 企业申请10件（含上年结转1件）.
    fn applicants_with(&self, at: usize, before: &Before) -> Vec<Set> {
        let Some(start) = before.start else {
            return Vec::new();
        };
        let opened = self.tokens.get(start).map(|token| token.tag) == Some(Tag::Open);
        let among = tags(self.clause(at)) & bits(&[Tag::Among]) != 0;
        if !opened && !among {
            return Vec::new();
        }
        let clause = self.clause(start);
        let columns = set(clause, Tag::Columns);
        let business = |token: &Token| token.tag == Tag::Alien && token.set == BUSINESS;
        if clause.iter().any(business) {
            return vec![0b10, LEGAL];
        }
        let applicants = clause.iter().filter(|token| token.tag == Tag::Columns);
        let mut all: Vec<Set> = applicants.map(|token| token.set).collect();
        all.push(columns);
        all.retain(|columns| *columns != 0);
        all.dedup();
        all
    }

    /// Section three, by applicants.
    pub(super) fn applicants(&self, at: usize, before: &Before, after: &[Token]) -> Option<Found> {
        const OF: u64 = bits(&[Tag::Columns]);
        let words = before.words.as_slice();
        let gap = FILL | VERBS | bits(&[Tag::Application, Tag::Information, Tag::Among]);
        let named = if tags(words) & OF != 0 {
            if !only(behind(words, OF), gap) {
                return None;
            }
            words
        } else {
            if tags(words) & KEYS != 0 || tags(after) & OF == 0 || !only(until(after, OF), gap) {
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

    /// 企业5件 beside 自然人26件: the column 商业企业, or all but the natural persons.
    pub(super) fn businesses(&self, at: usize, before: &Before) -> Option<Found> {
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
    pub(super) fn applications(
        &self,
        at: usize,
        before: &Before,
        after: &[Token],
    ) -> Option<Found> {
        const OBJECT: u64 = bits(&[Tag::Application]);
        // 涉及不动产登记的21件
        if set(&before.words, Tag::Among) & ABOUT != 0 {
            return None;
        }
        let words = before.words.as_slice();
        let present = tags(words);
        if present
            & bits(&[
                Tag::Alien,
                Tag::Part,
                Tag::Proactive,
                Tag::Publish,
                Tag::Documents,
                Tag::Decisions,
            ])
            != 0
        {
            return None;
        }
        let ways = words
            .iter()
            .filter(|token| token.tag == Tag::Channel)
            .count();
        let whole = present & bits(&[Tag::Total, Tag::AndSoOn]) != 0 || ways > 1;
        if ways > 0 && !whole {
            return None;
        }
        let object = present & OBJECT != 0;
        let said = since(after, !bits(&[Tag::Light, Tag::Disclosure]))
            .first()
            .map(|token| token.tag);
        let follows = matches!(said, Some(Tag::Application));
        let allowed = FILL
            | VERBS
            | OBJECT
            | bits(&[
                Tag::Information,
                Tag::Columns,
                Tag::Others,
                Tag::Channel,
                Tag::OnTime,
            ]);
        let (new, over, handled) = (
            row(Row::NewlyReceived),
            row(Row::CarriedOver),
            row(Row::HandledTotal),
        );
        let verbs = present & VERBS;
        if verbs == 0 {
            // 政府信息公开申请共 26 件
            // 共有 26 件政府信息公开申请
            let ahead = follows
                && present & bits(&[Tag::Total]) != 0
                && only(after, FILL | OBJECT | bits(&[Tag::Information]));
            let within = set(behind(words, OBJECT), Tag::Light) & WITHIN != 0;
            // 依申请公开208份, of documents marked one by one
            let documents = self.tokens.get(at)?.number?.unit == "份";
            let noun = (object || ahead) && only(words, allowed) && !within && !documents;
            return noun.then(|| Found {
                code: "X1",
                readings: vec![
                    Target::rows(new),
                    Target::rows(new | over),
                    Target::rows(handled),
                ],
                doubtful: false,
            });
        }
        let region = since(words, VERBS);
        if !only(region, allowed) {
            return None;
        }
        if !object && !follows {
            let loose = tags(region) & bits(&[Tag::Information, Tag::Columns]) != 0
                || matches!(
                    said,
                    Some(Tag::Unknown | Tag::Alien | Tag::Information | Tag::Part)
                );
            let matters = set(words, Tag::Light) & MATTERS != 0;
            if loose || matters || self.topic(at) != Topic::Applications {
                return None;
            }
        }
        // 全年办结 38 件, with the applications far above, may be about anything.
        let far = !object && !follows && !self.is_near_applications(at);
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
            readings.push(Target::rows(handled));
        }
        let finished = verbs == bits(&[Tag::Finish]);
        Some(Found {
            code: if finished { "X2" } else { "X1" },
            readings,
            doubtful: far || present & bits(&[Tag::OnTime]) != 0,
        })
    }

    /// Section two: rules and normative documents.
    pub(super) fn documents(&self, at: usize, before: &Before, after: &[Token]) -> Option<Found> {
        const OF: u64 = bits(&[Tag::Documents]);
        const WITH: u64 = bits(&[Tag::Documents, Tag::Act]);
        let words = before.words.as_slice();
        let mut documents = set(words, Tag::Documents);
        let mut acts = set(words, Tag::Act);
        let present = tags(words);
        let foreign = bits(&[Tag::Alien, Tag::Part]);
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
            let sentence = self.sentence(at);
            let rest = behind(sentence, OF);
            if !alone || rest.len() == sentence.len() || tags(rest) & bits(&[Tag::Alien]) != 0 {
                return None;
            }
            let last = sentence.len() - rest.len();
            let named = sentence.get(..last).unwrap_or_default();
            documents = set(behind(named, PAUSES | bits(&[Tag::Number])), Tag::Documents);
        }
        let doubtful = acts == 0;
        if doubtful {
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

/// Section two: decisions.
pub(super) fn decisions(
    clause: &[Token],
    words: &[Token],
    unit: &str,
    after: &[Token],
) -> Option<Found> {
    const OF: u64 = bits(&[Tag::Decisions]);
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
    let published = bits(&[Tag::Publish, Tag::Proactive, Tag::Information]);
    let about = set(words, Tag::Among) & ABOUT != 0;
    let listed = about || unit == "项" && set(words, Tag::Light) & MATTERS != 0;
    // 主动公开：行政许可12件
    let clause = behind(clause, bits(&[Tag::Colon]));
    if present & foreign != 0 || tags(clause) & published != 0 || listed || is_of_a_kind(words) {
        return None;
    }
    let figures = if present & OF != 0 {
        if !only(
            since(words, OF),
            FILL | OF | bits(&[Tag::Treat, Tag::Finish, Tag::Receive]),
        ) {
            return None;
        }
        set(words, Tag::Decisions)
    } else {
        let light = only(after, FILL | OF) && tags(after) & OF != 0;
        let acted = only(words, FILL | bits(&[Tag::Treat, Tag::Finish, Tag::Unknown]));
        if !light || !acted {
            return None;
        }
        set(after, Tag::Decisions)
    };
    Some(Found {
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
pub(super) fn fees(words: &[Token], after: &[Token]) -> Option<Found> {
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
