//! What the buttons in the form do.

use leptos::prelude::*;

use super::{last_year, offered};
use crate::import::taking::Purpose;
use crate::model::section::Section;
use crate::ui::browser::dom;
use crate::ui::desk::Desk;
use crate::ui::importing::Importing;
use crate::ui::notices::Notices;
use crate::ui::view::View;

/// What they work with. A handle: copies do the same.
#[derive(Clone, Copy)]
pub struct Acts {
    desk: Desk,
    notices: Notices,
    importing: Importing,
    view: View,
}

impl Acts {
    /// Those of the page.
    pub fn from_context() -> Self {
        Self {
            desk: expect_context(),
            notices: expect_context(),
            importing: expect_context(),
            view: expect_context(),
        }
    }

    /// Does what a button in the part of a section is there for.
    pub fn act(self, action: &str, section: Section) {
        match action {
            "insert-text" => offered::insert(self.desk, self.notices, section),
            "import-previous" => self.importing.open(Some(Purpose::Previous)),
            "toggle-previous" => {
                self.view.last_year().update(|shown| *shown = !*shown);
                dom::focus(format!(
                    "[data-part=\"{}\"] [data-action=\"toggle-previous\"]",
                    section.id()
                ));
            }
            "carry-over" => last_year::carry_over(self.desk, self.notices),
            "write-from-previous" => last_year::write_from(self.desk, self.notices, section),
            _ => {}
        }
    }
}
