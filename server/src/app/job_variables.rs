//! Whether the job variables of a run fit its work pool, and how operations say that
//! some do not.

use super::Error;
use crate::domain::deployment::Deployment;
use crate::domain::job_variables::{JobVariablesError, check_complete};
use crate::domain::json::JsonObject;
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
    /// Checks the job variables of a run of a deployment. Without a pool there is
    /// nothing to check them by.
    pub(super) fn check_run_job_variables(
        &self,
        deployment: &Deployment,
        overrides: &JsonObject,
    ) -> Result<(), JobVariablesError> {
        let pool = deployment
            .work_queue_id
            .and_then(|id| self.work_queues.get(id))
            .and_then(|queue| self.work_pools.get(queue.work_pool_id));
        let Some(pool) = pool else {
            return Ok(());
        };
        check_complete(
            &pool.base_job_template,
            &[&deployment.job_variables, overrides],
        )
    }
}
