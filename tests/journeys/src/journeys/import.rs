//! Reports that are brought in: last year's pasted page, files of several kinds, and what is refused.

use anyhow::{Result, ensure};

use crate::desk::Desk;
use crate::stage::Stage;

/// The place to paste into, with the focus.
const TARGET: &str = "[data-import-target]:focus";
/// What opens the file chooser.
const CHOOSE: &str = "[data-action=\"choose-import-file\"]";

/// A published page of last year as a browser copies it: the page around it, the tables, and a picture from elsewhere.
fn page() -> String {
    let exported = include_str!("../../../data/export/report.html");
    format!(
        "<div><a href=\"https://example.invalid/\">首页</a> &gt; 政府信息公开年报</div>\
         <img src=\"https://example.invalid/logo.png\" onerror=\"document.title='ran'\">\
         <script>document.title = 'ran'</script>{exported}\
         <p>【打印】【关闭窗口】</p><p>主办单位：示例县人民政府</p>"
    )
}

/// Last year's page is pasted: its figures stand beside this year's, what was carried forward is carried over, and
/// nothing of the page runs or is asked for.
pub fn last_year(stage: &mut Stage) -> Result<()> {
    stage.set_clipboard("示例", Some(&page()))?;
    stage.open()?;
    stage.desk.new_draft()?;
    stage.desk.log()?.requests.clear();
    open(&mut stage.desk)?;
    stage.desk.paste()?;
    previewed(&mut stage.desk)?;
    stage.desk.click("[data-import-as=\"previous\"]")?;
    stage.desk.wait("last year to be chosen", |desk| {
        Ok((desk.count("[data-import-as=\"previous\"]:checked")? == 1).then_some(()))
    })?;
    let before = stage.desk.cell_texts()?;
    ensure!(
        before.values().all(String::is_empty),
        "something was written before it was taken"
    );
    stage.desk.act("apply-import")?;
    closed(&mut stage.desk)?;
    stage
        .desk
        .wait_cell("applications.carried_over.natural_person", "1")?;
    stage
        .desk
        .wait_cell("applications.carried_over.total", "1")?;
    stage
        .desk
        .wait_cell("applications.newly_received.natural_person", "")?;
    let title = stage.desk.page().evaluate("document.title")?;
    ensure!(
        title.as_str() != Some("ran"),
        "something of the pasted page ran"
    );
    let requests = stage.desk.requests()?;
    ensure!(requests.is_empty(), "{requests:?}");
    // One step takes all of it back.
    stage.desk.press("Control+z")?;
    stage
        .desk
        .wait_cell("applications.carried_over.natural_person", "")?;
    stage.desk.press("Control+y")?;
    stage
        .desk
        .wait_cell("applications.carried_over.natural_person", "1")?;
    stage.desk.wait_status("saved")?;
    stage.desk.reload()?;
    stage
        .desk
        .wait_cell("applications.carried_over.natural_person", "1")?;
    beside(&mut stage.desk)
}

/// Last year's figures stand beside this year's while they are wanted, with the difference; its prose is written from.
fn beside(desk: &mut Desk) -> Result<()> {
    desk.go_to("applications")?;
    desk.click("[data-part=\"applications\"] [data-action=\"toggle-previous\"]")?;
    desk.wait("last year's figures", |desk| {
        Ok((desk.count("[data-previous-cell]")? == 200).then_some(()))
    })?;
    desk.type_into_cell("applications.disclosed.natural_person", "9")?;
    wait_beside(desk, "applications.disclosed.natural_person", "6＋3")?;
    wait_beside(desk, "applications.disclosed.total", "8＋1")?;
    desk.type_into_cell("applications.disclosed.natural_person", "4")?;
    wait_beside(desk, "applications.disclosed.natural_person", "6－2")?;
    desk.type_into_cell("applications.carried_over.natural_person", "5")?;
    desk.act("carry-over")?;
    desk.wait_cell("applications.carried_over.natural_person", "1")?;
    desk.click("[data-part=\"applications\"] [data-action=\"toggle-previous\"]")?;
    desk.wait("last year's figures to be gone", |desk| {
        Ok((desk.count("[data-previous-cell]")? == 0).then_some(()))
    })?;
    desk.go_to("other_matters")?;
    desk.click("[data-part=\"other_matters\"] [data-action=\"write-from-previous\"]")?;
    desk.wait("last year's prose", |desk| {
        let prose = desk.prose()?;
        let text = prose.get("other_matters").map(String::as_str);
        Ok((text == Some("2025年没有收取信息处理费。")).then_some(()))
    })
}

fn wait_beside(desk: &mut Desk, cell: &str, shown: &str) -> Result<()> {
    let selector = format!("[data-previous-cell=\"{cell}\"]");
    let script = format!("document.querySelector('{selector}').parentElement.textContent");
    desk.wait(&format!("{shown} beside {cell}"), |desk| {
        let text = desk.page().evaluate(&script)?;
        Ok((text.as_str() == Some(shown)).then_some(()))
    })
}

/// What was exported comes back as a published page, first as it is, then with a figure and a word changed: the comparison
/// says so, names the places and leads to them, and the check record has it.
pub fn published_page(stage: &mut Stage) -> Result<()> {
    stage.open()?;
    let desk = &mut stage.desk;
    desk.act("open-example")?;
    desk.wait_cell("applications.newly_received.natural_person", "30")?;
    let exported = stage.download("download-html")?;
    let exported = exported.text()?.to_owned();
    compare(stage, &exported)?;
    wait_proof(&mut stage.desk, 0)?;

    let cell = ">58<";
    let line = "信息处理费";
    ensure!(
        exported.contains(cell) && exported.contains(line),
        "another example"
    );
    let altered = exported
        .replacen(cell, ">85<", 1)
        .replacen(line, "信息费", 1);
    compare(stage, &altered)?;
    let desk = &mut stage.desk;
    wait_proof(desk, 2)?;
    desk.click("[data-difference=\"proactive.penalty.decisions\"]")?;
    desk.wait_focus("proactive.penalty.decisions")?;
    wait_record(desk, &["2 处不一致"])?;

    // A day later the record still has it; so has a backup file, and a change since then is told.
    desk.wait_status("saved")?;
    desk.reload()?;
    desk.wait_cell("applications.newly_received.natural_person", "30")?;
    wait_record(desk, &["2 处不一致"])?;
    ensure!(
        !desk.body_text()?.contains(CHANGED_SINCE),
        "nothing has changed since"
    );
    let changed = [("proactive.penalty.decisions".to_owned(), "59".to_owned())];
    desk.fill_cells(&changed.into())?;
    wait_record(desk, &["2 处不一致", CHANGED_SINCE])?;
    let backup = stage.download("download-backup")?;
    let file = stage.write_file("备份.json", backup.text()?.as_bytes())?;
    let desk = &mut stage.desk;
    desk.new_draft()?;
    desk.restore(file)?;
    desk.wait_cell("proactive.penalty.decisions", "59")?;
    wait_record(desk, &["2 处不一致", CHANGED_SINCE])
}

/// What the check record says of a comparison that is out of date.
const CHANGED_SINCE: &str = "核对后内容有改动";

/// Waits for a check record that says all this.
fn wait_record(desk: &mut Desk, said: &[&str]) -> Result<()> {
    desk.act("check-record")?;
    desk.wait("the check record", |desk| {
        let text = desk.body_text()?;
        let all = said.iter().all(|said| text.contains(said));
        Ok((text.contains("校核记录") && all).then_some(()))
    })
}

/// Takes a page for comparing and nothing else.
pub fn compare(stage: &mut Stage, page: &str) -> Result<()> {
    let file = stage.write_file("已发布.html", page.as_bytes())?;
    let desk = &mut stage.desk;
    desk.act("compare-published")?;
    desk.wait("the place to paste into", |desk| {
        Ok((desk.count(TARGET)? == 1).then_some(()))
    })?;
    desk.choose_files(CHOOSE, &[file])?;
    previewed(desk)?;
    desk.act("apply-import")?;
    closed(desk)
}

/// Waits for a comparison with so many differences.
pub fn wait_proof(desk: &mut Desk, differences: usize) -> Result<()> {
    desk.wait(&format!("{differences} differences"), |desk| {
        let selector = format!("[data-proof=\"{differences}\"]");
        Ok((desk.count_seen(&selector)? == 1).then_some(()))
    })
}

/// Two files are dropped at once, a text in the older Chinese encoding and one that is no report; the one is read, the other
/// told of. A backup file is dropped next.
pub fn dropped(stage: &mut Stage) -> Result<()> {
    const TEXT: &[u8] = include_bytes!("../../../data/import/report-gb18030.txt");
    const BACKUP: &[u8] = include_bytes!("../../../../src/ui/wording/example.json");
    stage.open()?;
    let files = [
        stage.write_file("年报.txt", TEXT)?,
        stage.write_file("年报.pdf", b"%PDF-1.4")?,
    ];
    let backup = stage.write_file("备份.json", BACKUP)?;
    let desk = &mut stage.desk;
    desk.new_draft()?;
    open(desk)?;
    watch_status(desk)?;
    desk.drop_files(TARGET, &files)?;
    previewed(desk)?;
    desk.wait_message(&["年报.pdf"])?;
    // It was said before the work began, in a frame that the browser painted, and is gone.
    desk.wait("the end of the reading", |desk| {
        let seen = desk
            .page()
            .evaluate("JSON.stringify(window.nianbaoStatus)")?;
        let said: Vec<String> = serde_json::from_str(seen.as_str().unwrap_or_default())?;
        let is_whole = match said.as_slice() {
            [first, last] => first.starts_with("正在读取……") && last.is_empty(),
            _ => false,
        };
        Ok(is_whole.then_some(()))
    })?;
    desk.click("[data-import-as=\"current\"]")?;
    desk.act("apply-import")?;
    closed(desk)?;
    desk.wait_cell("applications.disclosed.natural_person", "6")?;
    ensure!(desk.field("organ")? == "示例县园林绿化局");

    open(desk)?;
    desk.drop_files(TARGET, &[backup])?;
    previewed(desk)?;
    desk.click("[data-import-as=\"current\"]")?;
    desk.act("apply-import")?;
    closed(desk)?;
    desk.wait_cell("proactive.penalty.decisions", "58")
}

/// Notes what the dialog's status says at each frame, each change once.
fn watch_status(desk: &mut Desk) -> Result<()> {
    desk.page().evaluate(
        "(function () {
            var seen = window.nianbaoStatus = [];
            (function look() {
                var status = document.querySelector('[role=dialog] [role=status]');
                var text = status ? status.textContent : '';
                if (text !== (seen.length ? seen[seen.length - 1] : '')) { seen.push(text); }
                requestAnimationFrame(look);
            })();
        })()",
    )?;
    Ok(())
}

/// A page, a Word file and an Excel file are chosen, seen, taken as this year's report, and taken back.
pub fn files(stage: &mut Stage) -> Result<()> {
    const WORD: &[u8] = include_bytes!("../../../data/import/report.docx");
    const EXCEL: &[u8] = include_bytes!("../../../data/import/report.xlsx");
    let page = page();
    stage.open()?;
    for (name, bytes) in [
        ("年报.html", page.as_bytes()),
        ("年报.docx", WORD),
        ("年报.xlsx", EXCEL),
    ] {
        stage.desk.new_draft()?;
        open(&mut stage.desk)?;
        choose(stage, name, bytes)?;
        previewed(&mut stage.desk)?;
        stage.desk.click("[data-import-as=\"current\"]")?;
        stage.desk.act("apply-import")?;
        closed(&mut stage.desk)?;
        let desk = &mut stage.desk;
        desk.wait_cell("applications.disclosed.natural_person", "6")?;
        desk.wait_cell("applications.disclosed.total", "8")?;
        desk.wait_cell("proactive.fees.amount", "4166.241619")?;
        desk.wait_cell("review.reconsideration.total", "1")?;
        let prose = desk.prose()?;
        let other = prose.get("other_matters").map_or("", String::as_str);
        ensure!(other == "2025年没有收取信息处理费。", "{name}: {other:?}");
        ensure!(desk.field("organ")? == "示例县园林绿化局", "{name}");
        ensure!(desk.field("publish_date")? == "2026-01-20", "{name}");
        desk.press("Control+z")?;
        desk.wait_cell("applications.disclosed.natural_person", "")?;
        ensure!(
            desk.field("organ")?.is_empty(),
            "{name}: the organ is still there"
        );
    }
    // Compared with itself nothing differs, and nothing is written.
    stage.desk.press("Control+y")?;
    stage
        .desk
        .wait_cell("applications.disclosed.natural_person", "6")?;
    stage
        .desk
        .type_into_cell("applications.disclosed.natural_person", "7")?;
    open(&mut stage.desk)?;
    choose(stage, "年报.docx", WORD)?;
    previewed(&mut stage.desk)?;
    stage.desk.click("[data-import-as=\"compare\"]")?;
    stage
        .desk
        .wait("the one difference and its total", |desk| {
            let own =
                desk.count("[data-import-differs=\"applications.disclosed.natural_person\"]")?;
            Ok((own == 1 && desk.count("[data-import-differs]")? <= 4).then_some(()))
        })?;
    stage.desk.act("apply-import")?;
    closed(&mut stage.desk)?;
    stage
        .desk
        .wait_cell("applications.disclosed.natural_person", "7")
}

/// What cannot be read is told with what to do instead, and the draft stays as it is.
pub fn refused(stage: &mut Stage) -> Result<()> {
    stage.open()?;
    stage.desk.new_draft()?;
    open(&mut stage.desk)?;
    let cases: [(&str, &[u8], &str); 5] = [
        (
            "年报.doc",
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
            "另存为 .docx",
        ),
        (
            "年报.wps",
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
            "另存为 .docx",
        ),
        ("年报.pdf", b"%PDF-1.7", "是 PDF"),
        ("年报.docx", b"PK\x03\x04 cut off", "没有下载完"),
        (
            "通知.txt",
            "今天下午开会。".as_bytes(),
            "没有找到年报的内容",
        ),
    ];
    for (name, bytes, told) in cases {
        choose(stage, name, bytes)?;
        stage
            .desk
            .wait(&format!("what to do about {name}"), |desk| {
                Ok(desk.body_text()?.contains(told).then_some(()))
            })?;
        ensure!(!stage.desk.offers("apply-import")?, "{name} can be taken");
        stage.desk.act("import-again")?;
    }
    stage.desk.press("Escape")?;
    closed(&mut stage.desk)?;
    let texts = stage.desk.cell_texts()?;
    ensure!(texts.values().all(String::is_empty));
    Ok(())
}

fn open(desk: &mut Desk) -> Result<()> {
    desk.act("import")?;
    desk.wait("the focus in the place to paste into", |desk| {
        Ok((desk.count(TARGET)? == 1).then_some(()))
    })
}

fn choose(stage: &mut Stage, name: &str, bytes: &[u8]) -> Result<()> {
    let path = stage.write_file(name, bytes)?;
    stage.desk.choose_files(CHOOSE, &[path])
}

fn previewed(desk: &mut Desk) -> Result<()> {
    desk.wait("what was found", |desk| {
        Ok(desk.offers("apply-import")?.then_some(()))
    })
}

fn closed(desk: &mut Desk) -> Result<()> {
    desk.wait("the dialog to be gone", |desk| {
        Ok((desk.count("[role=dialog]")? == 0).then_some(()))
    })
}
