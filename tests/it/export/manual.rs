//! What the manual says about the portals' editors is what was measured.

use std::path::Path;

#[test]
fn the_manual_has_the_measured_table() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let read = |path: &str| std::fs::read_to_string(root.join(path)).expect(path);
    let measured = read("tests/data/export/editors.txt");
    assert!(measured.lines().count() >= 14, "{measured}");
    let manual = read("docs/publishing.md");
    assert!(
        manual.contains(&measured),
        "docs/publishing.md does not have the lines of tests/data/export/editors.txt"
    );
}

#[test]
fn the_manual_names_every_button() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let read = |path: &str| std::fs::read_to_string(root.join(path)).expect(path);
    let (buttons, manual) = (
        read("src/ui/wording/ways_out.html"),
        read("docs/publishing.md"),
    );
    for button in buttons.lines().filter(|line| line.starts_with("<button")) {
        let label = button
            .split_once('>')
            .and_then(|(_, rest)| rest.split_once('<'));
        let (label, _) = label.expect("a label");
        assert!(manual.contains(label), "{label}");
    }
}
