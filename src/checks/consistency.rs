//! Checks that compare the prose with the tables and with itself.

pub mod applicants_differ;
pub mod last_year_differs;
pub mod none_claimed;
pub mod not_all_finished;
pub mod outcome_differs;
pub mod parts_differ;
pub mod proactive_differs;
pub mod rate_impossible;
pub mod received_differs;
pub mod review_differs;
pub mod share_differs;
pub mod told_twice;

mod comparison;
