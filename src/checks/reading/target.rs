//! What a number in prose may mean: some cells of one table, added up.

use crate::model::cell::Cell;
use crate::model::draft::PreviousYear;
use crate::model::sheet::{Sheet, Sum, Value};
use crate::model::table::applications::{Applicant, Group, Row};
use crate::model::table::proactive::Figure;
use crate::model::table::review::{Outcome, Procedure};

/// A set of rows of section three, of groups of section four, or of figures of section two: one bit
/// for each, in printed order.
pub type Set = u32;

/// A reading of a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Target {
    /// Rows and columns of section three.
    Applications(Set, Set),
    /// Groups and columns of section four.
    Review(Set, Set),
    /// Figures of section two.
    Proactive(Set),
}

/// The bit of a row.
#[must_use]
pub const fn row(row: Row) -> Set {
    1 << row as u32
}

/// The bits of a group of rows.
#[must_use]
pub const fn group(group: Group) -> Set {
    match group {
        Group::NotDisclosed => 0xff << Row::StateSecret as u32,
        Group::UnableToProvide => 0b111 << Row::NotHeld as u32,
        Group::NotProcessed => 0x1f << Row::Petition as u32,
        Group::OtherHandling => 0b111 << Row::NotCorrectedInTime as u32,
    }
}

/// All groups of rows.
pub const GROUPS: [Group; 4] = [
    Group::NotDisclosed,
    Group::UnableToProvide,
    Group::NotProcessed,
    Group::OtherHandling,
];

/// The column 总计 of section three.
pub const ALL_APPLICANTS: Set = 1 << Applicant::Total as u32;
/// The five columns of 法人或其他组织.
pub const LEGAL: Set = 0b11_1110;
/// The column 自然人.
pub const NATURAL: Set = 1;
/// The column 总计 of section four.
pub const ALL_OUTCOMES: Set = 1 << Outcome::Total as u32;
/// The columns of section four that tell how a case was decided: all but 尚未审结.
pub const DECIDED: Set =
    outcome(Outcome::Upheld) | outcome(Outcome::Corrected) | outcome(Outcome::OtherResult);
/// The group 行政复议.
pub const RECONSIDERATION: Set = 1;
/// The group 未经复议直接起诉.
pub const DIRECT_LAWSUIT: Set = 0b010;
/// The group 复议后起诉.
pub const LATER_LAWSUIT: Set = 0b100;
/// Both groups of 行政诉讼.
pub const LITIGATION: Set = 0b110;

/// The bit of a column of section four.
#[must_use]
pub const fn outcome(outcome: Outcome) -> Set {
    1 << outcome as u32
}

const fn has(set: Set, bit: usize) -> bool {
    set & (1 << bit) != 0
}

impl Target {
    /// The rows with 总计 of all applicants.
    #[must_use]
    pub const fn rows(rows: Set) -> Self {
        Self::Applications(rows, ALL_APPLICANTS)
    }

    /// The cells in printed order.
    #[must_use]
    pub fn cells(self) -> Vec<Cell> {
        let mut cells = Vec::new();
        match self {
            Self::Applications(rows, columns) => {
                for row in Row::ALL.into_iter().filter(|row| has(rows, *row as usize)) {
                    let columns = Applicant::ALL
                        .into_iter()
                        .filter(|column| has(columns, *column as usize));
                    cells.extend(columns.map(|column| Cell::Applications(row, column)));
                }
            }
            Self::Review(groups, columns) => {
                let groups = Procedure::ALL
                    .into_iter()
                    .filter(|group| has(groups, *group as usize));
                for group in groups {
                    let columns = Outcome::ALL
                        .into_iter()
                        .filter(|column| has(columns, *column as usize));
                    cells.extend(columns.map(|column| Cell::Review(group, column)));
                }
            }
            Self::Proactive(figures) => {
                let figures = Figure::ALL
                    .into_iter()
                    .filter(|figure| has(figures, figure.index()));
                cells.extend(figures.map(Cell::Proactive));
            }
        }
        cells
    }

    /// The value that the sheet shows, in millionths; of 元 for fees. `None` while a cell is blank or
    /// unreadable.
    #[must_use]
    pub fn value(self, sheet: &Sheet) -> Option<u64> {
        let cells = self.cells();
        let mut sum = 0;
        for cell in &cells {
            sum += match sheet.value(*cell) {
                // 万元 to 元.
                Value::Amount(amount) => amount.millionths() * 10_000,
                Value::Count(count) => count.get() * super::numeral::ONE,
                _ if is_left_to_a_single_row(*cell, sheet) => 0,
                Value::Blank | Value::Unreadable(_) => return None,
            };
        }
        (!cells.is_empty()).then_some(sum)
    }

    /// The value in last year's report.
    #[must_use]
    pub fn before(self, previous: &PreviousYear) -> Option<u64> {
        let mut sum = 0;
        for cell in self.cells() {
            sum += Value::read(cell, previous.cells.get(cell)).count()?.get();
        }
        Some(sum)
    }

    /// What a person calls the reading, in the words of the form.
    #[must_use]
    pub fn name(self) -> String {
        let mut names: Vec<&str> = Vec::new();
        match self {
            Self::Applications(mut rows, columns) => {
                for group in GROUPS {
                    let bits = self::group(group);
                    if rows & bits == bits {
                        rows &= !bits;
                        names.push(group.label());
                    }
                }
                let single = Row::ALL.into_iter().filter(|row| has(rows, *row as usize));
                names.extend(single.map(Row::label));
                if columns & LEGAL == LEGAL {
                    return joined(&names, Some("法人各列"));
                }
                let column = Applicant::ALL
                    .into_iter()
                    .find(|column| has(columns, *column as usize));
                joined(&names, column.map(Applicant::label))
            }
            Self::Review(groups, columns) => {
                let groups = Procedure::ALL
                    .into_iter()
                    .filter(|group| has(groups, *group as usize));
                names.extend(groups.map(Procedure::label));
                let columns: Vec<&str> = Outcome::ALL
                    .into_iter()
                    .filter(|column| has(columns, *column as usize))
                    .map(Outcome::label)
                    .collect();
                joined(&names, Some(&columns.join("”加“")))
            }
            Self::Proactive(figures) => {
                let figures = Figure::ALL
                    .into_iter()
                    .filter(|figure| has(figures, figure.index()));
                let mut column = None;
                for figure in figures {
                    names.push(figure.row_label());
                    column = Some(figure.column_label());
                }
                joined(&names, column)
            }
        }
    }
}

/// In the format of 2019 the row 其他处理 is single: it stands in the third row, the others stay blank.
fn is_left_to_a_single_row(cell: Cell, sheet: &Sheet) -> bool {
    let Cell::Applications(row @ (Row::NotCorrectedInTime | Row::FeeNotPaidInTime), column) = cell
    else {
        return false;
    };
    let blank = |column| sheet.sum([Cell::Applications(row, column)]) == Sum::Blank;
    Applicant::ALL.into_iter().all(blank)
        && sheet
            .value(Cell::Applications(Row::OtherHandling, column))
            .count()
            .is_some()
}

/// “甲”加“乙”的“总计”. A label is told without the remarks in its brackets.
fn joined(names: &[&str], column: Option<&str>) -> String {
    let mut text = String::new();
    for name in names {
        if !text.is_empty() {
            text.push('加');
        }
        let remark = name
            .char_indices()
            .skip(1)
            .find(|(_, c)| *c == '（')
            .map_or(name.len(), |(at, _)| at);
        text.push('“');
        text.push_str(name.get(..remark).unwrap_or(name));
        text.push('”');
    }
    if let Some(column) = column {
        text.push_str("的“");
        text.push_str(column);
        text.push('”');
    }
    text
}
