//! When a server was asked, and where in that a time lies.

use std::collections::HashSet;

use chrono::{DateTime, TimeDelta, Utc};

/// Times this close to the run belong to it; scripts fix none that are closer.
const NEAR: TimeDelta = TimeDelta::days(2 * 365);

/// When the requests of one server were sent.
#[derive(Debug, Default)]
pub(super) struct Timeline {
    sent: Vec<DateTime<Utc>>,
    end: DateTime<Utc>,
    /// How many requests have been compared, and when the last of them was answered.
    compared: usize,
    answered: Vec<DateTime<Utc>>,
    /// The times that were ahead when they were first told.
    ahead: HashSet<DateTime<Utc>>,
}

/// Where a time lies.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Place {
    /// In the run, after this many requests were sent.
    During(usize),
    /// Near the run, so far from its beginning.
    Near(TimeDelta),
    /// Somewhere that only a script can have asked for.
    Fixed,
}

impl Timeline {
    /// Adds a request: when it was sent, and when it was answered.
    pub(super) fn push(&mut self, sent: DateTime<Utc>, answered: DateTime<Utc>) {
        self.sent.push(sent);
        self.answered.push(answered);
        self.end = answered;
    }

    /// Goes on to the next request.
    pub(super) fn go_on(&mut self) {
        self.compared += 1;
    }

    /// Remembers a time that lies ahead of the request that is compared.
    pub(super) fn notice(&mut self, time: DateTime<Utc>) {
        let current = self.compared.checked_sub(1);
        let answered = current.and_then(|current| self.answered.get(current));
        if answered.is_some_and(|answered| time > *answered) {
            self.ahead.insert(time);
        }
    }

    /// When the request that is compared was sent.
    pub(super) fn now(&self) -> Option<DateTime<Utc>> {
        self.sent.get(self.compared.checked_sub(1)?).copied()
    }

    pub(super) fn length(&self) -> TimeDelta {
        self.sent
            .first()
            .map_or_else(TimeDelta::zero, |start| self.end - start)
    }

    pub(super) fn place(&self, time: DateTime<Utc>) -> Place {
        let Some(start) = self.sent.first() else {
            return Place::Fixed;
        };
        let offset = time - start;
        if offset >= TimeDelta::zero() && time <= self.end && !self.ahead.contains(&time) {
            Place::During(self.sent.partition_point(|sent| *sent <= time))
        } else if offset.abs() < NEAR {
            Place::Near(offset)
        } else {
            Place::Fixed
        }
    }
}
