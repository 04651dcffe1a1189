//! What a collection's file held that this version does not know: kept to the character, written out again.

use crate::storage::json::{self, Object, Raw};

/// The fields of one object that this version does not know: their keys, and their values as JSON text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Unknown(Vec<(String, String)>);

impl Unknown {
    /// What is left of an object after everything known was taken out of it.
    #[must_use]
    pub fn rest(object: Object) -> Self {
        let fields = object.into_iter();
        Self(
            fields
                .map(|(key, value)| (key, value.get().to_owned()))
                .collect(),
        )
    }

    /// An object with known fields first and these after them.
    #[must_use]
    pub fn after(&self, known: Vec<(&str, Raw)>) -> Raw {
        let mut object = Object::default();
        for (key, value) in known {
            object.push(key.to_owned(), value);
        }
        for (key, value) in &self.0 {
            object.push(key.clone(), json::raw(value));
        }
        json::value(&object)
    }

    /// The fields, each with its value as JSON text.
    pub fn fields(&self) -> impl Iterator<Item = (&str, &str)> {
        let fields = self.0.iter();
        fields.map(|(key, value)| (key.as_str(), value.as_str()))
    }
}
