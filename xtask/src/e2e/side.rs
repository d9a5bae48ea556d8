//! The three sides: who answers as Prefect, and who runs flows.

use std::path::Path;

use anyhow::Context;
use serde_json::{Map, Value, json};

use crate::binaries::Binaries;
use crate::journey::TOOL_SERVERS;
use crate::mock::Mock;
use crate::prefect_env::PrefectEnv;
use crate::prefect_server::PrefectServer;
use crate::prefect_worker::PrefectWorker;

/// The work pool that the run goes through.
pub(super) const WORK_POOL: &str = "e2e";

/// One of the three.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Side {
    Real,
    Mock,
    Simulated,
}

impl Side {
    pub(super) const ALL: [Self; 3] = [Self::Real, Self::Mock, Self::Simulated];

    /// Its name in tables and paths.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Real => "real",
            Self::Mock => "mock",
            Self::Simulated => "simulated",
        }
    }

    /// What it is.
    pub(super) fn title(self) -> &'static str {
        match self {
            Self::Real => "Real Prefect, with a real worker",
            Self::Mock => "The mock, with a real worker",
            Self::Simulated => "The mock, which simulates",
        }
    }

    /// Whether flows are really run.
    pub(super) fn has_worker(self) -> bool {
        self != Self::Simulated
    }

    /// Starts a worker where the side has one, with the demonstration servers as the
    /// tools that its flows can call.
    pub(super) async fn start_worker(
        self,
        binaries: &Binaries,
        prefect: &PrefectEnv,
        api_url: &str,
        logs: &Path,
    ) -> anyhow::Result<Option<PrefectWorker>> {
        if !self.has_worker() {
            return Ok(None);
        }
        let configuration = logs.join("mcp.json");
        std::fs::write(&configuration, mcp_json(binaries)?.to_string())
            .with_context(|| format!("cannot write {}", configuration.display()))?;
        let variables = [
            ("MCP_CALL", binaries.path("mcp-call")?.as_os_str()),
            ("MCP_CALL_CONFIG", configuration.as_os_str()),
        ];
        PrefectWorker::start(
            prefect,
            api_url,
            WORK_POOL,
            &variables,
            &logs.join("worker.log"),
        )
        .await
        .map(Some)
    }
}

/// A running API of Prefect. It ends when this value is dropped.
#[derive(Debug)]
pub(super) enum Api {
    Real(PrefectServer),
    Mock(Mock),
}

impl Api {
    /// Starts the API of a side.
    pub(super) async fn start(
        side: Side,
        binaries: &Binaries,
        prefect: &PrefectEnv,
        logs: &Path,
    ) -> anyhow::Result<Self> {
        let simulate = match side {
            Side::Real => {
                let log = logs.join("server.log");
                let server = PrefectServer::start(prefect, 0, &[], Some(&log)).await?;
                return Ok(Self::Real(server));
            }
            Side::Mock => "never",
            Side::Simulated => "always",
        };
        let mock = Mock::start(binaries.path("prefect-mock")?, &["--simulate", simulate]).await?;
        Ok(Self::Mock(mock))
    }

    /// Its base URL.
    pub(super) fn url(&self) -> &str {
        match self {
            Self::Real(server) => server.api_url(),
            Self::Mock(mock) => mock.api_url(),
        }
    }
}

/// The demonstration servers as `mcp-call` is told of them.
fn mcp_json(binaries: &Binaries) -> anyhow::Result<Value> {
    let binary = binaries.path("mcp-demo")?;
    let servers: Map<String, Value> = TOOL_SERVERS
        .into_iter()
        .map(|(name, subcommand)| {
            let server = json!({"command": binary, "args": [subcommand]});
            (name.to_owned(), server)
        })
        .collect();
    Ok(json!({ "mcpServers": servers }))
}
