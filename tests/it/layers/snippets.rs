//! The rules tried on snippets: a broken rule is found, a kept one is not reported.

use super::faults;

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
        "use crate::export::html;",
        &[":2: import must not use export"],
    );
    check(
        "src/storage/key.rs",
        "use crate::checks;",
        &[":2: storage must not use checks"],
    );
    check(
        "src/import/open.rs",
        "use crate::collection::unit::Unit;",
        &[":2: import must not use collection"],
    );
    check(
        "src/collection/sum.rs",
        "use crate::ui::desk;",
        &[":2: collection must not use ui"],
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
        "src/storage/local.rs",
        "use gloo_storage::LocalStorage;\nuse web_sys::Storage;",
        &[],
    );
    check("src/storage/local.rs", "use js_sys::Array;", &[]);
    check(
        "src/storage/surviving.rs",
        "use web_sys::IdbDatabase;\nuse wasm_bindgen_futures::JsFuture;",
        &[],
    );
    check(
        "src/storage/surviving.rs",
        "fn f() { window().local_storage(); }",
        &[":2: local_storage outside src/storage/local.rs"],
    );
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
        &[":2: local_storage outside src/storage/local.rs"],
    );
    check(
        "src/ui/state.rs",
        "type A = StoredValue<B, LocalStorage>;",
        &[],
    );
    check(
        "src/export/html.rs",
        "type A = HashMap<u8, u8>;",
        &[":2: HashMap has no order; equal reports must give equal bytes"],
    );
}

#[test]
fn only_the_browsers_room_sends_events_at_once() {
    let code = "fn f() { input.click(); }";
    let fault = ":2: click sends events at once, which only src/ui/browser/ may do";
    check("src/ui/components/form.rs", code, &[fault]);
    check("src/ui/browser/dom.rs", code, &[]);
    check(
        "src/ui/components/form.rs",
        "fn f() { dom::click(input); }",
        &[],
    );
    check(
        "src/ui/app.rs",
        "fn f() { place\n    .set_inner_html(markup); }",
        &[":3: set_inner_html sends events at once, which only src/ui/browser/ may do"],
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
