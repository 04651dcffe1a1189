//! Each likely cause is told when the figures point to it, and none when they point to two.

use nianbao::model::draft::Draft;

use super::case;

/// The cause of the finding of a check at a column or total, over an otherwise empty draft.
#[track_caller]
fn cause(code: &str, first: &str, figures: &[(&str, &str)]) -> Option<String> {
    let mut draft = Draft::default();
    for (pattern, text) in figures {
        match pattern.strip_prefix("last ") {
            Some(pattern) => case::set_last(&mut draft, pattern, text),
            None => case::set(&mut draft, pattern, text),
        }
    }
    if draft.previous_year.is_some() {
        draft.year = "2025".into();
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

/// One row filled in, the rest of the draft being empty.
const ROW_PARTS: [&str; 6] = [
    "applications.newly_received.natural_person",
    "applications.newly_received.commercial_enterprise",
    "applications.newly_received.research_institution",
    "applications.newly_received.public_welfare_organization",
    "applications.newly_received.legal_service_institution",
    "applications.newly_received.other",
];

/// A row of the six parts and its stated total; `_` is a blank.
fn row(parts: [&'static str; 6], total: &'static str) -> Vec<(&'static str, &'static str)> {
    let typed = |text| if text == "_" { "" } else { text };
    let mut row: Vec<_> = ROW_PARTS.into_iter().zip(parts.map(typed)).collect();
    row.push((ROW, total));
    row
}

#[test]
fn a_part_of_a_row_is_called_by_its_column() {
    let figures = row(["31", "5", "0", "0", "0", "0"], "18");
    told("T1", ROW, &figures, &["“自然人”的 31 可能应为 13"]);
    let figures = [
        ("review.reconsideration.upheld", "31"),
        ("review.reconsideration.pending", "5"),
        ("review.reconsideration.total", "18"),
    ];
    let total = "review.reconsideration.total";
    told("T4", total, &figures, &["“结果维持”的 31 可能应为 13"]);
}

#[test]
fn one_and_ten_are_no_transposition() {
    untold("T1", ROW, &row(["10", "5", "0", "0", "0", "0"], "6"));
    let figures = column(&[(NEW, "10"), (DISCLOSED, "1")]);
    untold("T3", SIDES, &figures);
}

#[test]
fn where_nothing_was_received_nothing_is_counted_twice() {
    let figures = column(&[(DISCLOSED, "4")]);
    untold("T3", SIDES, &figures);
}

#[test]
fn a_part_of_a_row_was_left_out_of_the_total_or_added_twice() {
    let figures = row(["20", "0", "0", "0", "0", "4"], "20");
    told("T1", ROW, &figures, &["少的 4 恰好等于“其他”的数", "漏加"]);
    let figures = row(["20", "0", "0", "0", "0", "4"], "28");
    told("T1", ROW, &figures, &["多的 4 恰好等于“其他”的数", "两次"]);
    // Two parts are as large as what is missing.
    untold("T1", ROW, &row(["20", "4", "0", "0", "0", "4"], "24"));
    // One of ten differences is 1 or 2.
    untold("T1", ROW, &row(["20", "0", "0", "0", "0", "2"], "20"));
}

#[test]
fn causes_of_two_kinds_are_not_told() {
    // 31 → 13 makes it right, and so does leaving out the 18.
    untold("T1", ROW, &row(["31", "18", "0", "0", "0", "0"], "31"));
    // One outcome is counted twice, or another is transposed.
    let figures = column(&[
        (NEW, "40"),
        (DISCLOSED, "31"),
        (PARTLY, "18"),
        (SECRET, "9"),
    ]);
    untold("T3", SIDES, &figures);
}

#[test]
fn a_number_is_split_over_two_cells() {
    let figures = row(["1", "5", "0", "0", "0", "0"], "15");
    told(
        "T1",
        ROW,
        &figures,
        &["“自然人”的 1 和“商业企业”的 5 合起来是 15", "拆成了两格"],
    );
    // Two pairs make it right.
    untold("T1", ROW, &row(["2", "5", "0", "2", "1", "0"], "28"));
    // Ten and more are no digits.
    untold("T1", ROW, &row(["12", "7", "0", "0", "0", "0"], "127"));
}

#[test]
fn two_numbers_are_merged_in_one_cell() {
    let figures = row(["304", "0", "0", "0", "0", "_"], "34");
    told(
        "T1",
        ROW,
        &figures,
        &["“自然人”的 304 可能是 30 和 4 两格的数连在了一起"],
    );
    // No cell stayed blank.
    untold("T1", ROW, &row(["304", "0", "0", "0", "0", "0"], "34"));
}

#[test]
fn a_total_is_last_years() {
    let mut figures = row(["20", "5", "0", "0", "0", "0"], "31");
    figures.push(("last year", "2024"));
    figures.push(("last applications.newly_received.total", "31"));
    told("T1", ROW, &figures, &["总计的 31 与上年年报相同"]);
}

#[test]
fn one_figure_is_last_years() {
    let last = [
        ("last year", "2024"),
        ("last applications.disclosed.natural_person", "17"),
    ];
    let mut figures = column(&[(NEW, "40"), (DISCLOSED, "17"), (PARTLY, "19")]);
    figures.extend(last);
    told(
        "T3",
        SIDES,
        &figures,
        &["“（一）予以公开”的数与上年年报相同"],
    );
    // Two figures are last year's.
    figures.push(("last applications.newly_received.natural_person", "40"));
    untold("T3", SIDES, &figures);
}

#[test]
fn what_was_carried_over_is_counted_as_new_as_well() {
    let figures = column(&[(NEW, "20"), (OVER, "4"), (DISCLOSED, "20")]);
    told("T3", SIDES, &figures, &["相差的 4 恰好等于上年结转的数"]);
}

#[test]
fn one_column_and_the_total_column_lack_the_same() {
    let figures = next_column(
        &[(DISCLOSED, "9"), (PARTLY, "4"), (TOTAL, "11")],
        &[
            (NEXT_DISCLOSED, "5"),
            ("applications.handled_total.commercial_enterprise", "5"),
        ],
    );
    let mut figures = figures;
    figures.push(("applications.disclosed.total", "14"));
    figures.push(("applications.partly_disclosed.total", "4"));
    figures.push(("applications.handled_total.total", "16"));
    told(
        "T2",
        "applications.handled_total.total",
        &figures,
        &["与“自然人”列的差额相同"],
    );
}

#[test]
fn blanks_that_should_be_zeros() {
    let figures = [(NEW, "21"), (DISCLOSED, "20"), (FORWARD, "1")];
    let first = "applications.newly_received.commercial_enterprise";
    told("T5", first, &figures, &["空格都按 0 计", "全部成立"]);
    let figures = [(NEW, "21"), (DISCLOSED, "20")];
    untold("T5", first, &figures);
}
