//! The delivered build, step by step; each step is a file of its own beside this one.

mod apis;
mod bindgen;
mod compile;
mod glue;
mod mvp;
mod page;
mod paths;
mod policy;
mod syntax;
mod tokens;

use std::fs;
use std::path::Path;

use anyhow::Context;

use crate::progress::Progress;
use crate::project::Project;
use crate::toolchain;

/// Builds the static folder, and the single file in it.
pub fn build(project: &Project) -> anyhow::Result<()> {
    let mut progress = Progress::new(6);

    progress.step("check the toolchain");
    toolchain::ensure_for_build()?;

    progress.step(
        "compile the product and the standard library to plain WebAssembly (minutes when cold)",
    );
    let compiled = compile::compile(project)?;

    progress.step("generate the bindings");
    let bound = bindgen::bind(&compiled, &project.target.join("mvp/bindings"))?;

    progress.step("check that Chromium 66 can read the module and its script");
    mvp::check(&bound.wasm)?;
    let glue = glue::for_old_browsers(&bound.glue)?;
    apis::check(&project.root, &glue)?;
    paths::check(
        project,
        &[("the module", &bound.wasm), ("its script", glue.as_bytes())],
    )?;

    progress.step("assemble the pages");
    let parts = page::Parts::read(&project.root, bound.wasm, glue)?;
    let files = page::files(&parts)?;

    progress.step("write dist/");
    write(&project.dist(), &files)?;
    for file in &files {
        eprintln!("    {:>9}  dist/{}", file.bytes.len(), file.name);
    }
    eprintln!("done in {}", progress.elapsed());
    Ok(())
}

/// Replaces the folder, so that no file of an earlier build stays.
fn write(dist: &Path, files: &[page::File]) -> anyhow::Result<()> {
    if dist.exists() {
        fs::remove_dir_all(dist).with_context(|| format!("cannot clear {}", dist.display()))?;
    }
    fs::create_dir_all(dist)?;
    for file in files {
        let path = dist.join(&file.name);
        fs::write(&path, &file.bytes)
            .with_context(|| format!("cannot write {}", path.display()))?;
    }
    Ok(())
}
