//! Which pools are to be asked for runs, and when.

use std::collections::BTreeMap;
use std::time::Duration;

use chrono::{DateTime, Utc};

use crate::domain::ids::WorkPoolId;
use crate::domain::time::later;

/// How long a pool is left alone after it was asked, however many of its runs fall due.
/// A poll costs a look at each deployment of the pool, so it had better bring some runs;
/// nobody sees that one is so much later.
pub(super) const POLL_INTERVAL: Duration = Duration::from_millis(10);

/// The next poll of each pool. A pool has one at most, the earliest asked for.
#[derive(Debug, Default)]
pub(super) struct Polls {
    pools: BTreeMap<WorkPoolId, Pool>,
}

#[derive(Debug, Default)]
struct Pool {
    /// Before this it is not to be asked again.
    rests_until: Option<DateTime<Utc>>,
    next: Option<DateTime<Utc>>,
}

impl Polls {
    /// Asks for a poll; when it is due, if it comes before the one that was asked for.
    pub(super) fn ask(&mut self, pool: WorkPoolId, wanted: DateTime<Utc>) -> Option<DateTime<Utc>> {
        let pool = self.pools.entry(pool).or_default();
        let due = pool
            .rests_until
            .map_or(wanted, |earliest| wanted.max(earliest));
        if pool.next.is_some_and(|next| next <= due) {
            return None;
        }
        pool.next = Some(due);
        Some(due)
    }

    /// Takes a poll that was asked for; `false` if an earlier one took its place.
    pub(super) fn take(
        &mut self,
        pool: WorkPoolId,
        due: DateTime<Utc>,
        now: DateTime<Utc>,
    ) -> bool {
        let Some(pool) = self.pools.get_mut(&pool) else {
            return false;
        };
        let is_current = pool.next == Some(due);
        if is_current {
            *pool = Pool {
                rests_until: Some(later(now, POLL_INTERVAL)),
                next: None,
            };
        }
        is_current
    }

    /// Lets go of a pool that is gone.
    pub(super) fn forget(&mut self, pool: WorkPoolId) {
        self.pools.remove(&pool);
    }
}

#[cfg(test)]
mod tests {
    use chrono::{DateTime, TimeDelta, Utc};
    use uuid::Uuid;

    use super::Polls;
    use crate::domain::ids::WorkPoolId;

    fn at(milliseconds: i64) -> DateTime<Utc> {
        DateTime::UNIX_EPOCH + TimeDelta::milliseconds(milliseconds)
    }

    #[test]
    fn the_earliest_poll_is_the_one_that_counts() {
        let mut polls = Polls::default();
        let pool = WorkPoolId::new(Uuid::nil());
        assert_eq!(polls.ask(pool, at(50)), Some(at(50)));
        assert_eq!(polls.ask(pool, at(60)), None);
        assert_eq!(polls.ask(pool, at(40)), Some(at(40)));
        assert!(polls.take(pool, at(40), at(40)));
        assert!(!polls.take(pool, at(50), at(50)));
    }

    #[test]
    fn a_pool_rests_after_it_was_asked() {
        let mut polls = Polls::default();
        let pool = WorkPoolId::new(Uuid::nil());
        polls.ask(pool, at(0));
        assert!(polls.take(pool, at(0), at(3)));
        assert_eq!(polls.ask(pool, at(4)), Some(at(13)));
        assert_eq!(polls.ask(pool, at(5)), None);
        assert!(polls.take(pool, at(13), at(13)));
        assert_eq!(polls.ask(pool, at(50)), Some(at(50)));
    }
}
