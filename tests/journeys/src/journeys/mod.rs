//! The journeys, in the order in which they are walked.

mod axe;
mod clearing;
mod crash;
mod damaged;
mod dismissing;
mod drafts;
mod editing;
mod editors;
mod every_control;
mod export;
mod failing_storage;
mod filling;
mod grid;
mod hands;
mod import;
mod keeping;
mod keyboard;
mod keyboard_alone;
mod looks;
mod paste;
mod privacy;
mod published;
mod refusals;
mod restless;
mod screens;
mod seed;
mod starting_late;
mod true_status;
mod unsupported;
mod versions;
mod ways_out;
mod word_list;
mod wrong_clock;

use anyhow::Result;

use crate::stage::{Form, Stage};

/// One walk through the product, from an empty profile to a checked end.
pub struct Journey {
    /// Its name on the command line and in the report.
    pub name: &'static str,
    /// What it proves, in one line.
    pub about: &'static str,
    /// The forms of the page in which it is walked.
    pub forms: &'static [Form],
    /// The walk itself.
    pub run: fn(&mut Stage) -> Result<()>,
}

/// For what both forms of the page must do alike.
const BOTH: &[Form] = &[Form::File, Form::Http];

/// For what does not depend on where the page comes from.
const FILE: &[Form] = &[Form::File];

/// The journeys that are walked in the newest Chromium only, unless they are named: they press every control twice, each
/// time in a page that has just been loaded, which takes an old browser many minutes, or wait a minute for something that is
/// alike in all of them.
pub const IN_THE_NEWEST: &[&str] = &[
    "every-control-start",
    "every-control-editor",
    "every-control-findings",
    "every-control-ways-out",
    "every-control-dialogs",
    "every-control-troubles",
    "starts-a-minute-late",
];

/// What the Chromiums between the oldest and the newest walk in the form `http` as well: how a folder is loaded and loaded
/// again, what its policy lets through, what is in the storage of an address, how files come in. In all else the form is
/// the same page.
pub const OVER_HTTP: &[&str] = &[
    "fill-find-fix",
    "reload-and-restart",
    "import-files",
    "second-window",
    "unsupported",
    "break-out",
    "no-requests",
];

/// The journeys that are walked in the oldest and the newest browsers only, unless they are named: what they prove is alike
/// in all that lies between, and they take long.
pub const AT_THE_ENDS: &[&str] = &[
    "starts-late",
    "starts-without",
    "data-cleared-while-open",
    "other-window-closed",
    "other-window-reloaded",
    "other-window-silent",
    "take-over-then-switch",
    "clock-ahead",
    "versions-by-a-wrong-clock",
    "click-and-type",
    "keys-pass-totals",
    "rectangles",
    "fill-and-clear",
    "compose-over",
    "copy-cells",
    "finding-shows",
    "back-where-one-was",
    "notice-is-true",
    "dropping-files",
    "dropping-text",
    "wheel",
    "pressed-twice",
    "saving-by-key",
    "restless",
];

/// The journeys that every checkout can walk.
pub const ALL: &[Journey] = &[
    Journey {
        name: "fill-find-fix",
        about: "a wrong number is found, the finding leads to it, and goes when it is put right",
        forms: BOTH,
        run: filling::fill_find_fix,
    },
    Journey {
        name: "totals",
        about: "totals follow their parts, and blank is not zero",
        forms: BOTH,
        run: filling::totals,
    },
    Journey {
        name: "reload-and-restart",
        about: "everything typed is there after a reload and after a restart of the browser",
        forms: BOTH,
        run: keeping::reload_and_restart,
    },
    Journey {
        name: "power-failure",
        about: "what the page called saved is there after the browser was killed",
        forms: BOTH,
        run: keeping::power_failure,
    },
    Journey {
        name: "killed-while-typing",
        about: "killed at any moment of typing, the browser has all that was called saved, and nothing half-written",
        forms: BOTH,
        run: keeping::killed_while_typing,
    },
    Journey {
        name: "starts-late",
        about: "while the database is slow to open nothing is typed over a text that may be old, and then the newest is there",
        forms: BOTH,
        run: starting_late::starts_late,
    },
    Journey {
        name: "starts-a-minute-late",
        about: "the page asks whether to wait; what is typed meanwhile and the newer text that is found are both there",
        forms: FILE,
        run: starting_late::starts_a_minute_late,
    },
    Journey {
        name: "starts-without",
        about: "a database that is refused: the page asks, begins new drafts at once, and keeps what is typed beside the newer text",
        forms: FILE,
        run: starting_late::starts_without,
    },
    Journey {
        name: "data-cleared-while-open",
        about: "data cleared under the open page: it stores what it holds again, in both places, and says so",
        forms: FILE,
        run: true_status::data_cleared_while_open,
    },
    Journey {
        name: "other-window-closed",
        about: "the window that edits is closed: the other one says so and edits",
        forms: FILE,
        run: true_status::other_window_closed,
    },
    Journey {
        name: "other-window-reloaded",
        about: "the window that edits is loaded again and goes on editing",
        forms: FILE,
        run: true_status::other_window_reloaded,
    },
    Journey {
        name: "other-window-silent",
        about: "the window that edits has crashed: the other one says so and takes over",
        forms: FILE,
        run: true_status::other_window_silent,
    },
    Journey {
        name: "take-over-then-switch",
        about: "who takes over and turns to another tab at once has taken over",
        forms: FILE,
        run: true_status::take_over_then_switch,
    },
    Journey {
        name: "clock-ahead",
        about: "starts with a wrong clock take no deleted draft",
        forms: FILE,
        run: wrong_clock::clock_ahead,
    },
    Journey {
        name: "versions-by-a-wrong-clock",
        about: "a clock that is years ahead, in 2009, or set back takes no kept state and keeps none from being kept",
        forms: FILE,
        run: wrong_clock::versions_by_a_wrong_clock,
    },
    Journey {
        name: "undo-redo",
        about: "cells, prose and fill-zero are undone and redone step by step",
        forms: BOTH,
        run: editing::undo_redo,
    },
    Journey {
        name: "undo-after-reload",
        about: "what was typed is undone step by step after a reload, and done again",
        forms: BOTH,
        run: versions::undo_after_reload,
    },
    Journey {
        name: "history",
        about: "earlier states are listed, compared and taken back, and outlive the browser",
        forms: BOTH,
        run: versions::history,
    },
    Journey {
        name: "dismissing",
        about: "a warning is dismissed with a reason, kept, and comes back with another number; an error is not",
        forms: BOTH,
        run: dismissing::dismissing,
    },
    Journey {
        name: "explained",
        about: "an explanation that was unfolded stays with its finding while others come and go before it",
        forms: BOTH,
        run: dismissing::explained,
    },
    Journey {
        name: "safe-fixes",
        about: "all safe mends are made by one click, listed, and taken back by one undo",
        forms: BOTH,
        run: dismissing::safe_fixes,
    },
    Journey {
        name: "block-paste",
        about: "a block from a spreadsheet fills the cells it covers, and only those",
        forms: BOTH,
        run: paste::block_paste,
    },
    Journey {
        name: "paste-by-menu",
        about: "the right mouse button and the browser's menu paste as Ctrl+V does",
        forms: FILE,
        run: paste::paste_by_menu,
    },
    Journey {
        name: "click-and-type",
        about: "a click selects what it is typed over; a second click, F2 or a double click go into it",
        forms: FILE,
        run: grid::click_and_type,
    },
    Journey {
        name: "keys-pass-totals",
        about: "Enter and arrows pass over computed figures",
        forms: FILE,
        run: grid::keys_pass_totals,
    },
    Journey {
        name: "rectangles",
        about: "several figures are selected by dragging, Shift and clicks or arrows, and Ctrl+A",
        forms: FILE,
        run: grid::rectangles,
    },
    Journey {
        name: "fill-and-clear",
        about: "a rectangle is cleared, filled and pasted over in one step each",
        forms: FILE,
        run: grid::fill_and_clear,
    },
    Journey {
        name: "compose-over",
        about: "what an input method writes replaces the figure that was selected",
        forms: FILE,
        run: grid::compose_over,
    },
    Journey {
        name: "copy-cells",
        about: "a rectangle goes to a spreadsheet as text and table, is cut, and comes back",
        forms: FILE,
        run: grid::copy_cells,
    },
    Journey {
        name: "finding-shows",
        about: "a finding leads to the suspected figure, or selects the very words",
        forms: FILE,
        run: grid::finding_shows,
    },
    Journey {
        name: "back-where-one-was",
        about: "after a reload and a restart the page is where one was",
        forms: FILE,
        run: grid::back_where_one_was,
    },
    Journey {
        name: "notice-is-true",
        about: "a message undoes what it says, and goes with the next change",
        forms: FILE,
        run: grid::notice_is_true,
    },
    Journey {
        name: "import-last-year",
        about: "last year's page is pasted, seen, kept as last year's report, carried over, and nothing of it runs or loads",
        forms: BOTH,
        run: import::last_year,
    },
    Journey {
        name: "import-files",
        about: "a page, a Word and an Excel file are seen, taken as this year's report in one step, and compared",
        forms: BOTH,
        run: import::files,
    },
    Journey {
        name: "import-dropped",
        about: "files that are dropped are read, several at once, in older encodings too",
        forms: BOTH,
        run: import::dropped,
    },
    Journey {
        name: "published-page",
        about: "a published page is compared with the report line by line; the differences lead to their places",
        forms: BOTH,
        run: import::published_page,
    },
    Journey {
        name: "import-refused",
        about: "files that cannot be read are told with what to do instead, and change nothing",
        forms: BOTH,
        run: import::refused,
    },
    Journey {
        name: "composition",
        about: "an input method composes undisturbed, and its result is saved",
        forms: BOTH,
        run: editing::composition,
    },
    Journey {
        name: "keyboard",
        about: "the cells are reached and corrected without the mouse",
        forms: BOTH,
        run: keyboard::keyboard,
    },
    Journey {
        name: "keyboard-alone",
        about: "everything is done by keys alone, the focus is seen at every step and never lost",
        forms: BOTH,
        run: keyboard_alone::keyboard_alone,
    },
    Journey {
        name: "axe",
        about: "axe-core finds no violation on any screen",
        forms: FILE,
        run: axe::axe,
    },
    Journey {
        name: "zoom",
        about: "at 200 % and on small and large screens every control is reached, and only tables scroll sideways",
        forms: FILE,
        run: looks::zoom,
    },
    Journey {
        name: "high-contrast",
        about: "in forced colours no state is told by its ground alone, and what floats has a frame",
        forms: FILE,
        run: looks::high_contrast,
    },
    Journey {
        name: "export",
        about: "rich text, source and file carry the report as it was entered",
        forms: BOTH,
        run: export::export,
    },
    Journey {
        name: "export-draft",
        about: "with errors every export says 草稿 in title and body",
        forms: BOTH,
        run: export::export_draft,
    },
    Journey {
        name: "files",
        about: "Word, spreadsheet, attachments and picture carry the report, and say 草稿 while it has errors",
        forms: BOTH,
        run: ways_out::files,
    },
    Journey {
        name: "looking",
        about: "the preview shows what an editor leaves, the check record and the picture",
        forms: BOTH,
        run: ways_out::looking,
    },
    Journey {
        name: "printing",
        about: "what is printed is in the page while it is printed, whatever asked for it",
        forms: BOTH,
        run: ways_out::printing,
    },
    Journey {
        name: "backup-restore",
        about: "a deleted draft comes back by undo and from its backup file",
        forms: BOTH,
        run: keeping::backup_restore,
    },
    Journey {
        name: "backup-compatibility",
        about: "unknown keys of a backup survive, a newer version is refused",
        forms: BOTH,
        run: keeping::backup_compatibility,
    },
    Journey {
        name: "moving-house",
        about: "all drafts with their history move in one file, beside what is there, and only once",
        forms: BOTH,
        run: keeping::moving_house,
    },
    Journey {
        name: "damaged",
        about: "each kind of damaged data is told by its own words, left as it is, and handed out",
        forms: BOTH,
        run: damaged::damaged,
    },
    Journey {
        name: "drafts",
        about: "several drafts stay apart; one is opened, duplicated, deleted",
        forms: BOTH,
        run: drafts::drafts,
    },
    Journey {
        name: "word-list",
        about: "words of the office's own list are found and mended, and the list is kept, exported, imported",
        forms: BOTH,
        run: word_list::word_list,
    },
    Journey {
        name: "second-window",
        about: "a second window on the same draft reads only, until it takes over",
        forms: BOTH,
        run: drafts::second_window,
    },
    Journey {
        name: "storage-forbidden",
        about: "without any storage the page works, says so, and offers the backup",
        forms: BOTH,
        run: failing_storage::forbidden,
    },
    Journey {
        name: "storage-full",
        about: "with a full storage the page works, says so, and offers the backup",
        forms: BOTH,
        run: failing_storage::full,
    },
    Journey {
        name: "one-storage-forbidden",
        about: "with one of two storages forbidden the status still tells the truth",
        forms: BOTH,
        run: failing_storage::one_forbidden,
    },
    Journey {
        name: "storage-late",
        about: "a database that does not open at the first attempt still gives back what only it has",
        forms: BOTH,
        run: failing_storage::late,
    },
    Journey {
        name: "storage-silent",
        about: "a database that never answers keeps nobody from working, and the status says what that means",
        forms: BOTH,
        run: failing_storage::silent,
    },
    Journey {
        name: "history-makes-room",
        about: "where there is no room the oldest snapshots make some for the draft",
        forms: BOTH,
        run: versions::history_makes_room,
    },
    Journey {
        name: "saved-at-once",
        about: "two windows save upon the same state without having seen each other: both texts are kept, and it is told",
        forms: BOTH,
        run: drafts::saved_at_once,
    },
    Journey {
        name: "deleted-elsewhere",
        about: "a draft that is deleted in one window is told in the other at once",
        forms: BOTH,
        run: drafts::deleted_elsewhere,
    },
    Journey {
        name: "several-copies",
        about: "two copies of the single file share their drafts and do not overwrite each other",
        forms: FILE,
        run: drafts::several_copies,
    },
    Journey {
        name: "cleared-on-exit",
        about: "a browser that clears everything when it closes is found empty, and backups are asked for early",
        forms: BOTH,
        run: clearing::cleared_on_exit,
    },
    Journey {
        name: "backup-reminder",
        about: "after many changes without a backup the page asks for one, until it has it",
        forms: BOTH,
        run: keeping::backup_reminder,
    },
    Journey {
        name: "copying-refused",
        about: "what the browser would not copy is shown selected for Ctrl+C",
        forms: BOTH,
        run: refusals::copying,
    },
    Journey {
        name: "files-refused",
        about: "a backup that the browser would not save is shown selected for Ctrl+C",
        forms: BOTH,
        run: refusals::files,
    },
    Journey {
        name: "crash",
        about: "a product that stops hands out what was typed",
        forms: BOTH,
        run: crash::crash,
    },
    Journey {
        name: "crash-without-storage",
        about: "the same where the browser stores nothing",
        forms: BOTH,
        run: crash::crash_without_storage,
    },
    Journey {
        name: "unsupported",
        about: "where the product cannot run a readable page says why and what to use",
        forms: BOTH,
        run: unsupported::unsupported,
    },
    Journey {
        name: "unpacking",
        about: "the browser's unpacker and the one in the file both open the page, and both tell a file that is cut short",
        forms: FILE,
        run: unsupported::unpacking,
    },
    Journey {
        name: "break-out",
        about: "injected pictures, frames, forms, scripts and connections are refused",
        forms: BOTH,
        run: privacy::break_out,
    },
    Journey {
        name: "no-requests",
        about: "no work causes a request to the network after the page has loaded",
        forms: BOTH,
        run: privacy::no_requests,
    },
    Journey {
        name: "choosing-files",
        about: "files are chosen by mouse and keys, the same again, and not at all",
        forms: BOTH,
        run: hands::choosing_files,
    },
    Journey {
        name: "dropping-files",
        about: "files are offered for import wherever they fall",
        forms: FILE,
        run: hands::dropping_files,
    },
    Journey {
        name: "dropping-text",
        about: "a text dropped into a cell is one step",
        forms: FILE,
        run: hands::dropping_text,
    },
    Journey {
        name: "wheel",
        about: "the wheel over a cell changes no figure",
        forms: FILE,
        run: hands::wheel,
    },
    Journey {
        name: "pressed-twice",
        about: "what is pressed twice quickly does what it says once; undoing counts each press",
        forms: FILE,
        run: hands::pressed_twice,
    },
    Journey {
        name: "saving-by-key",
        about: "Ctrl+S saves at once and says so",
        forms: FILE,
        run: hands::saving_by_key,
    },
    Journey {
        name: "every-control-start",
        about: "every control of the start page and the list of drafts is pressed once by the mouse and once by a key",
        forms: FILE,
        run: every_control::start,
    },
    Journey {
        name: "every-control-editor",
        about: "every control of the editor is pressed once by the mouse and once by a key",
        forms: FILE,
        run: every_control::editor,
    },
    Journey {
        name: "every-control-findings",
        about: "every control of the findings is pressed once by the mouse and once by a key",
        forms: FILE,
        run: every_control::findings,
    },
    Journey {
        name: "every-control-ways-out",
        about: "every control of the ways out and the preview is pressed once by the mouse and once by a key",
        forms: FILE,
        run: every_control::ways_out,
    },
    Journey {
        name: "every-control-dialogs",
        about: "every control of the dialogs is pressed once by the mouse and once by a key",
        forms: FILE,
        run: every_control::dialogs,
    },
    Journey {
        name: "every-control-troubles",
        about: "every control of a window that only looks on, a full disk, a reminder is pressed once by the mouse and once by a key",
        forms: FILE,
        run: every_control::troubles,
    },
    Journey {
        name: "restless",
        about: "a random walk of real gestures: nothing is thrown, saved is true, a fresh start shows the same",
        forms: FILE,
        run: restless::restless,
    },
];

/// The journeys that need material or programs from outside the repository. Not everybody can repeat them, so the table of
/// browsers does not count them.
pub const WITH_MATERIAL: &[Journey] = &[
    Journey {
        name: "paper",
        about: "paper has the report alone, section three's table and the check record each on one page",
        forms: FILE,
        run: ways_out::paper,
    },
    Journey {
        name: "portal-editors",
        about: "the portals' editors keep of what is copied what the manual says",
        forms: FILE,
        run: editors::portal_editors,
    },
    Journey {
        name: "seed-report",
        about: "a real bureau's report is reproduced to the character",
        forms: BOTH,
        run: seed::seed_report,
    },
    Journey {
        name: "published-figures",
        about: "published reports' totals are computed as published, their violations found",
        forms: BOTH,
        run: published::published_figures,
    },
];

/// All the journeys there are.
pub fn all() -> impl Iterator<Item = &'static Journey> {
    ALL.iter().chain(WITH_MATERIAL)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn what_some_leave_to_others_is_a_journey() {
        for name in AT_THE_ENDS.iter().chain(IN_THE_NEWEST) {
            assert!(all().any(|journey| journey.name == *name), "{name}");
        }
        for name in OVER_HTTP {
            let has_form = |journey: &Journey| journey.forms.contains(&Form::Http);
            assert!(
                all().any(|journey| journey.name == *name && has_form(journey)),
                "{name}"
            );
        }
    }

    #[test]
    fn names_are_unique_and_fit_for_files() {
        let names: BTreeSet<_> = all().map(|journey| journey.name).collect();
        assert_eq!(names.len(), all().count());
        for name in names {
            assert!(
                name.chars().all(|c| c.is_ascii_lowercase() || c == '-'),
                "{name}"
            );
        }
    }
}
