//! Who may use whom, and other rules that every source file keeps. `ARCHITECTURE.md` has the
//! picture; this is what holds the code to it.

use std::collections::BTreeMap;
use std::path::Path;

use nianbao::model::section::Section;
use nianbao::model::table::Table;
use nianbao::model::table::layout::Content;
use nianbao::model::title;

use source::{Source, Token};

/// That each rule is found broken, and only where it is.
mod snippets;
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

const LAYERS: [Layer; 8] = [
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
        // A backup among the files is read as what it is.
        layers: &["model", "checks", "storage"],
        crates: Crates::Only(&[]),
        outside: false,
    },
    Layer {
        name: "export",
        layers: &["model", "checks"],
        // The fingerprint of a report, the only thing that export does not write itself.
        crates: Crates::Only(&["sha2"]),
        outside: false,
    },
    Layer {
        name: "storage",
        layers: &["model"],
        crates: Crates::Only(&["serde", "serde_json"]),
        outside: false,
    },
    Layer {
        name: "collection",
        layers: &["model", "checks", "import", "export", "storage"],
        crates: Crates::Only(&[]),
        outside: false,
    },
    Layer {
        name: "ui",
        layers: &[
            "model",
            "checks",
            "import",
            "export",
            "storage",
            "collection",
        ],
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

/// The only file that touches the browser's storage.
const BROWSER_STORAGE: &str = "src/storage/local.rs";

/// The only file that touches IndexedDB, for the copy that survives a crash.
const BROWSER_DATABASE: &str = "src/storage/surviving.rs";

/// What those two files may use besides.
const BROWSER_CRATES: [&str; 5] = [
    "gloo_storage",
    "js_sys",
    "wasm_bindgen",
    "wasm_bindgen_futures",
    "web_sys",
];

/// The only file of `import` that unpacks: what Word and Excel write is packed, and unpacking is no work of ours.
const PACKAGE: &str = "src/import/package.rs";

/// What that file may use.
const PACKAGE_CRATES: [&str; 2] = ["miniz_oxide", "rawzip"];

/// The only file of `import` that parses XML.
const XML: &str = "src/import/xml.rs";

/// What that file may use.
const XML_CRATES: [&str; 1] = ["quick_xml"];

/// The browser's names of its storage areas. The wrappers of gloo-storage need no entry, as the
/// whole package is closed to everybody else; Leptos has types of the same names.
const STORAGE_WORDS: [&str; 4] = [
    "local_storage",
    "session_storage",
    "localStorage",
    "sessionStorage",
];

/// Modules of `std` that look outside the program.
const OUTSIDE: [&str; 7] = ["env", "fs", "io", "net", "process", "thread", "time"];

/// Where the browser is talked to by hand.
const BROWSER: &str = "src/ui/browser/";

/// What makes the browser send events before it returns: a listener that called one of these would find itself running.
/// `ui::browser` has each of them in a form that cannot.
const SENDS_AT_ONCE: [&str; 18] = [
    "append_child",
    "blur",
    "click",
    "dispatch_event",
    "exec_command",
    "focus",
    "focus_with_options",
    "insert_before",
    "print",
    "remove_child",
    "replace_child",
    "replace_with_with_node_1",
    "request_submit",
    "select",
    "set_inner_html",
    "set_outer_html",
    "show_modal",
    "submit",
];

/// What stored texts and backup files call themselves, which is no key.
const KINDS: [&str; 5] = [
    "nianbao.archive",
    "nianbao.collection",
    "nianbao.draft",
    "nianbao.steps",
    "nianbao.stored",
];

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
    let stores = path == BROWSER_STORAGE;
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
        let for_storage = (stores || path == BROWSER_DATABASE) && BROWSER_CRATES.contains(&used);
        let for_packages = path == PACKAGE && PACKAGE_CRATES.contains(&used)
            || path == XML && XML_CRATES.contains(&used);
        if !allowed && !for_storage && !for_packages {
            faults.push(format!("{path}:{line}: {name} must not use {used}"));
        }
    }
    for (at, token) in source.tokens.iter().enumerate() {
        let Token::Word(line, word) = token else {
            continue;
        };
        if SENDS_AT_ONCE.contains(&word.as_str())
            && source.is_method(at)
            && path.starts_with("src/ui/")
            && !path.starts_with(BROWSER)
        {
            faults.push(format!(
                "{path}:{line}: {word} sends events at once, which only {BROWSER} may do"
            ));
        }
        if STORAGE_WORDS.contains(&word.as_str()) && !stores {
            faults.push(format!("{path}:{line}: {word} outside {BROWSER_STORAGE}"));
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
