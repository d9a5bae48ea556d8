//! Rows of flow runs among which are all that match.

use std::borrow::Cow;

use prefect_mock_api::Field;
use roaring::RoaringBitmap;

use crate::store::{Row, Sought, Union};

/// How many rows are tried to tell how many there are in all. It is a guess that only
/// decides by which way the same runs are found.
const SAMPLE: u32 = 32;

/// Rows of flow runs among which are all that match.
///
/// Conditions stay apart as long as they can, since putting sets together costs their
/// size and most pages need no more than some dozen rows of them.
#[derive(Debug, Default)]
pub struct FlowRunCandidates<'t> {
    /// All of these have to hold a row; if there are none, it may be any.
    conditions: Vec<Union<'t>>,
    /// Whether more is asked than these rows say, so that each has to be looked at.
    pub is_partial: bool,
    /// What all that match have in common besides.
    pub sought: Sought,
}

impl<'t> FlowRunCandidates<'t> {
    /// Narrows to rows.
    pub(super) fn narrow(&mut self, rows: Union<'t>) {
        self.conditions.push(rows);
    }

    /// Narrows to a few rows.
    pub(super) fn narrow_to(&mut self, rows: impl IntoIterator<Item = Row>) {
        let rows: RoaringBitmap = rows.into_iter().map(Row::number).collect();
        self.narrow(rows.into());
    }

    /// Narrows by a condition, if it is given: by rows, if the condition says them, and
    /// whether these say all of it.
    pub(super) fn by<C>(
        &mut self,
        condition: &Field<C>,
        says: impl FnOnce(&C) -> (Option<Union<'t>>, bool),
    ) {
        if let Some(condition) = condition.value() {
            let (rows, is_all) = says(condition);
            self.conditions.extend(rows);
            self.is_partial |= !is_all;
        }
    }

    /// The condition that leaves the fewest.
    fn narrowest(&self) -> Option<&Union<'t>> {
        self.conditions.iter().min_by_key(|rows| rows.most())
    }

    /// How many rows there are at the most; `None` if it may be any.
    pub fn most(&self) -> Option<u64> {
        self.narrowest().map(Union::most)
    }

    /// Whether a row is among them.
    pub fn contains(&self, row: Row) -> bool {
        self.conditions.iter().all(|rows| rows.contains(row))
    }

    /// All of them; `None` if it may be any. Costs the size of the sets.
    pub fn rows(&self) -> Option<Cow<'_, RoaringBitmap>> {
        let all = self.conditions.iter().map(Union::rows);
        all.reduce(|one, other| Cow::Owned(&*one & &*other))
    }

    /// All of them, if they are no more than `few` or seem to be. Costs the size of the
    /// narrowest set if so, and next to nothing otherwise.
    pub fn rows_if_few(&self, few: u64) -> Option<Cow<'_, RoaringBitmap>> {
        let narrowest = self.narrowest()?;
        let most = narrowest.most();
        if most > few {
            let guess = if self.conditions.len() == 1 {
                most
            } else {
                let hits = narrowest.sample(SAMPLE).filter(|row| self.contains(*row));
                hits.count() as u64 * most / u64::from(SAMPLE)
            };
            if guess > few {
                return None;
            }
        }
        let rows = if let [only] = self.conditions.as_slice() {
            only.rows()
        } else {
            let rows = narrowest.rows();
            let rows = rows.iter().filter(|row| self.contains(Row::new(*row)));
            Cow::Owned(rows.collect())
        };
        Some(rows).filter(|rows| rows.len() <= few)
    }
}
