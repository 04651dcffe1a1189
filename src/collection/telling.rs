//! What the office tells others of a collection: 催报名单, whom to call, and 公布情况, what was published.

use super::board::{Board, Reported, Row};
use super::whole::{Collection, ReviewState};
use crate::model::title;

/// Which units have not reported, or have to report again, with whom to call: a list to copy into a message.
#[must_use]
pub fn reminder(collection: &Collection, board: &Board) -> String {
    let counted = || board.rows.iter().filter(|row| row.counted);
    let missing: Vec<&Row> = counted().filter(|row| !row.reported.is_there()).collect();
    let returned: Vec<&Row> = counted()
        .filter(|row| row.review == ReviewState::Returned)
        .collect();
    let mut text = format!("{}催报名单\n", subject(collection));
    if missing.is_empty() && returned.is_empty() {
        text += "各单位均已报送。\n";
        return text;
    }
    if let Some(deadline) = collection.deadline() {
        text += &format!("报送截止日期：{}\n", deadline.official());
    }
    let unreadable = |row: &Row| match row.reported {
        Reported::Unreadable => "（已收到文件，但打不开或没有内容，请重新报送）",
        Reported::Missing | Reported::Received | Reported::Late | Reported::Conflict => "",
    };
    text += &list(collection, "未报", &missing, unreadable);
    text += &list(collection, "已退回待重报", &returned, |_| "");
    text
}

/// How many units should publish, how many did so in time and which did not, and how many were added up.
#[must_use]
pub fn publication(collection: &Collection, board: &Board) -> String {
    let tallies = board.tallies;
    let rate = rate(tallies.on_time, tallies.expected);
    let late = names(collection, board, |row| {
        row.reported.is_there() && !row.on_time
    });
    let missing = names(collection, board, |row| !row.reported.is_there());
    let mut text = format!(
        "{}应公布单位 {} 个，已公布 {} 个，其中按时公布 {} 个，按时公布率 {rate}。\n",
        subject(collection),
        tallies.expected,
        tallies.received,
        tallies.on_time,
    );
    text += &told("未按时公布单位", &late);
    text += &told("未公布单位", &missing);
    text += &format!("已逐级汇总 {} 个单位的数据。", tallies.received);
    if tallies.excluded > 0 {
        text += &format!("另有 {} 个单位不计入汇总。", tallies.excluded);
    }
    text.push('\n');
    text
}

/// 示例县人民政府2025年政府信息公开工作年度报告
fn subject(collection: &Collection) -> String {
    let organ = collection.organ.trim();
    match collection.year {
        Some(year) => title::standard_title(organ, year),
        None => organ.to_owned(),
    }
}

fn name<'a>(collection: &'a Collection, row: &'a Row) -> &'a str {
    collection.unit(&row.unit).map_or("", |unit| &unit.name)
}

fn list(
    collection: &Collection,
    head: &str,
    rows: &[&Row],
    remark: impl Fn(&Row) -> &'static str,
) -> String {
    if rows.is_empty() {
        return String::new();
    }
    let mut text = format!("{head} {} 个：\n", rows.len());
    for (row, number) in rows.iter().zip(1..) {
        let contact = collection
            .unit(&row.unit)
            .map_or("", |unit| unit.contact.trim());
        text += &format!("{number}. {}{}", name(collection, row), remark(row));
        if !contact.is_empty() {
            text += &format!("，联系人：{contact}");
        }
        text.push('\n');
    }
    text
}

fn names(collection: &Collection, board: &Board, holds: impl Fn(&Row) -> bool) -> Vec<String> {
    let rows = board.rows.iter().filter(|row| row.counted && holds(row));
    rows.map(|row| name(collection, row).to_owned()).collect()
}

fn told(head: &str, names: &[String]) -> String {
    match names {
        [] => format!("{head} 0 个。\n"),
        names => format!("{head} {} 个：{}。\n", names.len(), names.join("、")),
    }
}

/// A share in percent with one place, rounded half up; of none there is none.
fn rate(part: usize, whole: usize) -> String {
    let Some(tenths) = (part * 2000 + whole).checked_div(whole * 2) else {
        return "无".to_owned();
    };
    match (tenths / 10, tenths % 10) {
        (whole, 0) => format!("{whole}%"),
        (whole, tenth) => format!("{whole}.{tenth}%"),
    }
}
