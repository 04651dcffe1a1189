//! A place on the page that says one thing after another.

use web_sys::{Element, Node};

/// An element that has nothing but words in it.
///
/// What it says is kept here, so that the browser is asked only when that changes; then the words are put in place of
/// the words, which is less work than making a new text.
#[derive(Debug)]
pub struct Words {
    element: Element,
    /// The text in it, once something was said.
    text: Option<Node>,
    said: Option<String>,
}

impl Words {
    /// The words of an element; what it says now is not known.
    pub const fn of(element: Element) -> Self {
        Self {
            element,
            text: None,
            said: None,
        }
    }

    /// Those of the first element within another that a selector finds.
    pub fn within(parent: &Element, selector: &str) -> Option<Self> {
        let found = parent.query_selector(selector).ok()?;
        found.map(Self::of)
    }

    /// The element.
    pub const fn element(&self) -> &Element {
        &self.element
    }

    /// Says something in place of what was said before.
    pub fn say(&mut self, words: &str) {
        if self.said.as_deref() == Some(words) {
            return;
        }
        // A browser that translates pages puts texts of its own in place of ours.
        let text = self.text.as_ref();
        if let Some(text) = text.filter(|text| text.parent_node().is_some()) {
            text.set_node_value(Some(words));
        } else {
            self.element.set_text_content(Some(words));
            self.text = self.element.first_child();
        }
        self.said = Some(words.to_owned());
    }
}
