//! `docs/checks.md`, the document that lists all checks, is made from the registry.
//!
//! After a change, `NIANBAO_WRITE_DOCS=1 cargo test --test it book` writes it anew.

use std::fmt::Write as _;
use std::path::Path;

use nianbao::checks::check::Severity;
use nianbao::checks::registry::CHECKS;

const INTRODUCTION: &str = "\
# 校核规则

编制器在填写过程中按下列规则随时校核。规则的编号固定不变，不改作他用。

级别分为三种：

- **错误**：报告不能这样发布。有错误时仍可导出，但标题和正文带“草稿”字样。
- **提醒**：可能有误，请人工核对。
- **提示**：供参考，不影响导出。

表中所列是该规则最重的级别，有的规则视情形作较轻的处理。
";

fn book() -> String {
    let mut book = INTRODUCTION.to_owned();
    book.push_str("\n| 编号 | 规则 | 级别 |\n| --- | --- | --- |\n");
    for check in CHECKS {
        let (code, title) = (check.code(), check.title());
        let severity = check.severity().label();
        let _ = writeln!(book, "| {code} | {title} | {severity} |");
    }
    for check in CHECKS {
        let (code, title) = (check.code(), check.title());
        let severity = check.severity().label();
        let explanation = check.explanation().replace("## ", "### ");
        let _ = write!(
            book,
            "\n## {code} {title}\n\n级别：{severity}\n\n{}\n",
            explanation.trim()
        );
    }
    book
}

#[test]
fn the_book_of_checks_is_up_to_date() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/checks.md");
    let book = book();
    if std::env::var_os("NIANBAO_WRITE_DOCS").is_some() {
        std::fs::write(&path, &book).expect("the document can be written");
        return;
    }
    let kept = std::fs::read_to_string(&path).unwrap_or_default();
    for (number, (now, kept)) in book.lines().zip(kept.lines()).enumerate() {
        assert_eq!(now, kept, "line {} of docs/checks.md is stale", number + 1);
    }
    assert_eq!(book.len(), kept.len(), "docs/checks.md is stale");
}

#[test]
fn the_book_explains_every_severity() {
    for severity in Severity::ALL {
        let entry = format!("- **{}**：", severity.label());
        assert!(INTRODUCTION.contains(&entry), "{entry}");
    }
}
