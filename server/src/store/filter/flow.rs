//! Filters on flows.

use prefect_mock_api::Field;
use prefect_mock_api::types::FlowFilter;

use super::combination::Combination;
use super::condition::{self, Tags};
use crate::domain::flow::Flow;
use crate::store::Tables;

/// Whether a flow matches a filter. Costs O(log n) in the number of deployments.
pub(super) fn matches(filter: &FlowFilter, tables: &Tables, flow: &Flow) -> bool {
    Combination::by(filter.operator)
        .condition(filter.id.value(), |id| {
            condition::listed(&id.any, &id.not_any, Some(&flow.id.uuid()))
        })
        .condition(filter.name.value(), |name| {
            condition::name(&name.any, &name.like, &flow.name)
        })
        .condition(filter.tags.value(), |tags| {
            let asked = Tags {
                operator: tags.operator,
                all: &tags.all,
                any: &Field::Absent,
                is_null: tags.is_null,
            };
            asked.admit(&flow.tags)
        })
        .condition(filter.deployment.value(), |deployment| {
            deployment.is_null.value().is_none_or(|wanted| {
                let is_deployed = tables.deployments.of_flow(flow.id).next().is_some();
                is_deployed != *wanted
            })
        })
        .holds()
}
