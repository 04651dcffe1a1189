//! Any interleaving of windows: no typed character is lost without the window saying so.
//!
//! Random schedules of two or three windows over one store: typing, saving, opening, closing, crashing, taking over,
//! deleting, storage that fills up; events arrive late, in any order of the windows, or never. After each act every
//! character that was ever typed is in storage, or on the desk of a window that knows that it is not, or was lost with a
//! crash before it could be saved, or with a deleted draft that had to make room.

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::rc::Rc;

use nianbao::model::draft::Draft;
use nianbao::model::section::Section;
use nianbao::storage::envelope::{Envelope, Stamp};
use nianbao::storage::key::Key;
use nianbao::storage::session::{Effects, Event, Session, Work};
use nianbao::storage::shelf::Shelf;
use nianbao::storage::store::Store;
use nianbao::storage::windows::{Message, Verb};

use super::faulty::FaultyShelf;

/// How many schedules are tried unless `NIANBAO_SCHEDULES` says otherwise.
const SCHEDULES: u64 = 800;

/// How many acts a schedule has.
const ACTS: u32 = 60;

/// A small generator of random numbers (splitmix64): a schedule is told by its seed.
struct Chance(u64);

impl Chance {
    fn below(&mut self, bound: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        (mixed ^ (mixed >> 31)) % bound
    }

    fn once_in(&mut self, bound: u64) -> bool {
        self.below(bound) == 0
    }
}

/// What a window is still to hear.
#[derive(Clone, Debug)]
enum News {
    Written(String),
    Said(String, Message),
}

/// A window with the draft that it has open.
struct Window {
    name: String,
    session: Session,
    draft: Draft,
    /// What was typed here and not saved since.
    unsaved: BTreeSet<u32>,
    typed: bool,
    inbox: VecDeque<News>,
}

/// All windows over one storage.
struct World {
    store: Store<Rc<FaultyShelf>>,
    windows: Vec<Window>,
    chance: Chance,
    now: u64,
    typed: BTreeSet<u32>,
    /// What a crash has taken before it was saved, and what was deleted and had to make room.
    excused: BTreeSet<u32>,
    names: u32,
    next: u32,
    /// What has happened, when it is asked for: writing it down takes longer than doing it.
    log: Option<Vec<String>>,
}

fn text(draft: &Draft) -> String {
    draft.prose(Section::Overview).to_string()
}

fn characters(text: &str) -> BTreeSet<u32> {
    text.chars().map(u32::from).collect()
}

impl World {
    fn new(seed: u64, logs: bool) -> Self {
        let store = Store::new(Rc::new(FaultyShelf::default()));
        store.create("a", &Draft::default(), 1, "nobody").unwrap();
        Self {
            store,
            windows: Vec::new(),
            chance: Chance(seed),
            now: 1000,
            typed: BTreeSet::new(),
            excused: BTreeSet::new(),
            names: 0,
            next: 0x4E00,
            log: logs.then(Vec::new),
        }
    }

    fn note(&mut self, what: impl FnOnce() -> String) {
        if let Some(log) = &mut self.log {
            log.push(what());
        }
    }

    fn name(&mut self) -> String {
        self.names += 1;
        format!("w{}", self.names)
    }

    /// A window opens the draft `a`, or the one that was saved last where that is gone.
    fn open(&mut self) {
        let list = self.store.list().unwrap();
        let id = list.iter().find(|draft| draft.id == "a").or(list.first());
        let Some(id) = id.map(|draft| draft.id.clone()) else {
            return;
        };
        let name = self.name();
        let Envelope { stamp, draft } = self.store.open(&id).unwrap();
        self.note(|| format!("{name} opens {id}"));
        self.windows.push(Window {
            session: Session::new(name.clone(), stamp, false, self.now),
            name: name.clone(),
            draft,
            unsaved: BTreeSet::new(),
            typed: false,
            inbox: VecDeque::new(),
        });
        self.say(&name, &id, Verb::Ask);
    }

    fn say(&mut self, name: &str, id: &str, verb: Verb) {
        let message = Message {
            verb,
            window: name.to_owned(),
            at: self.now,
        };
        self.tell(name, &News::Said(id.to_owned(), message));
    }

    fn tell(&mut self, name: &str, news: &News) {
        for window in self.windows.iter_mut().filter(|other| other.name != name) {
            window.inbox.push_back(news.clone());
        }
    }

    fn type_in(&mut self, at: usize) {
        let Some(window) = self.windows.get_mut(at) else {
            return;
        };
        if window.session.looking_on() {
            return;
        }
        self.next += 1;
        let character = char::from_u32(self.next).unwrap();
        window.draft.set_prose(
            Section::Overview,
            format!("{}{character}", text(&window.draft)),
        );
        window.unsaved.insert(self.next);
        window.typed = true;
        self.typed.insert(self.next);
        let name = window.name.clone();
        self.note(|| format!("{name} types {character}"));
    }

    fn deal(&mut self, at: usize, event: Event<'_>) -> Option<Effects> {
        let new = format!("new{}", self.names + 1);
        self.names += 1;
        let deleted = self.deleted();
        let window = self.windows.get_mut(at)?;
        let draft = window.draft.clone();
        let work = Work {
            draft: &draft,
            unsaved: !window.unsaved.is_empty(),
            typed: window.typed,
        };
        let effects = window
            .session
            .deal(event, &self.store, work, self.now, || new);
        let (name, id) = (window.name.clone(), window.session.id().to_owned());
        if let Some(log) = &mut self.log {
            log.push(format!("{name} deals with {event:?}: {effects:?}"));
        }
        if effects.saved.is_some() || effects.apart.is_some() {
            window.unsaved.clear();
        }
        if let Some(draft) = effects.lay.clone() {
            window.draft = draft;
        }
        if effects.reopen {
            // As the page does: what is stored is laid on the desk, and the others are asked.
            if let Ok(Envelope { stamp, draft }) = self.store.open(&id) {
                window.session = Session::new(name.clone(), stamp, false, self.now);
                window.draft = draft;
                window.typed = false;
                window.unsaved.clear();
                self.say(&name, &id, Verb::Ask);
            }
        }
        let saved = effects.saved.iter();
        let saved = saved.chain(effects.apart.iter().map(|(_, saved)| saved));
        for id in saved.flat_map(|saved| &saved.recycled) {
            // Where there was no room a deleted draft was given up, and the page says so.
            self.excused
                .extend(deleted.get(id).into_iter().flatten().copied());
        }
        if effects.saved.is_some() {
            self.tell(&name, &News::Written(id.clone()));
        }
        if let Some(verb) = effects.say {
            self.say(&name, &id, verb);
        }
        Some(effects)
    }

    /// The characters of the deleted drafts.
    fn deleted(&self) -> BTreeMap<String, BTreeSet<u32>> {
        let shelf = self.store.shelf();
        let mut deleted = BTreeMap::new();
        for key in shelf.keys().unwrap() {
            if let Some(Key::Deleted(id)) = Key::read(&key) {
                let kept = Envelope::read_for(id, shelf.get(&key).unwrap().as_deref()).unwrap();
                deleted.insert(id.to_owned(), characters(&text(&kept.draft)));
            }
        }
        deleted
    }

    fn deliver(&mut self, at: usize) {
        let lost = self.chance.once_in(8);
        let Some(news) = self.windows.get_mut(at).and_then(|w| w.inbox.pop_front()) else {
            return;
        };
        let open = self.windows[at].session.id().to_owned();
        match news {
            _ if lost => self.note(|| format!("{news:?} is lost")),
            News::Written(id) if id == open => {
                self.deal(at, Event::Written);
            }
            News::Said(id, message) if id == open => {
                self.deal(at, Event::Said(&message));
            }
            News::Written(_) | News::Said(..) => {}
        }
    }

    fn close(&mut self, at: usize) {
        let Some(effects) = self.deal(at, Event::Save) else {
            return;
        };
        // Who has something that no storage holds is asked before leaving, and stays.
        if effects.failed.is_none() {
            let window = self.windows.remove(at);
            self.note(|| format!("{} is closed", window.name));
        }
    }

    fn crash(&mut self, at: usize) {
        if at < self.windows.len() {
            let window = self.windows.remove(at);
            self.excused.extend(&window.unsaved);
            self.note(|| format!("{} crashes", window.name));
        }
    }

    fn delete(&mut self, at: usize) {
        let Some(window) = self.windows.get(at) else {
            return;
        };
        let (name, id) = (window.name.clone(), window.session.id().to_owned());
        if window.session.looking_on() {
            return;
        }
        // The page saves first, and deletes only what is saved.
        self.deal(at, Event::Save);
        let window = &self.windows[at];
        if window.session.looking_on() || !window.unsaved.is_empty() {
            return;
        }
        if self.store.delete(&id, self.now, &name).is_ok() {
            self.note(|| format!("{name} deletes {id}"));
            self.windows.remove(at);
            self.tell(&name, &News::Written(id));
        }
    }

    fn act(&mut self) {
        self.now += self.chance.below(900);
        let at = usize::try_from(self.chance.below(3)).unwrap();
        match self.chance.below(100) {
            0..30 => self.type_in(at),
            30..45 => {
                self.deal(at, Event::Save);
            }
            45..75 => self.deliver(at),
            75..83 if self.windows.len() < 3 => self.open(),
            75..87 => {
                if self.windows.get(at).is_some_and(|w| w.session.looking_on()) {
                    self.deal(at, Event::TakeOver);
                }
            }
            87..92 => {
                self.deal(at, Event::NoAnswer);
            }
            92..94 => self.close(at),
            94..96 => self.crash(at),
            96 => self.delete(at),
            97 => {
                let shelf = self.store.shelf();
                let more = usize::try_from(self.chance.below(200)).unwrap();
                shelf.room.set(Some(shelf.taken() + more));
                self.note(|| "storage is full".to_owned());
            }
            _ => self.store.shelf().room.set(None),
        }
    }

    /// Everything that was typed and is nowhere any more.
    fn lost(&self) -> BTreeSet<u32> {
        let mut there = self.excused.clone();
        for key in self.store.shelf().keys().unwrap() {
            if let Some(Key::Draft(id) | Key::Deleted(id)) = Key::read(&key) {
                let stored = self.store.shelf().get(&key).unwrap();
                let kept = Envelope::read_for(id, stored.as_deref()).unwrap();
                there.extend(characters(&text(&kept.draft)));
            }
        }
        for window in &self.windows {
            // Only what the window knows to be unsaved counts: it will save it, or has said that it cannot.
            there.extend(&window.unsaved);
        }
        self.typed.difference(&there).copied().collect()
    }
}

/// Walks through a schedule; returns how many characters were typed, or what is wrong after an act.
fn run(seed: u64, logs: bool) -> Result<u64, String> {
    let mut world = World::new(seed, logs);
    world.open();
    for _ in 0..ACTS {
        world.act();
        let lost = world.lost();
        let shows = |window: &&Window| {
            let shown = characters(&text(&window.draft));
            !window.unsaved.is_subset(&shown)
        };
        let hiding = world.windows.iter().find(shows);
        if !lost.is_empty() || hiding.is_some() {
            let hiding = hiding.map(|window| window.name.as_str());
            let log = world.log.unwrap_or_default().join("\n  ");
            return Err(format!(
                "{lost:?} lost; shows not what it has not saved: {hiding:?}\n  {log}"
            ));
        }
    }
    Ok(world.typed.len() as u64)
}

/// In a whole run the number comes from the environment, 100 000 and more.
#[test]
fn no_interleaving_of_windows_loses_a_character() {
    let asked = std::env::var("NIANBAO_SCHEDULES").ok();
    let schedules = asked.map_or(SCHEDULES, |number| number.parse().unwrap());
    let typed: u64 = (0..schedules)
        .map(|seed| {
            run(seed, false).unwrap_or_else(|_| panic!("schedule {seed}: {:?}", run(seed, true)))
        })
        .sum();
    println!("{schedules} schedules, {typed} characters typed, none lost");
    assert!(typed > schedules * 5, "only {typed} characters were typed");
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
    };
    let saved = here.deal(Event::Save, &store, work(true), 10, String::new);
    assert!(saved.saved.is_some());
    // The other process has read the state from before, and writes the same revision.
    let mut other = Draft::default();
    other.set_prose(Section::Overview, "那里");
    let there = Store::new(Rc::new(FaultyShelf::default()));
    there.create("a", &Draft::default(), 1, "nobody").unwrap();
    let text = there.save("a", &other, 1, 10, "there").unwrap().text;
    store.shelf().put("nianbao.draft.a", &text).unwrap();
    let effects = here.deal(Event::Written, &store, work(false), 20, || "b".to_owned());
    assert_eq!(effects.apart.unwrap().0, "b");
    assert_eq!(effects.lay, Some(other));
    assert!(here.looking_on());
    assert_eq!(store.open("b").unwrap().draft, draft);
    assert_eq!(here.seen().window, "there");
    let _: &Stamp = here.seen();
}
