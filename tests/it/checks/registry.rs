//! The rule book holds itself to its own rules, and the printed one is up to date.

use std::collections::HashSet;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use nianbao::checks::registry::CHECKS;

const HEADINGS: [&str; 4] = ["## 查什么", "## 依据", "## 举例", "## 怎么办"];

#[test]
fn codes_are_unique_and_well_formed() {
    let mut seen = HashSet::new();
    for check in CHECKS {
        let code = check.code().0;
        let (family, number) = code.split_at(1);
        assert!(family.chars().all(|c| c.is_ascii_uppercase()), "{code}");
        assert!(number.parse::<u8>().is_ok(), "{code}");
        assert!(seen.insert(code), "{code} stands twice");
    }
}

#[test]
fn every_explanation_has_its_four_parts() {
    for check in CHECKS {
        let code = check.code();
        let lines: Vec<&str> = check.explanation().lines().collect();
        let headings: Vec<&str> = lines
            .iter()
            .copied()
            .filter(|line| line.starts_with('#'))
            .collect();
        assert_eq!(headings, HEADINGS, "{code}");
        for part in check.explanation().split("## ").skip(1) {
            let text: String = part.lines().skip(1).collect();
            assert!(text.trim().chars().count() > 5, "{code}: {part}");
        }
        assert!(!check.title().ends_with(['。', '！', '.']), "{code}");
    }
}

#[test]
fn every_check_is_registered() {
    let mut files = 0;
    for family in ["structure", "tables", "narrative"] {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("src/checks")
            .join(family);
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            let is_rust = path.extension().is_some_and(|end| end == "rs");
            if is_rust
                && fs::read_to_string(&path)
                    .unwrap()
                    .contains("impl Check for")
            {
                files += 1;
                assert!(path.with_extension("md").exists(), "{}", path.display());
            }
        }
    }
    assert_eq!(
        files,
        CHECKS.len(),
        "one file a check, one line in the registry"
    );
}

/// `NIANBAO_WRITE_DOCS=1 cargo test --test it rule_book` writes the list anew; read it then.
#[test]
fn the_printed_rule_book_is_up_to_date() {
    let mut book = String::from("# 校核规则\n\n本表由程序生成，与页面上“说明”的内容相同。\n");
    for check in CHECKS {
        let (code, title) = (check.code(), check.title());
        let explanation = check.explanation().trim().replace("## ", "### ");
        write!(
            book,
            "\n## {code}　{title}\n\n级别：{}\n\n{explanation}\n",
            check.severity().label()
        )
        .unwrap();
    }
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/checks.md");
    if std::env::var_os("NIANBAO_WRITE_DOCS").is_some() {
        fs::write(&path, &book).unwrap();
    }
    let printed = fs::read_to_string(&path).unwrap_or_default();
    assert!(
        printed == book,
        "docs/checks.md is stale; write it anew with NIANBAO_WRITE_DOCS=1"
    );
}
