//! JSON as it was written: objects keep the order of their keys, values stay text until a stored
//! shape asks for them.
//!
//! Nothing passes through a floating-point number or a map, so that what a shape does not know goes
//! out again to the character, and a key that stands there twice is noticed.

use std::fmt;

use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
use serde::ser::{Serialize, SerializeMap, Serializer};
use serde_json::value::RawValue;

use super::damage::{Damage, Expected};

/// A value as it was written.
pub type Raw = Box<RawValue>;

/// The same, as readers are given it.
pub type RawText = RawValue;

/// Why a text is not a JSON object.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotObject {
    /// It is not JSON; the place where reading stopped, counted from 1.
    Syntax {
        /// The line.
        line: usize,
        /// The column, in bytes.
        column: usize,
    },
    /// It is JSON, but not an object.
    Other,
}

/// The fields of an object, in the order in which they were written.
#[derive(Clone, Debug, Default)]
pub struct Object(Vec<(String, Raw)>);

impl Object {
    /// Reads a whole text; a byte order mark before it is passed over.
    ///
    /// # Errors
    /// Says where the text stops being JSON, or that it is something else than an object.
    pub fn read(text: &str) -> Result<Self, NotObject> {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        serde_json::from_str(text).map_err(|error| {
            if error.is_data() {
                NotObject::Other
            } else {
                NotObject::Syntax {
                    line: error.line(),
                    column: error.column(),
                }
            }
        })
    }

    /// Reads the object inside a field.
    ///
    /// # Errors
    /// The field is not an object.
    pub fn of(raw: &RawValue) -> Result<Self, Damage> {
        serde_json::from_str(raw.get()).map_err(|_| Damage::here(Expected::Object))
    }

    /// Adds a field at the end.
    pub fn push(&mut self, key: String, value: Raw) {
        self.0.push((key, value));
    }

    /// Takes a field out; one that is absent or `null` is `None`.
    ///
    /// # Errors
    /// The field stands there more than once.
    pub fn take(&mut self, key: &str) -> Result<Option<Raw>, Damage> {
        let Some(at) = self.0.iter().position(|(name, _)| name == key) else {
            return Ok(None);
        };
        let (_, value) = self.0.remove(at);
        if self.0.iter().any(|(name, _)| name == key) {
            return Err(Damage::here(Expected::Once).inside(key));
        }
        Ok((value.get() != "null").then_some(value))
    }

    /// Takes a field out and reads it.
    ///
    /// # Errors
    /// The field stands there more than once, or is not what `read` reads.
    pub fn take_as<T>(
        &mut self,
        key: &str,
        read: impl FnOnce(&RawValue) -> Result<T, Damage>,
    ) -> Result<Option<T>, Damage> {
        self.take(key)?
            .map(|raw| read(&raw).map_err(|damage| damage.inside(key)))
            .transpose()
    }

    /// Whether there is no field.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The fields with their values.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &RawValue)> {
        self.0.iter().map(|(key, value)| (key.as_str(), &**value))
    }
}

impl IntoIterator for Object {
    type Item = (String, Raw);
    type IntoIter = std::vec::IntoIter<Self::Item>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

impl Serialize for Object {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.0.len()))?;
        for (key, value) in &self.0 {
            map.serialize_entry(key, value)?;
        }
        map.end()
    }
}

impl<'de> Deserialize<'de> for Object {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Fields;

        impl<'de> Visitor<'de> for Fields {
            type Value = Object;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Object, A::Error> {
                let mut fields = Vec::new();
                while let Some(field) = map.next_entry()? {
                    fields.push(field);
                }
                Ok(Object(fields))
            }
        }

        deserializer.deserialize_map(Fields)
    }
}

/// A field as text; a number is taken by the digits that were written.
///
/// # Errors
/// The field is something else.
pub fn text(raw: &RawValue) -> Result<String, Damage> {
    let written = raw.get();
    if written.starts_with(|first: char| first == '-' || first.is_ascii_digit()) {
        return Ok(written.to_owned());
    }
    serde_json::from_str(written).map_err(|_| Damage::here(Expected::Text))
}

/// A field as a whole number that is not negative.
///
/// # Errors
/// The field is something else.
pub fn number(raw: &RawValue) -> Result<u64, Damage> {
    serde_json::from_str(raw.get()).map_err(|_| Damage::here(Expected::Number))
}

/// A field as a list.
///
/// # Errors
/// The field is something else.
pub fn list(raw: &RawValue) -> Result<Vec<Raw>, Damage> {
    serde_json::from_str(raw.get()).map_err(|_| Damage::here(Expected::List))
}

/// A text that was once read from JSON, as a value again; anything else becomes a JSON string, so
/// that it is not lost.
#[must_use]
pub fn raw(written: &str) -> Raw {
    RawValue::from_string(written.to_owned()).unwrap_or_else(|_| value(&written))
}

/// A value made of texts, numbers, lists and fields, as compact JSON.
#[must_use]
#[expect(
    clippy::expect_used,
    reason = "text keys and plain values always have a JSON form, and a string takes any length"
)]
pub fn value(shape: &impl Serialize) -> Raw {
    serde_json::value::to_raw_value(shape).expect("a stored shape has a JSON form")
}

/// The same as [`value`], laid out for people.
#[must_use]
#[expect(
    clippy::expect_used,
    reason = "text keys and plain values always have a JSON form, and a string takes any length"
)]
pub fn pretty(shape: &impl Serialize) -> String {
    serde_json::to_string_pretty(shape).expect("a stored shape has a JSON form")
}
