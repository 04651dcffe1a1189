//! What a hand does at the desk: clicks, drags, turns the wheel, chooses files, drops things, composes.
//!
//! All of it goes to what is seen and not covered.

use std::path::PathBuf;

use anyhow::{Context, Result, bail};
use serde::Deserialize;
use serde_json::{Value, json};

use super::Desk;
use crate::browser::{Dropped, Held, Mouse, Point};
use crate::wait::{self, PATIENCE};

/// An answer about where something is.
#[derive(Deserialize)]
struct Place {
    trouble: Option<String>,
    #[serde(default)]
    opens: bool,
    #[serde(default)]
    x: f64,
    #[serde(default)]
    y: f64,
}

impl Place {
    fn point(&self) -> Point {
        Point {
            x: self.x,
            y: self.y,
        }
    }
}

impl Desk {
    /// Clicks the first seen element with the mouse. What is folded away in a `<details>` is unfolded first. A click
    /// that missed, because the element moved between the look and the click, is made once more, as a person would.
    pub fn click(&mut self, selector: &str) -> Result<()> {
        self.click_at(&json!([selector]), selector, 1, Held::default())
    }

    /// Clicks while keys are held.
    pub fn click_with(&mut self, selector: &str, held: Held) -> Result<()> {
        self.click_at(&json!([selector]), selector, 1, held)
    }

    /// Clicks twice in quick succession.
    pub fn double_click(&mut self, selector: &str) -> Result<()> {
        self.click_at(&json!([selector]), selector, 2, Held::default())
    }

    /// Clicks an element at a place of it: 0 is its left edge, 1 its right one.
    pub fn click_across(&mut self, selector: &str, across: f64) -> Result<()> {
        let held = Held::default();
        self.click_at(&json!([selector, across]), selector, 1, held)
    }

    fn click_at(&mut self, look: &Value, selector: &str, times: u8, held: Held) -> Result<()> {
        wait::until(&format!("a click on {selector}"), PATIENCE, || {
            let place: Place = self.ask("clickPoint", look)?;
            if let Some(trouble) = place.trouble {
                bail!("{selector}: {trouble}");
            }
            let mut acts = vec![Mouse::Move(place.point())];
            for time in 1..=if place.opens { 1 } else { times } {
                acts.extend([Mouse::Press(time), Mouse::Release(time)]);
            }
            self.page.mouse(&acts, held)?;
            Ok((!place.opens && self.click_arrived()).then_some(()))
        })
    }

    fn click_arrived(&mut self) -> bool {
        // A page that cannot be asked is being replaced, which is what the click did.
        self.ask("clickArrived", &json!([])).unwrap_or(true)
    }

    /// Where an element is seen.
    pub fn point_of(&mut self, selector: &str) -> Result<Point> {
        wait::until(&format!("a look at {selector}"), PATIENCE, || {
            let place: Place = self.ask("seenPoint", &json!([selector]))?;
            if let Some(trouble) = place.trouble {
                bail!("{selector}: {trouble}");
            }
            Ok((!place.opens).then(|| place.point()))
        })
    }

    /// Moves the mouse to a point of the viewport.
    pub fn move_mouse(&mut self, to: Point) -> Result<()> {
        self.page.mouse(&[Mouse::Move(to)], Held::default())
    }

    /// Presses the left button where the mouse is.
    pub fn press_mouse(&mut self) -> Result<()> {
        self.page.mouse(&[Mouse::Press(1)], Held::default())
    }

    /// Releases the left button where the mouse is.
    pub fn release_mouse(&mut self) -> Result<()> {
        self.page.mouse(&[Mouse::Release(1)], Held::default())
    }

    /// Presses on one element, moves to another one, and releases there. Both must be in view together.
    pub fn drag(&mut self, from: &str, to: &str) -> Result<()> {
        let start = self.point_of(from)?;
        let end = self.point_of(to)?;
        if self.point_of(from)? != start {
            bail!("{from} and {to} are not in view together");
        }
        self.page.mouse(
            &[
                Mouse::Move(start),
                Mouse::Press(1),
                Mouse::Move(end),
                Mouse::Release(1),
            ],
            Held::default(),
        )
    }

    /// Presses the right button on an element and chooses 粘贴 in the browser's menu.
    pub fn paste_by_menu(&mut self, selector: &str) -> Result<()> {
        let at = self.point_of(selector)?;
        self.page.paste_by_menu(at)
    }

    /// Turns the wheel over an element by so many pixels, downwards if above zero.
    pub fn wheel(&mut self, selector: &str, down: f64) -> Result<()> {
        let at = self.point_of(selector)?;
        let acts = [Mouse::Move(at), Mouse::Wheel(down)];
        self.page.mouse(&acts, Held::default())
    }

    /// Presses a button that opens the file chooser and chooses these files in it.
    pub fn choose_files(&mut self, selector: &str, files: &[PathBuf]) -> Result<()> {
        self.page.catch_choosers()?;
        self.click(selector)?;
        self.answer_chooser(selector, files)
    }

    /// Presses a button that opens the file chooser and cancels that.
    pub fn cancel_chooser(&mut self, selector: &str) -> Result<()> {
        self.choose_files(selector, &[])
    }

    /// Does something that opens the file chooser and chooses these files in it.
    pub fn choose_files_by(
        &mut self,
        files: &[PathBuf],
        open: impl FnOnce(&mut Self) -> Result<()>,
    ) -> Result<()> {
        self.page.catch_choosers()?;
        open(self)?;
        self.answer_chooser("it", files)
    }

    fn answer_chooser(&mut self, of: &str, files: &[PathBuf]) -> Result<()> {
        self.wait(&format!("the file chooser of {of}"), |desk| {
            Ok(desk.page.chooser_is_open()?.then_some(()))
        })?;
        self.page.answer_chooser(files)
    }

    /// Drops files on an element, as from the desktop.
    pub fn drop_files(&mut self, selector: &str, files: &[PathBuf]) -> Result<()> {
        let at = self.point_of(selector)?;
        self.page.drop_at(at, &Dropped::Files(files.to_vec()))
    }

    /// Drops a text on an element, as from another program.
    pub fn drop_text(&mut self, selector: &str, text: &str) -> Result<()> {
        let at = self.point_of(selector)?;
        self.page.drop_at(at, &Dropped::Text(text.to_owned()))
    }

    /// Copies what is selected.
    pub fn copy(&mut self) -> Result<()> {
        self.press("Control+c")
    }

    /// Puts the caret into the text of a cell, before the character with this number.
    pub fn caret_in_cell(&mut self, address: &str, place: usize) -> Result<()> {
        let selector = super::cell(address);
        self.focus_cell(address)?;
        // The first click selects the cell, a second one goes into its text; twice at once would mark a word.
        self.click_across(&selector, 0.9)?;
        for _ in 0..=100 {
            let focus = self.focused()?;
            let (start, end) = focus
                .start
                .zip(focus.end)
                .context("no text has the focus")?;
            let key = match start == end {
                true if start == place => return Ok(()),
                true if start < place => "ArrowRight",
                true => "ArrowLeft",
                // Where all of it is selected, an arrow would lead on to the next cell.
                false => "F2",
            };
            self.press(key)?;
        }
        bail!("the caret does not come to {place} in {address}")
    }

    /// Chooses one of a select box by the keys, as who types in a form does.
    pub fn choose_option(&mut self, selector: &str, value: &str) -> Result<()> {
        let focused = format!("{selector}:focus");
        self.wait(&format!("the focus in {selector}"), |desk| {
            let place: Place = desk.ask("labelPoint", &json!([selector]))?;
            if let Some(trouble) = place.trouble {
                bail!("{selector}: {trouble}");
            }
            desk.page.click_at(place.x, place.y)?;
            Ok((desk.count(&focused)? == 1).then_some(()))
        })?;
        let steps: Option<i32> = self.ask("optionsTo", &json!([selector, value]))?;
        let steps = steps.with_context(|| format!("{selector} offers no {value}"))?;
        let key = if steps < 0 { "ArrowUp" } else { "ArrowDown" };
        for _ in 0..steps.unsigned_abs() {
            self.press(key)?;
        }
        self.wait(&format!("{value} in {selector}"), |desk| {
            let left: Option<i32> = desk.ask("optionsTo", &json!([selector, value]))?;
            Ok((left == Some(0)).then_some(()))
        })
    }
}
