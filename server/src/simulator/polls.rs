//! Which pools are to be asked for runs, and when.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};

use crate::domain::ids::WorkPoolId;

/// The next poll of each pool. A pool has one at most, the earliest asked for.
#[derive(Debug, Default)]
pub(super) struct Polls {
    next: BTreeMap<WorkPoolId, DateTime<Utc>>,
}

impl Polls {
    /// Asks for a poll; whether it comes before the one that was asked for.
    pub(super) fn ask(&mut self, pool: WorkPoolId, due: DateTime<Utc>) -> bool {
        let is_earlier = self.next.get(&pool).is_none_or(|next| due < *next);
        if is_earlier {
            self.next.insert(pool, due);
        }
        is_earlier
    }

    /// Takes a poll that was asked for; `false` if an earlier one took its place.
    pub(super) fn take(&mut self, pool: WorkPoolId, due: DateTime<Utc>) -> bool {
        let is_current = self.next.get(&pool) == Some(&due);
        if is_current {
            self.next.remove(&pool);
        }
        is_current
    }
}
