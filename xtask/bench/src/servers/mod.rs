//! The servers that are measured, each a process of its own.

mod bare;
mod mock;
mod prefect;
mod usage;

use std::net::SocketAddr;
use std::process::Stdio;
use std::time::{Duration, Instant};

use anyhow::{Context, bail};
use serde::Serialize;
use tempfile::TempDir;
use tokio::io::{AsyncBufReadExt as _, BufReader};
use tokio::process::{Child, Command};
use tokio::time::timeout;

use crate::load::{Connection, Request};

pub(crate) use mock::Mock;
pub(crate) use prefect::Prefect;

/// What the first line of a server's output begins with.
const URL_PREFIX: &str = "PREFECT_API_URL=http://";

/// How long a server may take to print that line, or to be healthy.
const START_LIMIT: Duration = Duration::from_secs(120);

/// Pause between two questions to a server that does not answer yet.
const HEALTH_INTERVAL: Duration = Duration::from_millis(20);

/// Which server it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Kind {
    /// `prefect-mock`.
    Mock,
    /// Real Prefect on SQLite.
    Prefect,
    /// A bare dropshot endpoint.
    Dropshot,
    /// A bare hyper service.
    Hyper,
}

impl Kind {
    /// What it is called in reports.
    pub(crate) fn title(self) -> &'static str {
        match self {
            Self::Mock => "mock",
            Self::Prefect => "Prefect",
            Self::Dropshot => "bare dropshot",
            Self::Hyper => "bare hyper",
        }
    }
}

/// A running server. It ends when this value is dropped.
#[derive(Debug)]
pub(crate) struct Server {
    kind: Kind,
    address: SocketAddr,
    process: Child,
    process_id: u32,
    first_answer: Duration,
    // Declared after the process: the folder goes once its user is gone.
    home: Option<TempDir>,
}

impl Server {
    /// Starts a program that prints its URL as its first line.
    async fn announced(kind: Kind, mut command: Command, health: &Request) -> anyhow::Result<Self> {
        let spawned = Instant::now();
        let mut process = command
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .kill_on_drop(true)
            .spawn()
            .with_context(|| format!("cannot start {command:?}"))?;
        let stdout = process.stdout.take().context("no output")?;
        let mut line = String::new();
        timeout(START_LIMIT, BufReader::new(stdout).read_line(&mut line))
            .await
            .context("a server did not print its URL in time")??;
        let address = line.trim().strip_prefix(URL_PREFIX);
        let address = address.map(|address| address.trim_end_matches("/api"));
        let address: SocketAddr = address
            .with_context(|| format!("the first line is not {URL_PREFIX}…, but {line:?}"))?
            .parse()?;
        Self::when_healthy(kind, process, address, health, spawned, None).await
    }

    /// Waits until a server answers.
    async fn when_healthy(
        kind: Kind,
        mut process: Child,
        address: SocketAddr,
        health: &Request,
        spawned: Instant,
        home: Option<TempDir>,
    ) -> anyhow::Result<Self> {
        let process_id = process.id().context("the server has ended")?;
        while spawned.elapsed() < START_LIMIT {
            if is_healthy(address, health).await {
                return Ok(Self {
                    kind,
                    address,
                    process,
                    process_id,
                    first_answer: spawned.elapsed(),
                    home,
                });
            }
            if let Some(status) = process.try_wait()? {
                bail!("{} ended with {status} before it answered", kind.title());
            }
            tokio::time::sleep(HEALTH_INTERVAL).await;
        }
        bail!(
            "{} did not answer within {} seconds",
            kind.title(),
            START_LIMIT.as_secs()
        )
    }

    /// Which server it is.
    pub(crate) fn kind(&self) -> Kind {
        self.kind
    }

    /// Where it listens.
    pub(crate) fn address(&self) -> SocketAddr {
        self.address
    }

    /// From its start as a process to its first answer.
    pub(crate) fn first_answer(&self) -> Duration {
        self.first_answer
    }

    /// The processor time it has taken so far.
    pub(crate) fn cpu_time(&self) -> anyhow::Result<Duration> {
        Ok(usage::of(self.process_id)?.cpu_time)
    }

    /// The memory that it has resident, in bytes.
    pub(crate) fn resident_bytes(&self) -> anyhow::Result<u64> {
        Ok(usage::of(self.process_id)?.resident_bytes)
    }

    /// A connection to it.
    pub(crate) async fn connect(&self) -> anyhow::Result<Connection> {
        Connection::open(self.address).await
    }

    /// Ends it, and returns once it is gone.
    pub(crate) async fn stop(mut self) -> anyhow::Result<()> {
        let killed = self.process.kill().await;
        killed.with_context(|| format!("cannot end {}", self.kind.title()))
    }
}

async fn is_healthy(address: SocketAddr, health: &Request) -> bool {
    let Ok(mut connection) = Connection::open(address).await else {
        return false;
    };
    let answer = connection.exchange(health.bytes()).await;
    answer.is_ok_and(|answer| answer.status == 200)
}

pub(crate) use bare::start_bare;
