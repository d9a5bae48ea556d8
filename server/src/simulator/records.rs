//! What the simulator makes and looks up in the store.

use chrono::{DateTime, Utc};
use serde_json::json;

use super::plans::Plans;
use super::runs::Simulated;
use crate::app::{NewTaskRun, Result, Transaction};
use crate::domain::flow_run::FlowRun;
use crate::domain::ids::{FlowRunId, TaskRunId, WorkPoolId};
use crate::domain::json::JsonObject;
use crate::domain::state::StateType;
use crate::store::Tables;

impl Transaction<'_> {
    /// Makes a task run for each task of the plan that a run's deployment carries.
    pub(super) fn make_task_runs(&mut self, id: FlowRunId, plans: &mut Plans) -> Result<Simulated> {
        let deployment = self
            .tables
            .flow_runs
            .get(id)
            .and_then(|run| run.deployment_id);
        let plan = deployment
            .and_then(|deployment| self.tables.deployments.get(deployment))
            .map(|deployment| plans.of(deployment))
            .unwrap_or_default();
        let mut task_runs: Vec<TaskRunId> = Vec::new();
        for task in &plan.tasks {
            let upstream = task
                .upstream
                .iter()
                .filter_map(|position| task_runs.get(*position));
            let (run, _) = self.create_task_run(NewTaskRun {
                name: Some(task.id.clone()),
                task_inputs: inputs(upstream),
                ..NewTaskRun::of_task(Some(id), task.task_key.as_str(), task.id.as_str())
            })?;
            task_runs.push(run.id);
        }
        Ok(Simulated::new(plan, task_runs))
    }
}

impl Tables {
    /// The type of the state that a flow run is in.
    pub(super) fn flow_run_state(&self, id: FlowRunId) -> Option<StateType> {
        self.flow_runs.get(id)?.state_type()
    }

    /// Whether a run is due in any queue of a pool. Costs the number of queues.
    pub(super) fn has_due_run(&self, pool: WorkPoolId, now: DateTime<Utc>) -> bool {
        self.work_queues.of_pool(pool).any(|queue| {
            let next = self.flow_runs.scheduled_in_queue(queue.id).next();
            let time = next.and_then(|run| run.progress.next_scheduled_start_time);
            time.is_some_and(|time| time <= now)
        })
    }

    /// When the first run of a pool is due that was not yet at `now`. Costs the number
    /// of queues.
    pub(super) fn next_due_run(
        &self,
        pool: WorkPoolId,
        now: DateTime<Utc>,
    ) -> Option<DateTime<Utc>> {
        let queues = self.work_queues.of_pool(pool);
        queues
            .filter_map(|queue| self.flow_runs.next_due_in_queue(queue.id, now))
            .min()
    }
}

impl FlowRun {
    /// The pool that the run waits in, or is run by.
    pub(super) fn pool(&self, tables: &Tables) -> Option<WorkPoolId> {
        Some(tables.work_queues.get(self.work_queue_id?)?.work_pool_id)
    }
}

/// What a task run depends on, as Prefect's engine writes it.
fn inputs<'a>(upstream: impl Iterator<Item = &'a TaskRunId>) -> JsonObject {
    let upstream: Vec<_> = upstream
        .map(|id| json!({"input_type": "task_run", "id": id}))
        .collect();
    let mut inputs = JsonObject::new();
    if !upstream.is_empty() {
        inputs.insert("wait_for".to_owned(), upstream.into());
    }
    inputs
}
