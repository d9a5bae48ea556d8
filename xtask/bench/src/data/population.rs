//! A server that is filled.

use std::collections::BTreeMap;
use std::collections::BTreeSet;

use anyhow::{Context, ensure};
use chrono::{DateTime, Utc};
use serde_json::json;

use super::objects::text;
use super::{Objects, runs};
use crate::load::Connection;
use crate::servers::{Prefect, Server};

/// How many runs' ids are known, at most.
const KNOWN_RUNS: usize = 1_000;

/// The most runs on a page.
const PAGE: usize = 200;

/// Log lines: how many runs have any, and how many each.
const LOGGING_RUNS: usize = 20;
const LINES_OF_A_RUN: usize = 500;
/// How many lines are sent at once.
pub(crate) const LOG_BATCH: usize = 100;

/// A server and what it holds.
#[derive(Debug)]
pub(crate) struct Population {
    /// The server.
    pub(crate) server: Server,
    /// How many flow runs it was filled with.
    pub(crate) size: usize,
    /// What they belong to.
    pub(crate) objects: Objects,
    /// Ids of some of the runs, from everywhere among them.
    pub(crate) run_ids: Vec<String>,
    /// Runs that have log lines.
    pub(crate) logging_runs: Vec<String>,
    /// The time that the runs are spread around.
    pub(crate) now: DateTime<Utc>,
}

impl Population {
    /// Fills a server with so many runs, and makes sure that they are there.
    pub(crate) async fn fill(
        server: Server,
        size: usize,
        prefect: Option<&Prefect>,
        progress: &indicatif::ProgressBar,
    ) -> anyhow::Result<Self> {
        let now = crate::machine::now();
        let mut connection = server.connect().await?;
        let objects = Objects::create(&mut connection).await?;
        let data = runs(size, now);
        if let Some(prefect) = prefect {
            super::fill_prefect(prefect, &server, &objects, data, progress).await?;
        } else {
            super::fill_mock(&server, &objects, data, super::path_to, progress).await?;
        }
        // Servers close connections that say nothing for long.
        let mut connection = server.connect().await?;
        let run_ids = some_runs(&mut connection, size).await?;
        let mut population = Self {
            server,
            size,
            objects,
            logging_runs: run_ids.iter().take(LOGGING_RUNS).cloned().collect(),
            run_ids,
            now,
        };
        population.verify(&mut connection).await?;
        population.log(&mut connection).await?;
        Ok(population)
    }

    /// Compares what the server counts with what it was filled with.
    async fn verify(&self, connection: &mut Connection) -> anyhow::Result<()> {
        let mut expected: BTreeMap<&str, usize> = BTreeMap::new();
        for run in runs(self.size, self.now) {
            *expected.entry(run.state).or_default() += 1;
        }
        for (state, count) in expected {
            let body = json!({"flow_runs": {"state": {"type": {"any_": [state]}}}});
            let counted = connection.post("/flow_runs/count", &body).await?;
            ensure!(
                counted == json!(count),
                "{} counts {counted} runs that are {state}, and not {count}",
                self.server.kind().title()
            );
        }
        Ok(())
    }

    /// Sends log lines of some runs.
    async fn log(&mut self, connection: &mut Connection) -> anyhow::Result<()> {
        for run in &self.logging_runs {
            for _ in 0..LINES_OF_A_RUN / LOG_BATCH {
                connection.post("/logs/", &log_lines(run, self.now)).await?;
            }
        }
        Ok(())
    }
}

/// As many log lines of a run as are sent at once.
pub(crate) fn log_lines(run: &str, time: DateTime<Utc>) -> serde_json::Value {
    let line = |number: usize| {
        json!({
            "name": "prefect.flow_runs",
            "level": 20,
            "message": format!("Line {number} of what a task has to say as it goes on"),
            "timestamp": time,
            "flow_run_id": run,
        })
    };
    (0..LOG_BATCH).map(line).collect()
}

/// Ids of some runs: pages from all over one order.
async fn some_runs(connection: &mut Connection, size: usize) -> anyhow::Result<Vec<String>> {
    let pages = KNOWN_RUNS / PAGE;
    let mut ids = BTreeSet::new();
    for page in 0..pages {
        let offset = size * page / pages;
        let body = json!({"sort": "NAME_ASC", "limit": PAGE, "offset": offset});
        let page = connection.post("/flow_runs/filter", &body).await?;
        for run in page.as_array().context("no list")? {
            ids.insert(text(run, "id")?);
        }
    }
    ensure!(!ids.is_empty(), "there are no runs");
    Ok(ids.into_iter().collect())
}
