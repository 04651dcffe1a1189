//! A fictional report: small, complete, and with figures that reconcile.

use nianbao::model::cell::Cell;
use nianbao::model::draft::Draft;
use nianbao::model::report::Report;
use nianbao::model::section::Section;

/// The figures that are not zero, by address.
const FIGURES: [(&str, &str); 16] = [
    ("proactive.normative_documents.issued", "2"),
    ("proactive.normative_documents.in_force", "11"),
    ("proactive.licensing.decisions", "1,234"),
    ("proactive.penalty.decisions", "５６"),
    ("proactive.fees.amount", "4166.241619"),
    ("applications.newly_received.natural_person", "9"),
    ("applications.newly_received.commercial_enterprise", "2"),
    ("applications.newly_received.other", "1"),
    ("applications.carried_over.natural_person", "1"),
    ("applications.disclosed.natural_person", "6"),
    ("applications.disclosed.commercial_enterprise", "2"),
    ("applications.partly_disclosed.natural_person", "1"),
    (
        "applications.unable_to_provide.not_held.natural_person",
        "2",
    ),
    ("applications.unable_to_provide.not_held.other", "1"),
    ("applications.carried_forward.natural_person", "1"),
    ("review.reconsideration.upheld", "1"),
];

/// The draft of the fictional report: every figure typed, every total computed.
pub fn draft() -> Draft {
    let mut draft = Draft::default();
    draft.organ = "示例县园林绿化局".into();
    draft.year = "2025".into();
    draft.publish_date = "2026-01-20".into();
    for cell in Cell::all().filter(|cell| !cell.is_total()) {
        draft.set_cell(cell, "0");
    }
    for (address, text) in FIGURES {
        draft.set_cell(cell(address), text);
    }
    let prose = [
        (
            Section::Preamble,
            "　　本报告的统计期限为2025年1月1日至12月31日。\n",
        ),
        (
            Section::Overview,
            "2025年，本局做了一些<虚构>的工作 & 写下这一段。\n\n（一）主动公开。发布“花期”信息3条。\n（二）依申请公开。收到申请12件。\n1.平台建设\n2.全年培训2次，参加40人。",
        ),
        (Section::Applications, "注：以上数据均为虚构。"),
        (
            Section::ProblemsAndImprovements,
            "存在的问题：信息分类不够细。\n改进措施：逐条核对栏目。",
        ),
        (Section::OtherMatters, "2025年没有收取信息处理费。"),
    ];
    for (section, text) in prose {
        draft.set_prose(section, text);
    }
    draft
}

/// The complete report of [`draft`].
#[track_caller]
pub fn report() -> Report {
    match Report::from_draft(&draft()) {
        Ok(report) => report,
        Err(places) => panic!("the sample is not complete: {places:?}"),
    }
}

/// The figure of an address.
#[track_caller]
pub fn cell(address: &str) -> Cell {
    match address.parse() {
        Ok(cell) => cell,
        Err(_) => panic!("no figure has the address {address}"),
    }
}
