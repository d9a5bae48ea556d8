//! Global concurrency limits.
//!
//! Those of tags, which limit task runs, are global ones under names of their own;
//! Prefect's older operations on them are in [`tags`].

mod slots;
mod tags;
#[cfg(test)]
mod tests;

use prefect_mock_api::{Field, types};

use super::events::Lifecycle;
use super::{App, Error, Result, Transaction, limit, offset};
use crate::domain::concurrency::{ConcurrencyLimit, ConcurrencyLimits};
use crate::domain::ids::ConcurrencyLimitId;

pub use slots::{GrantedLease, REPOSSESSOR_INTERVAL};
pub use tags::TagLimit;

impl App {
    /// Makes a limit.
    ///
    /// # Errors
    ///
    /// `IntegrityConflict` if another has its name.
    pub fn create_concurrency_limit_v2(
        &self,
        body: types::ConcurrencyLimitV2Create,
    ) -> Result<ConcurrencyLimit> {
        self.transaction(|tx| {
            let id = tx.random.uuid_v4().into();
            let limit = ConcurrencyLimit {
                active: body.active.unwrap_or(true),
                active_slots: count(body.active_slots.unwrap_or(0)),
                denied_slots: count(body.denied_slots.unwrap_or(0)),
                slot_decay_per_second: body.slot_decay_per_second.unwrap_or(0.0),
                ..ConcurrencyLimit::new(id, body.name, body.limit, tx.now)
            };
            tx.add_limit(limit.clone())?;
            Ok(limit)
        })
    }

    /// The limit of an id or of a name, with the slots that are taken now. A text
    /// that can be an id is one.
    ///
    /// # Errors
    ///
    /// `NotFound` if there is none.
    pub fn read_concurrency_limit_v2(&self, id_or_name: &str) -> Result<ConcurrencyLimit> {
        let now = self.clock().now();
        let tables = self.read();
        let limit = find(&tables.concurrency_limits, id_or_name)?;
        Ok(limit.decayed(now))
    }

    /// Limits by name, with the slots that are taken now. Costs what is left out and
    /// answered.
    ///
    /// # Errors
    ///
    /// `Invalid` if the limit is out of bounds.
    pub fn read_concurrency_limits_v2(
        &self,
        body: &types::ReadConcurrencyLimitsV2Body,
    ) -> Result<Vec<ConcurrencyLimit>> {
        let limit = limit(body.limit)?;
        let now = self.clock().now();
        let tables = self.read();
        let limits = tables.concurrency_limits.iter().skip(offset(body.offset));
        Ok(limits.take(limit).map(|one| one.decayed(now)).collect())
    }

    /// Changes what is named of a limit, and its time of change in any case, from
    /// which its slots decay anew.
    ///
    /// # Errors
    ///
    /// `NotFound` if there is no such limit; `IntegrityConflict` if another has its
    /// new name, or something of it is to be nothing.
    pub fn update_concurrency_limit_v2(
        &self,
        id_or_name: &str,
        body: &types::ConcurrencyLimitV2Update,
    ) -> Result<()> {
        self.transaction(|tx| {
            let id = find(&tx.tables.concurrency_limits, id_or_name)?.id;
            if has_null(body) {
                return Err(Error::IntegrityConflict);
            }
            tx.change_limit_of_id(id, |limit| change(limit, body))
        })
    }

    /// Deletes a limit. Leases on it stay, for what else they are on.
    ///
    /// # Errors
    ///
    /// `NotFound` if there is no such limit.
    pub fn delete_concurrency_limit_v2(&self, id_or_name: &str) -> Result<()> {
        self.transaction(|tx| {
            let id = find(&tx.tables.concurrency_limits, id_or_name)?.id;
            tx.remove_limit(id);
            Ok(())
        })
    }
}

impl Transaction<'_> {
    /// Adds a limit, and tells of it.
    fn add_limit(&mut self, limit: ConcurrencyLimit) -> Result<()> {
        let added = self.tables.concurrency_limits.insert(limit.clone());
        added.map_err(|_| Error::IntegrityConflict)?;
        self.record_concurrency_limit(Lifecycle::Created, &limit);
        Ok(())
    }

    /// Changes a limit that is there, and tells of it.
    fn change_limit_of_id(
        &mut self,
        id: ConcurrencyLimitId,
        change: impl FnOnce(&mut ConcurrencyLimit),
    ) -> Result<()> {
        let limits = &mut self.tables.concurrency_limits;
        let changed = limits.update(id, self.now, change);
        let changed = changed.map_err(|_| Error::IntegrityConflict)?.cloned();
        if let Some(limit) = changed {
            self.record_concurrency_limit(Lifecycle::Updated, &limit);
        }
        Ok(())
    }

    /// Takes a limit away, and tells of it; `false` if it is not there.
    fn remove_limit(&mut self, id: ConcurrencyLimitId) -> bool {
        let Some(limit) = self.tables.concurrency_limits.remove(id) else {
            return false;
        };
        self.record_concurrency_limit(Lifecycle::Deleted, &limit);
        true
    }
}

fn find<'a>(limits: &'a ConcurrencyLimits, id_or_name: &str) -> Result<&'a ConcurrencyLimit> {
    let limit = match id_or_name.parse::<ConcurrencyLimitId>() {
        Ok(id) => limits.get(id),
        Err(_) => limits.by_name(id_or_name),
    };
    limit.ok_or_else(|| Error::NotFound("Concurrency Limit not found".to_owned()))
}

fn has_null(body: &types::ConcurrencyLimitV2Update) -> bool {
    matches!(body.name, Field::Null)
        || matches!(body.limit, Field::Null)
        || matches!(body.active, Field::Null)
        || matches!(body.active_slots, Field::Null)
        || matches!(body.denied_slots, Field::Null)
        || matches!(body.slot_decay_per_second, Field::Null)
}

fn change(limit: &mut ConcurrencyLimit, body: &types::ConcurrencyLimitV2Update) {
    if let Field::Value(name) = &body.name {
        limit.name.clone_from(name);
    }
    if let Field::Value(slots) = body.limit {
        limit.limit = slots;
    }
    if let Field::Value(active) = body.active {
        limit.active = active;
    }
    if let Field::Value(slots) = body.active_slots {
        limit.active_slots = count(slots);
    }
    if let Field::Value(slots) = body.denied_slots {
        limit.denied_slots = count(slots);
    }
    if let Field::Value(decay) = body.slot_decay_per_second {
        limit.slot_decay_per_second = decay;
    }
}

/// A number of slots. The document has it not negative.
fn count(slots: i64) -> u64 {
    u64::try_from(slots).unwrap_or(0)
}
