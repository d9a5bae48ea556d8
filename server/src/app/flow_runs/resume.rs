//! Resuming paused flow runs.

use std::sync::Arc;

use prefect_mock_api::types;

use crate::app::{App, Error, OrchestrationResult, Result};
use crate::domain::ids::FlowRunId;
use crate::domain::orchestration::{CORE_FLOW_POLICY, Client};
use crate::domain::state::{ProposedState, StateType, name};

impl App {
    /// Resumes a paused flow run.
    pub fn resume_flow_run(
        &self,
        id: FlowRunId,
        _body: types::ResumeFlowRunBody,
        client: Client,
    ) -> Result<OrchestrationResult> {
        self.transaction(|tx| {
            let run = tx
                .tables
                .flow_runs
                .get(id)
                .cloned()
                .ok_or_else(|| Error::Internal(format!("flow run {id} is not there")))?;
            let paused = run
                .state
                .as_ref()
                .filter(|state| state.state_type == StateType::Paused);
            let Some(state) = paused.map(Arc::clone) else {
                return Ok(OrchestrationResult::abort(
                    "Cannot resume a flow run that is not paused.",
                ));
            };
            let proposed = if state.details.pause_reschedule {
                ProposedState::scheduled_at(tx.now).named(name::RESUMING)
            } else {
                ProposedState::of(StateType::Running)
            };
            tx.set_flow_run_state(id, proposed, &CORE_FLOW_POLICY, client)
        })
    }
}
