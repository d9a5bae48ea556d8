//! Flow runs: making them, moving them from state to state, and looking at them.

mod create;
mod set_state;

pub use create::NewFlowRun;

use std::sync::Arc;

use super::{Error, Result};
use crate::domain::flow_run::FlowRun;
use crate::domain::ids::FlowRunId;
use crate::store::Tables;

impl Tables {
    /// The flow run of an id, for an operation that needs it on its way.
    fn require_flow_run(&self, id: FlowRunId) -> Result<&Arc<FlowRun>> {
        self.flow_runs
            .get(id)
            .ok_or_else(|| Error::Missing(format!("Flow run with id {id} not found")))
    }

    /// The flow run that a request names.
    fn find_flow_run(&self, id: FlowRunId) -> Result<&Arc<FlowRun>> {
        self.flow_runs
            .get(id)
            .ok_or_else(|| Error::NotFound("Flow run not found".to_owned()))
    }
}
