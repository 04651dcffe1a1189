//! Each likely cause is told when the figures point to it, and none when they point to two.

use nianbao::model::draft::Draft;

use super::case;

/// The cause of the finding of a check at a column or total, over an otherwise empty draft.
#[track_caller]
fn cause(code: &str, first: &str, figures: &[(&str, &str)]) -> Option<String> {
    let mut draft = Draft::default();
    for (pattern, text) in figures {
        case::set(&mut draft, pattern, text);
    }
    let finding = case::findings(&draft).into_iter().find(|finding| {
        let at_first = finding.locations.first().map(ToString::to_string);
        finding.code.0 == code && at_first.as_deref() == Some(first)
    });
    finding.expect("the figures break the identity").cause
}

#[track_caller]
fn told(code: &str, first: &str, figures: &[(&str, &str)], parts: &[&str]) {
    let cause = cause(code, first, figures).expect("a cause is told");
    for part in parts {
        assert!(cause.contains(part), "“{part}” is not in “{cause}”");
    }
}

#[track_caller]
fn untold(code: &str, first: &str, figures: &[(&str, &str)]) {
    assert_eq!(cause(code, first, figures), None);
}

/// The figures of one column that is filled in all the way; the rest of it is 0.
fn column<'a>(figures: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let mut all = vec![
        ("applications.*.natural_person", "0"),
        ("applications.handled_total.natural_person", ""),
    ];
    all.extend(figures);
    all
}

const ROW: &str = "applications.newly_received.total";
const SIDES: &str = "applications.newly_received.natural_person";
const NEW: &str = "applications.newly_received.natural_person";
const OVER: &str = "applications.carried_over.natural_person";
const DISCLOSED: &str = "applications.disclosed.natural_person";
const PARTLY: &str = "applications.partly_disclosed.natural_person";
const SECRET: &str = "applications.not_disclosed.state_secret.natural_person";
const PROHIBITED: &str = "applications.not_disclosed.prohibited_by_law.natural_person";
const PETITION: &str = "applications.not_processed.petition.natural_person";
const TOTAL: &str = "applications.handled_total.natural_person";
const FORWARD: &str = "applications.carried_forward.natural_person";

#[test]
fn a_total_was_not_summed() {
    let figures = [
        ("review.reconsideration.upheld", "10"),
        ("review.reconsideration.corrected", "1"),
        ("review.reconsideration.total", "0"),
    ];
    let total = "review.reconsideration.total";
    told("T4", total, &figures, &["总计可能没有汇总。"]);
    told(
        "T2",
        TOTAL,
        &[(DISCLOSED, "3"), (TOTAL, "0")],
        &["没有汇总"],
    );
}

#[test]
fn digits_of_a_total_are_transposed() {
    let figures = [
        ("applications.newly_received.natural_person", "15"),
        ("applications.newly_received.other", "6"),
        ("applications.newly_received.total", "12"),
    ];
    told("T1", ROW, &figures, &["颠倒", "12 与 21"]);
    let figures = [(DISCLOSED, "800"), (PARTLY, "190"), (TOTAL, "909")];
    told("T2", TOTAL, &figures, &["颠倒", "909 与 990"]);
}

#[test]
fn digits_that_are_not_neighbours_are_no_transposition() {
    let figures = [(DISCLOSED, "300"), (PARTLY, "21"), (TOTAL, "123")];
    untold("T2", TOTAL, &figures);
}

#[test]
fn digits_of_one_part_of_a_total_are_transposed() {
    let figures = [(DISCLOSED, "31"), (PARTLY, "5"), (TOTAL, "18")];
    told(
        "T2",
        TOTAL,
        &figures,
        &["“（一）予以公开”的 31 可能应为 13", "颠倒"],
    );
}

#[test]
fn digits_of_one_part_of_a_column_are_transposed() {
    let received = column(&[(NEW, "42"), (DISCLOSED, "20"), (PARTLY, "4")]);
    told(
        "T3",
        SIDES,
        &received,
        &["“一、本年新收政府信息公开申请数量”的 42 可能应为 24"],
    );
    let outcome = column(&[(NEW, "40"), (DISCLOSED, "31"), (PARTLY, "27")]);
    told(
        "T3",
        SIDES,
        &outcome,
        &["“（一）予以公开”的 31 可能应为 13"],
    );
    let forward = column(&[(NEW, "40"), (DISCLOSED, "27"), (FORWARD, "31")]);
    told(
        "T3",
        SIDES,
        &forward,
        &["“四、结转下年度继续办理”的 31 可能应为 13"],
    );
}

#[test]
fn of_two_parts_that_may_be_transposed_none_is_told() {
    let figures = [(DISCLOSED, "31"), (PARTLY, "31"), (TOTAL, "44")];
    untold("T2", TOTAL, &figures);
    // 42 → 24 makes it right, and so does 53 → 35.
    let figures = [(DISCLOSED, "42"), (PARTLY, "53"), (TOTAL, "77")];
    untold("T2", TOTAL, &figures);
    let outcomes = column(&[(NEW, "77"), (DISCLOSED, "42"), (PARTLY, "53")]);
    untold("T3", SIDES, &outcomes);
}

#[test]
fn one_part_of_a_total_is_counted_twice() {
    let figures = [
        (DISCLOSED, "20"),
        (PARTLY, "3"),
        (SECRET, "7"),
        (TOTAL, "27"),
    ];
    told(
        "T2",
        TOTAL,
        &figures,
        &["多出的 3 恰好等于“（二）部分公开", "重复计"],
    );
}

#[test]
fn one_outcome_of_a_column_is_counted_twice() {
    let figures = column(&[
        (NEW, "20"),
        (DISCLOSED, "15"),
        (PARTLY, "5"),
        (PETITION, "3"),
    ]);
    told(
        "T3",
        SIDES,
        &figures,
        &["多出的 3 恰好等于“1.信访举报投诉类申请”的数，可能重复计了。"],
    );
}

#[test]
fn of_two_parts_that_equal_the_surplus_none_is_told() {
    let figures = [
        (DISCLOSED, "20"),
        (PARTLY, "3"),
        (SECRET, "3"),
        (PETITION, "7"),
        (TOTAL, "30"),
    ];
    untold("T2", TOTAL, &figures);
    let figures = column(&[
        (NEW, "20"),
        (DISCLOSED, "17"),
        (PARTLY, "3"),
        (PETITION, "3"),
    ]);
    untold("T3", SIDES, &figures);
}

#[test]
fn a_shortage_tells_no_part_that_is_counted_twice() {
    let figures = [(DISCLOSED, "20"), (PARTLY, "3"), (TOTAL, "26")];
    untold("T2", TOTAL, &figures);
    let figures = column(&[(NEW, "26"), (DISCLOSED, "20"), (PARTLY, "3")]);
    untold("T3", SIDES, &figures);
}

/// Another column next to [`column`], complete as well.
fn next_column<'a>(
    first: &[(&'a str, &'a str)],
    next: &[(&'a str, &'a str)],
) -> Vec<(&'a str, &'a str)> {
    let mut all = column(first);
    all.extend([
        ("applications.*.commercial_enterprise", "0"),
        ("applications.handled_total.commercial_enterprise", ""),
    ]);
    all.extend(next);
    all
}

const NEXT_NEW: &str = "applications.newly_received.commercial_enterprise";
const NEXT_DISCLOSED: &str = "applications.disclosed.commercial_enterprise";

#[test]
fn one_column_is_off_by_the_same_amount_as_the_total() {
    let figures = next_column(
        &[(NEW, "20"), (DISCLOSED, "16")],
        &[(NEXT_NEW, "5"), (NEXT_DISCLOSED, "5")],
    );
    told(
        "T3",
        ROW,
        &figures,
        &["与“自然人”列的差额相同，改正那一列即可。"],
    );
}

#[test]
fn of_two_columns_that_are_off_none_is_told() {
    let both = next_column(
        &[(NEW, "20"), (DISCLOSED, "16")],
        &[(NEXT_NEW, "9"), (NEXT_DISCLOSED, "5")],
    );
    untold("T3", ROW, &both);
    let mut figures = both;
    figures.extend([
        ("applications.*.other", "0"),
        ("applications.handled_total.other", ""),
        ("applications.disclosed.other", "4"),
    ]);
    untold("T3", ROW, &figures);
}

#[test]
fn a_column_slipped_down_by_one_row() {
    // 20 + 3 = 15 + 4 + 4, each one row too low.
    let figures = column(&[
        (OVER, "20"),
        (DISCLOSED, "3"),
        (PARTLY, "15"),
        (SECRET, "4"),
        (PROHIBITED, "4"),
    ]);
    told("T3", SIDES, &figures, &["整列可能错了一行"]);
}

#[test]
fn a_column_slipped_up_by_one_row() {
    // 0 + 23 = 15 + 4 + 4, each one row too high.
    let figures = column(&[(NEW, "23"), (OVER, "15"), (DISCLOSED, "4"), (PARTLY, "4")]);
    told("T3", SIDES, &figures, &["整列可能错了一行"]);
}

#[test]
fn with_hardly_any_figures_no_slip_is_told() {
    let figures = column(&[(OVER, "5"), (PARTLY, "5"), (DISCLOSED, "0"), (NEW, "7")]);
    untold("T3", SIDES, &figures);
    // One row up it would be 5 = 5, which may be chance.
    let figures = column(&[(DISCLOSED, "5"), (OVER, "0"), (PARTLY, "5")]);
    let cause = cause("T3", SIDES, &figures);
    assert!(!cause.is_some_and(|cause| cause.contains("错了一行")));
}

#[test]
fn a_column_that_fits_in_no_row_is_not_slipped() {
    let figures = column(&[
        (OVER, "20"),
        (DISCLOSED, "3"),
        (PARTLY, "15"),
        (SECRET, "4"),
        (PROHIBITED, "5"),
    ]);
    untold("T3", SIDES, &figures);
}

/// Nothing about causes while the column is still being typed.
#[test]
fn a_hint_tells_no_cause() {
    let figures = [(NEW, "42"), (OVER, "0"), (DISCLOSED, "24")];
    untold("T3", SIDES, &figures);
}
