//! Claims without a number: that there is none (未收到申请), and that something holds of all
//! (均获维持, 全部办结).

use super::claims::{Reader, Topic, procedures};
use super::span::{FILL, KEYS, PAUSES, behind, bits, only, set, tags};
use super::target::{self, ALL_APPLICANTS, ALL_OUTCOMES, LEGAL, NATURAL, Target, row};
use super::tokens::Token;
use super::words::{
    BUSINESS, COMPLETE, FEES, LOOSE, LOST, NORMATIVE, ON, OTHER_WAYS, RULES, Tag, WITHIN,
};
use crate::model::table::applications::Row;
use crate::model::table::review::Outcome;

/// What may stand between 未 and what there is none of.
const SCOPE: u64 = FILL
    | KEYS
    | bits(&[
        Tag::Information,
        Tag::Others,
        Tag::Among,
        Tag::LastYear,
        Tag::NextYear,
        Tag::Publish,
        Tag::Up,
    ]);

/// Reads 未收到……, 没有……, ……为零.
pub(super) fn none(reader: &mut Reader<'_>, at: usize) {
    let clause = behind(reader.tokens.get(..at).unwrap_or_default(), PAUSES);
    // 公开90条（本年未收到申请）: what stands before a bracket that is still open is another story.
    let open = behind(clause, bits(&[Tag::Open]));
    let clause = if tags(open) & bits(&[Tag::Close]) == 0 {
        open
    } else {
        clause
    };
    let foreign = bits(&[
        Tag::Number,
        Tag::Part,
        Tag::Alien,
        Tag::Proactive,
        Tag::LastYear,
        Tag::OtherYear,
        Tag::None,
        Tag::Except,
    ]);
    let narrow = tags(clause) & bits(&[Tag::Narrow]) != 0;
    if tags(clause) & foreign != 0
        || narrow
        || reader.is_of_another_year(at)
        || reader.tells_a_part(at)
    {
        return;
    }
    let after = scope(reader, at);
    // 未发生关于政府信息公开的行政复议
    let on = |token: &Token| token.tag != Tag::Part || token.set != ON;
    let kept: Vec<Token> = after.iter().filter(|token| on(token)).copied().collect();
    let after = kept.as_slice();
    let said = if tags(after) & KEYS != 0 {
        if !only(after, SCOPE) && !names_cases_beside_others(after) && !names_all_ways(after) {
            return;
        }
        after
    } else {
        if !only(after, FILL) || !only(behind(clause, KEYS), FILL) {
            return;
        }
        clause
    };
    // 未收到自然人申请公开相关政府信息
    let object = bits(&[Tag::NextYear, Tag::Information]);
    if !only(behind(said, KEYS), FILL | object)
        || reader.circumstances.summary
            && clause
                .iter()
                .any(|token| token.tag == Tag::Unknown && token.set != 0)
    {
        return;
    }
    let Some((code, readings)) = nothing_of(reader, at, said) else {
        return;
    };
    reader.push(code, at, true, false, readings);
}

/// Whether all ways are named in which applications come in: 未收到当面申请、信函和其他形式的申请.
fn names_all_ways(said: &[Token]) -> bool {
    let others = |token: &Token| token.tag == Tag::Channel && token.set == OTHER_WAYS;
    only(said, SCOPE | bits(&[Tag::Channel])) && said.iter().any(others)
}

/// Whether cases are named in a list with what no table counts: 没有因政府信息公开引发的举报、投诉、行政复议或行政诉讼.
fn names_cases_beside_others(said: &[Token]) -> bool {
    let others = |pair: &[Token]| match pair {
        [token, next] => token.tag == Tag::Alien && !matches!(next.tag, Tag::Mark | Tag::And),
        _ => false,
    };
    tags(said) & bits(&[Tag::Procedures]) != 0
        && only(said, SCOPE | bits(&[Tag::Alien]))
        && !said.windows(2).any(others)
}

/// The words behind a word of the text up to the next pause; 、 only joins them.
fn scope<'a>(reader: &Reader<'a>, at: usize) -> &'a [Token] {
    let rest = reader.tokens.get(at + 1..).unwrap_or_default();
    let pauses = bits(&[
        Tag::Comma,
        Tag::Semicolon,
        Tag::Stop,
        Tag::Number,
        Tag::Colon,
        Tag::Open,
        Tag::Close,
        Tag::None,
    ]);
    let end = rest
        .iter()
        .position(|token| pauses & 1 << token.tag as u8 != 0);
    rest.get(..end.unwrap_or(rest.len())).unwrap_or_default()
}

/// The cells that hold nothing when there is none of what the words name.
fn nothing_of(
    reader: &Reader<'_>,
    at: usize,
    said: &[Token],
) -> Option<(&'static str, Vec<Target>)> {
    let present = tags(said);
    let results = set(said, Tag::Results);
    let groups = procedures(said);
    if results != 0 {
        let all = reader.groups(at, groups, results);
        let known = !all.is_empty() && results & target::outcome(Outcome::Upheld) == 0;
        let reading = |groups| Target::Review(groups, results & !LOST);
        return known.then(|| ("X4", all.into_iter().map(reading).collect()));
    }
    if groups != 0 {
        let acted = present & bits(&[Tag::Treat, Tag::Finish, Tag::Rows]) != 0;
        return (!acted).then(|| ("X5", vec![Target::Review(groups, ALL_OUTCOMES)]));
    }
    let carry = present & bits(&[Tag::Carry]) != 0;
    if present & bits(&[Tag::CarriedOver]) != 0 || carry && present & bits(&[Tag::LastYear]) != 0 {
        return Some(("X5", vec![Target::rows(row(Row::CarriedOver))]));
    }
    if present & bits(&[Tag::CarriedForward]) != 0 || carry {
        let surely = carry
            || said
                .iter()
                .any(|token| token.tag == Tag::CarriedForward && token.set == 0);
        let readings = [Row::CarriedForward, Row::CarriedOver].map(|each| Target::rows(row(each)));
        let open = carry && present & bits(&[Tag::NextYear]) == 0;
        let readings = if open {
            readings.to_vec()
        } else {
            readings.into_iter().take(1).collect()
        };
        return surely.then_some(("X5", readings));
    }
    // 未收到和处理政府信息公开申请
    let received = said.first().is_some_and(|token| token.tag == Tag::And);
    if present & bits(&[Tag::Finish, Tag::Treat]) != 0 && !received {
        return None;
    }
    if present & bits(&[Tag::Rows]) != 0 {
        // 无不予处理、其他处理的情形
        let rows = set(said, Tag::Rows);
        let alone = only(
            said,
            FILL | bits(&[Tag::Rows, Tag::Application, Tag::Information]),
        );
        let surely = alone
            && rows & LOOSE == 0
            && rows & row(Row::Disclosed) == 0
            && reader.topic(at) == Topic::Applications;
        return surely.then(|| ("X5", vec![Target::rows(rows)]));
    }
    if present & bits(&[Tag::LastYear]) != 0 {
        return None;
    }
    let documents = set(said, Tag::Documents);
    if documents != 0 {
        let acts = match set(said, Tag::Act) {
            0 => 0b101,
            acts => acts,
        };
        let both = |act: u32| {
            let rules = if documents & RULES != 0 { act } else { 0 };
            let normative = if documents & NORMATIVE != 0 {
                act << 3
            } else {
                0
            };
            Target::Proactive(rules | normative)
        };
        let acts = [1, 2, 4].into_iter().filter(|act| acts & act != 0);
        let published = present & bits(&[Tag::Publish]) != 0;
        return (!published).then(|| ("X5", acts.map(both).collect()));
    }
    let decisions = set(said, Tag::Decisions);
    if decisions != 0 {
        let foreign = present & bits(&[Tag::Publish, Tag::Information, Tag::Application]) != 0;
        return (!foreign && decisions & LOOSE == 0)
            .then(|| ("X5", vec![Target::Proactive(decisions)]));
    }
    if present & bits(&[Tag::Fees]) != 0 {
        return Some(("X5", vec![Target::Proactive(FEES)]));
    }
    let columns = set(said, Tag::Columns);
    let columns = if columns == 0 || columns & (NATURAL | LEGAL) == NATURAL | LEGAL {
        ALL_APPLICANTS
    } else {
        columns
    };
    let object = present & bits(&[Tag::Application]) != 0;
    object.then(|| {
        (
            "X5",
            vec![Target::Applications(row(Row::NewlyReceived), columns)],
        )
    })
}

/// Whether those that are left are told at once: 全部按期办结。另有3件结转下一年度继续办理.
fn goes_on_with_the_rest(reader: &Reader<'_>, at: usize) -> bool {
    let rest = reader.tokens.get(at..).unwrap_or_default();
    let mut sentences = rest.split(|token| token.tag == Tag::Stop);
    let own = sentences.next().unwrap_or_default();
    let next = sentences.next().unwrap_or_default();
    let left = |tokens: &[Token]| {
        let first = tokens.iter().find(|token| token.tag != Tag::Light);
        first.is_some_and(|token| token.tag == Tag::Except && token.set == 0)
    };
    let mut clauses = own.split(|token| PAUSES & 1 << token.tag as u8 != 0);
    clauses.any(left) || left(next)
}

/// The cells that hold nothing when all applicants are of one kind: 均为自然人申请, 申请人全部为企业.
fn of_one_kind(
    reader: &Reader<'_>,
    at: usize,
    clause: &[Token],
    after: &[Token],
) -> Option<Vec<Target>> {
    const NAMED: u64 = bits(&[Tag::Light, Tag::Columns, Tag::Others, Tag::And, Tag::Mark]);
    let business = |token: &Token| token.tag == Tag::Alien && token.set == BUSINESS;
    let kind = |token: &Token| {
        NAMED & 1 << token.tag as u8 != 0 || token.tag == Tag::Application || business(token)
    };
    let columns = if after.iter().any(business) {
        LEGAL
    } else {
        set(after, Tag::Columns)
    };
    let told = columns != 0
        && after.iter().all(kind)
        && only(clause, FILL | bits(&[Tag::Number, Tag::Application]))
        && reader.topic(at) == Topic::Applications
        && reader.is_near_applications(at);
    let others = (NATURAL | LEGAL) & !columns;
    let rows = [
        row(Row::NewlyReceived),
        row(Row::NewlyReceived) | row(Row::CarriedOver),
    ];
    (told && others != 0).then(|| {
        let reading = |rows| Target::Applications(rows, others);
        rows.into_iter().map(reading).collect()
    })
}

/// Reads 均获维持, 均已审结, 全部办结.
pub(super) fn all(reader: &mut Reader<'_>, at: usize) {
    let clause = reader.clause(at);
    let after = scope(reader, at);
    let business = |token: &&Token| token.tag == Tag::Alien && token.set == BUSINESS;
    let foreign = bits(&[
        Tag::Proactive,
        Tag::Except,
        Tag::Part,
        Tag::Among,
        Tag::None,
        Tag::LastYear,
        Tag::OtherYear,
        Tag::CarriedOver,
    ]);
    let alien = |tokens: &[Token]| {
        let others = tokens.iter().filter(|token| !business(token));
        others.clone().any(|token| token.tag == Tag::Alien)
    };
    if alien(clause)
        || alien(after)
        || (tags(clause) | tags(after)) & foreign != 0
        || tags(after) & bits(&[Tag::All]) != 0
    {
        return;
    }
    // 全部办结件中，予以公开12件
    let within = |token: &Token| token.is_marked(WITHIN);
    if reader.tells_a_part(at) || after.iter().any(within) {
        return;
    }
    if let Some(readings) = of_one_kind(reader, at, clause, after) {
        return reader.push("X3", at, true, false, readings);
    }
    let complete = after
        .iter()
        .any(|token| token.tag == Tag::Finish && token.set & COMPLETE != 0);
    let upheld = set(after, Tag::Results) == target::outcome(Outcome::Upheld);
    if !complete && !upheld {
        return;
    }
    let named = |tag: Tag| (tags(clause) | tags(after)) & bits(&[tag]) != 0;
    let topic = if named(Tag::Procedures) {
        Topic::Review
    } else if named(Tag::Application) {
        Topic::Applications
    } else {
        reader.topic(at)
    };
    let earlier = reader.part(at);
    if topic == Topic::Review || upheld {
        if reader.tells_the_rest(at) {
            return;
        }
        // 行政复议4件、行政诉讼3件，均获维持: of all named since a result was told.
        let since = behind(earlier, bits(&[Tag::Results]));
        let groups = match procedures(since) {
            0 => reader.procedures_before(at),
            groups => vec![groups],
        };
        let decided = since
            .iter()
            .any(|token| token.tag == Tag::Finish && token.set & COMPLETE != 0);
        let mut columns = 0;
        if upheld {
            columns |= target::outcome(Outcome::Corrected);
        }
        if !decided {
            columns |= target::outcome(Outcome::Pending);
        }
        if columns != 0 {
            let readings = groups
                .into_iter()
                .map(|groups| Target::Review(groups, columns));
            reader.push("X4", at, true, false, readings.collect());
        }
        return;
    }
    let excepted = tags(reader.sentence(at)) & bits(&[Tag::Except]) != 0;
    // 行政许可全部办结, 承办的业务全部办结
    let others = bits(&[Tag::Rows, Tag::Decisions, Tag::Documents, Tag::Fees]);
    let others = (tags(clause) | tags(after)) & others != 0;
    let told = tags(reader.sentence(at)) & bits(&[Tag::Application]) != 0
        || named(Tag::Application)
        || only(clause, FILL | KEYS | bits(&[Tag::Number])) && reader.is_near_applications(at);
    let all = !excepted && !goes_on_with_the_rest(reader, at);
    if topic == Topic::Applications && told && all && !others {
        let in_time = tags(after) & bits(&[Tag::OnTime]) != 0;
        reader.push(
            "X10",
            at,
            true,
            in_time,
            vec![Target::rows(row(Row::CarriedForward))],
        );
    }
}
