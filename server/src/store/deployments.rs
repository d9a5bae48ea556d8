//! Deployments, found by id, by flow and name, or by queue.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::{Index, Record, Table};
use crate::domain::deployment::Deployment;
use crate::domain::ids::{DeploymentId, FlowId, WorkQueueId};

impl Record for Deployment {
    type Id = DeploymentId;

    fn id(&self) -> DeploymentId {
        self.id
    }
}

/// Deployments. In a flow, a name belongs to one at most.
#[derive(Debug, Default)]
pub struct Deployments {
    rows: Table<Deployment>,
    by_name: BTreeMap<(FlowId, String), DeploymentId>,
    by_queue: Index<WorkQueueId, DeploymentId>,
}

impl Deployments {
    /// The deployment of an id.
    pub fn get(&self, id: DeploymentId) -> Option<&Arc<Deployment>> {
        self.rows.get(id)
    }

    /// The deployment of a flow by its name.
    pub fn by_name(&self, flow: FlowId, name: &str) -> Option<&Arc<Deployment>> {
        self.get(*self.by_name.get(&(flow, name.to_owned()))?)
    }

    /// Every deployment, by id.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = &Arc<Deployment>> {
        self.rows.iter()
    }

    /// The deployments of a flow, by name.
    pub fn of_flow(&self, flow: FlowId) -> impl Iterator<Item = &Arc<Deployment>> {
        self.by_name
            .range((flow, String::new())..)
            .take_while(move |((one, _), _)| *one == flow)
            .filter_map(|(_, id)| self.get(*id))
    }

    /// The deployments whose runs wait in a queue.
    pub fn of_queue(&self, queue: WorkQueueId) -> impl Iterator<Item = &Arc<Deployment>> {
        self.by_queue.of(&queue).filter_map(|id| self.get(id))
    }

    /// Puts a deployment in; its name has to be free in its flow, or its own.
    pub fn put(&mut self, deployment: Deployment) -> Arc<Deployment> {
        let deployment = Arc::new(deployment);
        let before = self.rows.put(Arc::clone(&deployment));
        self.reindex(before.as_deref(), Some(&deployment), deployment.id);
        deployment
    }

    /// Takes a deployment out.
    pub fn remove(&mut self, id: DeploymentId) -> Option<Arc<Deployment>> {
        let deployment = self.rows.remove(id)?;
        self.reindex(Some(&deployment), None, id);
        Some(deployment)
    }

    fn reindex(
        &mut self,
        before: Option<&Deployment>,
        after: Option<&Deployment>,
        id: DeploymentId,
    ) {
        let key = |one: &Deployment| (one.flow_id, one.name.clone());
        if let Some(before) = before {
            self.by_name.remove(&key(before));
        }
        if let Some(after) = after {
            self.by_name.insert(key(after), id);
        }
        let queue = |one: &Deployment| one.work_queue_id;
        self.by_queue
            .shift(id, before.and_then(queue), after.and_then(queue));
    }
}
