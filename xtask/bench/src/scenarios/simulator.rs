//! Runs that are simulated, many at once.
//!
//! 100,000 runs of three tasks, one after another, are due over a minute and a half and
//! take longer than that, so that all of them are in flight before the first has
//! completed. From what the server tells of some of them afterwards follows how late
//! each transition was: after the time that a run was due, or after the transition that
//! it waits for and the delay between them. Meanwhile others read runs.

use std::time::{Duration, Instant};

use anyhow::{Context, ensure};
use chrono::{DateTime, TimeDelta, Utc};
use serde::Serialize;
use serde_json::{Value, json};

use crate::bench::Bench;
use crate::load::{Connection, Latencies, Pace, Plan, Request, pace};
use crate::machine::now;
use crate::progress;
use crate::servers::Server;

/// How many runs, over how long they are due, and how long each task takes.
const FULL: Load = Load {
    runs: 100_000,
    lead: Duration::from_secs(20),
    spread: Duration::from_secs(90),
    task: Duration::from_secs(32),
};
const SHORT: Load = Load {
    runs: 200,
    lead: Duration::from_millis(1_500),
    spread: Duration::from_millis(200),
    task: Duration::from_millis(200),
};

/// How long runs and tasks wait to be submitted and to start.
const DELAY: Duration = Duration::from_millis(50);

/// The tasks of a run.
const TASKS: [&str; 3] = ["first", "second", "third"];

/// How many runs are looked at afterwards.
const SAMPLED: usize = 1_000;

/// How many runs are made at once; the most that is allowed.
const CHUNK: usize = 100;

/// How much longer than planned all runs may take.
const PATIENCE: Duration = Duration::from_secs(240);

/// How often others read meanwhile.
const READS_PER_SECOND: u32 = 100;
const READERS: u32 = 4;

/// How long they read before it is looked whether all has come to its end.
const LOOK_INTERVAL: Duration = Duration::from_secs(1);

/// How many runs are simulated, and how.
#[derive(Debug, Clone, Copy)]
struct Load {
    runs: usize,
    /// From the making of the first run until the first is due.
    lead: Duration,
    /// From the first that is due to the last.
    spread: Duration,
    /// How long a task runs.
    task: Duration,
}

/// What came of the simulated runs.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct Simulator {
    /// How many runs there were.
    pub(crate) runs: usize,
    /// How many tasks each had.
    pub(crate) tasks_of_a_run: usize,
    /// How many have completed.
    pub(crate) completed: u64,
    /// The most that were seen to run at once.
    pub(crate) most_running: u64,
    /// From the first that was due until all had completed, in seconds.
    pub(crate) seconds: f64,
    /// Half of all transitions were at most so late, in milliseconds.
    pub(crate) late_p50_ms: f64,
    /// 99 of 100 transitions were at most so late, in milliseconds.
    pub(crate) late_p99_ms: f64,
    /// How late the latest was, in milliseconds.
    pub(crate) late_max_ms: f64,
    /// How many transitions that is said of.
    pub(crate) transitions: u64,
    /// 99 of 100 reads took at most this meanwhile, in milliseconds.
    pub(crate) reads_p99_ms: f64,
    /// Processors that the server kept busy meanwhile.
    pub(crate) processors: f64,
}

/// Has the mock simulate.
pub(super) async fn measure(bench: &Bench<'_>) -> anyhow::Result<Simulator> {
    let load = if bench.options.choice.short {
        SHORT
    } else {
        FULL
    };
    let delay = DELAY.as_millis().to_string();
    let task = load.task.as_millis().to_string();
    let arguments = [
        "--simulate",
        "always",
        "--submit-delay-ms",
        &delay,
        "--start-delay-ms",
        &delay,
        "--task-delay-ms",
        &task,
    ];
    let server = bench.mock.start_with(&arguments).await?;
    let mut connection = server.connect().await?;
    let deployment = deploy(&mut connection).await?;
    let first_due = now() + TimeDelta::from_std(load.lead)?;
    let runs = make(&mut connection, &deployment, load, first_due).await?;
    ensure!(now() < first_due, "making the runs took longer than it may");

    let bar = progress::bar(format!("Simulating {} flow runs", load.runs), load.runs);
    let step = (runs.len() / SAMPLED).max(1);
    let sampled: Vec<&String> = runs.iter().step_by(step).collect();
    let read = |id: &&String| Request::new("GET", &format!("/flow_runs/{id}"), None);
    let reads = Plan::Cycle(sampled.iter().map(read).collect());
    let mut latencies = Latencies::new();
    let mut most_running = 0;
    let planned = load.lead + load.spread + (load.task + DELAY) * TASKS.len().try_into()?;
    let (started, cpu_before) = (Instant::now(), server.cpu_time()?);
    let completed = loop {
        let steady = Pace {
            per_second: READS_PER_SECOND,
            connections: READERS,
            time: LOOK_INTERVAL,
        };
        latencies.add(&pace(&server, &reads, steady).await?.latencies);
        most_running = most_running.max(count(&mut connection, "RUNNING").await?);
        let completed = count(&mut connection, "COMPLETED").await?;
        bar.set_position(completed);
        if completed >= runs.len() as u64 || started.elapsed() > planned + PATIENCE {
            break completed;
        }
    };
    bar.finish_and_clear();
    let cpu = server.cpu_time()?.saturating_sub(cpu_before);
    let elapsed = started.elapsed();
    let late = lateness(&server, &sampled, load).await?;
    Ok(Simulator {
        runs: load.runs,
        tasks_of_a_run: TASKS.len(),
        completed,
        most_running,
        seconds: (now() - first_due).as_seconds_f64(),
        late_p50_ms: late.milliseconds(0.5),
        late_p99_ms: late.milliseconds(0.99),
        late_max_ms: late.longest(),
        transitions: late.len(),
        reads_p99_ms: latencies.milliseconds(0.99),
        processors: cpu.as_secs_f64() / elapsed.as_secs_f64(),
    })
}

/// Makes a deployment with a plan of tasks, each after the one before.
async fn deploy(connection: &mut Connection) -> anyhow::Result<String> {
    let pool = json!({"name": "simulated", "type": "process"});
    connection.post("/work_pools/", &pool).await?;
    let tasks: Vec<_> = TASKS
        .iter()
        .enumerate()
        .map(|(position, id)| {
            let before = position.checked_sub(1).map(|before| TASKS[before]);
            json!({"id": id, "task_key": "server_tool", "depends_on": Vec::from_iter(before)})
        })
        .collect();
    let plan = json!({"tasks": tasks}).to_string();
    let more = json!({
        "work_pool_name": "simulated",
        "labels": {"prefect-runner.plan": plan},
    });
    crate::data::deploy(connection, "simulated", "simulated", more).await
}

/// Schedules the runs, and gives their ids in the order in which they are due.
async fn make(
    connection: &mut Connection,
    deployment: &str,
    load: Load,
    first_due: DateTime<Utc>,
) -> anyhow::Result<Vec<String>> {
    let bar = progress::bar(format!("Scheduling {} flow runs", load.runs), load.runs);
    let between = TimeDelta::from_std(load.spread / u32::try_from(load.runs)?)?;
    let path = format!("/deployments/{deployment}/create_flow_run/bulk");
    let mut ids = Vec::with_capacity(load.runs);
    while ids.len() < load.runs {
        let run = |number: usize| {
            let number = i32::try_from(ids.len() + number).unwrap_or(i32::MAX);
            let details = json!({"scheduled_time": first_due + between * number});
            json!({"state": {"type": "SCHEDULED", "state_details": details}})
        };
        let body: Value = (0..CHUNK.min(load.runs - ids.len())).map(run).collect();
        let made = connection.post(&path, &body).await?;
        for one in made["results"].as_array().context("no results")? {
            ids.push(one["flow_run_id"].as_str().context("no run")?.to_owned());
        }
        bar.set_position(ids.len() as u64);
    }
    bar.finish_and_clear();
    Ok(ids)
}

async fn count(connection: &mut Connection, state: &str) -> anyhow::Result<u64> {
    let body = json!({"flow_runs": {"state": {"type": {"any_": [state]}}}});
    let count = connection.post("/flow_runs/count", &body).await?;
    count.as_u64().context("no number")
}

/// How late the transitions of some runs were.
async fn lateness(server: &Server, runs: &[&String], load: Load) -> anyhow::Result<Latencies> {
    let mut connection = server.connect().await?;
    let mut late = Latencies::new();
    for run in runs {
        let path = format!("/flow_run_states/?flow_run_id={run}");
        let states = connection.call("GET", &path, &Value::Null).await?;
        let entered = |state_type: &str| -> anyhow::Result<DateTime<Utc>> {
            let states = states.as_array().context("no states")?;
            let state = states.iter().find(|state| state["type"] == state_type);
            let state =
                state.with_context(|| format!("{run} was never {state_type}: {states:?}"))?;
            time(&state["timestamp"])
        };
        let run = connection
            .call("GET", &format!("/flow_runs/{run}"), &Value::Null)
            .await?;
        let body = json!({"flow_runs": {"id": {"any_": [run["id"]]}}});
        let tasks = connection.post("/task_runs/filter", &body).await?;
        let tasks = tasks.as_array().context("no task runs")?;
        ensure!(tasks.len() == TASKS.len(), "{} task runs", tasks.len());

        // Each transition, and when it could come at the earliest.
        let mut after = |time: DateTime<Utc>, before: DateTime<Utc>, delay: Duration| {
            let late_by = time - before - TimeDelta::from_std(delay)?;
            late.record(late_by.to_std().unwrap_or_default());
            anyhow::Ok(())
        };
        let (pending, running) = (entered("PENDING")?, entered("RUNNING")?);
        after(pending, time(&run["expected_start_time"])?, DELAY)?;
        after(running, pending, DELAY)?;
        let mut before = running;
        for id in TASKS {
            let task = tasks.iter().find(|task| {
                let name = task["name"].as_str().unwrap_or_default();
                name == id || name.starts_with(&format!("{id}-"))
            });
            let task = task.with_context(|| format!("no task run of {id}: {tasks:?}"))?;
            let (start, end) = (time(&task["start_time"])?, time(&task["end_time"])?);
            after(start, before, DELAY)?;
            after(end, start, load.task)?;
            before = end;
        }
        after(entered("COMPLETED")?, before, Duration::ZERO)?;
    }
    Ok(late)
}

fn time(value: &Value) -> anyhow::Result<DateTime<Utc>> {
    let text = value.as_str().context("no time")?;
    Ok(DateTime::parse_from_rfc3339(text)?.to_utc())
}
