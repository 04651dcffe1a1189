//! What stands in the place of the browser's parsers: it tells the readers of each element and text.

use nianbao::import::markup::{MarkupReader, Sink};
use nianbao::import::material::Material;
use quick_xml::XmlVersion;
use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::{BytesStart, Event};
use quick_xml::reader::Reader;
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
            Node::Document
            | Node::Fragment
            | Node::Doctype(_)
            | Node::Comment(_)
            | Node::ProcessingInstruction(_) => {}
        }
    }
    sink.end(name);
}

/// Tells a reader of the elements and texts of an XML text. Returns whether it is XML to its end.
pub fn xml(text: &str, sink: &mut dyn Sink) -> bool {
    let mut reader = Reader::from_str(text);
    let mut open: Vec<String> = Vec::new();
    // How many open elements are inside of what is left out.
    let mut left_out = 0;
    loop {
        match reader.read_event() {
            Ok(Event::Start(_)) if left_out > 0 => left_out += 1,
            Ok(Event::Start(start)) => {
                if begin(&start, sink) {
                    open.push(local(&start));
                } else {
                    left_out = 1;
                }
            }
            Ok(Event::Empty(start)) if left_out == 0 => {
                if begin(&start, sink) {
                    sink.end(&local(&start));
                }
            }
            Ok(Event::End(_)) if left_out > 0 => left_out -= 1,
            Ok(Event::End(_)) => sink.end(&open.pop().expect("the parser compares the names")),
            Ok(Event::Text(text)) if left_out == 0 => sink.text(&text.xml10_content()),
            Ok(Event::CData(text)) if left_out == 0 => sink.text(&text.xml10_content()),
            Ok(Event::GeneralRef(entity)) if left_out == 0 => {
                let known = entity.resolve_char_ref().ok().flatten().map(String::from);
                let named = || resolve_predefined_entity(&entity).map(str::to_owned);
                match known.or_else(named) {
                    Some(text) => sink.text(&text),
                    None => return false,
                }
            }
            Ok(Event::Eof) => return open.is_empty(),
            Ok(_) => {}
            Err(_) => return false,
        }
    }
}

fn begin(start: &BytesStart<'_>, sink: &mut dyn Sink) -> bool {
    let attribute = |name: &str| {
        let found = start.try_get_attribute(name).ok()??;
        Some(
            found
                .normalized_value(XmlVersion::Implicit1_0)
                .ok()?
                .into_owned(),
        )
    };
    sink.begin(&local(start), &attribute)
}

fn local(start: &BytesStart<'_>) -> String {
    start.local_name().as_ref().to_owned()
}
