//! A server that is a child process: how it is started, what is heard of it, and how it is ended.
//!
//! It gets a process group of its own, so that what it starts itself (`npx` starts `node`, `uv run` starts `python`)
//! ends with it. The end is what MCP asks for: its standard input is closed, then it is told to end, then it is killed.

use std::path::Path;
use std::process::{ExitStatus, Stdio};
use std::time::Duration;

use tokio::io::AsyncReadExt as _;
use tokio::process::{Child, ChildStderr, Command};
use tokio::task::JoinHandle;
use tokio::time::timeout;

use crate::config;
use crate::connection::log::Log;
use crate::connection::stdio::{Noticed, StdioTransport};
use crate::environment;
#[cfg(unix)]
use crate::guard::Guard;
use crate::secrets::Secrets;

/// How long a server may take to end by itself once its standard input is closed.
const CLOSE_PATIENCE: Duration = Duration::from_secs(2);

/// How long it may take to end once it was told to.
const TERMINATE_PATIENCE: Duration = Duration::from_secs(1);

/// How long its exit, and the end of its log, are waited for once it has closed its standard output.
const EXIT_PATIENCE: Duration = Duration::from_millis(500);

/// Names of Python, of which a machine may have only one. As in Atlas, either stands for the Python at hand.
const PYTHONS: [&str; 2] = ["python", "python3"];

/// A server that is a child process.
pub(super) struct Process {
    child: Child,
    /// Its process group, until all of it has ended.
    group: Option<i32>,
    #[cfg(unix)]
    guard: Option<Guard>,
    program: String,
    log: Log,
    noticed: Noticed,
    log_reader: Option<JoinHandle<()>>,
}

impl Process {
    /// Starts a server, and gives what it is spoken to with. `guard` is the program that ends it if this one is killed.
    ///
    /// # Errors
    /// Fails where it cannot be started, with what happened and what to do.
    pub(super) fn start(
        command: &config::Command,
        guard: Option<&Path>,
    ) -> Result<(Self, StdioTransport), String> {
        let config::Command {
            program,
            arguments,
            folder,
            environment,
        } = command;
        let spawn = |program: &str| {
            let mut command = Command::new(program);
            command
                .args(arguments)
                .env_clear()
                .envs(environment::handed_on(std::env::vars_os()))
                .envs(environment)
                .stdin(Stdio::piped())
                .stdout(Stdio::piped())
                .stderr(Stdio::piped());
            if let Some(folder) = folder {
                command.current_dir(folder);
            }
            #[cfg(unix)]
            command.process_group(0);
            command.spawn()
        };
        let mut spawned = spawn(program);
        if let Err(error) = &spawned
            && error.kind() == std::io::ErrorKind::NotFound
            && PYTHONS.contains(&program.as_str())
            && let Some(other) = PYTHONS.iter().find(|name| **name != program.as_str())
        {
            spawned = spawn(other);
        }
        let cannot = |why: String| {
            format!(
                "cannot be started: {why}; give the path of its program in \"command\", or put its folder on the PATH \
                 of this process"
            )
        };
        let mut child = spawned.map_err(|error| cannot(format!("{program:?}: {error}")))?;
        let (Some(input), Some(output), Some(errors)) =
            (child.stdin.take(), child.stdout.take(), child.stderr.take())
        else {
            return Err(cannot("its streams are missing".to_owned()));
        };
        let log = Log::default();
        let noticed = Noticed::default();
        let log_reader = tokio::spawn(read_log(errors, log.clone()));
        let transport = StdioTransport::new(input, output, noticed.clone());
        let group = child.id().and_then(|id| i32::try_from(id).ok());
        let this = Self {
            #[cfg(unix)]
            guard: guard
                .zip(group)
                .and_then(|(program, group)| Guard::start(program, group)),
            group,
            child,
            program: program.clone(),
            log,
            noticed,
            log_reader: Some(log_reader),
        };
        Ok((this, transport))
    }

    /// The last lines of what it wrote beside MCP, as an end of a message; empty where there are none.
    pub(super) fn last_words(&self, secrets: &Secrets) -> String {
        let log = self.log.last_lines(secrets);
        let stray = self.noticed.stray.last_lines(secrets);
        let log = match log.as_str() {
            "" => String::new(),
            log => format!("; its standard error ends:{log}"),
        };
        let stray = match stray.as_str() {
            "" => String::new(),
            stray => format!("; on its standard output, where only MCP may be, it wrote:{stray}"),
        };
        format!("{log}{stray}")
    }

    /// Tells what became of a server that closed its standard output, `when` that was, or what the `problem` with it is
    /// where it did not; and ends what is left of it.
    pub(super) async fn lost(
        mut self,
        when: &str,
        problem: Option<String>,
        secrets: &Secrets,
    ) -> String {
        let exit = timeout(EXIT_PATIENCE, self.child.wait()).await;
        if let Some(reader) = self.log_reader.take() {
            // Its log may be held open by something that it started.
            let _ = timeout(EXIT_PATIENCE, reader).await;
        }
        let what = match exit {
            _ if self.noticed.too_long() => {
                let mebibytes = super::stdio::MAX_MESSAGE_BYTES / (1024 * 1024);
                format!(
                    "sent a message of more than {mebibytes} MiB {when}; have it answer with less"
                )
            }
            outcome => match (problem, outcome) {
                (Some(problem), _) => format!("does not speak MCP: {problem}"),
                (None, Ok(Ok(status))) => format!("{} {when}", ending(status)),
                (None, _) => format!("closed its standard output {when}"),
            },
        };
        let words = self.last_words(secrets);
        let program = secrets.hide_in_message(&self.program);
        self.end().await;
        format!("{what}; see whether {program:?} starts by itself with the same arguments{words}")
    }

    /// Ends it, whose standard input has been closed, and what it has started.
    pub(super) async fn end(mut self) {
        if timeout(CLOSE_PATIENCE, self.child.wait()).await.is_err() {
            self.signal(Ending::Terminate);
            if timeout(TERMINATE_PATIENCE, self.child.wait())
                .await
                .is_err()
            {
                self.signal(Ending::Kill);
                let _ = self.child.wait().await;
            }
        }
        // What it has started and left behind.
        self.signal(Ending::Terminate);
        self.group = None;
        #[cfg(unix)]
        if let Some(guard) = self.guard.take() {
            guard.dismiss().await;
        }
    }

    /// Tells all of its processes to end. It fails where all of them have ended, which is as good.
    #[cfg(unix)]
    fn signal(&self, ending: Ending) {
        use nix::sys::signal::{Signal, killpg};
        use nix::unistd::Pid;

        let signal = match ending {
            Ending::Terminate => Signal::SIGTERM,
            Ending::Kill => Signal::SIGKILL,
        };
        if let Some(group) = self.group {
            let _ = killpg(Pid::from_raw(group), signal);
        }
    }

    /// Ends its process, in the one way that there is.
    #[cfg(not(unix))]
    fn signal(&mut self, _ending: Ending) {
        if self.group.is_some() {
            let _ = self.child.start_kill();
        }
    }
}

/// Whoever gives up a server ends it, too. With a guard, it may end in order: this process is about to end, and then the
/// guard looks after what is left.
impl Drop for Process {
    fn drop(&mut self) {
        #[cfg(unix)]
        if self.guard.is_some() {
            self.signal(Ending::Terminate);
            return;
        }
        self.signal(Ending::Kill);
    }
}

/// How a process is told to end.
#[derive(Debug, Clone, Copy)]
enum Ending {
    Terminate,
    Kill,
}

/// How a process ended, in words.
fn ending(status: ExitStatus) -> String {
    #[cfg(unix)]
    {
        use std::os::unix::process::ExitStatusExt as _;

        if let Some(signal) = status.signal() {
            return format!("was ended by signal {signal}");
        }
    }
    match status.code() {
        Some(code) => format!("exited with status {code}"),
        None => "ended".to_owned(),
    }
}

/// Keeps the end of a server's standard error, until it is closed.
async fn read_log(mut errors: ChildStderr, log: Log) {
    let mut buffer = vec![0; 4096];
    while let Ok(read @ 1..) = errors.read(&mut buffer).await {
        log.push(buffer.get(..read).unwrap_or_default());
    }
}
