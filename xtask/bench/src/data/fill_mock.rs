//! Filling the mock, through its API as any client would.

use std::cell::RefCell;
use std::rc::Rc;

use anyhow::{Context, ensure};
use chrono::{DateTime, Utc};
use indicatif::ProgressBar;
use serde_json::{Value, json};
use tokio::task::{JoinSet, LocalSet};

use super::{Objects, RunData};
use crate::load::Connection;
use crate::servers::Server;

/// How many runs are made by one request; the most that is allowed.
const CHUNK: usize = 100;

/// How many runs are taken to a state by one request; the most that is allowed.
const CHANGED_AT_ONCE: usize = 50;

/// How many connections are used.
const CONNECTIONS: usize = 8;

/// Runs of one deployment.
type Chunk = (usize, Vec<RunData>);

/// Makes the runs, and takes each through the states that lead to its own.
pub(crate) async fn fill_mock(
    server: &Server,
    objects: &Objects,
    runs: impl Iterator<Item = RunData> + 'static,
    path_to: fn(&str) -> &'static [&'static str],
    progress: &ProgressBar,
) -> anyhow::Result<()> {
    let chunks = Rc::new(RefCell::new(Chunks {
        runs,
        open: vec![Vec::new(); objects.deployments.len()],
    }));
    let clients = LocalSet::new();
    let mut running = JoinSet::new();
    for _ in 0..CONNECTIONS {
        let mut connection = server.connect().await?;
        let (chunks, objects) = (Rc::clone(&chunks), objects.clone());
        let progress = progress.clone();
        let client = async move {
            loop {
                let next = chunks.borrow_mut().next();
                let Some((deployment, runs)) = next else {
                    return anyhow::Ok(());
                };
                let deployment = &objects.deployments[deployment].id;
                make(&mut connection, deployment, &runs, path_to).await?;
                progress.inc(runs.len() as u64);
            }
        };
        running.spawn_local_on(client, &clients);
    }
    clients
        .run_until(async {
            while let Some(ended) = running.join_next().await {
                ended.context("a client ended")??;
            }
            Ok(())
        })
        .await
}

/// Runs by deployment, so many at a time.
struct Chunks<Runs> {
    runs: Runs,
    open: Vec<Vec<RunData>>,
}

impl<Runs: Iterator<Item = RunData>> Iterator for Chunks<Runs> {
    type Item = Chunk;

    fn next(&mut self) -> Option<Chunk> {
        for run in self.runs.by_ref() {
            let deployment = run.deployment;
            let open = &mut self.open[deployment];
            open.push(run);
            if open.len() == CHUNK {
                return Some((deployment, std::mem::take(open)));
            }
        }
        let deployment = self.open.iter().position(|open| !open.is_empty())?;
        Some((deployment, std::mem::take(&mut self.open[deployment])))
    }
}

async fn make(
    connection: &mut Connection,
    deployment: &str,
    runs: &[RunData],
    path_to: fn(&str) -> &'static [&'static str],
) -> anyhow::Result<()> {
    let body: Vec<_> = runs
        .iter()
        .map(|run| {
            json!({
                "name": run.name,
                "tags": run.tags,
                "state": scheduled(run.expected),
            })
        })
        .collect();
    let path = format!("/deployments/{deployment}/create_flow_run/bulk");
    let made = connection.post(&path, &json!(body)).await?;
    let made = made["results"].as_array().context("no results")?;
    ensure!(made.len() == runs.len(), "not all runs were made");
    let ids: Vec<&str> = made
        .iter()
        .map(|one| one["flow_run_id"].as_str().context("a run was not made"))
        .collect::<anyhow::Result<_>>()?;
    for stage in 0.. {
        // The states that come next, and the runs that they are for.
        let mut stages: Vec<(&str, Vec<&str>)> = Vec::new();
        for (run, id) in runs.iter().zip(&ids) {
            let Some(state) = path_to(run.state).get(stage) else {
                continue;
            };
            match stages.iter_mut().find(|(other, _)| other == state) {
                Some((_, ids)) => ids.push(id),
                None => stages.push((state, vec![id])),
            }
        }
        if stages.is_empty() {
            break;
        }
        for (state, ids) in stages {
            for ids in ids.chunks(CHANGED_AT_ONCE) {
                set_state(connection, state, ids).await?;
            }
        }
    }
    Ok(())
}

/// Proposes a state to some runs, which have to accept it.
async fn set_state(connection: &mut Connection, state: &str, ids: &[&str]) -> anyhow::Result<()> {
    let body = json!({
        "flow_runs": {"id": {"any_": ids}},
        "state": {"type": state},
        "force": true,
        "limit": ids.len(),
    });
    let set = connection.post("/flow_runs/bulk_set_state", &body).await?;
    let results = set["results"].as_array().context("no results")?;
    let accepted = |one: &&Value| one["status"] == "ACCEPT";
    ensure!(
        results.iter().filter(accepted).count() == ids.len(),
        "not all runs are {state}: {set}"
    );
    Ok(())
}

fn scheduled(time: DateTime<Utc>) -> Value {
    json!({"type": "SCHEDULED", "state_details": {"scheduled_time": time}})
}
