//! The ways to queues that are of the time before pools: by id, or by a name
//! alone.

use std::sync::Arc;

use prefect_mock_api::types;

use super::{Counting, DEFAULT_AGENT_POOL, WorkQueueView};
use crate::app::{App, Error, Result, limit, offset};
use crate::domain::ids::WorkQueueId;
use crate::domain::work_pool::WorkQueue;
use crate::store::Tables;
use crate::store::filter::Criteria;

impl App {
    /// Makes a queue in the default agent pool.
    ///
    /// # Errors
    ///
    /// `AlreadyExists` for a name that is taken there.
    pub fn create_work_queue(&self, body: types::WorkQueueCreate) -> Result<WorkQueueView> {
        self.transaction(|tx| {
            let queue = match tx.tables.work_pools.by_name(DEFAULT_AGENT_POOL) {
                Some(pool) if tx.tables.work_queues.by_name(pool.id, &body.name).is_some() => {
                    return Err(Error::AlreadyExists(
                        "A work queue with this name already exists.".to_owned(),
                    ));
                }
                Some(pool) => tx.create_work_queue(pool.id, body),
                None => tx.create_default_agent_queue(body),
            };
            Ok(tx.tables.work_queue_view(&queue, Counting::ById))
        })
    }

    /// The queue of an id.
    pub fn read_work_queue(&self, id: WorkQueueId) -> Result<WorkQueueView> {
        let tables = self.read();
        let queue = tables.work_queues.get(id).ok_or_else(not_found)?;
        Ok(tables.work_queue_view(queue, Counting::ById))
    }

    /// The queue of a name in the default agent pool; while there is no such
    /// pool, the oldest of that name in any.
    pub fn read_work_queue_by_name(&self, name: &str) -> Result<WorkQueueView> {
        let tables = self.read();
        let queue = tables.agent_queue(name).ok_or_else(not_found)?;
        Ok(tables.work_queue_view(queue, Counting::ById))
    }

    /// The queues that match, by name. Costs a walk over all queues.
    pub fn read_work_queues(&self, body: &types::ReadWorkQueuesBody) -> Result<Vec<WorkQueueView>> {
        let limit = limit(body.limit)?;
        let criteria = Criteria {
            work_queues: body.work_queues.value(),
            ..Criteria::default()
        };
        let tables = self.read();
        let mut queues: Vec<_> = tables
            .work_queues
            .iter()
            .filter(|queue| criteria.admit_work_queue(&tables, queue))
            .collect();
        queues.sort_by(|left, right| {
            let key = |queue: &WorkQueue| (queue.created, queue.id);
            left.name.cmp(&right.name).then(key(left).cmp(&key(right)))
        });
        Ok(queues
            .into_iter()
            .skip(offset(body.offset))
            .take(limit)
            .map(|queue| tables.work_queue_view(queue, Counting::ById))
            .collect())
    }

    /// Changes what the body names, and no other queue: two may end up with one
    /// priority.
    ///
    /// # Errors
    ///
    /// As [`App::update_work_pool_queue`].
    pub fn update_work_queue(&self, id: WorkQueueId, body: types::WorkQueueUpdate) -> Result<()> {
        self.transaction(|tx| {
            let queue = tx
                .tables
                .work_queues
                .get(id)
                .cloned()
                .ok_or_else(|| Error::NotFound(format!("Work Queue {id} not found")))?;
            tx.update_work_queue(&queue, body)?;
            Ok(())
        })
    }

    /// Deletes a queue. Its deployments and runs stay, in no queue. Costs the
    /// number of those.
    ///
    /// # Errors
    ///
    /// `NotFound`, and `IntegrityConflict` for the default queue of a pool.
    pub fn delete_work_queue(&self, id: WorkQueueId) -> Result<()> {
        self.transaction(|tx| {
            let queue = tx.tables.work_queues.get(id).ok_or_else(not_found)?;
            if tx.tables.is_default_queue(queue) {
                return Err(Error::IntegrityConflict);
            }
            tx.remove_work_queue(id);
            Ok(())
        })
    }
}

impl Tables {
    /// The queue of a name where no pool is named.
    pub(super) fn agent_queue(&self, name: &str) -> Option<&Arc<WorkQueue>> {
        match self.work_pools.by_name(DEFAULT_AGENT_POOL) {
            Some(pool) => self.work_queues.by_name(pool.id, name),
            None => self
                .work_queues
                .iter()
                .filter(|queue| queue.name == name)
                .min_by_key(|queue| (queue.created, queue.id)),
        }
    }
}

fn not_found() -> Error {
    Error::NotFound("work queue not found".to_owned())
}
