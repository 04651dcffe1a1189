//! The ways out besides the portal: Word, spreadsheet, attachments, picture, paper, check record.

use std::fs;
use std::path::Path;
use std::process::Command;

use super::export::copy_source;
use crate::cells;
use crate::probe;
use crate::sample;
use crate::stage::{Download, Skip, Stage};
use anyhow::{Context, Result, bail, ensure};

/// The section whose table has to stand on one page, and its last row.
const WHOLE: [&str; 2] = [sample::HEADINGS[2], "四、结转下年度继续办理"];

/// What stands on the buttons and must not stand on paper.
const BUTTONS: [&str; 4] = ["复制源代码", "下载备份", "校核结果", "全部草稿"];

/// A cell whose figure breaks an identity when it is 2.
const BROKEN: &str = "applications.carried_forward.natural_person";

/// Files, options and pictures carry the report as it was entered, marked as a draft while it has errors.
pub fn files(stage: &mut Stage) -> Result<()> {
    open_sample(stage)?;
    for draft in [false, true] {
        if draft {
            stage.desk.type_into_cell(BROKEN, "2")?;
            stage.desk.wait_error_at(BROKEN)?;
        }
        for (verb, ending) in [
            ("download-docx", ".docx"),
            ("download-xlsx", ".xlsx"),
            ("download-zip", ".zip"),
            ("download-picture", ".png"),
        ] {
            let file = stage.download(verb)?;
            expect_file(&file, ending, draft).with_context(|| verb.to_owned())?;
        }
    }
    stage.desk.type_into_cell(BROKEN, "1")?;
    stage.desk.wait_no_error()?;

    let plain = copy_source(stage)?;
    stage.desk.click("[data-option=\"full-width-indent\"]")?;
    stage.desk.click("[data-option=\"important-borders\"]")?;
    let source = copy_source(stage)?;
    ensure!(
        source.contains("\u{3000}\u{3000}本报告") && source.contains("!important"),
        "the options are not in the source"
    );
    ensure!(!plain.contains("!important"), "nobody has asked for it");
    Ok(())
}

/// The preview shows what an editor leaves, the check record and the picture.
pub fn looking(stage: &mut Stage) -> Result<()> {
    open_sample(stage)?;
    stage.desk.act("toggle-preview")?;
    let text = |stage: &mut Stage| -> Result<String> {
        let said = stage
            .desk
            .page()
            .evaluate("document.querySelector('main article').innerHTML")?;
        Ok(said.as_str().unwrap_or_default().to_owned())
    };
    for (kept, has, has_not) in [
        ("everything", "style=", "<p>一、总体情况</p>"),
        ("attributes", "border=\"1\"", "style="),
        ("structure", "colspan=\"7\"", "border="),
        ("text", "<p>一、总体情况</p>", "<table"),
    ] {
        stage.desk.choose_option("[data-option=\"kept\"]", kept)?;
        stage.desk.wait(&format!("{kept} in the preview"), |desk| {
            let said = desk
                .page()
                .evaluate("document.querySelector('main article').innerHTML")?;
            let said = said.as_str().unwrap_or_default();
            Ok((said.contains(has) && !said.contains(has_not)).then_some(()))
        })?;
    }
    stage.screenshot("text")?;

    stage.desk.act("check-record")?;
    stage.desk.wait("the check record", |desk| {
        Ok((desk.count_seen("main .nb-record")? == 1).then_some(()))
    })?;
    stage.screenshot("record")?;
    let record = text(stage)?;
    for said in [
        sample::ORGAN,
        sample::TITLE,
        "错误 0 处",
        "编制：",
        "审核：",
        "签发：",
    ] {
        ensure!(record.contains(said), "{said} is not in the record");
    }
    stage.desk.act("show-picture")?;
    stage.desk.wait("the picture", |desk| {
        Ok((desk.count_seen("main article svg rect")? > 12).then_some(()))
    })?;
    stage.screenshot("picture")?;
    stage.desk.act("toggle-preview")?;
    stage.desk.act("toggle-preview")?;
    stage.desk.wait("the report again", |desk| {
        Ok((desk.count_seen("main article p")? > 0).then_some(()))
    })
}

/// What is printed is in the page while it is printed and not otherwise, and the button asks for printing.
pub fn printing(stage: &mut Stage) -> Result<()> {
    open_sample(stage)?;
    let page = stage.desk.page();
    page.evaluate("window.journeysPrinted = 0, window.print = function () { window.journeysPrinted += 1; }, true")?;
    stage.desk.act("print")?;
    stage.desk.wait("the print dialog", |desk| {
        let printed = desk.page().evaluate("window.journeysPrinted")?;
        Ok((printed == 1).then_some(()))
    })?;
    // The browser really prints; what is in the page is noted at both moments.
    stage.desk.page().evaluate(PAPER)?;
    stage.desk.page().print_pdf()?;
    stage.desk.wait("both moments of printing", |desk| {
        let noted = desk
            .page()
            .evaluate("JSON.stringify(window.journeysPaper)")?;
        let noted: Vec<(String, usize)> = probe::told(noted)?;
        if noted.len() < 2 {
            return Ok(None);
        }
        let expected = [("beforeprint".to_owned(), 3), ("afterprint".to_owned(), 0)];
        ensure!(noted == expected, "on paper are {noted:?} tables");
        Ok(Some(()))
    })
}

/// Notes how many tables are on paper before and after printing, once the page has done its own.
const PAPER: &str = "(function () {
    window.journeysPaper = [];
    ['beforeprint', 'afterprint'].forEach(function (moment) {
        window.addEventListener(moment, function () {
            window.journeysPaper.push([moment, document.querySelectorAll('.nb-paper table').length]);
        });
    });
})()";

/// Paper has the report alone, section three's table on one page, and the record on one page.
pub fn paper(stage: &mut Stage) -> Result<()> {
    if Command::new("pdftotext").arg("-v").output().is_err() {
        bail!(Skip("pdftotext is not installed".to_owned()));
    }
    open_sample(stage)?;
    let pages = print(stage, "report")?;
    // As in Chromium 66, where 一 comes back as the radical ⼀.
    if pages.concat().contains('\u{2f00}') {
        bail!(Skip("its PDF names characters otherwise".to_owned()));
    }
    expect_report(&pages, false)?;

    stage.desk.act("check-record")?;
    let record = print(stage, "record")?;
    ensure!(record.len() == 1, "the record has {} pages", record.len());
    let record = record.concat();
    for said in ["校核记录", sample::ORGAN, "编制：", "签发："] {
        ensure!(record.contains(said), "{said} is not in {record}");
    }
    for button in BUTTONS {
        ensure!(!record.contains(button), "{button} is on paper");
    }
    stage.desk.act("toggle-preview")?;

    stage.desk.type_into_cell(BROKEN, "2")?;
    stage.desk.wait_error_at(BROKEN)?;
    let pages = print(stage, "draft")?;
    expect_report(&pages, true)
}

fn open_sample(stage: &mut Stage) -> Result<()> {
    stage.open()?;
    sample::fill(&mut stage.desk)?;
    let figures = cells::filled_up(&sample::figures());
    stage.desk.wait_cells(&figures)?;
    stage.desk.wait_no_error()
}

fn expect_file(file: &Download, ending: &str, draft: bool) -> Result<()> {
    let Download { name, bytes } = file;
    ensure!(
        name.contains(sample::ORGAN) && name.ends_with(ending),
        "it is called {name}"
    );
    ensure!(name.contains("草稿") == draft, "it is called {name}");
    if ending == ".png" {
        ensure!(
            bytes.starts_with(b"\x89PNG") && bytes.len() > 4000,
            "no picture"
        );
        return Ok(());
    }
    // Its parts are stored as they are.
    let text = String::from_utf8_lossy(bytes);
    ensure!(text.starts_with("PK"), "no archive");
    ensure!(text.contains(sample::TITLE), "the title is not in it");
    ensure!(
        text.contains("（草稿）") == draft,
        "marked as a draft: {}",
        !draft
    );
    Ok(())
}

fn expect_report(pages: &[String], draft: bool) -> Result<()> {
    let all = pages.concat();
    ensure!(all.contains(sample::TITLE), "the title is not in {all}");
    for heading in sample::HEADINGS {
        ensure!(all.matches(heading).count() == 1, "{heading} in {all}");
    }
    for button in BUTTONS {
        ensure!(!all.contains(button), "{button} is on paper");
    }
    let whole = pages
        .iter()
        .any(|page| WHOLE.iter().all(|text| page.contains(text)));
    ensure!(whole, "section three is torn apart: {pages:#?}");
    let marks = all.matches("草稿").count();
    ensure!(marks == if draft { 2 } else { 0 }, "{marks} times 草稿");
    Ok(())
}

/// The text of each page that the browser prints, without the blanks of the layout.
fn print(stage: &mut Stage, name: &str) -> Result<Vec<String>> {
    let pdf = stage.desk.page().print_pdf()?;
    let file = stage.write_file(&format!("{name}.pdf"), &pdf)?;
    if let Some(folder) = std::env::var_os("NIANBAO_PAPER") {
        fs::create_dir_all(&folder)?;
        fs::copy(
            &file,
            Path::new(&folder).join(format!("printed-{name}.pdf")),
        )?;
    }
    let text = Command::new("pdftotext")
        .args(["-layout".as_ref(), file.as_os_str(), "-".as_ref()])
        .output()?;
    let text = String::from_utf8(text.stdout)?;
    let closed = |page: &str| page.chars().filter(|c| !c.is_whitespace()).collect();
    Ok(text
        .trim_end_matches('\u{c}')
        .split('\u{c}')
        .map(closed)
        .collect())
}
