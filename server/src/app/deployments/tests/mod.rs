//! What the replays of [`http::replay`](crate::http) cannot see: what is made ahead
//! of time, what is told to others, and what a refusal leaves behind.

mod changes;
mod properties;
mod scheduling;

use std::sync::Arc;

use serde_json::{Value, json};

use crate::app::fixture::{Fixture, body};
use crate::domain::flow_run::FlowRun;
use crate::domain::ids::DeploymentId;

/// Deploys a flow `f` as `d`, with more in the body.
fn deploy(fixture: &Fixture, more: Value) -> DeploymentId {
    let flow = match fixture.app.read_flow_by_name("f") {
        Ok(flow) => flow.id,
        Err(_) => fixture.flow("f"),
    };
    let mut request = json!({"name": "d", "flow_id": flow});
    request
        .as_object_mut()
        .unwrap()
        .extend(more.as_object().unwrap().clone());
    let (view, _) = fixture.app.create_deployment(body(request)).unwrap();
    view.deployment.id
}

fn scheduled(schedule: Value) -> Value {
    json!({"schedules": [{ "schedule": schedule }]})
}

fn every(seconds: i64) -> Value {
    scheduled(json!({"interval": seconds, "anchor_date": "2020-01-01T00:00:00Z"}))
}

/// The scheduled runs of a deployment, soonest first.
fn runs(fixture: &Fixture, id: DeploymentId) -> Vec<Arc<FlowRun>> {
    let tables = fixture.app.read();
    tables
        .flow_runs
        .scheduled_of_deployment(id)
        .cloned()
        .collect()
}
