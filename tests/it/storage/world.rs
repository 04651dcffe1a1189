//! Windows over one storage, each a process with its own view of localStorage (`process.rs`), and one surviving copy.
//!
//! Each act is one that a page or the browser does without being interrupted. What a window does is decided by the keeper that
//! the page drives as well; here it is driven through any interleaving.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet, HashMap, VecDeque};
use std::rc::Rc;

use nianbao::model::draft::Draft;
use nianbao::model::section::Section;
use nianbao::storage::change::Change;
use nianbao::storage::copies::Refusal;
use nianbao::storage::envelope::Envelope;
use nianbao::storage::key::{self, Key};
use nianbao::storage::shelf::Shelf;
use nianbao::storage::stamp::Stamp;
use nianbao::storage::store::Store;
use nianbao::storage::surviving::SurvivingError;
use nianbao::storage::window::keeper::{
    Effect, Event, Keeper, News, OnDesk, Status, Timer, Trouble,
};

use super::faulty::FaultyShelf;
use super::process::Process;
use super::surviving;

/// What a window has asked of the surviving copy.
#[derive(Debug)]
enum Errand {
    Apply(u32, Vec<Change>),
    Read(u32, [String; 2]),
    LookInto(String),
    Compare,
}

/// A window with the draft that it has open.
pub struct Window {
    pub name: String,
    pub keeper: Keeper<Rc<Process>>,
    draft: Draft,
    /// How many changes there were on its desk.
    changes: u64,
    /// What was typed here and not saved since.
    unsaved: BTreeSet<u32>,
    /// Whether something was typed since it was opened.
    typed: bool,
    /// What it is still to hear from other windows or of their writes: a key, and what was said.
    inbox: VecDeque<(String, String)>,
    /// What it waits for.
    waits: BTreeSet<Timer>,
    /// What is to be done with the surviving copy, in this order.
    errands: VecDeque<Errand>,
    /// What it has read of the surviving copy since it asked for it, until it is told.
    starting: Option<Vec<(String, String)>>,
    /// Whether its user wanted to go on with what was shown.
    insists: bool,
    /// What the surviving copy had of the draft when it was opened here from an earlier state.
    newer: BTreeSet<u32>,
}

impl Window {
    /// Whether it is typing over a text that is older than what the surviving copy had at its start, unasked.
    pub fn is_behind(&self) -> bool {
        self.typed && !self.insists && !self.newer.is_subset(&characters(&text(&self.draft)))
    }

    /// Whether something is unsaved that it does not show.
    pub fn hides(&self) -> bool {
        !self.unsaved.is_subset(&characters(&text(&self.draft)))
    }

    /// Whether it only looks on.
    pub fn looks_on(&self) -> bool {
        let session = self.keeper.session();
        session.is_some_and(|session| session.looking_on())
    }

    /// What it says of its draft.
    pub fn status(&self) -> Status {
        self.keeper.status(self.changes)
    }

    fn shelf(&self) -> &Rc<Process> {
        self.keeper.store().shelf()
    }

    fn open_id(&self) -> String {
        self.keeper.open_id().unwrap_or_default().to_owned()
    }

    /// The ticket of the next errand, where it only keeps an earlier state. None is kept: it would hide what is lost of the
    /// later ones.
    fn next_of_earlier_states(&mut self) -> Option<u32> {
        let of_earlier = |change: &Change| {
            let mut keys = change.keys();
            keys.any(|key| matches!(Key::read(key), Some(Key::Snapshot { .. })))
        };
        let Some(Errand::Apply(ticket, changes)) = self.errands.front() else {
            return None;
        };
        let ticket = changes.iter().any(of_earlier).then_some(*ticket)?;
        self.errands.pop_front();
        Some(ticket)
    }

    /// The characters that have not reached the surviving copy.
    fn under_way(&self) -> BTreeSet<u32> {
        let texts = self.keeper.under_way().into_iter();
        texts.flat_map(|(_, text)| kept_in(&text)).collect()
    }
}

/// All windows over one storage.
pub struct World {
    pub windows: Vec<Window>,
    pub typed: BTreeSet<u32>,
    /// How often two states were found of which neither was written upon the other.
    pub parted: u64,
    pub now: u64,
    /// localStorage as the browser has it.
    local: BTreeMap<String, String>,
    /// As the browser's disk had it lately, the latest last.
    on_disk: VecDeque<BTreeMap<String, String>>,
    room: Option<usize>,
    surviving: BTreeMap<String, String>,
    /// The processes of closed windows, whose writes still arrive.
    closed: Vec<Rc<Process>>,
    /// What a crash has taken before it was on disk, and what was deleted and had to make room.
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

thread_local! {
    /// The characters of the stored drafts that were read: after each act all of them are looked at.
    static READ: RefCell<HashMap<String, Rc<BTreeSet<u32>>>> = RefCell::default();
}

/// The characters of a stored draft.
fn kept_in(stored: &str) -> BTreeSet<u32> {
    READ.with_borrow_mut(|read| {
        if let Some(known) = read.get(stored) {
            return BTreeSet::clone(known);
        }
        // Not everything that is stored is a draft.
        let draft = Envelope::read(Some(stored)).map(|envelope| envelope.draft);
        let kept =
            Rc::new(draft.map_or_else(|_| BTreeSet::new(), |draft| characters(&text(&draft))));
        read.insert(stored.to_owned(), Rc::clone(&kept));
        BTreeSet::clone(&kept)
    })
}

/// Whether a key has a draft, deleted or not; the others are words between windows and the like, of which there are many.
fn is_of_draft(key: &str) -> bool {
    matches!(Key::read(key), Some(Key::Draft(_) | Key::Deleted(_)))
}

/// The characters of the deleted drafts.
fn deleted(shelf: &Process) -> BTreeMap<String, BTreeSet<u32>> {
    let mut deleted = BTreeMap::new();
    for key in shelf.keys().unwrap() {
        if let Some(Key::Deleted(id)) = Key::read(&key) {
            deleted.insert(id.to_owned(), kept_in(&shelf.get(&key).unwrap().unwrap()));
        }
    }
    deleted
}

impl World {
    pub fn new(logs: bool) -> Self {
        READ.with_borrow_mut(HashMap::clear);
        let store = Store::new(FaultyShelf::default());
        let saved = store.create("a", &Draft::default(), 1, "nobody").unwrap();
        let both = BTreeMap::from([(key::draft("a"), saved.text)]);
        Self {
            windows: Vec::new(),
            typed: BTreeSet::new(),
            parted: 0,
            now: 1000,
            local: both.clone(),
            on_disk: VecDeque::from([both.clone()]),
            room: None,
            surviving: both,
            closed: Vec::new(),
            excused: BTreeSet::new(),
            names: 0,
            next: 0x4E00,
            log: logs.then(Vec::new),
        }
    }

    /// What has happened, one act a line.
    pub fn told(&self) -> String {
        self.log.clone().unwrap_or_default().join("\n  ")
    }

    fn note(&mut self, what: impl FnOnce() -> String) {
        if let Some(log) = &mut self.log {
            log.push(what());
        }
    }

    fn name(&mut self) -> u32 {
        self.names += 1;
        self.names
    }

    /// A window opens the draft that was open last, or the one that was saved last where that is gone.
    pub fn open(&mut self) {
        let process = Rc::new(Process::default());
        for (key, text) in &self.local {
            process.view.set(key, Some(text));
        }
        process.view.room.set(self.room);
        let store = Store::new(process);
        // A full shelf keeps no mark either.
        let _ = store.is_proven(self.now);
        let name = format!("w{}", self.name());
        self.note(|| format!("{name} opens"));
        self.windows.push(Window {
            keeper: Keeper::new(store, name.clone(), None),
            name,
            draft: Draft::default(),
            changes: 0,
            unsaved: BTreeSet::new(),
            typed: false,
            inbox: VecDeque::new(),
            waits: BTreeSet::new(),
            errands: VecDeque::new(),
            starting: None,
            insists: false,
            newer: BTreeSet::new(),
        });
        let at = self.windows.len() - 1;
        self.deal(at, Event::Start);
        let window = &self.windows[at];
        if window.keeper.open_id().is_none() {
            let list = window.keeper.store().list().unwrap();
            if let Some(first) = list.first().map(|draft| draft.id.clone()) {
                self.deal(at, Event::Open(&first));
            }
        }
        let window = &self.windows[at];
        let Some(seen) = window
            .keeper
            .session()
            .map(|session| session.seen().clone())
        else {
            self.windows.pop();
            return;
        };
        let surviving = self.surviving.get(&key::draft(&seen.id));
        let later = surviving.filter(|text| {
            let there = Stamp::read_for(&seen.id, Some(text)).unwrap();
            there.follows(&seen)
        });
        self.windows[at].newer = later.map(|text| kept_in(text)).unwrap_or_default();
    }

    /// A window is told what the surviving copy has, which it has read when it asked for it.
    pub fn start(&mut self, at: usize) {
        let starting = self.windows.get_mut(at).and_then(|w| w.starting.take());
        if let Some(texts) = starting {
            self.deal(at, Event::Connected(texts));
        }
    }

    fn tell(&mut self, name: &str, key: &str, text: &str) {
        for window in self.windows.iter_mut().filter(|other| other.name != name) {
            window.inbox.push_back((key.to_owned(), text.to_owned()));
        }
    }

    pub fn type_in(&mut self, at: usize) {
        let Some(window) = self.windows.get_mut(at) else {
            return;
        };
        // Without a draft the page shows no place to type.
        if window.keeper.open_id().is_none() || window.status().is_locked() {
            return;
        }
        self.next += 1;
        let character = char::from_u32(self.next).unwrap();
        window.draft.set_prose(
            Section::Overview,
            format!("{}{character}", text(&window.draft)),
        );
        window.changes += 1;
        window.unsaved.insert(self.next);
        window.typed = true;
        self.typed.insert(self.next);
        let name = window.name.clone();
        self.note(|| format!("{name} types {character}"));
        self.deal(at, Event::Typed);
    }

    /// A window deals with an event. Returns whether it did what it was to do.
    pub fn deal(&mut self, at: usize, event: Event<'_>) -> Option<bool> {
        let mut names = self.names;
        let window = self.windows.get_mut(at)?;
        let deleted = deleted(window.shelf());
        let told = self
            .log
            .is_some()
            .then(|| format!("{} deals with {event:?}", window.name));
        let desk = OnDesk {
            draft: &window.draft,
            changes: window.changes,
            listed: false,
        };
        let outcome = window.keeper.deal(event, desk, self.now, &mut || {
            names += 1;
            format!("new{names}")
        });
        self.names = names;
        self.note(|| format!("{}: {outcome:?}", told.unwrap_or_default()));
        for effect in outcome.effects {
            if let Effect::Forget(id) = &effect {
                // Where there was no room a deleted draft was given up, and the page says so.
                self.excused
                    .extend(deleted.get(id).into_iter().flatten().copied());
            }
            self.perform(at, effect);
        }
        let window = &mut self.windows[at];
        if window.keeper.has_all(window.changes) {
            window.unsaved.clear();
        } else if window.status() == Status::Unsaved {
            // It has what stands there, and says that no storage has it.
            window.unsaved = characters(&text(&window.draft));
        }
        Some(outcome.done)
    }

    /// Does what the page does.
    fn perform(&mut self, at: usize, effect: Effect) {
        let window = &mut self.windows[at];
        match effect {
            Effect::Wait(timer, _) => {
                window.waits.insert(timer);
            }
            Effect::Cancel(timer) => {
                window.waits.remove(&timer);
            }
            Effect::Tell { key, text } => {
                let name = window.name.clone();
                self.tell(&name, &key, &text);
            }
            Effect::Lay(draft) => window.draft = *draft,
            Effect::Opened(laid) => {
                if let Some(laid) = laid {
                    window.draft = laid.0;
                    window.newer.clear();
                }
                window.typed = false;
            }
            Effect::Connect => window.starting = Some(self.surviving.clone().into_iter().collect()),
            Effect::Apply(ticket, changes) => {
                window.errands.push_back(Errand::Apply(ticket, changes))
            }
            Effect::Read(ticket, keys) => window.errands.push_back(Errand::Read(ticket, keys)),
            Effect::LookInto(id) => window.errands.push_back(Errand::LookInto(id)),
            Effect::Compare => window.errands.push_back(Errand::Compare),
            Effect::Say(News::Parted(Some(_))) => self.parted += 1,
            Effect::Say(_)
            | Effect::Closed
            | Effect::Stored(_)
            | Effect::List
            | Effect::Thin
            | Effect::Forget(_)
            | Effect::Words(_)
            | Effect::KeepWords
            | Effect::Farewell(_) => {}
        }
    }

    /// A time that a window waits for has passed.
    pub fn pass(&mut self, at: usize, timer: Timer) {
        let window = self.windows.get_mut(at);
        if window.is_some_and(|window| window.waits.remove(&timer)) {
            self.deal(at, Event::Passed(timer));
        }
    }

    /// The surviving copy does the next errand of a window, and what of earlier states comes before it.
    pub fn carry_out(&mut self, at: usize) {
        while let Some(ticket) = self
            .windows
            .get_mut(at)
            .and_then(Window::next_of_earlier_states)
        {
            self.deal(at, Event::Applied(ticket, Ok(())));
        }
        let errand = self.windows.get_mut(at).and_then(|w| w.errands.pop_front());
        match errand {
            None => {}
            Some(Errand::Apply(ticket, changes)) => {
                let applied = surviving::apply(&mut self.surviving, &changes);
                if let Err(refusal) = &applied
                    && !matches!(refusal, Refusal::NotEarlier(_))
                {
                    panic!("{refusal:?}");
                }
                let refused = applied.is_err();
                let applied = applied.map_err(SurvivingError::Refused);
                self.deal(at, Event::Applied(ticket, applied));
                // What is there is read at once, as a rule before anything else is heard.
                if refused && !self.now.is_multiple_of(4) {
                    self.carry_out(at);
                }
            }
            Some(Errand::Read(ticket, keys)) => {
                let refused = self.windows[at].under_way();
                let there = keys
                    .iter()
                    .filter_map(|key| self.surviving.get_key_value(key));
                let there = there
                    .map(|(key, text)| (key.clone(), text.clone()))
                    .collect();
                self.deal(at, Event::Read(ticket, Some(there)));
                if let Some(Trouble::NotSaved(_)) = self.windows[at].keeper.trouble() {
                    // There is no room, and the page says so.
                    self.excused.extend(refused);
                }
            }
            Some(Errand::LookInto(id)) if self.surviving.contains_key(&key::draft(&id)) => {}
            Some(Errand::LookInto(_)) => self.windows[at].errands.push_back(Errand::Compare),
            Some(Errand::Compare) => {
                let texts = self.surviving.clone().into_iter().collect();
                self.deal(at, Event::Compared(texts));
            }
        }
    }

    /// The browser gets the next write of a draft by a process, and all before it, and passes them on.
    pub fn arrive(&mut self, at: usize) {
        let open = self.windows.get(at).map(Window::shelf);
        let Some(process) = open.or(self.closed.first()).map(Rc::clone) else {
            return;
        };
        loop {
            let write = process.leaving.borrow_mut().pop_front();
            let Some((key, text)) = write else {
                break;
            };
            match &text {
                Some(text) => self.local.insert(key.clone(), text.clone()),
                None => self.local.remove(&key),
            };
            for window in &self.windows {
                let other = window.shelf();
                let own = Rc::ptr_eq(other, &process);
                let passed = ((key.clone(), text.clone()), own);
                other.coming.borrow_mut().push_back(passed);
            }
            if is_of_draft(&key) {
                break;
            }
        }
        self.closed
            .retain(|process| !process.leaving.borrow().is_empty());
    }

    /// A process hears of the next write of a draft, and of all before it, and its window is told of it.
    pub fn hear(&mut self, at: usize) {
        let Some(window) = self.windows.get_mut(at) else {
            return;
        };
        while let Some((key, own)) = window.shelf().hear() {
            let of_draft = is_of_draft(&key);
            if of_draft && !own {
                window.inbox.push_back((key, String::new()));
            }
            if of_draft {
                break;
            }
        }
    }

    /// A window hears its next news, or never.
    pub fn deliver(&mut self, at: usize, lost: bool) {
        let Some((key, text)) = self.windows.get_mut(at).and_then(|w| w.inbox.pop_front()) else {
            return;
        };
        if lost {
            self.note(|| format!("{key} {text} is lost"));
        } else {
            let (key, text) = (Some(key.as_str()), Some(text.as_str()));
            self.deal(at, Event::Heard { key, text });
        }
    }

    pub fn take_over(&mut self, at: usize) {
        if self.windows.get(at).is_some_and(Window::looks_on) {
            self.deal(at, Event::TakeOver);
        }
    }

    /// The user of a window does not wait for the surviving copy.
    pub fn insist(&mut self, at: usize) {
        if let Some(window) = self.windows.get_mut(at) {
            window.insists |= !window.keeper.is_known(&window.open_id());
            self.deal(at, Event::GoOn);
        }
    }

    /// What the browser has of localStorage reaches its disk.
    pub fn reach_disk(&mut self) {
        self.on_disk.push_back(self.local.clone());
        if self.on_disk.len() > 3 {
            self.on_disk.pop_front();
        }
    }

    /// The power fails: all windows are gone, localStorage is what it was when it reached the disk, the surviving copy has
    /// everything that was made.
    pub fn fail(&mut self, back: usize) {
        self.windows.clear();
        self.closed.clear();
        let at = self.on_disk.len().saturating_sub(1 + back);
        self.on_disk.truncate(at + 1);
        self.local = self.on_disk.back().cloned().unwrap_or_default();
        let kept = self.local.values().chain(self.surviving.values());
        let kept: BTreeSet<u32> = kept.flat_map(|text| kept_in(text)).collect();
        self.excused.extend(self.typed.difference(&kept));
        self.note(|| format!("the power fails, {back} states are lost"));
    }

    /// The browser's data are cleared, and each window hears of it by losing its connection.
    pub fn clear_data(&mut self) {
        self.local.clear();
        self.surviving.clear();
        self.on_disk.clear();
        self.closed.clear();
        self.note(|| "the data are cleared".to_owned());
        // Who looks on, or does not know yet whether there is a newer text, has said of nothing that it is saved.
        let edited = self.windows.iter().filter(|w| !w.status().is_locked());
        let held: BTreeSet<u32> = edited.flat_map(|w| characters(&text(&w.draft))).collect();
        self.excused.extend(self.typed.difference(&held));
        for window in &mut self.windows {
            window.shelf().clear();
            window.errands.clear();
            // Nobody can know of it any more.
            window.newer.clear();
        }
        for at in 0..self.windows.len() {
            self.deal(at, Event::Lost);
        }
    }

    pub fn close(&mut self, at: usize) {
        // Who has something that no storage holds is asked before leaving, and stays.
        if self.deal(at, Event::Save) == Some(true) {
            self.deal(at, Event::Leave);
            let window = self.windows.remove(at);
            let left = window.keeper.store().left().unwrap();
            for (_, text) in window.keeper.under_way() {
                if left.iter().all(|left| left.text != text) {
                    // There is no room for it a second time.
                    self.excused.extend(kept_in(&text));
                }
            }
            self.note(|| format!("{} is closed", window.name));
            self.closed.push(Rc::clone(window.shelf()));
        }
    }

    pub fn crash(&mut self, at: usize) {
        if at < self.windows.len() {
            let window = self.windows.remove(at);
            self.note(|| format!("{} crashes", window.name));
            // What is not on disk yet is of the last half second.
            let on_disk = self.surviving.values().flat_map(|kept| kept_in(kept));
            let on_disk: BTreeSet<u32> = on_disk.collect();
            let late = window.under_way().into_iter().chain(window.unsaved);
            let late: BTreeSet<u32> = late.collect();
            self.excused.extend(late.difference(&on_disk));
        }
    }

    pub fn delete(&mut self, at: usize) {
        // The page saves first.
        self.deal(at, Event::Save);
        let Some(window) = self.windows.get(at) else {
            return;
        };
        if window.status().is_locked() {
            return;
        }
        let id = window.open_id();
        if self.deal(at, Event::Delete(&id)) != Some(true) {
            return;
        }
        // The page goes on with another draft, or is left.
        let list = self.windows[at].keeper.store().list().unwrap();
        let other = list.first().map(|draft| draft.id.clone());
        if other.is_none_or(|id| self.deal(at, Event::Open(&id)) != Some(true)) {
            self.close(at);
        }
    }

    /// There are so many bytes of room left in localStorage, or any number.
    pub fn leave_room(&mut self, more: Option<usize>) {
        let taken = self.local.iter().map(|(key, text)| key.len() + text.len());
        self.room = more.map(|more| taken.sum::<usize>() + more);
        for window in &self.windows {
            window.shelf().view.room.set(self.room);
        }
        self.note(|| format!("there is room for {more:?} bytes"));
    }

    /// Everything that is on its way arrives, and nothing is lost.
    pub fn settle(&mut self) {
        for _ in 0..20 {
            for at in 0..self.windows.len() {
                self.arrive(at);
                self.hear(at);
                self.carry_out(at);
                self.deliver(at, false);
            }
        }
    }

    /// Everything that was typed and is nowhere any more.
    pub fn lost(&self) -> BTreeSet<u32> {
        let mut there = self.excused.clone();
        let kept = self.local.values().chain(self.surviving.values());
        there.extend(kept.flat_map(|text| kept_in(text)));
        let open = self.windows.iter().map(Window::shelf);
        for process in self.closed.iter().chain(open) {
            let leaving = process.leaving.borrow();
            let texts = leaving.iter().filter_map(|(_, text)| text.as_ref());
            there.extend(texts.flat_map(|text| kept_in(text)));
        }
        for window in &self.windows {
            // Only what the window knows to be unsaved counts: it will save it, or has said that it cannot.
            there.extend(&window.unsaved);
            there.extend(window.under_way());
        }
        self.typed.difference(&there).copied().collect()
    }
}
