//! Flow runs: making them, moving them from state to state, and looking at them.

mod bulk;
mod create;
mod delete;
mod graph;
mod input;
mod logs;
mod read;
mod resume;
mod set_state;
mod update;
mod view;

#[cfg(test)]
mod tests;

pub use create::NewFlowRun;
pub use graph::{Dependencies, Graph, GraphArtifact, GraphNode, NodeKind};
pub use logs::FlowRunLogs;
pub use view::FlowRunView;

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
