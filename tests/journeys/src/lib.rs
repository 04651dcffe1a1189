//! The journeys through the built page and the driver they run on.
//!
//! From the outside in: [`options`] and [`program`] are the command line; [`journeys`] lists what is walked through,
//! [`walk`] walks one of them in a browser of its own, and [`division`] says which browser walks what; a journey acts on a [`stage`], whose [`desk`] is the product's
//! page in the words of a clerk; [`browser`] is the seam to the browser itself, with [`cdp`] (Chromium) and [`bidi`]
//! (Firefox) behind it. A [`restless`] hand walks without a plan.

pub mod backup_file;
pub mod bidi;
pub mod browser;
pub mod cdp;
pub mod cells;
pub mod connection;
pub mod desk;
pub mod division;
pub mod exported;
pub mod journeys;
pub mod keys;
pub mod options;
pub mod probe;
pub mod process_group;
pub mod program;
pub mod restless;
pub mod results;
pub mod sample;
pub mod scratch;
pub mod stage;
pub mod static_server;
pub mod wait;
pub mod walk;
pub mod workers;
