//! What filters list, where nothing but the listed can match.
//!
//! Each function is `None` where the filter lists nothing of the kind, or where
//! an `or_` lets more than the listed in.

use std::collections::BTreeSet;

use prefect_mock_api::Field;
use prefect_mock_api::types::{
    ArtifactFilter, DeploymentFilter, FlowFilter, FlowRunFilter, LogFilter, Operator,
    StateType as WireStateType, TaskRunFilter,
};
use uuid::Uuid;

use crate::domain::ids::{ArtifactId, DeploymentId, FlowId, FlowRunId, TaskRunId};
use crate::domain::state::StateType;

/// What a condition lists, if all conditions beside it have to hold as well.
fn listed<T, C, K: Ord + From<T>>(
    operator: Option<Operator>,
    condition: &Field<C>,
    any: impl FnOnce(&C) -> Option<&Vec<T>>,
) -> Option<BTreeSet<K>>
where
    T: Clone,
{
    if operator == Some(Operator::Or) {
        return None;
    }
    let values = any(condition.value()?)?;
    Some(values.iter().cloned().map(K::from).collect())
}

/// What `any_` lists, if an `is_null_` beside it lets nothing else in.
fn strictly(
    operator: Option<Operator>,
    any: &Field<Vec<Uuid>>,
    is_null: Field<bool>,
) -> Option<&Vec<Uuid>> {
    let is_strict = operator != Some(Operator::Or) || is_null.value().is_none();
    any.value().filter(|_| is_strict)
}

pub(super) fn flow_run_ids(filter: &FlowRunFilter) -> Option<BTreeSet<FlowRunId>> {
    listed(filter.operator, &filter.id, |id| id.any.value())
}

pub(super) fn parent_task_run_ids(filter: &FlowRunFilter) -> Option<BTreeSet<TaskRunId>> {
    listed(filter.operator, &filter.parent_task_run_id, |parent| {
        strictly(parent.operator, &parent.any, parent.is_null)
    })
}

pub(super) fn parent_flow_run_ids(filter: &FlowRunFilter) -> Option<BTreeSet<FlowRunId>> {
    listed(filter.operator, &filter.parent_flow_run_id, |parent| {
        parent.any.value()
    })
}

pub(super) fn deployment_ids_of_flow_runs(
    filter: &FlowRunFilter,
) -> Option<BTreeSet<DeploymentId>> {
    listed(filter.operator, &filter.deployment_id, |deployment| {
        strictly(deployment.operator, &deployment.any, deployment.is_null)
    })
}

pub(super) fn task_run_ids(filter: &TaskRunFilter) -> Option<BTreeSet<TaskRunId>> {
    listed(filter.operator, &filter.id, |id| id.any.value())
}

/// A true `is_null_` makes the filter pass over the list.
pub(super) fn flow_run_ids_of_task_runs(filter: &TaskRunFilter) -> Option<BTreeSet<FlowRunId>> {
    listed(filter.operator, &filter.flow_run_id, |flow_run| {
        let wants_none = flow_run.is_null == Field::Value(true);
        flow_run.any.value().filter(|_| !wants_none)
    })
}

pub(super) fn task_run_states(filter: &TaskRunFilter) -> Option<BTreeSet<StateType>> {
    listed::<WireStateType, _, _>(filter.operator, &filter.state, |state| {
        let is_strict = state.operator != Some(Operator::Or) || state.name.value().is_none();
        state.type_.value()?.any.value().filter(|_| is_strict)
    })
}

pub(super) fn flow_ids(filter: &FlowFilter) -> Option<BTreeSet<FlowId>> {
    listed(filter.operator, &filter.id, |id| id.any.value())
}

pub(super) fn flow_names(filter: &FlowFilter) -> Option<BTreeSet<String>> {
    listed(filter.operator, &filter.name, |name| name.any.value())
}

pub(super) fn deployment_ids(filter: &DeploymentFilter) -> Option<BTreeSet<DeploymentId>> {
    listed(filter.operator, &filter.id, |id| id.any.value())
}

pub(super) fn artifact_ids(filter: &ArtifactFilter) -> Option<BTreeSet<ArtifactId>> {
    listed(filter.operator, &filter.id, |id| id.any.value())
}

pub(super) fn artifact_keys(filter: &ArtifactFilter) -> Option<BTreeSet<String>> {
    listed(filter.operator, &filter.key, |key| key.any.value())
}

pub(super) fn flow_run_ids_of_artifacts(filter: &ArtifactFilter) -> Option<BTreeSet<FlowRunId>> {
    listed(filter.operator, &filter.flow_run_id, |run| run.any.value())
}

pub(super) fn task_run_ids_of_artifacts(filter: &ArtifactFilter) -> Option<BTreeSet<TaskRunId>> {
    listed(filter.operator, &filter.task_run_id, |run| run.any.value())
}

pub(super) fn flow_run_ids_of_logs(filter: &LogFilter) -> Option<BTreeSet<FlowRunId>> {
    listed(filter.operator, &filter.flow_run_id, |run| run.any.value())
}

pub(super) fn task_run_ids_of_logs(filter: &LogFilter) -> Option<BTreeSet<TaskRunId>> {
    listed(filter.operator, &filter.task_run_id, |run| run.any.value())
}
