//! Everything by keys alone, with the focus seen at every step.

use anyhow::{Context, Result, bail, ensure};
use serde::Deserialize;
use serde_json::json;

use crate::desk::{Desk, action, cell, prose};
use crate::sample;
use crate::stage::Stage;

/// More stops than a walk to anything near may take; two hundred cells are more than this.
const NEAR: usize = 40;

/// The element with the focus: what selectors it answers to, whether one sees that it has the focus, and if not, why.
///
/// A ring, a frame or a caret is seen. Whether the ring shows against its surroundings is for axe-core and the eye.
const FOCUS: &str = "(function (selector) {
    var element = document.activeElement;
    if (!element || element === document.body) return { there: false, name: 'nothing', seen: true };
    // After the last element comes the browser's own bar; the page still names the element that the focus has left.
    if (!document.hasFocus()) return { there: false, name: 'the browser', seen: true };
    var style = getComputedStyle(element), box = element.getBoundingClientRect();
    var x = Math.max(box.left, Math.min(box.left + box.width / 2, innerWidth - 1));
    var y = Math.max(box.top, Math.min(box.top + box.height / 2, innerHeight - 1));
    var hit = document.elementFromPoint(x, y);
    var ring = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0;
    var uncovered = box.bottom > 0 && box.top < innerHeight && !!hit && (element.contains(hit) || hit.contains(element));
    var name = element.tagName + ' ' + (element.getAttribute('data-action') || element.getAttribute('data-cell') || element.textContent.slice(0, 40));
    var where = ' at ' + Math.round(box.top) + ' to ' + Math.round(box.bottom) + ' of ' + innerHeight;
    if (!ring) name += ' (without a ring)';
    if (!uncovered) name += where + (hit ? ' (under ' + hit.tagName + ' ' + hit.className + ')' : ' (outside the window)');
    return { there: element.matches(selector), name: name, seen: ring && uncovered };
})";

/// Everything is done by keys alone, and one always sees where one is.
pub fn keyboard_alone(stage: &mut Stage) -> Result<()> {
    stage.open()?;
    let desk = &mut stage.desk;
    tab_to(desk, "Tab", &action("new-draft"))?;
    desk.press("Enter")?;
    // The focus goes where the work begins.
    wait_focus(desk, "[data-field=\"organ\"]")?;
    desk.type_keys(sample::ORGAN)?;
    tab_to(desk, "Tab", "[data-field=\"level\"]")?;
    desk.press("ArrowDown")?;
    tab_to(desk, "Tab", "[data-field=\"year\"]")?;
    desk.press("Control+a")?;
    desk.type_keys(sample::YEAR)?;
    desk.wait("the fields", |desk| {
        let filled = desk.field("organ")? == sample::ORGAN
            && desk.field("year")? == sample::YEAR
            && desk.field("level")? == "department";
        Ok(filled.then_some(()))
    })?;

    // A prepared text, then prose of one's own.
    tab_to(desk, "Tab", "[data-part=\"preamble\"] button")?;
    desk.press("Enter")?;
    desk.wait("the preamble", |desk| {
        Ok((desk
            .prose()?
            .get("preamble")
            .is_some_and(|text| !text.is_empty()))
        .then_some(()))
    })?;
    tab_to(desk, "Tab", &prose("overview"))?;
    desk.type_keys("总体情况。")?;

    // Cells; from the last one of a table, Tab leads on, so that nobody has to pass through all of them.
    tab_to(desk, "Tab", &cell("proactive.rules.issued"))?;
    desk.type_keys("1")?;
    desk.press("Control+End")?;
    wait_focus(desk, &cell("proactive.fees.amount"))?;
    tab_to(
        desk,
        "Tab",
        &cell("applications.newly_received.natural_person"),
    )?;
    desk.type_keys("5")?;
    desk.press("Control+End")?;
    desk.press("Control+Home")?;
    wait_focus(desk, &cell("applications.newly_received.natural_person"))?;
    desk.press("Control+End")?;
    tab_to(desk, "Tab", &cell("review.reconsideration.upheld"))?;
    tab_to(desk, "Shift+Tab", "[data-part=\"applications\"] summary")?;
    desk.press("Enter")?;
    tab_to(desk, "Tab", &prose("applications"))?;

    fill_zero(desk)?;
    findings(desk)?;
    preview(desk)?;
    export(stage)?;
    delete_and_undo(&mut stage.desk)
}

/// Zeros, and the way back that is offered with them.
fn fill_zero(desk: &mut Desk) -> Result<()> {
    to_outline(desk)?;
    tab_to(desk, "Shift+Tab", &action("fill-zero"))?;
    desk.press("Enter")?;
    // The button has nothing left to do; the focus goes to the way back.
    wait_focus(desk, &action("notice-act"))?;
    desk.press("Enter")?;
    desk.wait_cell("review.reconsideration.upheld", "")?;
    expect_focus(desk)?;
    to_outline(desk)?;
    tab_to(desk, "Shift+Tab", &action("fill-zero"))?;
    desk.press("Enter")?;
    desk.wait_cell("review.reconsideration.upheld", "0")?;
    wait_focus(desk, &action("notice-act"))?;
    tab_to(desk, "Tab", "[role=status] button:last-child")?;
    desk.press("Enter")?;
    desk.wait("the message to go", |desk| {
        Ok((!desk.offers("notice-act")?).then_some(()))
    })?;
    expect_focus(desk)
}

/// From a cell to the findings and back to the cell that one of them is about; its explanation on the way.
fn findings(desk: &mut Desk) -> Result<()> {
    let from = cell("review.reconsideration.upheld");
    to_outline(desk)?;
    tab_to(desk, "Tab", "[data-goto=\"review\"]")?;
    desk.press("Enter")?;
    wait_focus(desk, &from)?;
    desk.press("F8")?;
    wait_focus(desk, "[data-finding] button")?;
    desk.press("F8")?;
    wait_focus(desk, "[data-goto]")?;
    desk.press("F8")?;
    wait_focus(desk, &from)?;
    desk.press("F8")?;
    tab_to(desk, "Tab", "[data-finding] summary")?;
    desk.press("Enter")?;
    desk.wait("the explanation", |desk| {
        Ok((desk.count_seen("[data-finding] details[open] p")? > 0).then_some(()))
    })?;
    let wrong = "[data-location*=\"applications.newly_received.natural_person\"] button";
    tab_to(desk, "Tab", wrong)?;
    desk.press("Enter")?;
    desk.wait_focus("applications.newly_received.natural_person")?;
    expect_focus(desk)?;
    desk.type_keys("0")?;
    desk.wait("the identity to hold", |desk| {
        Ok((desk.count(wrong)? == 0).then_some(()))
    })?;

    dismiss(desk)?;

    // A fix: the standard title in place of another one.
    to_outline(desk)?;
    desk.press("Enter")?;
    wait_focus(desk, "[data-field=\"organ\"]")?;
    tab_to(desk, "Tab", "[data-field=\"title\"]")?;
    desk.type_keys("2025")?;
    desk.wait("the fix", |desk| {
        desk.offers("use-standard-title")
            .map(|yes| yes.then_some(()))
    })?;
    desk.press("F8")?;
    tab_to(desk, "Tab", &action("use-standard-title"))?;
    desk.press("Enter")?;
    wait_focus(desk, "[data-field=\"title\"]")?;
    desk.wait("the standard title", |desk| {
        Ok(desk.field("title")?.is_empty().then_some(()))
    })
}

/// A warning is dismissed with a reason, and shown again.
fn dismiss(desk: &mut Desk) -> Result<()> {
    let opener = format!("[data-finding] {}", action("suppress-finding"));
    desk.press("F8")?;
    tab_to(desk, "Tab", &opener)?;
    desk.press("Enter")?;
    wait_focus(desk, "[data-finding] input")?;
    desk.press("Escape")?;
    wait_focus(desk, &opener)?;
    desk.press("Enter")?;
    wait_focus(desk, "[data-finding] input")?;
    desk.type_keys("已核对")?;
    tab_to(desk, "Tab", &action("confirm-suppress"))?;
    desk.press("Enter")?;
    // The finding has gone with what was pressed; the focus goes to the way back.
    wait_focus(desk, &action("notice-act"))?;
    tab_to(desk, "Shift+Tab", &action("show-dismissed"))?;
    desk.press("Enter")?;
    tab_to(desk, "Tab", &action("restore-finding"))?;
    desk.press("Enter")?;
    wait_focus(desk, "[data-finding] button")
}

/// To the preview and back to where one was, by its key, by Escape and by its button.
fn preview(desk: &mut Desk) -> Result<()> {
    for close in ["F9", "Escape"] {
        desk.press("F9")?;
        wait_focus(desk, "[aria-label=\"预览\"]")?;
        desk.press(close)?;
        wait_focus(desk, "[data-field=\"title\"]")?;
    }
    to_outline(desk)?;
    tab_to(desk, "Shift+Tab", &action("toggle-preview"))?;
    desk.press("Space")?;
    wait_focus(desk, "[aria-label=\"预览\"]")?;
    desk.press("Escape")?;
    wait_focus(desk, &action("toggle-preview"))
}

/// The ways out.
fn export(stage: &mut Stage) -> Result<()> {
    let desk = &mut stage.desk;
    // From the bar to the report, from there to the findings, before which the ways out stand.
    desk.press("F8")?;
    desk.press("F8")?;
    tab_to(desk, "Shift+Tab", &action("copy-source"))?;
    desk.press("Enter")?;
    desk.wait_message(&["源代码"])?;
    expect_focus(desk)?;
    tab_to(desk, "Tab", &action("download-backup"))?;
    let file = stage.download_by(|desk| desk.press("Enter"))?;
    ensure!(file.text()?.contains("nianbao.draft"), "{}", file.name);
    expect_focus(&mut stage.desk)
}

/// Deleting: the question keeps the focus in it and gives it back, the way back is at hand.
fn delete_and_undo(desk: &mut Desk) -> Result<()> {
    to_outline(desk)?;
    tab_to(desk, "Tab", &action("delete-draft"))?;
    desk.press("Enter")?;
    wait_focus(desk, &action("cancel"))?;
    for keys in ["Tab", "Tab", "Shift+Tab", "Shift+Tab"] {
        desk.press(keys)?;
        let inside = format!("{}, {}", action("cancel"), action("confirm"));
        wait_focus(desk, &inside)?;
    }
    desk.press("Escape")?;
    wait_focus(desk, &action("delete-draft"))?;
    ensure!(
        !desk.offers("confirm")?,
        "Escape did not close the question"
    );
    desk.press("Enter")?;
    tab_to(desk, "Tab", &action("confirm"))?;
    desk.press("Enter")?;
    wait_focus(desk, &action("notice-act"))?;
    desk.press("Enter")?;
    desk.wait("the deleted draft to be back", |desk| {
        Ok(
            (desk.count("[data-field=\"organ\"]")? == 1 && desk.field("organ")? == sample::ORGAN)
                .then_some(()),
        )
    })?;
    expect_focus(desk)?;

    // To the list and back.
    to_outline(desk)?;
    tab_to(desk, "Shift+Tab", &action("all-drafts"))?;
    desk.press("Enter")?;
    desk.wait("the list", |desk| {
        desk.offers("back-to-draft").map(|yes| yes.then_some(()))
    })?;
    expect_focus(desk)?;
    tab_to(desk, "Tab", &action("open-draft"))?;
    desk.press("Enter")?;
    desk.wait("the draft", |desk| {
        Ok((desk.count("[data-field=\"organ\"]")? == 1).then_some(()))
    })?;
    wait_focus(desk, "[data-field=\"organ\"]")
}

/// From anywhere in the editor to the outline, which has the bar before it and the drafts behind it.
fn to_outline(desk: &mut Desk) -> Result<()> {
    for _ in 0..3 {
        desk.press("F8")?;
        if focus(desk, "[data-goto=\"report\"]")?.there {
            return Ok(());
        }
    }
    bail!("F8 does not lead to the outline")
}

#[derive(Debug, Deserialize)]
struct Focus {
    there: bool,
    name: String,
    seen: bool,
}

fn focus(desk: &mut Desk, selector: &str) -> Result<Focus> {
    let question = format!("{FOCUS}({})", json!(selector));
    let mut last = String::new();
    // A browser may bring what has got the focus into view a moment later.
    let seen = desk.wait("the focus to be seen", |desk| {
        let focus: Focus = serde_json::from_value(desk.page().evaluate(&question)?)?;
        last.clone_from(&focus.name);
        Ok(focus.seen.then_some(focus))
    });
    seen.with_context(|| format!("one does not see that {last} has the focus"))
}

/// Presses the key until the focus is there, and sees it at each stop.
fn tab_to(desk: &mut Desk, keys: &str, selector: &str) -> Result<()> {
    let mut stops = Vec::new();
    for _ in 0..NEAR {
        desk.press(keys)?;
        let focus = focus(desk, selector).with_context(|| format!("on the way to {selector}"))?;
        if focus.there {
            return Ok(());
        }
        stops.push(focus.name);
    }
    bail!("{NEAR} times {keys} do not lead to {selector}, but to {stops:?}")
}

/// Waits for the focus, and sees it.
pub fn wait_focus(desk: &mut Desk, selector: &str) -> Result<()> {
    let mut last = String::new();
    let there = desk.wait(&format!("the focus at {selector}"), |desk| {
        let focus = focus(desk, selector)?;
        last = focus.name;
        Ok(focus.there.then_some(()))
    });
    there.with_context(|| format!("the focus is at {last}"))
}

/// Expects that something has the focus.
fn expect_focus(desk: &mut Desk) -> Result<()> {
    desk.wait("anything to have the focus", |desk| {
        Ok((focus(desk, "*")?.name != "nothing").then_some(()))
    })
}
