//! Keys and clicks as BiDi performs them.

use serde_json::{Value, json};

use crate::browser::{Held, Mouse, Point};
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
    ("F3", '\u{e033}'),
    ("F4", '\u{e034}'),
    ("F6", '\u{e036}'),
    ("F7", '\u{e037}'),
    ("F8", '\u{e038}'),
    ("F9", '\u{e039}'),
    ("F10", '\u{e03a}'),
];
const SHIFT: char = '\u{e008}';
const CONTROL: char = '\u{e009}';
const ALT: char = '\u{e00a}';

/// Keys pressed and released one after the other, each while its modifiers are held.
pub fn keys(chords: &[Chord]) -> Value {
    let mut steps = Vec::new();
    for chord in chords {
        let named = KEYS.iter().find(|(name, _)| *name == chord.key);
        let key = named.map_or_else(|| chord.key.clone(), |(_, key)| key.to_string());
        let mut held = modifiers(chord.control, chord.alt, chord.shift);
        held.push(key);
        let down = held.iter().map(|key| step("keyDown", key));
        let up = held.iter().rev().map(|key| step("keyUp", key));
        steps.extend(down.chain(up));
    }
    keyboard(steps)
}

/// The modifiers go down, or up again.
pub fn hold(held: Held, down: bool) -> Value {
    let kind = if down { "keyDown" } else { "keyUp" };
    let keys = modifiers(held.control, false, held.shift);
    keyboard(keys.iter().map(|key| step(kind, key)).collect())
}

fn modifiers(control: bool, alt: bool, shift: bool) -> Vec<String> {
    [(control, CONTROL), (alt, ALT), (shift, SHIFT)]
        .into_iter()
        .filter(|(is_held, _)| *is_held)
        .map(|(_, key)| key.to_string())
        .collect()
}

fn step(kind: &str, key: &str) -> Value {
    json!({ "type": kind, "value": key })
}

fn keyboard(steps: Vec<Value>) -> Value {
    json!([{ "type": "key", "id": "keyboard", "actions": steps }])
}

/// What the mouse does, from where it was last, which is brought up to date.
pub fn mouse(acts: &[Mouse], last: &mut Point) -> Vec<Value> {
    let mut sources = Vec::new();
    let mut steps = Vec::new();
    for act in acts {
        match act {
            Mouse::Move(to) => {
                steps.extend(
                    last.way_to(*to)
                        .map(|at| json!({ "type": "pointerMove", "x": at.x, "y": at.y })),
                );
                *last = *to;
            }
            Mouse::Press(_) => steps.push(json!({ "type": "pointerDown", "button": 0 })),
            Mouse::Release(_) => steps.push(json!({ "type": "pointerUp", "button": 0 })),
            Mouse::Wheel(down) => {
                sources.extend(pointer(std::mem::take(&mut steps)));
                let turn = json!({ "type": "scroll", "deltaX": 0, "deltaY": down,
                    "x": last.x.round(), "y": last.y.round() });
                sources.push(json!([{ "type": "wheel", "id": "wheel", "actions": [turn] }]));
            }
        }
    }
    sources.extend(pointer(steps));
    sources
}

fn pointer(steps: Vec<Value>) -> Option<Value> {
    (!steps.is_empty()).then(|| json!([{ "type": "pointer", "id": "mouse", "actions": steps }]))
}

#[cfg(test)]
mod tests {
    use super::*;
    use anyhow::Result;

    #[test]
    fn modifiers_are_held_around_the_key() -> Result<()> {
        let actions = keys(&["Control+Shift+Home".parse()?]);
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
        let space = keys(&["Space".parse()?]);
        assert_eq!(space.pointer("/0/actions/0/value"), Some(&json!(" ")));
        Ok(())
    }
}
