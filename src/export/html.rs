//! The document as HTML that survives the portals' editors: a body fragment for clipboard and
//! source view, and a complete page for download.
//!
//! Only `p`, `strong`, `span`, `table`, `tbody`, `tr` and `td` with inline styles, because that is
//! what the editors keep. Each declaration that looks redundant is there for one of them:
//!
//! - `0.5pt double` is drawn as one thin line, and unlike `1px solid` a browser does not drop it on
//!   pasting because it equals the editor page's own rule;
//! - the table's width is an attribute, as one editor turns `width:100%` in a style into 100 pixels;
//! - size and family stand on `p` (so that `2em` is two characters) and on `span` (because portal
//!   rules for `span` would win otherwise);
//! - bold is a `strong` around the `span`: with `font-weight` on the span an editor drops its font.

use std::fmt::Write as _;

use super::document::{Block, Document, Paragraph, PrintedSlot, PrintedTable};

pub use super::escape::escaped;

/// How the fragment is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// How a line of prose is indented.
    pub paragraph_indent: ParagraphIndent,
    /// Whether the borders of cells are marked `!important`, for portals whose style sheet takes them away by
    /// `border:0!important`. Several editors drop such declarations when pasting; it is for the source view.
    pub important_borders: bool,
}

/// How a line of prose is indented by two characters.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ParagraphIndent {
    /// By `text-indent`, which most editors keep.
    #[default]
    CssIndent,
    /// By two U+3000, for editors that drop `text-indent`; doubled where the portal indents itself.
    FullWidthSpaces,
}

/// Makes CKEditor 4 take the clipboard for Word's and keep its styles; no other editor minds.
const GENERATOR: &str = r#"<meta name="Generator" content="Microsoft Word 15">"#;

const FULL_WIDTH_INDENT: &str = "\u{3000}\u{3000}";

const TABLE_START: &str = concat!(
    r#"<table border="1" frame="box" rules="all" cellspacing="0" cellpadding="4" width="100%" "#,
    r#"style="border-collapse:collapse;border:1px solid #000000;text-indent:0"><tbody>"#,
);

/// A table with more columns gets narrow side padding, so that 15 columns fit into 360 pixels.
const MOST_COLUMNS_WITH_FULL_PADDING: usize = 8;

const CELL_SIZE: &str = "12pt";
const CELL_LINE_HEIGHT: &str = "1.4";
const CELL_FAMILY: &str = "宋体,SimSun,serif";

/// The look of a block of text.
struct Look {
    centered: bool,
    indented: bool,
    size: &'static str,
    family: &'static str,
}

/// A stretch of text in one block.
enum Run<'a> {
    Bold(&'a str),
    Plain(&'a str),
}

const SONG: &str = CELL_FAMILY;
const FANG_SONG: &str = "仿宋,仿宋_GB2312,FangSong,serif";
const HEI: &str = "黑体,SimHei,sans-serif";

const TITLE: Look = Look {
    centered: true,
    indented: false,
    size: "18pt",
    family: SONG,
};
const UNDER_TITLE: Look = Look {
    centered: true,
    indented: false,
    size: "16pt",
    family: FANG_SONG,
};
const HEADING: Look = Look {
    centered: false,
    indented: true,
    size: "16pt",
    family: HEI,
};
const PROSE: Look = Look {
    centered: false,
    indented: true,
    size: "16pt",
    family: FANG_SONG,
};
const UNINDENTED_PROSE: Look = Look {
    indented: false,
    ..PROSE
};

/// The document as a body fragment, for a portal editor's source view.
#[must_use]
pub fn fragment(document: &Document, options: Options) -> String {
    let mut html = String::new();
    write_blocks(&mut html, &document.blocks, options);
    html
}

/// Writes some blocks of a document as they stand in its fragment.
pub(super) fn write_blocks(html: &mut String, blocks: &[Block], options: Options) {
    for block in blocks {
        match block {
            Block::Title(text) => TITLE.write(html, "", [Run::Bold(text)]),
            Block::DraftNotice(text) => UNDER_TITLE.write(html, "", [Run::Bold(text)]),
            Block::Date(text) => UNDER_TITLE.write(html, "", [Run::Plain(text)]),
            Block::Heading { text, .. } => HEADING.write(html, "", [Run::Bold(text)]),
            Block::Paragraph(paragraph) => write_paragraph(html, paragraph, options),
            Block::Table(table) => write_table(html, table, options),
        }
    }
}

/// The document as the clipboard's text/html, for pasting into a portal editor.
#[must_use]
pub fn clipboard_html(document: &Document, options: Options) -> String {
    format!("{GENERATOR}\n{}", fragment(document, options))
}

/// The document as a complete page of its own, for a file.
#[must_use]
pub fn page(document: &Document) -> String {
    let title = escaped(&document.title);
    let body = fragment(document, Options::default());
    format!(
        concat!(
            "<!DOCTYPE html>\n",
            "<html lang=\"zh-CN\">\n",
            "<head>\n",
            "<meta charset=\"utf-8\">\n",
            "<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">\n",
            "<title>{title}</title>\n",
            "</head>\n",
            "<body style=\"max-width:800px;margin:0 auto;padding:8px 4px;",
            "background:#ffffff;color:#000000\">\n",
            "{body}",
            "</body>\n",
            "</html>\n",
        ),
        title = title,
        body = body,
    )
}

fn write_paragraph(html: &mut String, paragraph: &Paragraph, options: Options) {
    let (look, indent) = match options.paragraph_indent {
        ParagraphIndent::CssIndent => (PROSE, ""),
        ParagraphIndent::FullWidthSpaces => (UNINDENTED_PROSE, FULL_WIDTH_INDENT),
    };
    let heading = paragraph.heading.as_ref().map(|(_, text)| text.as_str());
    let body = Some(paragraph.body.as_str()).filter(|body| !body.is_empty());
    let parts = heading
        .map(Run::Bold)
        .into_iter()
        .chain(body.map(Run::Plain));
    look.write(html, indent, parts);
}

impl Look {
    /// Writes a block of its own; the lead stands before the first run, in the same span.
    fn write<'a>(&self, html: &mut String, lead: &str, runs: impl IntoIterator<Item = Run<'a>>) {
        let Self { size, family, .. } = self;
        let (align, text_align) = if self.centered {
            (r#" align="center""#, "text-align:center;")
        } else {
            ("", "")
        };
        let indent = if self.indented { "2em" } else { "0" };
        push(
            html,
            format_args!(
                r#"<p{align} style="{text_align}text-indent:{indent};line-height:1.75;font-size:{size};font-family:{family}">"#
            ),
        );
        let mut lead = lead;
        for run in runs {
            let (start, text, end) = match run {
                Run::Bold(text) => ("<strong>", text, "</strong>"),
                Run::Plain(text) => ("", text, ""),
            };
            let text = escaped(text);
            push(
                html,
                format_args!(
                    r#"{start}<span style="font-size:{size};line-height:1.75;font-family:{family}">{lead}{text}</span>{end}"#
                ),
            );
            lead = "";
        }
        html.push_str("</p>\n");
    }
}

fn write_table(html: &mut String, table: &PrintedTable, options: Options) {
    let padding = if table.table.columns() > MOST_COLUMNS_WITH_FULL_PADDING {
        "4px 2px"
    } else {
        "4px"
    };
    html.push_str(TABLE_START);
    html.push('\n');
    for row in &table.rows {
        html.push_str("<tr>");
        for slot in row {
            write_slot(html, slot, padding, options);
        }
        html.push_str("</tr>\n");
    }
    html.push_str("</tbody></table>\n");
}

fn write_slot(html: &mut String, slot: &PrintedSlot, padding: &str, options: Options) {
    html.push_str("<td");
    if slot.columns > 1 {
        push(html, format_args!(r#" colspan="{}""#, slot.columns));
    }
    if slot.rows > 1 {
        push(html, format_args!(r#" rowspan="{}""#, slot.rows));
    }
    let text = escaped(&slot.text);
    let text = if text.is_empty() { "&nbsp;" } else { &text };
    let weight = if options.important_borders {
        "!important"
    } else {
        ""
    };
    push(
        html,
        format_args!(
            concat!(
                r#" align="center" valign="middle" style="border:0.5pt double #000000{weight};"#,
                r#"padding:{padding};text-align:center;vertical-align:middle;text-indent:0;"#,
                r#"line-height:{height};font-size:{size};font-family:{family}">"#,
                r#"<span style="font-size:{size};font-family:{family};line-height:{height}">"#,
                r#"{text}</span></td>"#,
            ),
            weight = weight,
            padding = padding,
            height = CELL_LINE_HEIGHT,
            size = CELL_SIZE,
            family = CELL_FAMILY,
            text = text,
        ),
    );
}

fn push(html: &mut String, part: std::fmt::Arguments<'_>) {
    // Writing to a String cannot fail.
    let _ = html.write_fmt(part);
}
