//! A deployment: a flow with where, how and when to run it.

use chrono::{DateTime, Utc};
use uuid::Uuid;

use super::created_by::CreatedBy;
use super::derived::Derived;
use super::ids::{ConcurrencyLimitId, DeploymentId, FlowId, ScheduleId, WorkQueueId};
use super::json::JsonObject;
use super::orchestration::ConcurrencyOptions;
use super::schedule::Schedule;
use super::schema_tools::{Schema, SchemaError};

/// The JSON schema of a flow's parameters, with its validator for complete ones.
pub type ParameterSchema = Derived<JsonObject, Result<Schema, SchemaError>>;

/// A deployment.
#[derive(Debug, Clone, PartialEq)]
pub struct Deployment {
    /// Names the deployment.
    pub id: DeploymentId,
    /// When it was made.
    pub created: DateTime<Utc>,
    /// When it was last changed.
    pub updated: DateTime<Utc>,
    /// The name, unique in its flow.
    pub name: String,
    /// The deployed flow.
    pub flow_id: FlowId,
    /// Its version, in the user's terms.
    pub version: Option<String>,
    /// What it is for.
    pub description: Option<String>,
    /// Whether its schedules are stopped.
    pub paused: bool,
    /// When to run, in the order the schedules were made.
    pub schedules: Vec<DeploymentSchedule>,
    /// Overrides of the work pool's job template.
    pub job_variables: JsonObject,
    /// Default parameters of its runs.
    pub parameters: JsonObject,
    /// Tags of its runs.
    pub tags: Vec<String>,
    /// Labels of its runs; `None` where none were ever given.
    pub labels: Option<JsonObject>,
    /// The queue its runs wait in.
    pub work_queue_id: Option<WorkQueueId>,
    /// The name of that queue.
    pub work_queue_name: Option<String>,
    /// When a worker last asked for its runs.
    pub last_polled: Option<DateTime<Utc>>,
    /// The JSON schema of the flow's parameters.
    pub parameter_openapi_schema: Option<ParameterSchema>,
    /// Where the code is.
    pub path: Option<String>,
    /// The steps that fetch the code.
    pub pull_steps: Option<Vec<JsonObject>>,
    /// The flow inside the code, such as `flow.py:main`.
    pub entrypoint: Option<String>,
    /// A legacy storage block.
    pub storage_document_id: Option<Uuid>,
    /// A legacy infrastructure block.
    pub infrastructure_document_id: Option<Uuid>,
    /// Who made it.
    pub created_by: Option<CreatedBy>,
    /// Who last changed it.
    pub updated_by: Option<CreatedBy>,
    /// Whether parameters have to fit the schema.
    pub enforce_parameter_schema: bool,
    /// The limit that counts its runs, if they are limited.
    pub concurrency_limit_id: Option<ConcurrencyLimitId>,
    /// What to do with a run that finds no free slot.
    pub concurrency_options: Option<ConcurrencyOptions>,
    /// Whether something polls for its runs.
    pub status: DeploymentStatus,
}

/// One schedule of a deployment.
#[derive(Debug, Clone, PartialEq)]
pub struct DeploymentSchedule {
    /// Names the schedule.
    pub id: ScheduleId,
    /// When it was made.
    pub created: DateTime<Utc>,
    /// When it was last changed.
    pub updated: DateTime<Utc>,
    /// When to run.
    pub schedule: Schedule,
    /// Whether it makes runs.
    pub active: bool,
    /// How many runs it may have ahead of time; `None` is the server's own limit.
    pub max_scheduled_runs: Option<i64>,
    /// Parameters of its runs, over those of the deployment.
    pub parameters: JsonObject,
    /// A name for it, unique in the deployment.
    pub slug: Option<String>,
}

/// Whether something polls for a deployment's runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DeploymentStatus {
    /// Polled of late.
    Ready,
    /// Not polled, or not any more.
    NotReady,
}
