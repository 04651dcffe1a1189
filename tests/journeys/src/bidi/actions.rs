//! Keys and clicks as BiDi performs them.

use serde_json::{Value, json};

use crate::keys::Chord;

/// The characters that stand for keys without one of their own, as WebDriver lists them ("Keyboard actions").
const KEYS: &[(&str, char)] = &[
    ("Backspace", '\u{e003}'),
    ("Tab", '\u{e004}'),
    ("Enter", '\u{e006}'),
    ("Escape", '\u{e00c}'),
    ("PageUp", '\u{e00e}'),
    ("PageDown", '\u{e00f}'),
    ("End", '\u{e010}'),
    ("Home", '\u{e011}'),
    ("ArrowLeft", '\u{e012}'),
    ("ArrowUp", '\u{e013}'),
    ("ArrowRight", '\u{e014}'),
    ("ArrowDown", '\u{e015}'),
    ("Delete", '\u{e017}'),
    ("F1", '\u{e031}'),
    ("F2", '\u{e032}'),
    ("F8", '\u{e038}'),
    ("F9", '\u{e039}'),
];
const SHIFT: char = '\u{e008}';
const CONTROL: char = '\u{e009}';
const ALT: char = '\u{e00a}';

/// A key pressed and released while its modifiers are held.
pub fn press(chord: &Chord) -> Value {
    let named = KEYS.iter().find(|(name, _)| *name == chord.key);
    let key = named.map_or_else(|| chord.key.clone(), |(_, key)| key.to_string());
    let mut held: Vec<String> = [
        (chord.control, CONTROL),
        (chord.alt, ALT),
        (chord.shift, SHIFT),
    ]
    .into_iter()
    .filter(|(is_held, _)| *is_held)
    .map(|(_, key)| key.to_string())
    .collect();
    held.push(key);
    let down = held
        .iter()
        .map(|key| json!({ "type": "keyDown", "value": key }));
    let up = held
        .iter()
        .rev()
        .map(|key| json!({ "type": "keyUp", "value": key }));
    json!([{ "type": "key", "id": "keyboard", "actions": down.chain(up).collect::<Vec<_>>() }])
}

/// A click of the left mouse button at a point of the viewport.
pub fn click(x: f64, y: f64) -> Value {
    json!([{ "type": "pointer", "id": "mouse", "actions": [
        { "type": "pointerMove", "x": x, "y": y },
        { "type": "pointerDown", "button": 0 },
        { "type": "pointerUp", "button": 0 },
    ] }])
}

#[cfg(test)]
mod tests {
    use super::*;
    use anyhow::Result;

    #[test]
    fn modifiers_are_held_around_the_key() -> Result<()> {
        let actions = press(&"Control+Shift+Home".parse()?);
        let steps: Vec<_> = ["keyDown", "keyDown", "keyDown", "keyUp", "keyUp", "keyUp"]
            .into_iter()
            .zip([
                '\u{e009}', '\u{e008}', '\u{e011}', '\u{e011}', '\u{e008}', '\u{e009}',
            ])
            .map(|(kind, key)| json!({ "type": kind, "value": key }))
            .collect();
        assert_eq!(actions.pointer("/0/actions"), Some(&json!(steps)));
        Ok(())
    }

    #[test]
    fn every_named_key_is_known() -> Result<()> {
        for (name, _) in KEYS {
            let chord: Chord = name.parse()?;
            assert_eq!(chord.key, *name);
        }
        let space = press(&"Space".parse()?);
        assert_eq!(space.pointer("/0/actions/0/value"), Some(&json!(" ")));
        Ok(())
    }
}
