//! The sizes of the files, as they lie there and as they travel.

use std::fs;
use std::io::Write;
use std::path::Path;

use anyhow::{Context, Result};

use crate::Lines;
use crate::line::{Figure, Line, What};
use crate::pages::{Pages, Subject};
use crate::wire::gzip;

/// The sizes of one file, in bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Size {
    /// Its name, with … for the part that changes with its content.
    pub name: String,
    /// Uncompressed.
    pub raw: usize,
    /// After gzip at its highest level.
    pub gzip: usize,
    /// After brotli at its highest level.
    pub brotli: usize,
}

/// The sizes of the files of all pages.
pub struct Sizes {
    /// The product's, in the order of the README.
    pub product: Vec<Size>,
    /// For each page: what the folder is on the wire, and its single file.
    totals: [(Size, Size); 3],
}

/// Measures all files.
pub fn measure(pages: &Pages) -> Result<Sizes> {
    let of = |subject| of_folder(pages.folder(subject));
    let product = of(Subject::Product)?;
    let totals = [
        totals(&product)?,
        totals(&of(Subject::Vanilla)?)?,
        totals(&of(Subject::Bare)?)?,
    ];
    Ok(Sizes { product, totals })
}

/// What the folder is on the wire, and the single file. The plain JavaScript form has one file for both.
fn totals(files: &[Size]) -> Result<(Size, Size)> {
    let (single, parts) = files.split_last().context("an empty folder")?;
    let parts = if parts.is_empty() { files } else { parts };
    let sum = |of: fn(&Size) -> usize| parts.iter().map(of).sum();
    let wire = Size {
        name: String::new(),
        raw: sum(|size| size.raw),
        gzip: sum(|size| size.gzip),
        brotli: sum(|size| size.brotli),
    };
    Ok((wire, single.clone()))
}

fn of_folder(folder: &Path) -> Result<Vec<Size>> {
    let mut sizes = Vec::new();
    for entry in fs::read_dir(folder).with_context(|| folder.display().to_string())? {
        sizes.push(of_file(&entry?.path())?);
    }
    // The page first, then what it loads; the single file last.
    let rank = |size: &Size| match size.name.as_str() {
        "index.html" => 0,
        "nianbao.html" => 2,
        _ => 1,
    };
    sizes.sort_by(|a, b| (rank(a), &a.name).cmp(&(rank(b), &b.name)));
    Ok(sizes)
}

fn of_file(path: &Path) -> Result<Size> {
    let bytes = fs::read(path).with_context(|| path.display().to_string())?;
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    Ok(Size {
        name: without_digest(&name),
        raw: bytes.len(),
        gzip: gzip(&bytes)?.len(),
        brotli: brotli(&bytes)?,
    })
}

fn brotli(bytes: &[u8]) -> Result<usize> {
    let mut encoder = brotli::CompressorWriter::new(Vec::new(), 1 << 16, 11, 22);
    encoder.write_all(bytes)?;
    encoder.flush()?;
    Ok(encoder.into_inner().len())
}

/// The name without the digest that changes with every build.
fn without_digest(name: &str) -> String {
    let digest = name
        .split_once('-')
        .and_then(|(before, after)| Some((before, after.split_once('.')?)))
        .filter(|(_, (digest, _))| digest.bytes().all(|byte| byte.is_ascii_hexdigit()));
    match digest {
        Some((before, (_, after))) => format!("{before}-….{after}"),
        None => name.to_owned(),
    }
}

impl Sizes {
    /// The files of the product for a terminal.
    pub fn table(&self) -> String {
        let [product, vanilla, bare] = &self.totals;
        let mut text = format!("{:<34}{:>10}{:>10}{:>10}\n", "", "raw", "gzip", "brotli");
        let mut row = |name: &str, size: &Size| {
            text.push_str(&format!(
                "{name:<34}{:>10}{:>10}{:>10}\n",
                size.raw, size.gzip, size.brotli
            ));
        };
        for size in &self.product {
            row(&size.name, size);
        }
        row("product, folder on the wire", &product.0);
        row("plain JavaScript, one file", &vanilla.1);
        row("bare Leptos, folder on the wire", &bare.0);
        row("bare Leptos, single file", &bare.1);
        text
    }

    /// The totals against their budgets.
    pub fn lines(&self) -> Lines {
        let line = |what, of: fn(&(Size, Size)) -> usize| {
            #[expect(clippy::cast_precision_loss, reason = "a file is far below 2^52 bytes")]
            let [product, vanilla, bare] = self
                .totals
                .each_ref()
                .map(|totals| Figure::exact(of(totals) as f64 / 1000.0));
            Line {
                what,
                product,
                vanilla: Some(vanilla),
                bare: Some(bare),
            }
        };
        vec![
            line(What::Wire, |(wire, _)| wire.brotli),
            line(What::SingleFile, |(_, single)| single.raw),
            line(What::SingleFileWire, |(_, single)| single.brotli),
        ]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_digest_is_left_out_of_a_name() {
        for (name, shown) in [
            ("nianbao-11a78b6e0b48.wasm", "nianbao-….wasm"),
            ("nianbao.html", "nianbao.html"),
            ("read-me.txt", "read-me.txt"),
        ] {
            assert_eq!(without_digest(name), shown);
        }
    }

    #[test]
    fn repetition_compresses() -> Result<()> {
        let bytes = "年度报告".repeat(1000).into_bytes();
        assert!(gzip(&bytes)?.len() < 200);
        assert!(brotli(&bytes)? < 100);
        Ok(())
    }
}
