//! What an office program makes of the files: LibreOffice opens them and prints them as PDF, poppler reads that.
//!
//! Where one of the two is missing the test says that it is skipped. `NIANBAO_PAPER=DIR` keeps the PDF and a picture of
//! each page there, to be looked at.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use nianbao::export::document::Document;
use nianbao::export::zip::{self, Entry};
use nianbao::export::{docx, xlsx};
use tempfile::TempDir;

use crate::{archive, sample, skipped};

/// Whether a program is there; says what is skipped where it is not.
fn is_installed(program: &str, ask: &str) -> bool {
    let there = Command::new(program).arg(ask).output().is_ok();
    if !there {
        skipped::say(&format!("{program} is not installed"));
    }
    there
}

/// A folder with the file and what LibreOffice made of it; `None` where it cannot be asked.
fn convert(name: &str, bytes: &[u8], kind: &str) -> Option<TempDir> {
    if !is_installed("soffice", "--version") {
        return None;
    }
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join(name);
    fs::write(&file, bytes).expect("written");
    // A profile of its own, so that it neither meets a running office nor leaves anything behind.
    let profile = format!(
        "-env:UserInstallation=file://{}",
        folder.path().join("profile").display()
    );
    let done = Command::new("soffice")
        .args([&profile, "--headless", "--convert-to", kind, "--outdir"])
        .args([folder.path(), &file])
        .output()
        .expect("soffice runs");
    let made = fs::read_dir(folder.path()).expect("a folder").count() > 2;
    assert!(made, "{}", String::from_utf8_lossy(&done.stderr));
    Some(folder)
}

/// The text of each page that LibreOffice prints of a file; `None` where it cannot be asked.
fn pages(name: &str, bytes: &[u8]) -> Option<Vec<String>> {
    if !is_installed("pdftotext", "-v") {
        return None;
    }
    let folder = convert(name, bytes, "pdf")?;
    let pdf = folder.path().join(name).with_extension("pdf");
    keep(&pdf);
    let text = Command::new("pdftotext")
        .args(["-layout".as_ref(), pdf.as_os_str(), "-".as_ref()])
        .output()
        .expect("pdftotext runs");
    let text = String::from_utf8(text.stdout).expect("UTF-8");
    let pages = text.trim_end_matches('\u{c}').split('\u{c}');
    Some(pages.map(str::to_owned).collect())
}

/// Keeps what was printed for somebody to look at, if asked for.
fn keep(pdf: &Path) {
    let Some(folder) = std::env::var_os("NIANBAO_PAPER").map(PathBuf::from) else {
        return;
    };
    let name = pdf.file_name().expect("a name");
    fs::create_dir_all(&folder).expect("a folder");
    fs::copy(pdf, folder.join(name)).expect("copied");
    Command::new("pdftoppm")
        .args(["-r", "60", "-png"])
        .args([pdf, &folder.join(name).with_extension("")])
        .status()
        .expect("pdftoppm runs");
}

/// A text without the blanks that the layout puts between its letters.
fn closed(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

/// A report as long as real ones, so that its tables begin anywhere on a page.
fn long_report() -> Document {
    let mut draft = sample::draft();
    let line = "2025年，本局按照统一部署推进政务公开，发布“花期”等信息12条——均为虚构……以此看一行容纳多少字。";
    let mut prose = "（一）主动公开。全年发布信息。\n1.平台建设\n".to_owned();
    for _ in 0..14 {
        prose.push_str(line);
        prose.push('\n');
    }
    draft.set_prose(nianbao::model::section::Section::Overview, prose.as_str());
    let report = nianbao::model::report::Report::from_draft(&draft);
    Document::of_report(&report.expect("complete"))
}

#[test]
fn the_word_file_is_printed_as_an_official_document() {
    let Some(pages) = pages("report.docx", &docx::bytes(&long_report())) else {
        return;
    };
    let closed: Vec<String> = pages.iter().map(|page| closed(page)).collect();
    for (at, page) in closed.iter().enumerate() {
        let number = format!("—{}—", at + 1);
        assert!(page.ends_with(&number), "page {}: {page}", at + 1);
    }
    // Section three's table begins and ends on one page, below its heading.
    let whole = |page: &&String| {
        page.contains("三、收到和处理政府信息公开申请情况")
            && page.contains("申请人情况")
            && page.contains("四、结转下年度继续办理")
    };
    assert_eq!(closed.iter().filter(whole).count(), 1, "{closed:#?}");
    // 28 characters fill a line, as the standard has it.
    let longest = pages.first().map(|page| {
        let lines = page.lines().map(|line| line.trim().chars().count());
        lines.max().unwrap_or_default()
    });
    assert!(longest >= Some(28), "{longest:?}");
}

#[test]
fn the_spreadsheet_computes_the_totals_of_the_report() {
    let document = Document::of_report(&sample::report());
    // Without the totals that we wrote down, so that those that come back were computed.
    let mut parts = Vec::new();
    for (name, bytes) in archive::files(&xlsx::bytes(&document)) {
        let text = String::from_utf8(bytes).expect("UTF-8");
        let mut pieces = text.split("</f>");
        let mut bare = pieces.next().unwrap_or_default().to_owned();
        for piece in pieces {
            let value = piece.split_once("</v>").map_or(piece, |(_, rest)| rest);
            bare.push_str("</f>");
            bare.push_str(value);
        }
        parts.push(Entry::text(&name, bare));
    }
    // Comma-separated UTF-8, what the cells show, the second sheet.
    let kind = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,2";
    let Some(folder) = convert("report.xlsx", &zip::pack(&parts), kind) else {
        return;
    };
    let sheet = fs::read_to_string(folder.path().join("report-第三部分.csv")).expect("UTF-8");
    for row in [
        "一、本年新收政府信息公开申请数量,,,9,2,0,0,0,1,12",
        ",（七）总计,,9,2,0,0,0,1,12",
        "四、结转下年度继续办理,,,1,0,0,0,0,0,1",
    ] {
        assert!(sheet.lines().any(|line| line == row), "{row}: {sheet}");
    }
    pages("tables.xlsx", &xlsx::bytes(&document));
}
