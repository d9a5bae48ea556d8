//! Records by id and by row.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::sync::Arc;

use super::{Pages, Record, Row};

/// Records by id and by row. They are immutable and shared: a change puts a new one in
/// the place of the old, and whoever holds the old one keeps it.
///
/// Finding by row costs O(1); finding by id, putting and removing cost O(log n). Each
/// record takes some 40 bytes here, beside its own.
#[derive(Debug)]
pub struct Rows<R: Record> {
    by_id: BTreeMap<R::Id, Row>,
    records: Pages<Arc<R>>,
}

impl<R: Record> Default for Rows<R> {
    fn default() -> Self {
        Self {
            by_id: BTreeMap::new(),
            records: Pages::default(),
        }
    }
}

impl<R: Record> Rows<R> {
    /// The record of an id.
    pub fn get(&self, id: R::Id) -> Option<&Arc<R>> {
        self.at(self.row(id)?)
    }

    /// The row of an id.
    pub fn row(&self, id: R::Id) -> Option<Row> {
        self.by_id.get(&id).copied()
    }

    /// The record in a row.
    pub fn at(&self, row: Row) -> Option<&Arc<R>> {
        self.records.get(row)
    }

    /// Puts a record in. Gives back its row, and the one it takes the place of.
    pub fn put(&mut self, record: Arc<R>) -> (Row, Option<Arc<R>>) {
        match self.by_id.entry(record.id()) {
            Entry::Occupied(entry) => {
                let row = *entry.get();
                let place = self.records.get_mut(row);
                (row, place.map(|before| std::mem::replace(before, record)))
            }
            Entry::Vacant(entry) => {
                let row = self.records.push(record);
                entry.insert(row);
                (row, None)
            }
        }
    }

    /// Takes a record out.
    pub fn remove(&mut self, id: R::Id) -> Option<(Row, Arc<R>)> {
        let row = self.by_id.remove(&id)?;
        Some((row, self.records.remove(row)?))
    }

    /// Every record with its row, oldest first.
    pub fn iter(&self) -> impl Iterator<Item = (Row, &Arc<R>)> {
        self.records.iter()
    }

    /// Every row, by ascending id.
    pub fn by_id(&self) -> impl DoubleEndedIterator<Item = Row> {
        self.by_id.values().copied()
    }

    /// How many records there are.
    pub fn len(&self) -> usize {
        self.by_id.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.by_id.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Debug, Clone, PartialEq)]
    struct Numbered(u16, u8);

    impl Record for Numbered {
        type Id = u16;

        fn id(&self) -> u16 {
            self.0
        }
    }

    #[test]
    fn a_change_keeps_the_row_and_a_return_does_not() {
        let mut table = Rows::default();
        let (first, _) = table.put(Arc::new(Numbered(2, 1)));
        let (second, _) = table.put(Arc::new(Numbered(1, 1)));
        assert!(first < second);
        let (again, before) = table.put(Arc::new(Numbered(2, 2)));
        assert_eq!((again, before.as_deref()), (first, Some(&Numbered(2, 1))));
        assert_eq!(table.by_id().collect::<Vec<_>>(), [second, first]);

        table.remove(2);
        assert_eq!(
            (table.row(2), table.at(first), table.len()),
            (None, None, 1)
        );
        let (anew, before) = table.put(Arc::new(Numbered(2, 3)));
        assert!(anew > second && before.is_none());
        assert_eq!(table.get(2).map(|record| record.1), Some(3));
    }
}
