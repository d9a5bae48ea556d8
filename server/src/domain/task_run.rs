//! A task run: one execution of one task in a flow run.

use std::sync::Arc;

use chrono::{DateTime, Utc};

use super::ids::{FlowRunId, TaskRunId};
use super::json::JsonObject;
use super::run::{RunProgress, TaskRunPolicy};
use super::state::State;

/// A task run.
///
/// What stays as it is, and may be long, is shared: each change copies the rest.
#[derive(Debug, Clone, PartialEq)]
pub struct TaskRun {
    /// Names the run.
    pub id: TaskRunId,
    /// When it was made.
    pub created: DateTime<Utc>,
    /// When it was last changed.
    pub updated: DateTime<Utc>,
    /// Its name, generated where none was given.
    pub name: Arc<str>,
    /// The flow run it belongs to, if any.
    pub flow_run_id: Option<FlowRunId>,
    /// Which task it runs.
    pub task_key: String,
    /// Tells apart the runs of one task in one flow run.
    pub dynamic_key: String,
    /// The key under which its result may be found again.
    pub cache_key: Option<String>,
    /// Until when that result holds.
    pub cache_expiration: Option<DateTime<Utc>>,
    /// The task's own version.
    pub task_version: Option<String>,
    /// Retries, with what happened so far.
    pub empirical_policy: TaskRunPolicy,
    /// Tags, as they were given.
    pub tags: Vec<String>,
    /// Labels; `None` where none were ever given.
    pub labels: Option<Arc<JsonObject>>,
    /// The state it is in; `None` until it has entered one.
    pub state: Option<Arc<State>>,
    /// For each parameter, what it depends on: a list of objects with `input_type`.
    pub task_inputs: Arc<JsonObject>,
    /// The run count of its flow run when it last ran.
    pub flow_run_run_count: u64,
    /// When it was expected, started and ended, and how often it ran.
    pub progress: RunProgress,
}
