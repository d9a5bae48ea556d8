//! Events of deployments.

use super::changes::Changes;
use super::lifecycle::event;
use super::tell::Lifecycle;
use crate::app::Transaction;
use crate::domain::deployment::{Deployment, DeploymentStatus};
use crate::domain::event::Resource;
use crate::domain::event::resource::{deployment, flow, in_role, nameless, work_pool, work_queue};
use crate::domain::json::JsonObject;
use crate::store::Tables;

impl Transaction<'_> {
    /// Records what happened to a deployment.
    pub(in crate::app) fn record_deployment(&mut self, action: Lifecycle, of: &Deployment) {
        self.tell_of_deployment(event("deployment", action), of, JsonObject::new());
    }

    /// Records what changed about a deployment, if anything did that events tell of.
    pub(in crate::app) fn record_deployment_changes(
        &mut self,
        before: &Deployment,
        after: &Deployment,
    ) {
        let changes = Changes::default()
            .field("description", &before.description, &after.description)
            .field("tags", &before.tags, &after.tags)
            .field("parameters", &before.parameters, &after.parameters)
            .field(
                "parameter_openapi_schema",
                &before.parameter_openapi_schema,
                &after.parameter_openapi_schema,
            )
            .field(
                "enforce_parameter_schema",
                &before.enforce_parameter_schema,
                &after.enforce_parameter_schema,
            )
            .field("entrypoint", &before.entrypoint, &after.entrypoint)
            .field("path", &before.path, &after.path)
            .field("pull_steps", &before.pull_steps, &after.pull_steps)
            .field("work_queue_id", &before.work_queue_id, &after.work_queue_id)
            .field(
                "infra_overrides",
                &before.job_variables,
                &after.job_variables,
            )
            .field("paused", &before.paused, &after.paused)
            .field("labels", &before.labels, &after.labels)
            .field("version", &before.version, &after.version)
            .field(
                "concurrency_limit_id",
                &before.concurrency_limit_id,
                &after.concurrency_limit_id,
            )
            .field(
                "concurrency_options",
                &before.concurrency_options,
                &after.concurrency_options,
            );
        if let Some(payload) = changes.into_payload() {
            self.tell_of_deployment(event("deployment", Lifecycle::Updated), after, payload);
        }
    }

    /// Records that a deployment has become ready, or is not any more.
    pub(in crate::app) fn record_deployment_status(&mut self, of: &Deployment) {
        let event = match of.status {
            DeploymentStatus::Ready => "prefect.deployment.ready",
            DeploymentStatus::NotReady => "prefect.deployment.not-ready",
        };
        self.tell_of_deployment(event.to_owned(), of, JsonObject::new());
    }

    fn tell_of_deployment(&mut self, event: String, of: &Deployment, payload: JsonObject) {
        let related = self.tables.related_to_deployment(of);
        self.tell(event, deployment(of), related, payload);
    }
}

impl Tables {
    fn related_to_deployment(&self, of: &Deployment) -> Vec<Resource> {
        let queue = of.work_queue_id.and_then(|id| self.work_queues.get(id));
        let pool = queue.and_then(|queue| self.work_pools.get(queue.work_pool_id));
        let limit = of.concurrency_limit_id;
        [
            self.flows
                .get(of.flow_id)
                .map(|one| in_role(flow(one), "flow")),
            queue.map(|one| in_role(work_queue(one), "work-queue")),
            pool.map(|one| in_role(work_pool(one), "work-pool")),
            limit.map(|id| in_role(nameless("concurrency-limit", id), "concurrency-limit")),
        ]
        .into_iter()
        .flatten()
        .collect()
    }
}
