//! Publish dates and report years.

use nianbao::model::date::Date;
use nianbao::model::year::ReportYear;

#[test]
fn dates_are_read_in_every_usual_spelling() {
    for text in [
        "2026-01-20",
        "2026-1-20",
        "2026年1月20日",
        "2026年01月20日",
        "２０２６年１月２０日",
        "2026.1.20",
        "2026/1/20",
        " 2026－1－20　",
    ] {
        let date = Date::read(text);
        assert_eq!(date, Date::new(2026, 1, 20), "the date {text:?}");
    }
}

#[test]
fn dates_that_no_calendar_has_are_refused() {
    for text in [
        "",
        "2026",
        "2026-01",
        "2026-13-01",
        "2026-00-10",
        "2026-02-29",
        "2026-04-31",
        "2026-1-32",
        "2026-1-0",
        "26-1-20",
        "2026-1-20-1",
        "明年1月20日",
        "20日",
        "1900-02-29",
    ] {
        assert_eq!(Date::read(text), None, "{text:?} is no date");
    }
}

#[test]
fn leap_days_exist_in_leap_years_only() {
    assert!(Date::new(2024, 2, 29).is_some());
    assert!(Date::new(2000, 2, 29).is_some());
    assert!(Date::new(2100, 2, 29).is_none());
}

#[test]
fn a_date_is_printed_for_people_and_for_machines() {
    let date = Date::new(2026, 1, 5).expect("a day of the calendar");
    assert_eq!(date.official(), "2026年1月5日");
    assert_eq!(date.to_string(), "2026-01-05");
    assert_eq!(Date::read(&date.to_string()), Some(date));
    assert_eq!(Date::read(&date.official()), Some(date));
}

#[test]
fn years_are_read_from_2008_to_2099() {
    for (text, year) in [
        ("2025", Some(2025)),
        ("２０２５", Some(2025)),
        ("2025年", Some(2025)),
        (" 2008 ", Some(2008)),
        ("2099", Some(2099)),
        ("2007", None),
        ("2100", None),
        ("25", None),
        ("2025年度", None),
        ("", None),
        ("二〇二五", None),
    ] {
        let read = ReportYear::read(text).map(ReportYear::get);
        assert_eq!(read, year, "the year {text:?}");
    }
}
