//! The time and the calendar.
#![expect(
    clippy::disallowed_methods,
    reason = "this file is where the page asks the clock"
)]

use leptos::prelude::window;

/// Milliseconds since 1970.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "the clock gives whole milliseconds, above zero and far below 2^53"
)]
pub fn now() -> u64 {
    js_sys::Date::now() as u64
}

/// When the navigation began that brought this page, in milliseconds since 1970.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a time above zero and far below 2^53; less than a millisecond makes no difference"
)]
pub fn navigation_began() -> Option<u64> {
    let began = window().performance()?.time_origin();
    (began > 0.0).then_some(began as u64)
}

/// The year whose report is written at this time of year: from October on the running one, whose
/// report is due in January; before that the year before.
pub fn likely_report_year() -> u32 {
    let today = js_sys::Date::new_0();
    let year = today.get_full_year();
    if today.get_month() >= 9 {
        year
    } else {
        year - 1
    }
}

/// A point in time as the user reads it: `11月23日 14:05`, with the year when it is another one.
pub fn local_time(milliseconds: u64) -> String {
    let time = date(milliseconds);
    let this_year = js_sys::Date::new_0().get_full_year();
    let year = time.get_full_year();
    let year = if year == this_year {
        String::new()
    } else {
        format!("{year}年")
    };
    format!(
        "{year}{}月{}日 {:02}:{:02}",
        time.get_month() + 1,
        time.get_date(),
        time.get_hours(),
        time.get_minutes()
    )
}

/// A point in time with its year, as a record states it: `2026年1月20日 14:05`.
pub fn full_time(milliseconds: u64) -> String {
    let time = date(milliseconds);
    format!(
        "{}年{}月{}日 {:02}:{:02}",
        time.get_full_year(),
        time.get_month() + 1,
        time.get_date(),
        time.get_hours(),
        time.get_minutes()
    )
}

/// A point in time as a file states it, in local time: `2026-01-20T14:05:09`.
pub fn machine_time(milliseconds: u64) -> String {
    let time = date(milliseconds);
    format!(
        "{:04}-{:02}-{:02}T{:02}:{:02}:{:02}",
        time.get_full_year(),
        time.get_month() + 1,
        time.get_date(),
        time.get_hours(),
        time.get_minutes(),
        time.get_seconds()
    )
}

#[expect(
    clippy::cast_precision_loss,
    reason = "milliseconds since 1970 stay far below 2^53"
)]
fn date(milliseconds: u64) -> js_sys::Date {
    js_sys::Date::new(&(milliseconds as f64).into())
}
