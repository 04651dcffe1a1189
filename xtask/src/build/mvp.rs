//! Refuses a module that needs more than the first version of WebAssembly, which is all Chromium 66 has.

use anyhow::{anyhow, bail};
use wasmparser::{BinaryReaderError, Parser, Payload, Validator, WasmFeatures};

/// Fails, naming the instruction or the feature, when the module needs anything later.
pub fn check(module: &[u8]) -> anyhow::Result<()> {
    match Validator::new_with_features(WasmFeatures::MVP).validate_all(module) {
        Ok(_) => Ok(()),
        Err(error) => Err(refusal(module, &error)),
    }
}

fn refusal(module: &[u8], error: &BinaryReaderError) -> anyhow::Error {
    // A module that no validator accepts is broken rather than late.
    let cause = match Validator::new_with_features(WasmFeatures::all()).validate_all(module) {
        Ok(_) => "needs a later version of WebAssembly than Chromium 66 has",
        Err(_) => "is not valid",
    };
    let place = instruction_at(module, error.offset())
        .unwrap_or_else(|_| "outside the functions".to_owned());
    anyhow!(
        "the module {cause}: {} ({place}, byte {:#x})",
        error.message(),
        error.offset()
    )
}

/// Names the instruction that lies at this place of the module.
fn instruction_at(module: &[u8], offset: usize) -> anyhow::Result<String> {
    for (index, body) in Parser::new(0)
        .parse_all(module)
        .filter_map(|payload| match payload {
            Ok(Payload::CodeSectionEntry(body)) => Some(body),
            _ => None,
        })
        .enumerate()
    {
        if !body.range().contains(&offset) {
            continue;
        }
        for instruction in body.get_operators_reader()?.into_iter_with_offsets() {
            let (instruction, at) = instruction?;
            if at == offset {
                return Ok(format!(
                    "instruction {instruction:?} in function body {index}"
                ));
            }
        }
    }
    bail!("no instruction lies there")
}

#[cfg(test)]
mod tests {
    use super::check;

    fn refusal_of(text: &str) -> anyhow::Result<String> {
        match check(&wat::parse_str(text)?) {
            Ok(()) => anyhow::bail!("accepted: {text}"),
            Err(error) => Ok(error.to_string()),
        }
    }

    fn assert_refused(text: &str, expected: &str) -> anyhow::Result<()> {
        let refusal = refusal_of(text)?;
        assert!(refusal.contains(expected), "{refusal}");
        assert!(refusal.contains("later version"), "{refusal}");
        Ok(())
    }

    #[test]
    fn accepts_a_first_version_module() -> anyhow::Result<()> {
        check(&wat::parse_str(
            r#"(module
                (import "env" "log" (func $log (param i32)))
                (memory (export "memory") 1)
                (global $stack (mut i32) (i32.const 1024))
                (table 1 funcref)
                (elem (i32.const 0) $log)
                (data (i32.const 0) "\01\02")
                (func (export "run") (result i64)
                    (call $log (i32.trunc_f64_s (f64.const 1.5)))
                    (i64.extend_i32_s (i32.load8_s (global.get $stack)))))"#,
        )?)
    }

    #[test]
    fn refuses_bulk_memory() -> anyhow::Result<()> {
        assert_refused(
            "(module (memory 1) (func (memory.copy (i32.const 0) (i32.const 1) (i32.const 2))))",
            "MemoryCopy",
        )?;
        assert_refused(
            "(module (memory 1) (func (memory.fill (i32.const 0) (i32.const 1) (i32.const 2))))",
            "MemoryFill",
        )
    }

    #[test]
    fn refuses_sign_extension() -> anyhow::Result<()> {
        assert_refused(
            "(module (func (result i32) (i32.extend8_s (i32.const 1))))",
            "I32Extend8S",
        )
    }

    #[test]
    fn refuses_saturating_conversion() -> anyhow::Result<()> {
        assert_refused(
            "(module (func (result i32) (i32.trunc_sat_f64_u (f64.const 1))))",
            "I32TruncSatF64U",
        )
    }

    #[test]
    fn refuses_what_is_no_instruction() -> anyhow::Result<()> {
        assert_refused("(module (func (param externref)))", "reference types")?;
        assert_refused(
            "(module (func (result i32 i32) unreachable))",
            "multi-value",
        )?;
        assert_refused(
            r#"(module (global (export "g") (mut i32) (i32.const 0)))"#,
            "mutable global",
        )
    }

    #[test]
    fn tells_a_broken_module_from_a_late_one() -> anyhow::Result<()> {
        let refusal = refusal_of("(module (func (result i32) (f64.const 1)))")?;
        assert!(refusal.contains("is not valid"), "{refusal}");
        Ok(())
    }
}
