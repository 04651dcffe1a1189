//! The browser's own parser of HTML: markup becomes a document of its own, in which nothing runs, loads or is asked for, and the
//! readers of `import` are told of its elements and texts.

use web_sys::{DomParser, Element, Node, SupportedType};

use wasm_bindgen::JsCast;

use crate::import::markup::{MarkupReader, Sink};
use crate::import::material::Material;

/// So many elements and texts are walked through. A report has some thousands; more would keep the page waiting.
const MOST_NODES: usize = 300_000;

/// The material of a page's or a clipboard's markup. `None` when the browser has no parser for it.
pub fn html(markup: &str) -> Option<Material> {
    let document = DomParser::new()
        .ok()?
        .parse_from_string(markup, SupportedType::TextHtml)
        .ok()?;
    let root = document.document_element()?;
    let mut reader = MarkupReader::default();
    let whole = walk(&root, &mut reader, str::to_ascii_lowercase);
    let mut material = reader.finish();
    material.cut_short |= !whole;
    Some(material)
}

/// Tells a reader of everything below an element, that element included. Returns whether it came to the end.
fn walk(root: &Element, sink: &mut dyn Sink, named: fn(&str) -> String) -> bool {
    // The elements that are open, outermost first. No recursion: foreign markup may be nested deeply.
    let mut open: Vec<(Node, String)> = Vec::new();
    let mut next: Option<Node> = Some(root.clone().into());
    let mut walked = 0;
    loop {
        let Some(node) = next else {
            let Some((node, name)) = open.pop() else {
                return true;
            };
            sink.end(&name);
            next = if open.is_empty() {
                None
            } else {
                node.next_sibling()
            };
            continue;
        };
        walked += 1;
        if walked > MOST_NODES {
            while let Some((_, name)) = open.pop() {
                sink.end(&name);
            }
            return false;
        }
        next = match node.dyn_ref::<Element>() {
            Some(element) => {
                let name = named(&element.node_name());
                if sink.begin(&name, &|attribute| element.get_attribute(attribute)) {
                    let first = element.first_child();
                    open.push((node, name));
                    first
                } else if open.is_empty() {
                    None
                } else {
                    node.next_sibling()
                }
            }
            None => {
                if matches!(node.node_type(), Node::TEXT_NODE | Node::CDATA_SECTION_NODE) {
                    sink.text(&node.node_value().unwrap_or_default());
                }
                node.next_sibling()
            }
        };
    }
}
