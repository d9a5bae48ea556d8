//! Automations.

use prefect_mock_api::{
    ApiError, AutomationsApi, DeleteAutomationsOwnedByResourcePath, ReadAutomationPath,
    ReadAutomationsRelatedToResourcePath, reply, types,
};
use serde_json::Value;

use super::PrefectServer;
use super::convert::{count, each};

impl AutomationsApi for PrefectServer {
    fn read_automation(
        app: &Self::Context,
        path: ReadAutomationPath,
    ) -> Result<reply::Done<types::Automation>, ApiError> {
        let automation = app.read_automation(path.id)?;
        Ok(reply::Done(automation.into()))
    }

    fn read_automations(
        app: &Self::Context,
        body: types::ReadAutomationsBody,
    ) -> Result<reply::Done<Vec<types::Automation>>, ApiError> {
        let automations = app.read_automations(&body)?;
        Ok(reply::Done(each(automations)))
    }

    fn count_automations(
        app: &Self::Context,
        body: types::CountAutomationsBody,
    ) -> Result<reply::Done<i64>, ApiError> {
        Ok(reply::Done(count(app.count_automations(&body))))
    }

    fn read_automations_related_to_resource(
        app: &Self::Context,
        path: ReadAutomationsRelatedToResourcePath,
    ) -> Result<reply::Done<Vec<types::Automation>>, ApiError> {
        let automations = app.read_automations_related_to_resource(&path.resource_id);
        Ok(reply::Done(each(automations)))
    }

    fn delete_automations_owned_by_resource(
        _: &Self::Context,
        _: DeleteAutomationsOwnedByResourcePath,
    ) -> Result<reply::Accepted<Value>, ApiError> {
        Ok(reply::Accepted(Value::Null))
    }
}
