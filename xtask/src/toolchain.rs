//! Makes sure that the pinned toolchain has the parts a command needs, and adds what is missing.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, bail};

const WASM: Part = Part {
    words: &["target", "add", "wasm32-unknown-unknown"],
    file: "lib/rustlib/wasm32-unknown-unknown/lib",
};
const STD_SOURCE: Part = Part {
    words: &["component", "add", "rust-src"],
    file: "lib/rustlib/src/rust/library/Cargo.lock",
};
const CLIPPY: Part = Part {
    words: &["component", "add", "clippy"],
    file: "bin/cargo-clippy",
};
const RUSTFMT: Part = Part {
    words: &["component", "add", "rustfmt"],
    file: "bin/cargo-fmt",
};

/// A part of the toolchain: how rustup adds it, and a file that is there once it is.
struct Part {
    words: &'static [&'static str],
    file: &'static str,
}

/// What the delivered build needs: the standard library's source, which is compiled along.
pub fn ensure_for_build() -> anyhow::Result<()> {
    ensure(&[STD_SOURCE])
}

/// What the lints and the tests need besides.
pub fn ensure_for_test() -> anyhow::Result<()> {
    ensure(&[WASM, STD_SOURCE, CLIPPY, RUSTFMT])
}

// rust-toolchain.toml lists the same parts, but rustup adds them by itself only where it may.
fn ensure(parts: &[Part]) -> anyhow::Result<()> {
    let sysroot = sysroot()?;
    for part in parts {
        if is_there(&sysroot, part.file) {
            continue;
        }
        let command = format!("rustup {}", part.words.join(" "));
        eprintln!("the toolchain is not complete; running: {command}");
        let status = Command::new("rustup").args(part.words).status();
        if !status.is_ok_and(|status| status.success()) || !is_there(&sysroot, part.file) {
            bail!("the toolchain lacks a part; please run: {command}");
        }
    }
    Ok(())
}

fn is_there(sysroot: &Path, file: &str) -> bool {
    let path = sysroot.join(file);
    path.exists()
        || path
            .with_extension(std::env::consts::EXE_EXTENSION)
            .exists()
}

fn sysroot() -> anyhow::Result<PathBuf> {
    let output = Command::new("rustc")
        .args(["--print", "sysroot"])
        .output()
        .context("cannot run rustc")?;
    Ok(String::from_utf8(output.stdout)?.trim().into())
}
