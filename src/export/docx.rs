//! The document as a Word file in the layout of an official document (GB/T 9704—2012), for the leader who signs and
//! for the archives.
//!
//! A4 with 37, 26, 35 and 28 mm of margin; the title in 小标宋 二号, the running text in 仿宋 三号 with exactly 28 points
//! a line and 28 characters in it, headings in 黑体, 楷体 and bold 仿宋; the page number between dashes, outside on both
//! sides of a sheet. What never changes stands in files of its own beside this one; here is the text that does.

use std::fmt::Write as _;

use super::document::{Block, Document, Paragraph};
use super::escape::escaped;
use super::zip::{self, Entry};
use crate::model::prose::SubLevel;

mod table;

/// The parts that are the same in every file.
const FIXED: [(&str, &str); 6] = [
    (
        "[Content_Types].xml",
        include_str!("docx/content_types.xml"),
    ),
    ("_rels/.rels", include_str!("docx/package.rels")),
    (
        "word/_rels/document.xml.rels",
        include_str!("docx/document.rels"),
    ),
    ("word/styles.xml", include_str!("docx/styles.xml")),
    ("word/settings.xml", include_str!("docx/settings.xml")),
    ("word/fontTable.xml", include_str!("docx/fonts.xml")),
];

const HEAD: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";

/// The names that the parts' elements come from.
const NAMES: &str = concat!(
    r#"xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" "#,
    r#"xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships""#,
);

/// Page size, margins and footers: 37 mm above, 35 mm below, 28 mm on the left, 26 mm on the right. The page number
/// stands 7 mm below the text.
const PAGE: &str = concat!(
    r#"<w:sectPr><w:footerReference w:type="default" r:id="odd"/><w:footerReference w:type="even" r:id="even"/>"#,
    r#"<w:pgSz w:w="11906" w:h="16838"/>"#,
    r#"<w:pgMar w:top="2098" w:right="1474" w:bottom="1984" w:left="1588" w:header="851" w:footer="1304" w:gutter="0"/>"#,
    r#"<w:cols w:space="425"/></w:sectPr>"#,
);

/// What lies between the side margins, in twentieths of a point: 156 mm.
const TEXT_WIDTH: u32 = 8844;

/// The file's bytes.
#[must_use]
pub fn bytes(document: &Document) -> Vec<u8> {
    let mut parts: Vec<Entry> = FIXED
        .iter()
        .map(|(name, text)| Entry::text(name, *text))
        .collect();
    parts.push(Entry::text("docProps/core.xml", properties(document)));
    parts.push(Entry::text("word/odd.xml", footer("right")));
    parts.push(Entry::text("word/even.xml", footer("left")));
    parts.push(Entry::text("word/document.xml", body(document)));
    zip::pack(&parts)
}

fn properties(document: &Document) -> String {
    let title = escaped(&document.title);
    format!(
        concat!(
            "{}<cp:coreProperties ",
            r#"xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" "#,
            r#"xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{}</dc:title></cp:coreProperties>"#,
        ),
        HEAD, title
    )
}

/// The page number between dashes, one character away from the outer edge of the text.
fn footer(side: &str) -> String {
    format!(
        concat!(
            r#"{}<w:ftr {}><w:p><w:pPr><w:pStyle w:val="PageNumber"/>"#,
            r#"<w:ind w:{}Chars="100" w:{}="280"/><w:jc w:val="{}"/></w:pPr>"#,
            r#"<w:r><w:t xml:space="preserve">— </w:t></w:r>"#,
            r#"<w:fldSimple w:instr=" PAGE "><w:r><w:t>1</w:t></w:r></w:fldSimple>"#,
            r#"<w:r><w:t xml:space="preserve"> —</w:t></w:r></w:p></w:ftr>"#,
        ),
        HEAD, NAMES, side, side, side
    )
}

fn body(document: &Document) -> String {
    let mut xml = format!("{HEAD}<w:document {NAMES}><w:body>\n");
    for block in &document.blocks {
        match block {
            Block::Title(text) => line(&mut xml, "Title", text),
            Block::DraftNotice(text) => line(&mut xml, "DraftNotice", text),
            Block::Date(text) => line(&mut xml, "PublishDate", text),
            Block::Heading { text, .. } => line(&mut xml, "Heading1", text),
            Block::Paragraph(paragraph) => prose(&mut xml, paragraph),
            Block::Table(table) => table::write(&mut xml, table, TEXT_WIDTH),
        }
        xml.push('\n');
    }
    xml.push_str(PAGE);
    xml.push_str("</w:body></w:document>");
    xml
}

/// A paragraph of one style.
fn line(xml: &mut String, style: &str, text: &str) {
    push(
        xml,
        format_args!(r#"<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>"#),
    );
    run(xml, None, text);
    xml.push_str("</w:p>");
}

/// A line of prose. One that is nothing but a sub-heading stays with what follows and is found by Word's outline.
fn prose(xml: &mut String, paragraph: &Paragraph) {
    xml.push_str("<w:p>");
    let heading = paragraph.heading.as_ref();
    if let Some((level, _)) = heading.filter(|_| paragraph.body.is_empty()) {
        let level = match level {
            SubLevel::Second => 1,
            SubLevel::Third => 2,
            SubLevel::Fourth => 3,
        };
        push(
            xml,
            format_args!(r#"<w:pPr><w:keepNext/><w:outlineLvl w:val="{level}"/></w:pPr>"#),
        );
    }
    if let Some((level, text)) = heading {
        let style = match level {
            SubLevel::Second => "SecondLevel",
            SubLevel::Third | SubLevel::Fourth => "ThirdLevel",
        };
        run(xml, Some(style), text);
    }
    if !paragraph.body.is_empty() {
        run(xml, None, &paragraph.body);
    }
    xml.push_str("</w:p>");
}

/// A stretch of text. The hint lets quotation marks, dashes and ellipses, which Latin and Chinese share, be Chinese.
fn run(xml: &mut String, style: Option<&str>, text: &str) {
    xml.push_str("<w:r><w:rPr>");
    if let Some(style) = style {
        push(xml, format_args!(r#"<w:rStyle w:val="{style}"/>"#));
    }
    push(
        xml,
        format_args!(
            r#"<w:rFonts w:hint="eastAsia"/></w:rPr><w:t xml:space="preserve">{}</w:t></w:r>"#,
            escaped(text)
        ),
    );
}

fn push(xml: &mut String, part: std::fmt::Arguments<'_>) {
    // Writing to a String cannot fail.
    let _ = xml.write_fmt(part);
}
