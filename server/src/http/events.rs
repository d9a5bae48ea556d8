//! Events.

use super::PrefectServer;
use prefect_mock_api::*;

impl EventsApi for PrefectServer {
    fn create_events(
        _: &Self::Context,
        _: Vec<types::Event>,
    ) -> Result<reply::NoContent, ApiError> {
        Err(ApiError::detail(
            http::StatusCode::NOT_IMPLEMENTED,
            "create_events",
        ))
    }
    fn read_events(
        _: &Self::Context,
        _: types::ReadEventsBody,
    ) -> Result<reply::Done<types::EventPage>, ApiError> {
        Err(ApiError::detail(
            http::StatusCode::NOT_IMPLEMENTED,
            "read_events",
        ))
    }
    fn read_events_page(
        _: &Self::Context,
        _: ReadEventsPageQuery,
    ) -> Result<reply::Done<types::EventPage>, ApiError> {
        Err(ApiError::detail(
            http::StatusCode::NOT_IMPLEMENTED,
            "read_events_page",
        ))
    }
    fn count_events(
        _: &Self::Context,
        _: CountEventsPath,
        _: types::CountEventsBody,
    ) -> Result<reply::Done<Vec<types::EventCount>>, ApiError> {
        Err(ApiError::detail(
            http::StatusCode::NOT_IMPLEMENTED,
            "count_events",
        ))
    }
}
