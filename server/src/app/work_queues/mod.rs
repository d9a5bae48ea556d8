//! Work queues.
//!
//! A queue belongs to a pool and is found by its name there, or by its id. The
//! ways that go by id, and those by a name alone, are of the time before pools:
//! they mean the *default agent pool*, which is made when it is first needed,
//! and they differ from the others in what they count and in how they fail.
//!
//! A queue's *status* is `NOT_READY` at first, `READY` once it is polled, and
//! `NOT_READY` again when it no longer is; while it is paused, it is `PAUSED`.

mod by_id;
mod change;
#[cfg(test)]
mod tests;

use std::sync::Arc;

use chrono::TimeDelta;
use prefect_mock_api::types;

use super::work_pools::SLOT_OCCUPYING_STATES;
use super::{App, Error, Result, limit, offset};
use crate::domain::flow_run::FlowRun;
use crate::domain::ids::WorkPoolId;
use crate::domain::state::StateType;
use crate::domain::work_pool::{QueueFilter, WorkPool, WorkQueue};
use crate::store::Tables;
use crate::store::filter::Criteria;

/// The pool of queues that are asked for outside of any.
pub(super) const DEFAULT_AGENT_POOL: &str = "default-agent-pool";

/// For how long after a poll a queue, and a deployment, count as polled.
pub(super) const POLL_TIMEOUT: TimeDelta = TimeDelta::seconds(60);

/// The states in which a run takes a slot of a queue, as the ways by id count.
pub(super) const QUEUE_SLOT_OCCUPYING_STATES: [StateType; 3] = [
    StateType::Pending,
    StateType::Running,
    StateType::Cancelling,
];

/// A queue with what is looked up when it is asked for.
#[derive(Debug, Clone)]
pub struct WorkQueueView {
    /// The queue.
    pub queue: Arc<WorkQueue>,
    /// The name of its pool.
    pub work_pool_name: Option<String>,
    /// How many of its slots are taken; `None` without a limit.
    pub active_slots: Option<usize>,
}

/// Which runs count as taking slots of a queue.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Counting {
    /// As the ways through a pool count.
    InPool,
    /// As the ways by id count.
    ById,
}

impl App {
    /// Makes a queue in a pool.
    ///
    /// # Errors
    ///
    /// `NotFound` for the pool, `AlreadyExists` for a name that is taken in it.
    pub fn create_work_pool_queue(
        &self,
        pool: &str,
        body: types::WorkQueueCreate,
    ) -> Result<WorkQueueView> {
        self.transaction(|tx| {
            let pool = tx.tables.find_work_pool(pool)?.id;
            if tx.tables.work_queues.by_name(pool, &body.name).is_some() {
                return Err(Error::AlreadyExists(
                    // So Prefect writes it: the text was meant to be filled in.
                    "A work queue with this name already exists in work pool {work_pool_name!r}."
                        .to_owned(),
                ));
            }
            let queue = tx.create_work_queue(pool, body);
            Ok(tx.tables.work_queue_view(&queue, Counting::InPool))
        })
    }

    /// The queue of a pool by its name.
    pub fn read_work_pool_queue(&self, pool: &str, name: &str) -> Result<WorkQueueView> {
        let tables = self.read();
        let queue = tables.find_work_pool_queue(pool, name)?;
        Ok(tables.work_queue_view(queue, Counting::InPool))
    }

    /// The queues of a pool that match, by priority. Costs a walk over all of them.
    pub fn read_work_pool_queues(
        &self,
        pool: &str,
        body: &types::ReadWorkPoolQueuesBody,
    ) -> Result<Vec<WorkQueueView>> {
        let limit = limit(body.limit)?;
        let tables = self.read();
        let pool = tables.find_work_pool(pool)?.id;
        let criteria = Criteria {
            work_queues: body.work_queues.as_ref(),
            ..Criteria::default()
        };
        Ok(tables
            .queues_by_priority(pool)
            .into_iter()
            .filter(|queue| criteria.admit_work_queue(&tables, queue))
            .skip(offset(body.offset))
            .take(limit)
            .map(|queue| tables.work_queue_view(queue, Counting::InPool))
            .collect())
    }

    /// Changes what the body names; queues in the way of a new priority move on.
    ///
    /// # Errors
    ///
    /// `NotFound` for the pool or the queue, `IntegrityConflict` for a name that
    /// is taken in the pool and for a null name, description or priority.
    pub fn update_work_pool_queue(
        &self,
        pool: &str,
        name: &str,
        body: types::WorkQueueUpdate,
    ) -> Result<()> {
        self.transaction(|tx| {
            tx.tables.find_work_pool(pool)?;
            let queue = Arc::clone(tx.tables.find_work_pool_queue(pool, name)?);
            let changes_priority = !body.priority.is_absent();
            let queue = tx.update_work_queue(&queue, body)?;
            if changes_priority {
                tx.separate_priorities(queue.work_pool_id, Some((queue.id, queue.priority)));
            }
            Ok(())
        })
    }

    /// Deletes a queue of a pool. Its deployments and runs stay, in no queue.
    /// Costs the number of those.
    ///
    /// # Errors
    ///
    /// `NotFound` for the pool or the queue, `Internal` for a default queue.
    pub fn delete_work_pool_queue(&self, pool: &str, name: &str) -> Result<()> {
        self.transaction(|tx| {
            tx.tables.find_work_pool(pool)?;
            let queue = Arc::clone(tx.tables.find_work_pool_queue(pool, name)?);
            if tx.tables.is_default_queue(&queue) {
                return Err(Error::Internal(format!(
                    "{name:?} is the default queue of {pool:?}; delete the pool instead"
                )));
            }
            tx.remove_work_queue(queue.id);
            tx.separate_priorities(queue.work_pool_id, None);
            Ok(())
        })
    }
}

impl Tables {
    /// The queue of a pool by its name.
    pub(super) fn find_work_pool_queue(&self, pool: &str, name: &str) -> Result<&Arc<WorkQueue>> {
        self.work_pools
            .by_name(pool)
            .and_then(|pool| self.work_queues.by_name(pool.id, name))
            .ok_or_else(|| Error::NotFound(format!("Work pool queue '{pool}/{name}' not found.")))
    }

    /// The queues of a pool in the order in which they are served.
    pub(super) fn queues_by_priority(&self, pool: WorkPoolId) -> Vec<&Arc<WorkQueue>> {
        let mut queues: Vec<_> = self.work_queues.of_pool(pool).collect();
        queues.sort_unstable_by_key(|queue| (queue.priority, queue.created, queue.id));
        queues
    }

    /// The pool that a queue is in.
    pub(super) fn pool_of_queue(&self, queue: &WorkQueue) -> Option<&Arc<WorkPool>> {
        self.work_pools.get(queue.work_pool_id)
    }

    /// The runs that a queue of the legacy kind means and that are in a state.
    /// Looks at all runs in that state.
    pub(super) fn filtered_runs(
        &self,
        filter: &QueueFilter,
        state: StateType,
    ) -> impl Iterator<Item = &Arc<FlowRun>> {
        self.flow_runs
            .in_state(state)
            .filter(move |run| filter.admits(run))
    }

    fn is_default_queue(&self, queue: &WorkQueue) -> bool {
        self.pool_of_queue(queue)
            .is_some_and(|pool| pool.default_queue_id == queue.id)
    }

    fn work_queue_view(&self, queue: &Arc<WorkQueue>, counting: Counting) -> WorkQueueView {
        let count = |states| self.flow_runs.count_of_queue_in_states(queue.id, states);
        let active_slots = || match (counting, &queue.filter) {
            (Counting::InPool, _) => count(&SLOT_OCCUPYING_STATES),
            (Counting::ById, None) => count(&QUEUE_SLOT_OCCUPYING_STATES),
            (Counting::ById, Some(filter)) => SLOT_OCCUPYING_STATES
                .map(|state| self.filtered_runs(filter, state).count())
                .iter()
                .sum(),
        };
        WorkQueueView {
            queue: Arc::clone(queue),
            work_pool_name: self.pool_of_queue(queue).map(|pool| pool.name.clone()),
            active_slots: queue.concurrency_limit.map(|_| active_slots()),
        }
    }
}

impl QueueFilter {
    fn admits(&self, run: &FlowRun) -> bool {
        let Some(deployment) = run.deployment_id else {
            return false;
        };
        let has_tags = |tags: &Vec<String>| tags.iter().all(|tag| run.tags.contains(tag));
        self.tags.as_ref().is_none_or(has_tags)
            && (self.deployment_ids.as_ref()).is_none_or(|ids| ids.contains(&deployment))
    }
}
