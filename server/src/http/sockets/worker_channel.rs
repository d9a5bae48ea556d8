//! `/api/work_pools/{name}/workers/connect`: a worker that tells that it is alive,
//! and is told how its pool changes.
//!
//! ```text
//! worker                                      server
//!   │ ── worker.hello.v1 ─────────────────────▶ │  counts as a heartbeat
//!   │ ◀───────────────────── worker.ready.v1 ── │  the pool as it is, and the queues
//!   │ ── worker.heartbeat.v1 ─────────────────▶ │  again and again
//!   │ ◀─────────────── work_pool.snapshot.v1 ── │  when the pool has changed
//!   │ ◀────────────────── cleanup.message.v1 ── │  a run's infrastructure is left over
//!   │ ── cleanup.ack.v1, renew, release ──────▶ │
//!   │ ◀───────── cleanup.operation_result.v1 ── │
//! ```
//!
//! Runs are not handed out here but over HTTP, and a worker sees on `/api/events/out`
//! that one is to be cancelled. Only of runs whose cancelling was given up is it told
//! here, so that it [cleans up](crate::domain::cleanup) after them.
//!
//! A worker reads from the reason of a close whether to come again.

use std::convert::Infallible;
use std::future::pending;
use std::time::Duration;

use prefect_mock_api::schema::{Document, NoDomainRules};
use prefect_mock_api::types;
use serde_json::json;
use tokio::sync::broadcast::error::RecvError;
use tokio::time::{Instant, interval, sleep_until};
use tokio_tungstenite::tungstenite::protocol::frame::coding::CloseCode;

use super::socket::{Close, Ended, Heard, Socket};
use super::worker_frames::{self as frames, Frame, Hello, WorkerFrame};
use crate::app::{App, Change, Error, WorkPoolView, WorkerIntroduction};
use crate::domain::cleanup::{CleanupOperation, CleanupWorker};
use crate::domain::ids::WorkQueueId;
use crate::domain::json::JsonObject;
use crate::domain::work_pool::{StorageConfiguration, WorkPool};

/// Why a worker is not let in that does not begin with its introduction.
pub(super) const AUTHENTICATION_FAILED: &str = "authentication_failed";

/// How long changes of a pool are gathered before they are told.
const COALESCE: Duration = Duration::from_millis(50);

/// How often to look for what others had reserved and did not clean up.
const CLEANUP_INTERVAL: Duration = Duration::from_secs(1);

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
    let mut changes = app.changes().subscribe_but_flow_runs();
    let welcome = app
        .introduce_worker(pool, introduction(pool, &hello))
        .map_err(|error| refusal(&error))?;
    socket.send(frames::ready(app, &hello, &welcome)).await?;
    let mut channel = Channel {
        app,
        pool: welcome.pool,
        worker: CleanupWorker {
            consumer_id: hello.consumer_id,
            name: hello.worker_name.0.clone(),
        },
        snapshots: 1,
        due: None,
        queues: welcome.queues.iter().map(|queue| queue.id).collect(),
        may_clean_up: hello.cleanup_concurrency() > 0,
        most_cleanups: if hello.cleans_up_cancelled_runs() {
            usize::try_from(hello.cleanup_concurrency()).unwrap_or(usize::MAX)
        } else {
            0
        },
    };
    let mut look_again = interval(CLEANUP_INTERVAL);
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
                Ok(Change::WorkPoolChanged(id)) if id == channel.pool.pool.id => {
                    channel.look()?;
                    channel.tell_cleanups(socket).await?;
                }
                Ok(_) => {}
                Err(RecvError::Lagged(_)) => channel.look()?,
                Err(RecvError::Closed) => return Err(Close::shutdown().into()),
            },
            reason = snapshot => channel.tell_snapshot(socket, reason).await?,
            _ = look_again.tick(), if channel.most_cleanups > 0 => channel.tell_cleanups(socket).await?,
        }
    }
}

/// A worker that was taken in.
struct Channel<'a> {
    app: &'a App,
    /// The pool as the worker knows it.
    pool: WorkPoolView,
    worker: CleanupWorker,
    /// How many snapshots were sent.
    snapshots: u64,
    /// When the next one is to be sent, and why.
    due: Option<(Instant, &'static str)>,
    /// The queues that it works on.
    queues: Vec<WorkQueueId>,
    /// Whether it may speak of cleaning up.
    may_clean_up: bool,
    /// How much it cleans up at once.
    most_cleanups: usize,
}

impl Channel<'_> {
    async fn hear(&mut self, heard: Heard, socket: &mut Socket) -> Result<(), Ended> {
        let text = match heard {
            Heard::Text(text) => text,
            Heard::Ping => return Ok(()),
            Heard::Binary => return Err(transient_server_error().into()),
        };
        let (request, (message, token), operation) = match WorkerFrame::read(&text) {
            Some(WorkerFrame::Heartbeat(frame)) => return Ok(self.heartbeat(frame.payload)?),
            Some(WorkerFrame::CleanupAck(Frame { id, payload, .. })) => (
                id,
                (payload.message_id, payload.reservation_token),
                CleanupOperation::Ack,
            ),
            Some(WorkerFrame::CleanupRenew(Frame { id, payload, .. })) => (
                id,
                (payload.message_id, payload.reservation_token),
                CleanupOperation::Renew,
            ),
            Some(WorkerFrame::CleanupRelease(Frame { id, payload, .. })) => (
                id,
                (payload.message_id, payload.reservation_token),
                CleanupOperation::Release,
            ),
            Some(WorkerFrame::Hello(_)) | None => return Err(protocol_error().into()),
        };
        let outcome = self.may_clean_up.then(|| {
            let pool = self.pool.pool.id;
            self.app
                .apply_cleanup(operation, pool, message.into(), &token.0)
        });
        let result = frames::operation_result(self.app, request, message, operation, outcome);
        socket.send(result).await
    }

    /// Tells what is left over, as much as the worker takes at once.
    async fn tell_cleanups(&self, socket: &mut Socket) -> Result<(), Ended> {
        let pool = self.pool.pool.id;
        while self.most_cleanups > 0
            && let Some(message) =
                self.app
                    .reserve_cleanup(pool, &self.queues, &self.worker, self.most_cleanups)
            && let Some(reserved) = &message.reservation
        {
            let sent = socket
                .send(frames::cleanup(self.app, &message, reserved))
                .await;
            if sent.is_err() {
                let release = CleanupOperation::Release;
                self.app
                    .apply_cleanup(release, pool, message.id, &reserved.token);
                return sent;
            }
        }
        Ok(())
    }

    fn heartbeat(&mut self, heartbeat: frames::Heartbeat) -> Result<(), Close> {
        if heartbeat.consumer_id != self.worker.consumer_id
            || heartbeat.worker_name.0 != self.worker.name
        {
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
