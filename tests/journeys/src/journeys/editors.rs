//! The portals' editors: the real clipboard is pasted into each of them, and what they keep is compared.
//!
//! What is expected stands in `tests/data/export/editors.txt`, the same table as in the manual. With
//! `NIANBAO_WRITE_GOLDEN=1` the journey writes that file anew; read the difference.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail, ensure};
use serde::Deserialize;
use serde_json::json;

use super::export::{copy_rich, copy_source};
use super::import;
use crate::cells::{self, Figures};
use crate::exported::{expect_tables, expect_words};
use crate::probe;
use crate::sample;
use crate::scratch::Reading;
use crate::stage::{Skip, Stage};

/// Where `cargo xtask test` installs the editors.
const PACKAGES: &str = "../editors/node_modules";

/// What was measured before.
const EXPECTED: &str = "../data/export/editors.txt";

/// An editor on a page of its own, with the expressions that speak to it.
struct Editor {
    name: &'static str,
    /// Scripts and styles below [`PACKAGES`].
    files: &'static [&'static str],
    /// What stands in the body.
    body: &'static str,
    /// Makes it.
    start: &'static str,
    /// Whether it answers.
    ready: &'static str,
    /// Where one clicks to write in it.
    area: &'static str,
    /// Its content as it would be published.
    content: &'static str,
    /// Takes the text `source` over from its source view.
    set: &'static str,
}

const AREA: &str = "<textarea id=e></textarea>";

const EDITORS: [Editor; 8] = [
    Editor {
        name: "UEditor 1.4.3.3（NEditor 2.1）",
        files: &[
            "@notadd/neditor/neditor.config.js",
            "@notadd/neditor/neditor.all.min.js",
            "@notadd/neditor/neditor.service.js",
            "@notadd/neditor/i18n/zh-cn/zh-cn.js",
        ],
        body: "<script id=e type=text/plain></script>",
        start: "window.ed = UE.getEditor('e', { autoHeightEnabled: false }); ed.ready(function () { window.there = true; })",
        ready: "!!window.there",
        area: ".edui-editor-iframeholder iframe",
        content: "ed.getContent()",
        set: "ed.setContent(source)",
    },
    Editor {
        name: "UEditor 1.4.3.3，设为纯文本粘贴",
        files: &[
            "@notadd/neditor/neditor.config.js",
            "@notadd/neditor/neditor.all.min.js",
            "@notadd/neditor/neditor.service.js",
            "@notadd/neditor/i18n/zh-cn/zh-cn.js",
        ],
        body: "<script id=e type=text/plain></script>",
        start: "window.ed = UE.getEditor('e', { autoHeightEnabled: false, pasteplain: true }); ed.ready(function () { window.there = true; })",
        ready: "!!window.there",
        area: ".edui-editor-iframeholder iframe",
        content: "ed.getContent()",
        set: "ed.setContent(source)",
    },
    Editor {
        name: "KindEditor 4.1.10",
        files: &[
            "kindeditor/themes/default/default.css",
            "kindeditor/kindeditor-all.js",
            "kindeditor/lang/zh-CN.js",
        ],
        body: AREA,
        start: "window.ed = KindEditor.create('#e')",
        ready: "!!window.ed",
        area: "iframe.ke-edit-iframe",
        content: "ed.html()",
        set: "ed.html(source)",
    },
    Editor {
        name: "CKEditor 4.22",
        files: &["ckeditor4/ckeditor.js"],
        body: AREA,
        start: "window.ed = CKEDITOR.replace('e', { versionCheck: false })",
        ready: "ed.status === 'ready'",
        area: "iframe.cke_wysiwyg_frame",
        content: "ed.getData()",
        set: "ed.setData(source)",
    },
    Editor {
        name: "TinyMCE 5.10",
        files: &["tinymce/tinymce.min.js"],
        body: AREA,
        start: "tinymce.init({ selector: '#e', plugins: 'paste table code', language_url: '' })",
        ready: "!!tinymce.activeEditor && tinymce.activeEditor.initialized",
        area: ".tox-edit-area iframe",
        content: "tinymce.activeEditor.getContent()",
        set: "tinymce.activeEditor.setContent(source)",
    },
    Editor {
        name: "wangEditor 3.1",
        files: &["wangeditor3/release/wangEditor.min.js"],
        body: "<div id=e></div>",
        start: "window.ed = new wangEditor('#e'); ed.create()",
        ready: "!!document.querySelector('.w-e-text')",
        area: ".w-e-text",
        content: "ed.txt.html()",
        set: "ed.txt.html(source)",
    },
    Editor {
        name: "wangEditor 4.7",
        files: &["wangeditor/dist/wangEditor.min.js"],
        body: "<div id=e></div>",
        start: "window.ed = new wangEditor('#e'); ed.create()",
        ready: "!!document.querySelector('.w-e-text')",
        area: ".w-e-text",
        content: "ed.txt.html()",
        set: "ed.txt.html(source)",
    },
    Editor {
        name: "wangEditor 5.1",
        files: &[
            "@wangeditor/editor/dist/css/style.css",
            "@wangeditor/editor/dist/index.js",
        ],
        body: "<div id=e style='height:400px'></div>",
        start: "window.ed = wangEditor.createEditor({ selector: '#e', config: { onCreated: function () { window.there = true; } } })",
        ready: "!!window.there",
        area: "[data-slate-editor]",
        content: "ed.getHtml()",
        set: "ed.setHtml(source)",
    },
];

/// What a page makes of some markup.
#[derive(Debug, Deserialize, PartialEq, Eq)]
struct Looks {
    /// How many table cells span several places.
    merged: usize,
    /// Whether every cell has borders that are seen.
    borders: bool,
    /// Whether they are still seen where the portal's style sheet takes borders away.
    reset: bool,
    /// Whether lines of prose are indented.
    indent: bool,
    /// Whether sizes of text are still there.
    sizes: bool,
}

/// The portals' editors keep text, tables and merges of what is copied, as measured and written in the manual; where they
/// keep the tables, the import reads every line and every figure back.
pub fn portal_editors(stage: &mut Stage) -> Result<()> {
    let packages = Path::new(env!("CARGO_MANIFEST_DIR")).join(PACKAGES);
    if !packages.is_dir() {
        bail!(Skip(
            "the editors are not installed; they need npm".to_owned()
        ));
    }
    // What editors keep does not depend on the page; one browser measures it, the one that most of them are.
    let version = stage.version().to_owned();
    let major = version
        .split('/')
        .nth(1)
        .and_then(|version| version.split('.').next());
    if !version.contains("Chrome") || major.and_then(|major| major.parse().ok()) < Some(120) {
        bail!(Skip(
            "the editors are measured in the current Chromium".to_owned()
        ));
    }
    stage.open()?;
    sample::fill(&mut stage.desk)?;
    let figures = cells::filled_up(&sample::figures());
    stage.desk.wait_cells(&figures)?;
    let prose = stage.desk.prose()?;
    let source = copy_source(stage)?;
    let whole = stage.on_scratch(|scratch| looks(scratch.page(), &source))?;
    let mut lines = Vec::new();
    for editor in &EDITORS {
        let page = page_of(stage, editor, &packages)?;
        for (way, rich) in [("富文本", true), ("源代码", false)] {
            if rich {
                // Puts it on the clipboard; what the scratch page read of it does not matter here.
                copy_rich(stage)?;
            }
            let kept = kept_by(
                stage,
                editor,
                &page,
                rich.then_some(()).ok_or(source.as_str()),
            )
            .with_context(|| format!("{}, {way}", editor.name))?;
            let reading = stage.on_scratch(|scratch| scratch.read_markup(&kept))?;
            let looks = stage.on_scratch(|scratch| looks(scratch.page(), &kept))?;
            let words = words_kept(&reading, &prose);
            let line = format!(
                "| {} | {way} | {} |",
                editor.name,
                judged(&reading, &looks, &whole, &figures, words).join(" | ")
            );
            println!("    {line}");
            lines.push(line);
            // What is left of the tables is read back by the product itself, and every line and figure compared.
            if expect_tables(&reading, &figures).is_ok() {
                import::compare(stage, &kept)?;
                import::wait_proof(&mut stage.desk, 0)
                    .with_context(|| format!("{}, {way}, read back", editor.name))?;
            }
        }
    }
    let found = lines.join("\n") + "\n";
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join(EXPECTED);
    if std::env::var_os("NIANBAO_WRITE_GOLDEN").is_some() {
        fs::write(&file, &found)?;
    }
    let expected = fs::read_to_string(&file)?;
    ensure!(
        found == expected,
        "the editors keep something else than {}:\n{found}",
        file.display()
    );
    Ok(())
}

/// The words of the table for what is left: text, tables, borders, indent, sizes.
fn judged(
    reading: &Reading,
    looks: &Looks,
    whole: &Looks,
    figures: &Figures,
    words: bool,
) -> [&'static str; 5] {
    let tables = expect_tables(reading, figures).is_ok();
    [
        if words { "完整" } else { "有缺" },
        match tables && looks.merged == whole.merged {
            true => "完整",
            false if reading.tables.is_empty() => "变成文字",
            false => "有缺",
        },
        match (tables && looks.borders, looks.reset) {
            (true, true) => "保留",
            (true, false) => "网站样式可能隐去",
            (false, _) => "不保留",
        },
        if looks.indent { "保留" } else { "不保留" },
        if looks.sizes { "保留" } else { "不保留" },
    ]
}

fn words_kept(reading: &Reading, prose: &std::collections::BTreeMap<String, String>) -> bool {
    reading.has_block(sample::TITLE) && expect_words(reading, prose).is_ok()
}

/// A page that holds nothing but the editor.
fn page_of(stage: &Stage, editor: &Editor, packages: &Path) -> Result<PathBuf> {
    let mut head = "<!DOCTYPE html><html lang=zh-CN><head><meta charset=utf-8>".to_owned();
    for file in editor.files {
        let path = packages
            .join(file)
            .canonicalize()
            .with_context(|| (*file).to_owned())?;
        let url = format!("file://{}", path.display());
        head.push_str(&match file.ends_with(".css") {
            true => format!("<link rel=stylesheet href=\"{url}\">"),
            false => format!("<script src=\"{url}\"></script>"),
        });
    }
    let html = format!(
        "{head}</head><body>{}<script>{}</script></body></html>",
        editor.body, editor.start
    );
    stage.write_file("editor.html", html.as_bytes())
}

/// What the editor would publish after a real paste, or after its source view has taken a text.
fn kept_by(
    stage: &mut Stage,
    editor: &Editor,
    page: &Path,
    way: std::result::Result<(), &str>,
) -> Result<String> {
    let mut desk = stage.blank_window()?;
    let page_url = format!("file://{}", page.display());
    desk.page().navigate(&page_url)?;
    desk.wait("the editor", |desk| {
        Ok((desk.page().evaluate(editor.ready)? == true).then_some(()))
    })?;
    desk.page().bring_to_front()?;
    let at = desk.point_of(editor.area)?;
    desk.page().click_at(at.x, at.y)?;
    match way {
        Ok(()) => desk.paste()?,
        Err(source) => {
            let set = format!(
                "(function (source) {{ {}; return true; }})({})",
                editor.set,
                json!(source)
            );
            desk.page().evaluate(&set)?;
        }
    }
    // Editors work on a paste for a while.
    let mut last = String::new();
    let kept = desk.wait("the pasted report", |desk| {
        let answer = desk.page().evaluate(editor.content)?;
        let now = answer.as_str().unwrap_or_default().to_owned();
        let stands = now == last && now.contains(sample::HEADINGS[5]);
        last = now;
        Ok(stands.then(|| last.clone()))
    });
    desk.page().navigate("about:blank")?;
    kept
}

fn looks(page: &mut dyn crate::browser::Page, markup: &str) -> Result<Looks> {
    probe::ask(page, "looksOf", &json!([markup]))
}
