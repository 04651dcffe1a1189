//! Where foreign material comes from: the clipboard, and files.

use web_sys::{File, TextDecoder};

use super::pace::Slices;
use super::{Act, Brought, Importing};
use crate::import::material::Material;
use crate::import::open::{self, LARGEST_FILE, Opened, Parsers, Refused, Report};
use crate::ui::browser::clipboard::Pasted;
use crate::ui::browser::{file, parsed};

/// The browser's own parsers.
struct OfBrowser;

impl Parsers for OfBrowser {
    fn page(&self, markup: &str) -> Option<Material> {
        parsed::html(markup)
    }

    fn decoded(&self, label: &str, bytes: &[u8]) -> Option<String> {
        let decoder = TextDecoder::new_with_label(label).ok()?;
        decoder.decode_with_u8_array(bytes).ok()
    }
}

/// What a paste comes to.
pub fn of_paste(pasted: &Pasted) -> Vec<Brought> {
    let opened = open::paste(&pasted.html, &pasted.text, &OfBrowser);
    named("粘贴的内容", opened)
}

/// What a text comes to that was put into the place for pasting in some other way.
pub fn of_text(text: &str) -> Vec<Brought> {
    of_paste(&Pasted {
        html: String::new(),
        text: text.to_owned(),
    })
}

/// Reads files, one after the other, and brings what is found in them.
pub fn read_files(importing: Importing, files: Vec<File>) {
    for chosen in files {
        let name = chosen.name();
        importing.act(Act::Read);
        if chosen.size() > f64::from(LARGEST_FILE) {
            importing.act(Act::Bring(named(&name, Err(Refused::TooLarge))));
            continue;
        }
        file::read(&chosen, move |bytes| {
            importing.bring_begun(async move {
                let slices = Slices::begin(importing);
                let opened = match bytes {
                    Some(bytes) => open::file(&name, &bytes, &OfBrowser, &slices).await,
                    None => Err(Refused::Unreadable),
                };
                named(&name, opened)
            });
        });
    }
}

/// Each report of a source as a piece, by the name of the source and what tells it from the others.
fn named(name: &str, opened: Opened) -> Vec<Brought> {
    let reports = match opened {
        Ok(reports) => reports,
        Err(refused) => {
            return vec![Brought {
                name: name.to_owned(),
                report: Err(refused),
            }];
        }
    };
    let several = reports.len() > 1;
    let piece = |report: Report| {
        let organ = report.found.organ.clone().unwrap_or_default();
        let year = report.found.year;
        let year = year.map_or_else(String::new, |year| format!("{year}年"));
        let own = [report.part.clone(), format!("{organ}{year}")];
        let own = own.into_iter().filter(|own| several && !own.is_empty());
        let words = std::iter::once(name.to_owned()).chain(own);
        Brought {
            name: words.collect::<Vec<_>>().join(" · "),
            report: Ok(report),
        }
    };
    reports.into_iter().map(piece).collect()
}
