//! Keeps folders of the building machine out of what is delivered.

use std::path::PathBuf;

use anyhow::bail;

use crate::project::Project;

/// Fails when one of the files names a folder of this machine.
pub fn check(project: &Project, files: &[(&str, &[u8])]) -> anyhow::Result<()> {
    let variables = ["HOME", "USERPROFILE", "CARGO_HOME", "RUSTUP_HOME"];
    let mut folders: Vec<PathBuf> = variables
        .iter()
        .filter_map(std::env::var_os)
        .map(PathBuf::from)
        .collect();
    folders.push(project.root.clone());
    folders.push(project.target.clone());
    for (name, bytes) in files {
        for folder in &folders {
            let needle = format!("{}/", folder.display());
            if contains(bytes, needle.as_bytes()) {
                bail!("{name} contains the path {needle} of this machine");
            }
        }
    }
    Ok(())
}

fn contains(bytes: &[u8], needle: &[u8]) -> bool {
    // A root folder would match any slash.
    needle.len() > 2 && bytes.windows(needle.len()).any(|window| window == needle)
}

#[cfg(test)]
mod tests {
    use super::contains;

    #[test]
    fn finds_a_path_anywhere() {
        assert!(contains(
            b"panicked at /home/somebody/src/a.rs",
            b"/home/somebody/"
        ));
        assert!(!contains(
            b"panicked at leptos-0.8.23/src/lib.rs",
            b"/home/somebody/"
        ));
        assert!(!contains(b"a//b", b"//"));
    }
}
