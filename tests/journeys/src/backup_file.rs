//! Backup files, made from figures and texts as the stable format has them.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use crate::cells::Figures;

/// A backup file's draft.
pub struct Backup<'a> {
    /// The organ's name.
    pub organ: &'a str,
    /// The level's identifier.
    pub level: &'a str,
    /// The year reported on.
    pub year: u32,
    /// Figures as typed or stated; an absent one is blank.
    pub cells: &'a Figures,
    /// Prose by section.
    pub sections: BTreeMap<&'a str, &'a str>,
}

impl Backup<'_> {
    /// The file's content.
    pub fn json(&self) -> Value {
        json!({
            "kind": "nianbao.draft",
            "version": 1,
            "organ": self.organ,
            "level": self.level,
            "year": self.year,
            "title": null,
            "publish_date": format!("{}-01-20", self.year + 1),
            "sections": self.sections,
            "cells": self.cells,
        })
    }
}
