//! Tests of flow runs.

mod bulk;
mod create;
mod delete;
mod graph;
mod input;
mod properties;
mod read;
mod resume;
mod set_state;
mod update;

use std::sync::Arc;

use serde_json::{Value, json};

use super::FlowRunView;
use crate::app::fixture::{Fixture, body};
use crate::app::{OrchestrationResult, Result};
use crate::domain::flow_run::FlowRun;
use crate::domain::ids::{FlowId, FlowRunId};
use crate::domain::orchestration::Client;
use crate::domain::state::StateType;

impl Fixture {
    /// Makes a run of a flow as a client does; `more` goes into the body.
    fn create(&self, flow_id: FlowId, more: Value) -> Result<(FlowRunView, bool)> {
        let mut request = json!({"flow_id": flow_id});
        if let (Some(request), Value::Object(more)) = (request.as_object_mut(), more) {
            request.extend(more);
        }
        self.app.create_flow_run(body(request))
    }

    /// A run of a flow of its own.
    fn any_run(&self) -> Arc<FlowRun> {
        let name = format!("flow-{}", self.app.read().flow_runs.len());
        let flow_id = self.flow(&name);
        self.create(flow_id, json!({})).unwrap().0.flow_run
    }

    /// Proposes a state as a client does.
    fn propose(&self, id: FlowRunId, state: &Value) -> OrchestrationResult {
        let request = body(json!({"state": state}));
        self.app
            .set_flow_run_state(id, request, Client::default())
            .unwrap()
    }

    /// A run as it is now.
    fn current(&self, id: FlowRunId) -> Arc<FlowRun> {
        self.app.read_flow_run(id).unwrap().flow_run
    }

    /// The types of the states that a run has been in.
    fn history(&self, id: FlowRunId) -> Vec<StateType> {
        let states = self.app.read_flow_run_states(id);
        states.iter().map(|state| state.state_type).collect()
    }
}
