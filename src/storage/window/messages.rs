//! What windows that have the same draft open say to each other, and what follows from it.
//!
//! A window that opens a draft asks whether somebody is editing it; who does answers, and the asking
//! window only looks on. Who takes over tells the other, which saves and gives way. Who looks on asks
//! from time to time whether there is still somebody; who goes away says so. Nobody has to, so that a
//! window that crashed keeps nobody out.

use std::fmt;

/// How long after asking an answer counts, in milliseconds; later ones belong to another question.
pub const ANSWERED_WITHIN: u64 = 3000;

/// What a window says about a draft.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Message {
    /// What it says.
    pub verb: Verb,
    /// Which window says it.
    pub window: String,
    /// When, in milliseconds since 1970; makes two equal messages two changes.
    pub at: u64,
}

/// The things there are to say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verb {
    /// I opened it; is somebody editing it?
    Ask,
    /// I am editing it.
    Here,
    /// I am going to edit it; save and give way.
    Take,
    /// Saved; it is yours.
    Given,
    /// I look on; is somebody still editing it?
    Probe,
    /// I was editing it and am going away.
    Bye,
}

/// What a window does that hears a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reply {
    /// Nothing.
    Ignore,
    /// Says that it is editing.
    SayHere,
    /// Looks on from now.
    LookOn,
    /// Saves, looks on, says so.
    GiveWay,
    /// Edits from now.
    Edit,
}

/// What a window knows of itself when it hears a message.
#[derive(Clone, Copy, Debug)]
pub struct Standing<'a> {
    /// Its identifier.
    pub window: &'a str,
    /// Whether it only looks on.
    pub looking_on: bool,
    /// Whether something was typed here since the draft was opened.
    pub typed: bool,
    /// When it asked.
    pub asked_at: u64,
    /// Whether it is waiting to take over.
    pub taking: bool,
    /// The time.
    pub now: u64,
}

impl Standing<'_> {
    /// What to do about a message.
    pub fn reply(&self, message: &Message) -> Reply {
        if message.window == self.window {
            return Reply::Ignore;
        }
        // A clock that was set back does not make it ask for ever.
        let since = self.now.checked_sub(self.asked_at);
        let asking = since.is_some_and(|since| since < ANSWERED_WITHIN) && !self.typed;
        match message.verb {
            // Of two windows that open at the same moment one has to look on.
            Verb::Ask if asking && *self.window > *message.window => Reply::Ignore,
            Verb::Ask | Verb::Probe if !self.looking_on => Reply::SayHere,
            Verb::Here if asking && !self.looking_on => Reply::LookOn,
            Verb::Take if !self.looking_on => Reply::GiveWay,
            Verb::Given if self.taking => Reply::Edit,
            Verb::Ask | Verb::Here | Verb::Take | Verb::Given | Verb::Probe | Verb::Bye => {
                Reply::Ignore
            }
        }
    }
}

impl Message {
    /// Reads what was said.
    pub fn read(text: &str) -> Option<Self> {
        let mut parts = text.splitn(3, ' ');
        let word = parts.next()?;
        let verb = Verb::ALL.into_iter().find(|verb| verb.word() == word)?;
        let at = parts.next()?.parse().ok()?;
        let window = parts.next()?.to_owned();
        Some(Self { verb, window, at })
    }
}

impl fmt::Display for Message {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {} {}", self.verb.word(), self.at, self.window)
    }
}

impl Verb {
    const ALL: [Self; 6] = [
        Self::Ask,
        Self::Here,
        Self::Take,
        Self::Given,
        Self::Probe,
        Self::Bye,
    ];

    const fn word(self) -> &'static str {
        match self {
            Self::Ask => "ask",
            Self::Here => "here",
            Self::Take => "take",
            Self::Given => "given",
            Self::Probe => "probe",
            Self::Bye => "bye",
        }
    }
}
