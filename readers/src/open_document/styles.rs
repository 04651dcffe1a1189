//! Styles: which text and which sheets are hidden, which lists have numbers.

use std::collections::HashSet;

use quick_xml::events::{BytesStart, Event};
use quick_xml::reader::Reader;

/// What is known of styles by their names.
#[derive(Default)]
pub(super) struct Styles {
    pub(super) hidden_texts: HashSet<String>,
    pub(super) hidden_tables: HashSet<String>,
    pub(super) numbered_lists: HashSet<String>,
    /// The style that is being read.
    name: String,
}

impl Styles {
    /// Reads the styles of a part; `None` when it is no XML.
    pub(super) fn read(&mut self, xml: &str) -> Option<()> {
        let mut reader = Reader::from_str(xml);
        loop {
            match reader.read_event().ok()? {
                Event::Start(start) | Event::Empty(start) => self.begin(&start),
                Event::Eof => return Some(()),
                Event::End(_)
                | Event::Text(_)
                | Event::CData(_)
                | Event::Comment(_)
                | Event::Decl(_)
                | Event::PI(_)
                | Event::DocType(_)
                | Event::GeneralRef(_) => {}
            }
        }
    }

    fn begin(&mut self, start: &BytesStart<'_>) {
        let is = |name: &str, value: &str| attribute(start, name).as_deref() == Some(value);
        match start.local_name().as_ref() {
            "style" | "list-style" => self.name = attribute(start, "name").unwrap_or_default(),
            "text-properties" if is("display", "none") => {
                self.hidden_texts.insert(self.name.clone());
            }
            "table-properties" if is("display", "false") => {
                self.hidden_tables.insert(self.name.clone());
            }
            "list-level-style-number" if !is("num-format", "") => {
                self.numbered_lists.insert(self.name.clone());
            }
            _ => {}
        }
    }
}

/// The value of an attribute by its name without prefix.
pub(super) fn attribute(start: &BytesStart<'_>, wanted: &str) -> Option<String> {
    let mut attributes = start.attributes();
    let found = attributes.with_checks(false).flatten().find(|attribute| {
        let is_namespace = attribute.key.as_ref().starts_with("xmlns");
        !is_namespace && attribute.key.local_name().as_ref() == wanted
    });
    let value = found?
        .normalized_value(quick_xml::XmlVersion::Implicit1_0)
        .ok()?;
    Some(value.into_owned())
}
