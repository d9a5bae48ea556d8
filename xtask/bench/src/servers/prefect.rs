//! Real Prefect, on SQLite.

use std::fs::File;
use std::net::{Ipv4Addr, SocketAddr, TcpListener};
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::time::Instant;

use anyhow::Context;
use tokio::process::Command;

use super::{Kind, Server};
use crate::load::Request;

/// An installed Prefect.
#[derive(Debug, Clone)]
pub(crate) struct Prefect {
    /// Its `prefect` command.
    pub(crate) command: PathBuf,
    /// The Python that has it.
    pub(crate) python: PathBuf,
}

/// Where its database is within its folder; Prefect's own default.
const DATABASE: &str = "prefect.db";

impl Prefect {
    /// Starts a server with an empty database and its own settings, but without the
    /// services that work in the background: they take time from what is measured,
    /// those of the mock go on.
    pub(crate) async fn start(&self) -> anyhow::Result<Server> {
        let home = tempfile::Builder::new()
            .prefix("prefect-home-")
            .tempdir()
            .context("cannot create a temporary folder for Prefect")?;
        let address = free_address()?;
        let log = File::create(home.path().join("server.log"))?;
        let spawned = Instant::now();
        let process = Command::new(&self.command)
            .args(["server", "start", "--no-services", "--host", "127.0.0.1"])
            .args(["--port", &address.port().to_string()])
            .env("PREFECT_HOME", home.path())
            .env("PREFECT_SERVER_ANALYTICS_ENABLED", "false")
            .env_remove("PREFECT_API_URL")
            .env_remove("PREFECT_PROFILE")
            .stdin(Stdio::null())
            .stdout(log.try_clone()?)
            .stderr(log)
            .kill_on_drop(true)
            .spawn()
            .with_context(|| format!("cannot start {}", self.command.display()))?;
        let health = Request::new("GET", "/health", None);
        Server::when_healthy(
            Kind::Prefect,
            process,
            address,
            &health,
            spawned,
            Some(home),
        )
        .await
    }
}

impl Server {
    /// The database of a Prefect server.
    pub(crate) fn database(&self) -> Option<PathBuf> {
        let home: &Path = self.home.as_ref()?.path();
        Some(home.join(DATABASE))
    }
}

/// An address that was free a moment ago: Prefect cannot be asked to choose one and say
/// which. If another process wins it, the start fails.
fn free_address() -> anyhow::Result<SocketAddr> {
    let listener =
        TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).context("cannot find a free loopback port")?;
    Ok(listener.local_addr()?)
}
