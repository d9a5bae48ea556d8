//! Rows by the hashes of their keys.

use std::hash::{BuildHasher as _, Hash};

use foldhash::fast::RandomState;

use super::{Index, Row};

/// Rows by keys that are long and nearly all different, of which only the hashes are kept:
/// they take a quarter of the memory, and comparing them looks at nothing else.
///
/// Adding, removing and looking up cost O(log n).
#[derive(Debug, Default)]
pub(super) struct Hashed {
    rows: Index<u32, Row>,
    hasher: RandomState,
}

impl Hashed {
    /// The rows of a key, ascending. Now and then there is one of another key among them,
    /// which whoever asks has to tell by a look at its record.
    pub(super) fn of(&self, key: impl Hash) -> impl Iterator<Item = Row> {
        self.rows.of(&self.hash(key))
    }

    /// Adds a row under a key.
    pub(super) fn insert(&mut self, key: impl Hash, row: Row) {
        self.rows.shift(row, None, Some(self.hash(key)));
    }

    /// Takes a row of a key out.
    pub(super) fn remove(&mut self, key: impl Hash, row: Row) {
        self.rows.shift(row, Some(self.hash(key)), None);
    }

    /// Whether there are none.
    #[cfg(test)]
    pub(super) fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    fn hash(&self, key: impl Hash) -> u32 {
        let hash = self.hasher.hash_one(key);
        u32::try_from(hash >> 32).unwrap_or_default()
    }
}
