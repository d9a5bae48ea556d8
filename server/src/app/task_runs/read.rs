//! Looking at task runs.

use std::sync::Arc;

use chrono::{DateTime, Utc};
use prefect_mock_api::types::{self, TaskRunSort};

use crate::app::{App, Error, Page, Result, limit, offset};
use crate::domain::ids::{StateId, TaskRunId};
use crate::domain::state::State;
use crate::domain::task_run::TaskRun;
use crate::store::filter::Criteria;

/// A task run with what is known when it is asked for.
#[derive(Debug, Clone)]
pub struct TaskRunView {
    /// The run.
    pub task_run: Arc<TaskRun>,
    /// The time, by which its run time and lateness are estimated.
    pub now: DateTime<Utc>,
}

impl App {
    /// The task run of an id.
    ///
    /// # Errors
    ///
    /// `NotFound` if there is none.
    pub fn read_task_run(&self, id: TaskRunId) -> Result<TaskRunView> {
        let tables = self.read();
        let task_run = tables
            .task_runs
            .get(id)
            .cloned()
            .ok_or_else(|| Error::NotFound("Task not found".to_owned()))?;
        let now = self.clock.now();
        Ok(TaskRunView { task_run, now })
    }

    /// The task runs that match, in order. See [`search`](crate::store) for the cost.
    ///
    /// # Errors
    ///
    /// `Invalid` if the limit is out of bounds.
    pub fn read_task_runs(&self, body: &types::ReadTaskRunsBody) -> Result<Vec<TaskRunView>> {
        let limit = limit(body.limit)?;
        let offset = offset(body.offset);
        let criteria = Criteria::from(body);
        let tables = self.read();
        let now = self.clock.now();
        Ok(tables
            .find_task_runs(&criteria, body.sort.unwrap_or(TaskRunSort::IdDesc))
            .skip(offset)
            .take(limit)
            .map(|task_run| TaskRunView { task_run, now })
            .collect())
    }

    /// A page of the task runs that match, in order. Also counts all that match.
    ///
    /// # Errors
    ///
    /// `Invalid` if the limit is out of bounds.
    pub fn paginate_task_runs(
        &self,
        body: &types::PaginateTaskRunsBody,
    ) -> Result<Page<TaskRunView>> {
        let limit = limit(body.limit)?;
        let criteria = Criteria::from(body);
        let tables = self.read();
        let now = self.clock.now();
        let matching = tables.find_task_runs(&criteria, body.sort.unwrap_or(TaskRunSort::IdDesc));
        let count = tables.count_task_runs(&criteria);
        Ok(Page::take(matching, count, body.page, limit)
            .map(|task_run| TaskRunView { task_run, now }))
    }

    /// How many task runs match.
    pub fn count_task_runs(&self, body: &types::CountTaskRunsBody) -> usize {
        self.read().count_task_runs(&Criteria::from(body))
    }

    /// A state that a task run is or was in.
    ///
    /// # Errors
    ///
    /// `NotFound` if there is none of that id.
    pub fn read_task_run_state(&self, id: StateId) -> Result<Arc<State>> {
        let tables = self.read();
        let state = tables.task_run_states.get(id);
        state
            // Prefect's words are those for flow runs.
            .ok_or_else(|| Error::NotFound("Flow run state not found".to_owned()))
    }

    /// The states that a task run has been in, oldest first; none if there is no
    /// such run.
    pub fn read_task_run_states(&self, id: TaskRunId) -> Vec<Arc<State>> {
        self.read().task_run_states.of_run(id)
    }
}
