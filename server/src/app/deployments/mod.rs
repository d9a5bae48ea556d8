//! Deployments: flows with where, how and when to run them.
//!
//! A deployment has a name that is its own in its flow; making one of a name that
//! is there changes that one. Its *schedules* make runs ahead of time, see
//! [`scheduling`]; whatever changes a deployment takes those of the future back,
//! and they are made anew.
//!
//! ```text
//!              runs of schedules are made          they are deleted
//!     resumed ────────────────────────────── paused ───────────────
//! ```
//!
//! Its *status* is `READY` once something has polled for its runs, and `NOT_READY`
//! again when nothing does any more.

mod concurrency;
mod create;
mod delete;
mod hydration;
mod parameters;
mod pause;
mod polling;
mod read;
mod run;
mod schedules;
mod scheduling;
mod slugs;
#[cfg(test)]
mod tests;
mod update;

use std::sync::Arc;

use super::{App, Change, Error, Page, Result, Transaction};
use crate::domain::concurrency::ConcurrencyLimit;
use crate::domain::deployment::Deployment;
use crate::domain::ids::DeploymentId;
use crate::domain::work_pool::{WorkPool, WorkQueue};
use crate::store::Tables;

pub(super) use hydration::hydrate;
pub use run::FlowRunCreateOutcome;
pub(crate) use schedules::last_changed_first;
pub use scheduling::SchedulerSettings;

/// A deployment with what is looked up when it is asked for.
#[derive(Debug, Clone)]
pub struct DeploymentView {
    /// The deployment.
    pub deployment: Arc<Deployment>,
    /// The queue its runs wait in.
    pub work_queue: Option<Arc<WorkQueue>>,
    /// The pool of that queue.
    pub work_pool: Option<Arc<WorkPool>>,
    /// The limit that counts its runs.
    pub global_concurrency_limit: Option<ConcurrencyLimit>,
}

impl DeploymentView {
    fn of(tables: &Tables, deployment: Arc<Deployment>) -> Self {
        let work_queue = deployment
            .work_queue_id
            .and_then(|id| tables.work_queues.get(id))
            .cloned();
        let work_pool = work_queue
            .as_ref()
            .and_then(|queue| tables.work_pools.get(queue.work_pool_id))
            .cloned();
        let global_concurrency_limit = deployment
            .concurrency_limit_id
            .and_then(|id| tables.concurrency_limits.get(id))
            .cloned();
        Self {
            deployment,
            work_queue,
            work_pool,
            global_concurrency_limit,
        }
    }
}

impl Tables {
    /// The deployment that a request names. Some operations say so with a full stop,
    /// see [`Self::find_deployment_of_schedules`].
    fn find_deployment(&self, id: DeploymentId) -> Result<&Arc<Deployment>> {
        self.deployments
            .get(id)
            .ok_or_else(|| Error::NotFound("Deployment not found".to_owned()))
    }

    /// The deployment that a request to change it, or its schedules, names.
    fn find_deployment_of_schedules(&self, id: DeploymentId) -> Result<&Arc<Deployment>> {
        self.deployments
            .get(id)
            .ok_or_else(|| Error::NotFound("Deployment not found.".to_owned()))
    }
}

impl Transaction<'_> {
    /// Puts a deployment that has changed in the place of what it was.
    fn put_deployment(&mut self, mut deployment: Deployment) -> Arc<Deployment> {
        deployment.updated = self.now;
        self.emit(Change::DeploymentChanged(deployment.id));
        self.tables.deployments.put(deployment)
    }
}
