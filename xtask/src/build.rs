//! The delivered build, step by step; each step is a file of its own beside this one.

mod apis;
mod arrange;
mod bindgen;
mod compile;
mod glue;
mod mvp;
mod names;
mod page;
mod paths;
mod policy;
mod slim;
mod syntax;
mod tokens;

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::Context;

use crate::progress::Progress;
use crate::project::Project;
use crate::toolchain;

/// What is built: a package with a page around it.
struct Goal {
    package: &'static str,
    /// The page's shell, from the checkout's root.
    shell: &'static str,
    /// Where the files go.
    folder: PathBuf,
    /// Whether `page/apis.txt` lists the names that its script takes from the browser.
    names_are_listed: bool,
    /// Whether it is to be there soon, rather than small.
    quick: bool,
}

/// Builds the static folder, and the single file in it.
pub fn build(project: &Project) -> anyhow::Result<()> {
    make(project, &product(project))
}

/// The same for whoever tries out a change: several times as large, and compiled in a fraction of the time. Its script
/// has names that the optimizer would have taken away, so they are not compared with the list.
pub fn build_quickly(project: &Project) -> anyhow::Result<()> {
    let goal = Goal {
        quick: true,
        names_are_listed: false,
        ..product(project)
    };
    make(project, &goal)
}

fn product(project: &Project) -> Goal {
    Goal {
        package: "nianbao",
        shell: "index.html",
        folder: project.dist(),
        names_are_listed: true,
        quick: false,
    }
}

/// Builds what the bench compares the product with, by the very same steps. Returns the folder.
pub fn build_reference(project: &Project) -> anyhow::Result<PathBuf> {
    let folder = project.target.join("bench/bare");
    make(
        project,
        &Goal {
            package: "bare-leptos",
            shell: "xtask/bench/bare/index.html",
            folder: folder.clone(),
            names_are_listed: false,
            quick: false,
        },
    )?;
    Ok(folder)
}

fn make(project: &Project, goal: &Goal) -> anyhow::Result<()> {
    let mut progress = Progress::new(7);

    progress.step("check the toolchain");
    toolchain::ensure_for_build()?;

    progress.step(&format!(
        "compile {} and the standard library to plain WebAssembly (minutes when cold)",
        goal.package
    ));
    let unpacker = compile::unpacker(project)?;
    let compiled = compile::program(project, goal.package, goal.quick)?;

    progress.step("generate the bindings");
    let bound = bindgen::bind(&compiled, &project.target.join("mvp/bindings"))?;

    progress.step("check that Chromium 66 can read the module and its script");
    mvp::check(&bound.wasm)?;
    mvp::check(&unpacker)?;
    let glue = glue::for_old_browsers(&bound.glue)?;
    if goal.names_are_listed {
        apis::check(&project.root, &glue)?;
    }
    paths::check(
        project,
        &[
            ("the module", &bound.wasm),
            ("its script", glue.as_bytes()),
            ("the unpacker", &unpacker),
        ],
    )?;

    progress.step("make the module travel smaller");
    let (module, glue) = names::shorten(&bound.wasm, &glue)?;
    let module = arrange::arrange(&module)?;
    mvp::check(&module)?;

    progress.step("assemble the pages");
    let parts = page::Parts::read(&project.root, goal.shell, module, glue, unpacker)?;
    let files = page::files(&parts)?;

    let shown = goal.folder.strip_prefix(&project.root);
    let shown = shown.unwrap_or(&goal.folder).display();
    progress.step(&format!("write {shown}/"));
    write(&goal.folder, &files)?;
    for file in &files {
        eprintln!("    {:>9}  {shown}/{}", file.bytes.len(), file.name);
    }
    eprintln!("done in {}", progress.elapsed());
    Ok(())
}

/// Replaces the folder, so that no file of an earlier build stays.
fn write(folder: &Path, files: &[page::File]) -> anyhow::Result<()> {
    if folder.exists() {
        fs::remove_dir_all(folder).with_context(|| format!("cannot clear {}", folder.display()))?;
    }
    fs::create_dir_all(folder)?;
    for file in files {
        let path = folder.join(&file.name);
        fs::write(&path, &file.bytes)
            .with_context(|| format!("cannot write {}", path.display()))?;
    }
    Ok(())
}
