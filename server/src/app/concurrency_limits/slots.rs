//! Slots of concurrency limits: taken and given back, under leases or without.

use std::time::Duration;

use prefect_mock_api::types;

use super::count;
use crate::app::{App, Error, Result};
use crate::domain::concurrency::{
    AcquireError, AcquireMode, ConcurrencyLimit, Lease, LeaseHolder, LeaseHolderType, NoAverage,
};
use crate::domain::ids::LeaseId;
use crate::domain::time::later;

/// How long a lease lasts unless asked, in seconds.
const DEFAULT_LEASE_SECONDS: f64 = 300.0;

/// How often Prefect's repossessor looks for leases that have expired: its
/// default for `PREFECT_SERVER_SERVICES_REPOSSESSOR_LOOP_SECONDS`.
pub const REPOSSESSOR_INTERVAL: Duration = Duration::from_secs(15);

/// A lease that was granted.
#[derive(Debug, Clone, PartialEq)]
pub struct GrantedLease {
    /// Names the lease.
    pub lease_id: LeaseId,
    /// The limits it takes slots of, as they were before.
    pub limits: Vec<ConcurrencyLimit>,
}

impl App {
    /// Takes slots of all limits that have one of the names, or none; answers the
    /// limits as they were, by name. Names without a limit limit nothing, also when
    /// the body asks for such limits to be made: Prefect makes none any more.
    ///
    /// # Errors
    ///
    /// `Locked` when not enough slots are free; `Invalid` when there are not so many,
    /// or the limits limit no rate.
    pub fn bulk_increment_active_slots(
        &self,
        body: &types::BulkIncrementActiveSlotsBody,
    ) -> Result<Vec<ConcurrencyLimit>> {
        use types::BulkIncrementActiveSlotsBodyMode as Mode;
        let mode = match body.mode {
            Some(Mode::RateLimit) => AcquireMode::RateLimit,
            Some(Mode::Concurrency) | None => AcquireMode::Concurrency,
        };
        self.transaction(|tx| {
            let draw = tx.random.unit();
            let limits = &mut tx.tables.concurrency_limits;
            Ok(limits.acquire(&body.names, count(body.slots), mode, tx.now, draw)?)
        })
    }

    /// Gives back slots of the active limits that have one of the names; answers all
    /// limits of those names as they were, by name.
    ///
    /// # Errors
    ///
    /// `IntegrityConflict` if the body says how long they were held, and one of the
    /// limits has no slots over which to average that.
    pub fn bulk_decrement_active_slots(
        &self,
        body: types::BulkDecrementActiveSlotsBody,
    ) -> Result<Vec<ConcurrencyLimit>> {
        let occupancy = body.occupancy_seconds.into_value();
        let occupancy =
            occupancy.map(|held| Duration::try_from_secs_f64(held).unwrap_or(Duration::MAX));
        self.transaction(|tx| {
            let limits = &mut tx.tables.concurrency_limits;
            Ok(limits.release(&body.names, count(body.slots), occupancy, tx.now)?)
        })
    }

    /// Takes slots of all limits that have one of the names, or none, under a
    /// lease. Names without a limit limit nothing.
    ///
    /// # Errors
    ///
    /// `Locked` when not enough slots are free; `Invalid` when there are not so many,
    /// or the limits limit no rate.
    pub fn increment_concurrency_limits_with_lease(
        &self,
        body: types::IncrementConcurrencyLimitsWithLeaseBody,
    ) -> Result<GrantedLease> {
        use types::IncrementConcurrencyLimitsWithLeaseBodyMode as Mode;
        let mode = match body.mode {
            Some(Mode::RateLimit) => AcquireMode::RateLimit,
            Some(Mode::Concurrency) | None => AcquireMode::Concurrency,
        };
        let slots = count(body.slots);
        self.transaction(|tx| {
            let limits = tx.tables.concurrency_limits.acquire(
                &body.names,
                slots,
                mode,
                tx.now,
                tx.random.unit(),
            )?;
            let lease_id = LeaseId::new(tx.random.uuid_v4());
            tx.tables.concurrency_limits.grant(Lease {
                id: lease_id,
                limit_ids: limits.iter().map(|limit| limit.id).collect(),
                slots,
                holder: body.holder.into_value().map(Into::into),
                created: tx.now,
                expires: later(tx.now, lease_duration(body.lease_duration)),
            });
            Ok(GrantedLease { lease_id, limits })
        })
    }

    /// Gives back the slots of a lease. One that is gone has none.
    ///
    /// # Errors
    ///
    /// `IntegrityConflict` if one of its limits has lost all slots meanwhile; the
    /// lease stays.
    pub fn decrement_concurrency_limits_with_lease(&self, id: LeaseId) -> Result<()> {
        self.transaction(|tx| {
            tx.tables.concurrency_limits.end_lease(id, tx.now)?;
            Ok(())
        })
    }

    /// Has a lease last for so long from now.
    ///
    /// # Errors
    ///
    /// `Gone` for a lease that is not there, or no more.
    pub fn renew_concurrency_lease(
        &self,
        id: LeaseId,
        body: &types::RenewConcurrencyLeaseBody,
    ) -> Result<()> {
        let duration = lease_duration(body.lease_duration);
        self.transaction(|tx| {
            if tx.tables.concurrency_limits.renew(id, duration, tx.now) {
                Ok(())
            } else {
                Err(Error::Gone(
                    "Lease not found - it may have expired or been revoked".to_owned(),
                ))
            }
        })
    }

    /// Ends the leases that have expired, and gives their slots back.
    pub fn expire_leases(&self) -> Result<()> {
        self.transaction(|tx| {
            tx.tables.concurrency_limits.expire(tx.now);
            Ok(())
        })
    }
}

impl From<AcquireError> for Error {
    fn from(error: AcquireError) -> Self {
        match error {
            AcquireError::Locked {
                retry_after_seconds,
            } => Self::Locked {
                retry_after_seconds,
            },
            AcquireError::MoreThanLimit | AcquireError::NotDecaying { .. } => {
                Self::Invalid(error.to_string())
            }
        }
    }
}

impl From<NoAverage> for Error {
    fn from(_: NoAverage) -> Self {
        Self::IntegrityConflict
    }
}

impl From<types::ConcurrencyLeaseHolder> for LeaseHolder {
    fn from(body: types::ConcurrencyLeaseHolder) -> Self {
        use types::ConcurrencyLeaseHolderType as Type;
        Self {
            holder_type: match body.type_ {
                Type::FlowRun => LeaseHolderType::FlowRun,
                Type::TaskRun => LeaseHolderType::TaskRun,
                Type::Deployment => LeaseHolderType::Deployment,
            },
            id: body.id,
        }
    }
}

fn lease_duration(seconds: Option<f64>) -> Duration {
    Duration::try_from_secs_f64(seconds.unwrap_or(DEFAULT_LEASE_SECONDS)).unwrap_or(Duration::MAX)
}
