//! An event that a hundred clients watch for over WebSockets.
//!
//! Events are sent one at a time, the next as soon as every subscriber has the last, so
//! what is measured is how long the last of them waits.

use std::time::{Duration, Instant};

use anyhow::{Context, bail, ensure};
use chrono::TimeDelta;
use futures::{SinkExt as _, StreamExt as _};
use serde::Serialize;
use serde_json::{Value, json};
use tokio::net::TcpStream;
use tokio::sync::mpsc;
use tokio::time::timeout;
use tokio_tungstenite::tungstenite::Message;
use tokio_tungstenite::tungstenite::client::IntoClientRequest as _;
use tokio_tungstenite::tungstenite::http::HeaderValue;
use tokio_tungstenite::{WebSocketStream, client_async};

use crate::bench::Bench;
use crate::load::Latencies;
use crate::machine::now;
use crate::progress;
use crate::servers::{Kind, Server};

/// How many watch, and how many events they are sent.
const SUBSCRIBERS: usize = 100;
const EVENTS: usize = 300;
/// How many watch real Prefect 3.8.8, of which the hundredth request that is open at a
/// time waits for ever.
const MOST_OF_PREFECT: usize = 90;
/// What `--short` makes of it.
const SHORT_SUBSCRIBERS: usize = 5;
const SHORT_EVENTS: usize = 3;

/// How long an event may take to arrive.
const PATIENCE: Duration = Duration::from_secs(30);

type Socket = WebSocketStream<TcpStream>;

/// What a server did with events.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct FanOut {
    /// Which server.
    pub(crate) server: Kind,
    /// How many clients watched.
    pub(crate) subscribers: usize,
    /// How many events they were sent.
    pub(crate) events: u64,
    /// Events a second, each received by all.
    pub(crate) events_per_second: f64,
    /// From the sending of an event until all have it, in milliseconds.
    pub(crate) p50_ms: f64,
    /// The same, for 99 of 100 events.
    pub(crate) p99_ms: f64,
    /// Processor time of the server for each event, in microseconds.
    pub(crate) cpu_us: f64,
}

/// Measures all servers, one after another.
pub(super) async fn measure(bench: &Bench<'_>) -> anyhow::Result<Vec<FanOut>> {
    let mut servers = vec![bench.mock.start().await?];
    if let Some(prefect) = &bench.prefect {
        servers.push(prefect.start().await?);
    }
    let short = bench.options.choice.short;
    let (subscribers, events) = if short {
        (SHORT_SUBSCRIBERS, SHORT_EVENTS)
    } else {
        (SUBSCRIBERS, EVENTS)
    };
    let mut fan_outs = Vec::new();
    for server in servers {
        let title = format!("Sending events of {}", server.kind().title());
        let bar = progress::bar(title, events);
        let subscribers = match server.kind() {
            Kind::Prefect => subscribers.min(MOST_OF_PREFECT),
            _ => subscribers,
        };
        fan_outs.push(fan_out(&server, subscribers, events, &bar).await?);
        bar.finish_and_clear();
    }
    Ok(fan_outs)
}

async fn fan_out(
    server: &Server,
    subscribers: usize,
    events: usize,
    bar: &indicatif::ProgressBar,
) -> anyhow::Result<FanOut> {
    let (received, mut receipts) = mpsc::unbounded_channel();
    for number in 1..=subscribers {
        let subscribed = timeout(PATIENCE, subscribe(server)).await;
        let mut socket =
            subscribed.with_context(|| format!("subscriber {number} is not let in"))??;
        let received = received.clone();
        tokio::spawn(async move {
            while let Some(Ok(frame)) = socket.next().await {
                if frame.is_text() && received.send(()).is_err() {
                    return;
                }
            }
        });
    }
    let mut publisher = server.connect().await?;
    // The first reaches those whose subscription is still on its way.
    warm_up(&mut publisher, &mut receipts, subscribers).await?;

    let mut latencies = Latencies::new();
    let cpu_before = server.cpu_time()?;
    let started = Instant::now();
    for number in 0..events {
        let sent = Instant::now();
        publish(&mut publisher, number).await?;
        for _ in 0..subscribers {
            let receipt = timeout(PATIENCE, receipts.recv()).await;
            receipt.context("an event did not reach everybody")?;
        }
        latencies.record(sent.elapsed());
        bar.inc(1);
    }
    let (elapsed, cpu) = (
        started.elapsed(),
        server.cpu_time()?.saturating_sub(cpu_before),
    );
    #[expect(clippy::cast_precision_loss, reason = "there are some hundred events")]
    let count = events as f64;
    Ok(FanOut {
        server: server.kind(),
        subscribers,
        events: latencies.len(),
        events_per_second: count / elapsed.as_secs_f64(),
        p50_ms: latencies.milliseconds(0.5),
        p99_ms: latencies.milliseconds(0.99),
        cpu_us: cpu.as_secs_f64() * 1e6 / count,
    })
}

/// Sends events until every subscriber has got one, then waits for what is still to
/// come of them.
async fn warm_up(
    publisher: &mut crate::load::Connection,
    receipts: &mut mpsc::UnboundedReceiver<()>,
    subscribers: usize,
) -> anyhow::Result<()> {
    let quiet = Duration::from_secs(1);
    let began = Instant::now();
    while began.elapsed() < PATIENCE {
        publish(publisher, 0).await?;
        let mut received = 0;
        while let Ok(Some(())) = timeout(quiet, receipts.recv()).await {
            received += 1;
        }
        if received == subscribers {
            return Ok(());
        }
    }
    bail!("not every subscriber receives events")
}

async fn publish(publisher: &mut crate::load::Connection, number: usize) -> anyhow::Result<()> {
    let events = json!([event(number)]);
    let posted = timeout(PATIENCE, publisher.post("/events", &events));
    posted.await.context("an event is not answered")??;
    Ok(())
}

/// Opens a socket that watches for the events of this scenario.
async fn subscribe(server: &Server) -> anyhow::Result<Socket> {
    let stream = TcpStream::connect(server.address()).await?;
    let url = format!("ws://{}/api/events/out", server.address());
    let mut request = url.into_client_request()?;
    let subprotocol = HeaderValue::from_static("prefect");
    request
        .headers_mut()
        .insert("sec-websocket-protocol", subprotocol);
    let (mut socket, _) = client_async(request, stream).await?;
    say(&mut socket, &json!({"type": "auth", "token": null})).await?;
    let answer = socket.next().await.context("no answer")??;
    ensure!(answer.to_text()?.contains("auth_success"), "{answer:?}");
    let filter = json!({
        "event": {"prefix": ["bench."]},
        "occurred": {"since": now(), "until": now() + TimeDelta::days(1)},
    });
    say(&mut socket, &json!({"type": "filter", "filter": filter})).await?;
    Ok(socket)
}

async fn say(socket: &mut Socket, message: &Value) -> anyhow::Result<()> {
    Ok(socket.send(Message::text(message.to_string())).await?)
}

fn event(number: usize) -> Value {
    json!({
        "id": uuid::Uuid::from_u64_pair(now().timestamp_micros().unsigned_abs(), number as u64),
        "occurred": now(),
        "event": "bench.event",
        "resource": {"prefect.resource.id": format!("bench.{number}")},
        "payload": {"number": number},
    })
}
