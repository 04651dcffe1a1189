//! What differs only in appearance reads the same, and every character keeps its place.

use nianbao::checks::reading::plain::Plain;

#[test]
fn appearance_makes_no_difference() {
    for (typed, read) in [
        ("收到 申请 １２ 件", "收到申请12件"),
        ("（３）,占５１．８５％;", "（3），占51.85%；"),
        ("1,234件(含2件)", "1，234件（含2件）"),
        ("⼈⺠政府⻔户", "人民政府门户"),
        ("收到申请\n 12 \n件", "收到申请12件"),
        ("共收到\n- 3 -\n申请12件", "共收到申请12件"),
        ("完成。\n收到3件", "完成。\n收到3件"),
        ("平台建设\n（二）依申请公开", "平台建设\n（二）依申请公开"),
        ("平台建设\n1.门户", "平台建设\n1.门户"),
        ("（三）复议和诉讼\n发生复议", "（三）复议和诉讼\n发生复议"),
        ("1.全年收到申请\n5件", "1.全年收到申请5件"),
        ("（二）依申请公开。收到\n申请", "（二）依申请公开。收到申请"),
        ("页码\n2\n3件", "页码2\n3件"),
        ("零\u{200b}宽\u{feff}字", "零宽字"),
        ("", ""),
    ] {
        assert_eq!(Plain::read(typed).text(), read, "{typed:?}");
    }
}

#[test]
fn every_character_keeps_its_place() {
    let typed = "　收到\n- 1 -\n申请 １ ,\u{200b}234 件。\n⺠";
    let plain = Plain::read(typed);
    let mut last = 0;
    for (at, c) in plain.chars.iter().enumerate() {
        let place = plain.typed(at..at + 1);
        assert!(last <= place.start && place.end <= typed.len());
        last = place.end;
        if *c != '\n' {
            let read = Plain::read(&typed[place]).text();
            assert_eq!(read, c.to_string());
        }
    }
    let number = plain
        .text()
        .find("1，234")
        .map(|at| plain.text()[..at].chars().count());
    let number = number.expect("the number is read");
    assert_eq!(&typed[plain.typed(number..number + 5)], "１ ,\u{200b}234");
}
