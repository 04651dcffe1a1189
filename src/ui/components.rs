//! The parts of the page. Each shows something and forwards what the user does.

pub mod banner;
pub mod bar;
pub mod by_hand;
pub mod confirm;
pub mod dismissing;
pub mod drafts_box;
pub mod export_box;
pub mod fields;
pub mod figures;
pub mod findings;
pub mod import_dialog;
pub mod last_year;
pub mod notice;
pub mod outline;
pub mod preview;
pub mod prose;
pub mod safe_fixes;
pub mod section;
pub mod side_by_side;
pub mod word_list;
