//! Sums: what is added, what is not, and what each sum lacks.

use std::collections::BTreeMap;

use nianbao::collection::comparing::{self, Comparison, Control};
use nianbao::collection::contributor::contributors;
use nianbao::collection::figures::{Basis, Contribution, Refusal};
use nianbao::collection::sum::{State, Sums, figures_of};
use nianbao::collection::unit::Exclusion;
use nianbao::collection::unknown::Unknown;
use nianbao::collection::whole::{Collection, ControlFigure};
use nianbao::model::cell::Cell;
use nianbao::model::draft::Draft;
use nianbao::model::level::Level;

use super::county::{self, hand_in, report, with_units};
use crate::chance::Chance;
use crate::sample::cell;

/// Adds up in another way than the product: from the addresses and texts of the backup files, as a person with a
/// spreadsheet would, fees by decimal digits. A total is found by its name.
fn added_up(reports: &[&Draft]) -> BTreeMap<String, String> {
    let mut sums: BTreeMap<String, i128> = BTreeMap::new();
    let mut add = |address: String, number: i128| *sums.entry(address).or_insert(0) += number;
    for report in reports {
        for (cell, text) in report.cells() {
            let address = cell.to_string();
            let parts: Vec<&str> = address.split('.').collect();
            let (last, row) = (parts[parts.len() - 1], parts[..parts.len() - 1].join("."));
            if last == "total" || parts.contains(&"handled_total") {
                continue;
            }
            let number = match text.split_once('.') {
                Some((whole, fraction)) => {
                    let digits = format!("{whole}{fraction:0<6}");
                    digits.parse::<i128>().expect("digits")
                }
                None if last == "amount" => text.parse::<i128>().expect("digits") * 1_000_000,
                None => text.parse().expect("digits"),
            };
            add(address.clone(), number);
            if parts[0] != "proactive" {
                add(format!("{row}.total"), number);
            }
            let own = ["newly_received", "carried_over", "carried_forward"];
            if parts[0] == "applications" && !own.contains(&parts[1]) {
                add(format!("applications.handled_total.{last}"), number);
                add("applications.handled_total.total".to_owned(), number);
            }
        }
    }
    sums.into_iter()
        .map(|(address, number)| {
            let text = if address.ends_with("amount") {
                let (whole, rest) = (number / 1_000_000, number % 1_000_000);
                let text = format!("{whole}.{rest:06}");
                text.trim_end_matches('0').trim_end_matches('.').to_owned()
            } else {
                number.to_string()
            };
            (address, text)
        })
        .collect()
}

fn texts(sums: &Sums) -> BTreeMap<String, String> {
    sums.iter()
        .map(|(cell, sum)| (cell.to_string(), sum.text(cell).unwrap_or_default()))
        .collect()
}

/// How many sums are final, open, contested.
fn states(sums: &Sums) -> [usize; 3] {
    [State::Final, State::Open, State::Errors].map(|state| {
        Cell::all()
            .filter(|cell| sums.state(*cell) == state)
            .count()
    })
}

/// A report with a fee in fractions.
fn with_fee(mut report: Draft, fee: &str) -> Draft {
    report.set_cell(cell("proactive.fees.amount"), fee);
    report
}

/// A county of so many units that all have reported.
fn reported(count: usize, seed: u64) -> Collection {
    let mut chance = Chance(seed);
    let mut county = with_units(count);
    for at in 1..=count {
        let unit = &county.roster[at - 1];
        let (id, name) = (unit.id.clone(), unit.name.clone());
        hand_in(&mut county, &id, report(&name, &mut chance, 50));
    }
    county
}

/// Changes a figure in a unit's report.
fn set(county: &mut Collection, unit: &str, address: &str, text: &str) {
    let own = county.submissions.iter_mut();
    let submission = own
        .into_iter()
        .find(|submission| submission.unit == unit)
        .expect("it has reported");
    let mut report = (*submission.report).clone();
    report.set_cell(cell(address), text);
    submission.report = report.into();
}

#[test]
fn acceptance_1_200_sums_equal_an_independent_adder_and_are_open_until_all_are_in() {
    let mut chance = Chance(1);
    let mut county = with_units(60);
    let mut reports = Vec::new();
    for at in 1..=60 {
        let fee = format!("{}.{:06}", chance.below(5000), chance.below(1_000_000));
        let draft = with_fee(report(&format!("云溪县第{at}局"), &mut chance, 300), &fee);
        reports.push(draft);
    }
    for at in 1..=57 {
        hand_in(&mut county, &format!("u{at}"), reports[at - 1].clone());
    }
    let sums = Sums::of(&county);
    let all: Vec<&Draft> = reports.iter().collect();
    assert_eq!(texts(&sums), added_up(&all[..57]));
    assert_eq!(texts(&sums).len(), 200);
    assert_eq!(states(&sums), [0, 200, 0]);
    for (_, sum) in sums.iter() {
        assert_eq!(
            (sum.missing, sum.blank, sum.unreadable, sum.contributing),
            (3, 0, 0, 57)
        );
    }
    // The three others, in another order.
    for at in [60, 58, 59] {
        hand_in(&mut county, &format!("u{at}"), reports[at - 1].clone());
    }
    let sums = Sums::of(&county);
    assert_eq!(states(&sums), [200, 0, 0]);
    assert_eq!(texts(&sums), added_up(&all));
    // Whatever the order.
    county.submissions.reverse();
    county.roster.reverse();
    assert_eq!(Sums::of(&county), sums);
}

#[test]
fn acceptance_2_one_cell_opens_its_sum_and_its_totals_and_nothing_else() {
    let part = "applications.disclosed.natural_person";
    let over = [
        part,
        "applications.disclosed.total",
        "applications.handled_total.natural_person",
        "applications.handled_total.total",
    ];
    for (text, blank, unreadable) in [
        ("", 1, 0),
        (" \u{3000}", 1, 0),
        ("—", 0, 1),
        ("/", 0, 1),
        ("3件", 0, 1),
        ("22（其中修订16件）", 0, 1),
        ("-1", 0, 1),
        ("1.5", 0, 1),
    ] {
        let mut county = reported(5, 2);
        let before = Sums::of(&county);
        set(&mut county, "u3", part, text);
        let after = Sums::of(&county);
        for (at, sum) in after.iter() {
            if over.contains(&at.to_string().as_str()) {
                assert_eq!(after.state(at), State::Open, "{at} with {text:?}");
                assert_eq!(
                    (sum.missing, sum.blank, sum.unreadable, sum.contributing),
                    (0, blank, unreadable, 4),
                    "{at} with {text:?}"
                );
            } else {
                assert_eq!(sum, before.get(at), "{at} with {text:?}");
                assert_eq!(after.state(at), State::Final);
            }
        }
    }
}

/// A report in which 信访 has no details, and its total is stated.
fn without_details(stated: &str) -> Collection {
    let mut county = reported(2, 3);
    for applicant in [
        "natural_person",
        "commercial_enterprise",
        "research_institution",
        "public_welfare_organization",
        "legal_service_institution",
        "other",
    ] {
        let address = format!("applications.carried_forward.{applicant}");
        set(&mut county, "u1", &address, "");
    }
    set(
        &mut county,
        "u1",
        "applications.carried_forward.total",
        stated,
    );
    county
}

#[test]
fn acceptance_3_a_total_of_0_leaves_no_choice_and_another_counts_in_the_total_alone() {
    let total = cell("applications.carried_forward.total");
    let part = cell("applications.carried_forward.natural_person");
    let zero = without_details("0");
    let sums = Sums::of(&zero);
    assert_eq!(states(&sums), [200, 0, 0]);
    let own = |county: &Collection, cell| figures_of(&county.submissions[0]).get(cell);
    assert_eq!(own(&zero, part), Contribution::Figure(0, Basis::ForcedZero));

    let five = without_details("5");
    let sums = Sums::of(&five);
    assert_eq!(
        own(&five, total),
        Contribution::Figure(5, Basis::StatedTotal)
    );
    assert_eq!(own(&five, part), Contribution::Blank);
    assert_eq!(sums.state(total), State::Final);
    assert_eq!(sums.state(part), State::Open);
    assert_eq!(sums.get(part).blank, 1);
    // The six details, and nothing else.
    assert_eq!(states(&sums), [194, 6, 0]);
    // Without a stated total nothing is known.
    let nothing = Sums::of(&without_details(""));
    assert_eq!(states(&nothing), [193, 7, 0]);
}

#[test]
fn a_total_of_0_beside_a_figure_is_wrong_and_forces_nothing() {
    let mut county = without_details("0");
    set(&mut county, "u1", "applications.carried_forward.other", "2");
    let sums = Sums::of(&county);
    let part = cell("applications.carried_forward.natural_person");
    let total = cell("applications.carried_forward.total");
    assert_eq!(sums.get(part).blank, 1);
    assert_eq!(sums.state(total), State::Open);
    assert_eq!(sums.get(total).differing, 1);
    // A stated total below the details that are known says nothing either.
    let mut county = without_details("1");
    set(&mut county, "u1", "applications.carried_forward.other", "2");
    let sums = Sums::of(&county);
    assert_eq!((sums.get(total).blank, sums.get(total).differing), (1, 1));
}

#[test]
fn a_column_total_of_0_forces_the_outcomes_below_it() {
    let mut county = reported(1, 4);
    for cell in Cell::outcomes_of(nianbao::model::table::applications::Applicant::Other) {
        set(&mut county, "u1", &cell.to_string(), "");
    }
    set(&mut county, "u1", "applications.handled_total.other", "0");
    let sums = Sums::of(&county);
    assert_eq!(states(&sums), [200, 0, 0]);
    assert_eq!(
        sums.get(cell("applications.handled_total.other")).quantity,
        Some(0)
    );
}

#[test]
fn acceptance_4_counting_blanks_as_zero_is_refused_where_totals_disagree() {
    let total = cell("applications.carried_forward.total");
    let mut county = without_details("5");
    assert_eq!(
        county.count_blanks_as_zero("u1", "电话核实"),
        Err(Refusal::TotalsDisagree(vec![total]))
    );
    assert_eq!(
        county.count_blanks_as_zero("u1", "  "),
        Err(Refusal::NoReason)
    );
    assert_eq!(
        county.count_blanks_as_zero("u2", "电话核实"),
        Err(Refusal::NothingBlank)
    );
    assert_eq!(
        county.count_blanks_as_zero("u9", "电话核实"),
        Err(Refusal::NothingBlank)
    );
    assert!(
        county
            .submissions
            .iter()
            .all(|one| one.blanks_as_zero.is_none())
    );

    let mut county = without_details("");
    assert_eq!(county.count_blanks_as_zero("u1", " 电话核实 "), Ok(()));
    assert_eq!(
        county.submissions[0].blanks_as_zero.as_deref(),
        Some("电话核实")
    );
    assert_eq!(states(&Sums::of(&county)), [200, 0, 0]);
    let part = cell("applications.carried_forward.natural_person");
    assert_eq!(
        figures_of(&county.submissions[0]).get(part),
        Contribution::Figure(0, Basis::CountedAsZero)
    );
    // What is no number stays so.
    set(&mut county, "u1", "proactive.licensing.decisions", "/");
    let unreadable = cell("proactive.licensing.decisions");
    assert_eq!(Sums::of(&county).get(unreadable).unreadable, 1);
    county.leave_blanks_blank("u1");
    assert_eq!(Sums::of(&county).get(part).blank, 1);
}

/// A file may have been changed by hand, or by another version.
#[test]
fn a_reason_in_a_file_counts_no_blank_as_zero_where_totals_disagree() {
    let mut county = without_details("5");
    county.submissions[0].blanks_as_zero = Some("电话核实".to_owned());
    let sums = Sums::of(&county);
    assert_eq!(states(&sums), [194, 6, 0]);
}

#[test]
fn acceptance_5_a_wrong_stated_total_gives_way_to_the_details() {
    let mut county = reported(4, 5);
    let before = Sums::of(&county);
    let total = cell("review.reconsideration.total");
    set(&mut county, "u2", "review.reconsideration.total", "9999");
    let after = Sums::of(&county);
    assert_eq!(texts(&after), texts(&before));
    // The difference is told at the total, and nowhere else.
    assert_eq!(after.state(total), State::Errors);
    assert_eq!(after.get(total).differing, 1);
    assert_eq!(states(&after), [199, 0, 1]);
    // A total that is stated as the details say changes nothing.
    let stated = before.get(total).quantity.expect("a sum");
    let mut county = reported(1, 5);
    let own = Sums::of(&county).get(total).quantity.expect("a sum");
    assert!(own <= stated);
    set(
        &mut county,
        "u1",
        "review.reconsideration.total",
        &own.to_string(),
    );
    assert_eq!(states(&Sums::of(&county)), [200, 0, 0]);
}

#[test]
fn acceptance_6_fees_are_exact() {
    let mut county = reported(3, 6);
    let fees = cell("proactive.fees.amount");
    for (unit, fee) in [("u1", "0.000001"), ("u2", "4166.241619"), ("u3", "10")] {
        set(&mut county, unit, "proactive.fees.amount", fee);
    }
    let sums = Sums::of(&county);
    assert_eq!(sums.get(fees).text(fees).as_deref(), Some("4176.24162"));
    assert_eq!(sums.get(fees).quantity, Some(4_176_241_620));
    assert_eq!(sums.state(fees), State::Final);
}

#[test]
fn nasty_case_a_sum_above_10_to_the_12_is_said_and_not_wrapped() {
    let largest = "1000000000000";
    for (address, count) in [
        ("proactive.licensing.decisions", 2),
        ("proactive.fees.amount", 20),
    ] {
        let mut county = reported(count, 7);
        for at in 1..=count {
            set(&mut county, &format!("u{at}"), address, largest);
        }
        let sums = Sums::of(&county);
        let at = cell(address);
        assert!(sums.get(at).is_too_large(at), "{address}");
        assert_eq!(sums.state(at), State::Open, "{address}");
        assert_eq!(sums.get(at).text(at), None, "{address}");
        assert_eq!(states(&sums)[1], 1, "only this one: {address}");
    }
}

#[test]
fn nasty_case_the_single_row_of_2019_leaves_its_siblings_open_until_they_count_as_zero() {
    let mut county = reported(1, 8);
    let siblings: Vec<Cell> = Cell::all()
        .filter(|cell| !cell.is_total())
        .filter(|cell| {
            let address = cell.to_string();
            address.contains("not_corrected_in_time") || address.contains("fee_not_paid_in_time")
        })
        .collect();
    assert_eq!(siblings.len(), 12);
    for cell in &siblings {
        set(&mut county, "u1", &cell.to_string(), "");
    }
    let sums = Sums::of(&county);
    assert!(siblings.iter().all(|cell| sums.state(*cell) == State::Open));
    assert_eq!(
        county.count_blanks_as_zero("u1", "2019 年格式只有一行"),
        Ok(())
    );
    assert_eq!(states(&Sums::of(&county)), [200, 0, 0]);
}

#[test]
fn acceptance_12_the_county_s_own_summary_is_compared_and_never_added() {
    let county = reported(3, 12);
    let sums = Sums::of(&county);
    let mut summary = Draft::default();
    for (cell, sum) in sums.iter() {
        summary.set_cell(cell, sum.text(cell).expect("a sum"));
    }
    assert_eq!(Comparison::of(&sums, &summary), Comparison(Vec::new()));
    // Totals that the summary does not state are computed.
    for cell in Cell::all().filter(|cell| cell.is_total()) {
        summary.set_cell(cell, "");
    }
    assert_eq!(Comparison::of(&sums, &summary), Comparison(Vec::new()));
    summary.set_cell(cell("proactive.fees.amount"), "1.5");
    summary.set_cell(cell("review.reconsideration.upheld"), "");
    summary.set_cell(cell("proactive.rules.issued"), "若干");
    let Comparison(differences) = Comparison::of(&sums, &summary);
    let told: Vec<(String, &str)> = differences
        .iter()
        .map(|difference| (difference.cell.to_string(), difference.stated.as_str()))
        .collect();
    let reconsiderations = &differences[3];
    assert_eq!(
        told,
        [
            ("proactive.rules.issued".to_owned(), "若干"),
            ("proactive.fees.amount".to_owned(), "1.5"),
            ("review.reconsideration.upheld".to_owned(), ""),
            (
                "review.reconsideration.total".to_owned(),
                reconsiderations.stated.as_str()
            ),
        ]
    );
    assert!(
        differences
            .iter()
            .all(|difference| difference.state == State::Final)
    );
    assert_eq!(Sums::of(&county), sums);
}

#[test]
fn acceptance_13_an_excluded_unit_is_not_added() {
    let mut county = reported(4, 13);
    let without: Vec<_> = county.submissions[1..].iter().collect();
    let without: Vec<&Draft> = without.iter().map(|one| &*one.report).collect();
    let expected = added_up(&without);
    county.exclude("u1", Some(Exclusion::Vertical));
    let sums = Sums::of(&county);
    assert_eq!(texts(&sums), expected);
    assert_eq!(states(&sums), [200, 0, 0]);
    assert_eq!(county.roster[0].reason, Some(Exclusion::Vertical));
    // Nor is it missing when it does not report.
    county.submissions.remove(0);
    assert_eq!(Sums::of(&county), sums);
    county.exclude("u1", None);
    assert_eq!(states(&Sums::of(&county)), [0, 200, 0]);
}

#[test]
fn of_no_unit_nothing_is_known() {
    let sums = Sums::of(&county::empty());
    assert_eq!(states(&sums), [0, 200, 0]);
    assert!(sums.iter().all(|(cell, sum)| sum.text(cell).is_none()));
}

#[test]
fn subtotals_by_kind_add_up_to_the_whole() {
    let mut county = reported(6, 14);
    let kinds = [Level::GovernmentOffice, Level::Department, Level::Township];
    for (unit, kind) in county.roster.iter_mut().zip(kinds.into_iter().cycle()) {
        unit.level = Some(kind);
    }
    let all = Sums::of(&county);
    let parts = kinds.map(|kind| Sums::of_level(&county, Some(kind)));
    for (cell, sum) in all.iter() {
        let added: Option<u64> = parts.iter().map(|part| part.get(cell).quantity).sum();
        assert_eq!(added, sum.quantity);
        assert!(parts.iter().all(|part| part.get(cell).contributing == 2));
    }
}

#[test]
fn contributors_stand_with_gaps_first_and_outliers_marked() {
    let mut county = with_units(7);
    let address = "applications.newly_received.natural_person";
    let at = cell(address);
    let figures = ["3", "4", "200", "5", "0", "", "x"];
    for (number, text) in figures.iter().enumerate() {
        let id = format!("u{}", number + 1);
        let mut draft = Draft::default();
        draft.set_cell(at, *text);
        hand_in(&mut county, &id, draft);
    }
    county.submissions.retain(|one| one.unit != "u1");
    let all = contributors(&county, at);
    let order: Vec<&str> = all.iter().map(|one| one.unit.as_str()).collect();
    assert_eq!(order, ["u1", "u6", "u7", "u3", "u4", "u2", "u5"]);
    assert_eq!(all[0].contribution, Contribution::Missing);
    assert_eq!(all[1].contribution, Contribution::Blank);
    assert_eq!(all[2].contribution, Contribution::Unreadable);
    assert_eq!(all[2].text, "x");
    let outliers: Vec<&str> = all
        .iter()
        .filter(|one| one.outlier)
        .map(|one| one.unit.as_str())
        .collect();
    // 200 of 209, and 40 times the median of 4, 5 and 200.
    assert_eq!(outliers, ["u3"]);
    assert_eq!(all[3].share(&all), Some(9569));
    assert_eq!(all[0].share(&all), None);
}

#[test]
fn a_figure_five_times_its_own_of_last_year_stands_out_once_it_is_half_of_all() {
    let mut county = with_units(2);
    let at = cell("proactive.penalty.decisions");
    for (unit, text) in [("u1", "60"), ("u2", "50")] {
        let mut draft = Draft::default();
        draft.set_cell(at, text);
        hand_in(&mut county, unit, draft);
    }
    let outliers = |county: &Collection| {
        let all = contributors(county, at);
        let out = all.into_iter().filter(|one| one.outlier);
        out.map(|one| one.unit).collect::<Vec<_>>()
    };
    assert!(outliers(&county).is_empty());
    let mut last = Draft::default();
    last.set_cell(at, "12");
    county.last_year.units = vec![("u1".to_owned(), last.clone().into())];
    assert_eq!(outliers(&county), ["u1"]);
    last.set_cell(at, "13");
    county.last_year.units = vec![("u1".to_owned(), last.into())];
    assert!(outliers(&county).is_empty());
}

#[test]
fn a_control_figure_is_held_against_a_final_sum_alone() {
    let mut county = reported(2, 15);
    let at = cell("review.reconsideration.total");
    let own = Sums::of(&county).get(at).quantity.expect("a sum");
    let figure = |value: String| ControlFigure {
        cell: at,
        value,
        source: "县司法局".to_owned(),
        unknown: Unknown::default(),
    };
    let sums = Sums::of(&county);
    let held = |sums: &Sums, value: &str| comparing::control(sums, &figure(value.to_owned()));
    assert_eq!(held(&sums, &own.to_string()), Control::Agrees);
    assert_eq!(held(&sums, &(own + 1).to_string()), Control::Differs);
    assert_eq!(held(&sums, "三件"), Control::Unreadable);
    county.submissions.pop();
    assert_eq!(held(&Sums::of(&county), &own.to_string()), Control::Open);
}

/// What no code path may do: no text that is not a number is ever part of a sum, whatever stands around it.
#[test]
fn no_blank_is_a_zero_in_any_report() {
    let mut chance = Chance(77);
    for _ in 0..60 {
        let mut county = reported(2, chance.below(1000));
        let mut draft = (*county.submissions[0].report).clone();
        let mut empty = Vec::new();
        for cell in Cell::all() {
            match chance.below(6) {
                0 => draft.set_cell(cell, ["", " ", "—", "无", "3件"][chance.index(5)]),
                1 if cell.is_total() => draft.set_cell(cell, (chance.below(40) + 1).to_string()),
                _ => continue,
            }
            if !cell.is_total() && draft.cell(cell).parse::<u64>().is_err() {
                empty.push(cell);
            }
        }
        county.submissions[0].report = draft.into();
        let sums = Sums::of(&county);
        let other = figures_of(&county.submissions[1]);
        for cell in empty {
            // A fee's text of digits with a point is a number; none is made here.
            assert_eq!(sums.state(cell), State::Open, "{cell}");
            assert_eq!(
                sums.get(cell).quantity,
                other.get(cell).quantity(),
                "{cell}"
            );
            for total in cell.totals_over() {
                let own = figures_of(&county.submissions[0]).get(total);
                let by_details = matches!(own, Contribution::Figure(_, Basis::Details));
                assert!(!by_details, "{total} over {cell}: {own:?}");
            }
        }
    }
}
