//! Likely causes of a broken identity, told only when the figures point to one.
//!
//! The causes are tried in ranks. The first rank that has any decides: one cause is told, of two or
//! more none, since the clerk would be sent to the wrong cell as often as to the right one.
//!
//! 1. The total was not added up at all; the whole column slipped by a row.
//! 2. The 总计 column is off by just what one column is off.
//! 3. The stated total itself: its digits are transposed, or it is last year's.
//! 4. One part: transposed, split or merged in pasting, left out or counted twice, last year's.

mod digits;
mod pasted;

use crate::model::cell::Cell;
use crate::model::count::Count;
use crate::model::sheet::{Sheet, Value};
use crate::model::table::applications::{Applicant, Row};

/// A likely cause.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cause {
    /// What may have happened.
    pub text: String,
    /// The figure that is likely to be wrong, where one is named.
    pub suspect: Option<Cell>,
}

impl Cause {
    /// A cause that names no figure.
    #[must_use]
    pub const fn told(text: String) -> Self {
        Self {
            text,
            suspect: None,
        }
    }

    /// A cause that names a figure.
    #[must_use]
    pub const fn of(suspect: Cell, text: String) -> Self {
        Self {
            text,
            suspect: Some(suspect),
        }
    }
}

/// The likely cause of a stated total that differs from the sum of its parts.
#[must_use]
pub fn of_total(
    sheet: &Sheet,
    last_year: Option<&Sheet>,
    total: Cell,
    parts: &[Cell],
) -> Option<Cause> {
    let stated = count(sheet, total)?;
    let sum: u64 = parts.iter().filter_map(|cell| count(sheet, *cell)).sum();
    if stated == 0 {
        return Some(Cause::of(total, "总计可能没有汇总。".to_owned()));
    }
    let identity = Identity {
        sheet,
        last_year,
        wanted: stated,
        sum,
        across: is_across(total, parts),
    };
    let of_column = |column| {
        let total = Cell::Applications(Row::HandledTotal, column);
        let sum: u64 = Cell::outcomes_of(column)
            .iter()
            .filter_map(|cell| count(sheet, *cell))
            .sum();
        Some(i128::from(count(sheet, total)?) - i128::from(sum))
    };
    let ranks = if identity.across {
        [
            Vec::new(),
            identity.about_total(total),
            identity.about_parts_of_a_row(parts),
        ]
    } else {
        let mut likely = identity.transposed(parts);
        likely.extend(identity.counted_twice(parts));
        likely.extend(identity.last_years(parts));
        [
            same_in_one_column(total, of_column),
            identity.about_total(total),
            likely,
        ]
    };
    the_only(ranks)
}

/// The likely cause of two sides that differ in one column of section three.
#[must_use]
pub fn of_sides(sheet: &Sheet, last_year: Option<&Sheet>, column: Applicant) -> Option<Cause> {
    if column == Applicant::Total {
        let total = Cell::Applications(Row::HandledTotal, column);
        return the_only([same_in_one_column(total, |column| {
            let (left, right) = sides(sheet, column)?;
            Some(i128::from(left) - i128::from(right))
        })]);
    }
    let (received, accounted) = sides(sheet, column)?;
    if slipped(sheet, column) {
        let text = "整列可能错了一行，像是粘贴时起点偏了。".to_owned();
        return Some(Cause::told(text));
    }
    let cell = |row| Cell::Applications(row, column);
    let left = [cell(Row::NewlyReceived), cell(Row::CarriedOver)];
    let right: Vec<Cell> = Row::outcomes()
        .chain([Row::CarriedForward])
        .map(cell)
        .collect();
    let of_left = Identity {
        sheet,
        last_year,
        wanted: accounted,
        sum: received,
        across: false,
    };
    let of_right = Identity {
        sheet,
        last_year,
        wanted: received,
        sum: accounted,
        across: false,
    };
    let mut likely = of_left.transposed(&left);
    likely.extend(of_right.transposed(&right));
    likely.extend(of_right.counted_twice(&right));
    likely.extend(carried_over_twice(sheet, column, received, accounted));
    let all: Vec<Cell> = left.into_iter().chain(right).collect();
    likely.extend(of_right.last_years(&all));
    the_only([likely])
}

/// Says so when every identity of section three holds as soon as its blanks are zeros.
#[must_use]
pub fn of_blanks(sheet: &Sheet) -> Option<Cause> {
    let mut received = 0;
    for column in Applicant::ALL {
        let (left, right) = sides(sheet, column)?;
        if left != right {
            return None;
        }
        received += left;
    }
    (received > 0).then(|| {
        let text = "空格都按 0 计，第三部分的勾稽关系全部成立，可能只是没有填 0。";
        Cause::told(text.to_owned())
    })
}

/// Cells whose sum is to be another number.
struct Identity<'a> {
    sheet: &'a Sheet,
    last_year: Option<&'a Sheet>,
    /// What the sum should be.
    wanted: u64,
    sum: u64,
    /// Whether the cells stand side by side, and not one below the other.
    across: bool,
}

impl Identity<'_> {
    /// What a cell is called beside its neighbours: by its column in a row, by its row in a column.
    fn label(&self, cell: Cell) -> &'static str {
        if self.across {
            cell.column_label()
        } else {
            cell.row_label()
        }
    }

    /// What may be wrong with a stated total.
    fn about_total(&self, total: Cell) -> Vec<Cause> {
        let stated = self.wanted;
        let mut likely = Vec::new();
        if digits::transposed(stated).any(|swapped| swapped == self.sum) {
            let text = format!("总计可能把两位数字写颠倒了：{stated} 与 {}。", self.sum);
            likely.push(Cause::of(total, text));
        }
        if stated >= FEWEST && self.last(total) == Some(stated) {
            let text = format!("总计的 {stated} 与上年年报相同，可能没有更新。");
            likely.push(Cause::of(total, text));
        }
        likely
    }

    /// What may be wrong with the parts of a row, which are also pasted side by side.
    fn about_parts_of_a_row(&self, parts: &[Cell]) -> Vec<Cause> {
        let mut likely = self.transposed(parts);
        likely.extend(pasted::split(self, parts));
        likely.extend(pasted::merged(self, parts));
        let off = self.sum.abs_diff(self.wanted);
        let equal = parts
            .iter()
            .filter(|cell| off >= FEWEST && count(self.sheet, **cell) == Some(off));
        likely.extend(equal.map(|cell| {
            let label = self.label(*cell);
            let text = if self.sum > self.wanted {
                format!("少的 {off} 恰好等于“{label}”的数，总计可能漏加了它。")
            } else {
                format!("多的 {off} 恰好等于“{label}”的数，总计可能把它加了两次。")
            };
            Cause::of(*cell, text)
        }));
        likely.extend(self.last_years(parts));
        likely
    }

    /// The parts that would make the sum right if two neighbouring digits changed places. The
    /// difference is then a multiple of nine.
    fn transposed(&self, parts: &[Cell]) -> Vec<Cause> {
        if !self.wanted.abs_diff(self.sum).is_multiple_of(9) {
            return Vec::new();
        }
        let swapped = |cell: &Cell| {
            let value = count(self.sheet, *cell)?;
            let others = self.sum.checked_sub(value)?;
            let swapped = digits::transposed(value).find(|new| others + new == self.wanted)?;
            let label = self.label(*cell);
            let text = format!("“{label}”的 {value} 可能应为 {swapped}，两位数字写颠倒了。");
            Some(Cause::of(*cell, text))
        };
        parts.iter().filter_map(swapped).collect()
    }

    /// The parts that equal what the sum is too large by.
    fn counted_twice(&self, parts: &[Cell]) -> Vec<Cause> {
        // Where nothing was received nothing can have been counted twice.
        let surplus = self
            .sum
            .checked_sub(self.wanted)
            .filter(|_| self.wanted > 0);
        let Some(surplus) = surplus.filter(|surplus| *surplus >= FEWEST) else {
            return Vec::new();
        };
        let equal = parts
            .iter()
            .filter(|cell| count(self.sheet, **cell) == Some(surplus));
        equal
            .map(|cell| {
                let label = self.label(*cell);
                let text = format!("多出的 {surplus} 恰好等于“{label}”的数，可能重复计了。");
                Cause::of(*cell, text)
            })
            .collect()
    }

    /// The parts that are last year's figures and could be wrong by the difference.
    fn last_years(&self, parts: &[Cell]) -> Vec<Cause> {
        let same = |cell: &&Cell| {
            let value = count(self.sheet, **cell);
            value.is_some_and(|value| value >= FEWEST) && value == self.last(**cell)
        };
        parts
            .iter()
            .filter(same)
            .map(|cell| {
                let label = self.label(*cell);
                let text = format!("“{label}”的数与上年年报相同，可能没有更新。");
                Cause::of(*cell, text)
            })
            .collect()
    }

    fn last(&self, cell: Cell) -> Option<u64> {
        self.last_year.and_then(|last| count(last, cell))
    }
}

/// A smaller figure is that of last year, or equals a difference, by chance.
const FEWEST: u64 = 3;

/// The one cause of the first rank that has any.
fn the_only(ranks: impl IntoIterator<Item = Vec<Cause>>) -> Option<Cause> {
    let mut likely = ranks.into_iter().find(|rank| !rank.is_empty())?;
    let only = likely.pop();
    only.filter(|_| likely.is_empty())
}

/// Whether a total stands at the end of a row of parts, and not below a column of them.
fn is_across(total: Cell, parts: &[Cell]) -> bool {
    match (total, parts.first()) {
        (Cell::Applications(row, _), Some(Cell::Applications(part, _))) => row == *part,
        _ => true,
    }
}

/// For the 总计 column: the applicant columns that are off by the same amount.
fn same_in_one_column(total: Cell, off: impl Fn(Applicant) -> Option<i128>) -> Vec<Cause> {
    let Cell::Applications(Row::HandledTotal, Applicant::Total) = total else {
        return Vec::new();
    };
    let Some(all) = off(Applicant::Total) else {
        return Vec::new();
    };
    Applicant::parts()
        .filter(|column| off(*column) == Some(all))
        .map(|column| {
            let text = format!("与“{}”列的差额相同，改正那一列即可。", column.label());
            Cause::told(text)
        })
        .collect()
}

/// What was carried over is just what the received side is too large by: it may have been counted as
/// newly received as well.
fn carried_over_twice(
    sheet: &Sheet,
    column: Applicant,
    received: u64,
    accounted: u64,
) -> Option<Cause> {
    let value = |row| count(sheet, Cell::Applications(row, column));
    let over = value(Row::CarriedOver).filter(|over| *over >= FEWEST)?;
    let newly = value(Row::NewlyReceived)?;
    (newly >= over && received.checked_sub(accounted) == Some(over)).then(|| {
        let text = format!("相差的 {over} 恰好等于上年结转的数，上年结转可能又计入了本年新收。");
        Cause::of(Cell::Applications(Row::NewlyReceived, column), text)
    })
}

/// Whether moving the figures of a column up or down by one row would make the identity hold.
fn slipped(sheet: &Sheet, column: Applicant) -> bool {
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
