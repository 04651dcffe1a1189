//! Checks of what the prose says and how much of it there is.

pub mod accountability_missing;
pub mod aspect_missing;
pub mod fee_not_reported;
pub mod half_width_punctuation;
pub mod listed_word;
pub mod measures_do_not_match;
pub mod odd_characters;
pub mod other_organ;
pub mod overview_too_long;
pub mod personal_data;
pub mod problems_missing;
pub mod repealed_basis;
pub mod sentence_twice;
pub mod stale_year;
pub mod template_left_over;
