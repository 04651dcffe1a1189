//! Numerals: what they are worth, what they count, where they end.

use nianbao::checks::reading::numeral::{self, Kind, ONE};
use nianbao::checks::reading::plain::Plain;

/// Reads the numeral behind `|`: value in millionths, kind, unit, and the text up to its end.
#[track_caller]
fn read(text: &str) -> Option<(u64, Kind, &'static str, bool, String)> {
    let start = text.split('|').next().expect("a start").chars().count();
    let plain = Plain::read(&text.replacen('|', "", 1));
    let number = numeral::read(&plain.chars, start)?;
    let end = plain.chars[start..number.end].iter().collect();
    Some((number.value, number.kind, number.unit, number.rough, end))
}

#[track_caller]
fn check(text: &str, value: u64, kind: Kind, read_to: &str) {
    let (found, of, _, rough, end) = read(text).unwrap_or_else(|| panic!("{text} has no number"));
    assert_eq!(
        (found, of, rough, end.as_str()),
        (value, kind, false, read_to),
        "{text}"
    );
}

#[test]
fn counts_in_arabic_and_chinese() {
    for (text, value, end) in [
        ("收到|0件", 0, "0件"),
        ("收到|12件申请", 12, "12件"),
        ("收到|１，２３４件", 1234, "1，234件"),
        ("收到|1,234,567条", 1_234_567, "1，234，567条"),
        ("收到|3，12件", 3, "3"),
        ("许可|1.2万件", 12_000, "1.2万件"),
        ("共|3亿条", 300_000_000, "3亿条"),
        ("收到|零件次", 0, "零件次"),
        ("收到|两件", 2, "两件"),
        ("收到|十件", 10, "十件"),
        ("收到|十二件", 12, "十二件"),
        ("收到|二十件", 20, "二十件"),
        ("收到|一百零五件", 105, "一百零五件"),
        ("收到|三千零二十一件", 3021, "三千零二十一件"),
        ("收到|一万二千件", 12_000, "一万二千件"),
        ("收到|一千二百万条", 12_000_000, "一千二百万条"),
        ("复议为|0，诉讼", 0, "0"),
    ] {
        check(text, value * ONE, Kind::Count, end);
    }
}

#[test]
fn money_shares_and_years() {
    check("收费|12.6万元", 126_000 * ONE, Kind::Money, "12.6万元");
    check("收费|3940元", 3940 * ONE, Kind::Money, "3940元");
    check("收费|1.5亿元", 150_000_000 * ONE, Kind::Money, "1.5亿元");
    check("占|51.85％", 51_850_000, Kind::Percent, "51.85%");
    check("率|100%", 100 * ONE, Kind::Percent, "100%");
    check("|2025年度", 2025 * ONE, Kind::Year, "2025年");
}

#[test]
fn rough_numbers_are_rough() {
    for text in [
        "约|20件",
        "近|20件",
        "超过|20件",
        "不足|20件",
        "逾|20件",
        "|20余件",
        "|20多件",
        "|20件以上",
        "|20件左右",
        "|3~5件",
        "约|二十件",
        "占比约|30%",
        "|36.8万余件",
    ] {
        let (.., rough, _) = read(text).unwrap_or_else(|| panic!("{text} has no number"));
        assert!(rough, "{text}");
    }
    for text in ["收到|20件", "达|20件", "通过|20件"] {
        assert_eq!(read(text).map(|found| found.3), Some(false), "{text}");
    }
}

#[test]
fn what_counts_nothing() {
    for text in [
        "第|711号",
        "（|2）",
        "|12月",
        "|31日",
        "0591-|23165385",
        "〔2021〕|30号",
        "H|5、",
        "|3年",
        "|7号楼",
        "第|2件",
    ] {
        let kind = read(text).map_or(Kind::Other, |found| found.1);
        assert!(matches!(kind, Kind::Other), "{text} is {kind:?}");
    }
    for text in [
        "第|三件",
        "每|一件",
        "|三类",
        "|一是",
        "|三审三校",
        "第|二十条",
    ] {
        assert_eq!(read(text), None, "{text}");
    }
}

#[test]
fn the_places_of_numbers_are_those_of_the_text() {
    let text = "　共收到 １ ，\n２３４ 件。";
    let plain = Plain::read(text);
    let start = plain
        .text()
        .chars()
        .take_while(|c| !c.is_ascii_digit())
        .count();
    let number = numeral::read(&plain.chars, start).expect("a number");
    assert_eq!(
        &text[plain.typed(start..number.digits_end)],
        "１ ，\n２３４"
    );
}
