//! Automations. There are none here, so nothing is related to one and nothing
//! owns one.

use prefect_mock_api::{
    ApiError, AutomationsApi, DeleteAutomationsOwnedByResourcePath,
    ReadAutomationsRelatedToResourcePath, reply, types,
};
use serde_json::Value;

use super::PrefectServer;
use prefect_mock_api::*;

impl AutomationsApi for PrefectServer {
    fn read_automation(
        _: &Self::Context,
        _: ReadAutomationPath,
    ) -> Result<reply::Done<types::Automation>, ApiError> {
        Err(ApiError::detail(
            http::StatusCode::NOT_IMPLEMENTED,
            "read_automation",
        ))
    }
    fn read_automations(
        _: &Self::Context,
        _: types::ReadAutomationsBody,
    ) -> Result<reply::Done<Vec<types::Automation>>, ApiError> {
        Err(ApiError::detail(
            http::StatusCode::NOT_IMPLEMENTED,
            "read_automations",
        ))
    }
    fn count_automations(
        _: &Self::Context,
        _: types::CountAutomationsBody,
    ) -> Result<reply::Done<i64>, ApiError> {
        Err(ApiError::detail(
            http::StatusCode::NOT_IMPLEMENTED,
            "count_automations",
        ))
    }

    fn read_automations_related_to_resource(
        _: &Self::Context,
        _: ReadAutomationsRelatedToResourcePath,
    ) -> Result<reply::Done<Vec<types::Automation>>, ApiError> {
        Ok(reply::Done(Vec::new()))
    }

    fn delete_automations_owned_by_resource(
        _: &Self::Context,
        _: DeleteAutomationsOwnedByResourcePath,
    ) -> Result<reply::Accepted<Value>, ApiError> {
        Ok(reply::Accepted(Value::Null))
    }
}
