//! Limits of tags.

use super::PrefectServer;
use prefect_mock_api::*;

impl ConcurrencyLimitsApi for PrefectServer {
    fn create_concurrency_limit(
        _: &Self::Context,
        _: types::ConcurrencyLimitCreate,
    ) -> Result<reply::DoneOrCreated<types::ConcurrencyLimit>, ApiError> {
        Err(ApiError::detail(
            http::StatusCode::NOT_IMPLEMENTED,
            "create_concurrency_limit",
        ))
    }
    fn read_concurrency_limit(
        _: &Self::Context,
        _: ReadConcurrencyLimitPath,
    ) -> Result<reply::Done<types::ConcurrencyLimit>, ApiError> {
        Err(ApiError::detail(
            http::StatusCode::NOT_IMPLEMENTED,
            "read_concurrency_limit",
        ))
    }
    fn delete_concurrency_limit(
        _: &Self::Context,
        _: DeleteConcurrencyLimitPath,
    ) -> Result<reply::Done<serde_json::Value>, ApiError> {
        Err(ApiError::detail(
            http::StatusCode::NOT_IMPLEMENTED,
            "delete_concurrency_limit",
        ))
    }
    fn read_concurrency_limit_by_tag(
        _: &Self::Context,
        _: ReadConcurrencyLimitByTagPath,
    ) -> Result<reply::Done<types::ConcurrencyLimit>, ApiError> {
        Err(ApiError::detail(
            http::StatusCode::NOT_IMPLEMENTED,
            "read_concurrency_limit_by_tag",
        ))
    }
    fn delete_concurrency_limit_by_tag(
        _: &Self::Context,
        _: DeleteConcurrencyLimitByTagPath,
    ) -> Result<reply::Done<serde_json::Value>, ApiError> {
        Err(ApiError::detail(
            http::StatusCode::NOT_IMPLEMENTED,
            "delete_concurrency_limit_by_tag",
        ))
    }
    fn read_concurrency_limits(
        _: &Self::Context,
        _: types::ReadConcurrencyLimitsBody,
    ) -> Result<reply::Done<Vec<types::ConcurrencyLimit>>, ApiError> {
        Err(ApiError::detail(
            http::StatusCode::NOT_IMPLEMENTED,
            "read_concurrency_limits",
        ))
    }
    fn reset_concurrency_limit_by_tag(
        _: &Self::Context,
        _: ResetConcurrencyLimitByTagPath,
        _: types::ResetConcurrencyLimitByTagBody,
    ) -> Result<reply::Done<serde_json::Value>, ApiError> {
        Err(ApiError::detail(
            http::StatusCode::NOT_IMPLEMENTED,
            "reset_concurrency_limit_by_tag",
        ))
    }
}
