//! Global concurrency limits, their slots and leases.

use prefect_mock_api::{
    ApiError, ConcurrencyLimitsV2Api, DeleteConcurrencyLimitV2Path, ReadConcurrencyLimitV2Path,
    RenewConcurrencyLeasePath, UpdateConcurrencyLimitV2Path, reply, types,
};

use super::PrefectServer;
use super::convert::each;

impl ConcurrencyLimitsV2Api for PrefectServer {
    fn create_concurrency_limit_v2(
        app: &Self::Context,
        body: types::ConcurrencyLimitV2Create,
    ) -> Result<reply::Created<types::ConcurrencyLimitV2>, ApiError> {
        let limit = app.create_concurrency_limit_v2(body)?;
        Ok(reply::Created(limit.into()))
    }

    fn read_concurrency_limit_v2(
        app: &Self::Context,
        path: ReadConcurrencyLimitV2Path,
    ) -> Result<reply::Done<types::GlobalConcurrencyLimitResponse>, ApiError> {
        let limit = app.read_concurrency_limit_v2(&path.id_or_name)?;
        Ok(reply::Done(limit.into()))
    }

    fn update_concurrency_limit_v2(
        app: &Self::Context,
        path: UpdateConcurrencyLimitV2Path,
        body: types::ConcurrencyLimitV2Update,
    ) -> Result<reply::NoContent, ApiError> {
        app.update_concurrency_limit_v2(&path.id_or_name, &body)?;
        Ok(reply::NoContent)
    }

    fn delete_concurrency_limit_v2(
        app: &Self::Context,
        path: DeleteConcurrencyLimitV2Path,
    ) -> Result<reply::NoContent, ApiError> {
        app.delete_concurrency_limit_v2(&path.id_or_name)?;
        Ok(reply::NoContent)
    }

    fn read_concurrency_limits_v2(
        app: &Self::Context,
        body: types::ReadConcurrencyLimitsV2Body,
    ) -> Result<reply::Done<Vec<types::GlobalConcurrencyLimitResponse>>, ApiError> {
        let limits = app.read_concurrency_limits_v2(&body)?;
        Ok(reply::Done(each(limits)))
    }

    fn bulk_increment_active_slots(
        app: &Self::Context,
        body: types::BulkIncrementActiveSlotsBody,
    ) -> Result<reply::Done<Vec<types::MinimalConcurrencyLimitResponse>>, ApiError> {
        let limits = app.bulk_increment_active_slots(&body)?;
        Ok(reply::Done(each(limits)))
    }

    fn bulk_decrement_active_slots(
        app: &Self::Context,
        body: types::BulkDecrementActiveSlotsBody,
    ) -> Result<reply::Done<Vec<types::MinimalConcurrencyLimitResponse>>, ApiError> {
        let limits = app.bulk_decrement_active_slots(body)?;
        Ok(reply::Done(each(limits)))
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
