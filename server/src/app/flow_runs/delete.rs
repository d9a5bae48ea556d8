//! Deleting flow runs, with all that goes with them.

use std::sync::Arc;

use crate::app::{App, Change, Result, Transaction};
use crate::domain::concurrency::SlotChange;
use crate::domain::flow_run::FlowRun;
use crate::domain::ids::{FlowRunId, TaskRunId};
use crate::domain::state::StateType;

impl App {
    /// Deletes a flow run.
    ///
    /// # Errors
    ///
    /// `NotFound` if there is none.
    pub fn delete_flow_run(&self, id: FlowRunId) -> Result<()> {
        self.transaction(|tx| {
            let run = Arc::clone(tx.tables.find_flow_run(id)?);
            tx.delete_flow_run(&run);
            Ok(())
        })
    }
}

impl Transaction<'_> {
    /// Deletes a flow run with its states, inputs, log lines and task runs, and
    /// frees the slot of its deployment that it may hold. Its artifacts stay, and
    /// so do the subflow runs of its task runs, which then have no parent.
    pub fn delete_flow_run(&mut self, run: &FlowRun) {
        let id = run.id;
        self.free_deployment_slot(run);
        let task_runs: Vec<TaskRunId> = self
            .tables
            .task_runs
            .of_flow_run(id)
            .map(|task_run| task_run.id)
            .collect();
        for task_run in task_runs {
            self.delete_task_run(task_run);
        }
        self.tables.flow_run_states.remove_run(id);
        let inputs: Vec<String> = self
            .tables
            .inputs_of(id)
            .map(|input| input.key.clone())
            .collect();
        for key in inputs {
            self.tables.flow_run_inputs.remove(&(id, key));
        }
        self.tables.logs.remove_flow_run(id);
        self.tables.cleanup.remove_flow_run(id);
        self.tables.flow_runs.remove(id);
        self.emit(Change::FlowRunDeleted(id));
    }

    /// The lease, if there is one, stays until it expires, as on Prefect.
    fn free_deployment_slot(&mut self, run: &FlowRun) {
        let holds = matches!(
            run.state_type(),
            Some(StateType::Pending | StateType::Running | StateType::Cancelling)
        );
        let limit_id = run
            .deployment_id
            .and_then(|id| self.tables.deployments.get(id)?.concurrency_limit_id);
        if let (true, Some(limit_id)) = (holds, limit_id) {
            self.tables
                .concurrency_limits
                .apply(SlotChange::ReleaseSlot { limit_id }, self.now);
        }
    }
}
