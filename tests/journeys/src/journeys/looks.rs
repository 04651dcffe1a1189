//! Whether the page stays usable when it is zoomed, and when the system chooses the colours.

use anyhow::{Context, Result, bail, ensure};

use super::keyboard_alone::wait_focus;
use super::screens;
use crate::desk::Desk;
use crate::probe;
use crate::stage::{Skip, Stage};

const LAYOUT: &str = include_str!("layout.js");

/// The sizes of a viewport, in the page's pixels: a small office screen at 200 %, at 100 %, and a large one.
const SIZES: [(u32, u32); 3] = [(683, 384), (1366, 768), (1920, 1080)];

/// At 200 % nothing but tables scrolls sideways, and every control can be reached; the same on larger screens.
pub fn zoom(stage: &mut Stage) -> Result<()> {
    let mut found = Vec::new();
    screens::visit(stage, |stage, screen| {
        for (width, height) in SIZES {
            let page = stage.desk.page();
            page.set_viewport(width, height)?;
            stage.screenshot(&format!("{width}-{screen}"))?;
            let page = stage.desk.page();
            let troubles: Vec<String> = probe::told(
                page.evaluate(&format!("JSON.stringify((function () {{ {LAYOUT} }})())"))?,
            )?;
            for trouble in troubles {
                found.push(format!("{screen} at {width}×{height}: {trouble}"));
            }
            if screen == "findings" {
                jumps(&mut stage.desk).with_context(|| format!("at {width}×{height}"))?;
            }
        }
        Ok(())
    })?;
    ensure!(found.is_empty(), "{}", found.join("\n    "));
    Ok(())
}

/// Where a jump leads to is in view, whatever the page has to scroll for it.
fn jumps(desk: &mut Desk) -> Result<()> {
    for section in ["review", "report"] {
        desk.go_to(section)?;
        let inside = format!("[data-part=\"{section}\"] *");
        wait_focus(desk, &inside)?;
    }
    desk.click("[data-finding] button")?;
    wait_focus(desk, "[data-cell]")
}

/// What tells one state from another once the system has taken the colours, or what does not; a function body.
const WITHOUT_COLOURS: &str = "
    function look(element) {
        var style = getComputedStyle(element);
        return ['borderTopStyle', 'borderTopWidth', 'borderBottomStyle', 'borderBottomWidth', 'outlineStyle', 'outlineWidth',
            'fontWeight', 'textDecorationLine', 'forcedColorAdjust'].map(function (name) { return style[name]; }).join(' ');
    }
    var troubles = [];
    function differ(what, one, other) {
        one = document.querySelector(one);
        other = document.querySelector(other);
        if (one && other && look(one) === look(other)) troubles.push(what + ' look alike: ' + look(one));
    }
    function framed(what, selector) {
        var element = document.querySelector(selector);
        if (element && getComputedStyle(element).borderTopStyle === 'none') troubles.push(what + ' has no frame');
    }
    differ('a cell with an error and another', '[data-cell][aria-invalid=true]', '[data-cell][aria-invalid=false]');
    differ('the count of errors and of warnings', '.nb-badge.is-error', '.nb-badge.is-warning');
    framed('a button', 'button[data-action]');
    framed('the question', '[aria-modal=true]');
    framed('a message', '[role=status] > div');
    framed('the word that nothing is saved', '[data-status=unsaved]');
    Array.prototype.forEach.call(document.querySelectorAll('.nb-prose__tint'), function (element) {
        if (getComputedStyle(element).visibility !== 'hidden') troubles.push('hidden letters are seen');
    });
    return troubles;
";

/// In Windows high contrast no state is told by its ground alone, and what floats has a frame.
pub fn high_contrast(stage: &mut Stage) -> Result<()> {
    let mut found = Vec::new();
    screens::visit(stage, |stage, screen| {
        let page = stage.desk.page();
        page.emulate_media("forced-colors", "active")?;
        let active = page.evaluate("matchMedia('(forced-colors: active)').matches")?;
        if active != true {
            bail!(Skip("this browser knows no forced colours".to_owned()));
        }
        let troubles: Vec<String> = probe::told(page.evaluate(&format!(
            "JSON.stringify((function () {{ {WITHOUT_COLOURS} }})())"
        ))?)?;
        found.extend(
            troubles
                .into_iter()
                .map(|trouble| format!("{screen}: {trouble}")),
        );
        stage.screenshot(screen)?;
        Ok(())
    })?;
    ensure!(found.is_empty(), "{}", found.join("\n    "));
    Ok(())
}
