//! The orders in which runs are listed, kept as indexes.

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

/// Which way an order goes. Among equals, ids ascend either way, as in
/// [`sort`](super::sort).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    /// The least first, and before it what has no value.
    Ascending,
    /// The greatest first, and what has no value last.
    Descending,
}

/// What a run is ordered by.
#[derive(Debug, Clone, Copy)]
pub(super) struct RunKeys<'a> {
    /// Its name.
    pub(super) name: &'a str,
    /// Its times.
    pub(super) progress: &'a RunProgress,
}

impl RunKeys<'_> {
    fn start(self) -> Option<DateTime<Utc>> {
        self.progress
            .start_time
            .or(self.progress.expected_start_time)
    }
}

/// Ids of runs in every order.
///
/// A change costs O(log n) for each order whose value has changed; a walk costs
/// O(log n) for each value it meets.
#[derive(Debug)]
pub(super) struct RunOrders<Id> {
    start: Index<Option<DateTime<Utc>>, Id>,
    expected: Index<Option<DateTime<Utc>>, Id>,
    next: Index<Option<DateTime<Utc>>, Id>,
    end: Index<Option<DateTime<Utc>>, Id>,
    name: Index<String, Id>,
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
        let name = |keys: Option<RunKeys<'_>>| keys.map(|keys| keys.name.to_owned());
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
        match order {
            RunOrder::StartTime => walk(&self.start, direction),
            RunOrder::ExpectedStartTime => walk(&self.expected, direction),
            RunOrder::NextScheduledStartTime => walk(&self.next, direction),
            RunOrder::EndTime => walk(&self.end, direction),
            RunOrder::Name => walk(&self.name, direction),
        }
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

fn walk<K: Ord + Clone, Id: Ord + Copy + Bounded>(
    index: &Index<K, Id>,
    direction: Direction,
) -> Box<dyn Iterator<Item = Id> + '_> {
    match direction {
        Direction::Ascending => Box::new(index.range(..).map(|(_, id)| id)),
        Direction::Descending => Box::new(index.descending()),
    }
}
