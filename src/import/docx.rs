//! Reads Word files: the paragraphs and tables of the main part, as Word shows and prints them with all changes accepted.

pub(in crate::import) mod numbering;

mod body;
mod styles;

use std::collections::HashMap;

use body::Body;
use numbering::Numbering;
use styles::Styles;

use super::flat::Within;
use super::found::NoteKind;
use super::markup::Sink;
use super::material::{Block, Material};
use super::pace::Pace;
use super::package::{Package, PackageError};
use super::xml::{self, NotXml};

/// The material of a package whose main part is a document.
///
/// # Errors
/// When the package is damaged or too large.
pub async fn read(
    package: &Package<'_>,
    main: &str,
    pace: &dyn Pace,
) -> Result<Material, PackageError> {
    let relations = package.relations(main, pace).await?;
    let mut styles = Styles::default();
    for part in relations.of_kind("styles").take(1) {
        package.read(part, &mut styles, pace).await?;
    }
    let mut numbering = Numbering::default();
    for part in relations.of_kind("numbering").take(1) {
        package.read(part, &mut numbering, pace).await?;
    }
    let mut notes: HashMap<(bool, String), String> = HashMap::new();
    for (kind, is_end) in [("footnotes", false), ("endnotes", true)] {
        for part in relations.of_kind(kind).take(1) {
            let mut read = Notes::new(&styles);
            package.read(part, &mut read, pace).await?;
            notes.extend(
                read.texts
                    .into_iter()
                    .map(|(id, text)| ((is_end, id), text)),
            );
        }
    }
    let mut body = Body::new(&styles, numbering, notes);
    package.read(main, &mut body, pace).await?;
    Ok(body.finish())
}

/// A whole document in one XML text, as Word writes for other programs: its parts one after the other.
///
/// # Errors
/// When it is no XML.
pub(super) fn read_flat(text: &str) -> Result<Material, NotXml> {
    let mut styles = Styles::default();
    xml::read(text, &mut Within::new(&["styles"], &mut styles))?;
    let mut numbering = Numbering::default();
    xml::read(text, &mut Within::new(&["numbering"], &mut numbering))?;
    let mut body = Body::new(&styles, numbering, HashMap::new());
    xml::read(
        text,
        &mut Within::new(&["document", "wordDocument"], &mut body),
    )?;
    Ok(body.finish())
}

/// Whether the value of an attribute says yes.
fn is_on(value: &str) -> bool {
    !matches!(value, "0" | "false" | "off" | "none")
}

/// The texts of footnotes or endnotes.
struct Notes<'a> {
    texts: HashMap<String, String>,
    styles: &'a Styles,
    current: Option<(String, Body<'a>)>,
}

impl<'a> Notes<'a> {
    fn new(styles: &'a Styles) -> Self {
        Self {
            texts: HashMap::new(),
            styles,
            current: None,
        }
    }
}

impl Sink for Notes<'_> {
    fn begin(&mut self, name: &str, attribute: &dyn Fn(&str) -> Option<String>) -> bool {
        if matches!(name, "footnote" | "endnote") {
            // The line above the notes is listed like a note.
            let is_line = attribute("type").is_some_and(|kind| kind != "normal");
            let body = Body::new(self.styles, Numbering::default(), HashMap::new());
            self.current = attribute("id").map(|id| (id, body));
            return !is_line;
        }
        match &mut self.current {
            Some((_, body)) => body.begin(name, attribute),
            None => true,
        }
    }

    fn text(&mut self, text: &str) {
        if let Some((_, body)) = &mut self.current {
            body.text(text);
        }
    }

    fn end(&mut self, name: &str) {
        if matches!(name, "footnote" | "endnote") {
            if let Some((id, body)) = self.current.take() {
                let lines = body
                    .finish()
                    .blocks
                    .into_iter()
                    .filter_map(|block| match block {
                        Block::Paragraph(paragraph) => Some(paragraph.text),
                        Block::Table(_) => None,
                    });
                self.texts.insert(id, lines.collect());
            }
        } else if let Some((_, body)) = &mut self.current {
            body.end(name);
        }
    }
}

/// What is noted of a list, of text that is not shown, and the like, each once.
fn remark(material: &mut Vec<(NoteKind, String)>, kind: NoteKind, text: &str) {
    const MOST: usize = 60;
    let remark = (kind, text.to_owned());
    if material.len() < MOST && !material.contains(&remark) {
        material.push(remark);
    }
}
