//! Making deployments, or changing those of the same name.

use prefect_mock_api::{Field, types};
use serde_json::Value;

use super::concurrency::LimitChange;
use super::delete::Runs;
use super::schedules::check_slugs;
use super::{App, DeploymentView, Error, Result, Transaction};
use crate::app::events::Lifecycle;
use crate::app::from_body::json_object;
use crate::app::work_queues::DEFAULT_AGENT_POOL;
use crate::domain::deployment::{Deployment, DeploymentStatus};
use crate::domain::ids::{DeploymentId, FlowId, WorkQueueId};
use crate::domain::job_variables;
use crate::domain::json::JsonObject;
use crate::domain::orchestration::{CollisionStrategy, ConcurrencyOptions};
use crate::store::Tables;

impl App {
    /// Makes a deployment, or changes the one of this name in its flow, which `false`
    /// tells apart: what the body does not name stays, save parameters and schedules,
    /// which are gone, and labels, which are made anew.
    ///
    /// # Errors
    ///
    /// `NotFound` for the work pool or the concurrency limit; `Invalid` for job
    /// variables that do not fit the pool; `Conflict` for a block, as there are none;
    /// `IntegrityConflict` for the flow, and for a slug that is there twice; `Internal`
    /// for a name with characters that Prefect fails at.
    pub fn create_deployment(
        &self,
        mut body: types::DeploymentCreate,
    ) -> Result<(DeploymentView, bool)> {
        self.transaction(|tx| {
            tx.tables.check_new_deployment(&body)?;
            let flow_id = FlowId::new(body.flow_id);
            let before = tx.tables.deployments.by_name(flow_id, &body.name).cloned();
            let limit_before = before
                .as_ref()
                .and_then(|before| before.concurrency_limit_id);
            let limit = LimitChange {
                id: body.global_concurrency_limit_id.map(Into::into),
                slots: body.concurrency_limit,
            };
            let id_before = before.as_ref().map(|before| before.id);
            tx.tables
                .check_limit_change(id_before, limit_before, limit)?;
            let schedules = body.schedules.take().unwrap_or_default();
            let schedules = schedules
                .into_iter()
                .map(|mut schedule| {
                    // Not taken over, as on Prefect.
                    schedule.max_scheduled_runs = Field::Absent;
                    tx.new_schedule(schedule)
                })
                .collect::<Result<Vec<_>>>()?;
            check_slugs(&schedules)?;

            let is_new = before.is_none();
            let mut deployment = match &before {
                Some(before) => Deployment::clone(before),
                None => tx.empty_deployment(flow_id, &body.name),
            };
            let queue = tx.queue_of_deployment(&body.work_pool_name, &body.work_queue_name)?;
            deployment.work_queue_id = queue.or(deployment.work_queue_id);
            deployment.labels = Some(tx.tables.deployment_labels(flow_id, &mut body));
            deployment.schedules = schedules;
            deployment.concurrency_limit_id = tx.change_limit(deployment.id, limit_before, limit);
            fill(&mut deployment, body);
            tx.delete_scheduled_runs(deployment.id, Runs::FUTURE_AUTO_SCHEDULED);
            let deployment = tx.put_deployment(deployment);
            match &before {
                Some(before) => tx.record_deployment_changes(before, &deployment),
                None => tx.record_deployment(Lifecycle::Created, &deployment),
            }
            Ok((DeploymentView::of(tx.tables, deployment), is_new))
        })
    }
}

/// Takes over what a body names.
fn fill(deployment: &mut Deployment, body: types::DeploymentCreate) {
    let to = deployment;
    to.parameters = body.parameters.unwrap_or_default();
    to.paused = body.paused.unwrap_or(to.paused);
    to.tags = body.tags.unwrap_or_else(|| std::mem::take(&mut to.tags));
    to.enforce_parameter_schema = body
        .enforce_parameter_schema
        .unwrap_or(to.enforce_parameter_schema);
    if let Some(job_variables) = body.job_variables {
        to.job_variables = job_variables;
    }
    set(
        &mut to.concurrency_options,
        body.concurrency_options.map(Into::into),
    );
    set(
        &mut to.parameter_openapi_schema,
        body.parameter_openapi_schema.map(Into::into),
    );
    set(&mut to.pull_steps, body.pull_steps);
    set(&mut to.work_queue_name, body.work_queue_name);
    set(&mut to.description, body.description);
    set(&mut to.path, body.path);
    set(&mut to.version, body.version);
    set(&mut to.entrypoint, body.entrypoint);
}

/// Sets what a request names, to nothing if it says null.
pub(super) fn set<T>(to: &mut Option<T>, field: Field<T>) {
    if let Some(value) = field.given() {
        *to = value;
    }
}

impl Transaction<'_> {
    /// A deployment that nothing was said of yet.
    fn empty_deployment(&self, flow_id: FlowId, name: &str) -> Deployment {
        Deployment {
            id: DeploymentId::new(self.random.uuid_v4()),
            created: self.now,
            updated: self.now,
            name: name.to_owned(),
            flow_id,
            version: None,
            description: None,
            paused: false,
            schedules: Vec::new(),
            job_variables: JsonObject::new(),
            parameters: JsonObject::new(),
            tags: Vec::new(),
            labels: None,
            work_queue_id: None,
            work_queue_name: None,
            last_polled: None,
            parameter_openapi_schema: Some(JsonObject::new().into()),
            path: None,
            pull_steps: Some(Vec::new()),
            entrypoint: None,
            storage_document_id: None,
            infrastructure_document_id: None,
            created_by: None,
            updated_by: None,
            enforce_parameter_schema: true,
            concurrency_limit_id: None,
            concurrency_options: None,
            status: DeploymentStatus::NotReady,
        }
    }

    /// The queue that a pool and a queue name mean, made if it is not there; `None`
    /// if neither is named.
    ///
    /// # Errors
    ///
    /// `NotFound` for the pool.
    pub(super) fn queue_of_deployment(
        &mut self,
        pool: &Field<String>,
        queue: &Field<String>,
    ) -> Result<Option<WorkQueueId>> {
        let queue = named(queue);
        let Some(pool) = named(pool) else {
            return Ok(queue.map(|queue| self.ensure_agent_queue(queue).id));
        };
        let pool = self.tables.find_work_pool(pool)?;
        let (pool_id, default) = (pool.id, pool.default_queue_id);
        Ok(Some(match queue {
            Some(queue) => self.ensure_work_queue(pool_id, queue).id,
            None => default,
        }))
    }
}

impl Tables {
    fn check_new_deployment(&self, body: &types::DeploymentCreate) -> Result<()> {
        if let Some(pool) = named(&body.work_pool_name) {
            let pool = self.find_work_pool(pool)?;
            let variables = body.job_variables.as_ref();
            if let Some(variables) = variables.filter(|variables| !variables.is_empty())
                && pool.name != DEFAULT_AGENT_POOL
            {
                job_variables::check_partial(&pool.base_job_template, variables)
                    .map_err(|error| error.while_doing("Error creating deployment"))?;
            }
        }
        // Prefect fails at these names once it has let them in.
        if body.name.contains(['/', '%', '&', '>', '<']) {
            return Err(Error::Internal(format!(
                "the deployment name {:?} has a character that Prefect's server fails at; leave out /, %, &, > and <",
                body.name
            )));
        }
        for (kind, id) in [
            ("infrastructure", body.infrastructure_document_id.value()),
            ("storage", body.storage_document_id.value()),
        ] {
            if let Some(id) = id {
                return Err(Error::Conflict(format!(
                    "Error creating deployment. Could not find {kind} block with id: {id}. This \
                     usually occurs when applying a deployment specification that was built \
                     against a different Prefect database / workspace."
                )));
            }
        }
        match self.flows.get(body.flow_id.into()) {
            Some(_) => Ok(()),
            None => Err(Error::IntegrityConflict),
        }
    }

    /// The labels of the flow, its id, and those of the body, which win.
    fn deployment_labels(&self, flow_id: FlowId, body: &mut types::DeploymentCreate) -> JsonObject {
        let of_flow = self.flows.get(flow_id).and_then(|flow| flow.labels.clone());
        let mut labels = of_flow.unwrap_or_default();
        labels.insert(
            "prefect.flow.id".to_owned(),
            Value::String(flow_id.to_string()),
        );
        let own = std::mem::take(&mut body.labels).into_value();
        labels.extend(own.map(json_object).unwrap_or_default());
        labels
    }
}

impl From<types::ConcurrencyOptions> for ConcurrencyOptions {
    fn from(body: types::ConcurrencyOptions) -> Self {
        Self {
            collision_strategy: match body.collision_strategy {
                types::ConcurrencyLimitStrategy::Enqueue => CollisionStrategy::Enqueue,
                types::ConcurrencyLimitStrategy::CancelNew => CollisionStrategy::CancelNew,
            },
            // The document's bounds are narrower than the type's.
            grace_period_seconds: body
                .grace_period_seconds
                .into_value()
                .and_then(|seconds| u32::try_from(seconds).ok()),
        }
    }
}

/// A name that is given and not empty.
pub(super) fn named(field: &Field<String>) -> Option<&str> {
    field
        .value()
        .map(String::as_str)
        .filter(|name| !name.is_empty())
}
