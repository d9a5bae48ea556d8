//! Making flow runs.

use std::sync::Arc;

use prefect_mock_api::types;
use serde_json::Value;
use uuid::Uuid;

use super::FlowRunView;
use crate::app::from_body::json_object;
use crate::app::{App, Error, Result, Transaction};
use crate::domain::created_by::CreatedBy;
use crate::domain::flow_run::FlowRun;
use crate::domain::ids::{DeploymentId, FlowId, FlowRunId, TaskRunId, WorkQueueId};
use crate::domain::json::JsonObject;
use crate::domain::orchestration::{Client, MINIMAL_FLOW_POLICY};
use crate::domain::run::{FlowRunPolicy, RunProgress};
use crate::domain::state::{ProposedState, StateType};
use crate::store::Tables;

/// A flow run that is to be made.
#[derive(Debug, Clone, PartialEq)]
pub struct NewFlowRun {
    /// The flow to run.
    pub flow_id: FlowId,
    /// Its name; one is made up if there is none.
    pub name: Option<String>,
    /// The state to begin in.
    pub state: ProposedState,
    /// The deployment it is a run of. Nothing checks that it is there.
    pub deployment_id: Option<DeploymentId>,
    /// The deployment's version.
    pub deployment_version: Option<String>,
    /// The work queue to wait in.
    pub work_queue_id: Option<WorkQueueId>,
    /// The name of that queue, to be remembered when the queue is gone.
    pub work_queue_name: Option<String>,
    /// The flow's own version.
    pub flow_version: Option<String>,
    /// Parameters of the flow.
    pub parameters: JsonObject,
    /// A key under which the run is found if it is made again.
    pub idempotency_key: Option<String>,
    /// Free context.
    pub context: JsonObject,
    /// How it is retried.
    pub empirical_policy: FlowRunPolicy,
    /// Tags.
    pub tags: Vec<String>,
    /// Labels besides those that the server adds.
    pub labels: JsonObject,
    /// Who makes it.
    pub created_by: Option<CreatedBy>,
    /// Whether a schedule makes it.
    pub auto_scheduled: bool,
    /// The task run that stands for it in its parent flow run.
    pub parent_task_run_id: Option<TaskRunId>,
    /// A legacy infrastructure block. There are none here, so none may be named.
    pub infrastructure_document_id: Option<Uuid>,
    /// Overrides of the work pool's job template.
    pub job_variables: Option<JsonObject>,
}

impl NewFlowRun {
    /// A run of a flow that begins in a `PENDING` state and has nothing else.
    pub fn of_flow(flow_id: FlowId) -> Self {
        Self {
            flow_id,
            name: None,
            state: ProposedState::of(StateType::Pending),
            deployment_id: None,
            deployment_version: None,
            work_queue_id: None,
            work_queue_name: None,
            flow_version: None,
            parameters: JsonObject::new(),
            idempotency_key: None,
            context: JsonObject::new(),
            empirical_policy: FlowRunPolicy {
                resuming: Some(false),
                ..FlowRunPolicy::default()
            },
            tags: Vec::new(),
            labels: JsonObject::new(),
            created_by: None,
            auto_scheduled: false,
            parent_task_run_id: None,
            infrastructure_document_id: None,
            job_variables: None,
        }
    }
}

impl App {
    /// Makes a flow run, or finds the one that was made with its idempotency key,
    /// which `false` tells apart. Without a state it begins in a `PENDING` one.
    ///
    /// # Errors
    ///
    /// `NotFound` if the work pool or its queue is not there; and those of
    /// [`Transaction::create_flow_run`].
    pub fn create_flow_run(&self, body: types::FlowRunCreate) -> Result<(FlowRunView, bool)> {
        self.transaction(|tx| {
            let pool = body.work_pool_name.value().filter(|name| !name.is_empty());
            let work_queue_id = match pool {
                Some(pool) => Some(tx.tables.queue_for(pool, body.work_queue_name.value())?),
                None => None,
            };
            let (run, created) = tx.create_flow_run(NewFlowRun {
                work_queue_id,
                ..NewFlowRun::from(body)
            })?;
            Ok((FlowRunView::of(tx.tables, run, tx.now), created))
        })
    }
}

impl From<types::FlowRunCreate> for NewFlowRun {
    fn from(body: types::FlowRunCreate) -> Self {
        let new = Self::of_flow(body.flow_id.into());
        Self {
            name: body.name,
            state: body.state.into_value().map_or(new.state, Into::into),
            deployment_id: body.deployment_id.into_value().map(Into::into),
            work_queue_name: body.work_queue_name.into_value(),
            flow_version: body.flow_version.into_value(),
            parameters: body.parameters.unwrap_or_default(),
            idempotency_key: body.idempotency_key.into_value(),
            context: body.context.unwrap_or_default(),
            empirical_policy: body
                .empirical_policy
                .map_or(new.empirical_policy, Into::into),
            tags: body.tags.unwrap_or_default(),
            labels: body
                .labels
                .into_value()
                .map(json_object)
                .unwrap_or_default(),
            parent_task_run_id: body.parent_task_run_id.into_value().map(Into::into),
            infrastructure_document_id: body.infrastructure_document_id.into_value(),
            job_variables: body.job_variables.into_value(),
            ..new
        }
    }
}

impl Transaction<'_> {
    /// Makes a flow run and lets it enter its first state, by force. If its flow has
    /// a run with its idempotency key, that run is the answer, and is told apart by
    /// `false`.
    ///
    /// Its labels are those of its deployment, or else of its flow, the ids of both,
    /// and its own, which win.
    ///
    /// # Errors
    ///
    /// `IntegrityConflict` if the flow, the parent task run or the work queue is not
    /// there, or an infrastructure block is named; and if the idempotency key is
    /// empty and taken, which Prefect does not take for a repetition.
    pub fn create_flow_run(&mut self, new: NewFlowRun) -> Result<(Arc<FlowRun>, bool)> {
        if let Some(key) = &new.idempotency_key
            && let Some(run) = self.tables.flow_runs.by_idempotency_key(new.flow_id, key)
        {
            return if key.is_empty() {
                Err(Error::IntegrityConflict)
            } else {
                Ok((Arc::clone(run), false))
            };
        }
        self.tables.check_references(&new)?;
        let id = FlowRunId::new(self.random.uuid_v4());
        let labels = self.tables.labels_of(&new);
        // What Prefect's database fills in, which it only does without a key.
        let has_key = new
            .idempotency_key
            .as_ref()
            .is_some_and(|key| !key.is_empty());
        let default = (!has_key).then(JsonObject::new);
        let job_variables = new.job_variables.or(default);
        let mut run = FlowRun {
            id,
            created: self.now,
            updated: self.now,
            name: new
                .name
                .filter(|name| !name.is_empty())
                .unwrap_or_else(|| self.random.run_name())
                .into(),
            flow_id: new.flow_id,
            state: None,
            deployment_id: new.deployment_id,
            deployment_version: new.deployment_version.map(Into::into),
            work_queue_id: new.work_queue_id,
            work_queue_name: new.work_queue_name.map(Into::into),
            flow_version: new.flow_version.map(Into::into),
            parameters: new.parameters.into(),
            idempotency_key: new.idempotency_key,
            context: new.context.into(),
            empirical_policy: new.empirical_policy.into(),
            tags: new.tags.into(),
            labels: labels.into(),
            created_by: new.created_by.map(Into::into),
            auto_scheduled: new.auto_scheduled,
            parent_task_run_id: new.parent_task_run_id,
            infrastructure_document_id: new.infrastructure_document_id,
            infrastructure_pid: None,
            job_variables: job_variables.map(Into::into),
            progress: RunProgress::default(),
        };
        if let Some(sibling) = self.tables.flow_runs.latest_like(&run) {
            run.share_with(sibling);
        }
        // It goes into the table with its state, so that no index has to move it.
        let run = Arc::new(run);
        let policy = &MINIMAL_FLOW_POLICY;
        let (_, entered) = self.advance_flow_run(&run, new.state, policy, Client::default())?;
        if self.tables.flow_runs.get(id).is_none() {
            let run = self.tables.flow_runs.put(Arc::unwrap_or_clone(run));
            return Ok((run, true));
        }
        Ok((entered, true))
    }
}

impl Tables {
    /// The queue of a pool by its name, or the pool's default queue.
    fn queue_for(&self, pool_name: &str, queue_name: Option<&String>) -> Result<WorkQueueId> {
        let Some(queue_name) = queue_name.filter(|name| !name.is_empty()) else {
            return Ok(self.find_work_pool(pool_name)?.default_queue_id);
        };
        self.work_pools
            .by_name(pool_name)
            .and_then(|pool| self.work_queues.by_name(pool.id, queue_name))
            .map(|queue| queue.id)
            .ok_or_else(|| {
                Error::NotFound(format!(
                    "Work pool queue '{pool_name}/{queue_name}' not found."
                ))
            })
    }

    /// Checks that what a run refers to is there.
    pub(in crate::app) fn check_references(&self, new: &NewFlowRun) -> Result<()> {
        let is_there = self.flows.get(new.flow_id).is_some()
            && new
                .parent_task_run_id
                .is_none_or(|id| self.task_runs.get(id).is_some())
            && new
                .work_queue_id
                .is_none_or(|id| self.work_queues.get(id).is_some())
            && new.infrastructure_document_id.is_none();
        if is_there {
            Ok(())
        } else {
            Err(Error::IntegrityConflict)
        }
    }

    fn labels_of(&self, new: &NewFlowRun) -> JsonObject {
        let deployment = new
            .deployment_id
            .and_then(|deployment_id| self.deployments.get(deployment_id));
        let mut labels = match deployment {
            Some(deployment) => deployment.labels.clone(),
            None => self
                .flows
                .get(new.flow_id)
                .and_then(|flow| flow.labels.clone()),
        }
        .unwrap_or_default();
        let flow_id = deployment.map_or(new.flow_id, |deployment| deployment.flow_id);
        labels.insert(
            "prefect.flow.id".to_owned(),
            Value::String(flow_id.to_string()),
        );
        if let Some(deployment) = deployment {
            labels.insert(
                "prefect.deployment.id".to_owned(),
                Value::String(deployment.id.to_string()),
            );
        }
        labels.extend(new.labels.clone());
        labels
    }
}
