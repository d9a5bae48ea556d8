//! Processes that cannot outlive their test.

use std::fmt;
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::time::Duration;

use nix::sys::signal::{Signal, killpg};
use nix::unistd::Pid;
use tokio::process::{Child, Command};
use tokio::time::timeout;

/// A child process, the leader of a group that ends with it.
///
/// What it writes goes to files, since a pipe stays open for as long as a
/// grandchild holds it.
pub(super) struct Process {
    child: Child,
    group: Pid,
    stdout: PathBuf,
    stderr: PathBuf,
}

/// What a process wrote, and how it ended.
#[derive(Debug, Clone)]
pub(super) struct Output {
    /// The exit code; none if a signal ended it.
    pub(super) code: Option<i32>,
    pub(super) stdout: String,
    pub(super) stderr: String,
}

impl Process {
    /// Starts a command. Its output goes to two files of a folder, which are
    /// named after `name`.
    pub(super) fn start(mut command: Command, folder: &Path, name: &str) -> Self {
        let stdout = folder.join(format!("{name}.stdout"));
        let stderr = folder.join(format!("{name}.stderr"));
        let child = command
            .stdin(Stdio::null())
            .stdout(File::create(&stdout).expect("a file for standard output"))
            .stderr(File::create(&stderr).expect("a file for standard error"))
            .process_group(0)
            .spawn()
            .unwrap_or_else(|error| panic!("cannot start {command:?}: {error}"));
        let id = child.id().expect("it has not been waited for");
        let group = Pid::from_raw(i32::try_from(id).expect("ids of processes are small"));
        Self {
            child,
            group,
            stdout,
            stderr,
        }
    }

    /// Waits for its end.
    ///
    /// # Errors
    ///
    /// Gives what it wrote until then, if that takes longer than `limit`; it is
    /// ended then, with its group.
    pub(super) async fn wait(&mut self, limit: Duration) -> Result<Output, Output> {
        let ended = timeout(limit, self.child.wait()).await;
        if let Ok(status) = ended {
            return Ok(self.output(status.expect("a child can be waited for").code()));
        }
        self.end_group(Signal::SIGKILL);
        Err(self.output(None))
    }

    /// Does what Ctrl-C in a terminal does.
    pub(super) fn interrupt(&self) {
        self.end_group(Signal::SIGINT);
    }

    /// What it has written so far.
    pub(super) fn output_so_far(&self) -> Output {
        self.output(None)
    }

    fn output(&self, code: Option<i32>) -> Output {
        let read = |path| String::from_utf8_lossy(&fs::read(path).unwrap_or_default()).into_owned();
        Output {
            code,
            stdout: read(&self.stdout),
            stderr: read(&self.stderr),
        }
    }

    fn end_group(&self, signal: Signal) {
        // It may have ended by itself.
        let _ = killpg(self.group, signal);
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        self.end_group(Signal::SIGKILL);
    }
}

impl fmt::Display for Output {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.code {
            Some(code) => writeln!(out, "exit code {code}")?,
            None => writeln!(out, "no exit code")?,
        }
        writeln!(out, "standard output:\n{}", self.stdout)?;
        writeln!(out, "standard error:\n{}", self.stderr)
    }
}
