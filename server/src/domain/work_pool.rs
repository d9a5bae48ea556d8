//! Work pools, their queues, and the workers that poll them.

mod priorities;

use chrono::{DateTime, Utc};
use uuid::Uuid;

use super::ids::{DeploymentId, EventId, WorkPoolId, WorkQueueId, WorkerId};
use super::job_variables::JobTemplate;
use super::json::JsonObject;
pub use priorities::{first_free_priority, with_distinct_priorities};

/// A work pool: where runs of one kind of infrastructure wait for workers.
#[derive(Debug, Clone, PartialEq)]
pub struct WorkPool {
    /// Names the pool.
    pub id: WorkPoolId,
    /// When it was made.
    pub created: DateTime<Utc>,
    /// When it was last changed.
    pub updated: DateTime<Utc>,
    /// The name, unique among pools.
    pub name: String,
    /// What it is for.
    pub description: Option<String>,
    /// The infrastructure, such as `process`.
    pub pool_type: String,
    /// The template that its workers make jobs from.
    pub base_job_template: JobTemplate,
    /// Whether its delivery of work is stopped.
    pub is_paused: bool,
    /// How many of its runs may be pending or running at once.
    pub concurrency_limit: Option<i64>,
    /// Where its workers keep code and results.
    pub storage_configuration: StorageConfiguration,
    /// The queue that runs land in when they name none.
    pub default_queue_id: WorkQueueId,
    /// Whether anything works on it; `None` for the legacy type `prefect-agent`.
    pub status: Option<WorkPoolStatus>,
    /// The event that told of its last change of status.
    pub last_status_event: Option<StatusEvent>,
}

/// An event that told of a status.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct StatusEvent {
    /// Names the event.
    pub id: EventId,
    /// When it occurred.
    pub occurred: DateTime<Utc>,
}

/// Where a pool's workers keep code and results.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct StorageConfiguration {
    /// How code is brought there.
    pub bundle_upload_step: Option<JsonObject>,
    /// How code is run from there.
    pub bundle_execution_step: Option<JsonObject>,
    /// The block that results are kept in.
    pub default_result_storage_block_id: Option<Uuid>,
}

/// Whether anything works on a pool.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum WorkPoolStatus {
    /// A worker is online.
    Ready,
    /// No worker is online.
    NotReady,
    /// Its delivery of work is stopped.
    Paused,
}

/// A work queue: a lane of a pool with a priority and a limit of its own.
#[derive(Debug, Clone, PartialEq)]
pub struct WorkQueue {
    /// Names the queue.
    pub id: WorkQueueId,
    /// When it was made.
    pub created: DateTime<Utc>,
    /// When it was last changed.
    pub updated: DateTime<Utc>,
    /// The name, unique in its pool.
    pub name: String,
    /// What it is for; empty if that was never told.
    pub description: String,
    /// Whether its delivery of work is stopped.
    pub is_paused: bool,
    /// How many of its runs may be pending or running at once.
    pub concurrency_limit: Option<i64>,
    /// Which queue goes first; 1 is the highest. See [`with_distinct_priorities`].
    pub priority: i64,
    /// The pool it belongs to.
    pub work_pool_id: WorkPoolId,
    /// Which runs belong to it, for a queue of the legacy kind.
    pub filter: Option<QueueFilter>,
    /// When it was last asked for runs.
    pub last_polled: Option<DateTime<Utc>>,
    /// Whether something polls it; pausing shows as a status of its own.
    pub status: WorkQueueStatus,
}

/// Which runs belong to a queue of the legacy kind, whatever queue they are in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QueueFilter {
    /// Tags that a run has to have, all of them.
    pub tags: Option<Vec<String>>,
    /// Deployments of which a run has to be, one of them.
    pub deployment_ids: Option<Vec<DeploymentId>>,
}

/// Whether something polls a queue.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum WorkQueueStatus {
    /// Polled of late.
    Ready,
    /// Not polled, or not any more.
    NotReady,
    /// Its delivery of work is stopped.
    Paused,
}

/// A worker: a process that polls a pool and runs what it is given.
#[derive(Debug, Clone, PartialEq)]
pub struct Worker {
    /// Names the worker.
    pub id: WorkerId,
    /// When it was first heard of.
    pub created: DateTime<Utc>,
    /// When it was last changed.
    pub updated: DateTime<Utc>,
    /// The name, unique in its pool.
    pub name: String,
    /// The pool it polls.
    pub work_pool_id: WorkPoolId,
    /// When it last told that it is alive.
    pub last_heartbeat_time: DateTime<Utc>,
    /// How often it means to tell, in seconds.
    pub heartbeat_interval_seconds: Option<i64>,
    /// Whether it is taken to be alive.
    pub status: WorkerStatus,
}

/// Whether a worker is taken to be alive.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum WorkerStatus {
    /// Heard of in time.
    Online,
    /// Not heard of for three heartbeat intervals.
    Offline,
}
