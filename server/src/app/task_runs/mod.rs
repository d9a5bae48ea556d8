//! Task runs: making them, moving them from state to state, and looking at them.

mod create;
mod delete;
mod read;
mod record;
mod set_state;
mod update;

#[cfg(test)]
mod tests;

pub use create::NewTaskRun;
pub use read::TaskRunView;

use std::sync::Arc;

use super::{Error, Result};
use crate::domain::ids::TaskRunId;
use crate::domain::task_run::TaskRun;
use crate::store::Tables;

impl Tables {
    /// The task run of an id, for an operation that needs it on its way.
    fn require_task_run(&self, id: TaskRunId) -> Result<&Arc<TaskRun>> {
        self.task_runs
            .get(id)
            .ok_or_else(|| Error::Missing(format!("Task run with id {id} not found")))
    }
}
