//! Stored days and times as Excel shows them.

use super::decimal::Decimal;

/// A part of a date's format.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Part {
    /// A text.
    Literal(String),
    /// Letters: `yyyy`, `m`, `dd`.
    Letters(char, usize),
    /// Names of the halves of a day.
    HalfDay(&'static str, &'static str),
    /// Hours in all.
    Elapsed,
    /// A digit of a second's fraction.
    Fraction,
}

/// The day and time as it is shown; `None` when it is not told here, or is none.
#[must_use]
pub fn shown(number: &Decimal, parts: &[Part], from_1904: bool) -> Option<String> {
    if number.negative || parts.contains(&Part::Elapsed) || parts.contains(&Part::Fraction) {
        return None;
    }
    let days = number.to_whole()?;
    let fraction: i64 = number.fraction(9).parse().ok()?;
    let mut seconds = (fraction * 86_400 + 500_000_000) / 1_000_000_000;
    let mut day = days + if from_1904 { 1462 } else { 0 };
    if seconds == 86_400 {
        (seconds, day) = (0, day + 1);
    }
    if !(0..=2_958_465).contains(&day) {
        return None;
    }
    let (year, month, of_month) = date_of(day);
    let (hour, minute, second) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    let halves = parts.iter().any(|part| matches!(part, Part::HalfDay(..)));
    let shown_hour = if halves { (hour + 11) % 12 + 1 } else { hour };
    let mut text = String::new();
    for (at, part) in parts.iter().enumerate() {
        match part {
            Part::Literal(literal) => text.push_str(literal),
            Part::HalfDay(before, after) => text.push_str(if hour < 12 { before } else { after }),
            Part::Letters(letter, count) => {
                let number = match letter {
                    'y' | 'e' if *count <= 2 && *letter == 'y' => year % 100,
                    'y' | 'e' => year,
                    'm' if is_minute(parts, at) => minute,
                    'm' if *count >= 3 => {
                        text.push_str(&name_of_month(month, *count)?);
                        continue;
                    }
                    'm' => month,
                    'd' if *count >= 3 => return None,
                    'd' => of_month,
                    'h' => shown_hour,
                    's' => second,
                    'a' if *count >= 3 => {
                        let names = ["日", "一", "二", "三", "四", "五", "六"];
                        let name = names.get(usize::try_from((day + 6) % 7).ok()?)?;
                        if *count > 3 {
                            text.push_str("星期");
                        }
                        text.push_str(name);
                        continue;
                    }
                    _ => return None,
                };
                let is_wide = *count >= 2 || *letter == 'y';
                let digits = if is_wide {
                    format!("{number:02}")
                } else {
                    number.to_string()
                };
                text.push_str(&digits);
            }
            Part::Elapsed | Part::Fraction => return None,
        }
    }
    Some(text)
}

/// Whether an `m` stands for minutes: behind hours or in front of seconds.
fn is_minute(parts: &[Part], at: usize) -> bool {
    let letter = |part: &Part| match part {
        Part::Letters(letter, _) => Some(*letter),
        Part::Literal(_) | Part::HalfDay(..) | Part::Elapsed | Part::Fraction => None,
    };
    let before = parts
        .get(..at)
        .unwrap_or_default()
        .iter()
        .rev()
        .find_map(letter);
    let after = parts
        .get(at + 1..)
        .unwrap_or_default()
        .iter()
        .find_map(letter);
    before == Some('h') || after == Some('s')
}

fn name_of_month(month: i64, count: usize) -> Option<String> {
    const NAMES: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    let name = NAMES.get(usize::try_from(month - 1).ok()?)?;
    match count {
        3 => name.get(..3).map(str::to_owned),
        4 => Some((*name).to_owned()),
        _ => name.get(..1).map(str::to_owned),
    }
}

/// Year, month and day of a stored day: 1 is the first of January 1900, and 60 the day that Excel believes there was.
fn date_of(day: i64) -> (i64, i64, i64) {
    if day == 60 {
        return (1900, 2, 29);
    }
    if day == 0 {
        return (1900, 1, 0);
    }
    let day = if day > 60 { day - 1 } else { day };
    // Days since the first of March of the year 0, in eras of 400 years.
    let day = day + 693_900;
    let era = day / 146_097;
    let of_era = day % 146_097;
    let year = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year + year / 4 - year / 100);
    let from_march = (5 * of_year + 2) / 153;
    let of_month = of_year - (153 * from_march + 2) / 5 + 1;
    let month = if from_march < 10 {
        from_march + 3
    } else {
        from_march - 9
    };
    let year = year + era * 400 + i64::from(month <= 2);
    (year, month, of_month)
}
