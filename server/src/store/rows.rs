//! Records by number.
//!
//! A *row* is the number of a record in its table. It stands for the record in the
//! table's indexes: a quarter of the size of an id, and dense, so that many of them
//! make a [bitmap](super::RowSets). Rows are given out in ascending order, so an order
//! of rows is one of age.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::{Bounded, Record};

/// The number of a record in its table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Row(u32);

impl Bounded for Row {
    const MIN: Self = Self(u32::MIN);
    const MAX: Self = Self(u32::MAX);
}

/// How many rows share one allocation, which is given back with the last of them.
const PAGE_ROWS: usize = 256;

/// Records by id and by row. They are immutable and shared: a change puts a new one in
/// the place of the old, and whoever holds the old one keeps it.
///
/// Finding by row costs O(1); finding by id, putting and removing cost O(log n). Each
/// record takes some 40 bytes here, beside its own.
#[derive(Debug)]
pub struct Rows<R: Record> {
    by_id: BTreeMap<R::Id, Row>,
    pages: Vec<Option<Box<Page<R>>>>,
    /// The row after the one that was given out last.
    next: Row,
}

#[derive(Debug)]
struct Page<R> {
    records: [Option<Arc<R>>; PAGE_ROWS],
    len: usize,
}

impl<R: Record> Default for Rows<R> {
    fn default() -> Self {
        Self {
            by_id: BTreeMap::new(),
            pages: Vec::new(),
            next: Row(0),
        }
    }
}

impl Row {
    /// The row of a number.
    pub fn new(number: u32) -> Self {
        Self(number)
    }

    /// Its number.
    pub fn number(self) -> u32 {
        self.0
    }

    /// The page, and the place on it.
    fn place(self) -> (usize, usize) {
        let number = self.0 as usize;
        (number / PAGE_ROWS, number % PAGE_ROWS)
    }

    /// The row after this one; after the last comes the first.
    fn next(self) -> Self {
        Self(self.0.wrapping_add(1))
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
        let (page, place) = row.place();
        self.pages.get(page)?.as_ref()?.records.get(place)?.as_ref()
    }

    /// Puts a record in. Gives back its row, and the one it takes the place of.
    ///
    /// Four billion rows can be given out before one has to be used again.
    pub fn put(&mut self, record: Arc<R>) -> (Row, Option<Arc<R>>) {
        let id = record.id();
        let row = self.row(id).unwrap_or_else(|| {
            while self.at(self.next).is_some() {
                self.next = self.next.next();
            }
            let row = self.next;
            self.next = row.next();
            self.by_id.insert(id, row);
            row
        });
        let (page, place) = row.place();
        if self.pages.len() <= page {
            self.pages.resize_with(page + 1, || None);
        }
        let page = self.pages[page].get_or_insert_with(|| {
            Box::new(Page {
                records: [const { None }; PAGE_ROWS],
                len: 0,
            })
        });
        let before = page.records[place].replace(record);
        page.len += usize::from(before.is_none());
        (row, before)
    }

    /// Takes a record out.
    pub fn remove(&mut self, id: R::Id) -> Option<(Row, Arc<R>)> {
        let row = self.by_id.remove(&id)?;
        let (page, place) = row.place();
        let slot = self.pages.get_mut(page)?;
        let page = slot.as_mut()?;
        let record = page.records[place].take()?;
        page.len -= 1;
        if page.len == 0 {
            *slot = None;
        }
        Some((row, record))
    }

    /// Every record with its row, oldest first.
    pub fn iter(&self) -> impl Iterator<Item = (Row, &Arc<R>)> {
        let pages = self.pages.iter().enumerate();
        pages
            .filter_map(|(number, page)| Some((number, page.as_ref()?)))
            .flat_map(|(number, page)| {
                let records = page.records.iter().enumerate();
                records.filter_map(move |(place, record)| {
                    // Pages are made for rows, so their numbers fit.
                    let row = u32::try_from(number * PAGE_ROWS + place).ok()?;
                    Some((Row(row), record.as_ref()?))
                })
            })
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
    use proptest::prelude::*;

    use super::*;

    #[derive(Debug, Clone, PartialEq)]
    struct Numbered(u16, u8);

    impl Record for Numbered {
        type Id = u16;

        fn id(&self) -> u16 {
            self.0
        }
    }

    fn rows(of: &Rows<Numbered>) -> Vec<Numbered> {
        of.iter()
            .map(|(_, record)| Numbered::clone(record))
            .collect()
    }

    #[test]
    fn a_change_keeps_the_row_and_a_return_does_not() {
        let mut table = Rows::default();
        let (first, _) = table.put(Arc::new(Numbered(1, 1)));
        let (second, _) = table.put(Arc::new(Numbered(2, 1)));
        assert!(first < second);
        let (again, before) = table.put(Arc::new(Numbered(1, 2)));
        assert_eq!((again, before.as_deref()), (first, Some(&Numbered(1, 1))));
        table.remove(1);
        let (anew, before) = table.put(Arc::new(Numbered(1, 3)));
        assert!(anew > second && before.is_none());
        assert_eq!(rows(&table), [Numbered(2, 1), Numbered(1, 3)]);
    }

    #[test]
    fn rows_that_are_taken_are_passed_over_when_all_have_been_given_out() {
        let mut table = Rows::default();
        table.put(Arc::new(Numbered(1, 1)));
        table.next = Row(u32::MAX).next();
        let (row, _) = table.put(Arc::new(Numbered(2, 1)));
        assert_eq!(row, Row(1));
    }

    proptest! {
        /// Against a list.
        #[test]
        fn what_is_put_in_is_there_until_it_is_taken_out(
            changes in prop::collection::vec((0..900_u16, any::<u8>(), any::<bool>()), 0..2000),
        ) {
            let mut table = Rows::default();
            let mut model: Vec<Numbered> = Vec::new();
            for (id, value, is_removal) in changes {
                let place = model.iter().position(|one| one.0 == id);
                if is_removal {
                    let removed = table.remove(id).map(|(_, record)| Numbered::clone(&record));
                    prop_assert_eq!(removed, place.map(|place| model.remove(place)));
                } else {
                    table.put(Arc::new(Numbered(id, value)));
                    match place {
                        Some(place) => model[place].1 = value,
                        None => model.push(Numbered(id, value)),
                    }
                }
            }
            prop_assert_eq!(table.len(), model.len());
            prop_assert_eq!(rows(&table), model.clone());
            for one in &model {
                prop_assert_eq!(table.get(one.0).map(AsRef::as_ref), Some(one));
            }
            model.sort_by_key(|one| one.0);
            let by_id: Vec<_> = table.by_id().filter_map(|row| table.at(row)).collect();
            prop_assert!(by_id.into_iter().map(AsRef::as_ref).eq(&model));
            let used = table.pages.iter().flatten().count();
            prop_assert!(used <= model.len(), "{used} pages are kept for {} records", model.len());
        }
    }
}
