//! The sentences about a block that was pasted into a table: how much came in, and what did not, by name.

use crate::import::block::{Differing, Filled};

/// How many examples a sentence names.
const MOST_NAMED: usize = 5;

/// Whether everything in the block has come to its place, so that nothing is to be looked at.
pub fn is_all(filled: &Filled, differing: &[Differing]) -> bool {
    filled.did_not_fit.is_empty()
        && filled.unknown_rows.is_empty()
        && filled.unknown_heads.is_empty()
        && filled.like_labels.is_empty()
        && filled.twice.is_empty()
        && filled.other_tables == 0
        && differing.is_empty()
}

/// What is said after a paste.
pub fn said(filled: &Filled, changed: bool, differing: &[Differing]) -> String {
    let pasted = filled.pasted();
    let mut said = match (pasted, changed) {
        // What belongs nowhere here is not the same as what stands here.
        (0, false) => "没有填入任何数，表没有改动".to_owned(),
        (_, false) => format!("已粘贴 {pasted} 格，内容与表里的相同，没有改动"),
        (_, true) => format!("已粘贴 {pasted} 格"),
    };
    if filled.skipped_totals > 0 {
        said.push_str(&format!("，跳过 {} 个自动计算的格", filled.skipped_totals));
    }
    said.push('。');
    if let Some(heading) = filled
        .belongs_to
        .and_then(|table| table.section().heading())
    {
        said.push_str(&format!(
            "粘贴的是“{heading}”的表，请点那张表里的格再粘贴。"
        ));
        return said;
    }
    let mut more = |items: &[String], sentence: &dyn Fn(&str, usize) -> String| {
        if !items.is_empty() {
            said.push_str(&sentence(&named(items), items.len()));
        }
    };
    more(&filled.unknown_rows, &|rows, count| {
        format!("表里没有这样的行，{count} 行没有填入：{rows}。")
    });
    more(&filled.unknown_heads, &|heads, _| {
        format!("列名“{heads}”不是这张表的，这一列没有填入。")
    });
    let twice: Vec<String> = filled
        .twice
        .iter()
        .map(|(cell, texts)| format!("{}（{texts}）", cell.name()))
        .collect();
    more(&twice, &|twice, _| {
        format!("同一格有两个不同的数，没有填入：{twice}。")
    });
    more(&filled.did_not_fit, &|texts, count| {
        format!("有 {count} 格找不到位置，没有填入：{texts}。请核对起点和列名。")
    });
    more(&filled.like_labels, &|labels, _| {
        format!("行名与格式不完全一致，按最接近的一行填入，请核对：{labels}。")
    });
    let differing: Vec<String> = differing
        .iter()
        .map(|total| {
            format!(
                "{}粘贴的是 {}，各项相加是 {}",
                total.cell.name(),
                total.stated,
                total.computed
            )
        })
        .collect();
    more(&differing, &|totals, _| {
        format!("总计与各项之和不同：{totals}。请核对。")
    });
    if filled.other_tables > 0 {
        said.push_str(&format!(
            "一起复制的还有 {} 张表，没有填入；要一次读入整份年报，请用“导入”。",
            filled.other_tables
        ));
    }
    if changed && !is_all_but(filled) {
        said.push_str("可以撤销。");
    }
    said
}

/// Whether all texts of the block had a place.
fn is_all_but(filled: &Filled) -> bool {
    is_all(filled, &[])
}

/// The first few, with marks between them.
fn named(items: &[String]) -> String {
    let first: Vec<&str> = items.iter().take(MOST_NAMED).map(String::as_str).collect();
    let more = if items.len() > MOST_NAMED { "等" } else { "" };
    first.join("、") + more
}
