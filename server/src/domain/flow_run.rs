//! A flow run: one execution of a flow, and what became of it.

use std::sync::Arc;

use chrono::{DateTime, Utc};
use uuid::Uuid;

use super::created_by::CreatedBy;
use super::ids::{DeploymentId, FlowId, FlowRunId, TaskRunId, WorkQueueId};
use super::json::JsonObject;
use super::run::{FlowRunPolicy, RunProgress};
use super::state::State;

/// A flow run.
#[derive(Debug, Clone, PartialEq)]
pub struct FlowRun {
    /// Names the run.
    pub id: FlowRunId,
    /// When it was made.
    pub created: DateTime<Utc>,
    /// When it was last changed.
    pub updated: DateTime<Utc>,
    /// Its name, generated where none was given.
    pub name: String,
    /// The flow that is run.
    pub flow_id: FlowId,
    /// The state it is in; `None` until it has entered one.
    pub state: Option<Arc<State>>,
    /// The deployment it was made from.
    pub deployment_id: Option<DeploymentId>,
    /// The deployment's version when the run was made.
    pub deployment_version: Option<String>,
    /// The work queue it waits in.
    pub work_queue_id: Option<WorkQueueId>,
    /// The name of that queue when the run was made.
    pub work_queue_name: Option<String>,
    /// The flow's own version.
    pub flow_version: Option<String>,
    /// Parameters of the flow.
    pub parameters: JsonObject,
    /// A key that makes a repeated creation find this run; unique in a flow.
    pub idempotency_key: Option<String>,
    /// Free context.
    pub context: JsonObject,
    /// Retries and pauses, with what happened so far.
    pub empirical_policy: FlowRunPolicy,
    /// Tags, as they were given.
    pub tags: Vec<String>,
    /// Labels, Prefect's own among them.
    pub labels: JsonObject,
    /// Who made the run.
    pub created_by: Option<CreatedBy>,
    /// Whether a schedule made it.
    pub auto_scheduled: bool,
    /// The task run that stands for it in its parent flow run.
    pub parent_task_run_id: Option<TaskRunId>,
    /// A legacy infrastructure block.
    pub infrastructure_document_id: Option<Uuid>,
    /// What it runs on, as its worker named it.
    pub infrastructure_pid: Option<String>,
    /// Overrides of the work pool's job template.
    pub job_variables: Option<JsonObject>,
    /// When it was expected, started and ended, and how often it ran.
    pub progress: RunProgress,
}
