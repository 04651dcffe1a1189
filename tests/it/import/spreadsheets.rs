//! Spreadsheets as Excel shows them: number formats, spellings of numbers, what is hidden, several sheets.

use nianbao::import::found::{Found, NoteKind};
use nianbao::import::open::Refused;
use nianbao::import::xlsx::decimal::Decimal;
use nianbao::import::xlsx::number_format::{self, Shown};

use super::office::packed;
use super::parsers::opened;

/// A workbook: its parts beside the relations, and the sheets.
struct Book {
    strings: &'static str,
    styles: &'static str,
    /// Attributes and content of each sheet.
    sheets: Vec<(&'static str, String)>,
}

impl Book {
    fn of(sheet: &str) -> Self {
        Self {
            strings: "",
            styles: "",
            sheets: vec![("name=\"表\"", sheet.to_owned())],
        }
    }

    fn bytes(&self) -> Vec<u8> {
        let mut list = String::new();
        let mut relations = String::new();
        let mut parts = Vec::new();
        for (at, (attributes, content)) in self.sheets.iter().enumerate() {
            list += &format!("<sheet {attributes} sheetId=\"{at}\" r:id=\"s{at}\"/>");
            relations += &format!(
                "<Relationship Id=\"s{at}\" Type=\"http://x/worksheet\" Target=\"worksheets/s{at}.xml\"/>"
            );
            parts.push((
                format!("xl/worksheets/s{at}.xml"),
                format!("<worksheet>{content}</worksheet>"),
            ));
        }
        relations +=
            "<Relationship Id=\"a\" Type=\"http://x/sharedStrings\" Target=\"/xl/strings.xml\"/>";
        relations += "<Relationship Id=\"b\" Type=\"http://x/styles\" Target=\"styles.xml\"/>";
        parts.extend([
            ("_rels/.rels".to_owned(), "<Relationships><Relationship Id=\"r\" Type=\"http://x/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>".to_owned()),
            ("xl/workbook.xml".to_owned(), format!("<workbook xmlns:r=\"r\"><sheets>{list}</sheets></workbook>")),
            ("xl/_rels/workbook.xml.rels".to_owned(), format!("<Relationships>{relations}</Relationships>")),
            ("xl/strings.xml".to_owned(), format!("<sst>{}</sst>", self.strings)),
            ("xl/styles.xml".to_owned(), format!("<styleSheet>{}</styleSheet>", self.styles)),
        ]);
        let parts: Vec<(&str, &[u8])> = parts
            .iter()
            .map(|(name, text)| (name.as_str(), text.as_bytes()))
            .collect();
        packed(&parts)
    }

    fn reports(&self) -> Vec<(String, Found)> {
        let reports = opened("file.xlsx", &self.bytes()).expect("it is read");
        reports
            .into_iter()
            .map(|report| (report.part, report.found))
            .collect()
    }

    fn found(&self) -> Found {
        let mut reports = self.reports();
        assert_eq!(reports.len(), 1);
        reports.remove(0).1
    }
}

fn text(place: &str, text: &str) -> String {
    format!("<c r=\"{place}\" t=\"inlineStr\"><is><t>{text}</t></is></c>")
}

/// A sheet with a head, and a row of 行政许可 with this cell behind its label.
fn licensing(cell: &str) -> String {
    format!(
        "<sheetData><row r=\"1\">{}{}</row><row r=\"2\">{}{cell}</row></sheetData>",
        text("A1", "信息内容"),
        text("B1", "本年处理决定数量"),
        text("A2", "行政许可"),
    )
}

fn figure(found: &Found, place: &str) -> String {
    let figure = found.cells.get(crate::sample::cell(place)).as_ref();
    figure.map_or_else(String::new, |figure| figure.text.clone())
}

fn notes(found: &Found) -> Vec<NoteKind> {
    found.notes.iter().map(|note| note.kind).collect()
}

#[test]
fn a_number_is_exact_in_any_spelling() {
    for (stored, plain) in [
        ("346", "346"),
        ("346.0", "346"),
        ("7.0000000000000007E-2", "0.07"),
        ("1E-3", "0.001"),
        ("1.0E7", "10000000"),
        ("4166.2416190000004", "4166.241619"),
        ("59237.244899999998", "59237.2449"),
        ("0.1", "0.1"),
        (".5", "0.5"),
        ("-3", "-3"),
        ("0", "0"),
        ("-0", "0"),
        ("99999.999999999999", "100000"),
        ("123456789012", "123456789012"),
        ("0.30000000000000004", "0.3"),
    ] {
        let number = Decimal::read(stored).expect("a number");
        assert_eq!(number.plain(), plain, "{stored}");
    }
    for text in ["", "E5", "1e", "abc", "1.2.3", "0x10", "1e999"] {
        assert_eq!(Decimal::read(text), None, "{text}");
    }
}

#[test]
fn every_double_comes_back_as_its_fifteen_digits() {
    // Against the standard library, over many sizes.
    let mut seed = 1_u64;
    for _ in 0..20_000 {
        seed = seed
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        let places = seed % 7;
        let value = (seed >> 20) % 10_000_000_000;
        let scale = 10_u64.pow(u32::try_from(places).expect("small"));
        #[expect(clippy::cast_precision_loss, reason = "this is what other programs do")]
        let double = value as f64 / scale as f64;
        let whole = value / scale;
        let fraction = format!(
            "{:0width$}",
            value % scale,
            width = usize::try_from(places).expect("small")
        );
        let exact = format!("{whole}.{fraction}");
        let exact = exact.trim_end_matches('0').trim_end_matches('.').to_owned();
        let exact = if places == 0 {
            whole.to_string()
        } else {
            exact
        };
        for spelling in [
            format!("{double}"),
            format!("{double:e}"),
            format!("{double:.17e}"),
        ] {
            assert_eq!(
                Decimal::read(&spelling).expect("a number").plain(),
                exact,
                "{spelling}"
            );
        }
    }
}

#[test]
fn a_number_is_shown_by_its_format() {
    for (stored, format, shown) in [
        ("8600", "0\\.0000", "0.8600"),
        ("8600", "0!.0,", "0.9"),
        ("86000", "0!.0000", "8.6000"),
        ("0.34", "0%", "34%"),
        ("0.345", "0.0%", "34.5%"),
        ("1234567", "#,##0", "1,234,567"),
        ("1234567", "#,##0.00", "1,234,567.00"),
        ("12345678", "0,", "12346"),
        ("12345678", "0.00,,", "12.35"),
        ("346", "000000", "000346"),
        ("3.456", "0.00", "3.46"),
        ("2.5", "0", "3"),
        ("-5", "0;(0)", "(5)"),
        ("-5", "0_ ;[Red]\\-0\\ ", "-5 "),
        ("5", "0\"件\"", "5件"),
        ("0", "0;-0;;@", ""),
        ("0", "0;-0;\"-\"", "-"),
        ("46082", "m\"月\"d\"日\"", "3月1日"),
        ("46082", "yyyy/m/d", "2026/3/1"),
        ("46082", "yyyy-mm-dd", "2026-03-01"),
        ("46082.5", "yyyy-mm-dd hh:mm", "2026-03-01 12:00"),
        ("60", "yyyy-mm-dd", "1900-02-29"),
        ("61", "yyyy-mm-dd", "1900-03-01"),
        ("5", "[>3]\"多\"0;0", "多5"),
        ("2", "[>3]\"多\"0;0", "2"),
        ("7", "General", "7"),
        ("0.07", "General\"万元\"", "0.07万元"),
        ("5", "[$¥-804]#,##0", "¥5"),
        ("5.25", "#.##", "5.25"),
        ("5", "0.0#", "5.0"),
    ] {
        let number = Decimal::read(stored).expect("a number");
        let text = number_format::shown(&number, format, false);
        assert_eq!(text, Shown::Text(shown.to_owned()), "{stored} as {format}");
    }
    for format in ["# ?/?", "[DBNum1]0", "0.00E+00", "[h]:mm"] {
        let number = Decimal::read("5.5").expect("a number");
        assert_eq!(
            number_format::shown(&number, format, false),
            Shown::Unknown,
            "{format}"
        );
    }
}

#[test]
fn what_is_shown_otherwise_is_noted() {
    let styles = "<numFmts><numFmt numFmtId=\"164\" formatCode=\"0\\.0000\"/><numFmt numFmtId=\"165\" formatCode=\"[DBNum1]0\"/></numFmts>\
        <cellStyleXfs><xf numFmtId=\"9\"/></cellStyleXfs><cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"164\"/><xf numFmtId=\"165\"/><xf numFmtId=\"14\"/><xf numFmtId=\"9\"/></cellXfs>";
    for (cell, shown, kind) in [
        (
            "<c r=\"B2\" s=\"1\"><v>8600</v></c>",
            "0.8600",
            NoteKind::ShownOtherwise,
        ),
        (
            "<c r=\"B2\" s=\"2\"><v>346</v></c>",
            "346",
            NoteKind::FormatUnknown,
        ),
        (
            "<c r=\"B2\" s=\"3\"><v>46082</v></c>",
            "2026/3/1",
            NoteKind::NotPlain,
        ),
        (
            "<c r=\"B2\" s=\"4\"><v>3.4</v></c>",
            "340%",
            NoteKind::NotPlain,
        ),
    ] {
        let book = Book {
            styles,
            ..Book::of(&licensing(cell))
        };
        let found = book.found();
        assert_eq!(
            figure(&found, "proactive.licensing.decisions"),
            shown,
            "{cell}"
        );
        assert!(notes(&found).contains(&kind), "{cell}: {:?}", found.notes);
    }
    // What is no number is left out by name.
    for cell in [
        "<c r=\"B2\" t=\"b\"><v>1</v></c>",
        "<c r=\"B2\" t=\"e\"><v>#REF!</v></c>",
    ] {
        let found = Book::of(&licensing(cell)).found();
        assert_eq!(figure(&found, "proactive.licensing.decisions"), "");
        assert!(
            notes(&found).contains(&NoteKind::Row),
            "{cell}: {:?}",
            found.notes
        );
    }
    // A formula that no program has computed.
    let found = Book::of(&licensing("<c r=\"B2\"><f>A1+1</f></c>")).found();
    assert!(
        notes(&found).contains(&NoteKind::NoResult),
        "{:?}",
        found.notes
    );
    // Text that is a number.
    let found = Book::of(&licensing("<c r=\"B2\" t=\"str\"><f>A1</f><v>346</v></c>")).found();
    assert_eq!(figure(&found, "proactive.licensing.decisions"), "346");
}

#[test]
fn escapes_in_texts_are_undone() {
    let strings = "<si><t>行政许可_x000D_\n</t></si><si><r><t>本年处理</t></r><r><t>决定数量</t></r><rPh><t>xx</t></rPh></si>";
    let sheet = format!(
        "<sheetData><row>{}<c t=\"s\"><v>1</v></c></row><row><c t=\"s\"><v>0</v></c><c><v>346</v></c></row></sheetData>",
        text("A1", "信息内容")
    );
    let book = Book {
        strings,
        ..Book::of(&sheet)
    };
    assert_eq!(
        figure(&book.found(), "proactive.licensing.decisions"),
        "346"
    );
    // A text that is not there is damage, and never a blank.
    let book = Book {
        strings: "<si><t>x</t></si>",
        ..Book::of(&sheet)
    };
    let refused = opened("x.xlsx", &book.bytes()).err();
    assert_eq!(refused, Some(Refused::Damaged));
}

#[test]
fn what_is_hidden_is_left_out_and_noted() {
    let two = |attributes: &str, columns: &str| {
        format!(
            "{columns}<sheetData><row r=\"1\">{}{}</row><row r=\"2\" {attributes}>{}<c r=\"B2\"><v>9999</v></c></row>\
             <row r=\"3\">{}<c r=\"C3\"><v>7</v></c></row></sheetData>",
            text("A1", "信息内容"),
            text("B1", "本年处理决定数量"),
            text("A2", "行政许可"),
            text("A3", "行政处罚"),
        )
    };
    for attributes in [
        "hidden=\"1\"",
        "hidden=\"true\"",
        "ht=\"0\" customHeight=\"1\"",
    ] {
        let found = Book::of(&two(attributes, "")).found();
        assert_eq!(
            figure(&found, "proactive.licensing.decisions"),
            "",
            "{attributes}"
        );
        let note = found
            .notes
            .iter()
            .find(|note| note.kind == NoteKind::Hidden);
        assert_eq!(
            note.map(|note| note.original.as_str()),
            Some("第 2 行：行政许可 9999")
        );
    }
    let found = Book::of(&two(
        "",
        "<cols><col min=\"2\" max=\"2\" hidden=\"1\"/></cols>",
    ))
    .found();
    assert_eq!(figure(&found, "proactive.licensing.decisions"), "");
    assert!(notes(&found).contains(&NoteKind::Hidden));
    let found = Book::of(&two("", "<sheetFormatPr zeroHeight=\"1\"/>"));
    assert_eq!(
        found
            .reports()
            .iter()
            .map(|(_, found)| found.figures())
            .sum::<usize>(),
        0
    );
    // Sheets.
    for state in ["hidden", "veryHidden"] {
        let mut book = Book::of(&licensing("<c r=\"B2\"><v>346</v></c>"));
        let attributes = if state == "hidden" {
            "name=\"上年\" state=\"hidden\""
        } else {
            "name=\"上年\" state=\"veryHidden\""
        };
        book.sheets
            .insert(0, (attributes, licensing("<c r=\"B2\"><v>300</v></c>")));
        let found = book.found();
        assert_eq!(figure(&found, "proactive.licensing.decisions"), "346");
        assert!(
            found
                .notes
                .iter()
                .any(|note| note.kind == NoteKind::HiddenSheet && note.original == "上年")
        );
    }
}

#[test]
fn sheets_with_the_same_parts_are_reports_of_their_own() {
    let mut book = Book::of(&licensing("<c r=\"B2\"><v>346</v></c>"));
    book.sheets
        .push(("name=\"水务局\"", licensing("<c r=\"B2\"><v>7</v></c>")));
    let reports = book.reports();
    let read: Vec<(String, String)> = reports
        .iter()
        .map(|(name, found)| (name.clone(), figure(found, "proactive.licensing.decisions")))
        .collect();
    assert_eq!(
        read,
        [
            ("表".to_owned(), "346".to_owned()),
            ("水务局".to_owned(), "7".to_owned())
        ]
    );
    // Different parts belong together, and that is said.
    let mut book = Book::of(&licensing("<c r=\"B2\"><v>346</v></c>"));
    book.sheets.push((
        "name=\"收费\"",
        licensing("<c r=\"B2\"><v>7</v></c>").replace("行政许可", "行政处罚"),
    ));
    let found = book.found();
    assert_eq!(figure(&found, "proactive.licensing.decisions"), "346");
    assert_eq!(figure(&found, "proactive.penalty.decisions"), "7");
    assert!(notes(&found).contains(&NoteKind::Sheets));
}

#[test]
fn empty_rows_are_no_reason_to_refuse() {
    let rows: String = (3..300_000)
        .map(|row| format!("<row r=\"{row}\" ht=\"15\"/>"))
        .collect();
    let last = format!(
        "<row r=\"300000\">{}<c r=\"B300000\"><v>58</v></c></row></sheetData>",
        text("A300000", "行政处罚")
    );
    let sheet = licensing("<c r=\"B2\"><v>346</v></c>").replace("</sheetData>", &(rows + &last));
    let found = Book::of(&sheet).found();
    assert_eq!(figure(&found, "proactive.licensing.decisions"), "346");
    assert_eq!(figure(&found, "proactive.penalty.decisions"), "58");
    assert_eq!(found.notes, []);
}

#[test]
fn packages_are_read_as_the_standard_says() {
    let sheet = format!(
        "<x:worksheet xmlns:x=\"x\">{}</x:worksheet>",
        licensing("<c r=\"B2\"><v>346</v></c>")
            .replace("</", "</x:")
            .replace('<', "<x:")
            .replace("<x:/x:", "</x:")
    );
    let book = "<x:workbook xmlns:x=\"x\" xmlns:q=\"q\"><x:sheets><x:sheet name=\"表\" q:id=\"s\"/></x:sheets></x:workbook>";
    for (folder, rels) in [
        ("Daten", "Daten/_rels/Book.xml.rels"),
        ("DATEN", "daten\\_RELS\\book.XML.rels"),
    ] {
        let parts: Vec<(String, String)> = vec![
            ("_rels/.rels".to_owned(), "<p:Relationships xmlns:p=\"p\"><p:Relationship Id=\"r\" Type=\"http://purl.oclc.org/ooxml/officeDocument/relationships/officeDocument\" Target=\"/Daten/Book.xml\"/></p:Relationships>".to_owned()),
            (format!("{folder}/book.xml"), book.to_owned()),
            (rels.to_owned(), "<Relationships><Relationship Id=\"s\" Type=\"http://purl.oclc.org/ooxml/officeDocument/relationships/worksheet\" Target=\"../tabellen/S.xml\"/></Relationships>".to_owned()),
            ("Tabellen\\s.xml".to_owned(), sheet.clone()),
        ];
        let parts: Vec<(&str, &[u8])> = parts
            .iter()
            .map(|(name, text)| (name.as_str(), text.as_bytes()))
            .collect();
        let reports = opened("x.xlsx", &packed(&parts)).expect("it is read");
        assert_eq!(
            figure(&reports[0].found, "proactive.licensing.decisions"),
            "346"
        );
    }
    // Parts in UTF-16, and with a mark in front.
    let utf16: Vec<u8> = "\u{feff}<workbook xmlns:r=\"r\"><sheets><sheet name=\"表\" r:id=\"s\"/></sheets></workbook>"
        .encode_utf16().flat_map(u16::to_le_bytes).collect();
    let own = format!(
        "\u{feff}<worksheet>{}</worksheet>",
        licensing("<c r=\"B2\"><v>346</v></c>")
    );
    let parts: Vec<(&str, &[u8])> = vec![
        ("xl/workbook.xml", &utf16),
        ("xl/_rels/workbook.xml.rels", b"<Relationships><Relationship Id=\"s\" Type=\"x/worksheet\" Target=\"s.xml\"/></Relationships>"),
        ("xl/s.xml", own.as_bytes()),
    ];
    let reports = opened("x.xlsx", &packed(&parts)).expect("it is read");
    assert_eq!(
        figure(&reports[0].found, "proactive.licensing.decisions"),
        "346"
    );
}
