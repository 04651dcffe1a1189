//! What stands in the place of the browser's parsers: it tells the readers of each element and text.

use nianbao::import::markup::{MarkupReader, Sink};
use nianbao::import::material::Material;
use nianbao::import::office;
use nianbao::import::open::{self, Opened, Parsers};
use nianbao::import::pace::{self, Unhurried};
use nianbao::import::package::{Package, PackageError};
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

/// The material of a package; `None` when it is neither Word's nor Excel's. Sheets come one after the other.
pub fn package(bytes: &[u8]) -> Result<Option<Material>, PackageError> {
    let package = Package::open(bytes)?;
    let opened = pace::at_once(office::read(&package, &Unhurried)).expect("nothing rests")?;
    Ok(match opened {
        office::Opened::Document(material) => Some(material),
        office::Opened::Sheets(parts) => {
            let mut all = Material::default();
            for part in parts {
                all.blocks.extend(part.material.blocks);
                all.remarks.extend(part.material.remarks);
                all.cut_short |= part.material.cut_short;
            }
            Some(all)
        }
        office::Opened::Other => None,
    })
}

/// The stand-ins together.
pub struct StandIns;

impl Parsers for StandIns {
    fn page(&self, markup: &str) -> Option<Material> {
        Some(html(markup))
    }

    fn decoded(&self, label: &str, bytes: &[u8]) -> Option<String> {
        let encoding = encoding_rs::Encoding::for_label(label.as_bytes())?;
        Some(encoding.decode(bytes).0.into_owned())
    }
}

/// What the page makes of a file.
pub fn opened(name: &str, bytes: &[u8]) -> Opened {
    pace::at_once(open::file(name, bytes, &StandIns, &Unhurried)).expect("nothing rests")
}
