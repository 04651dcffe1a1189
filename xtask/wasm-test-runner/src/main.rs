//! Runs a compiled wasm test program in a headless browser; cargo calls it as the runner of wasm32.
//!
//! It is the runner of wasm-bindgen itself, built from the version in Cargo.lock, so that no
//! separately installed program can be of another version than the library.

fn main() -> anyhow::Result<()> {
    wasm_bindgen_cli::wasm_bindgen_test_runner::run_cli_with_args(std::env::args_os())
}
