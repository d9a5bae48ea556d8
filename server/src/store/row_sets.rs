//! Sets of rows by what their records have in common.

use std::borrow::Cow;
use std::collections::HashMap;
use std::hash::Hash;

use foldhash::fast::RandomState;
use roaring::{MultiOps as _, RoaringBitmap};

use super::Row;

/// Rows by a key that many may share, such as the state of a run. They are kept as
/// compressed bitmaps: a row takes two bytes at the most, and whether one is in a set,
/// or in two of them, costs next to nothing.
///
/// Adding and removing cost O(1), nearly; looking a set up is free.
#[derive(Debug)]
pub struct RowSets<K> {
    sets: HashMap<K, RoaringBitmap, RandomState>,
}

impl<K> Default for RowSets<K> {
    fn default() -> Self {
        Self {
            sets: HashMap::default(),
        }
    }
}

impl<K: Hash + Eq> RowSets<K> {
    /// Adds a row to the set of a key.
    pub fn insert(&mut self, key: K, row: Row) {
        self.sets.entry(key).or_default().insert(row.number());
    }

    /// Takes a row out of the set of a key.
    pub fn remove(&mut self, key: &K, row: Row) {
        if let Some(set) = self.sets.get_mut(key) {
            set.remove(row.number());
            if set.is_empty() {
                self.sets.remove(key);
            }
        }
    }

    /// Moves a row from one key to another; `None` is no key.
    pub fn shift(&mut self, row: Row, from: Option<K>, to: Option<K>) {
        if from == to {
            return;
        }
        if let Some(from) = from {
            self.remove(&from, row);
        }
        if let Some(to) = to {
            self.insert(to, row);
        }
    }

    /// The rows of a key, ascending.
    pub fn of<Q>(&self, key: &Q) -> impl Iterator<Item = Row> + use<'_, K, Q>
    where
        K: std::borrow::Borrow<Q>,
        Q: Hash + Eq + ?Sized,
    {
        let set = self.sets.get(key);
        set.into_iter().flatten().map(Row::new)
    }

    /// The last row of a key.
    pub fn last_of(&self, key: &K) -> Option<Row> {
        self.sets.get(key)?.max().map(Row::new)
    }

    /// How many rows a key has.
    pub fn len_of(&self, key: &K) -> usize {
        self.sets
            .get(key)
            .map_or(0, |set| usize::try_from(set.len()).unwrap_or(usize::MAX))
    }

    /// The rows that have one of several keys. Costs nothing for one key, and otherwise
    /// the size of their sets.
    pub fn any<'s, 'k, Q>(&'s self, keys: impl IntoIterator<Item = &'k Q>) -> Cow<'s, RoaringBitmap>
    where
        K: std::borrow::Borrow<Q>,
        Q: Hash + Eq + ?Sized + 'k,
    {
        let mut sets: Vec<&RoaringBitmap> = keys
            .into_iter()
            .filter_map(|key| self.sets.get(key))
            .collect();
        match (sets.pop(), sets.is_empty()) {
            (None, _) => Cow::Owned(RoaringBitmap::new()),
            (Some(set), true) => Cow::Borrowed(set),
            (Some(set), false) => {
                sets.push(set);
                Cow::Owned(sets.union())
            }
        }
    }
}
