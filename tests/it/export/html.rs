//! The markup, piece by piece and to the letter: the portals' editors were measured with it.

use nianbao::export::document::Document;
use nianbao::export::html::{self, Options, ParagraphIndent};
use nianbao::model::cell::Cell;
use nianbao::model::draft::Draft;
use nianbao::model::report::Report;
use nianbao::model::section::Section;

use crate::sample::{self, cell};

fn fragment() -> String {
    let document = Document::of_report(&sample::report());
    html::fragment(&document, Options::default())
}

/// The fragment of the sample with another overview.
fn with_overview(prose: &str, options: Options) -> String {
    let mut draft = sample::draft();
    draft.set_prose(Section::Overview, prose);
    let report = Report::from_draft(&draft).expect("the sample is complete");
    html::fragment(&Document::of_report(&report), options)
}

#[track_caller]
fn check_has_line(html: &str, expected: &str) {
    if html.lines().any(|line| line == expected) {
        return;
    }
    // Shows the most similar line, which has the longest beginning in common.
    let common = |line: &&str| {
        line.chars()
            .zip(expected.chars())
            .take_while(|(a, b)| a == b)
            .count()
    };
    let nearest = html.lines().max_by_key(common).unwrap_or_default();
    panic!("no line is\n  {expected}\nnearest is\n  {nearest}");
}

#[test]
fn title_and_date_are_centred() {
    check_has_line(
        &fragment(),
        r#"<p align="center" style="text-align:center;text-indent:0;line-height:1.75;font-size:18pt;font-family:宋体,SimSun,serif"><strong><span style="font-size:18pt;line-height:1.75;font-family:宋体,SimSun,serif">示例县园林绿化局2025年政府信息公开工作年度报告</span></strong></p>"#,
    );
    check_has_line(
        &fragment(),
        r#"<p align="center" style="text-align:center;text-indent:0;line-height:1.75;font-size:16pt;font-family:仿宋,仿宋_GB2312,FangSong,serif"><span style="font-size:16pt;line-height:1.75;font-family:仿宋,仿宋_GB2312,FangSong,serif">2026年1月20日</span></p>"#,
    );
}

#[test]
fn each_official_heading_is_a_block_of_its_own() {
    for heading in Section::numbered().filter_map(Section::heading) {
        check_has_line(
            &fragment(),
            &format!(
                r#"<p style="text-indent:2em;line-height:1.75;font-size:16pt;font-family:黑体,SimHei,sans-serif"><strong><span style="font-size:16pt;line-height:1.75;font-family:黑体,SimHei,sans-serif">{heading}</span></strong></p>"#
            ),
        );
    }
}

#[test]
fn a_line_of_prose_is_a_paragraph() {
    check_has_line(
        &fragment(),
        r#"<p style="text-indent:2em;line-height:1.75;font-size:16pt;font-family:仿宋,仿宋_GB2312,FangSong,serif"><span style="font-size:16pt;line-height:1.75;font-family:仿宋,仿宋_GB2312,FangSong,serif">改进措施：逐条核对栏目。</span></p>"#,
    );
}

#[test]
fn a_sub_heading_is_bold_and_in_the_line_of_its_body() {
    check_has_line(
        &fragment(),
        r#"<p style="text-indent:2em;line-height:1.75;font-size:16pt;font-family:仿宋,仿宋_GB2312,FangSong,serif"><strong><span style="font-size:16pt;line-height:1.75;font-family:仿宋,仿宋_GB2312,FangSong,serif">（二）依申请公开。</span></strong><span style="font-size:16pt;line-height:1.75;font-family:仿宋,仿宋_GB2312,FangSong,serif">收到申请12件。</span></p>"#,
    );
    check_has_line(
        &fragment(),
        r#"<p style="text-indent:2em;line-height:1.75;font-size:16pt;font-family:仿宋,仿宋_GB2312,FangSong,serif"><strong><span style="font-size:16pt;line-height:1.75;font-family:仿宋,仿宋_GB2312,FangSong,serif">1.平台建设</span></strong></p>"#,
    );
}

#[test]
fn tables_and_cells_have_the_measured_attributes() {
    let fragment = fragment();
    let table = r#"<table border="1" frame="box" rules="all" cellspacing="0" cellpadding="4" width="100%" style="border-collapse:collapse;border:1px solid #000000;text-indent:0"><tbody>"#;
    let tables = fragment.lines().filter(|line| *line == table).count();
    assert_eq!(tables, 3);
    check_has_line(
        &fragment,
        r#"<tr><td align="center" valign="middle" style="border:0.5pt double #000000;padding:4px;text-align:center;vertical-align:middle;text-indent:0;line-height:1.4;font-size:12pt;font-family:宋体,SimSun,serif"><span style="font-size:12pt;font-family:宋体,SimSun,serif;line-height:1.4">行政许可</span></td><td colspan="3" align="center" valign="middle" style="border:0.5pt double #000000;padding:4px;text-align:center;vertical-align:middle;text-indent:0;line-height:1.4;font-size:12pt;font-family:宋体,SimSun,serif"><span style="font-size:12pt;font-family:宋体,SimSun,serif;line-height:1.4">1234</span></td></tr>"#,
    );
}

#[test]
fn tables_of_more_than_eight_columns_have_narrow_cells() {
    let fragment = fragment();
    let narrow = fragment.matches("padding:4px 2px;").count();
    let wide = fragment.matches("padding:4px;").count();
    // 30 places in section two; in section three 10 of the head, 30 row labels and 175 figures; in
    // section four 19 of the head and 15 figures.
    assert_eq!(
        (wide, narrow),
        (30, 10 + 30 + 175 + 19 + 15),
        "places with full and with narrow padding"
    );
    assert!(fragment.contains(r#"<td colspan="3" rowspan="3" align="center""#));
}

#[test]
fn a_blank_figure_is_a_non_breaking_space_and_zero_is_zero() {
    let mut draft = sample::draft();
    draft.set_cell(cell("review.reconsideration.pending"), "");
    let fragment = html::fragment(&Document::of_draft(&draft), Options::default());
    assert_eq!(fragment.matches("&nbsp;").count(), 1);
    assert!(fragment.contains(">0</span></td>"), "zero is printed");
    let empty = html::fragment(&Document::of_draft(&Draft::default()), Options::default());
    assert_eq!(empty.matches("&nbsp;").count(), Cell::COUNT);
}

#[test]
fn only_the_elements_that_editors_keep_are_used() {
    let fragment = fragment();
    for piece in fragment.split('<').skip(1) {
        let name: String = piece
            .trim_start_matches('/')
            .chars()
            .take_while(char::is_ascii_alphanumeric)
            .collect();
        let known = ["p", "strong", "span", "table", "tbody", "tr", "td"];
        assert!(known.contains(&name.as_str()), "<{piece}");
    }
    for forbidden in ["class=", "font-weight", "mso-", "rgb(", "width:"] {
        assert!(!fragment.contains(forbidden), "{forbidden} in the fragment");
    }
}

#[test]
fn typed_text_is_escaped_wherever_it_stands() {
    let hostile = r#"<script>alert("1")</script> & 'x' </p><img src=x onerror=y>"#;
    let safe = "&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt; &amp; &#39;x&#39; &lt;/p&gt;&lt;img src=x onerror=y&gt;";
    let mut draft = sample::draft();
    draft.title = hostile.into();
    draft.publish_date = hostile.into();
    draft.set_prose(Section::Overview, hostile);
    draft.set_cell(cell("proactive.fees.amount"), hostile);
    let document = Document::of_draft(&draft);
    let fragment = html::fragment(&document, Options::default());
    assert_eq!(
        fragment.matches(safe).count(),
        4,
        "title, date, prose and figure"
    );
    assert!(!fragment.contains("<script"), "{fragment}");
    assert!(!fragment.contains("<img"), "{fragment}");
    assert!(html::page(&document).contains(&format!("<title>{safe}（草稿）</title>")));
}

#[test]
fn characters_that_html_forbids_are_dropped() {
    let fragment = with_overview(
        "甲\u{0}\u{8}\u{b}\u{1f}\u{7f}\u{85}\u{fffe}\u{fdd0}乙\u{a0}丙 \u{20000}",
        Options::default(),
    );
    assert!(
        fragment.contains(">甲乙\u{a0}丙 \u{20000}</span>"),
        "{fragment}"
    );
}

#[test]
fn full_width_indent_replaces_the_css_one_in_prose_alone() {
    let options = Options {
        paragraph_indent: ParagraphIndent::FullWidthSpaces,
        ..Options::default()
    };
    let fragment = with_overview("正文。\n（一）小标题。正文。", options);
    let family = "仿宋,仿宋_GB2312,FangSong,serif";
    let paragraph = format!(
        r#"<p style="text-indent:0;line-height:1.75;font-size:16pt;font-family:{family}">"#
    );
    let span = format!(r#"<span style="font-size:16pt;line-height:1.75;font-family:{family}">"#);
    check_has_line(
        &fragment,
        &format!("{paragraph}{span}　　正文。</span></p>"),
    );
    check_has_line(
        &fragment,
        &format!(
            "{paragraph}<strong>{span}　　（一）小标题。</span></strong>{span}正文。</span></p>"
        ),
    );
    assert!(
        !fragment.contains("　一、"),
        "headings are exactly the official text"
    );
    assert!(!with_overview("正文。", Options::default()).contains('　'));
}

#[test]
fn the_clipboard_gets_one_line_more_than_the_source_view() {
    let document = Document::of_report(&sample::report());
    let options = Options::default();
    let clipboard = html::clipboard_html(&document, options);
    let (first, rest) = clipboard.split_once('\n').expect("several lines");
    assert_eq!(
        first,
        r#"<meta name="Generator" content="Microsoft Word 15">"#
    );
    assert_eq!(rest, html::fragment(&document, options));
}

#[test]
fn a_page_stands_alone() {
    let document = Document::of_report(&sample::report());
    let page = html::page(&document);
    assert!(
        page.starts_with("<!DOCTYPE html>\n<html lang=\"zh-CN\">\n"),
        "{page}"
    );
    for part in [
        "<meta charset=\"utf-8\">",
        "<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">",
        "<title>示例县园林绿化局2025年政府信息公开工作年度报告</title>",
        &html::fragment(&document, Options::default()),
    ] {
        assert!(page.contains(part), "the page has {part}");
    }
    for outside in ["http:", "https:", "src=", "href=", "url("] {
        assert!(!page.contains(outside), "the page has no {outside}");
    }
}

#[test]
fn nothing_final_speaks_of_a_draft() {
    let document = Document::of_report(&sample::report());
    let page = html::page(&document);
    assert!(!page.contains("草稿"), "{page}");
    let draft = html::page(&Document::of_draft(&sample::draft()));
    // In the page's title, the printed title and the notice.
    assert_eq!(draft.matches("草稿").count(), 3);
}

#[test]
fn important_borders_are_in_every_cell_and_nowhere_else() {
    let document = Document::of_report(&sample::report());
    let options = Options {
        important_borders: true,
        ..Options::default()
    };
    let important = html::fragment(&document, options);
    let plain = html::fragment(&document, Options::default());
    assert_eq!(
        important.matches("!important").count(),
        plain.matches("<td").count()
    );
    assert_eq!(important.replace("!important", ""), plain);
    assert!(!plain.contains("!important"));
}
