//! Word files as Word shows them: automatic numbering, notes, hidden text, text boxes, changes, prompts.

use nianbao::import::found::NoteKind;
use nianbao::import::material::Material;

use super::office::packed;
use super::parsers;

const NUMBERING: &str = "<w:numbering>\
    <w:abstractNum w:abstractNumId=\"0\">\
      <w:lvl w:ilvl=\"0\"><w:start w:val=\"1\"/><w:numFmt w:val=\"chineseCountingThousand\"/><w:lvlText w:val=\"（%1）\"/></w:lvl>\
      <w:lvl w:ilvl=\"1\"><w:start w:val=\"1\"/><w:numFmt w:val=\"decimal\"/><w:lvlText w:val=\"%2.\"/></w:lvl>\
      <w:lvl w:ilvl=\"2\"><w:start w:val=\"1\"/><w:numFmt w:val=\"decimal\"/><w:isLgl/><w:lvlText w:val=\"%1.%2.%3\"/></w:lvl>\
    </w:abstractNum>\
    <w:abstractNum w:abstractNumId=\"1\"><w:lvl w:ilvl=\"0\"><w:start w:val=\"1\"/><w:numFmt w:val=\"chineseCounting\"/><w:lvlText w:val=\"%1、\"/><w:pStyle w:val=\"Chapter\"/></w:lvl></w:abstractNum>\
    <w:abstractNum w:abstractNumId=\"2\"><w:lvl w:ilvl=\"0\"><w:numFmt w:val=\"bullet\"/><w:lvlText w:val=\"•\"/></w:lvl></w:abstractNum>\
    <w:abstractNum w:abstractNumId=\"3\"><w:lvl w:ilvl=\"0\"><w:numFmt w:val=\"hebrew1\"/><w:lvlText w:val=\"%1.\"/></w:lvl></w:abstractNum>\
    <w:num w:numId=\"1\"><w:abstractNumId w:val=\"0\"/></w:num>\
    <w:num w:numId=\"2\"><w:abstractNumId w:val=\"1\"/></w:num>\
    <w:num w:numId=\"3\"><w:abstractNumId w:val=\"0\"/><w:lvlOverride w:ilvl=\"0\"><w:startOverride w:val=\"1\"/></w:lvlOverride></w:num>\
    <w:num w:numId=\"4\"><w:abstractNumId w:val=\"2\"/></w:num>\
    <w:num w:numId=\"5\"><w:abstractNumId w:val=\"3\"/></w:num></w:numbering>";

const STYLES: &str = "<w:styles>\
    <w:style w:type=\"paragraph\" w:styleId=\"Chapter\"><w:name w:val=\"heading 1\"/><w:pPr><w:numPr><w:numId w:val=\"2\"/></w:numPr></w:pPr></w:style>\
    <w:style w:type=\"paragraph\" w:styleId=\"Own\"><w:basedOn w:val=\"Chapter\"/></w:style>\
    <w:style w:type=\"character\" w:styleId=\"Secret\"><w:name w:val=\"secret\"/><w:rPr><w:vanish/></w:rPr></w:style></w:styles>";

const FOOTNOTES: &str = "<w:footnotes><w:footnote w:type=\"separator\" w:id=\"0\"><w:p><w:r><w:t>——</w:t></w:r></w:p></w:footnote>\
    <w:footnote w:id=\"1\"><w:p><w:r><w:footnoteRef/></w:r><w:r><w:t>含上年度结转数量。</w:t></w:r></w:p></w:footnote></w:footnotes>";

fn material(body: &str) -> Material {
    let relation = |id: &str, kind: &str| {
        format!("<Relationship Id=\"{id}\" Type=\"x/{kind}\" Target=\"{kind}.xml\"/>")
    };
    let relations = format!(
        "<Relationships>{}{}{}</Relationships>",
        relation("a", "numbering"),
        relation("b", "styles"),
        relation("c", "footnotes")
    );
    let document = format!("<w:document xmlns:w=\"w\"><w:body>{body}</w:body></w:document>");
    let parts: Vec<(&str, &[u8])> = vec![
        ("word/document.xml", document.as_bytes()),
        ("word/_rels/document.xml.rels", relations.as_bytes()),
        ("word/numbering.xml", NUMBERING.as_bytes()),
        ("word/styles.xml", STYLES.as_bytes()),
        ("word/footnotes.xml", FOOTNOTES.as_bytes()),
    ];
    parsers::package(&packed(&parts))
        .expect("it is whole")
        .expect("it is Word's")
}

fn run(text: &str) -> String {
    format!("<w:r><w:t xml:space=\"preserve\">{text}</w:t></w:r>")
}

fn p(inside: &str) -> String {
    format!("<w:p>{inside}</w:p>")
}

fn listed(list: u32, level: u32, text: &str) -> String {
    p(&format!(
        "<w:pPr><w:numPr><w:ilvl w:val=\"{level}\"/><w:numId w:val=\"{list}\"/></w:numPr></w:pPr>{}",
        run(text)
    ))
}

#[track_caller]
fn check(body: &str, expected: &[&str], kinds: &[NoteKind]) {
    let material = material(body);
    assert_eq!(super::printed(&material), expected);
    let noted: Vec<NoteKind> = material.remarks.iter().map(|(kind, _)| *kind).collect();
    assert_eq!(noted, kinds);
}

#[test]
fn numbers_that_word_counts_are_read() {
    let body = [
        listed(1, 0, "主动公开。"),
        listed(1, 1, "门户网站。"),
        listed(1, 1, "新媒体。"),
        listed(1, 2, "细目。"),
        listed(1, 0, "依申请公开。"),
        listed(1, 1, "收到。"),
        listed(3, 0, "重新开始。"),
        listed(4, 0, "要点。"),
        listed(0, 0, "没有编号。"),
    ]
    .concat();
    check(
        &body,
        &[
            "（一）主动公开。",
            "1.门户网站。",
            "2.新媒体。",
            "1.2.1 细目。",
            "（二）依申请公开。",
            "1.收到。",
            "（一）重新开始。",
            "要点。",
            "没有编号。",
        ],
        &[],
    );
    // By style, also one that rests upon another.
    let styled = |style: &str, text: &str| {
        p(&format!(
            "<w:pPr><w:pStyle w:val=\"{style}\"/></w:pPr>{}",
            run(text)
        ))
    };
    check(
        &(styled("Chapter", "总体情况") + &styled("Own", "主动公开政府信息情况")),
        &["# 一、总体情况", "# 二、主动公开政府信息情况"],
        &[],
    );
    let many: String = (0..21).map(|_| listed(2, 0, "甲")).collect();
    let lines = super::printed(&material(&many));
    assert_eq!(
        [&lines[9], &lines[10], &lines[19], &lines[20]],
        ["十、甲", "十一、甲", "二十、甲", "二十一、甲"]
    );
    check(&listed(5, 0, "不懂。"), &["不懂。"], &[NoteKind::Numbering]);
    // An empty paragraph is counted and says nothing.
    check(
        &(listed(1, 0, "") + &listed(1, 0, "第二。")),
        &["（二）第二。"],
        &[],
    );
}

#[test]
fn notes_stand_behind_what_they_belong_to() {
    let mark = "<w:r><w:footnoteReference w:id=\"1\"/></w:r>";
    check(
        &(p(&(run("复议5件") + mark + &run("。"))) + &p(&run("后文。"))),
        &["复议5件。", "注：含上年度结转数量。", "后文。"],
        &[NoteKind::Footnote],
    );
    let table = format!(
        "<w:tbl><w:tr><w:tc>{}</w:tc><w:tc>{}</w:tc></w:tr></w:tbl>",
        p(&(run("5") + mark)),
        p(&run("6"))
    );
    check(
        &(table + &p(&run("后文。"))),
        &["51|62", "注：含上年度结转数量。", "后文。"],
        &[NoteKind::Footnote],
    );
}

#[test]
fn what_word_does_not_show_is_left_out() {
    let hidden = |text: &str| format!("<w:r><w:rPr><w:vanish/></w:rPr><w:t>{text}</w:t></w:r>");
    check(
        &p(&(run("公开86条") + &hidden("（提示）") + &run("。"))),
        &["公开86条。"],
        &[NoteKind::HiddenText],
    );
    check(
        &p("<w:r><w:rPr><w:rStyle w:val=\"Secret\"/></w:rPr><w:t>秘密</w:t></w:r>"),
        &[],
        &[NoteKind::HiddenText],
    );
    check(
        &p("<w:r><w:rPr><w:vanish w:val=\"0\"/></w:rPr><w:t>可见</w:t></w:r>"),
        &["可见"],
        &[],
    );
    let prompt = format!(
        "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>",
        run("单击此处输入文字。")
    );
    check(
        &p(&(run("甲") + &prompt + &run("乙"))),
        &["甲乙"],
        &[NoteKind::Prompt],
    );
    let row = |properties: &str, text: &str| {
        format!(
            "<w:tr><w:trPr>{properties}</w:trPr><w:tc>{}</w:tc><w:tc>{}</w:tc></w:tr>",
            p(&run(text)),
            p(&run("1"))
        )
    };
    check(
        &format!("<w:tbl>{}{}</w:tbl>", row("<w:del/>", "旧"), row("", "新")),
        &["0|0", "新1|12"],
        &[],
    );
    check(
        &p(
            "<w:commentRangeStart w:id=\"0\"/><w:r><w:t>甲</w:t></w:r><w:commentRangeEnd w:id=\"0\"/><w:r><w:commentReference w:id=\"0\"/></w:r>",
        ),
        &["甲"],
        &[],
    );
    check(
        &p(
            "<w:r><w:ruby><w:rt><w:r><w:t>pin</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>拼</w:t></w:r></w:rubyBase></w:ruby></w:r>",
        ),
        &["拼"],
        &[],
    );
}

#[test]
fn a_deleted_paragraph_mark_joins_two_paragraphs() {
    let first = p(&("<w:pPr><w:rPr><w:del/></w:rPr></w:pPr>".to_owned() + &run("前半句")));
    check(&(first + &p(&run("后半句。"))), &["前半句后半句。"], &[]);
}

#[test]
fn a_text_box_stands_behind_its_paragraph() {
    let shape = format!(
        "<w:r><mc:AlternateContent><mc:Choice><w:drawing><wps:txbx><w:txbxContent>{}</w:txbxContent></wps:txbx></w:drawing></mc:Choice>\
        <mc:Fallback><w:pict><w:txbxContent>{}</w:txbxContent></w:pict></mc:Fallback></mc:AlternateContent></w:r>",
        p(&run("框里。")),
        p(&run("框里。"))
    );
    check(
        &p(&(run("前半") + &shape + &run("后半。"))),
        &["前半后半。", "框里。"],
        &[NoteKind::TextBox],
    );
}

#[test]
fn line_breaks_of_all_kinds_end_a_line() {
    check(&p(&run("甲\u{b}乙\u{2028}丙")), &["甲", "乙", "丙"], &[]);
}

#[test]
fn the_mark_of_a_note_is_no_digit() {
    let raised = "<w:r><w:rPr><w:vertAlign w:val=\"superscript\"/></w:rPr><w:t>1</w:t></w:r>";
    let table = format!(
        "<w:tbl><w:tr><w:tc>{}</w:tc></w:tr></w:tbl>",
        p(&(run("346") + raised))
    );
    check(&table, &["346 11"], &[]);
}
