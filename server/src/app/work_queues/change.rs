//! Making, changing and removing queues, under the write lock.

use std::sync::Arc;

use chrono::{DateTime, Utc};
use prefect_mock_api::types;

use super::{DEFAULT_AGENT_POOL, POLL_TIMEOUT};
use crate::app::events::Lifecycle;
use crate::app::work_pools::{AGENT_POOL_TYPE, not_null};
use crate::app::{Change, Error, Result, Transaction};
use crate::domain::deployment::Deployment;
use crate::domain::flow_run::FlowRun;
use crate::domain::ids::{WorkPoolId, WorkQueueId};
use crate::domain::work_pool::{
    QueueFilter, WorkQueue, WorkQueueStatus, first_free_priority, with_distinct_priorities,
};

impl Transaction<'_> {
    /// The queue of a pool by its name; made, last in line, if it is not there.
    pub(in crate::app) fn ensure_work_queue(
        &mut self,
        pool: WorkPoolId,
        name: &str,
    ) -> Arc<WorkQueue> {
        match self.tables.work_queues.by_name(pool, name) {
            Some(queue) => Arc::clone(queue),
            None => self.create_work_queue(pool, queue_of_name(name)),
        }
    }

    /// The queue of a name where no pool is named; made, first in line in the
    /// default agent pool, if it is not there.
    pub(in crate::app) fn ensure_agent_queue(&mut self, name: &str) -> Arc<WorkQueue> {
        if let Some(queue) = self.tables.agent_queue(name) {
            return Arc::clone(queue);
        }
        let body = types::WorkQueueCreate {
            priority: 1.into(),
            ..queue_of_name(name)
        };
        let Some(pool) = self.tables.work_pools.by_name(DEFAULT_AGENT_POOL) else {
            return self.create_default_agent_queue(body);
        };
        let default = (name == "default")
            .then(|| self.tables.work_queues.get(pool.default_queue_id))
            .flatten();
        match default {
            // It was renamed.
            Some(queue) => Arc::clone(queue),
            None => self.create_work_queue(pool.id, body),
        }
    }

    /// Makes the default agent pool and a queue in it, which may be its default.
    pub(super) fn create_default_agent_queue(
        &mut self,
        body: types::WorkQueueCreate,
    ) -> Arc<WorkQueue> {
        let pool = self.create_work_pool(types::WorkPoolCreate {
            base_job_template: None,
            concurrency_limit: None.into(),
            description: None.into(),
            is_paused: None,
            name: DEFAULT_AGENT_POOL.to_owned(),
            storage_configuration: None,
            type_: Some(AGENT_POOL_TYPE.to_owned()),
        });
        match self.tables.work_queues.by_name(pool.id, &body.name) {
            Some(default) => Arc::clone(default),
            None => self.create_work_queue(pool.id, body),
        }
    }

    /// Makes a queue whose name is free in the pool.
    pub(super) fn create_work_queue(
        &mut self,
        pool: WorkPoolId,
        body: types::WorkQueueCreate,
    ) -> Arc<WorkQueue> {
        let asked = body.priority.into_value();
        let priority = asked.unwrap_or_else(|| {
            let queues = self.tables.queues_by_priority(pool);
            first_free_priority(queues.into_iter().map(|queue| queue.priority))
        });
        let queue = self.put_work_queue(WorkQueue {
            id: self.random.uuid_v4().into(),
            created: self.now,
            updated: self.now,
            name: body.name,
            description: body.description.into_value().unwrap_or_default(),
            is_paused: body.is_paused.unwrap_or(false),
            concurrency_limit: body.concurrency_limit.into_value(),
            priority,
            work_pool_id: pool,
            filter: body.filter.into_value().map(QueueFilter::from),
            last_polled: None,
            status: WorkQueueStatus::NotReady,
        });
        if asked.is_some() {
            self.separate_priorities(pool, Some((queue.id, priority)));
        }
        self.record_work_queue(Lifecycle::Created, &queue);
        queue
    }

    pub(super) fn update_work_queue(
        &mut self,
        before: &WorkQueue,
        body: types::WorkQueueUpdate,
    ) -> Result<Arc<WorkQueue>> {
        let mut queue = before.clone();
        let name = not_null(body.name)?;
        let description = not_null(body.description)?;
        let priority = not_null(body.priority)?;
        if let Some(name) = name {
            let holder = self.tables.work_queues.by_name(queue.work_pool_id, &name);
            if holder.is_some_and(|holder| holder.id != queue.id) {
                return Err(Error::IntegrityConflict);
            }
            queue.name = name;
        }
        queue.description = description.unwrap_or(queue.description);
        queue.priority = priority.unwrap_or(queue.priority);
        if let Some(limit) = body.concurrency_limit.given() {
            queue.concurrency_limit = limit;
        }
        if let Some(filter) = body.filter.given() {
            queue.filter = filter.map(QueueFilter::from);
        }
        if let Some(last_polled) = body.last_polled.given() {
            queue.last_polled = last_polled;
        }
        if let Some(is_paused) = body.is_paused {
            queue.is_paused = is_paused;
            queue.status = status_when(is_paused, &queue, self.now);
        }
        let queue = self.put_work_queue(queue);
        self.record_work_queue_changes(before, &queue);
        Ok(queue)
    }

    /// Puts a queue that has changed in the place of what it was.
    pub(in crate::app) fn put_work_queue(&mut self, mut queue: WorkQueue) -> Arc<WorkQueue> {
        queue.updated = self.now;
        self.emit(Change::WorkPoolChanged(queue.work_pool_id));
        self.tables.work_queues.put(queue)
    }

    /// Takes a queue out and unsets it where it was meant, which does not count
    /// as a change of those.
    pub(in crate::app) fn remove_work_queue(&mut self, id: WorkQueueId) {
        if let Some(queue) = self.tables.work_queues.get(id).cloned() {
            self.record_work_queue(Lifecycle::Deleted, &queue);
        }
        let runs: Vec<_> = self.tables.flow_runs.of_queue(id).cloned().collect();
        for run in runs {
            self.tables.flow_runs.put(FlowRun {
                work_queue_id: None,
                ..FlowRun::clone(&run)
            });
        }
        let deployments: Vec<_> = self.tables.deployments.of_queue(id).cloned().collect();
        for deployment in deployments {
            self.tables.deployments.put(Deployment {
                work_queue_id: None,
                ..Deployment::clone(&deployment)
            });
        }
        if let Some(queue) = self.tables.work_queues.remove(id) {
            self.emit(Change::WorkPoolChanged(queue.work_pool_id));
        }
    }

    /// Makes the priorities of a pool's queues distinct, as one of them wants it.
    pub(super) fn separate_priorities(
        &mut self,
        pool: WorkPoolId,
        moved: Option<(WorkQueueId, i64)>,
    ) {
        let queues: Vec<_> = self
            .tables
            .queues_by_priority(pool)
            .into_iter()
            .map(|queue| (queue.id, queue.priority))
            .collect();
        for (id, priority) in with_distinct_priorities(&queues, moved) {
            if let Some(queue) = self.tables.work_queues.get(id) {
                let queue = WorkQueue {
                    priority,
                    ..WorkQueue::clone(queue)
                };
                self.put_work_queue(queue);
            }
        }
    }
}

impl From<types::QueueFilter> for QueueFilter {
    fn from(body: types::QueueFilter) -> Self {
        let ids = body.deployment_ids.into_value();
        Self {
            tags: body.tags.into_value(),
            deployment_ids: ids.map(|ids| ids.into_iter().map(Into::into).collect()),
        }
    }
}

/// The status of a queue that is paused or resumed; neither does anything to
/// one that is so already.
fn status_when(is_paused: bool, queue: &WorkQueue, now: DateTime<Utc>) -> WorkQueueStatus {
    let polled = queue
        .last_polled
        .is_some_and(|time| now - time <= POLL_TIMEOUT);
    match (is_paused, queue.status) {
        (true, _) => WorkQueueStatus::Paused,
        (false, WorkQueueStatus::Paused) if polled => WorkQueueStatus::Ready,
        (false, WorkQueueStatus::Paused) => WorkQueueStatus::NotReady,
        (false, status) => status,
    }
}

fn queue_of_name(name: &str) -> types::WorkQueueCreate {
    types::WorkQueueCreate {
        concurrency_limit: None.into(),
        description: None.into(),
        filter: None.into(),
        is_paused: None,
        name: name.to_owned(),
        priority: None.into(),
    }
}
