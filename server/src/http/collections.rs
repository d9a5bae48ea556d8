//! What packages offer.

use prefect_mock_api::{ApiError, CollectionsApi, ReadViewContentPath, reply};
use serde_json::{Map, Value};

use super::PrefectServer;

impl CollectionsApi for PrefectServer {
    fn read_view_content(
        app: &Self::Context,
        path: ReadViewContentPath,
    ) -> Result<reply::Done<Map<String, Value>>, ApiError> {
        let view = app.read_view_content(&path.view)?;
        Ok(reply::Done(view.clone()))
    }
}
