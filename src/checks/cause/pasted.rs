//! What pasting does to the cells of a row: one number over two cells, or two numbers in one.

use super::{Cause, Identity, count};
use crate::model::cell::Cell;
use crate::model::sheet::Value;

/// Two neighbouring cells of one digit each that make the row right when they are one number.
pub(super) fn split(identity: &Identity<'_>, parts: &[Cell]) -> Vec<Cause> {
    let digit = |cell: &Cell| count(identity.sheet, *cell).filter(|value| *value < 10);
    parts
        .windows(2)
        .filter_map(|pair| {
            let [first, second] = pair else { return None };
            let (tens, ones) = (digit(first).filter(|tens| *tens > 0)?, digit(second)?);
            let joined = tens * 10 + ones;
            (identity.sum - tens - ones + joined == identity.wanted).then(|| {
                let text = format!(
                    "“{}”的 {tens} 和“{}”的 {ones} 合起来是 {joined}，各项相加就相等了，可能是粘贴时一个数拆成了两格。",
                    identity.label(*first),
                    identity.label(*second)
                );
                Cause::of(*first, text)
            })
        })
        .collect()
}

/// A number that makes the row right when it is two numbers for two cells; some cell to its right
/// must have stayed blank.
pub(super) fn merged(identity: &Identity<'_>, parts: &[Cell]) -> Vec<Cause> {
    let mut likely = Vec::new();
    for (at, cell) in parts.iter().enumerate() {
        let mut right = parts.iter().skip(at + 1);
        let blank = right.any(|cell| identity.sheet.value(*cell) == Value::Blank);
        let Some(value) = count(identity.sheet, *cell).filter(|value| blank && *value >= 10) else {
            continue;
        };
        let places = value.ilog10();
        likely.extend((1..=places).filter_map(|place| {
            let unit = 10_u64.pow(place);
            let (first, second) = (value / unit, value % unit);
            // The second number does not begin with zero, unless it is zero.
            let written = second == 0 && place == 1 || second >= unit / 10 && second > 0;
            let fits = identity.sum - value + first + second == identity.wanted;
            (written && fits).then(|| {
                let text = format!(
                    "“{}”的 {value} 可能是 {first} 和 {second} 两格的数连在了一起。",
                    identity.label(*cell)
                );
                Cause::of(*cell, text)
            })
        }));
    }
    likely
}
