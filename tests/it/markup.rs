//! Reads tables and paragraphs back from HTML that has neither scripts nor comments inside tables.

/// A table cell as the markup has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Td {
    /// The text, entities resolved, surrounding white space removed.
    pub text: String,
    /// The colspan, 1 when there is none.
    pub columns: usize,
    /// The rowspan, 1 when there is none.
    pub rows: usize,
}

/// A table's rows of cells.
pub type Rows = Vec<Vec<Td>>;

/// What a page or fragment holds, in order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Content {
    /// The text of each paragraph outside tables.
    pub paragraphs: Vec<String>,
    /// The tables.
    pub tables: Vec<Rows>,
}

/// Reads HTML.
#[track_caller]
pub fn read(html: &str) -> Content {
    let mut content = Content::default();
    let mut in_table = false;
    let mut in_paragraph = false;
    for piece in html.split('<').skip(1) {
        let (tag, text) = piece.split_once('>').expect("every tag is closed");
        let name = tag.split_whitespace().next().unwrap_or_default();
        match name {
            "table" => {
                in_table = true;
                content.tables.push(Vec::new());
            }
            "/table" => in_table = false,
            "tr" => content.tables.last_mut().expect("a table").push(Vec::new()),
            "td" => row(&mut content).push(Td {
                text: String::new(),
                columns: span(tag, "colspan"),
                rows: span(tag, "rowspan"),
            }),
            "p" if !in_table => {
                in_paragraph = true;
                content.paragraphs.push(String::new());
            }
            "/p" if !in_table => in_paragraph = false,
            _ => {}
        }
        let text = unescaped(text);
        if in_table {
            if let Some(td) = content
                .tables
                .last_mut()
                .and_then(|rows| rows.last_mut()?.last_mut())
            {
                td.text.push_str(&text);
            }
        } else if in_paragraph && let Some(paragraph) = content.paragraphs.last_mut() {
            paragraph.push_str(&text);
        }
    }
    for td in content.tables.iter_mut().flatten().flatten() {
        td.text = td.text.trim().to_owned();
    }
    content
}

#[track_caller]
fn row(content: &mut Content) -> &mut Vec<Td> {
    let rows = content.tables.last_mut().expect("a table");
    rows.last_mut().expect("a row")
}

fn span(tag: &str, attribute: &str) -> usize {
    tag.split_once(&format!("{attribute}=\""))
        .and_then(|(_, rest)| rest.split_once('"'))
        .map_or(1, |(number, _)| number.parse().expect("a span is a number"))
}

fn unescaped(text: &str) -> String {
    text.replace("&nbsp;", "\u{a0}")
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&#39;", "'")
        .replace("&amp;", "&")
}
