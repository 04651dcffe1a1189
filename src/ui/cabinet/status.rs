//! Whether the open draft is safe.

/// What is known of the open draft's safety.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    /// Storage has it, read back and found equal.
    Saved {
        /// When it was written, in milliseconds since 1970.
        at: u64,
        /// Whether the copy that survives a crash has it too.
        survives: bool,
    },
    /// It was changed a moment ago and is about to be written.
    Saving,
    /// No storage has it.
    Unsaved,
    /// It is not known to be the newest text, and may only be looked at until it is.
    Checking,
    /// It may only be looked at here.
    ReadOnly,
}

impl Status {
    /// The stable identifier in the page.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Saved { .. } => "saved",
            Self::Saving => "saving",
            Self::Unsaved => "unsaved",
            Self::Checking => "checking",
            Self::ReadOnly => "readonly",
        }
    }
}
