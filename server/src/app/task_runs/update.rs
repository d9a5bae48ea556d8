//! Changing task runs.

use prefect_mock_api::types;

use crate::app::{App, Error, Result};
use crate::domain::ids::TaskRunId;
use crate::domain::task_run::TaskRun;

impl App {
    /// Renames a task run, if the body has a name. An empty one stands for one that
    /// is made up.
    ///
    /// # Errors
    ///
    /// `NotFound` if there is no such run.
    pub fn update_task_run(&self, id: TaskRunId, body: types::TaskRunUpdate) -> Result<()> {
        self.transaction(|tx| {
            let run = tx
                .tables
                .task_runs
                .get(id)
                .ok_or_else(|| Error::NotFound("Task run not found".to_owned()))?;
            let mut run = TaskRun::clone(run);
            if let Some(name) = body.name {
                run.name = match name.as_str() {
                    "" => tx.random.run_name().into(),
                    _ => name.into(),
                };
            }
            run.updated = tx.now;
            tx.tables.task_runs.put(run);
            Ok(())
        })
    }
}
