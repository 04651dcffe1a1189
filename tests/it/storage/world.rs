//! Windows over one storage, each a process with its own view of localStorage (`process.rs`), and one surviving copy.
//!
//! Each act is one that a page or the browser does without being interrupted. What a page does is done by the product's
//! own code; here it is only put together as `ui/cabinet` puts it together.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet, HashMap, VecDeque};
use std::rc::Rc;

use nianbao::model::draft::Draft;
use nianbao::model::section::Section;
use nianbao::storage::change::Change;
use nianbao::storage::copies::Refusal;
use nianbao::storage::envelope::Envelope;
use nianbao::storage::key::{self, Key};
use nianbao::storage::newest::{Newest, Whereabouts, whereabouts};
use nianbao::storage::parting::part;
use nianbao::storage::reconcile::reconcile;
use nianbao::storage::session::{Effects, Event, Session, Work};
use nianbao::storage::shelf::Shelf;
use nianbao::storage::stamp::Stamp;
use nianbao::storage::store::{LeftText, Saved, Store};
use nianbao::storage::windows::{Message, Verb};

use super::faulty::FaultyShelf;
use super::process::Process;
use super::surviving;

/// What a window is still to hear.
#[derive(Clone, Debug)]
enum News {
    Written(String),
    Said(String, Message),
}

/// Changes of the surviving copy on their way there.
#[derive(Clone, Debug)]
struct Group {
    changes: Vec<Change>,
    /// The draft and its text, where a refusal means that two processes have saved it.
    carries: Option<(String, String)>,
    /// What follows when they are made.
    then: Option<Box<Self>>,
    /// What a window had left that went away, and that has its place then.
    places: Option<LeftText>,
}

impl Group {
    fn of(changes: Vec<Change>) -> Self {
        Self {
            changes,
            carries: None,
            then: None,
            places: None,
        }
    }

    fn carrying(id: &str, text: String, change: Change) -> Self {
        Self {
            carries: Some((id.to_owned(), text)),
            ..Self::of(vec![change])
        }
    }

    /// The draft and the text that it carries, now or after what comes first.
    fn carries(&self) -> Option<(String, String)> {
        let then = self.then.as_ref().and_then(|then| then.carries());
        self.carries.clone().or(then)
    }

    fn only_puts(&self) -> Option<&str> {
        match self.changes.as_slice() {
            [Change::Put { key, .. }] => Some(key),
            _ => None,
        }
    }

    /// The characters in the texts that it carries.
    fn characters(&self) -> BTreeSet<u32> {
        let texts = self.changes.iter().filter_map(|change| match change {
            Change::Put { text, .. } | Change::Move { text, .. } => Some(text),
            Change::Replace { text, .. } => text.as_ref(),
            Change::Remove { .. } => None,
        });
        let then = self.then.iter().flat_map(|then| then.characters());
        texts.flat_map(|text| kept_in(text)).chain(then).collect()
    }
}

/// A window with the draft that it has open.
pub struct Window {
    pub name: String,
    pub session: Session,
    draft: Draft,
    /// What was typed here and not saved since.
    unsaved: BTreeSet<u32>,
    typed: bool,
    inbox: VecDeque<News>,
    /// Its view of localStorage, in a process of its own.
    store: Store<Rc<Process>>,
    /// What is to be done to the surviving copy, in this order.
    waiting: VecDeque<Group>,
    /// What it has read of the surviving copy at its start, until it has compared.
    starting: Option<Vec<(String, String)>>,
    /// What it knows to be the newest text.
    newest: Newest,
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

    /// Lays on the desk what is stored of a draft.
    fn lay(&mut self, id: &str, now: u64) -> bool {
        let Ok(Envelope { stamp, draft }) = self.store.open(id) else {
            return false;
        };
        self.session = Session::new(self.name.clone(), stamp, false, now);
        self.draft = draft;
        self.typed = false;
        self.unsaved.clear();
        self.newer.clear();
        true
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
        let draft = Envelope::read(Some(stored)).unwrap().draft;
        let kept = Rc::new(characters(&text(&draft)));
        read.insert(stored.to_owned(), Rc::clone(&kept));
        BTreeSet::clone(&kept)
    })
}

/// The characters of the deleted drafts.
fn deleted(store: &Store<Rc<Process>>) -> BTreeMap<String, BTreeSet<u32>> {
    let shelf = store.shelf();
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

    /// A window opens the draft `a`, or the one that was saved last where that is gone.
    pub fn open(&mut self) {
        let process = Rc::new(Process::default());
        for (key, text) in &self.local {
            process.view.set(key, Some(text));
        }
        process.view.room.set(self.room);
        let store = Store::new(process);
        let list = store.list().unwrap();
        let id = list.iter().find(|draft| draft.id == "a").or(list.first());
        let Some(id) = id.map(|draft| draft.id.clone()) else {
            return;
        };
        let name = format!("w{}", self.name());
        let Envelope { stamp, draft } = store.open(&id).unwrap();
        let surviving = self.surviving.get(&key::draft(&id));
        let later = surviving.filter(|text| {
            let there = Stamp::read_for(&id, Some(text)).unwrap();
            there.follows(&stamp)
        });
        let newer = later.map(|text| kept_in(text)).unwrap_or_default();
        self.note(|| format!("{name} opens {id}"));
        self.windows.push(Window {
            session: Session::new(name.clone(), stamp, false, self.now),
            name: name.clone(),
            draft,
            unsaved: BTreeSet::new(),
            typed: false,
            inbox: VecDeque::new(),
            store,
            waiting: VecDeque::new(),
            starting: Some(self.surviving.clone().into_iter().collect()),
            newest: Newest::default(),
            insists: false,
            newer,
        });
        self.say(&name, &id, Verb::Ask);
    }

    /// A window brings what it has read of the surviving copy at its start into line with its localStorage.
    pub fn start(&mut self, at: usize) {
        let starting = self.windows.get_mut(at).and_then(|w| w.starting.take());
        let Some(texts) = starting else {
            return;
        };
        // What was typed meanwhile is compared as well.
        self.deal(at, Event::Save);
        let (now, mut names) = (self.now, self.names);
        let window = &mut self.windows[at];
        window.newest.answered();
        let new_id = || {
            names += 1;
            format!("new{names}")
        };
        let done = reconcile(&window.store, &texts, new_id, now, &window.name).unwrap();
        let unrestored = done.failed.into_iter().map(|(id, _)| id);
        window.newest.not_restored(unrestored);
        let groups = done.changes.into_iter().map(Group::of);
        window.waiting.extend(groups);
        for left in window.store.left().unwrap() {
            let put = window.store.place_of(&left).unwrap();
            window.waiting.push_back(Group {
                places: Some(left.clone()),
                ..Group::carrying(&left.id, left.text, put)
            });
        }
        let name = window.name.clone();
        let shown = done.restored.iter().any(|id| id == window.session.id());
        if window.typed {
            let found = whereabouts(&window.store, window.session.seen(), &window.draft);
            if let Whereabouts::Apart(stamp) = found {
                window.session = Session::new(name.clone(), stamp, true, now);
                window.typed = false;
            }
        }
        let reopens = shown && !window.typed;
        self.names = names;
        self.note(|| format!("{name} compares: {:?} {:?}", done.restored, done.forked));
        if reopens {
            self.reopen(at);
        }
        self.deal(at, Event::Written);
    }

    fn reopen(&mut self, at: usize) {
        let now = self.now;
        let window = &mut self.windows[at];
        let (name, id) = (window.name.clone(), window.session.id().to_owned());
        if window.lay(&id, now) {
            self.say(&name, &id, Verb::Ask);
        }
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

    pub fn type_in(&mut self, at: usize) {
        let Some(window) = self.windows.get_mut(at) else {
            return;
        };
        if window.session.looking_on() || !window.newest.is_known(window.session.id()) {
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

    /// A window deals with an event. Returns whether it has nothing that no storage has.
    pub fn deal(&mut self, at: usize, event: Event<'_>) -> Option<bool> {
        let new = format!("new{}", self.name());
        let window = self.windows.get_mut(at)?;
        let deleted = deleted(&window.store);
        let draft = window.draft.clone();
        let work = Work {
            draft: &draft,
            unsaved: !window.unsaved.is_empty(),
            typed: window.typed,
            known: window.newest.is_known(window.session.id()),
        };
        let effects = window
            .session
            .deal(event, &window.store, work, self.now, || new);
        let (name, id) = (window.name.clone(), window.session.id().to_owned());
        if let Some(log) = &mut self.log {
            log.push(format!("{name} deals with {event:?}: {effects:?}"));
        }
        let Effects {
            saved,
            apart,
            failed,
            lay,
            deleted: _,
            reopen,
            say,
            editor: _,
        } = effects;
        if saved.is_some() || apart.is_some() {
            window.unsaved.clear();
        }
        if failed.is_some() {
            // It has what stands there, and says that no storage has it.
            window.unsaved = characters(&text(&window.draft));
        }
        if let Some(draft) = lay {
            window.draft = draft;
        }
        if reopen {
            self.reopen(at);
        }
        let written = saved.is_some();
        let apart = apart.and_then(|(id, saved)| Some((id, saved?)));
        let saved = saved.map(|saved| (id.clone(), saved));
        for (stored, saved) in saved.into_iter().chain(apart) {
            for id in &saved.recycled {
                // Where there was no room a deleted draft was given up, and the page says so.
                self.excused
                    .extend(deleted.get(id).into_iter().flatten().copied());
            }
            self.carry(at, &stored, saved);
        }
        if written {
            self.tell(&name, &News::Written(id.clone()));
        }
        if let Some(verb) = say {
            self.say(&name, &id, verb);
        }
        Some(failed.is_none())
    }

    /// A stored text is sent to the surviving copy, in the place of an earlier one that waits.
    fn carry(&mut self, at: usize, id: &str, saved: Saved) {
        let put = Change::Put {
            key: key::draft(id),
            text: saved.text.clone(),
        };
        let group = Group::carrying(id, saved.text, put);
        let waiting = &mut self.windows[at].waiting;
        match waiting.back_mut() {
            Some(last) if group.only_puts() == last.only_puts() => *last = group,
            Some(_) | None => waiting.push_back(group),
        }
    }

    /// The surviving copy makes the next changes of a window.
    pub fn carry_out(&mut self, at: usize) {
        let Some(window) = self.windows.get_mut(at) else {
            return;
        };
        let Some(group) = window.waiting.pop_front() else {
            return;
        };
        match surviving::apply(&mut self.surviving, &group.changes) {
            Ok(()) => {
                if let Some(left) = group.places {
                    window.store.remove_left(&left).unwrap();
                }
                window.waiting.extend(group.then.map(|then| *then));
            }
            Err(Refusal::NotEarlier(_)) => {
                if let Some((id, text)) = group.carries.clone() {
                    self.part(at, &id, &text, group);
                }
            }
            Err(refusal) => panic!("{refusal:?}"),
        }
    }

    fn part(&mut self, at: usize, id: &str, refused: &str, group: Group) {
        self.deal(at, Event::Written);
        let (now, mut names) = (self.now, self.names);
        let there: Vec<_> = self.surviving.clone().into_iter().collect();
        let window = &mut self.windows[at];
        let new_id = || {
            names += 1;
            format!("new{names}")
        };
        let parted = part(
            &window.store,
            id,
            refused,
            &there,
            new_id,
            now,
            &window.name,
        );
        let name = window.name.clone();
        self.names = names;
        if let Some(log) = &mut self.log {
            log.push(format!("{name} is refused {refused}: {parted:?}"));
        }
        match parted {
            Ok(parted) => {
                self.parted += u64::from(!parted.drafts.is_empty());
                if parted.changes.is_empty() {
                    if let Some(left) = group.places {
                        window.store.remove_left(&left).unwrap();
                    }
                } else {
                    window.waiting.push_back(Group {
                        then: Some(Box::new(group)),
                        ..Group::of(parted.changes)
                    });
                }
            }
            // There is no room, and the page says so.
            Err(_) => self.excused.extend(kept_in(refused)),
        }
    }

    /// The browser gets the next write of a process and passes it on.
    pub fn arrive(&mut self, at: usize) {
        let open = self.windows.get(at).map(|window| window.store.shelf());
        let Some(process) = open.or(self.closed.first()).map(Rc::clone) else {
            return;
        };
        let write = process.leaving.borrow_mut().pop_front();
        if let Some((key, text)) = write {
            match &text {
                Some(text) => self.local.insert(key.clone(), text.clone()),
                None => self.local.remove(&key),
            };
            for window in &self.windows {
                let other = window.store.shelf();
                let own = Rc::ptr_eq(other, &process);
                let passed = ((key.clone(), text.clone()), own);
                other.coming.borrow_mut().push_back(passed);
            }
        }
        self.closed
            .retain(|process| !process.leaving.borrow().is_empty());
    }

    /// A process hears of the next write, and its window is told of it.
    pub fn hear(&mut self, at: usize) {
        let Some(window) = self.windows.get_mut(at) else {
            return;
        };
        let heard = window.store.shelf().hear();
        if let Some(Key::Draft(id)) = heard.as_deref().and_then(Key::read) {
            window.inbox.push_back(News::Written(id.to_owned()));
        }
    }

    /// A window hears its next news.
    pub fn deliver(&mut self, at: usize, lost: bool) {
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

    pub fn take_over(&mut self, at: usize) {
        if self.windows.get(at).is_some_and(|w| w.session.looking_on()) {
            self.deal(at, Event::TakeOver);
        }
    }

    /// The user of a window does not wait for the surviving copy.
    pub fn insist(&mut self, at: usize) {
        if let Some(window) = self.windows.get_mut(at) {
            let id = window.session.id().to_owned();
            window.insists |= !window.newest.is_known(&id);
            window.newest.go_on_with(&id);
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
        let edited = self
            .windows
            .iter()
            .filter(|w| !w.session.looking_on() && w.newest.is_known(w.session.id()));
        let held: BTreeSet<u32> = edited.flat_map(|w| characters(&text(&w.draft))).collect();
        self.excused.extend(self.typed.difference(&held));
        for window in &self.windows {
            window.store.shelf().clear();
        }
        for at in 0..self.windows.len() {
            self.deal(at, Event::Written);
        }
    }

    pub fn close(&mut self, at: usize) {
        // Who has something that no storage holds is asked before leaving, and stays.
        if self.deal(at, Event::Save) == Some(true) {
            let window = self.windows.remove(at);
            if !window.session.looking_on() {
                self.say(&window.name, window.session.id(), Verb::Bye);
            }
            for (id, text) in window.waiting.iter().filter_map(Group::carries) {
                if window.store.leave(&id, &window.name, &text).is_err() {
                    // There is no room for it a second time.
                    self.excused.extend(kept_in(&text));
                }
            }
            self.note(|| format!("{} is closed", window.name));
            self.closed.push(Rc::clone(window.store.shelf()));
        }
    }

    pub fn crash(&mut self, at: usize) {
        if at < self.windows.len() {
            let window = self.windows.remove(at);
            self.note(|| format!("{} crashes", window.name));
            // What is not on disk yet is of the last half second.
            let on_disk = self.surviving.values().flat_map(|kept| kept_in(kept));
            let on_disk: BTreeSet<u32> = on_disk.collect();
            let waiting = window.waiting.iter().flat_map(Group::characters);
            let late: BTreeSet<u32> = waiting.chain(window.unsaved).collect();
            self.excused.extend(late.difference(&on_disk));
        }
    }

    pub fn delete(&mut self, at: usize) {
        // The page saves first, and deletes only what is saved.
        self.deal(at, Event::Save);
        let Some(window) = self.windows.get(at) else {
            return;
        };
        if window.session.looking_on() || !window.unsaved.is_empty() {
            return;
        }
        let (name, id) = (window.name.clone(), window.session.id().to_owned());
        let Ok(saved) = window.store.delete(&id, self.now, &name) else {
            return;
        };
        self.note(|| format!("{name} deletes {id}"));
        let change = Change::Move {
            from: key::draft(&id),
            to: key::deleted(&id),
            text: saved.text.clone(),
        };
        let group = Group::carrying(&id, saved.text, change);
        self.windows[at].waiting.push_back(group);
        self.tell(&name, &News::Written(id));
        // The page goes on with another draft, or is left.
        let now = self.now;
        let window = &mut self.windows[at];
        let list = window.store.list().unwrap();
        let other = list.first().map(|draft| draft.id.clone());
        if !other.is_some_and(|id| window.lay(&id, now)) {
            self.close(at);
        }
    }

    /// There are so many bytes of room left in localStorage, or any number.
    pub fn leave_room(&mut self, more: Option<usize>) {
        let taken = self.local.iter().map(|(key, text)| key.len() + text.len());
        self.room = more.map(|more| taken.sum::<usize>() + more);
        for window in &self.windows {
            window.store.shelf().view.room.set(self.room);
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
        let open = self.windows.iter().map(|window| window.store.shelf());
        for process in self.closed.iter().chain(open) {
            let leaving = process.leaving.borrow();
            let texts = leaving.iter().filter_map(|(_, text)| text.as_ref());
            there.extend(texts.flat_map(|text| kept_in(text)));
        }
        for window in &self.windows {
            // Only what the window knows to be unsaved counts: it will save it, or has said that it cannot.
            there.extend(&window.unsaved);
            there.extend(window.waiting.iter().flat_map(Group::characters));
        }
        self.typed.difference(&there).copied().collect()
    }
}
