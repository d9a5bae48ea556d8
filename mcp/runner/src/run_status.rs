//! `get_run_status`: where a flow run is, how it came there, and its tasks.

use std::time::Duration;

use mcp_flow::FlowDefinition;
use prefect_rest::{ApiError, Client, WaitError, is_not_found, is_terminal, types};
use serde_json::{Value, json};
use tokio::time::{Instant, sleep, timeout};
use uuid::Uuid;

use crate::arguments::{GetRunStatusArguments, MAX_WAIT_SECONDS, flow_run_id, number};
use crate::deployment::PLAN_LABEL;
use crate::failure::Failure;
use crate::prefect::Prefect;
use crate::results::{Facts, facts, time};
use crate::task_runs;
use crate::work_pools::worker_command;

/// How long Prefect may lag behind with the task runs of a run that has ended. It hears of them beside the flow run, and
/// later when it is busy.
const MAX_LAG: Duration = Duration::from_secs(5);

/// How often lagging task runs are looked at.
const LAG_INTERVAL: Duration = Duration::from_millis(250);

/// What Prefect tells of a run.
struct Seen {
    run: types::FlowRunResponse,
    /// The states that it has been in, oldest first.
    states: Vec<types::State>,
    task_runs: Vec<types::TaskRun>,
    /// The plan that its deployment carried, if it was this runner's.
    plan: Option<FlowDefinition>,
}

/// Tells of a run, after it has ended or after the time that the caller wants to wait.
pub(crate) async fn get_run_status(
    prefect: &Prefect,
    arguments: GetRunStatusArguments,
) -> Result<Facts, Failure> {
    let id = flow_run_id(arguments.flow_run_id)?;
    let wait = wait(arguments.wait_seconds)?;
    let client = prefect.client()?;
    let deadline = Instant::now() + wait;
    if !wait.is_zero() {
        wait_for_end(client, id, wait).await?;
    }
    let mut seen = prefect.in_time(Box::pin(look(client, id))).await?;
    let deadline = deadline.min(Instant::now() + MAX_LAG);
    while seen.lags() && Instant::now() < deadline {
        sleep(LAG_INTERVAL).await;
        seen.task_runs = prefect.in_time(task_runs::read(client, id)).await?;
    }
    Ok(seen.told())
}

fn wait(value: Option<Value>) -> Result<Duration, Failure> {
    let bounds = 0.0..=f64::from(MAX_WAIT_SECONDS);
    let seconds = number("wait_seconds", value, bounds)?.unwrap_or_default();
    Ok(Duration::try_from_secs_f64(seconds).unwrap_or_default())
}

/// Comes back when the run has ended, and when the time is up.
async fn wait_for_end(client: &Client, id: Uuid, wait: Duration) -> Result<(), Failure> {
    // The client counts how often it looks, whatever time that takes; the time limit is ours.
    match timeout(wait, client.wait_for_flow_run(id, Duration::MAX)).await {
        Ok(Err(WaitError::Unreadable(error))) => Err(unreadable(id)(*error)),
        Ok(Ok(_) | Err(WaitError::TimedOut { .. })) | Err(_) => Ok(()),
    }
}

async fn look(client: &Client, id: Uuid) -> Result<Seen, Failure> {
    // The run goes first: if it has ended, the rest is of after its end.
    let run = client
        .read_flow_run()
        .id(id)
        .send()
        .await
        .map_err(unreadable(id))?
        .into_inner();
    let (states, task_runs) =
        tokio::try_join!(read_states(client, id), task_runs::read(client, id))?;
    Ok(Seen {
        plan: plan_of(&run),
        run,
        states,
        task_runs,
    })
}

fn unreadable(id: Uuid) -> impl Fn(ApiError) -> Failure {
    move |error| {
        if is_not_found(&error) {
            Failure::UnknownFlowRun(id)
        } else {
            Failure::prefect("read the flow run")(error)
        }
    }
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

/// Prefect copies the labels of a deployment to its runs.
fn plan_of(run: &types::FlowRunResponse) -> Option<FlowDefinition> {
    match run.labels.get(PLAN_LABEL)? {
        types::FlowRunResponseLabelsValue::String(plan) => serde_json::from_str(plan).ok(),
        _ => None,
    }
}

impl Seen {
    /// Whether Prefect cannot have heard yet of all that its task runs did: a planned flow ends after its tasks.
    fn lags(&self) -> bool {
        use types::StateType::{Completed, Failed, Running};
        let states = || self.task_runs.iter().map(|run| run.state_type);
        match (self.run.state_type, &self.plan) {
            (Some(Completed), Some(plan)) => {
                self.task_runs.len() < plan.tasks().len()
                    || !states().all(|state| state.is_some_and(is_terminal))
            }
            (Some(Failed), Some(_)) => states().any(|state| state == Some(Running)),
            _ => false,
        }
    }

    fn told(&self) -> Facts {
        let Self { run, .. } = self;
        let done = run.state_type.is_some_and(is_terminal);
        let mut told = facts(json!({
            "done": done,
            "flow_run_id": run.id,
            "flow_run_name": run.name,
            "deployment_id": run.deployment_id,
            "work_pool_name": run.work_pool_name,
            "state_type": run.state_type,
            "state_name": run.state_name,
            "state": {"type": run.state_type, "name": run.state_name, "message": self.state_message()},
            "start_time": run.start_time.map(time),
            "end_time": run.end_time.map(time),
            "state_history": self.states.iter().map(state).collect::<Vec<_>>(),
            "tasks": task_runs::told(&self.task_runs, self.plan.as_ref()),
            "message": self.message(),
        }));
        if !done {
            told.insert("next".to_owned(), json!(self.next()));
        }
        told
    }

    /// What Prefect says of the run's state.
    fn state_message(&self) -> Option<&str> {
        let message = self.run.state.as_ref()?.message.as_deref()?;
        (!message.is_empty()).then_some(message)
    }

    fn message(&self) -> String {
        let completed = self
            .task_runs
            .iter()
            .filter(|run| run.state_type == Some(types::StateType::Completed))
            .count();
        let count = match &self.plan {
            Some(plan) => plan.tasks().len(),
            None => self.task_runs.len(),
        };
        let message = format!(
            "The flow run {:?} is {}; {completed} of {count} tasks have completed.",
            self.run.name,
            self.run.state_name.as_deref().unwrap_or("without a state"),
        );
        match self.state_message() {
            Some(words) => format!("{message} Prefect says: {words}"),
            None => message,
        }
    }

    /// What to do about a run that has not ended.
    fn next(&self) -> String {
        use types::StateType::{Paused, Scheduled};
        let again = format!("Call get_run_status again with wait_seconds {MAX_WAIT_SECONDS}.");
        match (self.run.state_type, &self.run.work_pool_name) {
            (Some(Scheduled), Some(pool)) => format!(
                "{again} If the run does not start, no worker polls its work pool; one is started by `{}`.",
                worker_command(pool)
            ),
            (Some(Paused), _) => {
                "The run is paused; it goes on when somebody resumes it.".to_owned()
            }
            _ => again,
        }
    }
}

fn state(state: &types::State) -> Value {
    json!({"type": state.type_, "name": state.name, "timestamp": time(state.timestamp)})
}
