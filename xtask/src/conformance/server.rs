//! A server under test, over HTTP.

use std::io::{BufRead as _, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};

use anyhow::{Context, bail};

/// What the first line of its output begins with.
const URL_PREFIX: &str = "MCP_URL=";

/// A running server. It ends when it is dropped.
#[derive(Debug)]
pub(super) struct Server {
    process: Child,
    url: String,
}

impl Server {
    /// Starts `binary --http :0` for the Prefect of a URL, and waits for its address, which it tells at once or ends.
    pub(super) fn start(binary: &Path, prefect_api_url: &str) -> anyhow::Result<Self> {
        let mut process = Command::new(binary)
            .args(["--http", ":0"])
            .env("PREFECT_API_URL", prefect_api_url)
            .env_remove("MCP_SERVER_TOKEN")
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .with_context(|| format!("cannot start {}", binary.display()))?;
        let mut line = String::new();
        if let Some(stdout) = process.stdout.take() {
            BufReader::new(stdout)
                .read_line(&mut line)
                .context("cannot read a server's output")?;
        }
        let mut server = Self {
            process,
            url: String::new(),
        };
        match line.trim().strip_prefix(URL_PREFIX) {
            Some(url) => url.clone_into(&mut server.url),
            None => bail!(
                "the first line of {} is not {URL_PREFIX}…, but {line:?}",
                binary.display()
            ),
        }
        Ok(server)
    }

    pub(super) fn url(&self) -> &str {
        &self.url
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // It may have ended by itself; then there is nothing to end.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}
