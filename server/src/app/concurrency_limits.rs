//! Slots of concurrency limits, taken under leases.

use std::time::Duration;

use prefect_mock_api::types;

use super::{App, Error, Result};
use crate::domain::concurrency::{
    AcquireError, AcquireMode, ConcurrencyLimit, Lease, LeaseHolder, LeaseHolderType, after,
};
use crate::domain::ids::LeaseId;

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
    /// Takes slots of all limits that have one of the names, or none, under a
    /// lease. Names without a limit limit nothing.
    ///
    /// # Errors
    ///
    /// `Locked` when not enough slots are free, which is counted and makes later
    /// waits longer; `Invalid` when there are not so many, or the limits limit no
    /// rate.
    pub fn increment_concurrency_limits_with_lease(
        &self,
        body: types::IncrementConcurrencyLimitsWithLeaseBody,
    ) -> Result<GrantedLease> {
        use types::IncrementConcurrencyLimitsWithLeaseBodyMode as Mode;
        let mode = match body.mode {
            Some(Mode::RateLimit) => AcquireMode::RateLimit,
            Some(Mode::Concurrency) | None => AcquireMode::Concurrency,
        };
        let slots = u64::try_from(body.slots).unwrap_or(0);
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
                expires: after(tx.now, lease_duration(body.lease_duration)),
            });
            Ok(GrantedLease { lease_id, limits })
        })
    }

    /// Gives back the slots of a lease. One that is gone has none.
    pub fn decrement_concurrency_limits_with_lease(&self, id: LeaseId) -> Result<()> {
        self.transaction(|tx| {
            tx.tables.concurrency_limits.end_lease(id, tx.now);
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

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use serde_json::{Value, json};
    use uuid::Uuid;

    use crate::app::fixture::{Fixture, body, noon};
    use crate::app::{Error, GrantedLease, Result};
    use crate::domain::concurrency::ConcurrencyLimit;

    fn limited(limits: &[(&str, u64)]) -> Fixture {
        let fixture = Fixture::new();
        fixture
            .app
            .transaction(|tx| {
                for (name, size) in limits {
                    let id = tx.random.uuid_v4().into();
                    let limit = ConcurrencyLimit::new(id, *name, *size, tx.now);
                    tx.tables.concurrency_limits.insert(limit).unwrap();
                }
                Ok(())
            })
            .unwrap();
        fixture
    }

    fn take(fixture: &Fixture, request: Value) -> Result<GrantedLease> {
        fixture
            .app
            .increment_concurrency_limits_with_lease(body(request))
    }

    fn taken(fixture: &Fixture, name: &str) -> u64 {
        let tables = fixture.app.read();
        let limit = tables.concurrency_limits.by_name(name).unwrap();
        limit.active_slots_at(noon())
    }

    #[test]
    fn a_name_without_a_limit_limits_nothing() {
        let fixture = Fixture::new();
        let lease = take(&fixture, json!({"slots": 7, "names": ["x", "y"]})).unwrap();
        assert!(lease.limits.is_empty());
        assert_ne!(lease.lease_id.uuid(), Uuid::nil());
    }

    #[test]
    fn a_full_limit_locks_until_the_lease_is_given_back() {
        let fixture = limited(&[("a", 1), ("b", 5)]);
        let request = json!({"slots": 1, "names": ["a", "b", "a"]});
        let lease = take(&fixture, request.clone()).unwrap();
        assert_eq!(lease.limits.len(), 2);
        assert!(matches!(
            take(&fixture, request.clone()),
            Err(Error::Locked { retry_after_seconds }) if retry_after_seconds > 0.0
        ));
        assert_eq!((taken(&fixture, "a"), taken(&fixture, "b")), (1, 1));
        for _ in 0..2 {
            let id = lease.lease_id;
            fixture
                .app
                .decrement_concurrency_limits_with_lease(id)
                .unwrap();
            assert_eq!((taken(&fixture, "a"), taken(&fixture, "b")), (0, 0));
        }
        take(&fixture, request).unwrap();
    }

    #[test]
    fn what_can_never_be_had_is_invalid() {
        let fixture = limited(&[("a", 1)]);
        assert_eq!(
            take(&fixture, json!({"slots": 2, "names": ["a"]})),
            Err(Error::Invalid(
                "Slots requested is greater than the limit".to_owned()
            ))
        );
        let rate = json!({"slots": 1, "names": ["a"], "mode": "rate_limit"});
        assert_eq!(
            take(&fixture, rate),
            Err(Error::Invalid(
                "Only concurrency limits with slot decay can be used for rate limiting. The \
                 following limits do not have a decay configured: 'a'"
                    .to_owned()
            ))
        );
    }

    #[test]
    fn a_lease_lasts_as_long_as_it_is_renewed() {
        let fixture = limited(&[("a", 1)]);
        let request = json!({"slots": 1, "names": ["a"], "lease_duration": 60});
        let id = take(&fixture, request).unwrap().lease_id;
        let renew = |seconds: Value| {
            fixture
                .app
                .renew_concurrency_lease(id, &body(json!({"lease_duration": seconds})))
        };
        let after = |seconds| {
            fixture.clock.advance(Duration::from_secs(seconds));
            fixture.app.expire_leases().unwrap();
            taken(&fixture, "a")
        };
        assert_eq!(after(59), 1);
        renew(json!(60)).unwrap();
        assert_eq!(after(59), 1);
        fixture
            .app
            .renew_concurrency_lease(id, &body(json!({})))
            .unwrap();
        assert_eq!(after(299), 1);
        assert_eq!(after(1), 0);
        assert_eq!(
            renew(json!(60)),
            Err(Error::Gone(
                "Lease not found - it may have expired or been revoked".to_owned()
            ))
        );
    }
}
