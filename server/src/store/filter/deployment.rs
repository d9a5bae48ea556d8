//! Filters on deployments.

use prefect_mock_api::Field;
use prefect_mock_api::types::DeploymentFilter;

use super::combination::Combination;
use super::condition::{self, Tags};
use crate::domain::deployment::Deployment;
use crate::store::Tables;

/// Whether a deployment matches a filter. Costs O(log n) in the number of flows.
///
/// `concurrency_limit` is accepted and asks for nothing, as in Prefect.
pub(super) fn matches(filter: &DeploymentFilter, tables: &Tables, deployment: &Deployment) -> bool {
    Combination::by(filter.operator)
        .condition(filter.id.value(), |id| {
            condition::listed(&id.any, &id.not_any, Some(&deployment.id.uuid()))
        })
        .condition(filter.paused.value(), |paused| {
            let wanted = paused.eq.value();
            wanted.is_none_or(|wanted| deployment.paused == *wanted)
        })
        .condition(filter.work_queue_name.value(), |queue| {
            let name = deployment.work_queue_name.as_deref();
            condition::listed(&queue.any, &Field::Absent, name)
        })
        .condition(filter.name.value(), |name| {
            condition::name(&name.any, &name.like, &deployment.name)
        })
        .condition(filter.flow_or_deployment_name.value(), |name| {
            let flow = tables.flows.get(deployment.flow_id);
            condition::is_like(&name.like, Some(&deployment.name))
                || condition::is_like(&name.like, flow.map(|flow| flow.name.as_str()))
        })
        .condition(filter.tags.value(), |tags| {
            let asked = Tags {
                operator: tags.operator,
                all: &tags.all,
                any: &tags.any,
                is_null: tags.is_null,
            };
            asked.admit(&deployment.tags)
        })
        .holds()
}
