//! Which completed states task runs share by a cache key.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};

use crate::domain::ids::StateId;

/// One state that may be used again.
#[derive(Debug)]
struct Entry {
    state_id: StateId,
    expiration: Option<DateTime<Utc>>,
}

/// States of task runs by cache key. An entry outlives the run it came from, and
/// then leads nowhere, as on Prefect.
#[derive(Debug, Default)]
pub struct TaskRunStateCache {
    by_key: BTreeMap<String, Vec<Entry>>,
}

impl TaskRunStateCache {
    /// Keeps a state under a key, until `expiration` or for ever.
    pub fn insert(&mut self, key: String, state_id: StateId, expiration: Option<DateTime<Utc>>) {
        self.by_key.entry(key).or_default().push(Entry {
            state_id,
            expiration,
        });
    }

    /// The newest state of a key that may still be used. Costs a look at each newer
    /// one of that key that may not.
    pub fn newest(&self, key: &str, now: DateTime<Utc>) -> Option<StateId> {
        self.by_key
            .get(key)?
            .iter()
            .rev()
            .find(|entry| entry.expiration.is_none_or(|expiration| expiration > now))
            .map(|entry| entry.state_id)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::TimeDelta;
    use uuid::Uuid;

    #[test]
    fn the_newest_that_has_not_expired_is_found() {
        let now = DateTime::UNIX_EPOCH;
        let id = |number| StateId::new(Uuid::from_u128(number));
        let mut cache = TaskRunStateCache::default();
        cache.insert("key".into(), id(1), None);
        cache.insert("key".into(), id(2), Some(now + TimeDelta::seconds(1)));
        assert_eq!(cache.newest("key", now), Some(id(2)));
        assert_eq!(
            cache.newest("key", now + TimeDelta::seconds(1)),
            Some(id(1))
        );
        assert_eq!(cache.newest("other", now), None);
    }
}
