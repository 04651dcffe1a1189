//! The smaller ways out: paper, the simulated editor, the bundle of files, the picture.

use nianbao::export::document::Document;
use nianbao::export::html::{self, Options};
use nianbao::export::survival::{self, Kept};
use nianbao::export::{bundle, docx, paper, picture, xlsx};
use nianbao::model::cell::CellMap;
use nianbao::model::draft::{Draft, PreviousYear};
use nianbao::model::section::Section;
use nianbao::model::year::ReportYear;

use crate::sample::{self, cell};
use crate::{archive, markup};

fn report() -> Document {
    Document::of_report(&sample::report())
}

#[test]
fn paper_says_what_the_export_says_with_headings_kept_to_what_follows() {
    let document = report();
    let printed = paper::markup(&document);
    assert_eq!(
        printed
            .replace("<div class=\"nb-paper__part\">\n", "")
            .replace("</div>\n", ""),
        html::fragment(&document, Options::default())
    );
    assert_eq!(printed.matches("nb-paper__part").count(), 6);
    let part = printed.split("nb-paper__part").nth(3).expect("six parts");
    assert!(
        part.contains("三、收到和处理") && part.contains("<table"),
        "{part}"
    );
    assert!(!printed.contains("草稿"));
    let draft = paper::markup(&Document::of_draft(&sample::draft()));
    assert_eq!(draft.matches("草稿").count(), 2);
}

#[test]
fn a_simulated_editor_takes_away_what_it_says() {
    let document = report();
    let left = |kept| survival::fragment(&document, Options::default(), kept);
    let whole = left(Kept::Everything);
    assert_eq!(whole, html::fragment(&document, Options::default()));
    for kept in [Kept::Attributes, Kept::Structure] {
        let left = left(kept);
        assert_eq!(markup::read(&left), markup::read(&whole), "{kept:?}");
        assert!(!left.contains("style="), "{kept:?}");
        assert_eq!(left.contains(" border=\"1\""), kept == Kept::Attributes);
    }
    let text = left(Kept::Text);
    assert!(!text.contains("<t"), "{text}");
    assert!(text.contains("<p>一、总体情况</p>"));
    for kept in Kept::ALL {
        assert_eq!(Kept::from_id(kept.id()), Some(kept));
        let draft = Document::of_draft(&sample::draft());
        let left = survival::fragment(&draft, Options::default(), kept);
        assert_eq!(left.matches("草稿").count(), 2, "{kept:?}");
    }
}

#[test]
fn typed_quotation_marks_are_no_attributes() {
    let mut draft = sample::draft();
    draft.set_prose(Section::Overview, " style=\"x\" 与 border=\"1\" 是文字");
    let document = Document::of_draft(&draft);
    let left = survival::fragment(&document, Options::default(), Kept::Structure);
    let lines = markup::read(&left).paragraphs;
    let typed = "style=\"x\" 与 border=\"1\" 是文字";
    assert!(lines.iter().any(|line| line == typed), "{lines:?}");
}

#[test]
fn the_bundle_has_every_file_under_the_reports_name() {
    let document = report();
    let name = "示例县园林绿化局2025年政府信息公开工作年度报告";
    let files = archive::files(&bundle::bytes(&document));
    let names: Vec<_> = files.iter().map(|(name, _)| name.as_str()).collect();
    let expected = ["html", "docx", "xlsx", "txt"].map(|ending| format!("{name}.{ending}"));
    assert_eq!(names, expected);
    assert_eq!(files[0].1, html::page(&document).into_bytes());
    assert_eq!(files[1].1, docx::bytes(&document));
    assert_eq!(files[2].1, xlsx::bytes(&document));
    let text = String::from_utf8(files[3].1.clone()).expect("UTF-8");
    assert!(text.starts_with('\u{feff}') && text.contains("\r\n一、总体情况\r\n"));
    let draft = archive::files(&bundle::bytes(&Document::of_draft(&sample::draft())));
    assert!(draft.iter().all(|(name, _)| name.contains("（草稿）.")));
    assert_eq!(bundle::bytes(&document), bundle::bytes(&document.clone()));
}

/// The bars of all charts, one readable line each.
fn bars(draft: &Draft) -> Vec<String> {
    let picture = picture::of(draft, &Document::of_draft(draft));
    let mut lines = Vec::new();
    for chart in &picture.charts {
        lines.push(chart.title.clone());
        for bar in &chart.bars {
            let count = bar.count.map_or("-".to_owned(), |count| count.to_string());
            lines.push(format!("{} {count}", bar.label));
        }
    }
    lines
}

#[test]
fn the_picture_counts_what_the_tables_count() {
    let expected = [
        "本年新收申请：申请人",
        "自然人 9",
        "商业企业 2",
        "科研机构 0",
        "社会公益组织 0",
        "法律服务机构 0",
        "其他 1",
        "本年度办理结果",
        "予以公开 8",
        "部分公开 1",
        "不予公开 0",
        "无法提供 3",
        "不予处理 0",
        "其他处理 0",
    ];
    assert_eq!(bars(&sample::draft()), expected);
}

#[test]
fn the_picture_has_the_year_before_where_it_is_known() {
    let mut draft = sample::draft();
    let mut cells = CellMap::from_fn(|_| "".into());
    cells.set(cell("applications.newly_received.total"), "30".into());
    cells.set(cell("review.reconsideration.upheld"), "2".into());
    draft.previous_year = Some(
        PreviousYear {
            year: ReportYear::new(2024),
            cells,
            prose: Section::ALL.map(|_| "".into()),
        }
        .into(),
    );
    let lines = bars(&draft);
    let expected = [
        "2024年与2025年对比",
        "2024年新收申请 30",
        "2025年新收申请 12",
        "2024年复议案件 2",
        "2025年复议案件 1",
        "2024年诉讼案件 -",
        "2025年诉讼案件 0",
    ];
    assert_eq!(lines[lines.len() - expected.len()..], expected);

    // The year is that of the earlier report, whichever it is.
    let previous = draft.previous_year.take().expect("set above");
    for (year, title) in [
        (ReportYear::new(2022), "2022年与2025年对比"),
        (None, "上年与2025年对比"),
    ] {
        let previous = PreviousYear {
            year,
            ..PreviousYear::clone(&previous)
        };
        draft.previous_year = Some(previous.into());
        assert!(bars(&draft).contains(&title.to_owned()), "{title}");
    }
}

#[test]
fn the_picture_is_drawn_to_scale_and_escaped() {
    let mut draft = sample::draft();
    draft.organ = "<甲>&局".into();
    let picture = picture::of(&draft, &Document::of_draft(&draft));
    let svg = picture::svg(&picture);
    let parsed = roxmltree::Document::parse(&svg.markup).expect("well-formed");
    let widths: Vec<u64> = parsed
        .descendants()
        .filter(|node| node.has_tag_name("rect") || node.tag_name().name() == "rect")
        .filter_map(|node| node.attribute("width")?.parse().ok())
        .collect();
    // The ground, then the bars: 9 is the longest of its chart, 8 of the second.
    let expected = [720, 440, 98, 0, 0, 0, 49, 440, 55, 0, 165, 0, 0];
    assert_eq!(widths, expected);
    assert!(svg.markup.contains("&lt;甲&gt;&amp;局2025年"));
    assert!(svg.markup.contains("（草稿）"));
    let tables = picture::tables(&picture);
    let read = markup::read(&tables);
    assert_eq!(read.tables.len(), 2);
    assert_eq!(read.tables[0][0][1].text, format!("{} 9", "█".repeat(20)));
    assert!(read.paragraphs[0].ends_with("（草稿）"));
}
