//! The mock.

use std::path::PathBuf;

use tokio::process::Command;

use super::{Kind, Server};
use crate::load::Request;

/// The mock's program.
#[derive(Debug, Clone)]
pub(crate) struct Mock {
    program: PathBuf,
}

impl Mock {
    /// The mock of this program.
    pub(crate) fn new(program: PathBuf) -> Self {
        Self { program }
    }

    /// Starts a mock that leaves all runs alone.
    pub(crate) async fn start(&self) -> anyhow::Result<Server> {
        self.start_with(&["--simulate", "never"]).await
    }

    /// Starts a mock with some arguments.
    pub(crate) async fn start_with(&self, arguments: &[&str]) -> anyhow::Result<Server> {
        let mut command = Command::new(&self.program);
        command.args(["--port", "0"]).args(arguments);
        Server::announced(Kind::Mock, command, &Request::new("GET", "/health", None)).await
    }
}
