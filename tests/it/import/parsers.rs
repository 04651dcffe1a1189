//! What stands in the place of the browser's parsers: it tells the readers of each element and text.

use nianbao::import::markup::{MarkupReader, Sink};
use nianbao::import::material::Material;
use scraper::{ElementRef, Html, Node};

/// The material of a page's or fragment's markup.
pub fn html(markup: &str) -> Material {
    let mut reader = MarkupReader::default();
    walk(Html::parse_document(markup).root_element(), &mut reader);
    reader.finish()
}

fn walk(element: ElementRef<'_>, sink: &mut dyn Sink) {
    let name = element.value().name();
    let attribute = |name: &str| element.value().attr(name).map(str::to_owned);
    if !sink.begin(name, &attribute) {
        return;
    }
    for child in element.children() {
        match child.value() {
            Node::Text(text) => sink.text(text),
            Node::Element(_) => walk(ElementRef::wrap(child).expect("an element"), sink),
            _ => {}
        }
    }
    sink.end(name);
}
