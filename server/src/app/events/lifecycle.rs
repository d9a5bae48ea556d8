//! Events of flows, concurrency limits and collections of artifacts: each tells what
//! the object is like.

use serde_json::{Value, json};

use super::resource::{Lifecycle, in_role, nameless, resource};
use crate::app::Transaction;
use crate::domain::artifact::ArtifactCollection;
use crate::domain::flow::Flow;
use crate::domain::json::JsonObject;

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
