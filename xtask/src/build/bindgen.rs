//! Runs wasm-bindgen, as a library of the version that Cargo.lock pins.

use std::fs;
use std::path::Path;

use anyhow::{Context, bail};
use wasm_bindgen_cli_support::Bindgen;

/// A module and the script that connects it to the browser.
pub struct Bound {
    /// The module.
    pub wasm: Vec<u8>,
    /// A classic script that defines the global `wasm_bindgen`.
    pub glue: String,
}

/// Generates the bindings; `folder` receives the intermediate files.
pub fn bind(compiled: &[u8], folder: &Path) -> anyhow::Result<Bound> {
    let mut output = Bindgen::new()
        .input_bytes("nianbao", compiled.to_vec())
        // Module scripts do not run over file://, classic ones do.
        .no_modules(true)?
        .typescript(false)
        .remove_name_section(true)
        .remove_producers_section(true)
        .generate_output()
        .context("wasm-bindgen")?;
    let modules: Vec<&String> = output
        .snippets()
        .iter()
        .filter(|(_, scripts)| !scripts.is_empty())
        .map(|(name, _)| name)
        .chain(output.local_modules().keys())
        .collect();
    if !modules.is_empty() {
        bail!(
            "a classic script cannot load the JavaScript modules that dependencies bring: {modules:?}"
        );
    }
    if folder.exists() {
        fs::remove_dir_all(folder)?;
    }
    output.emit(folder)?;
    Ok(Bound {
        wasm: fs::read(folder.join("nianbao_bg.wasm"))?,
        glue: fs::read_to_string(folder.join("nianbao.js"))?,
    })
}
