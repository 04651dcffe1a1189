//! Compiles a package for browsers that know nothing but the first version of WebAssembly.
//!
//! The precompiled standard library contains later instructions, therefore it is compiled along
//! (`-Zbuild-std`); the pinned stable compiler allows that flag with `RUSTC_BOOTSTRAP`. A target folder of
//! its own keeps this from disturbing every other build.

use std::fs;

use anyhow::{Context, bail};

use crate::project::Project;

const TARGET: &str = "wasm32-unknown-unknown";

const RUSTFLAGS: &[&str] = &[
    "-Ctarget-cpu=mvp",
    // What `{:?}` would print reaches no user; leaving it out saves two percent.
    "-Zfmt-debug=none",
    // Views of one type instead of one for each shape: seven percent less to transfer.
    "--cfg=erase_components",
    // Counting loops by the addresses they reach needs more code: one percent.
    "-Cllvm-args=-disable-lsr",
];

/// Returns the compiled module of a package's program of the same name, before wasm-bindgen.
pub fn program(project: &Project, package: &str, quick: bool) -> anyhow::Result<Vec<u8>> {
    let options = if quick { QUICK } else { &[] };
    compile(project, package, &["--bin", package], options)
}

/// What makes a program sooner and larger.
const QUICK: &[&str] = &[
    "--config",
    "profile.release.lto=\"off\"",
    "--config",
    "profile.release.codegen-units=16",
    "--config",
    "profile.release.opt-level=1",
    "--config",
    "profile.release.incremental=true",
];

/// Returns the unpacker of the single file, ready to be run.
pub fn unpacker(project: &Project) -> anyhow::Result<Vec<u8>> {
    let no_names = ["--config", "profile.release.strip=true"];
    compile(project, "unpacker", &["--lib"], &no_names)
}

fn compile(
    project: &Project,
    package: &str,
    part: &[&str],
    options: &[&str],
) -> anyhow::Result<Vec<u8>> {
    let target = project.target.join("mvp");
    let status = project
        .cargo()
        .args(["build", "--package", package])
        .args(part)
        .args(["--release", "--target", TARGET])
        .arg("--target-dir")
        .arg(&target)
        .arg("-Zbuild-std=std,panic_abort")
        .arg("-Zbuild-std-features=optimize_for_size")
        // A panic traps, and page/crash.js deals with that as with every other end of the program; its
        // words would be five percent of what is transferred.
        .args([
            "-Zpanic-immediate-abort",
            "--config",
            "profile.release.panic=\"immediate-abort\"",
        ])
        // Source paths in panic messages name the crate, not a folder of this machine.
        .args([
            "-Ztrim-paths",
            "--config",
            "profile.release.trim-paths=\"all\"",
        ])
        .args(options)
        .env("RUSTC_BOOTSTRAP", "1")
        .env(
            "CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS",
            RUSTFLAGS.join(" "),
        )
        // Either of these would replace the line above.
        .env_remove("RUSTFLAGS")
        .env_remove("CARGO_ENCODED_RUSTFLAGS")
        .status()
        .context("cannot run cargo")?;
    if !status.success() {
        bail!("{package} does not compile");
    }
    let folder = target.join(TARGET).join("release");
    let path = folder.join(package).with_extension("wasm");
    fs::read(&path).with_context(|| format!("cannot read {}", path.display()))
}
