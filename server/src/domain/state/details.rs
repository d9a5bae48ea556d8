//! What a state refers to, and what rules keep in it.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::domain::ids::{FlowRunId, LeaseId, TaskRunId};
use crate::domain::sparse::{SharedDefault, Sparse};

/// The structured part of a state. All of it is optional.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct StateDetails {
    /// The flow run whose state this is, or whose task run's.
    pub flow_run_id: Option<FlowRunId>,
    /// The task run whose state this is; for a subflow, its parent task run.
    pub task_run_id: Option<TaskRunId>,
    /// When the run should start. A `SCHEDULED` state always has one.
    pub scheduled_time: Option<DateTime<Utc>>,
    /// Whether the task run goes through a queue to a background worker.
    pub deferred: Option<bool>,
    /// Whether the result is of a kind that cannot be told apart from others.
    pub untrackable_result: bool,
    /// Marks repeats of one request, so that only the first has an effect.
    pub transition_id: Option<Uuid>,
    /// What few states have.
    #[serde(flatten)]
    pub more: Sparse<MoreStateDetails>,
}

/// What few states have in their structured part.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct MoreStateDetails {
    /// The subflow run that the task run of this state stands for.
    pub child_flow_run_id: Option<FlowRunId>,
    /// Task runs that complete with equal keys share their result.
    pub cache_key: Option<String>,
    /// Until when a cached result may be used; for ever if none.
    pub cache_expiration: Option<DateTime<Utc>>,
    /// Until when a paused run may be resumed.
    pub pause_timeout: Option<DateTime<Utc>>,
    /// Whether the pause ends the process, so that resuming reschedules.
    pub pause_reschedule: bool,
    /// Names the pause; each fires at most once in a run.
    pub pause_key: Option<String>,
    /// Where a paused run expects its input: what each part is stored under.
    pub run_input_keyset: Option<BTreeMap<String, String>>,
    /// Whether to run although a cached result exists.
    pub refresh_cache: Option<bool>,
    /// Whether the task run may be retried; `None` leaves it to its policy.
    pub retriable: Option<bool>,
    /// Where the parameters of a background task run are stored.
    pub task_parameters_id: Option<Uuid>,
    /// The W3C trace context in which the state was made.
    pub traceparent: Option<String>,
    /// The lease by which the run holds a slot of its deployment's limit.
    pub deployment_concurrency_lease_id: Option<LeaseId>,
}

impl SharedDefault for MoreStateDetails {
    fn shared() -> &'static LazyLock<Self> {
        static SHARED: LazyLock<MoreStateDetails> = LazyLock::new(MoreStateDetails::default);
        &SHARED
    }
}

impl Default for StateDetails {
    fn default() -> Self {
        Self {
            flow_run_id: None,
            task_run_id: None,
            scheduled_time: None,
            // Prefect answers `false` here and `null` for the other options.
            deferred: Some(false),
            untrackable_result: false,
            transition_id: None,
            more: Sparse::default(),
        }
    }
}
