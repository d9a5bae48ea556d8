//! Events of flow runs: one for each state that a run enters, named after it.
//!
//! The event has the id of the state, and follows that of the state before it if less
//! than five minutes lie between them.

use std::sync::Arc;

use crate::app::Transaction;
use crate::domain::event::flow_run_step::{FlowRunStep, Relatives};
use crate::domain::flow_run::FlowRun;
use crate::domain::state::State;
use crate::store::Tables;

impl Transaction<'_> {
    /// Records that a run has entered a state. Costs a look-up of each object that the
    /// run belongs to; the event is put together when somebody looks at it.
    pub(in crate::app) fn record_flow_run_state(
        &mut self,
        run: &FlowRun,
        initial: Option<&State>,
        entered: &State,
    ) {
        let relatives = self.tables.relatives_of(run);
        let step = FlowRunStep::new(run, initial, entered, relatives, self.now);
        self.record(step.into());
    }
}

impl Tables {
    fn relatives_of(&self, run: &FlowRun) -> Relatives {
        let queue = run.work_queue_id.and_then(|id| self.work_queues.get(id));
        let pool = queue.and_then(|queue| self.work_pools.get(queue.work_pool_id));
        let deployment = run.deployment_id.and_then(|id| self.deployments.get(id));
        let parent = run.parent_task_run_id.and_then(|id| self.task_runs.get(id));
        Relatives {
            flow: self.flows.get(run.flow_id).cloned(),
            deployment: deployment.cloned(),
            queue: queue.cloned(),
            pool: pool.cloned(),
            parent: parent.cloned(),
            tags: Arc::clone(&run.tags),
            created_by: run.created_by.clone(),
        }
    }
}
