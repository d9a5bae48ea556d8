//! Prefect's filters, as far as the tools use them.

use std::collections::HashMap;

use prefect_rest::{Client, Field, types};
use uuid::Uuid;

use crate::failure::Failure;

/// Work pools of these names; all, if none are said.
pub(crate) fn work_pools(names: Option<&[String]>) -> Field<types::WorkPoolFilter> {
    let Some(names) = names else {
        return Field::Absent;
    };
    let name = types::WorkPoolFilterName {
        any: names.to_vec().into(),
    };
    types::WorkPoolFilter {
        name: name.into(),
        ..types::WorkPoolFilter::default()
    }
    .into()
}

/// One flow run.
pub(crate) fn flow_run(id: Uuid) -> types::FlowRunFilter {
    let id = types::FlowRunFilterId {
        any: vec![id].into(),
        ..types::FlowRunFilterId::default()
    };
    types::FlowRunFilter {
        id: id.into(),
        ..types::FlowRunFilter::default()
    }
}

/// Flow runs of a deployment.
pub(crate) fn of_deployment(id: Uuid) -> types::FlowRunFilterDeploymentId {
    types::FlowRunFilterDeploymentId {
        any: vec![id].into(),
        ..types::FlowRunFilterDeploymentId::default()
    }
}

/// States of these types and of these names; all, if neither are said.
pub(crate) fn states(
    state_types: Vec<types::StateType>,
    names: Vec<String>,
) -> Option<types::FlowRunFilterState> {
    if state_types.is_empty() && names.is_empty() {
        return None;
    }
    let mut state = types::FlowRunFilterState::default();
    if !state_types.is_empty() {
        state.type_ = types::FlowRunFilterStateType {
            any: state_types.into(),
            ..types::FlowRunFilterStateType::default()
        }
        .into();
    }
    if !names.is_empty() {
        state.name = types::FlowRunFilterStateName {
            any: names.into(),
            ..types::FlowRunFilterStateName::default()
        }
        .into();
    }
    Some(state)
}

/// The names of flows, by their ids; of as many as a page of a list has, in one request.
///
/// # Errors
/// Prefect cannot be asked.
pub(crate) async fn flow_names(
    client: &Client,
    mut ids: Vec<Uuid>,
) -> Result<HashMap<Uuid, String>, Failure> {
    ids.sort_unstable();
    ids.dedup();
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    let id = types::FlowFilterId {
        any: ids.into(),
        ..types::FlowFilterId::default()
    };
    let flows = types::FlowFilter {
        id: id.into(),
        ..types::FlowFilter::default()
    };
    let body = types::ReadFlowsBody {
        flows: Some(flows),
        ..types::ReadFlowsBody::default()
    };
    let flows = Box::pin(client.read_flows().body(body).send())
        .await
        .map_err(Failure::prefect("read the names of the flows"))?
        .into_inner();
    Ok(flows.into_iter().map(|flow| (flow.id, flow.name)).collect())
}
