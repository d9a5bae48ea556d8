//! Leases on slots of concurrency limits.

use prefect_mock_api::{ApiError, ConcurrencyLimitsV2Api, RenewConcurrencyLeasePath, reply, types};

use super::PrefectServer;
use super::convert::count;
use crate::app::GrantedLease;
use crate::domain::concurrency::ConcurrencyLimit;
use prefect_mock_api::*;

impl ConcurrencyLimitsV2Api for PrefectServer {
    fn create_concurrency_limit_v2(
        _: &Self::Context,
        _: types::ConcurrencyLimitV2Create,
    ) -> Result<reply::Created<types::ConcurrencyLimitV2>, ApiError> {
        Err(ApiError::detail(
            http::StatusCode::NOT_IMPLEMENTED,
            "create_concurrency_limit_v2",
        ))
    }
    fn read_concurrency_limit_v2(
        _: &Self::Context,
        _: ReadConcurrencyLimitV2Path,
    ) -> Result<reply::Done<types::GlobalConcurrencyLimitResponse>, ApiError> {
        Err(ApiError::detail(
            http::StatusCode::NOT_IMPLEMENTED,
            "read_concurrency_limit_v2",
        ))
    }
    fn update_concurrency_limit_v2(
        _: &Self::Context,
        _: UpdateConcurrencyLimitV2Path,
        _: types::ConcurrencyLimitV2Update,
    ) -> Result<reply::NoContent, ApiError> {
        Err(ApiError::detail(
            http::StatusCode::NOT_IMPLEMENTED,
            "update_concurrency_limit_v2",
        ))
    }
    fn delete_concurrency_limit_v2(
        _: &Self::Context,
        _: DeleteConcurrencyLimitV2Path,
    ) -> Result<reply::NoContent, ApiError> {
        Err(ApiError::detail(
            http::StatusCode::NOT_IMPLEMENTED,
            "delete_concurrency_limit_v2",
        ))
    }
    fn read_concurrency_limits_v2(
        _: &Self::Context,
        _: types::ReadConcurrencyLimitsV2Body,
    ) -> Result<reply::Done<Vec<types::GlobalConcurrencyLimitResponse>>, ApiError> {
        Err(ApiError::detail(
            http::StatusCode::NOT_IMPLEMENTED,
            "read_concurrency_limits_v2",
        ))
    }
    fn bulk_increment_active_slots(
        _: &Self::Context,
        _: types::BulkIncrementActiveSlotsBody,
    ) -> Result<reply::Done<Vec<types::MinimalConcurrencyLimitResponse>>, ApiError> {
        Err(ApiError::detail(
            http::StatusCode::NOT_IMPLEMENTED,
            "bulk_increment_active_slots",
        ))
    }
    fn bulk_decrement_active_slots(
        _: &Self::Context,
        _: types::BulkDecrementActiveSlotsBody,
    ) -> Result<reply::Done<Vec<types::MinimalConcurrencyLimitResponse>>, ApiError> {
        Err(ApiError::detail(
            http::StatusCode::NOT_IMPLEMENTED,
            "bulk_decrement_active_slots",
        ))
    }

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
