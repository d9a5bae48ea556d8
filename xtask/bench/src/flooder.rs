//! A client that floods a server with bad input, as a process of its own.
//!
//! A client of this kind is somewhere else, as a rule: what it computes takes nothing from
//! the server, nor from the server's other clients. Here it shares their machine, so it
//! gives way to them: it has the lowest priority, and takes whatever processor time they
//! leave. That the server gives it none of theirs is then the server's doing alone.

use std::io::{Read as _, Write as _};
use std::net::SocketAddr;
use std::process::Stdio;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Instant;
use std::{env, io, thread};

use anyhow::{Context, ensure};
use clap::ValueEnum;
use serde_json::json;
use tokio::io::{AsyncBufReadExt as _, AsyncReadExt as _, BufReader};
use tokio::process::{Child, ChildStdout, Command};

use crate::load::{Connection, Request};

/// How many bytes a large body has.
const LARGE_BYTES: usize = 512 * 1024;

/// How many connections the flood has.
const CONNECTIONS: usize = 4;

/// What the process says once the first of its input was refused.
const BEGUN: &str = "begun";

/// What a flood may consist of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Input {
    MalformedJson,
    NoJson,
    UnknownField,
    WrongIds,
}

impl Input {
    /// What it is called in reports.
    pub(crate) fn title(self) -> &'static str {
        match self {
            Self::MalformedJson => "malformed JSON",
            Self::NoJson => "512 KiB that are no JSON",
            Self::UnknownField => "512 KiB in an unknown field",
            Self::WrongIds => "512 KiB of wrong ids",
        }
    }

    fn request(self) -> Request {
        let post = |body: &[u8]| Request::raw("POST", "/api/flow_runs/filter", body);
        match self {
            Self::MalformedJson => post(b"{\"flow_runs\": "),
            Self::NoJson => post(&vec![b'x'; LARGE_BYTES]),
            Self::UnknownField => {
                let body = json!({"flow_runs": {"unknown": "x".repeat(LARGE_BYTES)}});
                post(body.to_string().as_bytes())
            }
            Self::WrongIds => {
                let id = "not an id";
                let ids = vec![id; LARGE_BYTES / (id.len() + 3)];
                let body = json!({"flow_runs": {"id": {"any_": ids}}});
                post(body.to_string().as_bytes())
            }
        }
    }
}

/// What to flood, and with what.
#[derive(Debug, clap::Args)]
pub(crate) struct Options {
    /// The server
    #[arg(long)]
    address: SocketAddr,
    /// What to send
    #[arg(long)]
    input: Input,
}

/// A flood that goes on until it is stopped, or dropped.
#[derive(Debug)]
pub(crate) struct Flood {
    process: Child,
    says: BufReader<ChildStdout>,
}

impl Flood {
    /// Starts a flood, and returns once something of it was refused.
    pub(crate) async fn start(address: SocketAddr, input: Input) -> anyhow::Result<Self> {
        let name = input.to_possible_value().context("no name")?;
        let mut process = Command::new(env::current_exe()?)
            .args(["flood", "--address", &address.to_string()])
            .args(["--input", name.get_name()])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .kill_on_drop(true)
            .spawn()
            .context("cannot start the flood")?;
        let says = process.stdout.take().context("no output")?;
        let mut says = BufReader::new(says);
        let mut line = String::new();
        says.read_line(&mut line).await?;
        ensure!(line.trim() == BEGUN, "nothing of the flood was refused");
        Ok(Self { process, says })
    }

    /// Ends it, and tells how many requests were refused a second.
    pub(crate) async fn stop(mut self) -> anyhow::Result<f64> {
        drop(self.process.stdin.take());
        let mut refused = String::new();
        self.says.read_to_string(&mut refused).await?;
        let status = self.process.wait().await?;
        ensure!(status.success(), "the flood broke off: {status}");
        Ok(refused.trim().parse()?)
    }
}

/// Floods a server until standard input ends.
#[tokio::main(flavor = "current_thread")]
pub(crate) async fn flood(options: &Options) -> anyhow::Result<()> {
    #[cfg(unix)]
    rustix::process::nice(19)?;
    let stopped = Arc::new(AtomicBool::new(false));
    let is_stopped = Arc::clone(&stopped);
    thread::spawn(move || {
        // It ends when whoever started this stops it, or has ended himself.
        let _ = io::stdin().read(&mut [0]);
        is_stopped.store(true, Ordering::Relaxed);
    });
    let request = options.input.request();
    Client::open(options.address)
        .await?
        .refused(&request)
        .await?;
    writeln!(io::stdout(), "{BEGUN}")?;
    let begun = Instant::now();
    let clients = (0..CONNECTIONS).map(|_| async {
        let mut count: u32 = 0;
        let mut client = Client::open(options.address).await?;
        while !stopped.load(Ordering::Relaxed) {
            count += u32::from(client.refused(&request).await?);
        }
        anyhow::Ok(count)
    });
    let counts = futures::future::try_join_all(clients).await?;
    let count: u32 = counts.iter().sum();
    let rate = f64::from(count) / begun.elapsed().as_secs_f64();
    writeln!(io::stdout(), "{rate}")?;
    Ok(())
}

/// One of the connections of the flood.
struct Client {
    address: SocketAddr,
    connection: Connection,
}

impl Client {
    async fn open(address: SocketAddr) -> anyhow::Result<Self> {
        Ok(Self {
            address,
            connection: Connection::open(address).await?,
        })
    }

    /// Sends bad input: whether it was refused. A server may well hang up on such a
    /// client, which then comes again.
    async fn refused(&mut self, request: &Request) -> anyhow::Result<bool> {
        let Ok(answer) = self.connection.exchange(request.bytes()).await else {
            self.connection = Connection::open(self.address).await?;
            return Ok(false);
        };
        let status = answer.status;
        ensure!(
            (400..500).contains(&status),
            "bad input was answered {status}"
        );
        Ok(true)
    }
}
