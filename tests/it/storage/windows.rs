//! Any interleaving of windows: no typed character is lost without the window saying so.
//!
//! Random schedules of two or three windows: typing, saving, opening, closing, crashing, taking over, deleting, storage
//! that fills up, power that fails, data that are cleared. Each window is a process: what it reads in localStorage may be old, what it writes arrives late and may
//! come over what another wrote; transactions are made late or die with their window; events arrive late, in any order of
//! the windows, or never. After each act every character that was ever typed is in storage, on its way there, or on the
//! desk of a window that knows that it is not, or was lost with a crash before it was on disk, or with a deleted draft
//! that had to make room.

use std::rc::Rc;

use nianbao::model::draft::Draft;
use nianbao::model::section::Section;
use nianbao::storage::shelf::Shelf;
use nianbao::storage::stamp::Stamp;
use nianbao::storage::store::Store;
use nianbao::storage::window::keeper::{Event, Timer};
use nianbao::storage::window::session::{self, Session, Work};

use super::faulty::FaultyShelf;
use super::world::{Window, World};
use crate::chance::Chance;

/// How many schedules are tried unless `NIANBAO_SCHEDULES` says otherwise.
const SCHEDULES: u64 = 5000;

/// How many acts a schedule has.
const ACTS: u32 = 80;

fn act(world: &mut World, chance: &mut Chance) {
    world.now += chance.below(900);
    let at = usize::try_from(chance.below(3)).unwrap();
    if world.windows.is_empty() {
        world.open();
    }
    match chance.below(190) {
        0..30 => world.type_in(at),
        30..38 => {
            world.deal(at, Event::Save);
        }
        38..45 => world.pass(at, Timer::Rest),
        45..65 => world.deliver(at, chance.once_in(8)),
        65..73 if world.windows.len() < 3 => world.open(),
        65..77 => world.take_over(at),
        77..82 => world.pass(at, Timer::GivesWay),
        82..84 => world.close(at),
        84..86 => world.crash(at),
        86 => world.delete(at),
        87 => world.leave_room(usize::try_from(chance.below(200)).ok()),
        88 => world.leave_room(None),
        89..92 => world.start(at),
        92..105 => world.arrive(at),
        105..118 => world.hear(at),
        118..121 => world.reach_disk(),
        121 if chance.once_in(2) => world.fail(usize::try_from(chance.below(3)).unwrap()),
        122 if chance.once_in(3) => world.clear_data(),
        123..126 => world.insist(at),
        126..130 => world.pass(at, Timer::Beat),
        130 => world.pass(at, Timer::Returning),
        131 => world.pass(at, Timer::Connecting),
        132 => world.pass(at, Timer::Asking),
        133..145 => world.start(at),
        145..175 => world.type_in(at),
        _ => world.carry_out(at),
    }
}

/// Walks through a schedule; returns how many characters were typed and how often two processes were parted, or what is
/// wrong after an act.
fn run(seed: u64, logs: bool) -> Result<(u64, u64), String> {
    let (mut world, mut chance) = (World::new(logs), Chance(seed));
    world.open();
    for _ in 0..ACTS {
        act(&mut world, &mut chance);
        let lost = world.lost();
        let hiding = world.windows.iter().find(|window| window.hides());
        if let Some(behind) = world.windows.iter().find(|window| window.is_behind()) {
            let (name, told) = (&behind.name, world.told());
            return Err(format!("{name} types over an old text\n  {told}"));
        }
        if !lost.is_empty() || hiding.is_some() {
            let hiding = hiding.map(|window| window.name.as_str());
            return Err(format!(
                "{lost:?} lost; shows not what it has not saved: {hiding:?}\n  {}",
                world.told()
            ));
        }
    }
    Ok((world.typed.len() as u64, world.parted))
}

/// In a whole run the number comes from the environment, 100 000 and more.
#[test]
fn no_interleaving_of_windows_loses_a_character() {
    let asked = std::env::var("NIANBAO_SCHEDULES").ok();
    let schedules = asked.map_or(SCHEDULES, |number| number.parse().unwrap());
    let (mut typed, mut parted) = (0, 0);
    for seed in 0..schedules {
        let Ok(done) = run(seed, false) else {
            panic!("schedule {seed}: {}", run(seed, true).unwrap_err());
        };
        typed += done.0;
        parted += done.1;
    }
    println!(
        "{schedules} schedules, {typed} characters typed, {parted} times two processes parted, none lost"
    );
    assert!(typed > schedules * 5, "only {typed} characters were typed");
    assert!(parted > 0, "no two processes saved at the same moment");
}

/// A save of another process that passed the same check is noticed, and what it has written over is kept.
#[test]
fn a_save_that_was_written_over_becomes_a_draft_of_its_own() {
    let store = Store::new(Rc::new(FaultyShelf::default()));
    store.create("a", &Draft::default(), 1, "nobody").unwrap();
    let stamp = store.stamp("a").unwrap();
    let mut here = Session::new("here".to_owned(), stamp.clone(), false, 2);
    let mut draft = Draft::default();
    draft.set_prose(Section::Overview, "这里");
    let work = |unsaved| Work {
        draft: &draft,
        unsaved,
        typed: true,
        known: true,
    };
    let saved = here.deal(session::Event::Save, &store, work(true), 10, String::new);
    assert!(saved.saved.is_some());
    // The other process has read the state from before, and writes the same revision.
    let mut other = Draft::default();
    other.set_prose(Section::Overview, "那里");
    let there = Store::new(Rc::new(FaultyShelf::default()));
    there.create("a", &Draft::default(), 1, "nobody").unwrap();
    let text = there.save("a", &other, 1, 10, "there").unwrap().text;
    store.shelf().put("nianbao.draft.a", &text).unwrap();
    let effects = here.deal(session::Event::Written, &store, work(false), 20, || {
        "b".to_owned()
    });
    assert_eq!(effects.apart.unwrap().0, "b");
    assert_eq!(effects.lay, Some(other));
    assert!(here.looking_on());
    assert_eq!(store.open("b").unwrap().draft, draft);
    assert_eq!(here.seen().window, "there");
    let _: &Stamp = here.seen();
}

/// Taken over while it types, the other window saves and gives way; what it wrote comes late, and somebody can type.
#[test]
fn what_a_window_wrote_before_it_gave_way_keeps_nobody_from_typing() {
    for answered in [true, false] {
        let mut world = World::new(true);
        world.open();
        world.open();
        // The second asks, the first answers.
        world.type_in(0);
        world.start(0);
        world.start(1);
        world.settle();
        world.type_in(0);
        assert!(world.windows[1].looks_on());
        world.take_over(1);
        if answered {
            // It takes over before it has heard of what was saved for it.
            world.deliver(0, false);
            world.deliver(1, false);
            world.deliver(1, false);
        } else {
            world.pass(1, Timer::GivesWay);
        }
        world.settle();
        let looking_on = world.windows.iter().map(Window::looks_on);
        assert_eq!(looking_on.collect::<Vec<_>>(), [true, false], "{answered}");
        world.type_in(1);
        world.deal(1, Event::Save);
        world.settle();
        assert!(!world.windows[1].looks_on(), "{}", world.told());
        assert!(world.lost().is_empty());
        assert_eq!(world.parted, 0);
    }
}
