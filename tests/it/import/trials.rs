//! Prints what is read of files, for people: `NIANBAO_TRIALS=folder cargo test --test it trials -- --ignored --nocapture`.

use std::path::Path;

use nianbao::import::found::Found;
use nianbao::model::section::Section;

use super::parsers::opened;
use crate::checks::published::say;

#[test]
#[ignore = "prints what is read, for people"]
fn what_is_read() {
    let Ok(folder) = std::env::var("NIANBAO_TRIALS") else {
        return;
    };
    walk(Path::new(&folder));
}

fn walk(folder: &Path) {
    let entries = std::fs::read_dir(folder).expect("a folder");
    let mut paths: Vec<_> = entries
        .map(|entry| entry.expect("an entry").path())
        .collect();
    paths.sort();
    for path in paths {
        if path.is_dir() {
            walk(&path);
            continue;
        }
        let name = path.to_string_lossy().into_owned();
        if name.contains("README") || name.contains("-note") {
            continue;
        }
        let bytes = std::fs::read(&path).expect("a file");
        say(&format!("=== {name}"));
        match opened(&name, &bytes) {
            Err(refused) => say(&format!("  refused: {refused:?}")),
            Ok(reports) => {
                for report in reports {
                    print(&report.part, &report.found);
                }
            }
        }
    }
}

fn print(part: &str, found: &Found) {
    say(&format!(
        "  [{part}] {:?} {:?} guessed {} {:?} figures {}",
        found.organ,
        found.year.map(|year| year.get()),
        found.year_guessed,
        found.title,
        found.figures()
    ));
    let figures = found.cells.iter().filter_map(|(cell, figure)| {
        let figure = figure.as_ref().filter(|figure| !figure.text.is_empty())?;
        Some(format!(
            "{cell}={}{}",
            figure.text,
            if figure.guessed { "?" } else { "" }
        ))
    });
    say(&format!(
        "    {}",
        figures.take(24).collect::<Vec<_>>().join(" ")
    ));
    for section in Section::ALL {
        if !found.prose(section).is_empty() {
            say(&format!(
                "    {section:?}: {:?}",
                found.prose(section).chars().take(160).collect::<String>()
            ));
        }
    }
    for note in &found.notes {
        say(&format!(
            "    ! {:?} {}",
            note.kind,
            note.original.chars().take(80).collect::<String>()
        ));
    }
    if !found.left_out.is_empty() {
        say(&format!(
            "    - {:?}",
            found.left_out.iter().take(8).collect::<Vec<_>>()
        ));
    }
}
