//! Section three, 三: how applications were dealt with.

use super::super::claims::{Before, Found, Reader, Topic};
use super::super::span::{FILL, KEYS, PAUSES, behind, bits, only, set, since, tags, until};
use super::super::target::{self, ALL_APPLICANTS, GROUPS, LEGAL, NATURAL, Set, Target, group, row};
use super::super::tokens::Token;
use super::super::words::{ABSENT, LOOSE, OPEN, Tag, WITHIN};
use crate::model::table::applications::{Group, Row};
use crate::model::table::review::Outcome;

impl Reader<'_> {
    /// Section three, 三: how applications were dealt with.
    pub(in crate::checks::reading) fn outcome(
        &self,
        at: usize,
        before: &Before,
        after: &[Token],
    ) -> Option<Found> {
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
            // 24件中予以公开8件
            let within = after.first().is_some_and(|token| token.is_marked(WITHIN));
            if within
                || tags(words) & own != 0
                || tags(after) & OF == 0
                || !only(until(after, OF), gap)
            {
                return None;
            }
            self.joined_rows(at).unwrap_or(after)
        };
        if tags(words) & bits(&[Tag::Alien, Tag::Part, Tag::Publish, Tag::Proactive]) != 0 {
            return None;
        }
        // Documents are marked 不予公开 one by one.
        let unit = self.tokens.get(at)?.number?.unit;
        let withheld = set(named, Tag::Rows) == group(Group::NotDisclosed);
        if unit == "份" || withheld && self.marks_documents(at) {
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

    /// 不存在6起, told beside other outcomes: the information does not exist.
    pub(in crate::checks::reading) fn absent(&self, at: usize, before: &Before) -> Option<Found> {
        let words = before.words.as_slice();
        let absent = |token: &Token| token.tag == Tag::None && token.set == ABSENT;
        let start = at - self.sentence(at).len();
        let mut told = self.claims.iter().rev();
        let outcomes = told.any(|claim| claim.token >= start && claim.code.0 == "X2");
        let said = words.iter().any(absent) && only(words, FILL | bits(&[Tag::None]));
        (said && outcomes).then(|| Found {
            code: "X2",
            readings: vec![
                Target::rows(row(Row::NotHeld)),
                Target::rows(group(Group::UnableToProvide)),
            ],
            doubtful: true,
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
    pub(in crate::checks::reading) fn opened(
        &self,
        at: usize,
        before: &Before,
        after: &[Token],
    ) -> Option<Found> {
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
        let unit = self.tokens.get(at)?.number?.unit;
        let said = (ahead || behind) && matches!(unit, "件" | "起" | "宗");
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
}
