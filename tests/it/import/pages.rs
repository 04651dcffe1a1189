//! Web pages: forms, lists, notes and comments from Word, encodings, several reports on a page.

use nianbao::import::found::{Found, NoteKind};
use nianbao::import::origin::{self, Origin, TextKind};
use nianbao::import::taking::{self, Choice, Purpose};
use nianbao::import::{encoding, recognise};
use nianbao::model::draft::Draft;
use nianbao::model::section::Section;

use super::parsers::{self, opened};

fn lines(markup: &str) -> Vec<String> {
    super::printed(&parsers::html(markup))
}

fn figure(found: &Found, place: &str) -> String {
    let figure = found.cells.get(crate::sample::cell(place)).as_ref();
    figure.map_or_else(String::new, |figure| figure.text.clone())
}

#[test]
fn forms_are_read_by_what_they_show() {
    let cell = |inside: &str| lines(&format!("<table><tr><td>甲<td>{inside}</table>"));
    assert_eq!(cell("<input value=346>"), ["甲1|3462"]);
    assert_eq!(cell("<input type=number value=346>"), ["甲1|3462"]);
    assert_eq!(cell("<input type=hidden value=9>"), ["甲1|2"]);
    assert_eq!(cell("<input type=checkbox value=9>"), ["甲1|2"]);
    assert_eq!(cell("<textarea>12</textarea>"), ["甲1|122"]);
    assert_eq!(
        cell("<select><option>1<option selected>2<option>3</select>"),
        ["甲1|22"]
    );
    assert_eq!(cell("<select><option>1<option>2</select>"), ["甲1|12"]);
    assert_eq!(cell("346<sup>1</sup>"), ["甲1|346 12"]);
    assert_eq!(
        lines("<textarea>第一段\n第二段</textarea>"),
        ["第一段", "第二段"]
    );
    assert_eq!(lines("<pre>第一段\n第二段</pre>"), ["第一段", "第二段"]);
    assert_eq!(
        lines("<p>甲<span style='visibility: hidden'>乙</span></p>"),
        ["甲"]
    );
}

#[test]
fn lists_that_count_by_themselves_are_read() {
    assert_eq!(lines("<ol><li>甲<li>乙</ol>"), ["1.甲", "2.乙"]);
    assert_eq!(
        lines("<ol start=3 type=a><li>甲<li value=9>乙</ol>"),
        ["c.甲", "i.乙"]
    );
    assert_eq!(
        lines("<ol style='list-style-type:cjk-ideographic'><li>甲<li><p>乙</p></ol>"),
        ["一、甲", "二、乙"]
    );
    assert_eq!(
        lines("<ol style='list-style:none'><li>甲</ol><ul><li>乙</ul>"),
        ["甲", "乙"]
    );
    let strange = parsers::html("<ol style='list-style-type:armenian'><li>甲</ol>");
    assert_eq!(
        strange.remarks.first().map(|(kind, _)| *kind),
        Some(NoteKind::Numbering)
    );
}

#[test]
fn notes_and_comments_of_word_find_their_place() {
    let page = "<p>复议5件<a style='mso-footnote-id:ftn1' href='#_ftn1'>[1]</a>。</p><p>后文。</p>\
        <div style='mso-element:footnote-list'><div style='mso-element:footnote' id=ftn1><p><a style='mso-footnote-id:ftn1'>[1]</a> 含结转。</p></div></div>";
    assert_eq!(lines(page), ["复议5件。", "注：含结转。", "后文。"]);
    let page = "<table><tr><td>5<a class=sdfootnoteanc name=sdfootnote1anc href='#sdfootnote1sym'><sup>1</sup></a></table><p>后文。</p>\
        <div id=sdfootnote1><p class=sdfootnote><a class=sdfootnotesym href='#sdfootnote1anc'>1</a>含结转。</p></div>";
    assert_eq!(lines(page), ["51", "注：含结转。", "后文。"]);
    let page = "<p>甲<span class=MsoCommentReference><a class=msocomanchor href='#_msocom_1'>[王1]</a></span>乙</p>\
        <div style='mso-element:comment-list'><div style='mso-element:comment'><p class=MsoCommentText>王某：请核实</p></div></div>";
    assert_eq!(lines(page), ["甲乙"]);
    let page = "<p>甲<sup><a href='#cmnt1' id='cmnt_ref1'>[a]</a></sup>乙</p><div><p><a href='#cmnt_ref1' id='cmnt1'>[a]</a>请核实</p></div>";
    assert_eq!(lines(page), ["甲乙"]);
}

/// A page of one report.
fn report(organ: &str, year: u32, licensing: &str, compulsion: &str) -> String {
    format!(
        "<p>{organ}{year}年政府信息公开工作年度报告</p><p>一、总体情况</p><p>{year}年工作。</p><p>二、主动公开政府信息情况</p>\
         <table><tr><td>信息内容<td>本年处理决定数量<tr><td>行政许可<td>{licensing}<tr><td>行政强制<td>{compulsion}</table>\
         <p>六、其他需要报告的事项</p><p>{year}年未收取信息处理费。</p>"
    )
}

#[test]
fn what_follows_a_second_title_is_another_report() {
    let page = report("示例县水务局", 2025, "346", "") + &report("示例县水务局", 2024, "300", "9");
    let reports = recognise::reports(&parsers::html(&page));
    assert_eq!(reports.len(), 2);
    assert_eq!(figure(&reports[0], "proactive.compulsion.decisions"), "");
    assert_eq!(figure(&reports[0], "proactive.licensing.decisions"), "346");
    assert!(
        reports[0]
            .notes
            .iter()
            .any(|note| note.kind == NoteKind::SecondReport)
    );
    assert_eq!(
        reports[0].prose(Section::OtherMatters),
        "2025年未收取信息处理费。"
    );
    assert_eq!(figure(&reports[1], "proactive.compulsion.decisions"), "9");
    assert_eq!(reports[1].year.map(|year| year.get()), Some(2024));
    // Without its title, by its first heading.
    let second = report("示例县水务局", 2024, "300", "9");
    let second = second.split_once("</p>").expect("a title").1;
    let reports = recognise::reports(&parsers::html(
        &(report("示例县水务局", 2025, "346", "") + second),
    ));
    assert_eq!(figure(&reports[0], "proactive.compulsion.decisions"), "");
    assert!(
        reports[0]
            .notes
            .iter()
            .any(|note| note.kind == NoteKind::SecondReport)
    );
    // The same once more, for the printer.
    let page = report("示例县水务局", 2025, "346", "4");
    let reports = recognise::reports(&parsers::html(&(page.clone() + "<div>" + &page + "</div>")));
    assert_eq!(reports.len(), 1);
    assert!(reports[0].notes.is_empty(), "{:?}", reports[0].notes);
    // The title above a page within the report.
    let page = page.replace(
        "<p>六、",
        "<p>示例县水务局2025年政府信息公开工作年度报告</p><p>六、",
    );
    let reports = recognise::reports(&parsers::html(&page));
    assert_eq!(reports.len(), 1);
    assert_eq!(
        reports[0].prose(Section::OtherMatters),
        "2025年未收取信息处理费。"
    );
}

#[test]
fn a_form_without_figures_blanks_nothing() {
    let mut draft = Draft::default();
    draft.set_cell(crate::sample::cell("proactive.licensing.decisions"), "346");
    let found = recognise::read(&parsers::html(&report("示例县水务局", 2025, "", "")));
    let choice = Choice {
        purpose: Purpose::Current,
        tables_only: false,
        carry: false,
    };
    let after = taking::take(&found, &draft, choice);
    assert_eq!(
        &**after.cell(crate::sample::cell("proactive.licensing.decisions")),
        "346"
    );
    let empty =
        parsers::html("<table><tr><td>信息内容<td>本年处理决定数量<tr><td>行政许可<td></table>");
    assert!(recognise::read(&empty).is_empty());
}

#[test]
fn an_unknown_year_is_not_proposed_to_be_written_over_a_draft() {
    let page = report("示例县水务局", 2024, "346", "")
        .split_once("</p>")
        .expect("a title")
        .1
        .replace("2024年", "本年");
    let found = recognise::read(&parsers::html(&page));
    assert_eq!(found.year, None);
    let mut draft = Draft::default();
    draft.year = "2025".into();
    assert_eq!(Purpose::likely(&found, &draft), Purpose::Current);
    draft.set_cell(crate::sample::cell("proactive.licensing.decisions"), "7");
    assert_eq!(Purpose::likely(&found, &draft), Purpose::Compare);
    // A year that was only guessed is not written over another.
    let found = Found {
        year: nianbao::model::year::ReportYear::new(2024),
        year_guessed: true,
        ..found
    };
    let choice = Choice {
        purpose: Purpose::Current,
        tables_only: false,
        carry: false,
    };
    assert_eq!(&*taking::take(&found, &draft, choice).year, "2025");
}

#[test]
fn encodings_are_weighed() {
    let decode = |label: &str, bytes: &[u8]| {
        let encoding = encoding_rs::Encoding::for_label(label.as_bytes())?;
        Some(encoding.decode(bytes).0.into_owned())
    };
    let text = |bytes: &[u8]| encoding::text(bytes, &decode).expect("a text");
    let page = "<meta charset=\"utf-8\"><p>一、总体情况</p><p>全年公开信息86条，版权所有示例县人民政府</p>";
    let mut cut = page.as_bytes().to_vec();
    cut.remove(cut.len() - 6);
    assert!(text(&cut).text.contains("一、总体情况"));
    assert!(text(&cut).broken);
    let plain = &page[page.find('一').expect("a heading")..];
    let mut cut = plain.as_bytes().to_vec();
    cut.remove(cut.len() - 6);
    assert!(text(&cut).text.contains("总体情况"));
    for label in ["gb18030", "gbk"] {
        let encoding = encoding_rs::Encoding::for_label(label.as_bytes()).expect("known");
        // Also where the page says that it is another.
        for says in ["gb2312", "utf-8"] {
            let page = page.replace("utf-8", says);
            let read = text(&encoding.encode(&page).0);
            assert_eq!((read.text, read.broken), (page, false));
        }
    }
    let utf16: Vec<u8> = page.encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert_eq!(text(&utf16).text, page);
    let big: Vec<u8> = page.encode_utf16().flat_map(u16::to_be_bytes).collect();
    assert_eq!(text(&big).text, page);
    let big5 = "<meta charset=big5><p>一、總體情況</p>";
    let bytes = encoding_rs::BIG5.encode(big5).0;
    assert_eq!(text(&bytes).text, big5);
}

#[test]
fn files_are_told_by_their_bytes() {
    let locked: Vec<u8> = [0xd0, 0xcf, 0x11, 0xe0]
        .into_iter()
        .chain([0; 20])
        .chain("EncryptedPackage".bytes().flat_map(|byte| [byte, 0]))
        .collect();
    for (bytes, origin) in [
        (&b""[..], Origin::Empty),
        (b"\r\n  ", Origin::Empty),
        (b"%PDF-1.7", Origin::Pdf),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", Origin::OldOffice),
        (&locked, Origin::Locked),
        (b"{\\rtf1\\ansi", Origin::Rtf),
        (b"MIME-Version: 1.0\r\n", Origin::WebArchive),
        (
            b"From: <Saved by Blink>\r\nContent-Type: multipart/related;",
            Origin::WebArchive,
        ),
        (b"Rar!\x1a\x07", Origin::Archive),
        (b"7z\xbc\xaf\x27\x1c", Origin::Archive),
        (b"PK\x03\x04", Origin::Package),
        (b"\x89PNG\r\n", Origin::Picture),
        (b"\xff\xd8\xff\xe0", Origin::Picture),
        (b"<html></html>", Origin::Text),
        ("一、总体情况".as_bytes(), Origin::Text),
        (b"\x01\x02\x03\0\x04\x05", Origin::Binary),
    ] {
        assert_eq!(origin::of(bytes), origin, "{bytes:?}");
    }
    for (text, name, kind) in [
        ("{\"kind\":1}", "a.json", TextKind::Json),
        (
            "<table><tr><td>1</td></tr></table>",
            "a.xls",
            TextKind::Html,
        ),
        (
            "<?xml version=\"1.0\"?><pkg:package>",
            "a.xml",
            TextKind::FlatWord,
        ),
        (
            "<?mso-application progid=\"Word.Document\"?><w:wordDocument>",
            "a.doc",
            TextKind::OldWordXml,
        ),
        (
            "<?mso-application progid=\"Excel.Sheet\"?><Workbook>",
            "a.xls",
            TextKind::FlatExcel,
        ),
        (
            "信息内容,本年处理决定数量\n行政许可,346\n",
            "a.csv",
            TextKind::Separated(','),
        ),
        (
            "信息内容;本年处理决定数量\n行政许可;346\n",
            "a.txt",
            TextKind::Separated(';'),
        ),
        (
            "一、总体情况\n2025年，我局公开。\n",
            "a.txt",
            TextKind::Plain,
        ),
    ] {
        assert_eq!(origin::of_text(text, name), kind, "{text}");
    }
}

#[test]
fn separated_values_and_flat_files_are_read() {
    let licensing = |name: &str, text: &str| {
        let reports = opened(name, text.as_bytes()).expect("it is read");
        figure(&reports[0].found, "proactive.licensing.decisions")
    };
    assert_eq!(
        licensing("a.csv", "信息内容,本年处理决定数量\n行政许可,\"1,346\"\n"),
        "1,346"
    );
    assert_eq!(
        licensing("a.csv", "sep=;\n信息内容;本年处理决定数量\n行政许可;346\n"),
        "346"
    );
    let flat = "<pkg:package xmlns:pkg=\"p\" xmlns:w=\"w\"><pkg:part><pkg:xmlData><w:styles><w:style><w:name w:val=\"x\"/></w:style></w:styles></pkg:xmlData></pkg:part>\
        <pkg:part><pkg:xmlData><w:document><w:body><w:tbl><w:tr><w:tc><w:p><w:r><w:t>信息内容</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>本年处理决定数量</w:t></w:r></w:p></w:tc></w:tr>\
        <w:tr><w:tc><w:p><w:r><w:t>行政许可</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>346</w:t></w:r></w:p></w:tc></w:tr></w:tbl></w:body></w:document></pkg:xmlData></pkg:part></pkg:package>";
    assert_eq!(licensing("a.xml", flat), "346");
    let old = "<?mso-application progid=\"Excel.Sheet\"?><Workbook xmlns:ss=\"s\"><Worksheet ss:Name=\"表\"><Table><Row><Cell><Data ss:Type=\"String\">信息内容</Data></Cell><Cell><Data ss:Type=\"String\">本年处理决定数量</Data></Cell></Row>\
        <Row ss:Hidden=\"1\"><Cell><Data ss:Type=\"String\">行政处罚</Data></Cell><Cell><Data ss:Type=\"Number\">9</Data></Cell></Row>\
        <Row><Cell><Data ss:Type=\"String\">行政许可</Data></Cell><Cell><Data ss:Type=\"Number\">346</Data></Cell></Row></Table></Worksheet></Workbook>";
    assert_eq!(licensing("a.xls", old), "346");
}
