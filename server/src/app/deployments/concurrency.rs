//! The limit on how many runs of a deployment may be active at once.
//!
//! It is a global concurrency limit. A number makes one of the deployment's own,
//! under a name made of its id, or changes that which it has; an id takes one that
//! others may have too.

use prefect_mock_api::Field;

use crate::app::{Error, Result, Transaction};
use crate::domain::concurrency::{ConcurrencyLimit, deployment_limit_name};
use crate::domain::ids::{ConcurrencyLimitId, DeploymentId};
use crate::store::Tables;

/// What a request says of a deployment's limit.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct LimitChange {
    /// The limit to take; null is none.
    pub(super) id: Field<ConcurrencyLimitId>,
    /// The number of slots to have; null is no limit.
    pub(super) slots: Field<i64>,
}

impl LimitChange {
    /// The limit that is taken before the number is looked at.
    fn taken(self, before: Option<ConcurrencyLimitId>) -> Option<ConcurrencyLimitId> {
        match self.id {
            Field::Absent => before,
            given => given.into_value(),
        }
    }
}

impl Tables {
    /// Checks that a change can be made to a deployment, whose limit is `before`.
    ///
    /// # Errors
    ///
    /// `NotFound` if the limit to take is not there; `IntegrityConflict` if a limit
    /// of the deployment's own would be made, and one of that name is there that the
    /// deployment let go of.
    pub(super) fn check_limit_change(
        &self,
        id: Option<DeploymentId>,
        before: Option<ConcurrencyLimitId>,
        change: LimitChange,
    ) -> Result<()> {
        let is_there = |id| self.concurrency_limits.get(id).is_some();
        if let Field::Value(taken) = change.id
            && !is_there(taken)
        {
            return Err(Error::NotFound("Concurrency limit not found".to_owned()));
        }
        let has_limit = change.taken(before).is_some_and(is_there);
        let is_made = !has_limit && matches!(change.slots, Field::Value(_));
        let name = id.map(deployment_limit_name);
        let is_taken = name.is_some_and(|name| self.concurrency_limits.by_name(&name).is_some());
        if is_made && is_taken {
            return Err(Error::IntegrityConflict);
        }
        Ok(())
    }
}

impl Transaction<'_> {
    /// Makes a change that [was checked](Tables::check_limit_change): the limit that
    /// the deployment has then.
    pub(super) fn change_limit(
        &mut self,
        id: DeploymentId,
        before: Option<ConcurrencyLimitId>,
        change: LimitChange,
    ) -> Option<ConcurrencyLimitId> {
        let limits = &mut self.tables.concurrency_limits;
        let limit = change.taken(before).filter(|id| limits.get(*id).is_some());
        match (limit, change.slots) {
            (limit, Field::Absent) => limit,
            (None, Field::Null) => None,
            (Some(limit), Field::Null) => {
                limits.remove(limit);
                None
            }
            (Some(limit), Field::Value(slots)) => {
                if limits.get(limit).is_some_and(|limit| limit.limit != slots) {
                    // The name stays as it is, so nobody else can have it.
                    let _ = limits.update(limit, self.now, |limit| limit.limit = slots);
                }
                Some(limit)
            }
            (None, Field::Value(slots)) => {
                let limit = ConcurrencyLimit::new(
                    self.random.uuid_v4().into(),
                    deployment_limit_name(id),
                    slots,
                    self.now,
                );
                let limit_id = limit.id;
                limits.insert(limit).ok().map(|()| limit_id)
            }
        }
    }
}
