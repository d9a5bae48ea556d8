//! Limits of tags.

use prefect_mock_api::{
    ApiError, ConcurrencyLimitsApi, DeleteConcurrencyLimitByTagPath, DeleteConcurrencyLimitPath,
    ReadConcurrencyLimitByTagPath, ReadConcurrencyLimitPath, ResetConcurrencyLimitByTagPath, reply,
    types,
};
use serde_json::Value;

use super::PrefectServer;
use super::convert::{done_or_created, each};

impl ConcurrencyLimitsApi for PrefectServer {
    fn create_concurrency_limit(
        app: &Self::Context,
        body: types::ConcurrencyLimitCreate,
    ) -> Result<reply::DoneOrCreated<types::ConcurrencyLimit>, ApiError> {
        let (limit, created) = app.create_concurrency_limit(&body)?;
        Ok(done_or_created(limit.into(), created))
    }

    fn read_concurrency_limit(
        app: &Self::Context,
        path: ReadConcurrencyLimitPath,
    ) -> Result<reply::Done<types::ConcurrencyLimit>, ApiError> {
        let limit = app.read_concurrency_limit(path.id.into())?;
        Ok(reply::Done(limit.into()))
    }

    fn delete_concurrency_limit(
        app: &Self::Context,
        path: DeleteConcurrencyLimitPath,
    ) -> Result<reply::Done<Value>, ApiError> {
        app.delete_concurrency_limit(path.id.into())?;
        Ok(reply::Done(Value::Null))
    }

    fn read_concurrency_limit_by_tag(
        app: &Self::Context,
        path: ReadConcurrencyLimitByTagPath,
    ) -> Result<reply::Done<types::ConcurrencyLimit>, ApiError> {
        let limit = app.read_concurrency_limit_by_tag(&path.tag)?;
        Ok(reply::Done(limit.into()))
    }

    fn delete_concurrency_limit_by_tag(
        app: &Self::Context,
        path: DeleteConcurrencyLimitByTagPath,
    ) -> Result<reply::Done<Value>, ApiError> {
        app.delete_concurrency_limit_by_tag(&path.tag)?;
        Ok(reply::Done(Value::Null))
    }

    fn read_concurrency_limits(
        app: &Self::Context,
        body: types::ReadConcurrencyLimitsBody,
    ) -> Result<reply::Done<Vec<types::ConcurrencyLimit>>, ApiError> {
        let limits = app.read_concurrency_limits(&body)?;
        Ok(reply::Done(each(limits)))
    }

    fn reset_concurrency_limit_by_tag(
        app: &Self::Context,
        path: ResetConcurrencyLimitByTagPath,
        body: types::ResetConcurrencyLimitByTagBody,
    ) -> Result<reply::Done<Value>, ApiError> {
        app.reset_concurrency_limit_by_tag(&path.tag, body)?;
        Ok(reply::Done(Value::Null))
    }
}
