//! Labels as copies of the form have them.

use nianbao::import::label::{self, RowLabel, Sure};
use nianbao::model::table::applications::{Group, Row};

#[track_caller]
fn check(text: &str, expected: Option<RowLabel>) {
    assert_eq!(
        label::applications_row(&label::folded(text)),
        expected,
        "{text:?}"
    );
}

#[test]
fn every_row_is_known_by_its_own_label() {
    for row in Row::ALL {
        check(row.label(), Some(RowLabel::Row(row, Sure::Yes)));
    }
}

#[test]
fn rows_are_known_however_they_are_written() {
    let sure = |row| Some(RowLabel::Row(row, Sure::Yes));
    check("1、属于国家秘密", sure(Row::StateSecret));
    check("1．属于 国家\n秘密", sure(Row::StateSecret));
    check("属于国家秘密", sure(Row::StateSecret));
    check("(一)予以公开", sure(Row::Disclosed));
    check("（二）部分公开", sure(Row::PartlyDisclosed));
    check("一、本年新收", sure(Row::NewlyReceived));
    check("二、上年结转", sure(Row::CarriedOver));
    check("结转下年度", sure(Row::CarriedForward));
    check(
        "３．危及\"三安全一稳定\"",
        sure(Row::ThreeSecuritiesOneStability),
    );
    check(
        "1.申请人无正当理由逾期不补正，行政机关不再处理其政府信息公开申请",
        sure(Row::NotCorrectedInTime),
    );
    check("⼀、本年新收政府信息公开申请数量", sure(Row::NewlyReceived));
    check(
        "\u{200b}四、结转下年度\u{a0}继续办理",
        sure(Row::CarriedForward),
    );
    check("（六）其他", Some(RowLabel::Group(Group::OtherHandling)));
    check(
        "（六）其他处理",
        Some(RowLabel::Group(Group::OtherHandling)),
    );
    check("三、本年度办理结果", Some(RowLabel::Outcomes));
}

#[test]
fn a_label_that_is_nearly_right_is_a_guess() {
    check(
        "2.其他法律行政法规禁止公开的",
        Some(RowLabel::Row(Row::ProhibitedByLaw, Sure::Nearly)),
    );
    check(
        "5.要求行政机关确认或重新出具获取信息",
        Some(RowLabel::Row(Row::Reconfirmation, Sure::Nearly)),
    );
}

#[test]
fn what_is_no_label_is_none() {
    for text in [
        "",
        "0",
        "123",
        "其他",
        "总计",
        "自然人",
        "合计",
        "申请公开",
        "2024年全县收到政府信息公开申请12件",
    ] {
        check(text, None);
    }
}
