//! Who may use whom, and other rules that every source file keeps. `ARCHITECTURE.md` has the
//! picture; this is what holds the code to it.

use std::collections::BTreeMap;
use std::path::Path;

use nianbao::model::section::Section;
use nianbao::model::table::Table;
use nianbao::model::table::layout::Content;
use nianbao::model::title;

use source::{Source, Token};

/// Splits Rust source into words, marks and string literals.
mod source;

/// What one layer may use.
struct Layer {
    name: &'static str,
    layers: &'static [&'static str],
    crates: Crates,
    /// Whether it may use the outside world through `std`: clock, files, network.
    outside: bool,
}

/// Which packages a layer may use, by their names in source.
enum Crates {
    Only(&'static [&'static str]),
    AllBut(&'static [&'static str]),
}

const LAYERS: [Layer; 7] = [
    Layer {
        name: "model",
        layers: &[],
        crates: Crates::Only(&[]),
        outside: false,
    },
    Layer {
        name: "checks",
        layers: &["model"],
        crates: Crates::Only(&[]),
        outside: false,
    },
    Layer {
        name: "import",
        layers: &["model"],
        crates: Crates::Only(&[]),
        outside: false,
    },
    Layer {
        name: "export",
        layers: &["model", "checks"],
        crates: Crates::Only(&[]),
        outside: false,
    },
    Layer {
        name: "storage",
        layers: &["model"],
        crates: Crates::Only(&["serde", "serde_json"]),
        outside: false,
    },
    Layer {
        name: "ui",
        layers: &["model", "checks", "import", "export", "storage"],
        crates: Crates::AllBut(&["gloo_storage"]),
        outside: true,
    },
    Layer {
        name: "main",
        layers: &["ui"],
        crates: Crates::AllBut(&["gloo_storage"]),
        outside: true,
    },
];

/// The only files that touch the browser's storage, with what lies in the folders beside them.
const BROWSER_STORAGE: [&str; 2] = ["src/storage/store", "src/storage/shelf"];

/// What those files may use besides.
const BROWSER_CRATES: [&str; 4] = ["gloo_storage", "js_sys", "wasm_bindgen", "web_sys"];

/// The names of the browser's storage areas and of what wraps them.
const STORAGE_WORDS: [&str; 6] = [
    "local_storage",
    "session_storage",
    "localStorage",
    "sessionStorage",
    "LocalStorage",
    "SessionStorage",
];

/// Modules of `std` that look outside the program.
const OUTSIDE: [&str; 7] = ["env", "fs", "io", "net", "process", "thread", "time"];

/// What stored texts and backup files call themselves, which is no key.
const KINDS: [&str; 2] = ["nianbao.draft", "nianbao.stored"];

/// The file that has all storage keys.
const KEYS: &str = "src/storage/key.rs";

/// Everything wrong with a set of files, one readable line for each fault.
fn faults(files: &[(String, String)], packages: &[String]) -> Vec<String> {
    let mut faults = Vec::new();
    let mut labels: BTreeMap<&'static str, Vec<String>> = official_labels()
        .into_iter()
        .map(|label| (label, Vec::new()))
        .collect();
    for (path, text) in files {
        if !text.lines().next().is_some_and(|line| {
            line.strip_prefix("//! ")
                .is_some_and(|words| !words.trim().is_empty())
        }) {
            faults.push(format!(
                "{path}: the first line does not say what the file is for (//!)"
            ));
        }
        let source = Source::read(text);
        for (line, literal) in source.literals() {
            if let Some(places) = labels.get_mut(literal.trim()) {
                places.push(format!("{path}:{line}"));
            }
            if literal.starts_with("nianbao.") && path != KEYS && !KINDS.contains(&literal) {
                faults.push(format!(
                    "{path}:{line}: storage key {literal:?} outside {KEYS}"
                ));
            }
        }
        uses(path, &source, packages, &mut faults);
    }
    for (label, places) in labels {
        if places.len() > 1 {
            faults.push(format!(
                "official label “{label}” stands {} times: {}",
                places.len(),
                places.join(", ")
            ));
        }
    }
    faults
}

/// The faults in what a file uses.
fn uses(path: &str, source: &Source, packages: &[String], faults: &mut Vec<String>) {
    let Some(name) = layer_name(path) else {
        return;
    };
    let Some(layer) = LAYERS.iter().find(|layer| layer.name == name) else {
        faults.push(format!("{path}: no layer is called “{name}”"));
        return;
    };
    let stores = BROWSER_STORAGE.iter().any(|file| {
        path.strip_prefix(file)
            .is_some_and(|rest| rest == ".rs" || rest.starts_with('/'))
    });
    for (line, used) in source.layers(module_depth(path)) {
        let known = LAYERS.iter().any(|layer| layer.name == used);
        if known && used != layer.name && !layer.layers.contains(&used) {
            faults.push(format!("{path}:{line}: {name} must not use {used}"));
        }
    }
    for (line, used) in source.packages(packages) {
        let allowed = match layer.crates {
            Crates::Only(names) => names.contains(&used),
            Crates::AllBut(names) => !names.contains(&used),
        };
        let for_storage = stores && BROWSER_CRATES.contains(&used);
        if !allowed && !for_storage {
            faults.push(format!("{path}:{line}: {name} must not use {used}"));
        }
    }
    for (at, token) in source.tokens.iter().enumerate() {
        let Token::Word(line, word) = token else {
            continue;
        };
        if STORAGE_WORDS.contains(&word.as_str()) && !stores {
            faults.push(format!(
                "{path}:{line}: {word} outside storage/store.rs and storage/shelf.rs"
            ));
        }
        if !layer.outside && word == "std" {
            for module in source.below(at) {
                if OUTSIDE.contains(&module) {
                    faults.push(format!("{path}:{line}: {name} must not use std::{module}"));
                }
            }
        }
        if name == "export" && matches!(word.as_str(), "HashMap" | "HashSet") {
            faults.push(format!(
                "{path}:{line}: {word} has no order; equal reports must give equal bytes"
            ));
        }
    }
}

/// The layer that a file belongs to; `lib.rs` belongs to none, as it only lists them.
fn layer_name(path: &str) -> Option<&str> {
    let inside = path.strip_prefix("src/").unwrap_or(path);
    let name = inside
        .split('/')
        .next()
        .unwrap_or(inside)
        .trim_end_matches(".rs");
    (name != "lib").then_some(name)
}

/// How many `super` lead from a file's module to the crate root.
fn module_depth(path: &str) -> usize {
    path.strip_prefix("src/").unwrap_or(path).split('/').count()
}

/// Every label of the official format, each once.
fn official_labels() -> Vec<&'static str> {
    let slots = Table::ALL.into_iter().flat_map(Table::layout).flatten();
    let mut labels: Vec<&'static str> = slots
        .filter_map(|slot| match slot.content {
            Content::ColumnHead(label) | Content::RowHead(label) | Content::Band(label) => {
                Some(label)
            }
            Content::Figure(_) => None,
        })
        .chain(Section::ALL.into_iter().filter_map(Section::heading))
        .chain([title::TITLE_END])
        .collect();
    labels.sort_unstable();
    labels.dedup();
    labels
}

/// All Rust files under `src/`, with `/` in their paths.
fn own_files() -> Vec<(String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut open = vec![root.join("src")];
    let mut files = Vec::new();
    while let Some(folder) = open.pop() {
        for entry in std::fs::read_dir(&folder).expect("the folder can be read") {
            let path = entry.expect("the entry can be read").path();
            if path.is_dir() {
                open.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                let inside = path.strip_prefix(root).expect("the file is in the package");
                let name = inside.to_string_lossy().replace('\\', "/");
                files.push((
                    name,
                    std::fs::read_to_string(&path).expect("the file can be read"),
                ));
            }
        }
    }
    files.sort();
    files
}

/// The packages of `Cargo.toml` and our own, as source code spells them.
fn own_packages() -> Vec<String> {
    let manifest = Path::new(env!("CARGO_MANIFEST_DIR")).join("Cargo.toml");
    let manifest = std::fs::read_to_string(manifest).expect("the manifest can be read");
    let mut in_dependencies = false;
    let mut packages = Vec::new();
    for line in manifest.lines() {
        if line.starts_with('[') {
            in_dependencies = line.trim_end().ends_with("dependencies]");
        } else if in_dependencies
            && let Some((name, _)) = line.split_once('=')
            && !name.starts_with('#')
        {
            let name = name.split('.').next().unwrap_or(name);
            packages.push(name.trim().replace('-', "_"));
        }
    }
    packages
}

#[test]
fn every_source_file_keeps_the_rules() {
    let files = own_files();
    assert!(files.len() > 30, "only {} files were found", files.len());
    let packages = own_packages();
    assert!(packages.iter().any(|name| name == "leptos"), "{packages:?}");
    assert!(
        packages.iter().any(|name| name == "web_sys"),
        "{packages:?}"
    );
    let faults = faults(&files, &packages);
    assert!(
        faults.is_empty(),
        "{} faults:\n  {}",
        faults.len(),
        faults.join("\n  ")
    );
}

#[test]
fn every_official_label_stands_in_the_source() {
    let files = own_files();
    let sources: Vec<Source> = files.iter().map(|(_, text)| Source::read(text)).collect();
    for label in official_labels() {
        let found = sources
            .iter()
            .flat_map(Source::literals)
            .any(|(_, literal)| literal == label);
        assert!(
            found,
            "“{label}” is no literal; the test would not see a second one"
        );
    }
}

/// Checks what is found wrong with one file. Says nothing about its first line.
#[track_caller]
fn check(path: &str, code: &str, expected: &[&str]) {
    let text = format!("//! A snippet.\n{code}");
    let packages = [
        "serde",
        "serde_json",
        "leptos",
        "web_sys",
        "js_sys",
        "gloo_storage",
        "wasm_bindgen",
    ];
    let packages = packages.map(str::to_owned);
    let found = faults(&[(path.to_owned(), text)], &packages);
    let expected: Vec<String> = expected
        .iter()
        .map(|fault| format!("{path}{fault}"))
        .collect();
    assert_eq!(found, expected, "faults of\n{code}");
}

#[test]
fn forbidden_layers_are_found_however_they_are_written() {
    let fault = ":2: model must not use ui";
    for code in [
        "use crate::ui::state;",
        "use crate::{ui, model::cell};",
        "use crate::{model::{cell, count}, ui::state};",
        "use super::ui::state;",
        "fn f() { crate::ui::start() }",
        "fn f() { crate :: ui :: start() }",
        "use crate::{\n    self as root, ui};",
        "pub(in crate::ui) fn f() {}",
    ] {
        let expected = if code.contains("root") {
            ":3: model must not use ui"
        } else {
            fault
        };
        check("src/model.rs", code, &[expected]);
    }
    check(
        "src/model/table/layout.rs",
        "use super::super::super::ui::state;",
        &[fault],
    );
    check("src/model/cell.rs", "use super::{super::{ui}};", &[fault]);
    check(
        "src/export/html.rs",
        "use crate::import::grid;",
        &[":2: export must not use import"],
    );
    check(
        "src/import/tsv.rs",
        "use crate::checks::check;",
        &[":2: import must not use checks"],
    );
    check(
        "src/storage/key.rs",
        "use crate::checks;",
        &[":2: storage must not use checks"],
    );
    check(
        "src/main.rs",
        "fn f() { nianbao::storage::store::open() }",
        &[":2: main must not use storage"],
    );
    check("src/utils.rs", "", &[": no layer is called “utils”"]);
}

#[test]
fn permitted_layers_are_not_reported() {
    check(
        "src/model/cell.rs",
        "use super::table::Table;\nuse crate::model::count;",
        &[],
    );
    check("src/model/table/layout.rs", "use super::super::cell;", &[]);
    check("src/checks/check.rs", "use crate::model::{cell, ui};", &[]);
    check(
        "src/export/plain.rs",
        "use crate::{model, checks::check};",
        &[],
    );
    check(
        "src/ui/app.rs",
        "use crate::{import, export, storage, checks, model};",
        &[],
    );
    check(
        "src/model.rs",
        "// use crate::ui;\n/* crate::ui /* leptos:: */ */\nconst A: &str = \"crate::ui\";",
        &[],
    );
    check(
        "src/model.rs",
        "fn f<'a>(x: &'a str) -> char { 'u' }\nconst B: &str = r#\"use \"crate::ui\"\"#;",
        &[],
    );
    check("src/lib.rs", "pub mod ui;\npub use crate::ui::start;", &[]);
}

#[test]
fn forbidden_packages_are_found() {
    for (path, code, fault) in [
        (
            "src/model/cell.rs",
            "use serde::Serialize;",
            ":2: model must not use serde",
        ),
        (
            "src/model/cell.rs",
            "fn f() { ::serde_json::to_string(&1); }",
            ":2: model must not use serde_json",
        ),
        (
            "src/checks/check.rs",
            "use {leptos::prelude::*};",
            ":2: checks must not use leptos",
        ),
        (
            "src/import/grid.rs",
            "use web_sys as browser;",
            ":2: import must not use web_sys",
        ),
        (
            "src/export/html.rs",
            "extern crate js_sys;",
            ":2: export must not use js_sys",
        ),
        (
            "src/storage/key.rs",
            "use gloo_storage::Storage;",
            ":2: storage must not use gloo_storage",
        ),
        (
            "src/storage/stored.rs",
            "use web_sys::Storage;",
            ":2: storage must not use web_sys",
        ),
        (
            "src/ui/state.rs",
            "use gloo_storage::Storage;",
            ":2: ui must not use gloo_storage",
        ),
    ] {
        check(path, code, &[fault]);
    }
    check(
        "src/storage/saved.rs",
        "use serde::Serialize;\nuse serde_json::Value;",
        &[],
    );
    check(
        "src/storage/store.rs",
        "use gloo_storage::LocalStorage;\nuse web_sys::Storage;",
        &[],
    );
    check("src/storage/shelf/record.rs", "use js_sys::Array;", &[]);
    check(
        "src/storage/store.rs",
        "use leptos::prelude::*;",
        &[":2: storage must not use leptos"],
    );
    check(
        "src/ui/state.rs",
        "use leptos::prelude::*;\nuse web_sys::Window;",
        &[],
    );
    check(
        "src/model/cell.rs",
        "fn f(x: X) { x.leptos::<u8>(); let serde = 1; serde_of(serde) }",
        &[],
    );
}

#[test]
fn the_clock_and_the_browsers_storage_are_found() {
    check(
        "src/model/date.rs",
        "use std::time::SystemTime;",
        &[":2: model must not use std::time"],
    );
    check(
        "src/export/html.rs",
        "use std::{fmt, fs};",
        &[":2: export must not use std::fs"],
    );
    check(
        "src/storage/saved.rs",
        "fn f() { std::env::var(\"A\"); }",
        &[":2: storage must not use std::env"],
    );
    check("src/ui/clock.rs", "use std::time::Duration;", &[]);
    check(
        "src/model/date.rs",
        "use std::fmt;\nuse std::str::FromStr;",
        &[],
    );
    check(
        "src/ui/state.rs",
        "fn f() { window().local_storage(); }",
        &[":2: local_storage outside storage/store.rs and storage/shelf.rs"],
    );
    check(
        "src/storage/saved.rs",
        "type A = LocalStorage;",
        &[":2: LocalStorage outside storage/store.rs and storage/shelf.rs"],
    );
    check(
        "src/export/html.rs",
        "type A = HashMap<u8, u8>;",
        &[":2: HashMap has no order; equal reports must give equal bytes"],
    );
}

#[test]
fn storage_keys_stand_in_one_file() {
    let code = "const A: &str = \"nianbao.last\";";
    check(
        "src/ui/state.rs",
        code,
        &[":2: storage key \"nianbao.last\" outside src/storage/key.rs"],
    );
    check("src/storage/key.rs", code, &[]);
    check(
        "src/storage/saved.rs",
        "const KIND: &str = \"nianbao.draft\";",
        &[],
    );
}

#[test]
fn a_repeated_official_label_is_found() {
    let file = |path: &str, code: &str| (path.to_owned(), format!("//! A snippet.\n{code}"));
    let first = file("src/model/a.rs", "const A: &str = \"结果维持\";");
    let second = file(
        "src/ui/b.rs",
        "// \"结果维持\"\nconst B: &str = \"\\u{7ed3}果维持\";\nconst C: &str = \"结果维持数\";",
    );
    assert_eq!(
        faults(&[first.clone(), second], &[]),
        ["official label “结果维持” stands 2 times: src/model/a.rs:2, src/ui/b.rs:3"]
    );
    assert_eq!(faults(&[first], &[]), [""; 0]);
}

#[test]
fn a_file_begins_with_what_it_is_for() {
    for text in [
        "",
        "use std::fmt;",
        "\n//! Late.",
        "//!",
        "//!  ",
        "// No doc comment.",
    ] {
        let found = faults(&[("src/model/a.rs".to_owned(), text.to_owned())], &[]);
        let expected = "src/model/a.rs: the first line does not say what the file is for (//!)";
        assert_eq!(found, [expected], "faults of {text:?}");
    }
}
