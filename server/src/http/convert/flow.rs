//! Flows.

use prefect_mock_api::types;

use super::labels;
use crate::domain::flow::Flow;

impl From<&Flow> for types::Flow {
    fn from(flow: &Flow) -> Self {
        Self {
            id: flow.id.uuid(),
            created: Some(flow.created),
            updated: Some(flow.updated),
            name: flow.name.clone(),
            tags: flow.tags.clone(),
            labels: flow
                .labels
                .as_ref()
                .map(|own| labels(own, types::FlowLabelsValue::String)),
        }
    }
}
