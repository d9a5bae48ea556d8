//! Values by number.

use super::Bounded;

/// The number of a value among others: of a record in its table, for one.
///
/// It stands for the record in the table's indexes: a quarter of the size of an id, and
/// dense, so that many of them make a [bitmap](super::RowSets). Rows are given out in
/// ascending order, so an order of rows is one of age.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Row(u32);

impl Bounded for Row {
    const MIN: Self = Self(u32::MIN);
    const MAX: Self = Self(u32::MAX);
}

/// How many rows share one allocation, which is given back with the last of them.
const PAGE_ROWS: usize = 256;

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

/// Values by row. Everything costs O(1), and memory comes back when values go.
///
/// Four billion rows can be given out before one has to be used again.
#[derive(Debug)]
pub struct Pages<T> {
    pages: Vec<Option<Box<Page<T>>>>,
    /// The row after the one that was given out last.
    next: Row,
}

#[derive(Debug)]
struct Page<T> {
    values: [Option<T>; PAGE_ROWS],
    len: usize,
}

impl<T> Default for Pages<T> {
    fn default() -> Self {
        Self {
            pages: Vec::new(),
            next: Row(0),
        }
    }
}

impl<T> Pages<T> {
    /// The value in a row.
    pub fn get(&self, row: Row) -> Option<&T> {
        let (page, place) = row.place();
        self.pages.get(page)?.as_ref()?.values.get(place)?.as_ref()
    }

    /// The value in a row, to be changed.
    pub fn get_mut(&mut self, row: Row) -> Option<&mut T> {
        let (page, place) = row.place();
        let page = self.pages.get_mut(page)?.as_mut()?;
        page.values.get_mut(place)?.as_mut()
    }

    /// Puts a value into a new row.
    pub fn push(&mut self, value: T) -> Row {
        while self.get(self.next).is_some() {
            self.next = self.next.next();
        }
        let row = self.next;
        self.next = row.next();
        let (page, place) = row.place();
        if self.pages.len() <= page {
            self.pages.resize_with(page + 1, || None);
        }
        let page = self.pages[page].get_or_insert_with(|| {
            Box::new(Page {
                values: [const { None }; PAGE_ROWS],
                len: 0,
            })
        });
        page.values[place] = Some(value);
        page.len += 1;
        row
    }

    /// Takes a value out.
    pub fn remove(&mut self, row: Row) -> Option<T> {
        let (page, place) = row.place();
        let slot = self.pages.get_mut(page)?;
        let page = slot.as_mut()?;
        let value = page.values[place].take()?;
        page.len -= 1;
        if page.len == 0 {
            *slot = None;
        }
        Some(value)
    }

    /// Every value with its row, oldest first.
    pub fn iter(&self) -> impl Iterator<Item = (Row, &T)> {
        let pages = self.pages.iter().enumerate();
        pages
            .filter_map(|(number, page)| Some((number, page.as_ref()?)))
            .flat_map(|(number, page)| {
                let values = page.values.iter().enumerate();
                values.filter_map(move |(place, value)| {
                    // Pages are made for rows, so their numbers fit.
                    let row = u32::try_from(number * PAGE_ROWS + place).ok()?;
                    Some((Row(row), value.as_ref()?))
                })
            })
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn rows_that_are_taken_are_passed_over_when_all_have_been_given_out() {
        let mut pages = Pages::default();
        pages.push('a');
        pages.next = Row(u32::MAX).next();
        assert_eq!(pages.push('b'), Row(1));
    }

    proptest! {
        /// Against a list.
        #[test]
        fn what_is_put_in_is_there_until_it_is_taken_out(
            changes in prop::collection::vec(prop::option::weighted(0.4, 0..700_u32), 0..1500),
        ) {
            let mut pages = Pages::default();
            let mut model = Vec::new();
            for (value, removal) in changes.into_iter().enumerate() {
                if let Some(row) = removal {
                    let place = model.iter().position(|(one, _)| *one == Row(row));
                    let removed = place.map(|place| model.remove(place).1);
                    prop_assert_eq!(pages.remove(Row(row)), removed);
                } else {
                    model.push((pages.push(value), value));
                }
            }
            let all: Vec<_> = pages.iter().map(|(row, value)| (row, *value)).collect();
            prop_assert_eq!(&all, &model);
            prop_assert!(model.is_sorted());
            let kept = pages.pages.iter().flatten().count();
            prop_assert!(kept <= model.len(), "{} pages for {} values", kept, model.len());
        }
    }
}
