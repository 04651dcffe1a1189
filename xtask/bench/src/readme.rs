//! The two tables of the README that this program writes, each between two marks.

use std::fs;
use std::path::PathBuf;

use anyhow::{Context, Result, ensure};

use crate::line::{Line, What};
use crate::sizes::{Size, Sizes};

/// The mark before and after the table of the files.
const FILES: (&str, &str) = ("<!-- bench: files -->\n", "<!-- end of files -->\n");

/// The mark before and after the table of everything measured.
const FIGURES: (&str, &str) = ("<!-- bench: figures -->\n", "<!-- end of figures -->\n");

/// Writes what was measured into the README, a table only when it is complete.
pub fn write(sizes: Option<&Sizes>, lines: &[Line], machine: &str) -> Result<()> {
    let path = path();
    let mut text = fs::read_to_string(&path).with_context(|| path.display().to_string())?;
    if let Some(sizes) = sizes {
        text = with(&text, FILES, &files(&sizes.product))?;
    }
    let complete = lines.iter().map(|line| line.what).eq(What::ALL);
    if complete {
        text = with(&text, FIGURES, &figures(lines, machine))?;
    } else {
        eprintln!("not everything was measured: the table of the figures stays as it is");
    }
    fs::write(&path, text).with_context(|| path.display().to_string())
}

fn path() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../README.md")
}

fn files(sizes: &[Size]) -> String {
    let mut table = "| file | bytes | gzip | brotli |\n|---|---:|---:|---:|\n".to_owned();
    for size in sizes {
        let [raw, gzip, brotli] = [size.raw, size.gzip, size.brotli].map(grouped);
        table.push_str(&format!(
            "| `{}` | {raw} | {gzip} | {brotli} |\n",
            size.name
        ));
    }
    table
}

fn figures(lines: &[Line], machine: &str) -> String {
    let mut table = "| what | product | plain JavaScript | | bare Leptos | | budget |\n\
         |---|---:|---:|---:|---:|---:|---|\n"
        .to_owned();
    for line in lines {
        let reference = |figure| match figure {
            Some(figure) => line.in_words(figure),
            None => String::new(),
        };
        let times = |figure| {
            line.ratio(figure)
                .map_or_else(String::new, |ratio| format!("{ratio:.2}×"))
        };
        table.push_str(&format!(
            "| {} | {} | {} | {} | {} | {} | {} |\n",
            line.what.name(),
            line.in_words(line.product),
            reference(line.vanilla),
            times(line.vanilla),
            reference(line.bare),
            times(line.bare),
            line.verdict(),
        ));
    }
    format!("{table}\nMeasured on {machine}.\n")
}

/// Replaces what stands between two marks.
fn with(text: &str, (begin, end): (&str, &str), between: &str) -> Result<String> {
    let (before, rest) = text
        .split_once(begin)
        .with_context(|| format!("README.md lacks {begin}"))?;
    let (_, after) = rest
        .split_once(end)
        .with_context(|| format!("README.md lacks {end}"))?;
    ensure!(!after.contains(begin), "README.md has {begin} twice");
    Ok(format!("{before}{begin}{between}{end}{after}"))
}

/// A number with a comma at every third place.
fn grouped(number: usize) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::line::Figure;

    /// The rows of a table of the README, cell by cell.
    fn rows((begin, end): (&str, &str)) -> Result<Vec<Vec<String>>> {
        let text = fs::read_to_string(path())?;
        let (_, rest) = text.split_once(begin).context(begin.to_owned())?;
        let (table, _) = rest.split_once(end).context(end.to_owned())?;
        Ok(table
            .lines()
            .filter(|line| line.starts_with('|'))
            .skip(2)
            .map(|line| {
                let cells = line.trim_matches('|').split('|');
                cells.map(|cell| cell.trim().to_owned()).collect()
            })
            .collect())
    }

    /// A figure as it is printed, with or without unit.
    fn number(cell: &str) -> Result<f64> {
        let number = cell
            .trim_end_matches('×')
            .split(' ')
            .next()
            .unwrap_or_default();
        number
            .replace(',', "")
            .parse()
            .with_context(|| format!("{cell:?} is no figure"))
    }

    #[test]
    fn the_readme_has_every_figure() -> Result<()> {
        let rows = rows(FIGURES)?;
        let names: Vec<&str> = rows
            .iter()
            .filter_map(|row| Some(row.first()?.as_str()))
            .collect();
        assert_eq!(names, What::ALL.map(What::name));
        for (row, what) in rows.iter().zip(What::ALL) {
            let [_, product, vanilla, times, _, _, budget] = row.as_slice() else {
                anyhow::bail!("{row:?}");
            };
            let product = number(product)?;
            assert!(product > 0.0, "{row:?}");
            assert_eq!(vanilla.is_empty(), times.is_empty(), "{row:?}");
            if !vanilla.is_empty() {
                // All three are rounded.
                let off = number(times)? / (product / number(vanilla)?) - 1.0;
                assert!(off.abs() < 0.25, "{row:?}");
            }
            assert_eq!(budget.is_empty(), what.budget().is_none(), "{row:?}");
        }
        Ok(())
    }

    #[test]
    fn the_readme_has_every_file() -> Result<()> {
        let rows = rows(FILES)?;
        let names: Vec<&str> = rows
            .iter()
            .filter_map(|row| Some(row.first()?.as_str()))
            .collect();
        let files = [
            "index.html",
            "nianbao-….css",
            "nianbao-….js",
            "nianbao-….wasm",
            "nianbao.html",
        ];
        assert_eq!(names, files.map(|name| format!("`{name}`")));
        for row in rows {
            let [_, raw, gzip, brotli] = row.as_slice() else {
                anyhow::bail!("{row:?}");
            };
            assert!(
                number(brotli)? < number(gzip)? && number(gzip)? < number(raw)?,
                "{row:?}"
            );
        }
        Ok(())
    }

    #[test]
    fn a_written_table_is_read_again() -> Result<()> {
        let line = Line {
            what: What::Wire,
            product: Figure::exact(240.4),
            vanilla: Some(Figure::exact(4.0)),
            bare: None,
        };
        let table = figures(&[line], "a machine");
        assert!(
            table.contains("| folder on the wire, brotli | 240 kB | 4 kB | 60.10× |  |  | ≤ 250, stretch 150: within budget |"),
            "{table}"
        );
        let text = with("a\n<x>\nold\n</x>\nb\n", ("<x>\n", "</x>\n"), "new\n")?;
        assert_eq!(text, "a\n<x>\nnew\n</x>\nb\n");
        assert!(with("a\n", FILES, "").is_err());
        Ok(())
    }

    #[test]
    fn numbers_are_grouped() {
        for (number, text) in [
            (7, "7"),
            (1234, "1,234"),
            (677_907, "677,907"),
            (1_000_000, "1,000,000"),
        ] {
            assert_eq!(grouped(number), text);
        }
    }
}
