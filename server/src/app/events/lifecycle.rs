//! Events of flows, collections of artifacts, variables and concurrency limits: each
//! tells what the object is like.

use serde_json::{Value, json};

use super::tell::Lifecycle;
use crate::app::Transaction;
use crate::domain::artifact::ArtifactCollection;
use crate::domain::concurrency::ConcurrencyLimit;
use crate::domain::event::resource::{in_role, nameless, resource};
use crate::domain::flow::Flow;
use crate::domain::json::JsonObject;
use crate::domain::variable::Variable;

impl Transaction<'_> {
    /// Records what happened to a flow.
    pub(in crate::app) fn record_flow(&mut self, action: Lifecycle, flow: &Flow) {
        let payload = [
            ("name", json!(flow.name)),
            ("tags", json!(flow.tags)),
            ("labels", json!(flow.labels)),
        ];
        let resource = resource("flow", flow.id, &flow.name);
        self.tell(event("flow", action), resource, Vec::new(), object(payload));
    }

    /// Records what happened to a collection of artifacts.
    pub(in crate::app) fn record_artifact_collection(
        &mut self,
        action: Lifecycle,
        collection: &ArtifactCollection,
    ) {
        let payload = [
            ("key", json!(collection.key)),
            ("type", json!(collection.kind)),
            ("data", json!(collection.data)),
            ("description", json!(collection.description)),
        ];
        let latest = nameless("artifact", collection.latest_id);
        let flow_run = collection.flow_run_id.map(|id| nameless("flow-run", id));
        let task_run = collection.task_run_id.map(|id| nameless("task-run", id));
        let related = std::iter::once(in_role(latest, "latest"))
            .chain(flow_run.map(|run| in_role(run, "flow-run")))
            .chain(task_run.map(|run| in_role(run, "task-run")))
            .collect();
        let kind = "artifact-collection";
        let resource = resource(kind, collection.id, &collection.key);
        self.tell(event(kind, action), resource, related, object(payload));
    }

    /// Records what happened to a variable.
    pub(in crate::app) fn record_variable(&mut self, action: Lifecycle, variable: &Variable) {
        let payload = [
            ("name", json!(variable.name)),
            ("value", variable.value.clone()),
            ("tags", json!(variable.tags)),
        ];
        let kind = "variable";
        let resource = resource(kind, variable.id, &variable.name);
        self.tell(event(kind, action), resource, Vec::new(), object(payload));
    }

    /// Records what happened to a concurrency limit, that its slots are taken and given
    /// back apart.
    pub(in crate::app) fn record_concurrency_limit(
        &mut self,
        action: Lifecycle,
        limit: &ConcurrencyLimit,
    ) {
        let payload = [
            ("name", json!(limit.name)),
            ("limit", json!(limit.limit)),
            ("active", json!(limit.active)),
            ("slot_decay_per_second", json!(limit.slot_decay_per_second)),
        ];
        let kind = "concurrency-limit";
        let resource = resource(kind, limit.id, &limit.name);
        self.tell(event(kind, action), resource, Vec::new(), object(payload));
    }
}

pub(super) fn event(kind: &str, action: Lifecycle) -> String {
    format!("prefect.{kind}.{}", action.as_str())
}

pub(super) fn object<const N: usize>(members: [(&str, Value); N]) -> JsonObject {
    members
        .into_iter()
        .map(|(name, value)| (name.to_owned(), value))
        .collect()
}
