//! Flow runs as they are shown.

use std::sync::Arc;

use chrono::{DateTime, Utc};

use crate::domain::flow_run::FlowRun;
use crate::domain::work_pool::{WorkPool, WorkQueue};
use crate::store::Tables;

/// A flow run with what is known when it is asked for.
#[derive(Debug, Clone)]
pub struct FlowRunView {
    /// The run.
    pub flow_run: Arc<FlowRun>,
    /// The queue it waits in.
    pub work_queue: Option<Arc<WorkQueue>>,
    /// The pool of that queue.
    pub work_pool: Option<Arc<WorkPool>>,
    /// The time, by which its run time and lateness are estimated.
    pub now: DateTime<Utc>,
}

impl FlowRunView {
    /// Looks up what belongs to a run.
    pub fn of(tables: &Tables, flow_run: Arc<FlowRun>, now: DateTime<Utc>) -> Self {
        let work_queue = flow_run
            .work_queue_id
            .and_then(|id| tables.work_queues.get(id))
            .cloned();
        let work_pool = work_queue
            .as_ref()
            .and_then(|queue| tables.work_pools.get(queue.work_pool_id))
            .cloned();
        Self {
            flow_run,
            work_queue,
            work_pool,
            now,
        }
    }
}
