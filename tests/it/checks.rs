//! Tests of the checks: their registry, their cases, the causes they tell, the document about them.

/// The document that lists all checks.
mod book;
/// A case as data: an entry in a file, what it types, what has to be found.
pub mod case;
/// The cases of all checks.
mod cases;
/// The likely causes that a finding tells, or keeps to itself.
mod causes;
/// Dismissed warnings.
mod dismissal;
/// The identities of the official format, added up here a second time.
mod identities;
/// The labels of published reports, where they are at hand.
mod labels;
/// How well prose is read: on labelled reports, on changed ones, on sentences kept apart.
mod measured;
/// One wrong figure at a time, in the sample.
mod mutations;
/// Published reports, where they are at hand.
pub mod published;
/// How well published passages are read that are kept outside the repository.
mod published_passages;
/// The words that a finding of the prose is about.
mod quoted;
/// Reading prose.
mod reading;
/// What holds for every check of the registry.
mod registry;
/// How well whole reports are checked that nothing was tuned on.
mod whole_reports;
/// An office's own word list: what is read from it.
mod word_list;
