//! `/api/work_pools/{name}/workers/connect`: a worker that tells that it is alive,
//! and is told how its pool changes.
//!
//! ```text
//! worker                                      server
//!   │ ── worker.hello.v1 ─────────────────────▶ │  counts as a heartbeat
//!   │ ◀───────────────────── worker.ready.v1 ── │  the pool as it is, and the queues
//!   │ ── worker.heartbeat.v1 ─────────────────▶ │  again and again
//!   │ ◀─────────────── work_pool.snapshot.v1 ── │  when the pool has changed
//! ```
//!
//! Runs are not handed out here but over HTTP, and a worker sees on `/api/events/out`
//! that one is to be cancelled. What Prefect also tells here, the infrastructure that
//! runs left over whose cancelling was given up, is not told: the worker's wish to
//! clean up (`cleanup_delivery.v1`) is declined, as the protocol allows.
//!
//! A worker reads from the reason of a close whether to come again.

use std::convert::Infallible;
use std::future::pending;
use std::time::Duration;

use prefect_mock_api::schema::{Document, NoDomainRules};
use prefect_mock_api::types;
use serde_json::json;
use tokio::sync::broadcast::error::RecvError;
use tokio::time::{Instant, sleep_until};
use tokio_tungstenite::tungstenite::protocol::frame::coding::CloseCode;
use uuid::Uuid;

use super::socket::{Close, Ended, Heard, Socket};
use super::worker_frames::{self as frames, Hello, WorkerFrame};
use crate::app::{App, Change, Error, WorkPoolView, WorkerIntroduction};
use crate::domain::json::JsonObject;
use crate::domain::work_pool::{StorageConfiguration, WorkPool};

/// Why a worker is not let in that does not begin with its introduction.
pub(super) const AUTHENTICATION_FAILED: &str = "authentication_failed";

/// How long changes of a pool are gathered before they are told.
const COALESCE: Duration = Duration::from_millis(50);

/// Why a pool is told again.
const WORK_POOL_UPDATED: &str = "work_pool_updated";

/// Serves one worker until its socket ends.
pub(super) async fn serve(socket: &mut Socket, app: &App, pool: &str) -> Result<Infallible, Ended> {
    let text = socket.introduction(protocol_error).await?;
    let Some(WorkerFrame::Hello(hello)) = WorkerFrame::read(&text) else {
        return Err(protocol_error().into());
    };
    let hello = hello.payload;
    if !hello.speaks_version() {
        return Err(Close::policy("unsupported_version").into());
    }
    // From before the pool is looked at, so that no change of it is missed.
    let mut changes = app.changes().subscribe();
    let welcome = app
        .introduce_worker(pool, introduction(pool, &hello))
        .map_err(|error| refusal(&error))?;
    socket.send(frames::ready(app, &hello, &welcome)).await?;
    let mut channel = Channel {
        app,
        pool: welcome.pool,
        consumer_id: hello.consumer_id,
        worker: hello.worker_name.0,
        snapshots: 1,
        due: None,
    };
    loop {
        let snapshot_due = channel.due;
        let snapshot = async {
            match snapshot_due {
                Some((due, reason)) => {
                    sleep_until(due).await;
                    reason
                }
                None => pending().await,
            }
        };
        tokio::select! {
            heard = socket.receive() => channel.hear(heard?, socket).await?,
            change = changes.recv() => match change {
                Ok(Change::WorkPoolChanged(id)) if id == channel.pool.pool.id => channel.look()?,
                Ok(_) => {}
                Err(RecvError::Lagged(_)) => channel.look()?,
                Err(RecvError::Closed) => return Err(Close::shutdown().into()),
            },
            reason = snapshot => channel.tell_snapshot(socket, reason).await?,
        }
    }
}

/// A worker that was taken in.
struct Channel<'a> {
    app: &'a App,
    /// The pool as the worker knows it.
    pool: WorkPoolView,
    consumer_id: Uuid,
    worker: String,
    /// How many snapshots were sent.
    snapshots: u64,
    /// When the next one is to be sent, and why.
    due: Option<(Instant, &'static str)>,
}

impl Channel<'_> {
    async fn hear(&mut self, heard: Heard, socket: &mut Socket) -> Result<(), Ended> {
        let text = match heard {
            Heard::Text(text) => text,
            Heard::Ping => return Ok(()),
            Heard::Binary => return Err(transient_server_error().into()),
        };
        let (request, message, operation) = match WorkerFrame::read(&text) {
            Some(WorkerFrame::Heartbeat(frame)) => return Ok(self.heartbeat(frame.payload)?),
            Some(WorkerFrame::CleanupAck(frame)) => (frame.id, frame.payload.message_id, "ack"),
            Some(WorkerFrame::CleanupRenew(frame)) => (frame.id, frame.payload.message_id, "renew"),
            Some(WorkerFrame::CleanupRelease(frame)) => {
                (frame.id, frame.payload.message_id, "release")
            }
            Some(WorkerFrame::Hello(_)) | None => return Err(protocol_error().into()),
        };
        let result = frames::no_cleanup(self.app, request, message, operation);
        socket.send(result).await
    }

    fn heartbeat(&mut self, heartbeat: frames::Heartbeat) -> Result<(), Close> {
        if heartbeat.consumer_id != self.consumer_id || heartbeat.worker_name.0 != self.worker {
            return Err(protocol_error());
        }
        let interval = i64::from(heartbeat.interval_seconds.get());
        let body = types::WorkerHeartbeatBody {
            name: heartbeat.worker_name.0,
            heartbeat_interval_seconds: Some(interval).into(),
        };
        let pool = self
            .app
            .worker_heartbeat(&self.pool.pool.name, body)
            .map_err(|_| Close::new(CloseCode::Error, "heartbeat_persistence_failed"))?;
        if pool.updated != self.pool.pool.updated {
            self.ask_for_snapshot("heartbeat_reconciliation");
        }
        Ok(())
    }

    /// Looks at what has become of the pool. A worker is not told of all that can
    /// change, such as its description, until its next heartbeat.
    fn look(&mut self) -> Result<(), Close> {
        let known = &self.pool.pool;
        let tables = self.app.read();
        let pool = tables.work_pools.get(known.id).ok_or_else(pool_is_gone)?;
        if told_of(pool) != told_of(known) {
            drop(tables);
            self.ask_for_snapshot(WORK_POOL_UPDATED);
        }
        Ok(())
    }

    fn ask_for_snapshot(&mut self, reason: &'static str) {
        let due = self
            .due
            .map_or_else(|| Instant::now() + COALESCE, |(due, _)| due);
        self.due = Some((due, reason));
    }

    async fn tell_snapshot(
        &mut self,
        socket: &mut Socket,
        reason: &'static str,
    ) -> Result<(), Ended> {
        self.due = None;
        let pool = self.app.read_work_pool(&self.pool.pool.name);
        let pool = pool.ok().filter(|pool| pool.pool.id == self.pool.pool.id);
        self.pool = pool.ok_or_else(pool_is_gone)?;
        self.snapshots += 1;
        let snapshot = frames::snapshot(self.app, self.snapshots, reason, self.pool.clone());
        socket.send(snapshot).await
    }
}

/// What a worker is told of as soon as it changes.
fn told_of(pool: &WorkPool) -> (&JsonObject, Option<i64>, bool, &StorageConfiguration) {
    (
        &pool.base_job_template,
        pool.concurrency_limit,
        pool.is_paused,
        &pool.storage_configuration,
    )
}

fn introduction(pool: &str, hello: &Hello) -> WorkerIntroduction {
    let mut body = json!({
        "name": pool,
        "type": hello.worker_type.0,
        "base_job_template": hello.default_base_job_template,
    });
    let schema = Document::shared().schema("WorkPoolCreate");
    let is_acceptable =
        schema.is_some_and(|schema| schema.check(&mut body, &[], &NoDomainRules).is_ok());
    WorkerIntroduction {
        name: hello.worker_name.0.clone(),
        heartbeat_interval_seconds: hello.heartbeat_interval_seconds.get().into(),
        work_queue_names: hello
            .work_queue_names
            .iter()
            .map(|name| name.0.clone())
            .collect(),
        create_pool_if_not_found: hello.create_pool_if_not_found,
        pool: Some(body)
            .filter(|_| is_acceptable)
            .and_then(|body| serde_json::from_value(body).ok()),
    }
}

fn refusal(error: &Error) -> Close {
    match error {
        Error::Missing(_) | Error::Protected(_) => pool_is_gone(),
        Error::Invalid(_) | Error::NotFound(_) => protocol_error(),
        _ => transient_server_error(),
    }
}

/// The worker did not keep to the protocol.
fn protocol_error() -> Close {
    Close::protocol("protocol_error")
}

/// The worker has no pool or queue here that it may work on.
fn pool_is_gone() -> Close {
    Close::policy("authorization_failed")
}

fn transient_server_error() -> Close {
    Close::new(CloseCode::Error, "transient_server_error")
}
