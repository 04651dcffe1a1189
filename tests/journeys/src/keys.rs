//! Keys and their combinations, written like `Control+z`, `Shift+Tab`, `ArrowDown` or `7`.

use std::str::FromStr;

use anyhow::{Result, bail};

/// One key with the modifiers held.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chord {
    /// The key as the DOM names it (`KeyboardEvent.key`).
    pub key: String,
    /// The place on the keyboard (`KeyboardEvent.code`); empty if the table here does not know it.
    pub code: String,
    /// The key code of old (`KeyboardEvent.keyCode`).
    pub key_code: u32,
    /// What the key types when no modifier is held.
    pub text: Option<String>,
    /// Whether Control is held.
    pub control: bool,
    /// Whether Shift is held.
    pub shift: bool,
    /// Whether Alt is held.
    pub alt: bool,
}

/// Named keys: name, code, key code, text.
const NAMED: &[(&str, &str, u32, Option<&str>)] = &[
    ("Backspace", "Backspace", 8, None),
    ("Tab", "Tab", 9, None),
    ("Enter", "Enter", 13, Some("\r")),
    ("Escape", "Escape", 27, None),
    ("Space", "Space", 32, Some(" ")),
    ("PageUp", "PageUp", 33, None),
    ("PageDown", "PageDown", 34, None),
    ("End", "End", 35, None),
    ("Home", "Home", 36, None),
    ("ArrowLeft", "ArrowLeft", 37, None),
    ("ArrowUp", "ArrowUp", 38, None),
    ("ArrowRight", "ArrowRight", 39, None),
    ("ArrowDown", "ArrowDown", 40, None),
    ("Delete", "Delete", 46, None),
    ("F1", "F1", 112, None),
    ("F2", "F2", 113, None),
    ("F3", "F3", 114, None),
    ("F4", "F4", 115, None),
    ("F6", "F6", 117, None),
    ("F7", "F7", 118, None),
    ("F8", "F8", 119, None),
    ("F9", "F9", 120, None),
    ("F10", "F10", 121, None),
];

impl Chord {
    /// The key that types a character.
    pub fn of_char(character: char) -> Self {
        let upper = character.to_ascii_uppercase();
        let (code, key_code) = match character {
            'a'..='z' | 'A'..='Z' => (format!("Key{upper}"), upper as u32),
            '0'..='9' => (format!("Digit{character}"), character as u32),
            '.' => ("Period".to_owned(), 190),
            ',' => ("Comma".to_owned(), 188),
            '-' => ("Minus".to_owned(), 189),
            ' ' => ("Space".to_owned(), 32),
            _ => (String::new(), 0),
        };
        Self {
            key: character.to_string(),
            code,
            key_code,
            text: Some(character.to_string()),
            control: false,
            shift: character.is_ascii_uppercase(),
            alt: false,
        }
    }

    /// The editing command that a browser's own key bindings attach to this combination.
    pub fn editing_command(&self) -> Option<&'static str> {
        if !self.control || self.alt {
            return None;
        }
        match (self.key.to_ascii_lowercase().as_str(), self.shift) {
            ("a", false) => Some("selectAll"),
            ("c", false) => Some("copy"),
            ("x", false) => Some("cut"),
            ("v", false) => Some("paste"),
            ("z", false) => Some("undo"),
            ("y", false) | ("z", true) => Some("redo"),
            _ => None,
        }
    }
}

impl FromStr for Chord {
    type Err = anyhow::Error;

    fn from_str(written: &str) -> Result<Self> {
        let (modifiers, key) = match written.rsplit_once('+') {
            Some((modifiers, key)) if !key.is_empty() => (modifiers, key),
            Some(_) | None => ("", written),
        };
        let mut chord = match NAMED.iter().find(|(name, ..)| *name == key) {
            Some((name, code, key_code, text)) => Self {
                key: if *name == "Space" { " " } else { name }.to_owned(),
                code: (*code).to_owned(),
                key_code: *key_code,
                text: text.map(str::to_owned),
                control: false,
                shift: false,
                alt: false,
            },
            None => {
                let mut characters = key.chars();
                match (characters.next(), characters.next()) {
                    (Some(character), None) => Self::of_char(character),
                    (_, _) => bail!("{written:?} is not a key"),
                }
            }
        };
        for modifier in modifiers.split('+').filter(|modifier| !modifier.is_empty()) {
            match modifier {
                "Control" => chord.control = true,
                "Shift" => chord.shift = true,
                "Alt" => chord.alt = true,
                _ => bail!("{modifier:?} in {written:?} is not a modifier"),
            }
        }
        Ok(chord)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn combinations_are_read() -> Result<()> {
        let undo: Chord = "Control+z".parse()?;
        assert_eq!((undo.control, undo.shift, undo.key_code), (true, false, 90));
        assert_eq!(undo.editing_command(), Some("undo"));
        let back: Chord = "Shift+Tab".parse()?;
        assert_eq!(
            (back.shift, back.key.as_str(), back.key_code),
            (true, "Tab", 9)
        );
        assert_eq!(back.editing_command(), None);
        let plus: Chord = "+".parse()?;
        assert_eq!(plus.text.as_deref(), Some("+"));
        assert!("Hyper+x".parse::<Chord>().is_err());
        assert!("Nowhere".parse::<Chord>().is_err());
        Ok(())
    }
}
