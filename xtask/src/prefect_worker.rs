//! A real Prefect worker for as long as somebody needs it.

use std::ffi::OsStr;
use std::fs::File;
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::time::{Duration, Instant};

use anyhow::{Context, bail};
use nix::sys::signal::{Signal, killpg};
use nix::unistd::Pid;
use tempfile::TempDir;
use tokio::process::{Child, Command};

use crate::output;
use crate::prefect_env::PrefectEnv;

/// How long a worker may take until it polls. Python starts slowly where the
/// processors are busy.
const START_LIMIT: Duration = Duration::from_secs(120);

/// Pause between two looks at its log.
const LOG_INTERVAL: Duration = Duration::from_millis(100);

/// What a worker says once it polls.
const STARTED: &str = "started!";

/// How many of the last lines of its log are shown when a worker fails.
const SHOWN_LOG_LINES: usize = 20;

/// A running process worker. It ends when this value is dropped, and so do the flow
/// runs that it started.
#[derive(Debug)]
pub(crate) struct PrefectWorker {
    process: Child,
    group: Pid,
    // Declared after the process: the folder goes once its user is gone.
    _home: TempDir,
}

impl PrefectWorker {
    /// Starts a worker of the type `process` for a pool, which it makes if there is
    /// none, and waits until it polls. Flow runs see `variables` in their
    /// environment. All that it and they write goes to `log`.
    ///
    /// # Errors
    ///
    /// Fails when the process does not start, ends early, or does not poll within two
    /// minutes. The message carries the end of its log.
    pub(crate) async fn start(
        environment: &PrefectEnv,
        api_url: &str,
        pool: &str,
        variables: &[(&str, &OsStr)],
        log: &Path,
    ) -> anyhow::Result<Self> {
        let home = tempfile::Builder::new()
            .prefix("prefect-worker-")
            .tempdir()
            .context("cannot create a temporary folder for the worker")?;
        let file = File::create(log).with_context(|| format!("cannot create {}", log.display()))?;
        let process = Command::new(&environment.prefect)
            .args(["worker", "start", "--type", "process", "--pool", pool])
            .env("PREFECT_HOME", home.path())
            .env("PREFECT_API_URL", api_url)
            .env_remove("PREFECT_PROFILE")
            .envs(variables.iter().copied())
            .current_dir(home.path())
            .stdin(Stdio::null())
            .stdout(file.try_clone().context("cannot share the worker's log")?)
            .stderr(file)
            .process_group(0)
            .kill_on_drop(true)
            .spawn()
            .with_context(|| format!("cannot start {}", environment.prefect.display()))?;
        let id = process.id().context("the worker ended at once")?;
        let mut worker = Self {
            process,
            group: Pid::from_raw(i32::try_from(id).context("the worker's process id")?),
            _home: home,
        };
        worker.wait_until_it_polls(log.to_path_buf()).await?;
        Ok(worker)
    }

    async fn wait_until_it_polls(&mut self, log: PathBuf) -> anyhow::Result<()> {
        let written = || std::fs::read_to_string(&log).unwrap_or_default();
        let started = Instant::now();
        while started.elapsed() < START_LIMIT {
            if written().contains(STARTED) {
                return Ok(());
            }
            if let Some(status) = self.process.try_wait()? {
                bail!(
                    "the worker ended with {status} before it polled:\n{}",
                    output::last_lines(&written(), SHOWN_LOG_LINES)
                );
            }
            tokio::time::sleep(LOG_INTERVAL).await;
        }
        bail!(
            "the worker did not poll within {} seconds:\n{}",
            START_LIMIT.as_secs(),
            output::last_lines(&written(), SHOWN_LOG_LINES)
        )
    }
}

impl Drop for PrefectWorker {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = killpg(self.group, Signal::SIGKILL);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_worker_that_ends_early_is_told_with_its_log() {
        let environment = PrefectEnv {
            version: "0".to_owned(),
            python: "rustc".into(),
            prefect: "rustc".into(),
        };
        let folder = tempfile::tempdir().unwrap();
        let log = folder.path().join("worker.log");
        let url = "http://127.0.0.1:9/api";
        let started = PrefectWorker::start(&environment, url, "pool", &[], &log).await;
        let error = started.unwrap_err().to_string();
        assert!(error.contains("before it polled"), "{error}");
    }
}
