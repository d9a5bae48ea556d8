//! Filling real Prefect: its database, by its own models, in the environment that it
//! runs in. Through its API, 10,000 runs would take a quarter of an hour.

use std::process::Stdio;

use anyhow::{Context, ensure};
use indicatif::ProgressBar;
use serde_json::json;
use tokio::io::AsyncWriteExt as _;
use tokio::process::Command;

use super::runs::path_to;
use super::{Objects, RunData};
use crate::servers::{Prefect, Server};

/// Reads runs from standard input, one JSON object a line.
const SCRIPT: &str = include_str!("fill_prefect.py");

/// Writes the runs and their states.
pub(crate) async fn fill_prefect(
    prefect: &Prefect,
    server: &Server,
    objects: &Objects,
    runs: impl Iterator<Item = RunData>,
    progress: &ProgressBar,
) -> anyhow::Result<()> {
    let database = server.database().context("Prefect has no database")?;
    let url = format!("sqlite+aiosqlite:///{}", database.display());
    let mut process = Command::new(&prefect.python)
        .args(["-c", SCRIPT])
        .env("PREFECT_SERVER_DATABASE_CONNECTION_URL", url)
        .env_remove("PREFECT_API_URL")
        .env_remove("PREFECT_PROFILE")
        .stdin(Stdio::piped())
        .kill_on_drop(true)
        .spawn()
        .with_context(|| format!("cannot start {}", prefect.python.display()))?;
    let mut stdin = process.stdin.take().context("no standard input")?;
    for run in runs {
        let deployment = &objects.deployments[run.deployment];
        let line = json!({
            "name": run.name,
            "tags": run.tags,
            "expected": run.expected,
            "states": path_to(run.state),
            "flow_id": deployment.flow,
            "deployment_id": deployment.id,
            "work_queue_id": deployment.queue_id,
            "work_queue_name": deployment.queue,
        });
        stdin.write_all(format!("{line}\n").as_bytes()).await?;
        progress.inc(1);
    }
    drop(stdin);
    let status = process.wait().await?;
    ensure!(status.success(), "filling Prefect ended with {status}");
    Ok(())
}
