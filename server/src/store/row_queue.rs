//! Rows in the order in which they came.

use std::collections::VecDeque;

use arrayvec::ArrayVec;

use super::Row;

/// How many rows lie in the queue itself.
const FEW: usize = 6;

/// Rows in the order in which they came, which mostly go in that order too. A few take
/// no memory but the queue's own.
///
/// Adding costs O(1), and so does removing the first; removing another costs O(n).
#[derive(Debug)]
pub(super) enum RowQueue {
    Few(ArrayVec<Row, FEW>),
    Many(VecDeque<Row>),
}

impl Default for RowQueue {
    fn default() -> Self {
        Self::Few(ArrayVec::new())
    }
}

impl RowQueue {
    /// Adds a row behind the others.
    pub(super) fn push(&mut self, row: Row) {
        match self {
            Self::Many(rows) => rows.push_back(row),
            Self::Few(rows) => {
                if rows.try_push(row).is_err() {
                    *self = Self::Many(self.iter().chain([row]).collect());
                }
            }
        }
    }

    /// Takes a row out.
    pub(super) fn remove(&mut self, row: Row) {
        match self {
            Self::Few(rows) => rows.retain(|one| *one != row),
            Self::Many(rows) if rows.front() == Some(&row) => {
                rows.pop_front();
            }
            Self::Many(rows) => rows.retain(|one| *one != row),
        }
    }

    /// Whether there are none.
    pub(super) fn is_empty(&self) -> bool {
        match self {
            Self::Few(rows) => rows.is_empty(),
            Self::Many(rows) => rows.is_empty(),
        }
    }

    /// The rows.
    pub(super) fn iter(&self) -> impl Iterator<Item = Row> {
        let (few, many) = match self {
            Self::Few(rows) => (Some(rows), None),
            Self::Many(rows) => (None, Some(rows)),
        };
        let few = few.into_iter().flatten();
        few.chain(many.into_iter().flatten()).copied()
    }
}

#[cfg(test)]
mod tests {
    use super::{FEW, RowQueue};
    use crate::store::Row;

    fn numbers(rows: &RowQueue) -> Vec<u32> {
        rows.iter().map(Row::number).collect()
    }

    #[test]
    fn few_and_many_are_kept_in_order() {
        for len in [2, 6, 7, 20] {
            let mut rows = RowQueue::default();
            (0..len).map(Row::new).for_each(|row| rows.push(row));
            assert_eq!(numbers(&rows), (0..len).collect::<Vec<_>>());
            assert_eq!(matches!(rows, RowQueue::Few(_)), len as usize <= FEW);
            rows.remove(Row::new(1));
            rows.remove(Row::new(0));
            assert_eq!(numbers(&rows), (2..len).collect::<Vec<_>>());
            (2..len).map(Row::new).for_each(|row| rows.remove(row));
            assert!(rows.is_empty());
        }
    }
}
