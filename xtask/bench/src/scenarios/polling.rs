//! Workers that ask their pools for runs, over and over.
//!
//! 50 pools with 100,000 scheduled runs in all are asked 200 times a second; each answer
//! has the ten runs that are due next. The runs stay, as they do while no worker has
//! room for them.

use std::time::Duration;

use anyhow::ensure;
use chrono::TimeDelta;
use serde::Serialize;
use serde_json::{Value, json};

use crate::bench::Bench;
use crate::load::{Connection, Pace, Plan, Request, pace};
use crate::machine::now;
use crate::operations::poll;
use crate::progress;

/// How many pools, and how many scheduled runs in each.
const POOLS: usize = 50;
const RUNS_OF_A_POOL: usize = 2_000;
const SHORT_RUNS_OF_A_POOL: usize = 100;

/// How many runs are made at once; the most that is allowed.
const CHUNK: usize = 100;

/// How many runs of a pool are due.
const DUE: usize = 10;

/// How often the pools are asked, together.
const POLLS_PER_SECOND: u32 = 200;

/// For how long.
const TIME: Duration = Duration::from_secs(20);
const SHORT_TIME: Duration = Duration::from_millis(300);

/// What polling costs.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct Polling {
    /// How many pools are asked.
    pub(crate) pools: usize,
    /// How many runs are scheduled.
    pub(crate) runs: usize,
    /// How many polls there were.
    pub(crate) polls: u64,
    /// Processor time of the server for each, in milliseconds; background services are
    /// part of it.
    pub(crate) cpu_ms: f64,
    /// Half of all polls took at most this, in milliseconds.
    pub(crate) p50_ms: f64,
    /// 99 of 100 polls took at most this, in milliseconds.
    pub(crate) p99_ms: f64,
}

/// Polls the mock.
pub(super) async fn measure(bench: &Bench<'_>) -> anyhow::Result<Polling> {
    let short = bench.options.choice.short;
    let runs_of_a_pool = if short {
        SHORT_RUNS_OF_A_POOL
    } else {
        RUNS_OF_A_POOL
    };
    let server = bench.mock.start().await?;
    let mut connection = server.connect().await?;
    let first = now() + TimeDelta::hours(1);
    let between = TimeDelta::seconds(10);
    let bar = progress::bar("Scheduling runs to poll for".to_owned(), POOLS);
    for pool in 0..POOLS {
        let deployment = deploy(&mut connection, &pool_name(pool)).await?;
        let path = format!("/deployments/{deployment}/create_flow_run/bulk");
        for chunk in 0..runs_of_a_pool / CHUNK {
            let run = |number: usize| {
                let number = i32::try_from(chunk * CHUNK + number).unwrap_or(i32::MAX);
                let details = json!({"scheduled_time": first + between * number});
                json!({"state": {"type": "SCHEDULED", "state_details": details}})
            };
            let body: Value = (0..CHUNK).map(run).collect();
            connection.post(&path, &body).await?;
        }
        bar.inc(1);
    }
    bar.finish_and_clear();

    // Runs at `first`, and `between` after it, and so on.
    let before = first + between * i32::try_from(DUE - 1)?;
    let poll = |pool: usize| poll(&pool_name(pool), before);
    let polls: Vec<Request> = (0..POOLS).map(poll).collect();
    for request in &polls {
        let answer = connection.exchange(request.bytes()).await?;
        let answer: Value = serde_json::from_slice(answer.body)?;
        let due = answer.as_array().map_or(0, Vec::len);
        ensure!(due == DUE, "a poll brought {due} runs: {answer}");
    }
    let bar = progress::bar(format!("Polling {POOLS} pools"), 1);
    let paced = Pace {
        per_second: POLLS_PER_SECOND,
        connections: u32::try_from(POOLS)?,
        time: if short { SHORT_TIME } else { TIME },
    };
    let seen = pace(&server, &Plan::Cycle(polls.into()), paced).await?;
    bar.finish_and_clear();
    #[expect(clippy::cast_precision_loss, reason = "there are some thousand polls")]
    let polls = seen.latencies.len() as f64;
    Ok(Polling {
        pools: POOLS,
        runs: POOLS * runs_of_a_pool,
        polls: seen.latencies.len(),
        cpu_ms: seen.cpu.as_secs_f64() * 1e3 / polls,
        p50_ms: seen.latencies.milliseconds(0.5),
        p99_ms: seen.latencies.milliseconds(0.99),
    })
}

fn pool_name(number: usize) -> String {
    format!("polled-{number}")
}

/// Makes a pool with a flow and a deployment, and gives the deployment's id.
async fn deploy(connection: &mut Connection, name: &str) -> anyhow::Result<String> {
    let pool = json!({"name": name, "type": "process"});
    connection.post("/work_pools/", &pool).await?;
    crate::data::deploy(connection, name, name, json!({"work_pool_name": name})).await
}
