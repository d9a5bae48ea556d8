//! Deleting task runs, with all that goes with them.

use crate::app::{App, Error, Result, Transaction};
use crate::domain::flow_run::FlowRun;
use crate::domain::ids::TaskRunId;

impl App {
    /// Deletes a task run.
    ///
    /// # Errors
    ///
    /// `NotFound` if there is none.
    pub fn delete_task_run(&self, id: TaskRunId) -> Result<()> {
        self.transaction(|tx| {
            if tx.delete_task_run(id) {
                Ok(())
            } else {
                Err(Error::NotFound("Task not found".to_owned()))
            }
        })
    }
}

impl Transaction<'_> {
    /// Deletes a task run with its states and log lines; `false` if there is none.
    /// Its artifacts stay, and so do the subflow runs that it stands for, which then
    /// have no parent. A lease that it holds on slots stays until it expires.
    pub fn delete_task_run(&mut self, id: TaskRunId) -> bool {
        if self.tables.task_runs.remove(id).is_none() {
            return false;
        }
        let subflow_runs: Vec<_> = self.tables.flow_runs.of_parent(id).cloned().collect();
        for run in subflow_runs {
            self.tables.flow_runs.put(FlowRun {
                parent_task_run_id: None,
                ..FlowRun::clone(&run)
            });
        }
        self.tables.task_run_states.remove_run(id);
        self.tables.logs.remove_task_run(id);
        true
    }
}
