//! One change of the store.

use chrono::{DateTime, Utc};

use super::feeds::News;
use super::{Change, Settings};
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
    changes: Vec<Change>,
    /// Whether anybody watches for events.
    pub(super) is_watched: bool,
    /// What those who watch over a socket are told.
    pub(super) news: News,
}

impl<'a> Transaction<'a> {
    pub(super) fn new(
        tables: &'a mut Tables,
        now: DateTime<Utc>,
        random: &'a Random,
        settings: &'a Settings,
        is_watched: bool,
    ) -> Self {
        Self {
            tables,
            now,
            random,
            settings,
            changes: Vec::new(),
            is_watched,
            news: News::default(),
        }
    }

    /// Remembers something to be published once the transaction is done.
    pub fn emit(&mut self, change: Change) {
        self.changes.push(change);
    }

    pub(super) fn into_outcome(self) -> (Vec<Change>, News) {
        (self.changes, self.news)
    }
}
