//! What the server tells of itself.

use prefect_mock_api::{AdminApi, ApiError, CreateCsrfTokenQuery, reply, types};
use serde_json::{Value, json};

use super::PrefectServer;
use crate::app::Error;

impl AdminApi for PrefectServer {
    fn read_version(app: &Self::Context) -> Result<reply::Done<String>, ApiError> {
        Ok(reply::Done(app.settings().prefect_version.clone()))
    }

    fn read_default_result_storage(
        _: &Self::Context,
    ) -> Result<reply::Done<types::ServerDefaultResultStorage>, ApiError> {
        Ok(reply::Done(types::ServerDefaultResultStorage {
            // It would be a block, and there are no blocks here.
            default_result_storage_block_id: None,
        }))
    }

    fn health_check(_: &Self::Context) -> Result<reply::Done<bool>, ApiError> {
        Ok(reply::Done(true))
    }

    fn hello(_: &Self::Context) -> Result<reply::Done<String>, ApiError> {
        Ok(reply::Done("👋".to_owned()))
    }

    fn perform_readiness_check(_: &Self::Context) -> Result<reply::Done<Value>, ApiError> {
        Ok(reply::Done(json!({"message": "OK"})))
    }

    fn server_version(app: &Self::Context) -> Result<reply::Done<String>, ApiError> {
        Ok(reply::Done(app.settings().api_version.clone()))
    }

    /// Prefect's client looks for this text, and sends no tokens from then on.
    fn create_csrf_token(
        _: &Self::Context,
        _: CreateCsrfTokenQuery,
    ) -> Result<reply::Done<types::CsrfToken>, ApiError> {
        Err(Error::Invalid("CSRF protection is disabled.".to_owned()).into())
    }
}
