//! Where foreign material comes from: the clipboard, and files of several kinds.

use web_sys::{File, TextDecoder};

use super::{Act, Brought, Importing};
use crate::import::found::Found;
use crate::import::material::Material;
use crate::import::package::{Package, PackageError};
use crate::import::{docx, plain_text, recognise, xlsx};
use crate::storage::backup;
use crate::ui::browser::clipboard::Pasted;
use crate::ui::browser::{file, parsed};
use crate::ui::wording::importing::FileTrouble;

/// The largest file that is read, in bytes. Word's largest reports with pictures stay far below.
const LARGEST_FILE: f64 = 32.0 * 1024.0 * 1024.0;

/// What a paste comes to. Rich text is read first; where it says less than the plain text, that one counts.
pub fn of_paste(pasted: &Pasted) -> Brought {
    let rich = parsed::html(&pasted.html).filter(|material| !material.blocks.is_empty());
    let rich = rich.map(|material| recognise::read(&material));
    let found = match rich {
        Some(found) if found.figures() > 0 => found,
        rich => {
            let plain = recognise::read(&material_of_text(&pasted.text));
            match rich {
                Some(rich) if plain.figures() == 0 && !rich.is_empty() => rich,
                _ => plain,
            }
        }
    };
    Brought {
        name: "粘贴的内容".to_owned(),
        found: Ok(found),
    }
}

/// What a text comes to that was put into the place for pasting in some other way.
pub fn of_text(text: &str) -> Brought {
    of_paste(&Pasted {
        html: String::new(),
        text: text.to_owned(),
    })
}

/// The source code of a page may be pasted as text.
fn material_of_text(text: &str) -> Material {
    let start = text.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
    let is_markup = start.starts_with('<')
        && (text.contains("</p>") || text.contains("</td>") || text.contains("</html>"));
    let markup = if is_markup { parsed::html(text) } else { None };
    markup.unwrap_or_else(|| plain_text::read(text))
}

/// Reads files, one after the other, and brings what is found in them.
pub fn read_files(importing: Importing, files: Vec<File>) {
    for chosen in files {
        let name = chosen.name();
        importing.act(Act::Read);
        if chosen.size() > LARGEST_FILE {
            importing.act(Act::Bring(Box::new(Brought {
                name,
                found: Err(FileTrouble::TooLarge),
            })));
            continue;
        }
        file::read(&chosen, move |bytes| {
            importing.bring_begun(move || Brought {
                found: match bytes {
                    Some(bytes) => of_file(&name, &bytes),
                    None => Err(FileTrouble::Unreadable),
                },
                name,
            });
        });
    }
}

/// What the bytes of a file come to.
fn of_file(name: &str, bytes: &[u8]) -> Result<Found, FileTrouble> {
    const OLD_OFFICE: &[u8] = &[0xd0, 0xcf, 0x11, 0xe0];
    let name = name.to_ascii_lowercase();
    let ends = |endings: &[&str]| endings.iter().any(|ending| name.ends_with(ending));
    if bytes.starts_with(b"%PDF") {
        return Err(FileTrouble::Pdf);
    }
    if bytes.starts_with(OLD_OFFICE) {
        return Err(FileTrouble::OldOffice);
    }
    if ends(&[".mht", ".mhtml"]) || bytes.starts_with(b"MIME-Version") {
        return Err(FileTrouble::WebArchive);
    }
    if ends(&[".png", ".jpg", ".jpeg", ".gif", ".bmp", ".tif", ".tiff"]) {
        return Err(FileTrouble::Picture);
    }
    if bytes.starts_with(b"PK") {
        return of_package(bytes).map(|material| recognise::read(&material));
    }
    let text = decoded(bytes).ok_or(FileTrouble::Unknown)?;
    if ends(&[".json"])
        || text
            .trim_start_matches('\u{feff}')
            .trim_start()
            .starts_with('{')
    {
        let draft = backup::read(&text).map_err(|_| FileTrouble::Damaged)?;
        return Ok(Found::of_draft(&draft));
    }
    if text.contains('\0') {
        return Err(FileTrouble::Unknown);
    }
    let material = if ends(&[".html", ".htm", ".shtml", ".xhtml"]) {
        parsed::html(&text).ok_or(FileTrouble::Unreadable)?
    } else {
        material_of_text(&text)
    };
    Ok(recognise::read(&material))
}

/// Word's and Excel's files.
fn of_package(bytes: &[u8]) -> Result<Material, FileTrouble> {
    let trouble = |error| match error {
        PackageError::Damaged => FileTrouble::Damaged,
        PackageError::TooLarge => FileTrouble::Swollen,
    };
    let package = Package::open(bytes).map_err(trouble)?;
    let parse = &mut parsed::xml;
    if let Some(material) = docx::read(&package, parse).map_err(trouble)? {
        return Ok(material);
    }
    let sheets = xlsx::read(&package, parse).map_err(trouble)?;
    sheets.ok_or(FileTrouble::Unknown)
}

/// The text of a file: UTF-8, UTF-16 with its mark, or the older Chinese encoding.
fn decoded(bytes: &[u8]) -> Option<String> {
    backup::text(bytes).ok().or_else(|| {
        let decoder = TextDecoder::new_with_label("gb18030").ok()?;
        decoder.decode_with_u8_array(bytes).ok()
    })
}
