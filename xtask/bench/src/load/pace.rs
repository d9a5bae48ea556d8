//! Clients that ask at a steady pace, whatever the server does.

use std::rc::Rc;
use std::time::{Duration, Instant};

use anyhow::{Context, ensure};
use tokio::task::{JoinSet, LocalSet};

use super::connection::excerpt;
use super::{Connection, Latencies, Plan};
use crate::servers::Server;

/// How steadily, and for how long.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Pace {
    /// Requests a second, of all clients together.
    pub(crate) per_second: u32,
    /// How many clients ask in turn.
    pub(crate) connections: u32,
    /// For how long.
    pub(crate) time: Duration,
}

/// What a server did at a steady pace.
#[derive(Debug)]
pub(crate) struct Paced {
    /// From when each request was due, unless it was due while its client slept.
    pub(crate) latencies: Latencies,
    /// Processor time of the server.
    pub(crate) cpu: Duration,
}

/// Asks a server at a steady pace.
///
/// # Errors
///
/// Fails when a request does.
pub(crate) async fn pace(server: &Server, plan: &Plan, pace: Pace) -> anyhow::Result<Paced> {
    let mut opened = Vec::new();
    for _ in 0..pace.connections {
        opened.push(server.connect().await?);
    }
    let period = Duration::from_secs(1) * pace.connections / pace.per_second;
    let cpu_before = server.cpu_time()?;
    let started = Instant::now();
    let plan = Rc::new(plan.clone());
    let clients = LocalSet::new();
    let mut running = JoinSet::new();
    let all = pace.connections as usize;
    for (number, connection) in opened.into_iter().enumerate() {
        let first = started + period * u32::try_from(number)? / pace.connections;
        let traffic = plan.traffic(number, all);
        let client = ask(connection, traffic, first, period, started + pace.time);
        running.spawn_local_on(client, &clients);
    }
    let mut latencies = Latencies::new();
    clients
        .run_until(async {
            while let Some(seen) = running.join_next().await {
                latencies.add(&seen.context("a client ended")??);
            }
            anyhow::Ok(())
        })
        .await?;
    Ok(Paced {
        latencies,
        cpu: server.cpu_time()?.saturating_sub(cpu_before),
    })
}

/// One client.
async fn ask(
    mut connection: Connection,
    mut traffic: super::traffic::Traffic,
    first: Instant,
    period: Duration,
    end: Instant,
) -> anyhow::Result<Latencies> {
    let mut latencies = Latencies::new();
    let mut due = first;
    let mut answered = Instant::now();
    while due < end {
        tokio::time::sleep_until(due.into()).await;
        // A timer that fires a little late is none of the server's; a request that has
        // to wait for the answer before it, is.
        let begun = if answered > due { due } else { Instant::now() };
        let answer = connection.exchange(traffic.request()).await?;
        ensure!(
            (200..300).contains(&answer.status),
            "the server failed: {}: {}",
            answer.status,
            excerpt(answer.body)
        );
        answered = Instant::now();
        latencies.record(answered - begun);
        due += period;
    }
    Ok(latencies)
}
