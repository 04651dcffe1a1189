//! The way to the copy that survives a crash: one transaction after the other, and what follows from each.

use std::collections::{BTreeMap, VecDeque};

use super::event::Effect;
use crate::storage::change::Change;
use crate::storage::key::{self, Key};
use crate::storage::stamp::Stamp;
use crate::storage::store::LeftText;

/// A stored text on its way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Cargo {
    /// The draft.
    pub id: String,
    /// Its text.
    pub text: String,
    /// What brings it there.
    pub change: Change,
    /// What it is carried for.
    pub purpose: Purpose,
}

/// What a text is carried for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Purpose {
    /// It was just stored here.
    Stored,
    /// A window that went away had left it.
    Left(LeftText),
}

/// What follows when changes were made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Then {
    /// Nothing; what was not made is brought into line at the next start.
    Nothing,
    /// They bring a draft into line.
    Repaired,
    /// They carry a text.
    Carried(Cargo),
    /// They make way for a text that was refused.
    CarryAgain(Cargo),
    /// An earlier state was kept: there may be too many now.
    Thin,
}

/// Changes that belong together; those of one group are made or refused without regard to any other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Group {
    ticket: u32,
    pub changes: Vec<Change>,
    pub then: Then,
}

impl Group {
    const fn cargo(&self) -> Option<&Cargo> {
        match &self.then {
            Then::Carried(cargo) | Then::CarryAgain(cargo) => Some(cargo),
            Then::Nothing | Then::Repaired | Then::Thin => None,
        }
    }

    /// The key of the only text that it puts.
    fn only_puts(&self) -> Option<&str> {
        match (self.changes.as_slice(), &self.then) {
            ([Change::Put { key, .. }], Then::Carried(_)) => Some(key),
            _ => None,
        }
    }

    fn touches(&self, id: &str) -> bool {
        let own = [key::draft(id), key::deleted(id)];
        let mut keys = self.changes.iter().flat_map(Change::keys);
        keys.any(|key| own.iter().any(|own| own == key))
            || self.cargo().is_some_and(|cargo| cargo.id == id)
    }
}

/// What is known of the surviving copy, and what is on its way there.
#[derive(Debug, Default)]
pub(super) struct Copy {
    /// Whether it is open.
    open: bool,
    /// Whether it was open at some time.
    was_open: bool,
    /// Whether it is being opened.
    pub opening: bool,
    /// How often opening it has failed since it was asked for.
    pub failed: usize,
    /// What the browser is busy with.
    going: Option<Group>,
    waiting: VecDeque<Group>,
    /// What it has refused, until it is known what is there.
    refused: BTreeMap<u32, Cargo>,
    /// The latest stored text of each draft that was not sent, or did not arrive.
    unsent: BTreeMap<String, String>,
    tickets: u32,
}

impl Copy {
    pub const fn is_open(&self) -> bool {
        self.open
    }

    /// Whether it was open, and is not any more.
    pub const fn is_lost(&self) -> bool {
        self.was_open && !self.open
    }

    pub const fn is_busy(&self) -> bool {
        self.going.is_some()
    }

    pub fn has_opened(&mut self) {
        self.opening = false;
        self.open = true;
        self.was_open = true;
    }

    /// It is gone. What is on its way there is compared when it is open again.
    pub fn has_closed(&mut self) {
        self.open = false;
        for (id, text) in self.under_way() {
            self.unsent.insert(id, text);
        }
        self.going = None;
        self.waiting.clear();
        self.refused.clear();
    }

    /// Whether something of a draft is on its way.
    pub fn carries(&self, id: &str) -> bool {
        let mut groups = self.going.iter().chain(&self.waiting);
        groups.any(|group| group.touches(id)) || self.refused.values().any(|cargo| cargo.id == id)
    }

    /// The stored texts that have not arrived, by draft, the latest last.
    pub fn under_way(&self) -> Vec<(String, String)> {
        let groups = self.going.iter().chain(&self.waiting);
        let cargos = groups.filter_map(Group::cargo);
        let told = |cargo: &Cargo| (cargo.id.clone(), cargo.text.clone());
        let mut texts: Vec<_> = self.unsent.clone().into_iter().collect();
        texts.extend(self.refused.values().chain(cargos).map(told));
        texts
    }

    /// Whether it lacks the latest stored text of a draft.
    pub fn lacks(&self, id: &str) -> bool {
        !self.open || self.unsent.contains_key(id)
    }

    /// A text did not go there, or did not arrive.
    pub fn is_unsent(&mut self, id: &str, text: &str) {
        self.unsent.insert(id.to_owned(), text.to_owned());
    }

    /// A text has arrived, or is kept otherwise, and with it what it was saved upon.
    pub fn has_arrived(&mut self, id: &str, text: &str) {
        let Some(unsent) = self.unsent.get(id) else {
            return;
        };
        let stamp = |text: &str| Stamp::read_for(id, Some(text));
        let follows = |(arrived, unsent): (Stamp, Stamp)| arrived.follows(&unsent);
        if unsent == text
            || stamp(text)
                .ok()
                .zip(stamp(unsent).ok())
                .is_some_and(follows)
        {
            self.unsent.remove(id);
        }
    }

    /// The texts that did not go there, or did not arrive, by draft.
    pub fn unsent(&self) -> Vec<(String, String)> {
        self.unsent.clone().into_iter().collect()
    }

    /// Changes that bring drafts into line were not made.
    pub fn are_not_repaired(&mut self, changes: &[Change]) {
        for change in changes {
            if let Change::Put { key, text }
            | Change::Move { to: key, text, .. }
            | Change::Replace {
                key,
                text: Some(text),
                ..
            } = change
                && let Some(Key::Draft(id)) = Key::read(key)
            {
                self.is_unsent(id, text);
            }
        }
    }

    /// It has these texts.
    pub fn has(&mut self, texts: &[(String, String)]) {
        for (key, text) in texts {
            if let Some(Key::Draft(id)) = Key::read(key) {
                self.has_arrived(id, text);
            }
        }
    }

    /// Carries a text.
    pub fn carry(&mut self, cargo: Cargo, effects: &mut Vec<Effect>) {
        self.send(vec![cargo.change.clone()], Then::Carried(cargo), effects);
    }

    /// Sends changes that are made together or not at all. While it is not open nothing is sent.
    pub fn send(&mut self, changes: Vec<Change>, then: Then, effects: &mut Vec<Effect>) {
        if !self.open {
            return;
        }
        let group = Group {
            ticket: self.next_ticket(),
            changes,
            then,
        };
        match self.waiting.back_mut() {
            // Where saves come faster than the disk takes them, the later one is enough.
            Some(last) if group.only_puts().is_some() && group.only_puts() == last.only_puts() => {
                *last = group;
            }
            Some(_) | None => self.waiting.push_back(group),
        }
        self.go_on(effects);
    }

    fn go_on(&mut self, effects: &mut Vec<Effect>) {
        if self.going.is_none()
            && let Some(group) = self.waiting.pop_front()
        {
            effects.push(Effect::Apply(group.ticket, group.changes.clone()));
            self.going = Some(group);
        }
    }

    /// What was sent with this ticket is done, whatever came of it; the next goes. `None` is of a connection that is gone.
    pub fn end(&mut self, ticket: u32, effects: &mut Vec<Effect>) -> Option<Group> {
        let ended = self.going.take_if(|group| group.ticket == ticket)?;
        self.go_on(effects);
        Some(ended)
    }

    /// A text was refused: asks what is there.
    pub fn ask(&mut self, cargo: Cargo, effects: &mut Vec<Effect>) {
        let ticket = self.next_ticket();
        let keys = [key::draft(&cargo.id), key::deleted(&cargo.id)];
        effects.push(Effect::Read(ticket, keys));
        self.refused.insert(ticket, cargo);
    }

    /// The refused text for which was asked with this ticket.
    pub fn asked(&mut self, ticket: u32) -> Option<Cargo> {
        self.refused.remove(&ticket)
    }

    const fn next_ticket(&mut self) -> u32 {
        self.tickets = self.tickets.wrapping_add(1);
        self.tickets
    }
}
