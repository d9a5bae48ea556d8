//! A second process that ends a server when this one is killed.
//!
//! Whoever stops a task may kill `mcp-call` without a word (Prefect does when a run is cancelled or has crashed), and a
//! killed process cleans nothing up. Its server would notice only that its standard input is closed, and one that is
//! busy with a call may not look for hours. So each server that is a child process has a guard: `mcp-call --guard GROUP`,
//! which waits for its own standard input to be closed and then ends the server's process group. It costs a process
//! that sleeps, is started beside the server, and is gone before `mcp-call` ends by itself.

#[cfg(unix)]
pub(crate) use unix::Guard;
#[cfg(unix)]
pub use unix::watch;

#[cfg(unix)]
mod unix {
    use std::path::Path;
    use std::process::Stdio;
    use std::time::Duration;

    use nix::sys::signal::{Signal, killpg};
    use nix::unistd::Pid;
    use tokio::io::AsyncReadExt as _;
    use tokio::process::{Child, ChildStdin, Command};
    use tokio::time::{Instant, sleep};

    /// How long a group may take to end by itself, and then once it was told to.
    const PATIENCE: Duration = Duration::from_millis(500);

    /// How often the guard looks whether a group has ended.
    const LOOK_AGAIN: Duration = Duration::from_millis(20);

    /// The guard of one server.
    pub(crate) struct Guard {
        process: Child,
        /// Closed when this process ends, however it ends.
        _pipe: Option<ChildStdin>,
    }

    impl Guard {
        /// Has `program`, which is this one, watch over a process group. Nothing where it cannot be started: a call
        /// without a guard is better than none.
        pub(crate) fn start(program: &Path, group: i32) -> Option<Self> {
            let mut process = Command::new(program)
                .arg(format!("--guard={group}"))
                .env_clear()
                .stdin(Stdio::piped())
                .stdout(Stdio::null())
                .stderr(Stdio::null())
                // Not in the group of this process, which may be killed as a whole.
                .process_group(0)
                .spawn()
                .ok()?;
            let pipe = process.stdin.take();
            Some(Self {
                process,
                _pipe: pipe,
            })
        }

        /// Sends the guard home.
        pub(crate) async fn dismiss(mut self) {
            let _ = self.process.kill().await;
        }
    }

    /// What the guard does: waits until standard input is closed, then has `group` end.
    pub async fn watch(group: i32) {
        let mut nothing = [0; 64];
        let mut input = tokio::io::stdin();
        while let Ok(1..) = input.read(&mut nothing).await {}
        // 0 and 1 would be this process's own group and every process there is.
        if group <= 1 {
            return;
        }
        let group = Pid::from_raw(group);
        for signal in [None, Some(Signal::SIGTERM), Some(Signal::SIGKILL)] {
            if killpg(group, signal).is_err() {
                return;
            }
            let deadline = Instant::now() + PATIENCE;
            while signal != Some(Signal::SIGKILL) && Instant::now() < deadline {
                if killpg(group, None).is_err() {
                    return;
                }
                sleep(LOOK_AGAIN).await;
            }
        }
    }
}
