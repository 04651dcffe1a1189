//! What a document's styles say: hidden text, headings, and lists.

use std::collections::HashMap;

use super::is_on;
use crate::import::markup::Sink;

/// The styles of a document by their identifiers.
#[derive(Debug, Default)]
pub(super) struct Styles {
    styles: HashMap<String, Style>,
    current: Option<String>,
    /// The styles that are used where none is named.
    usual: Vec<(String, String)>,
    in_run: bool,
}

#[derive(Debug, Default)]
struct Style {
    name: String,
    upon: Option<String>,
    list: Option<String>,
    level: Option<usize>,
    outline: Option<String>,
    hidden: Option<bool>,
}

/// A style may rest upon so many others.
const DEEPEST: usize = 20;

impl Sink for Styles {
    fn begin(&mut self, name: &str, attribute: &dyn Fn(&str) -> Option<String>) -> bool {
        if name == "style" {
            let id = attribute("styleId").unwrap_or_default();
            if attribute("default").is_some_and(|on| is_on(&on)) {
                self.usual
                    .push((attribute("type").unwrap_or_default(), id.clone()));
            }
            self.styles.insert(id.clone(), Style::default());
            self.current = Some(id);
            return true;
        }
        if name == "tblStylePr" {
            return false;
        }
        let value = || attribute("val");
        let current = self.current.as_ref();
        let Some(style) = current.and_then(|id| self.styles.get_mut(id)) else {
            return true;
        };
        match name {
            "name" => style.name = value().unwrap_or_default().to_lowercase(),
            "basedOn" => style.upon = value(),
            "numId" => style.list = value(),
            "ilvl" => style.level = value().and_then(|level| level.parse().ok()),
            "outlineLvl" => style.outline = value(),
            "rPr" => self.in_run = true,
            "vanish" => style.hidden = Some(value().is_none_or(|on| is_on(&on))),
            _ => {}
        }
        true
    }

    fn text(&mut self, _: &str) {}

    fn end(&mut self, name: &str) {
        if name == "style" {
            self.current = None;
        }
    }
}

impl Styles {
    /// What a style says, or one that it rests upon.
    fn ask<T>(&self, id: &str, question: impl Fn(&Style) -> Option<T>) -> Option<T> {
        let mut next = self.styles.get(id);
        for _ in 0..DEEPEST {
            let style = next?;
            if let Some(answer) = question(style) {
                return Some(answer);
            }
            next = self.styles.get(style.upon.as_ref()?);
        }
        None
    }

    /// The style of paragraphs that name none.
    pub(super) fn usual(&self, kind: &str) -> Option<&str> {
        let mut usual = self.usual.iter();
        usual
            .find(|(own, _)| own == kind)
            .map(|(_, id)| id.as_str())
    }

    /// Whether text of a style is hidden.
    pub(super) fn is_hidden(&self, id: &str) -> bool {
        self.ask(id, |style| style.hidden).unwrap_or(false)
    }

    /// Whether a style is one of headings.
    pub(super) fn is_heading(&self, id: &str) -> bool {
        let by_name = |style: &Style| {
            let is_heading = style.name.starts_with("heading") || style.name.starts_with("标题");
            is_heading.then_some(())
        };
        let outline = self.ask(id, |style| style.outline.clone());
        id.to_ascii_lowercase().starts_with("heading")
            || self.ask(id, by_name).is_some()
            || outline.is_some_and(|level| level.as_str() < "9")
    }

    /// The list of a style, and the level in it when the style says so.
    pub(super) fn list(&self, id: &str) -> Option<(String, Option<usize>)> {
        let list = self.ask(id, |style| style.list.clone())?;
        Some((list, self.ask(id, |style| style.level)))
    }
}
