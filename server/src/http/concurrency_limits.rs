//! Leases on slots of concurrency limits.

use prefect_mock_api::{ApiError, ConcurrencyLimitsApi, RenewConcurrencyLeasePath, reply, types};

use super::PrefectServer;
use super::convert::count;
use crate::app::GrantedLease;
use crate::domain::concurrency::ConcurrencyLimit;

impl ConcurrencyLimitsApi for PrefectServer {
    fn increment_concurrency_limits_with_lease(
        app: &Self::Context,
        body: types::IncrementConcurrencyLimitsWithLeaseBody,
    ) -> Result<reply::Done<types::ConcurrencyLimitWithLeaseResponse>, ApiError> {
        let lease = app.increment_concurrency_limits_with_lease(body)?;
        Ok(reply::Done(lease.into()))
    }

    fn decrement_concurrency_limits_with_lease(
        app: &Self::Context,
        body: types::DecrementConcurrencyLimitsWithLeaseBody,
    ) -> Result<reply::NoContent, ApiError> {
        app.decrement_concurrency_limits_with_lease(body.lease_id.into())?;
        Ok(reply::NoContent)
    }

    fn renew_concurrency_lease(
        app: &Self::Context,
        path: RenewConcurrencyLeasePath,
        body: types::RenewConcurrencyLeaseBody,
    ) -> Result<reply::NoContent, ApiError> {
        app.renew_concurrency_lease(path.lease_id.into(), &body)?;
        Ok(reply::NoContent)
    }
}

impl From<GrantedLease> for types::ConcurrencyLimitWithLeaseResponse {
    fn from(lease: GrantedLease) -> Self {
        Self {
            lease_id: lease.lease_id.uuid(),
            limits: lease.limits.iter().map(Into::into).collect(),
        }
    }
}

impl From<&ConcurrencyLimit> for types::MinimalConcurrencyLimitResponse {
    fn from(limit: &ConcurrencyLimit) -> Self {
        Self {
            id: limit.id.uuid(),
            name: limit.name.clone(),
            limit: count(limit.limit),
        }
    }
}
