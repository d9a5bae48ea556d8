//! An event that a hundred clients watch for over WebSockets.
//!
//! Eight connections publish, each its next event as soon as every subscriber has its
//! last, so what is measured is how long the last of them waits.

use std::cell::RefCell;
use std::ops::Range;
use std::sync::Arc;
use std::time::{Duration, Instant};

use anyhow::{Context, bail, ensure};
use chrono::TimeDelta;
use futures::future::try_join_all;
use futures::{SinkExt as _, StreamExt as _};
use serde::Serialize;
use serde_json::{Value, json};
use tokio::net::TcpStream;
use tokio::sync::Semaphore;
use tokio::time::timeout;
use tokio_tungstenite::tungstenite::Message;
use tokio_tungstenite::tungstenite::client::IntoClientRequest as _;
use tokio_tungstenite::tungstenite::http::HeaderValue;
use tokio_tungstenite::{WebSocketStream, client_async};

use crate::bench::Bench;
use crate::load::{Connection, Latencies};
use crate::machine::now;
use crate::progress;
use crate::servers::{Kind, Server};

/// How many publish.
const PUBLISHERS: usize = 8;

/// How many watch, and how many events they are sent.
const SUBSCRIBERS: u32 = 100;
const EVENTS: usize = 5_000;
/// What real Prefect 3.8.8 can take of it: the hundredth request that is open at a time
/// waits for ever, and so many events take it some seconds.
const SUBSCRIBERS_OF_PREFECT: u32 = 90;
const EVENTS_OF_PREFECT: usize = 500;
/// What `--short` makes of it.
const SHORT_SUBSCRIBERS: u32 = 5;
const SHORT_EVENTS: usize = 20;

/// How many events are sent before, until one reaches every subscriber within a second.
const WARM_UPS: usize = 30;
const WARM_UP: Duration = Duration::from_secs(1);

/// How long an event may take to arrive.
const PATIENCE: Duration = Duration::from_secs(30);

type Socket = WebSocketStream<TcpStream>;

/// What a server did with events.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct FanOut {
    /// Which server.
    pub(crate) server: Kind,
    /// How many clients watched.
    pub(crate) subscribers: u32,
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
    let mut fan_outs = Vec::new();
    for server in servers {
        let (subscribers, events) = match server.kind() {
            _ if bench.options.choice.short => (SHORT_SUBSCRIBERS, SHORT_EVENTS),
            Kind::Prefect => (SUBSCRIBERS_OF_PREFECT, EVENTS_OF_PREFECT),
            _ => (SUBSCRIBERS, EVENTS),
        };
        let title = format!("Sending events of {}", server.kind().title());
        let bar = progress::bar(title, events);
        fan_outs.push(fan_out(&server, subscribers, events, &bar).await?);
        bar.finish_and_clear();
    }
    Ok(fan_outs)
}

async fn fan_out(
    server: &Server,
    subscribers: u32,
    events: usize,
    bar: &indicatif::ProgressBar,
) -> anyhow::Result<FanOut> {
    let receipts = Arc::new(Receipts::new(WARM_UPS + events, subscribers));
    for number in 1..=subscribers {
        let subscribed = timeout(PATIENCE, subscribe(server)).await;
        let mut socket =
            subscribed.with_context(|| format!("subscriber {number} is not let in"))??;
        let receipts = Arc::clone(&receipts);
        tokio::spawn(async move {
            while let Some(Ok(frame)) = socket.next().await {
                if let Ok(text) = frame.to_text() {
                    receipts.receive(text);
                }
            }
        });
    }
    // The first reaches those whose subscription is still on its way.
    warm_up(server, &receipts).await?;

    let cpu_before = server.cpu_time()?;
    let started = Instant::now();
    let numbers = RefCell::new(WARM_UPS..WARM_UPS + events);
    let publishers = (0..PUBLISHERS).map(|_| async {
        let mut connection = server.connect().await?;
        let mut latencies = Latencies::new();
        while let Some(number) = next(&numbers) {
            let sent = Instant::now();
            publish(&mut connection, number).await?;
            let received = timeout(PATIENCE, receipts.of_all(number)).await;
            received.context("an event did not reach everybody")??;
            latencies.record(sent.elapsed());
            bar.inc(1);
        }
        anyhow::Ok(latencies)
    });
    let mut latencies = Latencies::new();
    for of_one in try_join_all(publishers).await? {
        latencies.add(&of_one);
    }
    let (elapsed, cpu) = (
        started.elapsed(),
        server.cpu_time()?.saturating_sub(cpu_before),
    );
    #[expect(clippy::cast_precision_loss, reason = "there are some thousand events")]
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

fn next(numbers: &RefCell<Range<usize>>) -> Option<usize> {
    numbers.borrow_mut().next()
}

/// Who has received which event.
struct Receipts {
    subscribers: u32,
    /// For each event as many permits as subscribers have it.
    of_events: Vec<Semaphore>,
}

impl Receipts {
    fn new(events: usize, subscribers: u32) -> Self {
        Self {
            subscribers,
            of_events: (0..events).map(|_| Semaphore::new(0)).collect(),
        }
    }

    /// Notes that a subscriber has received an event.
    fn receive(&self, frame: &str) {
        let number = frame.split_once("\"number\":").and_then(|(_, rest)| {
            let end = rest.find(|one: char| !one.is_ascii_digit())?;
            rest[..end].parse::<usize>().ok()
        });
        if let Some(receipts) = number.and_then(|number| self.of_events.get(number)) {
            receipts.add_permits(1);
        }
    }

    /// Waits until all subscribers have received an event.
    async fn of_all(&self, number: usize) -> anyhow::Result<()> {
        let receipts = self.of_events.get(number).context("no such event")?;
        receipts.acquire_many(self.subscribers).await?.forget();
        Ok(())
    }
}

/// Sends events until one reaches every subscriber.
async fn warm_up(server: &Server, receipts: &Receipts) -> anyhow::Result<()> {
    let mut connection = server.connect().await?;
    for number in 0..WARM_UPS {
        publish(&mut connection, number).await?;
        if let Ok(received) = timeout(WARM_UP, receipts.of_all(number)).await {
            return received;
        }
    }
    bail!("not every subscriber receives events")
}

async fn publish(connection: &mut Connection, number: usize) -> anyhow::Result<()> {
    let events = json!([event(number)]);
    let posted = timeout(PATIENCE, connection.post("/events", &events));
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
