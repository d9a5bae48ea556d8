//! Rows by id, and indexes from anything else to ids.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::RangeBounds;
use std::sync::Arc;

use uuid::Uuid;

use crate::domain::ids::{ArtifactId, DeploymentId, FlowRunId, TaskRunId};

/// Something with an id that never changes.
pub trait Record {
    /// The type of its id.
    type Id: Copy + Ord;

    /// The id.
    fn id(&self) -> Self::Id;
}

/// Records by id. They are immutable and shared: a change puts a new one in the
/// place of the old, and whoever holds the old one keeps it.
///
/// Finding, putting and removing cost O(log n).
#[derive(Debug, Clone)]
pub struct Table<R: Record> {
    rows: BTreeMap<R::Id, Arc<R>>,
}

impl<R: Record> Default for Table<R> {
    fn default() -> Self {
        Self {
            rows: BTreeMap::new(),
        }
    }
}

impl<R: Record> Table<R> {
    /// The record of an id.
    pub fn get(&self, id: R::Id) -> Option<&Arc<R>> {
        self.rows.get(&id)
    }

    /// Puts a record in, and gives back the one it takes the place of.
    pub fn put(&mut self, record: Arc<R>) -> Option<Arc<R>> {
        self.rows.insert(record.id(), record)
    }

    /// Takes a record out.
    pub fn remove(&mut self, id: R::Id) -> Option<Arc<R>> {
        self.rows.remove(&id)
    }

    /// Every record, by id.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = &Arc<R>> {
        self.rows.values()
    }

    /// How many records there are.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }
}

/// Ids by a key that several may share, such as the flow of a run.
///
/// Adding and removing cost O(log n); walking costs what it yields.
#[derive(Debug, Clone)]
pub struct Index<K, I> {
    entries: BTreeSet<(K, I)>,
}

impl<K, I> Default for Index<K, I> {
    fn default() -> Self {
        Self {
            entries: BTreeSet::new(),
        }
    }
}

impl<K: Ord + Clone, I: Ord + Copy> Index<K, I> {
    /// Moves an id from one key to another; `None` is no key.
    pub fn shift(&mut self, id: I, from: Option<K>, to: Option<K>) {
        if from == to {
            return;
        }
        if let Some(from) = from {
            self.entries.remove(&(from, id));
        }
        if let Some(to) = to {
            self.entries.insert((to, id));
        }
    }

    /// Whether there are none.
    #[cfg(test)]
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// The ids in a range of (key, id), in that order.
    pub fn range(
        &self,
        range: impl RangeBounds<(K, I)>,
    ) -> impl DoubleEndedIterator<Item = (&K, I)> {
        self.entries.range(range).map(|(key, id)| (key, *id))
    }
}

impl<K: Ord + Clone, I: Ord + Copy + Bounded> Index<K, I> {
    /// The ids under a key, ascending.
    pub fn of<'a>(&'a self, key: &K) -> impl DoubleEndedIterator<Item = I> + use<'a, K, I> {
        self.range((key.clone(), I::MIN)..=(key.clone(), I::MAX))
            .map(|(_, id)| id)
    }
}

/// A type with a least and a greatest value.
pub trait Bounded {
    /// The least value.
    const MIN: Self;
    /// The greatest value.
    const MAX: Self;
}

macro_rules! bounded {
    ($($id:ty),+ $(,)?) => {
        $(
            impl Bounded for $id {
                const MIN: Self = Self::new(Uuid::nil());
                const MAX: Self = Self::new(Uuid::max());
            }
        )+
    };
}

bounded!(ArtifactId, DeploymentId, FlowRunId, TaskRunId);

#[cfg(test)]
mod tests {
    use super::{Bounded, Index};

    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
    struct Id(u8);

    impl Bounded for Id {
        const MIN: Self = Self(u8::MIN);
        const MAX: Self = Self(u8::MAX);
    }

    #[test]
    fn an_index_follows_its_records() {
        let mut index = Index::default();
        index.shift(Id(1), None, Some("a"));
        index.shift(Id(2), None, Some("a"));
        index.shift(Id(3), None, Some("b"));
        index.shift(Id(1), Some("a"), Some("b"));
        index.shift(Id(3), Some("b"), None);
        let of = |key| index.of(&key).map(|id| id.0).collect::<Vec<_>>();
        assert_eq!(of("a"), [2]);
        assert_eq!(of("b"), [1]);
    }
}
