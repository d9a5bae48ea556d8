//! One round: one server under one load.

use std::cell::Cell;
use std::rc::Rc;
use std::time::{Duration, Instant};

use anyhow::Context;
use tokio::task::{JoinSet, LocalSet};

use super::connection::excerpt;
use super::{Connection, Latencies, Plan};
use crate::servers::Server;

/// How long a round lasts.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Span {
    /// The time after which no request begins.
    pub(crate) time: Duration,
    /// The number of requests after which none begins.
    pub(crate) requests: u64,
}

/// What happened in a round.
#[derive(Debug)]
pub(crate) struct Round {
    /// Of the requests that succeeded.
    pub(crate) latencies: Latencies,
    /// Requests that failed.
    pub(crate) failures: u64,
    /// The last thing that went wrong.
    pub(crate) failure: Option<String>,
    /// The body of one answer.
    pub(crate) sample: Option<Vec<u8>>,
    elapsed: Duration,
    /// Processor time of the server.
    cpu: Duration,
}

impl Round {
    /// Successful requests a second.
    #[expect(clippy::cast_precision_loss, reason = "there are not as many requests")]
    pub(crate) fn requests_per_second(&self) -> f64 {
        self.latencies.len() as f64 / self.elapsed.as_secs_f64()
    }

    /// Processor time of the server for each request, in microseconds.
    #[expect(clippy::cast_precision_loss, reason = "there are not as many requests")]
    pub(crate) fn cpu_us(&self) -> f64 {
        let requests = (self.latencies.len() + self.failures).max(1);
        self.cpu.as_secs_f64() * 1e6 / requests as f64
    }
}

/// What one client saw.
struct Seen {
    latencies: Latencies,
    failures: u64,
    failure: Option<String>,
    sample: Option<Vec<u8>>,
}

/// Puts a server under load.
///
/// # Errors
///
/// Fails when no connection can be made, or an answer is not what it has to be. Other
/// statuses than those of success, and connections that break, are counted as failures.
pub(crate) async fn drive(
    server: &Server,
    plan: &Plan,
    connections: usize,
    span: Span,
) -> anyhow::Result<Round> {
    let mut opened = Vec::with_capacity(connections);
    for _ in 0..connections {
        opened.push(Connection::open(server.address()).await?);
    }
    let left = Rc::new(Cell::new(span.requests));
    let cpu_before = server.cpu_time()?;
    let started = Instant::now();
    let deadline = started + span.time;
    let clients = LocalSet::new();
    let mut running = JoinSet::new();
    for (number, connection) in opened.into_iter().enumerate() {
        let traffic = plan.traffic(number, connections);
        let client = ask(
            connection,
            server.address(),
            traffic,
            Rc::clone(&left),
            deadline,
        );
        running.spawn_local_on(client, &clients);
    }
    let mut round = Round {
        latencies: Latencies::new(),
        failures: 0,
        failure: None,
        sample: None,
        elapsed: Duration::ZERO,
        cpu: Duration::ZERO,
    };
    clients
        .run_until(async {
            while let Some(seen) = running.join_next().await {
                let seen = seen.context("a client ended")??;
                round.latencies.add(&seen.latencies);
                round.failures += seen.failures;
                round.failure = round.failure.take().or(seen.failure);
                round.sample = round.sample.take().or(seen.sample);
            }
            anyhow::Ok(())
        })
        .await?;
    round.elapsed = started.elapsed();
    round.cpu = server.cpu_time()?.saturating_sub(cpu_before);
    Ok(round)
}

/// One client.
async fn ask(
    mut connection: Connection,
    address: std::net::SocketAddr,
    mut traffic: super::traffic::Traffic,
    left: Rc<Cell<u64>>,
    deadline: Instant,
) -> anyhow::Result<Seen> {
    let mut seen = Seen {
        latencies: Latencies::new(),
        failures: 0,
        failure: None,
        sample: None,
    };
    let mut now = Instant::now();
    while now < deadline && left.get() > 0 {
        left.set(left.get() - 1);
        let failed = match connection.exchange(traffic.request()).await {
            Ok(answer) => {
                let ended = Instant::now();
                if (200..300).contains(&answer.status) {
                    seen.latencies.record(ended - now);
                    if seen.sample.is_none() {
                        seen.sample = Some(answer.body.to_vec());
                    }
                    traffic.observe(Some(answer))?;
                    now = ended;
                    continue;
                }
                format!("{}: {}", answer.status, excerpt(answer.body))
            }
            Err(error) => {
                connection = Connection::open(address).await?;
                format!("{error:#}")
            }
        };
        seen.failures += 1;
        seen.failure = Some(failed);
        traffic.observe(None)?;
        now = Instant::now();
    }
    Ok(seen)
}
