//! What is told of a run: where it is, how it came there, what its tasks came to, and why it failed.

mod told;

use std::time::Duration;

use mcp_flow::FlowDefinition;
use prefect_rest::{Client, is_terminal, types};
use tokio::time::{Instant, sleep};
use uuid::Uuid;

use super::outputs::{MAX_OUTPUT_BYTES, MAX_WHOLE_BYTES, Outputs};
use super::task_runs::TaskRuns;
use super::{artifacts, logs, read, task_runs, wait};
use crate::deployment::PLAN_LABEL;
use crate::failure::Failure;
use crate::prefect::{Limit, Prefect};
use crate::results::Facts;

/// How much later than its wait a call may end, less what it takes to write the answer: a host that was told how long
/// a call waits may count on it.
const GRACE: Duration = Duration::from_millis(800);

/// How long Prefect may lag behind with the task runs of a run that has ended. It hears of them beside the flow run, and
/// later when it is busy.
const MAX_LAG: Duration = Duration::from_secs(5);

/// How often lagging task runs are looked at.
const LAG_INTERVAL: Duration = Duration::from_millis(250);

/// How many of the last log lines are told of a run that failed.
const LOG_LINES: u32 = 20;

/// The most artifacts that are told of a run that was not planned.
const MAX_ARTIFACTS: usize = 20;

/// What is asked of a run.
#[derive(Clone, Debug)]
pub(crate) struct Query {
    /// Until when to wait for the run to end, if at all.
    pub(crate) wait_until: Option<Instant>,
    /// The task whose whole output is asked for.
    pub(crate) task: Option<String>,
    /// For how many seconds the next call of `get_run_status` is to wait, should the run not have ended.
    pub(crate) next_wait_seconds: u32,
}

/// What Prefect tells of a run. What it did not tell in time is not there.
struct Seen {
    run: types::FlowRunResponse,
    /// The plan that its deployment carried, if it was this runner's.
    plan: Option<FlowDefinition>,
    /// The states that it has been in, oldest first.
    states: Option<Vec<types::State>>,
    task_runs: Option<Vec<types::TaskRun>>,
    outputs: Option<Outputs>,
    /// The newest artifacts of a run that was not planned.
    artifacts: Option<Vec<types::Artifact>>,
    dashboard_url: Option<String>,
    /// The last log lines of a run that failed, oldest first.
    log: Option<Vec<types::Log>>,
}

/// Tells of a run, after it has ended or after the time that the caller wants to wait.
///
/// A call that waits ends within a second of that time: what Prefect has not told by then is left out and named.
///
/// # Errors
/// There is no such run or task, or Prefect cannot be asked or has not even told of the run in time.
pub(crate) async fn tell(prefect: &Prefect, id: Uuid, query: &Query) -> Result<Facts, Failure> {
    let limit = match query.wait_until {
        Some(until) => limit_after(until),
        None => prefect.limit(),
    };
    let client = prefect.client();
    let mut run = limit.over(read(client, id)).await?;
    if let Some(until) = query.wait_until
        && !has_ended(&run)
    {
        limit
            .attempt(Box::pin(wait::for_end(client, id, until)))
            .await?;
        if let Some(later) = limit.attempt(read(client, id)).await? {
            run = later;
        }
    }
    let mut seen = look(prefect, run, limit).await?;
    if let Some(until) = query.wait_until {
        seen.wait_for_task_runs(client, limit, until).await?;
    }
    let task_run_id = seen.find(query.task.as_deref())?;
    if seen.has_failed() {
        let first = seen.failed_task_run();
        seen.log = limit
            .attempt(last_log_lines(client, id, task_run_id.or(first)))
            .await?;
    }
    if let Some(task_run_id) = task_run_id {
        seen.read_whole(client, limit, task_run_id).await?;
    }
    Ok(seen.told(task_run_id, query.next_wait_seconds))
}

/// The time that Prefect is given for what comes after a wait.
pub(crate) fn limit_after(until: Instant) -> Limit {
    Limit::until(until + GRACE)
}

/// Reads all that is told of a run but for its logs, at the same time. The run was read before: if it has ended, the rest
/// is of after its end.
async fn look(
    prefect: &Prefect,
    run: types::FlowRunResponse,
    limit: Limit,
) -> Result<Seen, Failure> {
    let (client, id) = (prefect.client(), run.id);
    let plan = plan_of(&run);
    let is_planned = plan.is_some();
    let results = async {
        let mut outputs = Outputs::default();
        if is_planned {
            artifacts::each_result(client, id, |one| outputs.add(one, MAX_OUTPUT_BYTES)).await?;
        }
        Ok(outputs)
    };
    let others = async {
        if is_planned {
            return Ok(Vec::new());
        }
        artifacts::newest(client, id, None, MAX_ARTIFACTS).await
    };
    let (states, task_runs, outputs, artifacts, dashboard_url) = tokio::try_join!(
        limit.attempt(Box::pin(read_states(client, id))),
        limit.attempt(Box::pin(task_runs::read(client, id))),
        limit.attempt(Box::pin(results)),
        limit.attempt(Box::pin(others)),
        limit.attempt(async { Ok(prefect.dashboard_url(&format!("runs/flow-run/{id}")).await) }),
    )?;
    Ok(Seen {
        run,
        plan,
        states,
        task_runs,
        outputs,
        artifacts,
        dashboard_url: dashboard_url.flatten(),
        log: None,
    })
}

async fn read_states(client: &Client, id: Uuid) -> Result<Vec<types::State>, Failure> {
    let mut states = client
        .read_flow_run_states()
        .flow_run_id(id)
        .send()
        .await
        .map_err(Failure::prefect("read the states of the flow run"))?
        .into_inner();
    states.sort_by_key(|state| state.timestamp);
    Ok(states)
}

/// The last log lines of a run, or of one of its task runs; oldest first.
async fn last_log_lines(
    client: &Client,
    flow_run_id: Uuid,
    task_run_id: Option<Uuid>,
) -> Result<Vec<types::Log>, Failure> {
    let query = logs::Query {
        flow_run_id,
        task_run_id,
        level: None,
        newest_first: true,
        limit: LOG_LINES,
        offset: 0,
    };
    let mut lines = logs::read(client, &query).await?;
    lines.reverse();
    Ok(lines)
}

/// Prefect copies the labels of a deployment to its runs.
fn plan_of(run: &types::FlowRunResponse) -> Option<FlowDefinition> {
    match run.labels.get(PLAN_LABEL)? {
        types::FlowRunResponseLabelsValue::String(plan) => serde_json::from_str(plan).ok(),
        _ => None,
    }
}

fn has_ended(run: &types::FlowRunResponse) -> bool {
    run.state_type.is_some_and(is_terminal)
}

impl Seen {
    /// Reads the task runs again until Prefect has heard of all that they did, but no longer than until then.
    async fn wait_for_task_runs(
        &mut self,
        client: &Client,
        limit: Limit,
        until: Instant,
    ) -> Result<(), Failure> {
        let until = until.min(Instant::now() + MAX_LAG);
        while self.lags() && Instant::now() < until {
            sleep(LAG_INTERVAL).await;
            let read = Box::pin(task_runs::read(client, self.run.id));
            let later = limit.attempt(read).await?;
            self.task_runs = later.or(self.task_runs.take());
        }
        Ok(())
    }

    /// Whether Prefect cannot have heard yet of all that its task runs did: a planned flow ends after its tasks.
    fn lags(&self) -> bool {
        use types::StateType::{Completed, Failed, Running};
        let (Some(plan), Some(task_runs)) = (&self.plan, &self.task_runs) else {
            return false;
        };
        let states = || task_runs.iter().map(|run| run.state_type);
        match self.run.state_type {
            Some(Completed) => {
                task_runs.len() < plan.tasks().len()
                    || !states().all(|state| state.is_some_and(is_terminal))
            }
            Some(Failed) => states().any(|state| state == Some(Running)),
            _ => false,
        }
    }

    fn has_failed(&self) -> bool {
        use types::StateType::{Crashed, Failed};
        matches!(self.run.state_type, Some(Failed | Crashed))
    }

    fn task_runs(&self) -> TaskRuns<'_> {
        let runs = self.task_runs.as_deref().unwrap_or_default();
        TaskRuns::of(runs, self.plan.as_ref())
    }

    fn failed_task_run(&self) -> Option<Uuid> {
        let (run, _) = self.task_runs().first_failure()?;
        Some(run.id)
    }

    /// The task run of the task that was asked for, if one was.
    fn find(&self, task: Option<&str>) -> Result<Option<Uuid>, Failure> {
        let Some(task) = task else {
            return Ok(None);
        };
        let task_runs = self.task_runs();
        if let Some(run) = task_runs.find(task) {
            return Ok(Some(run.id));
        }
        let names = task_runs.names().values();
        let mut existing: Vec<String> = names.map(ToString::to_string).collect();
        existing.sort_unstable();
        Err(Failure::UnknownTask {
            flow_run_id: self.run.id,
            task: task.to_owned(),
            existing,
        })
    }

    /// Reads what a task run has kept, all of it.
    async fn read_whole(
        &mut self,
        client: &Client,
        limit: Limit,
        task_run_id: Uuid,
    ) -> Result<(), Failure> {
        let id = self.run.id;
        if self.plan.is_some() {
            let read = Box::pin(artifacts::result_of_task_run(client, id, task_run_id));
            self.outputs = limit.attempt(read).await?.map(|artifact| {
                let mut outputs = Outputs::default();
                if let Some(artifact) = artifact {
                    outputs.add(artifact, MAX_WHOLE_BYTES);
                }
                outputs
            });
        } else {
            let newest = artifacts::newest(client, id, Some(task_run_id), MAX_ARTIFACTS);
            let read = Box::pin(newest);
            self.artifacts = limit.attempt(read).await?;
        }
        Ok(())
    }
}
