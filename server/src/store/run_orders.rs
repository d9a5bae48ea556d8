//! The orders in which runs are listed, kept as indexes.

use std::cmp::Ordering;
use std::sync::Arc;

use chrono::{DateTime, Utc};

use super::Bounded;
use super::order::Order;
use super::run_summary::Sought;
use crate::domain::run::RunProgress;
use crate::domain::state::StateType;

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

/// How many times there are that runs are ordered by.
pub(super) const TIMES: usize = 4;

/// What a run is ordered by.
#[derive(Debug, Clone, Copy)]
pub struct RunKeys<'a> {
    /// Its name.
    pub name: &'a Arc<str>,
    /// Its times.
    pub progress: &'a RunProgress,
    /// The type of the state it is in.
    pub state: Option<StateType>,
}

impl RunKeys<'_> {
    /// The times that it is ordered by, each at the [place](RunOrder::time) of its order.
    pub(super) fn times(self) -> [Option<DateTime<Utc>>; TIMES] {
        let progress = self.progress;
        [
            self.start(),
            progress.expected_start_time,
            progress.next_scheduled_start_time,
            progress.end_time,
        ]
    }

    /// All that a summary tells of.
    pub(super) fn summarised(self) -> (Option<StateType>, [Option<DateTime<Utc>>; TIMES]) {
        (self.state, self.times())
    }

    fn start(self) -> Option<DateTime<Utc>> {
        self.progress
            .start_time
            .or(self.progress.expected_start_time)
    }
}

impl RunOrder {
    /// The place of its time among [those of a run](RunKeys::times); a name is none.
    pub(super) fn time(self) -> Option<usize> {
        match self {
            Self::StartTime => Some(0),
            Self::ExpectedStartTime => Some(1),
            Self::NextScheduledStartTime => Some(2),
            Self::EndTime => Some(3),
            Self::Name => None,
        }
    }

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
/// A change costs O(log n) for each order, and somewhat more where the value has changed;
/// a walk costs what it yields, and little for what it passes over. See [`Order`].
#[derive(Debug)]
pub(super) struct RunOrders<Id> {
    /// At the [place](RunOrder::time) of each time.
    times: [Order<Option<DateTime<Utc>>, Id>; TIMES],
    name: Order<Name, Id>,
}

/// A name as runs are ordered by it. Its first bytes lie beside it, so that most
/// comparisons need not go where the text is, which is somewhere else for each run.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Name {
    /// The first eight bytes as one number; behind the end there are zeros.
    first: u64,
    text: Arc<str>,
}

impl From<Arc<str>> for Name {
    fn from(text: Arc<str>) -> Self {
        let mut first = [0; 8];
        for (to, from) in first.iter_mut().zip(text.bytes()) {
            *to = from;
        }
        Self {
            first: u64::from_be_bytes(first),
            text,
        }
    }
}

impl Ord for Name {
    fn cmp(&self, other: &Self) -> Ordering {
        let texts = || self.text.cmp(&other.text);
        self.first.cmp(&other.first).then_with(texts)
    }
}

impl PartialOrd for Name {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl<Id> Default for RunOrders<Id> {
    fn default() -> Self {
        Self {
            times: Default::default(),
            name: Order::default(),
        }
    }
}

impl<Id: Ord + Copy + Bounded> RunOrders<Id> {
    /// Moves a run from where it was to where it is; `None` is nowhere. `keys_of` tells
    /// of any run that is there.
    pub(super) fn shift<'r>(
        &mut self,
        id: Id,
        before: Option<RunKeys<'r>>,
        after: Option<RunKeys<'r>>,
        keys_of: impl Fn(Id) -> Option<RunKeys<'r>>,
    ) {
        for (place, order) in self.times.iter_mut().enumerate() {
            order.shift(id, before, after, |keys| keys.times()[place], &keys_of);
        }
        let name = |keys: RunKeys<'_>| Name::from(Arc::clone(keys.name));
        self.name.shift(id, before, after, name, &keys_of);
    }

    /// All ids in an order, without some of those that are not looked for.
    pub(super) fn walk(
        &self,
        order: RunOrder,
        direction: Direction,
        sought: Sought,
    ) -> Box<dyn Iterator<Item = Id> + '_> {
        match self.by_time(order) {
            Some(times) => direction.of(times.range(.., sought).map(|(_, id)| *id)),
            None => direction.of(self.name.range(.., sought).map(|(_, id)| *id)),
        }
    }

    /// The order by a time; a name is none.
    fn by_time(&self, order: RunOrder) -> Option<&Order<Option<DateTime<Utc>>, Id>> {
        self.times.get(order.time()?)
    }

    /// The ids of runs whose time is within bounds, in the order of that time, without
    /// some of those that are not looked for. There are none in bounds of names.
    pub(super) fn within(
        &self,
        bounds: TimeBounds,
        direction: Direction,
        sought: Sought,
    ) -> Box<dyn Iterator<Item = Id> + '_> {
        let TimeBounds { order, least, most } = bounds;
        match self.by_time(order) {
            Some(times) => {
                let range = (Some(least), Id::MIN)..=(Some(most), Id::MAX);
                direction.of(times.range(range, sought).map(|(_, id)| *id))
            }
            None => Box::new(std::iter::empty()),
        }
    }

    /// The ids of runs of a name.
    pub(super) fn named(&self, name: &str) -> impl Iterator<Item = Id> + use<'_, Id> {
        let name = Name::from(Arc::<str>::from(name));
        let range = (name.clone(), Id::MIN)..=(name, Id::MAX);
        self.name.range(range, Sought::default()).map(|(_, id)| *id)
    }

    /// The ids of runs that were first expected to start from `start` on and before
    /// `end`, in that order.
    pub(super) fn expected_between(
        &self,
        start: DateTime<Utc>,
        end: DateTime<Utc>,
    ) -> impl Iterator<Item = Id> {
        let range = (Some(start), Id::MIN)..(Some(end), Id::MIN);
        let expected = self.by_time(RunOrder::ExpectedStartTime).into_iter();
        let within = expected.flat_map(move |times| times.range(range.clone(), Sought::default()));
        within.map(|(_, id)| *id)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn names_are_ordered_byte_by_byte(
            one in "[a\\x00é]{0,10}",
            other in "[a\\x00é]{0,10}",
        ) {
            let name = |text: &str| Name::from(Arc::<str>::from(text));
            prop_assert_eq!(name(&one).cmp(&name(&other)), one.cmp(&other));
        }
    }
}
