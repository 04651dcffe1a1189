//! Comparing a written percentage with computed ones.

use crate::checks::check::Severity;
use crate::checks::reading::numeral::{Number, ONE};

/// Compares a written percentage with those of some parts and wholes. `None` when one of them explains
/// it; else how grave the difference is, and the nearest in words. A last digit that was cut off where
/// it should be rounded is only worth a hint.
pub(super) fn compared(
    number: &Number,
    computed: &[(u64, u64)],
    lightest: Severity,
) -> Option<(Severity, String)> {
    let mut best: Option<(u64, u64, u64)> = None;
    let mut severity = lightest;
    for (part, whole) in computed.iter().filter(|(_, whole)| *whole > 0) {
        let exact = (part / ONE * 100).saturating_mul(ONE) / (whole / ONE).max(1);
        let apart = exact.abs_diff(number.value);
        if apart <= number.step / 2 + 1 {
            return None;
        }
        if apart < number.step && number.value < exact {
            severity = Severity::Hint;
        }
        if best.is_none_or(|(known, ..)| apart < known) {
            best = Some((apart, *part, *whole));
        }
    }
    let (_, part, whole) = best?;
    Some((severity, quotient(number, part, whole)))
}

/// 12 除以 50 是 24%, with as many decimals as were written.
fn quotient(number: &Number, part: u64, whole: u64) -> String {
    let mut places = 1_u64;
    while places * number.step < ONE {
        places *= 10;
    }
    let (part, whole) = (part / ONE, (whole / ONE).max(1));
    let rounded = (part * 100 * places * 2 + whole) / (2 * whole);
    let mut text = part.to_string();
    text.push_str(" 除以 ");
    text.push_str(&whole.to_string());
    text.push_str(" 是 ");
    text.push_str(&(rounded / places).to_string());
    if places > 1 {
        let digits = (places + rounded % places).to_string();
        text.push('.');
        text.push_str(digits.get(1..).unwrap_or_default());
    }
    text.push('%');
    text
}
