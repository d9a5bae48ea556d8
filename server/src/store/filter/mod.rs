//! The document's filters, evaluated over the tables.
//!
//! A query has up to six filters, one for each kind of object; all that are
//! given have to hold. A filter on another kind holds for an object when it
//! holds for one that the object is related to: a flow run matches a filter of
//! task runs if one of its own task runs does.

mod work_pool;

use prefect_mock_api::types;

use crate::domain::work_pool::WorkPool;
use crate::store::Tables;

/// What a query asks for, by kind of object.
#[derive(Debug, Clone, Copy, Default)]
pub struct Criteria<'a> {
    /// What the flow has to match.
    pub flows: Option<&'a types::FlowFilter>,
    /// What a flow run has to match.
    pub flow_runs: Option<&'a types::FlowRunFilter>,
    /// What a task run has to match.
    pub task_runs: Option<&'a types::TaskRunFilter>,
    /// What the deployment has to match.
    pub deployments: Option<&'a types::DeploymentFilter>,
    /// What the work pool has to match.
    pub work_pools: Option<&'a types::WorkPoolFilter>,
    /// What the work queue has to match.
    pub work_queues: Option<&'a types::WorkQueueFilter>,
}

impl Criteria<'_> {
    /// Whether a work pool matches.
    pub fn admit_work_pool(&self, _tables: &Tables, pool: &WorkPool) -> bool {
        self.work_pools
            .is_none_or(|filter| work_pool::matches(filter, pool))
    }
}
