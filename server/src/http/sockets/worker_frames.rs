//! What goes over a worker's socket: version 1 of Prefect's worker channel.
//!
//! Each frame has a `type`, an `id`, the time at which it was sent and a `payload`,
//! and nothing else.

use std::collections::HashSet;
use std::num::NonZeroU32;

use chrono::{DateTime, Utc};
use prefect_mock_api::types;
use serde::{Deserialize, Deserializer, Serialize};
use uuid::Uuid;

use super::frames::text_of;
use crate::app::{App, WorkPoolView, WorkerWelcome};
use crate::domain::cleanup::{CleanupMessage, CleanupOperation, CleanupOutcome, Reservation};
use crate::domain::json::JsonObject;

/// The version of the channel that is spoken here.
pub(super) const CHANNEL_VERSION: &str = "work_pool_worker_channel.v1";

/// What a worker has to ask for.
const REQUIRED_CAPABILITIES: [&str; 2] = ["worker_heartbeat.v1", "work_pool_snapshot.v1"];

/// What a worker may ask for besides: to be told whose infrastructure is left over.
const CLEANUP_DELIVERY: &str = "cleanup_delivery.v1";

/// What a worker sends.
#[derive(Debug, Clone, Deserialize)]
#[serde(tag = "type")]
pub(super) enum WorkerFrame {
    #[serde(rename = "worker.hello.v1")]
    Hello(Box<Frame<Hello>>),
    #[serde(rename = "worker.heartbeat.v1")]
    Heartbeat(Frame<Heartbeat>),
    #[serde(rename = "cleanup.ack.v1")]
    CleanupAck(Frame<CleanupAnswer>),
    #[serde(rename = "cleanup.renew.v1")]
    CleanupRenew(Frame<CleanupAnswer>),
    #[serde(rename = "cleanup.release.v1")]
    CleanupRelease(Frame<CleanupRelease>),
}

impl WorkerFrame {
    /// Reads a frame; `None` if it is none, or breaks a rule of its own.
    pub(super) fn read(text: &str) -> Option<Self> {
        let frame = serde_json::from_str(text).ok()?;
        match &frame {
            Self::Hello(hello) if !hello.payload.is_consistent() => None,
            _ => Some(frame),
        }
    }
}

/// What all frames have.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Frame<P> {
    /// Names the frame.
    pub(super) id: Uuid,
    #[expect(dead_code, reason = "it has to be there and to be a time, no more")]
    sent_at: DateTime<Utc>,
    /// What it says.
    pub(super) payload: P,
}

/// How a worker introduces itself.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Hello {
    pub(super) consumer_id: Uuid,
    pub(super) worker_name: Text,
    pub(super) worker_type: Text,
    pub(super) heartbeat_interval_seconds: NonZeroU32,
    pub(super) supported_channel_versions: Vec<Text>,
    requested_capabilities: Vec<Text>,
    #[serde(default)]
    pub(super) work_queue_names: Vec<Text>,
    #[serde(default)]
    handled_cleanup_kinds: Vec<CleanupKind>,
    max_cleanup_concurrency: Option<u32>,
    #[serde(default)]
    pub(super) create_pool_if_not_found: bool,
    #[serde(default)]
    pub(super) default_base_job_template: JsonObject,
    #[serde(default)]
    #[expect(dead_code, reason = "Prefect's own server has no use for it either")]
    worker_metadata: Option<JsonObject>,
}

impl Hello {
    fn asks_for(&self, capability: &str) -> bool {
        let mut asked = self.requested_capabilities.iter();
        asked.any(|asked| asked.0 == capability)
    }

    fn is_consistent(&self) -> bool {
        let cleans_up =
            !self.handled_cleanup_kinds.is_empty() || self.max_cleanup_concurrency.unwrap_or(0) > 0;
        !self.supported_channel_versions.is_empty()
            && REQUIRED_CAPABILITIES.iter().all(|one| self.asks_for(one))
            && (!cleans_up || self.asks_for(CLEANUP_DELIVERY))
    }

    /// How much it cleans up at once: nothing unless it asks for it and knows how.
    pub(super) fn cleanup_concurrency(&self) -> u32 {
        if self.handled_cleanup_kinds.is_empty() || !self.asks_for(CLEANUP_DELIVERY) {
            return 0;
        }
        self.max_cleanup_concurrency.unwrap_or(1)
    }

    /// Whether it cleans up after runs whose cancelling was given up. Nothing makes
    /// the other kind of messages.
    pub(super) fn cleans_up_cancelled_runs(&self) -> bool {
        let mut kinds = self.handled_cleanup_kinds.iter();
        self.cleanup_concurrency() > 0 && kinds.any(|kind| *kind == CleanupKind::CancellingTimeout)
    }

    /// Whether it speaks the version that is spoken here.
    pub(super) fn speaks_version(&self) -> bool {
        let mut versions = self.supported_channel_versions.iter();
        versions.any(|version| version.0 == CHANNEL_VERSION)
    }
}

/// That a worker is alive.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Heartbeat {
    pub(super) consumer_id: Uuid,
    pub(super) worker_name: Text,
    #[serde(rename = "heartbeat_interval_seconds")]
    pub(super) interval_seconds: NonZeroU32,
}

/// What became of infrastructure that was left over.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct CleanupAnswer {
    pub(super) message_id: Uuid,
    pub(super) reservation_token: Text,
}

/// That infrastructure that was left over still is.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct CleanupRelease {
    pub(super) message_id: Uuid,
    pub(super) reservation_token: Text,
    #[expect(dead_code, reason = "it has to be there, no more")]
    reason: Text,
}

/// Which infrastructure a worker can clean up.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
enum CleanupKind {
    #[serde(rename = "cancelling_timeout_teardown.v1")]
    CancellingTimeout,
    #[serde(rename = "pending_claim_teardown.v1")]
    PendingClaim,
}

/// A text that is not empty.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) struct Text(pub(super) String);

impl<'de> Deserialize<'de> for Text {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        if text.is_empty() {
            return Err(serde::de::Error::custom("a text is empty"));
        }
        Ok(Self(text))
    }
}

/// What the server says.
#[derive(Debug, Serialize)]
struct ServerFrame<P> {
    #[serde(rename = "type")]
    kind: &'static str,
    id: Uuid,
    sent_at: DateTime<Utc>,
    payload: P,
}

fn frame(app: &App, kind: &'static str, payload: impl Serialize) -> String {
    let sent_at = app.clock().now();
    text_of(&ServerFrame {
        kind,
        id: app.random().uuid_v7(sent_at),
        sent_at,
        payload,
    })
}

/// A work pool as it is now.
#[derive(Debug, Serialize)]
struct Snapshot {
    #[serde(rename = "snapshot_sequence")]
    sequence: u64,
    reason: &'static str,
    work_pool: types::WorkPoolResponse,
}

/// A pool as it is now. They are counted, from 1 in [`ready`].
pub(super) fn snapshot(
    app: &App,
    sequence: u64,
    reason: &'static str,
    pool: WorkPoolView,
) -> String {
    let payload = Snapshot {
        sequence,
        reason,
        work_pool: pool.into(),
    };
    frame(app, "work_pool.snapshot.v1", payload)
}

#[derive(Debug, Serialize)]
struct Ready<'a> {
    consumer_id: Uuid,
    worker_id: Option<Uuid>,
    selected_channel_version: &'static str,
    effective_heartbeat_interval_seconds: NonZeroU32,
    accepted_capabilities: Vec<&'static str>,
    rejected_capabilities: Vec<&'a str>,
    effective_max_cleanup_concurrency: u32,
    resolved_work_queues: Vec<ResolvedWorkQueue<'a>>,
    initial_snapshot: Snapshot,
}

#[derive(Debug, Serialize)]
struct ResolvedWorkQueue<'a> {
    id: Uuid,
    name: &'a str,
}

/// That a worker is taken in.
pub(super) fn ready(app: &App, hello: &Hello, welcome: &WorkerWelcome) -> String {
    let mut accepted = REQUIRED_CAPABILITIES.to_vec();
    if hello.cleanup_concurrency() > 0 {
        accepted.push(CLEANUP_DELIVERY);
    }
    let mut seen: HashSet<&str> = accepted.iter().copied().collect();
    let payload = Ready {
        consumer_id: hello.consumer_id,
        // Prefect Cloud tells one.
        worker_id: None,
        selected_channel_version: CHANNEL_VERSION,
        effective_heartbeat_interval_seconds: hello.heartbeat_interval_seconds,
        accepted_capabilities: accepted,
        rejected_capabilities: hello
            .requested_capabilities
            .iter()
            .map(|asked| asked.0.as_str())
            .filter(|asked| seen.insert(asked))
            .collect(),
        effective_max_cleanup_concurrency: hello.cleanup_concurrency(),
        resolved_work_queues: welcome
            .queues
            .iter()
            .map(|queue| ResolvedWorkQueue {
                id: queue.id.uuid(),
                name: &queue.name,
            })
            .collect(),
        initial_snapshot: Snapshot {
            sequence: 1,
            reason: "initial",
            work_pool: welcome.pool.clone().into(),
        },
    };
    frame(app, "worker.ready.v1", payload)
}

#[derive(Debug, Serialize)]
struct Cleanup<'a> {
    message_id: Uuid,
    kind: &'static str,
    reservation_token: &'a str,
    lease_expires_at: DateTime<Utc>,
    delivery_count: u32,
    work_queue_id: Uuid,
    target: Target<'a>,
    data: JsonObject,
}

#[derive(Debug, Serialize)]
struct Target<'a> {
    flow_run_id: Uuid,
    infrastructure_pid: Option<&'a str>,
}

/// What is left over, for the worker that has reserved it.
pub(super) fn cleanup(app: &App, message: &CleanupMessage, reserved: &Reservation) -> String {
    let payload = Cleanup {
        message_id: message.id.uuid(),
        kind: "cancelling_timeout_teardown.v1",
        reservation_token: &reserved.token,
        lease_expires_at: reserved.lease_expires_at,
        delivery_count: message.delivery_count,
        work_queue_id: message.work_queue_id.uuid(),
        target: Target {
            flow_run_id: message.flow_run_id.uuid(),
            infrastructure_pid: message.infrastructure_pid.as_deref(),
        },
        data: JsonObject::new(),
    };
    frame(app, "cleanup.message.v1", payload)
}

#[derive(Debug, Serialize)]
struct OperationResult {
    request_frame_id: Uuid,
    message_id: Uuid,
    operation: &'static str,
    status: &'static str,
    lease_expires_at: Option<DateTime<Utc>>,
    reason: Option<&'static str>,
    detail: Option<&'static str>,
}

/// What became of what a worker said; `None` if it may not say it.
pub(super) fn operation_result(
    app: &App,
    request: Uuid,
    message: Uuid,
    operation: CleanupOperation,
    outcome: Option<CleanupOutcome>,
) -> String {
    let (status, reason) = match outcome {
        None => ("unauthorized", Some("cleanup_delivery_not_accepted")),
        Some(CleanupOutcome::Accepted | CleanupOutcome::Renewed(_)) => ("accepted", None),
        Some(CleanupOutcome::NotFound) => ("not_found", Some("message_not_found")),
        Some(CleanupOutcome::OtherPool) => ("unauthorized", Some("work_pool_mismatch")),
        Some(CleanupOutcome::NotReserved) => ("not_current", Some("no_active_reservation")),
        Some(CleanupOutcome::OtherToken) => ("invalid_token", Some("reservation_token_mismatch")),
        Some(CleanupOutcome::Expired) => ("expired", Some("lease_expired")),
        Some(CleanupOutcome::GivenUp) => ("dead_lettered", Some("max_delivery_attempts_reached")),
    };
    let payload = OperationResult {
        request_frame_id: request,
        message_id: message,
        operation: match operation {
            CleanupOperation::Ack => "ack",
            CleanupOperation::Release => "release",
            CleanupOperation::Renew => "renew",
        },
        status,
        lease_expires_at: match outcome {
            Some(CleanupOutcome::Renewed(until)) => Some(until),
            _ => None,
        },
        reason,
        detail: None,
    };
    frame(app, "cleanup.operation_result.v1", payload)
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;

    fn hello(changes: Value) -> Value {
        let mut payload = json!({
            "consumer_id": "6f1e2d3c-0000-4000-8000-000000000001",
            "worker_name": "w",
            "worker_type": "process",
            "heartbeat_interval_seconds": 30,
            "supported_channel_versions": ["v9", "work_pool_worker_channel.v1"],
            "requested_capabilities": [
                "worker_heartbeat.v1", "work_pool_snapshot.v1", "cleanup_delivery.v1",
            ],
        });
        for (key, value) in changes.as_object().unwrap() {
            payload[key] = value.clone();
        }
        json!({
            "type": "worker.hello.v1",
            "id": "6f1e2d3c-0000-4000-8000-000000000002",
            "sent_at": "2026-01-01T12:00:00.5+00:00",
            "payload": payload,
        })
    }

    fn is_read(frame: &Value) -> bool {
        WorkerFrame::read(&frame.to_string()).is_some()
    }

    /// As a real server took these.
    #[test]
    fn a_worker_introduces_itself() {
        for accepted in [
            json!({}),
            json!({"worker_metadata": null, "work_queue_names": ["q"]}),
            json!({"handled_cleanup_kinds": ["cancelling_timeout_teardown.v1"]}),
            json!({"max_cleanup_concurrency": 5, "create_pool_if_not_found": true}),
            json!({"supported_channel_versions": ["v9"]}),
        ] {
            assert!(is_read(&hello(accepted.clone())), "{accepted}");
        }
        let uncapable = ["worker_heartbeat.v1", "work_pool_snapshot.v1"];
        for refused in [
            json!({"more": 1}),
            json!({"worker_name": ""}),
            json!({"heartbeat_interval_seconds": 0}),
            json!({"heartbeat_interval_seconds": 1.5}),
            json!({"supported_channel_versions": []}),
            json!({"requested_capabilities": ["worker_heartbeat.v1"]}),
            json!({"requested_capabilities": uncapable, "max_cleanup_concurrency": 1}),
            json!({"handled_cleanup_kinds": ["other"]}),
            json!({"max_cleanup_concurrency": -1}),
            json!({"consumer_id": "x"}),
        ] {
            assert!(!is_read(&hello(refused.clone())), "{refused}");
        }
        let mut frame = hello(json!({}));
        frame["more"] = json!(1);
        assert!(!is_read(&frame));
        for other in [
            json!({}),
            json!([1]),
            json!(5),
            json!({"type": "worker.ready.v1"}),
        ] {
            assert!(!is_read(&other), "{other}");
        }
    }

    #[test]
    fn versions_have_to_meet() {
        let speaks = |versions: &[&str]| {
            let frame = hello(json!({"supported_channel_versions": versions}));
            match WorkerFrame::read(&frame.to_string()) {
                Some(WorkerFrame::Hello(hello)) => hello.payload.speaks_version(),
                other => panic!("{other:?}"),
            }
        };
        assert!(speaks(&["v9", CHANNEL_VERSION]));
        assert!(!speaks(&["v9"]));
    }
}
