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
    pub fn remove<Q>(&mut self, key: &Q, row: Row)
    where
        K: std::borrow::Borrow<Q>,
        Q: Hash + Eq + ?Sized,
    {
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

    /// The rows that have one of several keys.
    pub fn any<'s, 'k, Q>(&'s self, keys: impl IntoIterator<Item = &'k Q>) -> Union<'s>
    where
        K: std::borrow::Borrow<Q>,
        Q: Hash + Eq + ?Sized + 'k,
    {
        let sets = keys.into_iter().filter_map(|key| self.sets.get(key));
        Union {
            sets: sets.map(Cow::Borrowed).collect(),
        }
    }
}

/// Rows that are in at least one of some sets, which stay apart: putting them together
/// costs their size, asking each of them for a row next to nothing.
#[derive(Debug)]
pub struct Union<'s> {
    sets: Vec<Cow<'s, RoaringBitmap>>,
}

impl From<RoaringBitmap> for Union<'_> {
    fn from(rows: RoaringBitmap) -> Self {
        Self {
            sets: vec![Cow::Owned(rows)],
        }
    }
}

impl<'s> FromIterator<Union<'s>> for Union<'s> {
    fn from_iter<U: IntoIterator<Item = Union<'s>>>(unions: U) -> Self {
        let sets = unions.into_iter().flat_map(|one| one.sets);
        Self {
            sets: sets.collect(),
        }
    }
}

impl Union<'_> {
    /// Whether a row is among them.
    pub fn contains(&self, row: Row) -> bool {
        self.sets.iter().any(|set| set.contains(row.number()))
    }

    /// How many there are at the most: those that are in several sets count as often.
    pub fn most(&self) -> u64 {
        self.sets.iter().map(|set| set.len()).sum()
    }

    /// Some of them, from all over.
    pub fn sample(&self, count: u32) -> impl Iterator<Item = Row> {
        let bounds = |set: &RoaringBitmap| Some((set.min()?, set.max()?));
        let sets = self.sets.iter().filter_map(|set| Some((set, bounds(set)?)));
        let sets: Vec<_> = sets.collect();
        let places = (0..count).zip((0..sets.len()).cycle());
        let row = move |(number, place)| {
            let (set, (first, last)): (&Cow<'_, RoaringBitmap>, (u32, u32)) = *sets.get(place)?;
            let from = first + (last - first) / count * number;
            let mut rows = set.iter();
            rows.advance_to(from);
            rows.next().map(Row::new)
        };
        places.filter_map(row)
    }

    /// All of them in one set. Costs nothing for one set, and otherwise their size.
    pub fn rows(&self) -> Cow<'_, RoaringBitmap> {
        match self.sets.as_slice() {
            [] => Cow::Owned(RoaringBitmap::new()),
            [set] => Cow::Borrowed(set),
            sets => Cow::Owned(sets.iter().map(|set| &**set).union()),
        }
    }
}
