//! The content security policy of each form: the page sends nothing, and runs no script but its own.
//!
//! index.html does not contain it, since `trunk serve` reloads over a socket.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256};

/// Everything is closed; a form opens what it needs. The closed ones are written out although `default-src`
/// covers them, for whoever examines the page.
const CLOSED: &str = "font-src 'none'; media-src 'none'; object-src 'none'; frame-src 'none'; \
    child-src 'none'; worker-src 'none'; manifest-src 'none'; base-uri 'none'; form-action 'none'";

/// The policy of the folder, which may read the files beside it.
pub fn of_folder(scripts: &[&str]) -> String {
    policy("'self' ", scripts, "'self' ", "'self'")
}

/// The policy of the single file, which may read nothing.
pub fn of_single_file(scripts: &[&str]) -> String {
    policy("", scripts, "", "'none'")
}

fn policy(script_files: &str, scripts: &[&str], style_files: &str, connect: &str) -> String {
    let hashes: String = scripts
        .iter()
        .map(|script| format!("'sha256-{}' ", STANDARD.encode(Sha256::digest(script))))
        .collect();
    // The narrower 'wasm-unsafe-eval' is unknown to Chromium before 97, which then refuses to run WebAssembly,
    // and complains on the console even beside 'unsafe-eval', which allows the same everywhere.
    format!(
        "default-src 'none'; script-src {script_files}{hashes}'unsafe-eval'; \
         style-src {style_files}'unsafe-inline'; img-src data: blob:; connect-src {connect}; {CLOSED}"
    )
}

#[cfg(test)]
mod tests {
    use super::{of_folder, of_single_file};

    #[test]
    fn the_single_file_reaches_nothing() {
        let policy = of_single_file(&["alert(1)"]);
        // The digest was computed with `printf 'alert(1)' | openssl dgst -sha256 -binary | base64`.
        assert!(
            policy.contains("script-src 'sha256-bhHHL3z2vDgxUt0W3dWQOrprscmda2Y5pLsLg4GF+pI=' ")
        );
        assert!(policy.contains("connect-src 'none'"));
        assert!(!policy.contains("'self'"));
    }

    #[test]
    fn the_folder_reaches_its_own_files() {
        let policy = of_folder(&[]);
        assert!(policy.contains("connect-src 'self'"));
        assert!(policy.starts_with("default-src 'none'"));
    }
}
