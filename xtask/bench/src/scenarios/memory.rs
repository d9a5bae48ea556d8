//! What many runs take, and what is left of it when they are deleted.

use std::time::Duration;

use anyhow::{Context, ensure};
use chrono::TimeDelta;
use serde::Serialize;
use serde_json::json;

use crate::bench::Bench;
use crate::data::{Objects, RunData, fill_mock, mixed};
use crate::machine::now;
use crate::progress;
use crate::servers::Server;

/// The states that each run has been in, besides the one it begins in: four, so that
/// there are five.
const STATES: &[&str] = &["PENDING", "PENDING", "RUNNING", "COMPLETED"];

/// How many runs are made and deleted first: the server keeps the newest 25,000 events,
/// whether their runs are there or not, and has them from then on.
const FIRST_RUNS: usize = 10_000;

/// How long the mock is left alone before what it still takes is read: it gives memory
/// back five to ten seconds after the last run is gone.
const SETTLING: Duration = Duration::from_secs(15);

/// How many runs are deleted by one request; the most that is allowed.
const DELETED_AT_ONCE: usize = 50;

/// Memory that is taken and given back.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct Memory {
    /// How many runs there were.
    pub(crate) runs: usize,
    /// How many states each has been in.
    pub(crate) states_of_a_run: usize,
    /// Resident memory after the start, in bytes.
    pub(crate) idle_bytes: u64,
    /// Resident memory before, when some runs have been made and deleted.
    pub(crate) before_bytes: u64,
    /// Resident memory with all runs.
    pub(crate) full_bytes: u64,
    /// Resident memory once they are deleted.
    pub(crate) after_bytes: u64,
    /// How long it took to make them, in seconds.
    pub(crate) made_in_seconds: f64,
    /// How long it took to delete them, in seconds.
    pub(crate) deleted_in_seconds: f64,
}

/// Fills the mock and empties it again.
pub(super) async fn measure(bench: &Bench<'_>) -> anyhow::Result<Memory> {
    let choice = &bench.options.choice;
    let runs = choice.sizes().last().copied().unwrap_or(FIRST_RUNS);
    let server = bench.mock.start().await?;
    let idle_bytes = server.resident_bytes()?;
    let objects = Objects::create(&mut server.connect().await?).await?;
    make(&server, &objects, FIRST_RUNS.min(runs)).await?;
    delete(&server, FIRST_RUNS.min(runs)).await?;
    tokio::time::sleep(SETTLING).await;
    let before_bytes = server.resident_bytes()?;

    let started = std::time::Instant::now();
    make(&server, &objects, runs).await?;
    let made = started.elapsed();
    let mut connection = server.connect().await?;
    let counted = connection.post("/flow_runs/count", &json!({})).await?;
    ensure!(
        counted == json!(runs),
        "{counted} runs were made, and not {runs}"
    );
    let full_bytes = server.resident_bytes()?;
    let started = std::time::Instant::now();
    delete(&server, runs).await?;
    let deleted = started.elapsed();
    tokio::time::sleep(SETTLING).await;
    Ok(Memory {
        runs,
        states_of_a_run: STATES.len() + 1,
        idle_bytes,
        before_bytes,
        full_bytes,
        after_bytes: server.resident_bytes()?,
        made_in_seconds: made.as_secs_f64(),
        deleted_in_seconds: deleted.as_secs_f64(),
    })
}

async fn make(server: &Server, objects: &Objects, runs: usize) -> anyhow::Result<()> {
    let bar = progress::bar(format!("Making {runs} flow runs of five states"), runs);
    let expected = now() - TimeDelta::hours(1);
    let deployments = objects.deployments.len();
    let data = (0..runs).map(move |number| RunData {
        name: format!("run-{:016x}", mixed(number as u64)),
        deployment: number % deployments,
        state: "COMPLETED",
        tags: vec!["a-tag".to_owned()],
        expected,
    });
    fill_mock(server, objects, data, |_| STATES, &bar).await?;
    bar.finish_and_clear();
    Ok(())
}

/// Deletes all runs.
async fn delete(server: &Server, runs: usize) -> anyhow::Result<()> {
    let mut connection = server.connect().await?;
    let bar = progress::bar(format!("Deleting {runs} flow runs"), runs);
    let body = json!({"limit": DELETED_AT_ONCE});
    let mut left = runs;
    while left > 0 {
        let answer = connection.post("/flow_runs/bulk_delete", &body).await?;
        let deleted = answer["deleted"].as_array().context("no list")?.len();
        ensure!(deleted > 0, "{left} runs are not to be deleted");
        left = left.saturating_sub(deleted);
        bar.inc(deleted as u64);
    }
    bar.finish_and_clear();
    Ok(())
}
