//! Long runs of digits in prose, and what they are: numbers of persons, of telephones, of cards.

use super::reading::plain::as_read;

/// What personal number a run of digits is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Personal {
    /// An identity number of 18 places whose birthday and check digit are right.
    Identity,
    /// A mobile number: eleven digits that begin with 13 to 19.
    Mobile,
    /// The number of a bank card, with a right check digit.
    BankCard,
}

/// The personal numbers in a text.
///
/// Digits that hang together with letters, as in an address on the web or a mail address, are none.
#[must_use]
pub fn personal(text: &str) -> Vec<(Personal, String)> {
    let mut found = Vec::new();
    let mut run = String::new();
    let mut joined = false;
    // A run ends at anything but a digit; a single space or hyphen inside is how people group.
    let mut pending = false;
    for c in text.chars().chain(['\n']) {
        if run.is_empty() && ('\u{3000}'..'\u{ff00}').contains(&c) {
            joined = false;
            continue;
        }
        let c = as_read(c);
        if c.is_ascii_digit() || (matches!(c, 'X' | 'x') && run.len() == 17) {
            run.push(c.to_ascii_uppercase());
            pending = false;
            continue;
        }
        if matches!(c, ' ' | '-') && !run.is_empty() && !pending {
            pending = true;
            continue;
        }
        let hangs = c.is_ascii_alphabetic() || matches!(c, '@' | '/' | '_' | '.' | '=' | '&' | '%');
        if !joined
            && !hangs
            && let Some(kind) = kind(&run)
        {
            found.push((kind, run.clone()));
        }
        run.clear();
        pending = false;
        joined = hangs && c != '.' || c == '-';
    }
    found
}

fn kind(run: &str) -> Option<Personal> {
    let digits: Vec<u32> = run.chars().filter_map(|c| c.to_digit(10)).collect();
    match run.len() {
        18 if is_identity(run, &digits) => Some(Personal::Identity),
        16..=19 if is_card(&digits, run.len()) => Some(Personal::BankCard),
        11 if run.starts_with('1') && matches!(digits.get(1), Some(3..=9)) => {
            Some(Personal::Mobile)
        }
        _ => None,
    }
}

/// GB 11643: six digits of a place, eight of a birthday, three of order, and a check digit.
fn is_identity(run: &str, digits: &[u32]) -> bool {
    const WEIGHTS: [u32; 17] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
    const CHECKS: [char; 11] = ['1', '0', 'X', '9', '8', '7', '6', '5', '4', '3', '2'];
    let part = |from: usize, to: usize| run.get(from..to).and_then(|part| part.parse::<u32>().ok());
    let born = matches!(part(6, 10), Some(1900..=2099))
        && matches!(part(10, 12), Some(1..=12))
        && matches!(part(12, 14), Some(1..=31));
    let sum: u32 = digits
        .iter()
        .zip(WEIGHTS)
        .map(|(digit, weight)| digit * weight)
        .sum();
    born && CHECKS.get((sum % 11) as usize) == run.chars().last().as_ref()
}

/// The check digit of ISO/IEC 7812, over a number that begins as those of cards do.
fn is_card(digits: &[u32], length: usize) -> bool {
    let sum: u32 = digits
        .iter()
        .rev()
        .enumerate()
        .map(|(at, digit)| match (at % 2, digit * 2) {
            (0, _) => *digit,
            (_, double) => double / 10 + double % 10,
        })
        .sum();
    digits.len() == length && matches!(digits.first(), Some(4..=6 | 9)) && sum.is_multiple_of(10)
}
