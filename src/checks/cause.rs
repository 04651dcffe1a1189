//! Likely causes of a broken identity, told only when the figures point to one.

use crate::model::cell::Cell;
use crate::model::count::Count;
use crate::model::sheet::{Sheet, Value};
use crate::model::table::applications::{Applicant, Row};

/// The likely cause of a stated total that differs from the sum of its parts.
#[must_use]
pub fn of_total(sheet: &Sheet, total: Cell, parts: &[Cell]) -> Option<String> {
    let stated = count(sheet, total)?;
    let sum: u64 = parts.iter().filter_map(|cell| count(sheet, *cell)).sum();
    if stated == 0 {
        return Some("总计可能没有汇总。".to_owned());
    }
    if transposed(stated).any(|swapped| swapped == sum) {
        return Some(format!("总计可能把两位数字写颠倒了：{stated} 与 {sum}。"));
    }
    transposed_part(sheet, parts, stated, sum).or_else(|| same_as_part(sheet, parts, stated, sum))
}

/// The likely cause of two sides that differ in one column of section three.
#[must_use]
pub fn of_sides(sheet: &Sheet, column: Applicant) -> Option<String> {
    if column == Applicant::Total {
        return one_column(sheet);
    }
    let (received, accounted) = sides(sheet, column)?;
    if shifted(sheet, column) {
        return Some("整列可能错了一行，像是粘贴时起点偏了。".to_owned());
    }
    let cell = |row| Cell::Applications(row, column);
    let left = [cell(Row::NewlyReceived), cell(Row::CarriedOver)];
    let right: Vec<Cell> = Row::outcomes()
        .chain([Row::CarriedForward])
        .map(cell)
        .collect();
    transposed_part(sheet, &left, accounted, received)
        .or_else(|| transposed_part(sheet, &right, received, accounted))
        .or_else(|| same_as_part(sheet, &right, received, accounted))
}

/// A part that would make the sum right if two neighbouring digits changed places. The difference
/// is then a multiple of nine.
fn transposed_part(sheet: &Sheet, parts: &[Cell], wanted: u64, sum: u64) -> Option<String> {
    if wanted == sum || !wanted.abs_diff(sum).is_multiple_of(9) {
        return None;
    }
    let mut candidates = parts.iter().filter_map(|cell| {
        let value = count(sheet, *cell)?;
        let others = sum.checked_sub(value)?;
        transposed(value)
            .find(|swapped| others + swapped == wanted)
            .map(|swapped| (*cell, value, swapped))
    });
    let (cell, value, swapped) = candidates.next()?;
    candidates.next().is_none().then(|| {
        format!(
            "“{}”的 {value} 可能应为 {swapped}，两位数字写颠倒了。",
            cell.row_label()
        )
    })
}

/// The one part that equals the difference: counted twice when the sum is too large, and the wrong
/// side otherwise cannot be told.
fn same_as_part(sheet: &Sheet, parts: &[Cell], wanted: u64, sum: u64) -> Option<String> {
    let surplus = sum.checked_sub(wanted).filter(|surplus| *surplus > 0)?;
    let mut equal = parts
        .iter()
        .filter(|cell| count(sheet, **cell) == Some(surplus));
    let cell = equal.next()?;
    equal.next().is_none().then(|| {
        format!(
            "多出的 {surplus} 恰好等于“{}”的数，可能重复计了。",
            cell.row_label()
        )
    })
}

/// For the 总计 column: the one applicant column that is off by the same amount.
fn one_column(sheet: &Sheet) -> Option<String> {
    let off =
        |column| sides(sheet, column).map(|(left, right)| i128::from(left) - i128::from(right));
    let total = off(Applicant::Total)?;
    let mut same = Applicant::parts().filter(|column| off(*column) == Some(total));
    let column = same.next()?;
    same.next()
        .is_none()
        .then(|| format!("与“{}”列的差额相同，改正那一列即可。", column.label()))
}

/// Whether moving the figures of a column up or down by one row would make the identity hold.
fn shifted(sheet: &Sheet, column: Applicant) -> bool {
    let typed: Vec<u64> = Row::ALL
        .into_iter()
        .filter(|row| *row != Row::HandledTotal)
        .map(|row| count(sheet, Cell::Applications(row, column)).unwrap_or(0))
        .collect();
    let nonzero = typed.iter().filter(|value| **value > 0).count();
    // With hardly any figures a fit after shifting is chance.
    if nonzero < 3 {
        return false;
    }
    let holds = |rows: &[u64]| match rows {
        [newly, over, rest @ ..] => newly + over > 0 && newly + over == rest.iter().sum::<u64>(),
        _ => false,
    };
    let up = typed.first() == Some(&0) && {
        let mut rows = typed.clone();
        rows.rotate_left(1);
        holds(&rows)
    };
    let down = typed.last() == Some(&0) && {
        let mut rows = typed;
        rows.rotate_right(1);
        holds(&rows)
    };
    up || down
}

/// Both sides of the printed identity of a column; blank cells count as nothing.
fn sides(sheet: &Sheet, column: Applicant) -> Option<(u64, u64)> {
    let value = |row| match sheet.value(Cell::Applications(row, column)) {
        Value::Blank => Some(0),
        Value::Count(count) => Some(count.get()),
        Value::Amount(_) | Value::Unreadable(_) => None,
    };
    Some((
        value(Row::NewlyReceived)? + value(Row::CarriedOver)?,
        value(Row::HandledTotal)? + value(Row::CarriedForward)?,
    ))
}

fn count(sheet: &Sheet, cell: Cell) -> Option<u64> {
    sheet.value(cell).count().map(Count::get)
}

/// The numbers that come of a number when two neighbouring digits change places.
fn transposed(value: u64) -> impl Iterator<Item = u64> {
    let places = value.checked_ilog10().unwrap_or(0);
    (0..places).filter_map(move |place| {
        let unit = 10_u64.pow(place);
        let low = value / unit % 10;
        let high = value / unit / 10 % 10;
        (low != high).then(|| value - low * unit - high * unit * 10 + high * unit + low * unit * 10)
    })
}
