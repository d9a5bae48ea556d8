//! `get_run_status`: where a flow run is, how it came there, and its tasks.

use std::collections::{HashMap, HashSet};
use std::time::Duration;

use chrono::{DateTime, SecondsFormat, Utc};
use mcp_flow::FlowDefinition;
use prefect_rest::{Client, WaitError, is_not_found, is_terminal, types};
use serde_json::{Value, json};
use tokio::time::timeout;
use uuid::Uuid;

use crate::arguments::{GetRunStatusArguments, MAX_WAIT_SECONDS, id, number};
use crate::deployment::PLAN_LABEL;
use crate::failure::Failure;
use crate::prefect::Prefect;
use crate::results::{Facts, facts};
use crate::work_pools::worker_command;

/// How many task runs are asked for at once; the most that Prefect gives.
const PAGE: i64 = 200;

/// The most task runs that are told: as many as a plan may have tasks.
const MAX_TASK_RUNS: usize = mcp_flow::validate::MAX_TASKS;

/// Tells of a run, after it has ended or after the time that the caller wants to wait.
pub(crate) async fn get_run_status(
    prefect: &Prefect,
    arguments: GetRunStatusArguments,
) -> Result<Facts, Failure> {
    let id = id("flow_run_id", arguments.flow_run_id)?;
    let wait = wait(arguments.wait_seconds)?;
    let client = prefect.client()?;
    if !wait.is_zero() {
        wait_for_end(client, id, wait).await?;
    }
    prefect.in_time(Box::pin(look(client, id))).await
}

fn wait(value: Option<Value>) -> Result<Duration, Failure> {
    #[expect(clippy::cast_precision_loss, reason = "a small number")]
    let most = MAX_WAIT_SECONDS as f64;
    let seconds = number("wait_seconds", value, 0.0..=most)?.unwrap_or_default();
    Ok(Duration::try_from_secs_f64(seconds).unwrap_or_default())
}

/// Comes back when the run has ended, and when the time is up.
async fn wait_for_end(client: &Client, id: Uuid, wait: Duration) -> Result<(), Failure> {
    // The client counts looks, not the time that each takes.
    match timeout(wait, client.wait_for_flow_run(id, wait)).await {
        Ok(Err(WaitError::Unreadable(error))) => Err(unreadable(id)(*error)),
        Ok(Ok(_) | Err(WaitError::TimedOut { .. })) | Err(_) => Ok(()),
    }
}

async fn look(client: &Client, id: Uuid) -> Result<Facts, Failure> {
    // The run goes first: when it has ended, what is read after it has ended too.
    let run = client
        .read_flow_run()
        .id(id)
        .send()
        .await
        .map_err(unreadable(id))?
        .into_inner();
    let (states, task_runs) =
        tokio::try_join!(read_states(client, id), read_task_runs(client, id))?;
    Ok(status(&run, &states, &task_runs))
}

fn unreadable(id: Uuid) -> impl Fn(prefect_rest::ApiError) -> Failure {
    move |error| {
        if is_not_found(&error) {
            Failure::UnknownFlowRun(id)
        } else {
            Failure::prefect("read the flow run")(error)
        }
    }
}

/// The states that the run has been in, oldest first.
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

/// The run's task runs in the order in which they started, those that have not started last; up to
/// [`MAX_TASK_RUNS`].
async fn read_task_runs(client: &Client, id: Uuid) -> Result<Vec<types::TaskRun>, Failure> {
    let mut runs = Vec::new();
    loop {
        let offset = i64::try_from(runs.len()).unwrap_or(i64::MAX);
        let of_the_run = types::FlowRunFilterId {
            any: vec![id].into(),
            ..types::FlowRunFilterId::default()
        };
        let body = types::ReadTaskRunsBody {
            flow_runs: types::FlowRunFilter {
                id: of_the_run.into(),
                ..types::FlowRunFilter::default()
            }
            .into(),
            sort: Some(types::TaskRunSort::ExpectedStartTimeAsc),
            limit: Some(PAGE),
            offset: Some(offset),
            ..types::ReadTaskRunsBody::default()
        };
        let page = client
            .read_task_runs()
            .body(body)
            .send()
            .await
            .map_err(Failure::prefect("read the task runs"))?
            .into_inner();
        let last = page.len() < usize::try_from(PAGE).unwrap_or(usize::MAX);
        runs.extend(page);
        if last || runs.len() >= MAX_TASK_RUNS {
            break;
        }
    }
    runs.sort_by_key(|run: &types::TaskRun| {
        (run.start_time.is_none(), run.start_time, run.end_time)
    });
    Ok(runs)
}

fn status(
    run: &types::FlowRunResponse,
    states: &[types::State],
    task_runs: &[types::TaskRun],
) -> Facts {
    let done = run.state_type.is_some_and(is_terminal);
    let plan = plan_of(run);
    let state_message = run
        .state
        .as_ref()
        .and_then(|state| state.message.as_deref());
    let mut status = facts(json!({
        "done": done,
        "flow_run_id": run.id,
        "flow_run_name": run.name,
        "deployment_id": run.deployment_id,
        "work_pool_name": run.work_pool_name,
        "state_type": run.state_type,
        "state_name": run.state_name,
        "state": {"type": run.state_type, "name": run.state_name, "message": state_message},
        "start_time": run.start_time.map(time),
        "end_time": run.end_time.map(time),
        "state_history": states.iter().map(state_told).collect::<Vec<_>>(),
        "tasks": tasks_told(task_runs, plan.as_ref()),
        "message": message(run, state_message, task_runs, plan.as_ref()),
    }));
    if !done {
        status.insert("next".to_owned(), json!(next(run)));
    }
    status
}

/// The plan that the run's deployment carried, if it was this runner's.
fn plan_of(run: &types::FlowRunResponse) -> Option<FlowDefinition> {
    match run.labels.get(PLAN_LABEL)? {
        types::FlowRunResponseLabelsValue::String(plan) => serde_json::from_str(plan).ok(),
        _ => None,
    }
}

fn state_told(state: &types::State) -> Value {
    json!({"type": state.type_, "name": state.name, "timestamp": time(state.timestamp)})
}

/// The task runs. A flow gives each the id of its task in the plan as its name.
fn tasks_told(task_runs: &[types::TaskRun], plan: Option<&FlowDefinition>) -> Vec<Value> {
    let planned: HashSet<&str> = plan
        .iter()
        .flat_map(|plan| plan.tasks())
        .map(mcp_flow::FlowTask::id)
        .collect();
    let names: HashMap<Uuid, &str> = task_runs
        .iter()
        .map(|run| (run.id, run.name.as_str()))
        .collect();
    task_runs
        .iter()
        .map(|run| {
            let mut told = json!({
                "task_run_id": run.id,
                "name": run.name,
                "id": planned.get(run.name.as_str()),
                "state_type": run.state_type,
                "state_name": run.state_name,
                "start_time": run.start_time.map(time),
                "end_time": run.end_time.map(time),
                "upstream": upstream(run, &names),
            });
            if matches!(
                run.state_type,
                Some(types::StateType::Failed | types::StateType::Crashed)
            ) && let Some(message) = run.state.as_ref().and_then(|state| state.message.as_ref())
            {
                told["message"] = json!(message);
            }
            told
        })
        .collect()
}

/// The names of the task runs whose results a task run took, each once.
fn upstream<'a>(run: &types::TaskRun, names: &HashMap<Uuid, &'a str>) -> Vec<&'a str> {
    let mut seen = HashSet::new();
    run.task_inputs
        .values()
        .flatten()
        .filter_map(|input| input.subtype_0.as_ref())
        .filter(|input| seen.insert(input.id))
        .filter_map(|input| names.get(&input.id).copied())
        .collect()
}

fn message(
    run: &types::FlowRunResponse,
    state_message: Option<&str>,
    task_runs: &[types::TaskRun],
    plan: Option<&FlowDefinition>,
) -> String {
    let completed = task_runs
        .iter()
        .filter(|run| run.state_type == Some(types::StateType::Completed))
        .count();
    let count = plan.map_or(task_runs.len(), |plan| plan.tasks().len());
    let state = run.state_name.as_deref().unwrap_or("without a state");
    let mut message = format!(
        "The flow run {:?} is {state}; {completed} of {count} tasks have completed.",
        run.name
    );
    if let Some(words) = state_message.filter(|words| !words.is_empty()) {
        message = format!("{message} Prefect says: {words}");
    }
    message
}

/// What to do about a run that has not ended.
fn next(run: &types::FlowRunResponse) -> String {
    let again = format!("Call get_run_status again with wait_seconds {MAX_WAIT_SECONDS}.");
    match (run.state_type, &run.work_pool_name) {
        (Some(types::StateType::Scheduled), Some(pool)) => format!(
            "{again} If the run does not start, no worker polls its work pool; one is started by `{}`.",
            worker_command(pool)
        ),
        (Some(types::StateType::Paused), _) => {
            "The run is paused and goes on when somebody resumes it.".to_owned()
        }
        _ => again,
    }
}

fn time(time: DateTime<Utc>) -> String {
    time.to_rfc3339_opts(SecondsFormat::Micros, true)
}
