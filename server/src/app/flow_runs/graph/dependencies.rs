//! The first version of the graph.

use std::sync::Arc;

use chrono::{DateTime, Utc};

use super::inputs;
use crate::app::{App, Result};
use crate::domain::ids::{FlowRunId, TaskRunId};
use crate::domain::task_run::TaskRun;

/// A task run with what it depends on.
#[derive(Debug, Clone)]
pub struct Dependencies {
    /// The task run.
    pub task_run: Arc<TaskRun>,
    /// The task runs whose results it takes, each once.
    pub upstream: Vec<TaskRunId>,
    /// The time, by which its run time is estimated.
    pub now: DateTime<Utc>,
}

impl App {
    /// The task runs of a flow run, by descending id, with what each depends on.
    ///
    /// Inputs that are no task runs are left out; Prefect fails over them.
    ///
    /// # Errors
    ///
    /// `Missing` if there is no such run.
    pub fn read_flow_run_graph_v1(&self, id: FlowRunId) -> Result<Vec<Dependencies>> {
        let tables = self.read();
        tables.require_flow_run(id)?;
        let now = self.clock.now();
        let mut runs: Vec<_> = tables.task_runs.of_flow_run(id).cloned().collect();
        runs.reverse();
        Ok(runs
            .into_iter()
            .map(|task_run| Dependencies {
                upstream: upstream(&task_run),
                task_run,
                now,
            })
            .collect())
    }
}

fn upstream(run: &TaskRun) -> Vec<TaskRunId> {
    let mut upstream = Vec::new();
    for (_, input) in inputs(run) {
        let id = input
            .get("id")
            .filter(|_| input.get("input_type").and_then(|kind| kind.as_str()) == Some("task_run"))
            .and_then(|id| id.as_str()?.parse().ok());
        if let Some(id) = id
            && !upstream.contains(&id)
        {
            upstream.push(id);
        }
    }
    upstream
}
