//! The journeys through the built page and the driver they run on.
//!
//! From the outside in: [`options`] and [`program`] are the command line; [`journeys`] lists what is walked through;
//! a journey acts on a [`stage`], whose [`desk`] is the product's page in the words of a clerk; [`browser`] is the
//! seam to the browser itself, and [`cdp`] its one implementation so far.

pub mod backup_file;
pub mod browser;
pub mod cdp;
pub mod cells;
pub mod desk;
pub mod exported;
pub mod journeys;
pub mod keys;
pub mod options;
pub mod probe;
pub mod process_group;
pub mod program;
pub mod sample;
pub mod scratch;
pub mod stage;
pub mod static_server;
pub mod wait;
