//! The official format and what is read from a draft.

/// The 200 addresses.
mod addresses;
/// What differs between two drafts.
mod comparison;
/// Publish dates and report years.
mod dates;
/// The printed tables, to the character and the span.
mod labels;
/// What is accepted as a count or an amount.
mod numbers;
/// Lines of prose and their sub-headings.
mod prose;
/// When a draft is a complete report.
mod report;
/// The printed tables against the official template, where that is at hand.
mod template;
/// The standard title.
mod title;
/// Computed totals.
mod totals;
