//! One change of the store.

use chrono::{DateTime, Utc};

use super::{Event, Settings};
use crate::random::Random;
use crate::store::Tables;

/// A change of the store under its write lock.
pub struct Transaction<'a> {
    /// The tables.
    pub tables: &'a mut Tables,
    /// The time at which all of it happens.
    pub now: DateTime<Utc>,
    /// Where ids and names come from.
    pub random: &'a Random,
    /// What the server was told at its start.
    pub settings: &'a Settings,
    events: Vec<Event>,
}

impl<'a> Transaction<'a> {
    pub(super) fn new(
        tables: &'a mut Tables,
        now: DateTime<Utc>,
        random: &'a Random,
        settings: &'a Settings,
    ) -> Self {
        Self {
            tables,
            now,
            random,
            settings,
            events: Vec::new(),
        }
    }

    /// Remembers something to be published once the change is done.
    pub fn emit(&mut self, event: Event) {
        self.events.push(event);
    }

    pub(super) fn into_events(self) -> Vec<Event> {
        self.events
    }
}
