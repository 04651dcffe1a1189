//! Prints what is read of the files of a folder: `READERS_FOREIGN=folder cargo test -p readers foreign -- --nocapture`.

use std::path::Path;

use readers::{Block, Content, read};

use crate::decoder::Host;

#[test]
fn prints_what_is_read_of_other_files() {
    let Some(folder) = std::env::var_os("READERS_FOREIGN") else {
        return;
    };
    let is_long = std::env::var_os("READERS_LONG").is_some();
    let mut paths: Vec<_> = std::fs::read_dir(folder)
        .expect("a folder")
        .map(|entry| entry.expect("an entry").path())
        .collect();
    paths.sort();
    for path in paths.iter().filter(|path| path.is_file()) {
        print(path, is_long);
    }
}

fn print(path: &Path, is_long: bool) {
    let name = path.file_name().expect("a name").to_string_lossy();
    let bytes = std::fs::read(path).expect("a file");
    match read(&bytes, &Host) {
        Err(refusal) => println!("{name}: {refusal:?}"),
        Ok(Content::Page(markup)) => println!("{name}: a page of {} bytes", markup.len()),
        Ok(Content::Parts(parts)) => {
            for part in parts {
                let tables: Vec<_> = part
                    .blocks
                    .iter()
                    .filter_map(|block| match block {
                        Block::Table(rows) => Some(rows.len()),
                        Block::Paragraph { .. } => None,
                    })
                    .collect();
                println!(
                    "{name} {}: {} blocks, rows of tables {tables:?}",
                    part.name,
                    part.blocks.len()
                );
                for note in &part.notes {
                    println!("    {note:?}");
                }
                if is_long {
                    for block in &part.blocks {
                        match block {
                            Block::Paragraph { text, heading } => println!("  {heading} {text}"),
                            Block::Table(rows) => {
                                for row in rows {
                                    let cells = row.iter().map(|cell| {
                                        format!("{}×{} {:?}", cell.columns, cell.rows, cell.text)
                                    });
                                    println!("  | {}", cells.collect::<Vec<_>>().join(" | "));
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}
