//! Where a stored draft is damaged, and what should have stood there.

/// A field that is there but is not what its place needs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Damage {
    /// The keys that lead to the field, from the outside in; a place in a list is its number from 1.
    pub path: Vec<String>,
    /// What should have stood there.
    pub expected: Expected,
}

/// What a damaged field should have been.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Expected {
    /// A text, or a number to be taken by its digits.
    Text,
    /// A whole number that is not negative.
    Number,
    /// A report year.
    Year,
    /// The identifier of a level.
    Level,
    /// Fields in braces.
    Object,
    /// A list in brackets.
    List,
    /// The field once; it stands there twice, and nobody can tell which one is meant.
    Once,
    /// Anything at all: the field is missing.
    Present,
}

impl Damage {
    /// The damage of the value at hand, its path still to be completed.
    #[must_use]
    pub const fn here(expected: Expected) -> Self {
        Self {
            path: Vec::new(),
            expected,
        }
    }

    /// The same damage, seen from one level further outside.
    #[must_use]
    pub fn inside(mut self, key: impl Into<String>) -> Self {
        self.path.insert(0, key.into());
        self
    }
}
