//! Gives what the module takes from its script short names.
//!
//! wasm-bindgen makes the names unique by sixteen digits of a hash, which no compression makes shorter, and they
//! stand in both files.

use std::collections::HashMap;
use std::convert::Infallible;

use anyhow::{Context, ensure};
use wasm_encoder::reencode::{Error, Reencode};
use wasm_encoder::{ImportSection, Module};
use wasmparser::{ImportSectionReader, Parser, Payload};

/// Returns the module and its script, slimmed, with a number for each of the names.
pub fn shorten(module: &[u8], glue: &str) -> anyhow::Result<(Vec<u8>, String)> {
    let mut glue = glue.to_owned();
    let mut short = HashMap::new();
    for name in imported(module)? {
        let entry = format!("\n{name}: ");
        ensure!(
            glue.matches(&name).count() == 1 && glue.contains(&entry),
            "the generated script has {name} at another place than expected: adapt xtask/src/build/names.rs"
        );
        let becomes = format!("i{}", short.len());
        glue = glue.replace(&entry, &format!("\n{becomes}: "));
        short.insert(name, becomes);
    }
    let mut renamed = Module::new();
    Renaming { short }
        .parse_core_module(&mut renamed, Parser::new(0), module)
        .context("cannot rename what the module imports")?;
    Ok((renamed.finish(), glue))
}

fn imported(module: &[u8]) -> anyhow::Result<Vec<String>> {
    let mut names = Vec::new();
    for payload in Parser::new(0).parse_all(module) {
        if let Payload::ImportSection(section) = payload? {
            for import in section.into_imports() {
                names.push(import?.name.to_owned());
            }
        }
    }
    Ok(names)
}

struct Renaming {
    short: HashMap<String, String>,
}

impl Reencode for Renaming {
    type Error = Infallible;

    fn parse_import_section(
        &mut self,
        imports: &mut ImportSection,
        section: ImportSectionReader<'_>,
    ) -> Result<(), Error> {
        for import in section.into_imports() {
            let import = import?;
            let kind = self.entity_type(import.ty)?;
            let short = self.short.get(import.name);
            imports.import(
                import.module,
                short.map_or(import.name, String::as_str),
                kind,
            );
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::{imported, shorten};

    const MODULE: &str = r#"(module
        (import "./m.js" "__wbg_now_463ac581d2fc7ea3" (func $now (result f64)))
        (import "./m.js" "__wbindgen_throw" (func (param i32 i32)))
        (func (export "run") (result f64) (call $now)))"#;

    #[test]
    fn both_files_get_the_same_short_names() -> anyhow::Result<()> {
        let module = wat::parse_str(MODULE)?;
        let glue = "return {\n__wbg_now_463ac581d2fc7ea3: function() {\n},\n__wbindgen_throw: throwing,\n};\n";
        let (module, glue) = shorten(&module, glue)?;
        assert_eq!(imported(&module)?, ["i0", "i1"]);
        assert_eq!(glue, "return {\ni0: function() {\n},\ni1: throwing,\n};\n");
        Ok(())
    }

    #[test]
    fn refuses_a_script_that_it_does_not_know() -> anyhow::Result<()> {
        let module = wat::parse_str(MODULE)?;
        let both = "\n__wbg_now_463ac581d2fc7ea3: 1,\n__wbindgen_throw: 2,\n";
        assert!(shorten(&module, both).is_ok());
        assert!(shorten(&module, "\n__wbindgen_throw: 2,\n").is_err());
        assert!(shorten(&module, &format!("{both}__wbindgen_throw();\n")).is_err());
        Ok(())
    }
}
