//! The mock server as a process, on a port of its own choosing.

use std::path::Path;
use std::process::Stdio;
use std::time::Duration;

use anyhow::{Context, bail};
use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
use tokio::process::{Child, Command};
use tokio::time::timeout;

/// What the first line of the mock's output begins with.
const URL_PREFIX: &str = "PREFECT_API_URL=";

/// How long the mock may take to print that line.
const START_LIMIT: Duration = Duration::from_secs(30);

/// A running mock. It ends when this value is dropped.
#[derive(Debug)]
pub(crate) struct Mock {
    api_url: String,
    _process: Child,
}

impl Mock {
    /// Starts `prefect-mock --port 0` with some more arguments, and waits for its URL.
    pub(crate) async fn start(binary: &Path, arguments: &[&str]) -> anyhow::Result<Self> {
        let mut process = Command::new(binary)
            .args(["--port", "0"])
            .args(arguments)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .kill_on_drop(true)
            .spawn()
            .with_context(|| format!("cannot start {}", binary.display()))?;
        let stdout = process.stdout.take().context("the mock has no output")?;
        let mut output = BufReader::new(stdout);

        let mut line = String::new();
        let read = timeout(START_LIMIT, output.read_line(&mut line))
            .await
            .context("the mock did not print its URL in time")?
            .context("cannot read the mock's output")?;
        if read == 0 {
            bail!("the mock ended before it printed its URL; its error is above");
        }
        // Whatever else it prints is read, so that it never waits for a reader.
        tokio::spawn(async move {
            let mut stderr = tokio::io::stderr();
            let copied = tokio::io::copy_buf(&mut output, &mut stderr).await;
            copied.and(stderr.flush().await)
        });
        Ok(Self {
            api_url: url_of(&line)?,
            _process: process,
        })
    }

    /// The base URL of its API.
    pub(crate) fn api_url(&self) -> &str {
        &self.api_url
    }
}

fn url_of(line: &str) -> anyhow::Result<String> {
    let url = line.trim().strip_prefix(URL_PREFIX);
    url.map(ToOwned::to_owned)
        .with_context(|| format!("the mock's first line is not {URL_PREFIX}…, but {line:?}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_url_comes_from_the_first_line() {
        let url = url_of("PREFECT_API_URL=http://127.0.0.1:4220/api\n").unwrap();
        assert_eq!(url, "http://127.0.0.1:4220/api");
        assert!(url_of("listening\n").is_err());
    }

    #[tokio::test]
    async fn a_program_that_prints_no_url_is_refused() {
        assert!(Mock::start(Path::new("rustc"), &[]).await.is_err());
    }
}
