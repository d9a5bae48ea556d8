//! A real Prefect server for as long as somebody needs it.
//!
//! The server runs on a free loopback port, from the environment that
//! [`PrefectEnv`] made, with its database in a temporary folder and its
//! analytics switched off. Dropping [`PrefectServer`] ends the process and
//! removes the folder.

use std::net::{Ipv4Addr, SocketAddr, TcpListener};
use std::path::Path;
use std::process::Stdio;
use std::time::{Duration, Instant};

use anyhow::{Context, bail};
use tempfile::TempDir;
use tokio::process::{Child, Command};

use crate::output;
use crate::prefect_env::{PREFECT_VERSION, PrefectEnv};

/// How long a server may take from start to its first healthy answer. It makes
/// its database on the way, which a slow disk stretches to half a minute.
const START_LIMIT: Duration = Duration::from_secs(120);

/// Pause between two questions to a server that is still starting.
const HEALTH_INTERVAL: Duration = Duration::from_millis(250);

/// How long one such question may take.
const HEALTH_TIMEOUT: Duration = Duration::from_secs(5);

/// How many of the last lines of its log are shown when a server fails.
const SHOWN_LOG_LINES: usize = 20;

/// What `cargo xtask prefect-server` accepts.
#[derive(Debug, clap::Args)]
pub(crate) struct Options {
    /// Prefect's release
    #[arg(long, default_value = PREFECT_VERSION)]
    prefect: String,
    /// The loopback port to serve on; 0 takes a free one
    #[arg(long, default_value_t = 0)]
    port: u16,
}

/// A running server. It ends when this value is dropped.
#[derive(Debug)]
pub(crate) struct PrefectServer {
    api_url: String,
    process: Child,
    // Declared after the process: the folder goes once its user is gone.
    _home: TempDir,
}

impl PrefectServer {
    /// Starts a server on `port` (0 takes a free one), with some settings of
    /// Prefect's as environment variables, and waits until it is healthy, at most
    /// two minutes. Its log goes to `log`, or else with its folder.
    ///
    /// # Errors
    ///
    /// Fails when the process does not start, ends early, or is not healthy in
    /// time. The message carries the end of the server's own log.
    pub(crate) async fn start(
        environment: &PrefectEnv,
        port: u16,
        settings: &[(&str, &str)],
        log: Option<&Path>,
    ) -> anyhow::Result<Self> {
        let home = tempfile::Builder::new()
            .prefix("prefect-home-")
            .tempdir()
            .context("cannot create a temporary folder for the server")?;
        let port = if port == 0 { free_port()? } else { port };
        let log_path = log.map_or_else(|| home.path().join("server.log"), Path::to_path_buf);
        let log = std::fs::File::create(&log_path)
            .with_context(|| format!("cannot create {}", log_path.display()))?;

        let process = Command::new(&environment.prefect)
            .args(["server", "start", "--host", "127.0.0.1", "--port"])
            .arg(port.to_string())
            .env("PREFECT_HOME", home.path())
            .env("PREFECT_SERVER_ANALYTICS_ENABLED", "false")
            .env_remove("PREFECT_API_URL")
            .env_remove("PREFECT_PROFILE")
            .envs(settings.iter().copied())
            .stdin(Stdio::null())
            .stdout(log.try_clone().context("cannot share the server's log")?)
            .stderr(log)
            .kill_on_drop(true)
            .spawn()
            .with_context(|| format!("cannot start {}", environment.prefect.display()))?;

        let mut server = Self {
            api_url: format!("http://127.0.0.1:{port}/api"),
            process,
            _home: home,
        };
        server.wait_until_healthy(&log_path).await?;
        Ok(server)
    }

    /// The base URL of its API, such as `http://127.0.0.1:4200/api`.
    pub(crate) fn api_url(&self) -> &str {
        &self.api_url
    }

    async fn wait_until_healthy(&mut self, log_path: &Path) -> anyhow::Result<()> {
        let http = reqwest::Client::builder().timeout(HEALTH_TIMEOUT).build()?;
        let health_url = format!("{}/health", self.api_url);
        let started = Instant::now();
        while started.elapsed() < START_LIMIT {
            let healthy = http
                .get(&health_url)
                .send()
                .await
                .is_ok_and(|response| response.status().is_success());
            if healthy {
                return Ok(());
            }
            if let Some(status) = self.process.try_wait()? {
                bail!(
                    "the Prefect server ended with {status} before it was healthy:\n{}",
                    log_tail(log_path)
                );
            }
            tokio::time::sleep(HEALTH_INTERVAL).await;
        }
        bail!(
            "the Prefect server was not healthy within {} seconds:\n{}",
            START_LIMIT.as_secs(),
            log_tail(log_path)
        )
    }
}

/// `cargo xtask prefect-server`.
pub(crate) fn run(options: &Options) -> anyhow::Result<()> {
    let environment = PrefectEnv::ensure(&options.prefect)?;
    tokio::runtime::Runtime::new()?.block_on(async {
        let spinner = output::spinner("Starting the Prefect server".to_owned());
        let mut server = PrefectServer::start(&environment, options.port, &[], None).await?;
        spinner.finish_and_clear();

        println!("PREFECT_API_URL={}", server.api_url());
        eprintln!(
            "Prefect {} is serving; Ctrl-C ends it and removes its data.",
            environment.version
        );
        tokio::select! {
            interrupted = tokio::signal::ctrl_c() => interrupted.context("cannot wait for Ctrl-C"),
            ended = server.process.wait() => bail!("the Prefect server ended by itself with {}", ended?),
        }
    })
}

/// A port that was free a moment ago. Prefect cannot be asked to choose one
/// and say which, so another process may win it; the start then fails loudly.
fn free_port() -> anyhow::Result<u16> {
    let listener = TcpListener::bind(SocketAddr::from((Ipv4Addr::LOCALHOST, 0)))
        .context("cannot find a free loopback port")?;
    Ok(listener.local_addr()?.port())
}

/// The end of the server's log, as far as it can be read.
fn log_tail(path: &Path) -> String {
    let log = std::fs::read_to_string(path).unwrap_or_default();
    output::last_lines(&log, SHOWN_LOG_LINES)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// An environment whose `prefect` is a program that ends at once.
    fn environment_that_ends() -> PrefectEnv {
        PrefectEnv {
            version: PREFECT_VERSION.to_owned(),
            python: "rustc".into(),
            prefect: "rustc".into(),
        }
    }

    #[tokio::test]
    async fn a_server_that_ends_early_is_told_with_its_log() {
        let error = PrefectServer::start(&environment_that_ends(), 0, &[], None)
            .await
            .unwrap_err()
            .to_string();
        assert!(error.contains("before it was healthy"), "{error}");
        assert!(error.contains("host"), "the log is missing: {error}");
    }
}
