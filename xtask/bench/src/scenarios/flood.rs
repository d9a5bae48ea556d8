//! A client that floods the server with bad input while others read.
//!
//! The flood comes from a thread of its own, as fast as the server refuses it. Others
//! read runs at a steady pace, with the flood and without it in turn.

use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::thread;
use std::time::Duration;

use anyhow::{Context, anyhow, ensure};
use serde::Serialize;
use serde_json::json;

use crate::bench::Bench;
use crate::data::Population;
use crate::load::{Connection, Latencies, Pace, Plan, Request, pace};
use crate::operations::{READ, reads};
use crate::progress;

/// How many bytes a large body has.
const LARGE_BYTES: usize = 512 * 1024;

/// How many connections the flood has.
const FLOOD_CONNECTIONS: usize = 4;

/// How often others read, and on how many connections.
const READS_PER_SECOND: u32 = 400;
const READERS: u32 = 8;

/// What the others meet.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct Flooded {
    /// 99 of 100 reads take at most this without a flood, in milliseconds.
    pub(crate) quiet_p99_ms: f64,
    /// The same with each kind of flood.
    pub(crate) floods: Vec<Flood>,
}

/// One kind of flood.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct Flood {
    /// What it consists of.
    pub(crate) title: &'static str,
    /// How many requests of it were refused, a second.
    pub(crate) refused_per_second: f64,
    /// 99 of 100 reads take at most this meanwhile, in milliseconds.
    pub(crate) p99_ms: f64,
}

/// Floods the mock.
pub(super) async fn measure(bench: &Bench<'_>) -> anyhow::Result<Flooded> {
    let choice = &bench.options.choice;
    let population = bench.filled_mock(choice.compared_size()).await?;
    let read = reads().into_iter().find(|one| one.name == READ);
    let plan = (read.context("reading a run is an operation")?.plan)(&population);
    let floods = floods();
    let time = choice.round();
    let bar = progress::bar("Flooding".to_owned(), choice.rounds() * (floods.len() + 1));
    let mut quiet = Latencies::new();
    let mut seen: Vec<_> = floods.iter().map(|_| (Latencies::new(), 0_u64)).collect();
    for _ in 0..choice.rounds() {
        quiet.add(&read_meanwhile(&population, &plan, time).await?);
        bar.inc(1);
        for ((_, request), (latencies, refused)) in floods.iter().zip(&mut seen) {
            let flood = Flooding::start(population.server.address(), request.clone());
            let read = read_meanwhile(&population, &plan, time).await;
            *refused += flood.stop()?;
            latencies.add(&read?);
            bar.inc(1);
        }
    }
    bar.finish_and_clear();
    let rounds = u32::try_from(choice.rounds())?;
    let seconds = (time * rounds).as_secs_f64();
    let floods = floods
        .iter()
        .zip(seen)
        .map(|((title, _), (latencies, refused))| Flood {
            title,
            #[expect(clippy::cast_precision_loss, reason = "there are not as many")]
            refused_per_second: refused as f64 / seconds,
            p99_ms: latencies.milliseconds(0.99),
        });
    Ok(Flooded {
        quiet_p99_ms: quiet.milliseconds(0.99),
        floods: floods.collect(),
    })
}

/// What a flood may consist of.
fn floods() -> [(&'static str, Request); 4] {
    let filter = "/api/flow_runs/filter";
    let unknown = json!({"flow_runs": {"unknown": "x".repeat(LARGE_BYTES)}});
    let id = "not an id";
    let ids = vec![id; LARGE_BYTES / (id.len() + 3)];
    let wrong = json!({"flow_runs": {"id": {"any_": ids}}});
    [
        (
            "malformed JSON",
            Request::raw("POST", filter, b"{\"flow_runs\": "),
        ),
        (
            "512 KiB that are no JSON",
            Request::raw("POST", filter, &vec![b'x'; LARGE_BYTES]),
        ),
        (
            "512 KiB in an unknown field",
            Request::bare("POST", filter, Some(&unknown)),
        ),
        (
            "512 KiB of wrong ids",
            Request::bare("POST", filter, Some(&wrong)),
        ),
    ]
}

/// What others meet for a time.
async fn read_meanwhile(
    population: &Population,
    plan: &Plan,
    time: Duration,
) -> anyhow::Result<Latencies> {
    let steady = Pace {
        per_second: READS_PER_SECOND,
        connections: READERS,
        time,
    };
    Ok(pace(&population.server, plan, steady).await?.latencies)
}

/// A flood that goes on until it is stopped.
struct Flooding {
    stopped: Arc<AtomicBool>,
    refused: Arc<AtomicU64>,
    thread: thread::JoinHandle<anyhow::Result<()>>,
}

impl Flooding {
    fn start(address: SocketAddr, request: Request) -> Self {
        let stopped = Arc::new(AtomicBool::new(false));
        let refused = Arc::new(AtomicU64::new(0));
        let (is_stopped, counted) = (Arc::clone(&stopped), Arc::clone(&refused));
        let thread = thread::spawn(move || flood(address, &request, &is_stopped, &counted));
        Self {
            stopped,
            refused,
            thread,
        }
    }

    /// Ends it, and tells how many requests were refused.
    fn stop(self) -> anyhow::Result<u64> {
        self.stopped.store(true, Ordering::Relaxed);
        let ended = self.thread.join();
        ended.map_err(|_| anyhow!("the flood broke off"))??;
        let refused = self.refused.load(Ordering::Relaxed);
        ensure!(refused > 0, "nothing of the flood was refused");
        Ok(refused)
    }
}

#[tokio::main(flavor = "current_thread")]
async fn flood(
    address: SocketAddr,
    request: &Request,
    stopped: &AtomicBool,
    refused: &AtomicU64,
) -> anyhow::Result<()> {
    let clients = (0..FLOOD_CONNECTIONS).map(|_| async {
        let mut connection = Connection::open(address).await?;
        while !stopped.load(Ordering::Relaxed) {
            // A server may well hang up on such a client, which then comes again.
            let Ok(answer) = connection.exchange(request.bytes()).await else {
                connection = Connection::open(address).await?;
                continue;
            };
            let status = answer.status;
            ensure!(
                (400..500).contains(&status),
                "bad input was answered {status}"
            );
            refused.fetch_add(1, Ordering::Relaxed);
        }
        anyhow::Ok(())
    });
    futures::future::try_join_all(clients).await.map(drop)
}
