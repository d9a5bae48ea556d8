//! What packages offer.

use super::PrefectServer;
use prefect_mock_api::*;

impl CollectionsApi for PrefectServer {
    fn read_view_content(
        _: &Self::Context,
        _: ReadViewContentPath,
    ) -> Result<reply::Done<serde_json::Map<String, serde_json::Value>>, ApiError> {
        Err(ApiError::detail(
            http::StatusCode::NOT_IMPLEMENTED,
            "read_view_content",
        ))
    }
}
