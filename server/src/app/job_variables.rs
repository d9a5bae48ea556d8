//! Whether the job variables of a run fit its work pool, and how operations say that
//! some do not.

use std::sync::Arc;

use super::Error;
use crate::domain::deployment::Deployment;
use crate::domain::job_variables::{JobVariablesError, check_complete};
use crate::domain::json::JsonObject;
use crate::domain::work_pool::WorkPool;
use crate::store::Tables;

impl JobVariablesError {
    /// The error as an operation answers it, which says what it was `doing`.
    pub(in crate::app) fn while_doing(self, doing: &str) -> Error {
        match self {
            Self::DoNotFit(reason) => Error::Invalid(format!("{doing}: {reason}")),
            Self::NotASchema(_) => Error::Invalid(self.to_string()),
            Self::BlockNotFound => Error::NotFound(self.to_string()),
            Self::Circular => Error::Internal(self.to_string()),
        }
    }
}

impl Tables {
    /// The pool that runs of a deployment go to.
    pub(super) fn pool_of_deployment(&self, deployment: &Deployment) -> Option<&Arc<WorkPool>> {
        let queue = self.work_queues.get(deployment.work_queue_id?)?;
        self.work_pools.get(queue.work_pool_id)
    }
}

/// Checks the job variables of a run of a deployment. Without a pool there is nothing to
/// check them by.
pub(super) fn check_run_job_variables(
    deployment: &Deployment,
    pool: Option<&WorkPool>,
    overrides: &JsonObject,
) -> Result<(), JobVariablesError> {
    let Some(pool) = pool else {
        return Ok(());
    };
    check_complete(
        &pool.base_job_template,
        &[&deployment.job_variables, overrides],
    )
}
