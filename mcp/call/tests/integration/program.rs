//! The program, run once with a configuration of its own.

use std::path::{Path, PathBuf};
use std::process::{Output, Stdio};
use std::time::Duration;

use serde_json::Value;
use tempfile::TempDir;
use tokio::io::AsyncWriteExt as _;
use tokio::process::{Child, Command};
use tokio::time::timeout;

pub(crate) const BINARY: &str = env!("CARGO_BIN_EXE_mcp-call");

/// After this long, a test gives up waiting.
pub(crate) const PATIENCE: Duration = Duration::from_secs(60);

/// A configuration in a folder of its own.
pub(crate) struct Program {
    pub(crate) folder: TempDir,
    variables: Vec<(String, String)>,
}

/// How a run ended.
#[derive(Debug)]
pub(crate) struct Ended {
    pub(crate) code: Option<i32>,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

impl Program {
    pub(crate) fn new(config: &Value) -> Self {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("mcp.json"), config.to_string()).unwrap();
        Self {
            folder,
            variables: Vec::new(),
        }
    }

    /// Has this variable in the program's environment.
    pub(crate) fn with(mut self, name: &str, value: &str) -> Self {
        self.variables.push((name.to_owned(), value.to_owned()));
        self
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub(crate) fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(BINARY);
        command
            .args(arguments)
            .current_dir(self.folder.path())
            .env_remove("MCP_CALL_CONFIG")
            .env_remove("MCP_CALL_CONNECT_TIMEOUT")
            .envs(self.variables.iter().map(|(name, value)| (name, value)))
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .kill_on_drop(true);
        command
    }

    pub(crate) async fn run(&self, arguments: &[&str], input: &str) -> Ended {
        let mut child = self.command(arguments).spawn().unwrap();
        give(&mut child, input).await;
        let output = timeout(PATIENCE, child.wait_with_output());
        Ended::from(output.await.unwrap().unwrap())
    }

    /// Calls a tool as a flow does.
    pub(crate) async fn call(&self, server: &str, tool: &str, arguments: &Value) -> Ended {
        self.run(&["--", server, tool], &arguments.to_string())
            .await
    }
}

/// Writes standard input and closes it. A program that does not read it is no mistake.
pub(crate) async fn give(child: &mut Child, input: &str) {
    let mut stdin = child.stdin.take().unwrap();
    let _ = stdin.write_all(input.as_bytes()).await;
}

impl Ended {
    /// The result.
    #[track_caller]
    pub(crate) fn result(&self) -> Value {
        assert_eq!(self.code, Some(0), "{self:?}");
        assert_eq!(self.stderr, "");
        assert_eq!(self.stdout.matches('\n').count(), 1, "one line");
        serde_json::from_str(&self.stdout).unwrap()
    }

    /// The message of a failure with this code, which has all of these words in it.
    #[track_caller]
    pub(crate) fn failed(&self, code: i32, words: &[&str]) -> &str {
        assert_eq!(self.code, Some(code), "{self:?}");
        assert_eq!(self.stdout, "");
        for word in words {
            assert!(self.stderr.contains(word), "{word:?} in {}", self.stderr);
        }
        &self.stderr
    }
}

impl From<Output> for Ended {
    fn from(output: Output) -> Self {
        let text = |bytes| String::from_utf8(bytes).unwrap();
        Self {
            code: output.status.code(),
            stdout: text(output.stdout),
            stderr: text(output.stderr),
        }
    }
}

/// Another program of the workspace, which was built beside this one.
pub(crate) fn sibling(name: &str) -> String {
    let path = Path::new(BINARY).with_file_name(name);
    assert!(
        path.exists(),
        "{} is missing; build it with `cargo build --workspace`",
        path.display()
    );
    path.to_str().unwrap().to_owned()
}
