//! The standard title, and when it is printed.

use nianbao::model::draft::Draft;

#[track_caller]
fn check(organ: &str, year: &str, own: &str, expected: &str) {
    let mut draft = Draft::default();
    draft.organ = organ.into();
    draft.year = year.into();
    draft.title = own.into();
    assert_eq!(
        draft.shown_title(),
        expected,
        "organ {organ:?}, year {year:?}, own title {own:?}"
    );
}

#[test]
fn organ_and_year_make_the_standard_title() {
    let standard = "示例县园林绿化局2025年政府信息公开工作年度报告";
    check("示例县园林绿化局", "2025", "", standard);
    check(" 示例县园林绿化局　", "２０２５年", " ", standard);
}

#[test]
fn without_organ_or_year_there_is_no_standard_title() {
    check("", "2025", "", "");
    check("示例县园林绿化局", "", "", "");
    check("示例县园林绿化局", "去年", "", "");
}

#[test]
fn an_own_title_is_printed_instead() {
    check("示例县园林绿化局", "2025", " 2025年度报告 ", "2025年度报告");
}
