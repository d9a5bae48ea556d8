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
///
/// What a run has in common with others, it shares with them: see
/// [`share_with`](Self::share_with).
#[derive(Debug, Clone, PartialEq)]
pub struct FlowRun {
    /// Names the run.
    pub id: FlowRunId,
    /// When it was made.
    pub created: DateTime<Utc>,
    /// When it was last changed.
    pub updated: DateTime<Utc>,
    /// Its name, generated where none was given.
    pub name: Arc<str>,
    /// The flow that is run.
    pub flow_id: FlowId,
    /// The state it is in; `None` until it has entered one.
    pub state: Option<Arc<State>>,
    /// The deployment it was made from.
    pub deployment_id: Option<DeploymentId>,
    /// The deployment's version when the run was made.
    pub deployment_version: Option<Arc<str>>,
    /// The work queue it waits in.
    pub work_queue_id: Option<WorkQueueId>,
    /// The name of that queue when the run was made.
    pub work_queue_name: Option<Arc<str>>,
    /// The flow's own version.
    pub flow_version: Option<Arc<str>>,
    /// Parameters of the flow.
    pub parameters: Arc<JsonObject>,
    /// A key that makes a repeated creation find this run; unique in a flow.
    pub idempotency_key: Option<String>,
    /// Free context.
    pub context: Arc<JsonObject>,
    /// Retries and pauses, with what happened so far.
    pub empirical_policy: Arc<FlowRunPolicy>,
    /// Tags, as they were given.
    pub tags: Arc<[String]>,
    /// Labels, Prefect's own among them.
    pub labels: Arc<JsonObject>,
    /// Who made the run.
    pub created_by: Option<Arc<CreatedBy>>,
    /// Whether a schedule made it.
    pub auto_scheduled: bool,
    /// The task run that stands for it in its parent flow run.
    pub parent_task_run_id: Option<TaskRunId>,
    /// A legacy infrastructure block.
    pub infrastructure_document_id: Option<Uuid>,
    /// What it runs on, as its worker named it.
    pub infrastructure_pid: Option<String>,
    /// Overrides of the work pool's job template.
    pub job_variables: Option<Arc<JsonObject>>,
    /// When it was expected, started and ended, and how often it ran.
    pub progress: RunProgress,
}

impl FlowRun {
    /// Takes from another run what is the same in both, so that it is in memory once.
    /// Runs of one deployment are the same in nearly everything.
    pub fn share_with(&mut self, other: &Self) {
        fn share<T: ?Sized + PartialEq>(one: &mut Arc<T>, other: &Arc<T>) {
            if one == other {
                one.clone_from(other);
            }
        }
        fn share_optional<T: ?Sized + PartialEq>(one: &mut Option<Arc<T>>, other: Option<&Arc<T>>) {
            if let (Some(one), Some(other)) = (one, other) {
                share(one, other);
            }
        }
        share_optional(
            &mut self.deployment_version,
            other.deployment_version.as_ref(),
        );
        share_optional(&mut self.work_queue_name, other.work_queue_name.as_ref());
        share_optional(&mut self.flow_version, other.flow_version.as_ref());
        share(&mut self.parameters, &other.parameters);
        share(&mut self.context, &other.context);
        share(&mut self.empirical_policy, &other.empirical_policy);
        share(&mut self.tags, &other.tags);
        share(&mut self.labels, &other.labels);
        share_optional(&mut self.created_by, other.created_by.as_ref());
        share_optional(&mut self.job_variables, other.job_variables.as_ref());
    }
}
