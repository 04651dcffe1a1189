//! The journeys touch the page as a person does: by the browser's own mouse, keys, clipboard, drops and file chooser.
//!
//! A script that clicks, focuses, selects, fills or tells an element of an event proves only that the script works. So the
//! words for that must not stand in `tests/journeys` at all; the few that give a file to a chooser, after a press, stand
//! in one file.

use std::path::Path;

/// What a script does in place of a hand, without blanks, with the only file that may say it.
const WORDS: [(&str, Option<&str>); 28] = [
    (".click()", None),
    (".focus()", None),
    (".blur()", None),
    (".select()", None),
    (".requestSubmit(", None),
    (".showPicker(", None),
    (".showModal(", None),
    (".setSelectionRange(", None),
    (".setRangeText(", None),
    (".execCommand(", None),
    ("dispatchEvent(", None),
    ("newInputEvent(", None),
    ("newKeyboardEvent(", None),
    ("newMouseEvent(", None),
    ("newPointerEvent(", None),
    ("newDragEvent(", None),
    ("newDataTransfer(", None),
    ("newClipboardEvent(", None),
    ("newCompositionEvent(", None),
    ("newFocusEvent(", None),
    (".value=", None),
    (".checked=", None),
    (".selectedIndex=", None),
    (".files=", None),
    ("userGesture", None),
    ("DOM.setFileInputFiles", Some("src/cdp/hand.rs")),
    ("Page.handleFileChooser", Some("src/cdp/hand.rs")),
    ("input.setFiles", None),
];

/// The driver's own test has a page of its own, which is no product and does such things.
const OWN_PAGE: &str = "tests/driver.rs";

/// Each place where a file does by a script what a hand should do.
fn faults(path: &str, text: &str) -> Vec<String> {
    let mut faults = Vec::new();
    for (at, line) in text.lines().enumerate() {
        let closed: String = line.chars().filter(|c| !c.is_whitespace()).collect();
        for (word, only_in) in WORDS {
            // A comparison is no assignment.
            let found = closed.match_indices(word).any(|(place, _)| {
                let after = closed.get(place + word.len()..).unwrap_or_default();
                !word.ends_with('=') || !after.starts_with('=')
            });
            if found && only_in != Some(path) {
                faults.push(format!(
                    "tests/journeys/{path}:{}: `{word}` is not the browser's own input",
                    at + 1
                ));
            }
        }
    }
    faults
}

/// All files of the journeys, with `/` in their paths.
fn files() -> Vec<(String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/journeys");
    let mut open = vec![root.clone()];
    let mut files = Vec::new();
    while let Some(folder) = open.pop() {
        for entry in std::fs::read_dir(&folder).expect("the folder can be read") {
            let path = entry.expect("the entry can be read").path();
            let ending = path.extension().and_then(|ending| ending.to_str());
            if path.is_dir() {
                open.push(path);
            } else if matches!(ending, Some("rs" | "js" | "html")) {
                let inside = path
                    .strip_prefix(&root)
                    .expect("the file is in the journeys");
                let name = inside.to_string_lossy().replace('\\', "/");
                let text = std::fs::read_to_string(&path).expect("the file can be read");
                files.push((name, text));
            }
        }
    }
    files.sort();
    files
}

#[test]
fn journeys_use_the_browsers_own_input_only() {
    let files = files();
    assert!(files.len() > 50, "only {} files were found", files.len());
    assert!(files.iter().any(|(name, _)| name == OWN_PAGE));
    let faults: Vec<String> = files
        .iter()
        .filter(|(name, _)| name != OWN_PAGE)
        .flat_map(|(name, text)| faults(name, text))
        .collect();
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn scripts_in_place_of_a_hand_are_found() {
    let found = [
        "page.evaluate(\"document.querySelector('button').click()\")",
        "element . focus ( );",
        "area.value = 'x';",
        "input.dispatchEvent(new Event('input'))",
        "self.call(\"DOM.setFileInputFiles\", parameters)?;",
        "document.execCommand('insertText', false, 'x')",
        "box.checked=true",
    ];
    for line in found {
        let faults = faults("src/journeys/some.rs", &format!("\n{line}\n"));
        let place = "tests/journeys/src/journeys/some.rs:2: ";
        assert!(
            faults.iter().any(|fault| fault.starts_with(place)),
            "{line} is let through"
        );
    }
    let innocent = [
        "desk.click(&opener)?;",
        "if (option.value === wanted) count += 1;",
        "document.execCommand = function () { return false; };",
        "self.focus(section, selector)",
    ];
    for line in innocent {
        assert_eq!(faults("src/journeys/some.rs", line), [""; 0]);
    }
    let chooser = "self.call(\"DOM.setFileInputFiles\", parameters)?;";
    assert_eq!(faults("src/cdp/hand.rs", chooser), [""; 0]);
}
