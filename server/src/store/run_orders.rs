//! The orders in which runs are listed, kept as indexes.

use std::cmp::Ordering;
use std::sync::Arc;

use chrono::{DateTime, Utc};

use super::{Bounded, Index};
use crate::domain::run::RunProgress;

/// What runs are ordered by, besides their ids.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RunOrder {
    /// When they started; those that have not, when they are expected to.
    StartTime,
    /// When they were first expected to start.
    ExpectedStartTime,
    /// When they are next to start.
    NextScheduledStartTime,
    /// When they ended.
    EndTime,
    /// Their names, byte by byte.
    Name,
}

/// Which way an order goes. Among equals the oldest come first in an ascending order,
/// and last in a descending one; Prefect leaves that open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    /// The least first, and before it what has no value.
    Ascending,
    /// The greatest first, and what has no value last.
    Descending,
}

impl Direction {
    /// An iterator over what ascends, this way round.
    fn of<'a, T>(
        self,
        ascending: impl DoubleEndedIterator<Item = T> + 'a,
    ) -> Box<dyn Iterator<Item = T> + 'a> {
        match self {
            Self::Ascending => Box::new(ascending),
            Self::Descending => Box::new(ascending.rev()),
        }
    }

    /// A comparison, this way round.
    pub fn turn(self, ascending: Ordering) -> Ordering {
        match self {
            Self::Ascending => ascending,
            Self::Descending => ascending.reverse(),
        }
    }
}

/// Bounds of one of a run's times, both included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TimeBounds {
    /// The order by that time.
    pub order: RunOrder,
    /// The least it can be.
    pub least: DateTime<Utc>,
    /// The most it can be.
    pub most: DateTime<Utc>,
}

/// What a run is ordered by.
#[derive(Debug, Clone, Copy)]
pub struct RunKeys<'a> {
    /// Its name.
    pub name: &'a Arc<str>,
    /// Its times.
    pub progress: &'a RunProgress,
}

impl RunKeys<'_> {
    fn start(self) -> Option<DateTime<Utc>> {
        self.progress
            .start_time
            .or(self.progress.expected_start_time)
    }
}

impl RunOrder {
    /// Compares two runs, the least first.
    pub fn compare(self, one: RunKeys<'_>, other: RunKeys<'_>) -> Ordering {
        let times = |time: fn(&RunProgress) -> Option<DateTime<Utc>>| {
            time(one.progress).cmp(&time(other.progress))
        };
        match self {
            Self::StartTime => one.start().cmp(&other.start()),
            Self::ExpectedStartTime => times(|progress| progress.expected_start_time),
            Self::NextScheduledStartTime => times(|progress| progress.next_scheduled_start_time),
            Self::EndTime => times(|progress| progress.end_time),
            Self::Name => one.name.cmp(other.name),
        }
    }
}

/// Ids of runs in every order.
///
/// A change costs O(log n) for each order whose value has changed; a walk costs
/// what it yields.
#[derive(Debug)]
pub(super) struct RunOrders<Id> {
    start: Index<Option<DateTime<Utc>>, Id>,
    expected: Index<Option<DateTime<Utc>>, Id>,
    next: Index<Option<DateTime<Utc>>, Id>,
    end: Index<Option<DateTime<Utc>>, Id>,
    name: Index<Arc<str>, Id>,
}

impl<Id> Default for RunOrders<Id> {
    fn default() -> Self {
        Self {
            start: Index::default(),
            expected: Index::default(),
            next: Index::default(),
            end: Index::default(),
            name: Index::default(),
        }
    }
}

impl<Id: Ord + Copy + Bounded> RunOrders<Id> {
    /// Moves a run from where it was to where it is; `None` is nowhere.
    pub(super) fn shift(
        &mut self,
        id: Id,
        before: Option<RunKeys<'_>>,
        after: Option<RunKeys<'_>>,
    ) {
        macro_rules! shift {
            ($order:ident, $time:expr) => {
                self.$order.shift(id, before.map($time), after.map($time))
            };
        }
        shift!(start, RunKeys::start);
        shift!(expected, |keys| keys.progress.expected_start_time);
        shift!(next, |keys| keys.progress.next_scheduled_start_time);
        shift!(end, |keys| keys.progress.end_time);
        let name = |keys: Option<RunKeys<'_>>| keys.map(|keys| Arc::clone(keys.name));
        if before.map(|keys| keys.name) != after.map(|keys| keys.name) {
            self.name.shift(id, name(before), name(after));
        }
    }

    /// All ids in an order.
    pub(super) fn walk(
        &self,
        order: RunOrder,
        direction: Direction,
    ) -> Box<dyn Iterator<Item = Id> + '_> {
        match self.by_time(order) {
            Some(index) => direction.of(index.range(..).map(|(_, id)| id)),
            None => direction.of(self.name.range(..).map(|(_, id)| id)),
        }
    }

    /// The index of a time; a name is none.
    fn by_time(&self, order: RunOrder) -> Option<&Index<Option<DateTime<Utc>>, Id>> {
        match order {
            RunOrder::StartTime => Some(&self.start),
            RunOrder::ExpectedStartTime => Some(&self.expected),
            RunOrder::NextScheduledStartTime => Some(&self.next),
            RunOrder::EndTime => Some(&self.end),
            RunOrder::Name => None,
        }
    }

    /// The ids of runs whose time is within bounds, in the order of that time. There
    /// are none in bounds of names.
    pub(super) fn within(
        &self,
        bounds: TimeBounds,
        direction: Direction,
    ) -> Box<dyn Iterator<Item = Id> + '_> {
        let TimeBounds { order, least, most } = bounds;
        // A range of a tree must not begin behind its end.
        match self.by_time(order).filter(|_| least <= most) {
            Some(index) => {
                let range = (Some(least), Id::MIN)..=(Some(most), Id::MAX);
                direction.of(index.range(range).map(|(_, id)| id))
            }
            None => Box::new(std::iter::empty()),
        }
    }

    /// The ids of runs of a name.
    pub(super) fn named(&self, name: &str) -> impl Iterator<Item = Id> + use<'_, Id> {
        self.name.of(&name.into())
    }

    /// The ids of runs that were first expected to start from `start` on and before
    /// `end`, in that order.
    pub(super) fn expected_between(
        &self,
        start: DateTime<Utc>,
        end: DateTime<Utc>,
    ) -> impl Iterator<Item = Id> {
        // An empty range of a tree must not begin behind its end.
        let end = end.max(start);
        self.expected
            .range((Some(start), Id::MIN)..(Some(end), Id::MIN))
            .map(|(_, id)| id)
    }
}
