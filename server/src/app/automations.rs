//! Automations, of which there are none: nothing is related to one and nothing owns one.

use prefect_mock_api::types;
use uuid::Uuid;

use super::{App, Error, Result, limit};
use crate::domain::automation::Automation;

impl App {
    /// The automations that match.
    ///
    /// # Errors
    ///
    /// `Invalid` if the limit is out of bounds.
    pub fn read_automations(&self, body: &types::ReadAutomationsBody) -> Result<Vec<Automation>> {
        limit(body.limit)?;
        Ok(Vec::new())
    }

    /// How many automations match.
    pub fn count_automations(&self, _: &types::CountAutomationsBody) -> usize {
        0
    }

    /// The automation of an id.
    ///
    /// # Errors
    ///
    /// `Missing`.
    pub fn read_automation(&self, _: Uuid) -> Result<Automation> {
        Err(Error::Missing("Automation not found".to_owned()))
    }

    /// The automations that concern a resource.
    pub fn read_automations_related_to_resource(&self, _resource: &str) -> Vec<Automation> {
        Vec::new()
    }
}
