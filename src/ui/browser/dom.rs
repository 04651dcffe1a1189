//! Finding, focusing and revealing elements of the page.
#![expect(
    clippy::disallowed_methods,
    reason = "this file is where the page asks for its window"
)]

use leptos::prelude::request_animation_frame;
use std::borrow::Cow;
use std::cell::RefCell;
use std::ops::{Range, RangeInclusive};
use wasm_bindgen::JsCast;

use web_sys::{
    Document, Element, Event, FocusOptions, HtmlElement, HtmlInputElement, HtmlSelectElement,
    HtmlTextAreaElement, KeyboardEvent, MouseEvent, Node,
};

use super::turn;
use crate::model::location::Location;

/// The document. Absent only outside a browser, where no page can run.
pub fn document() -> Option<Document> {
    web_sys::window()?.document()
}

/// The first element that a selector finds.
pub fn find(selector: &str) -> Option<HtmlElement> {
    document()?.query_selector(selector).ok()??.dyn_into().ok()
}

/// Moves an element before another one of its parent, or to the end.
pub fn move_before(parent: &Element, element: &Element, next: Option<&Element>) {
    // Both are elements of this page, so that the browser has nothing to refuse.
    let _ = turn::quietly(|| parent.insert_before(element, next.map(AsRef::as_ref)));
}

/// All elements within another that a selector finds, in the order of the document.
pub fn all(parent: &Element, selector: &str) -> Vec<Element> {
    let Ok(list) = parent.query_selector_all(selector) else {
        return Vec::new();
    };
    (0..list.length())
        .filter_map(|at| list.get(at)?.dyn_into().ok())
        .collect()
}

/// Adds markup within an element, before one of its children or at the end, and returns the last element of it. The
/// markup is our own, every text in it escaped.
pub fn insert_markup(parent: &Element, next: Option<&Element>, markup: &str) -> Option<Element> {
    if let Some(next) = next {
        next.insert_adjacent_html("beforebegin", markup).ok()?;
        next.previous_element_sibling()
    } else {
        parent.insert_adjacent_html("beforeend", markup).ok()?;
        parent.last_element_child()
    }
}

/// The first element of a part that a selector finds.
pub fn first<T: JsCast>(part: &Element, selector: &str) -> Option<T> {
    part.query_selector(selector).ok()??.dyn_into().ok()
}

/// The element that an event came from.
pub fn target<T: JsCast>(event: &Event) -> Option<T> {
    event.target()?.dyn_into().ok()
}

/// Whether a key does nothing but type or delete a character, told by its number: the name of a key is a text, which
/// takes long to get from the browser, and a typed character must not wait.
pub fn only_types(event: &KeyboardEvent) -> bool {
    const BACKSPACE: u32 = 8;
    const SPACE: u32 = 32;
    const DELETE: u32 = 46;
    const DIGITS: RangeInclusive<u32> = 48..=57;
    const LETTERS: RangeInclusive<u32> = 65..=90;
    const NUMBER_PAD: RangeInclusive<u32> = 96..=111;
    let number = event.key_code();
    let is_typed = [BACKSPACE, SPACE, DELETE].contains(&number)
        || [DIGITS, LETTERS, NUMBER_PAD]
            .iter()
            .any(|keys| keys.contains(&number));
    is_typed && !event.ctrl_key() && !event.alt_key() && !event.meta_key()
}

/// What is typed or chosen in an element; nothing where nothing can be.
pub fn value(element: &Element) -> Option<String> {
    if let Some(input) = element.dyn_ref::<HtmlInputElement>() {
        Some(input.value())
    } else if let Some(area) = element.dyn_ref::<HtmlTextAreaElement>() {
        Some(area.value())
    } else {
        Some(element.dyn_ref::<HtmlSelectElement>()?.value())
    }
}

/// Puts a text into an element in which it could have been typed or chosen.
pub fn set_value(element: &Element, text: &str) {
    if let Some(input) = element.dyn_ref::<HtmlInputElement>() {
        input.set_value(text);
    } else if let Some(area) = element.dyn_ref::<HtmlTextAreaElement>() {
        area.set_value(text);
    } else if let Some(select) = element.dyn_ref::<HtmlSelectElement>() {
        select.set_value(text);
    }
}

/// Sets an attribute that needs no value, or takes it away.
pub fn set_flag(element: &Element, name: &str, on: bool) {
    // Browsers accept every name that is written in this program.
    let _ = if on {
        element.set_attribute(name, "")
    } else {
        element.remove_attribute(name)
    };
}

/// The element that an event came from, or the nearest around it, that a selector finds.
pub fn closest(event: &Event, selector: &str) -> Option<Element> {
    target::<Element>(event)?.closest(selector).ok().flatten()
}

/// The element that the mouse is over, whatever the event is told to.
pub fn under(event: &MouseEvent) -> Option<Element> {
    #[expect(
        clippy::cast_precision_loss,
        reason = "places on a screen are small numbers"
    )]
    let (x, y) = (event.client_x() as f32, event.client_y() as f32);
    document()?.element_from_point(x, y)
}

/// Whether an event comes from within a dialog.
pub fn is_in_dialog(event: &Event) -> bool {
    closest(event, "[aria-modal]").is_some()
}

/// Puts markup in the place of what is in an element. The markup is our own, every text in it escaped.
pub fn put_markup(element: &Element, markup: &str) {
    turn::quietly(|| element.set_inner_html(markup));
}

/// Takes an element out of the document.
pub fn remove(element: &Element) {
    turn::quietly(|| element.remove());
}

/// Moves an element to the end of another one.
pub fn move_into(parent: &Element, element: &Element) {
    // An element of the page takes another one as its child, unless it lies within it.
    let _ = turn::quietly(|| parent.append_child(element));
}

/// Clicks an element, in a turn of its own.
pub fn click(element: HtmlElement) {
    turn::own(move || element.click());
}

/// Says that the page answers to input.
pub fn announce_ready() {
    if let Some(body) = document().and_then(|document| document.body()) {
        // Setting an attribute of this constant name cannot fail.
        let _ = body.set_attribute("data-ready", "true");
    }
}

/// What has the focus, to be given back to it later.
pub fn focused() -> Option<HtmlElement> {
    find(":focus")
}

/// The place of the report that has the focus, or had it last.
pub fn focused_place() -> Option<Location> {
    let last = LAST_PLACE.with_borrow(Clone::clone);
    let element = last.filter(|last| last.is_connected())?;
    let address = ["data-cell", "data-section", "data-field"]
        .into_iter()
        .find_map(|attribute| element.get_attribute(attribute))?;
    Location::from_address(&address)
}

/// Finds the focus a place where work goes on when what had it goes away in this moment: the way back
/// that a message offers, the first field, or the first button.
///
/// Only for what the user has just done: whoever has clicked beside everything wants no focus.
pub fn rescue_focus() {
    request_animation_frame(|| {
        // In the preview the form is there and not seen.
        let others = ["[data-field]", "main button", "header button"].map(find_seen);
        for place in [find(WAY_BACK), last_place()].into_iter().chain(others) {
            if find(":focus:not(:disabled)").is_some() {
                return;
            }
            if let Some(element) = place {
                reveal(&element);
                give_focus(&element);
            }
        }
    });
}

thread_local! {
    /// The place of the report that had the focus last.
    static LAST_PLACE: RefCell<Option<HtmlElement>> = const { RefCell::new(None) };
}

/// The place of the report that had the focus last, while it is seen.
fn last_place() -> Option<HtmlElement> {
    let last = LAST_PLACE.with_borrow(Clone::clone);
    last.filter(|last| last.is_connected() && is_seen(last))
}

/// Notes that a place of the report has the focus: work goes on there when what has it later goes away.
pub fn note_place(element: &Element) {
    LAST_PLACE.set(element.dyn_ref::<HtmlElement>().cloned());
}

/// The button of a message that takes back what it is about.
pub const WAY_BACK: &str = "[data-action=\"notice-act\"]";

/// Focuses the first element that a selector finds when its turn comes, where it stands.
pub fn focus(selector: impl Into<Cow<'static, str>>) {
    let selector = selector.into();
    turn::own(move || {
        if let Some(element) = find(&selector) {
            give_focus(&element);
        }
    });
}

/// Focuses the place of the report that had the focus last, where it stands, or the first field.
pub fn focus_form() {
    turn::own(|| {
        if let Some(element) = last_place().or_else(|| find("[data-field]")) {
            give_focus(&element);
        }
    });
}

/// Opens the browser's print dialog.
pub fn print() {
    turn::own(|| {
        if let Some(window) = web_sys::window() {
            // Where printing is forbidden the browser says so itself.
            let _ = window.print();
        }
    });
}

/// Puts the name of the document into the window's title.
pub fn set_title(title: &str) {
    if let Some(document) = document() {
        document.set_title(title);
    }
}

/// Moves the focus to the editor's element for a place and brings it into view with its labels.
pub fn go_to(address: String) {
    turn::own(move || {
        let Some(element) = place(&address) else {
            return;
        };
        open_folds(&element);
        reveal(&element);
        give_focus(&element);
        if let Some(input) = element.dyn_ref::<HtmlInputElement>() {
            input.select();
        }
        keep_focus_in_view();
    });
}

/// Moves the focus to the editor's element for a section's prose, selects some words in it, by UTF-16 units, and brings
/// them into view.
pub fn go_to_words(address: String, words: Range<u32>) {
    turn::own(move || {
        let Some(element) = place(&address) else {
            return;
        };
        open_folds(&element);
        give_focus(&element);
        if let Some(area) = element.dyn_ref::<HtmlTextAreaElement>() {
            // The text may have become shorter meanwhile; the browser takes its end then.
            let _ = area.set_selection_range(words.start, words.end);
        }
        match written_at(&element, words.start) {
            Some(rect) => bring_into_view(&element, rect.top(), rect.height()),
            None => reveal(&element),
        }
    });
}

/// Where on the screen a character of a text area stands, told by the same text that lies behind it.
fn written_at(area: &Element, at: u32) -> Option<web_sys::DomRect> {
    let mut left = at;
    let mut next: Option<Node> = area.previous_element_sibling()?.first_child();
    while let Some(node) = next {
        let length = u32::try_from(node.text_content()?.encode_utf16().count()).ok()?;
        if left < length {
            let text = if node.node_type() == Node::TEXT_NODE {
                node
            } else {
                node.first_child()?
            };
            let range = document()?.create_range().ok()?;
            range.set_start(&text, left).ok()?;
            range.set_end(&text, left + 1).ok()?;
            return Some(range.get_bounding_client_rect());
        }
        left -= length;
        next = node.next_sibling();
    }
    None
}

/// The editor's element for a cell, a section's prose or a field.
pub fn place(address: &str) -> Option<HtmlElement> {
    let selector = ["data-cell", "data-section", "data-field"]
        .map(|attribute| format!("[{attribute}=\"{address}\"]"))
        .join(",");
    find(&selector)
}

/// Focuses an element where it stands, in a turn of its own.
pub fn focus_without_scrolling(element: &HtmlElement) {
    let element = element.clone();
    turn::own(move || give_focus(&element));
}

/// Focuses an element: in the editor where it stands, elsewhere the browser brings it into view. With large zoom the page
/// itself may have scrolled the editor out of the window; then the browser does it there as well.
fn give_focus(element: &HtmlElement) {
    let window = web_sys::window().and_then(|window| window.inner_height().ok()?.as_f64());
    let is_whole = |editor: Element| {
        let place = editor.get_bounding_client_rect();
        place.top() >= 0.0 && window.is_some_and(|window| place.bottom() <= window)
    };
    let options = FocusOptions::new();
    options.set_prevent_scroll(is_in_editor(element) && scroller().is_some_and(is_whole));
    // An element that cannot take the focus leaves it where it was.
    let _ = element.focus_with_options(&options);
}

/// Focuses an element and selects all of its text.
pub fn select_all(element: HtmlElement) {
    turn::own(move || {
        // An element that cannot take the focus is still there to be selected by mouse.
        let _ = element.focus();
        let selection = || web_sys::window()?.get_selection().ok()?;
        if let Some(area) = element.dyn_ref::<HtmlTextAreaElement>() {
            area.select();
        } else if let Some(selection) = selection() {
            let _ = selection.select_all_children(&element);
        }
    });
}

/// Focuses an input where it stands and selects its text.
pub fn focus_and_select(input: &HtmlInputElement) {
    let input = input.clone();
    turn::own(move || {
        give_focus(&input);
        input.select();
    });
}

/// Puts another text into an input. Where all of the text before was selected, or it was blank, all of the new one is: what
/// the browser does with the selection then leaves the caret behind it, and what is typed would be joined to it.
pub fn replace_value(input: &HtmlInputElement, text: &str) {
    let has_focus = focused().is_some_and(|focused| *focused == ***input);
    let is_selected = has_focus && {
        let ends = (input.selection_start(), input.selection_end());
        // Every input of the form takes a text.
        ends == (Ok(Some(0)), Ok(Some(length(&input.value()))))
    };
    input.set_value(text);
    if is_selected {
        let _ = input.set_selection_range(0, length(text));
    }
}

/// The length of a text as the browser counts it.
fn length(text: &str) -> u32 {
    u32::try_from(text.encode_utf16().count()).unwrap_or(u32::MAX)
}

/// Leaves nothing of an input's text selected, at once: what the browser does next finds it so. It sends no event before
/// it returns.
pub fn collapse(input: &HtmlInputElement) {
    // Every input of the form takes a text.
    let _ = input.set_selection_range(0, 0);
}

/// Puts the caret behind the text of an input that has the focus.
pub fn caret_at_end(input: &HtmlInputElement) {
    let input = input.clone();
    turn::own(move || {
        let end = length(&input.value());
        // Every input of the form takes a text.
        let _ = input.set_selection_range(end, end);
    });
}

/// Selects the text of an input that has the focus.
pub fn select(input: &HtmlInputElement) {
    let input = input.clone();
    turn::own(move || input.select());
}

/// Scrolls the editor so that an element stands clear of the table heads that stay in view.
pub fn reveal(element: &Element) {
    let Some(scroller) = scroller() else {
        return;
    };
    let view = Clear::of(&scroller, element);
    let place = element.get_bounding_client_rect();
    bring_into_view(element, place.top(), place.height());
    let left = view.left + MARGIN;
    if place.left() < left {
        scroll_by(&scroller, place.left() - left, 0.0);
    } else if place.right() > view.right {
        scroll_by(&scroller, place.right() - view.right + MARGIN, 0.0);
    }
}

/// Scrolls the editor so that a part of an element, from some height of the window on, stands clear of the table heads.
fn bring_into_view(element: &Element, from: f64, height: f64) {
    let Some(scroller) = scroller() else {
        return;
    };
    let view = Clear::of(&scroller, element);
    let (top, bottom) = (view.top + MARGIN, view.bottom - MARGIN);
    if from < top || from + height > bottom {
        let middle = (top + bottom - height) / 2.0;
        // What is too tall is shown from its beginning.
        let wanted = if height > bottom - top { top } else { middle };
        scroll_by(&scroller, 0.0, from - wanted);
    }
}

/// So many pixels stay free around what is brought into view.
const MARGIN: f64 = 24.0;

/// Brings what has the focus into view when the browser, which scrolls at its own time, has not.
///
/// Tab may lead to a cell under the heads of its table, and Firefox may scroll back to where it was
/// a frame after a script has scrolled.
pub fn keep_focus_in_view() {
    // In the first frame the browser scrolls, in the second one sees where to.
    request_animation_frame(|| {
        request_animation_frame(|| {
            let (Some(scroller), Some(element)) = (scroller(), focused()) else {
                return;
            };
            if !is_in_editor(&element) {
                return;
            }
            let view = Clear::of(&scroller, &element);
            let place = element.get_bounding_client_rect();
            let shown = place.bottom().min(view.bottom) - place.top().max(view.top);
            if shown < place.height().min(view.bottom - view.top) / 2.0 {
                reveal(&element);
            }
        });
    });
}

/// The part of the editor's window that no table head or label covers for an element, in pixels of
/// the window.
struct Clear {
    top: f64,
    right: f64,
    bottom: f64,
    left: f64,
}

impl Clear {
    fn of(scroller: &Element, element: &Element) -> Self {
        let view = scroller.get_bounding_client_rect();
        let (head, labels) = heads(element);
        Self {
            top: view.top() + head,
            right: view.right(),
            bottom: view.bottom(),
            left: view.left() + labels,
        }
    }
}

/// Scrolls a part of the editor to the top.
pub fn scroll_to(element: &Element) {
    if let Some(scroller) = scroller() {
        let distance =
            element.get_bounding_client_rect().top() - scroller.get_bounding_client_rect().top();
        scroll_by(&scroller, 0.0, distance - 8.0);
    }
}

#[expect(
    clippy::cast_possible_truncation,
    reason = "scroll positions are whole pixels far below the limits of i32"
)]
fn scroll_by(scroller: &Element, x: f64, y: f64) {
    scroller.set_scroll_left(scroller.scroll_left() + x.round() as i32);
    scroller.set_scroll_top(scroller.scroll_top() + y.round() as i32);
}

/// How far the editor is scrolled, in pixels.
pub fn scrolled() -> i32 {
    scroller().map_or(0, |scroller| scroller.scroll_top())
}

/// Scrolls the editor to where it was, and focuses the element of a place that is in view there; all of it before the
/// browser goes on, so that nobody sees it jump.
pub fn return_to(scrolled: i32, address: Option<String>) {
    turn::own(move || {
        if let Some(scroller) = scroller() {
            scroller.set_scroll_top(scrolled);
        }
        if let Some(address) = address {
            go_to(address);
        }
    });
}

/// The editor's scrolling column.
const EDITOR: &str = ".nb-editor";

fn is_in_editor(element: &Element) -> bool {
    element.closest(EDITOR).is_ok_and(|found| found.is_some())
}

fn scroller() -> Option<Element> {
    find(EDITOR).map(Into::into)
}

/// Height and width of the table heads and labels that stay in view over an element's table.
fn heads(element: &Element) -> (f64, f64) {
    let Some(table) = element.closest("table").ok().flatten() else {
        return (0.0, 0.0);
    };
    let size = |selector: &str| {
        table
            .query_selector(selector)
            .ok()
            .flatten()
            .map(|part| part.get_bounding_client_rect())
    };
    let head = size("thead").map_or(0.0, |rect| rect.height());
    let labels = size("thead .is-corner").map_or(0.0, |rect| rect.width());
    (head, labels)
}

/// Opens the folded parts that an element lies in.
fn open_folds(element: &Element) {
    let mut inner = element.clone();
    while let Some(fold) = inner.closest("details").ok().flatten() {
        // Setting an attribute of this constant name cannot fail.
        let _ = fold.set_attribute("open", "");
        match fold.parent_element() {
            Some(outer) => inner = outer,
            None => return,
        }
    }
}

/// Focuses the first element of a part that takes input, where it stands.
pub fn focus_first(part: &Element) {
    let first = part
        .query_selector("input:not([tabindex=\"-1\"]),textarea,select")
        .ok()
        .flatten()
        .and_then(|element| element.dyn_into::<HtmlElement>().ok());
    if let Some(first) = first {
        match first.dyn_ref::<HtmlInputElement>() {
            Some(input) => focus_and_select(input),
            None => focus_without_scrolling(&first),
        }
    }
}

/// Keeps Tab inside a dialog: from its last element it leads to the first, and back with Shift.
pub fn keep_inside(event: &KeyboardEvent, first: &'static str, last: &'static str) {
    let (edge, other) = if event.shift_key() {
        (first, last)
    } else {
        (last, first)
    };
    // Several elements may fit the selector; only the first of them is the edge.
    if find(edge).is_some_and(|edge| focused().as_ref() == Some(&edge)) {
        event.prevent_default();
        focus(other);
    }
}

/// Gives the focus to the first of some elements that is seen, where it is on nothing within a dialog any more when the
/// next frame is drawn: only then the browser takes it from what has been hidden.
pub fn keep_focus_within(dialog: &'static str, places: &'static [&'static str]) {
    request_animation_frame(move || {
        request_animation_frame(move || {
            let Some(dialog) = find(dialog) else {
                return;
            };
            let holds = focused().is_some_and(|focused| {
                dialog.contains(Some(&focused)) && focused.offset_parent().is_some()
            });
            let seen = |place: &&str| first(&dialog, place).filter(is_seen);
            if !holds && let Some(element) = places.iter().find_map(seen) {
                give_focus(&element);
            }
        });
    });
}

/// Whether an element takes part in the page's layout.
/// The first element that a selector finds and that is seen.
fn find_seen(selector: &str) -> Option<HtmlElement> {
    let body = document()?.body()?;
    let mut found = all(&body, selector).into_iter();
    found.find_map(|element| element.dyn_into().ok().filter(is_seen))
}

fn is_seen(element: &HtmlElement) -> bool {
    element.offset_parent().is_some()
}

/// Focuses the one of two elements that does not have the focus.
pub fn focus_other(first: &'static str, second: &'static str) {
    let has_focus = |selector: &str| find(&format!("{selector}:focus")).is_some();
    focus(if has_focus(first) { second } else { first });
}
