//! T6: a cell holds something that is not the number it needs.

use crate::checks::characters;
use crate::checks::check::{Check, Code, Finding, FixKind, Severity, Subject};
use crate::model::cell::Cell;
use crate::model::number::NumberError;
use crate::model::sheet::Value;

#[doc = include_str!("unreadable_number.md")]
pub struct UnreadableNumber;

impl Check for UnreadableNumber {
    fn code(&self) -> Code {
        Code("T6")
    }

    fn severity(&self) -> Severity {
        Severity::Error
    }

    fn title(&self) -> &'static str {
        "单元格里不是规范的数字"
    }

    fn explanation(&self) -> &'static str {
        include_str!("unreadable_number.md")
    }

    fn find(&self, subject: &Subject<'_>, found: &mut Vec<Finding>) {
        for cell in Cell::all() {
            if let Value::Unreadable(error) = subject.sheet.stated(cell) {
                let text = subject.draft.cell(cell).trim();
                if let Some((seen, number)) = without_unseen(text, cell) {
                    let message = format!(
                        "{}填的是“{seen}”，里面夹着看不见的字符，去掉后是 {number}。",
                        cell.name()
                    );
                    let finding = Finding::new(self, Severity::Error, [cell], message);
                    let edits = vec![(cell.into(), number)];
                    found.push(finding.mended_by(FixKind::NumberOnly, edits));
                    continue;
                }
                let message = format!("{}填的是“{text}”，{}", cell.name(), remedy(error, cell));
                let finding = Finding::new(self, Severity::Error, [cell], message);
                found.push(match without_unit(text, cell) {
                    Some(number) => {
                        finding.mended_by(FixKind::NumberOnly, vec![(cell.into(), number)])
                    }
                    None => finding,
                });
            }
        }
    }
}

/// What is wrong with the text, and what to write instead.
fn remedy(error: NumberError, cell: Cell) -> &'static str {
    match error {
        NumberError::NotDigits if cell.is_amount() => "不是金额。只写数字，单位是万元，如 3.5。",
        NumberError::NotDigits => "不是整数。只写数字，不写单位和括注。",
        NumberError::Placeholder => "请写数字；没有的填 0。",
        NumberError::Negative => "不能是负数。",
        NumberError::Fraction => "件数应当是整数。",
        NumberError::TooManyPlaces => "小数最多六位（单位：万元）。",
        NumberError::Grouping => "千分位逗号的位置不对，去掉逗号即可。",
        NumberError::TooLarge => "数字过大，请核对。",
    }
}

/// The text of a number in which there are characters that nobody sees, without them, and the number that it is then.
fn without_unseen(text: &str, cell: Cell) -> Option<(String, String)> {
    let is_unseen = |c: char| {
        characters::is_invisible(c)
            || matches!(c, '\u{2000}'..='\u{200a}' | '\u{202f}' | '\u{205f}')
    };
    if !text.contains(is_unseen) {
        return None;
    }
    let seen = text.replace(is_unseen, "");
    let number = match Value::read(cell, &seen) {
        Value::Count(_) | Value::Amount(_) => seen.trim().to_owned(),
        Value::Blank | Value::Unreadable(_) => without_unit(&seen, cell)?,
    };
    Some((seen, number))
}

/// The number of a text that is a number with its unit and nothing else.
fn without_unit(text: &str, cell: Cell) -> Option<String> {
    let units: &[&str] = if cell.is_amount() {
        &["万元"]
    } else {
        &["件次", "件", "条", "起", "项", "宗", "个"]
    };
    let number = units.iter().find_map(|unit| text.strip_suffix(unit))?;
    let readable = match Value::read(cell, number) {
        Value::Count(_) | Value::Amount(_) => true,
        Value::Blank | Value::Unreadable(_) => false,
    };
    readable.then(|| number.trim().to_owned())
}
