//! Compiles a package for browsers that know nothing but the first version of WebAssembly.
//!
//! The precompiled standard library contains later instructions, therefore it is compiled along
//! (`-Zbuild-std`); the pinned stable compiler allows that flag with `RUSTC_BOOTSTRAP`. A target folder of
//! its own keeps this from disturbing every other build.

use std::fs;

use anyhow::{Context, bail};

use crate::project::Project;

const TARGET: &str = "wasm32-unknown-unknown";

/// Returns the compiled module of a package's program of the same name, before wasm-bindgen.
pub fn compile(project: &Project, package: &str) -> anyhow::Result<Vec<u8>> {
    let target = project.target.join("mvp");
    let status = project
        .cargo()
        .args(["build", "--package", package, "--bin", package])
        .args(["--release", "--target", TARGET])
        .arg("--target-dir")
        .arg(&target)
        .arg("-Zbuild-std=std,panic_abort")
        .arg("-Zbuild-std-features=optimize_for_size")
        // Source paths in panic messages name the crate, not a folder of this machine.
        .args([
            "-Ztrim-paths",
            "--config",
            "profile.release.trim-paths=\"all\"",
        ])
        .env("RUSTC_BOOTSTRAP", "1")
        .env(
            "CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS",
            // What `{:?}` would print reaches no user; leaving it out saves two percent.
            "-Ctarget-cpu=mvp -Zfmt-debug=none",
        )
        // Either of these would replace the line above.
        .env_remove("RUSTFLAGS")
        .env_remove("CARGO_ENCODED_RUSTFLAGS")
        .status()
        .context("cannot run cargo")?;
    if !status.success() {
        bail!("{package} does not compile");
    }
    let path = target
        .join(TARGET)
        .join("release")
        .join(format!("{package}.wasm"));
    fs::read(&path).with_context(|| format!("cannot read {}", path.display()))
}
