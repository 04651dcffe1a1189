//! What the page decides without a browser: selections, undoing.

mod selection;
