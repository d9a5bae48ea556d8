//! Work pools.
//!
//! A pool's *status* tells whether anything works on it:
//!
//! ```text
//!                 heartbeat of a worker
//!    NOT_READY ─────────────────────────▶ READY
//!        ▲  ◀──── no worker is online ────  ▲
//!        │                                  │
//!        └── resumed ── PAUSED ── resumed ──┘
//!            nobody online     someone online
//! ```
//!
//! Pausing leads to `PAUSED` from anywhere. Pools of the legacy type
//! `prefect-agent` have no status.

#[cfg(test)]
mod tests;

use std::sync::Arc;

use prefect_mock_api::{Field, types};

use super::events::Lifecycle;
use super::{App, Change, Error, Result, Transaction, limit, offset};
use crate::domain::ids::WorkPoolId;
use crate::domain::job_variables;
use crate::domain::state::StateType;
use crate::domain::work_pool::{
    StorageConfiguration, WorkPool, WorkPoolStatus, WorkQueue, WorkQueueStatus, WorkerStatus,
};
use crate::store::Tables;
use crate::store::filter::Criteria;

/// The type of pools that were worked on by agents, before there were workers.
pub(super) const AGENT_POOL_TYPE: &str = "prefect-agent";

/// The states in which a run takes a slot of its pool and of its queue.
pub(super) const SLOT_OCCUPYING_STATES: [StateType; 2] = [StateType::Pending, StateType::Running];

/// A pool with what is counted when it is asked for.
#[derive(Debug, Clone)]
pub struct WorkPoolView {
    /// The pool.
    pub pool: Arc<WorkPool>,
    /// How many of its slots are taken; `None` without a limit.
    pub active_slots: Option<usize>,
}

impl App {
    /// Makes a pool and its default queue.
    ///
    /// # Errors
    ///
    /// `Protected` for a reserved name; `Invalid` for variables whose schema is none
    /// or whose defaults do not fit it, and `NotFound` for a default in a block;
    /// `AlreadyExists` for a name that is taken.
    pub fn create_work_pool(&self, body: types::WorkPoolCreate) -> Result<WorkPoolView> {
        if is_reserved(&body.name) {
            return Err(Error::Protected(
                "Work pools starting with 'Prefect' are reserved for internal use.".to_owned(),
            ));
        }
        if let Some(template) = &body.base_job_template {
            job_variables::check_defaults(template).map_err(|error| {
                error.while_doing("Validation failed for work pool's job variable defaults")
            })?;
        }
        self.transaction(|tx| {
            if tx.tables.work_pools.by_name(&body.name).is_some() {
                return Err(Error::AlreadyExists(
                    "A work pool with this name already exists.".to_owned(),
                ));
            }
            let pool = tx.create_work_pool(body);
            tx.record_work_pool_status(&pool);
            let pool = tx.settle_in(pool)?;
            Ok(tx.tables.work_pool_view(&pool))
        })
    }

    /// The pool of a name.
    pub fn read_work_pool(&self, name: &str) -> Result<WorkPoolView> {
        let tables = self.read();
        let pool = tables.find_work_pool(name)?;
        Ok(tables.work_pool_view(pool))
    }

    /// The pools that match, by name. Costs a walk over all pools.
    pub fn read_work_pools(&self, body: &types::ReadWorkPoolsBody) -> Result<Vec<WorkPoolView>> {
        let limit = limit(body.limit)?;
        let tables = self.read();
        let mut pools = tables.matching_work_pools(body.work_pools.value());
        pools.sort_unstable_by(|left, right| left.name.cmp(&right.name));
        Ok(pools
            .into_iter()
            .skip(offset(body.offset))
            .take(limit)
            .map(|pool| tables.work_pool_view(pool))
            .collect())
    }

    /// How many pools match. Costs a walk over all pools.
    pub fn count_work_pools(&self, body: &types::CountWorkPoolsBody) -> usize {
        let tables = self.read();
        tables.matching_work_pools(body.work_pools.value()).len()
    }

    /// Changes what the body names. A change that changes nothing counts as one.
    ///
    /// # Errors
    ///
    /// `Protected` for more than a pause or a limit of a reserved pool,
    /// `NotFound`, and for a null where Prefect has one fail: `Internal` for the
    /// job template, `IntegrityConflict` otherwise.
    pub fn update_work_pool(&self, name: &str, body: types::WorkPoolUpdate) -> Result<()> {
        if body.base_job_template == Field::Null {
            return Err(Error::Internal(
                "a work pool needs a job template; send one, or leave the key out".to_owned(),
            ));
        }
        let is_restricted = !body.base_job_template.is_absent()
            || !body.storage_configuration.is_absent()
            || !body.description.is_absent();
        if is_reserved(name) && is_restricted {
            return Err(Error::Protected(
                "Work pools starting with 'Prefect' are reserved for internal use and can only be \
                 updated to set concurrency limits or pause."
                    .to_owned(),
            ));
        }
        self.transaction(|tx| {
            let before = Arc::clone(tx.tables.find_work_pool(name)?);
            let mut pool = WorkPool::clone(&before);
            let is_paused = not_null(body.is_paused)?;
            if let Some(storage) = not_null(body.storage_configuration)? {
                pool.storage_configuration = storage.into();
            }
            if let Some(template) = body.base_job_template.into_value() {
                pool.base_job_template = template.into();
            }
            if let Some(description) = body.description.given() {
                pool.description = description;
            }
            if let Some(limit) = body.concurrency_limit.given() {
                pool.concurrency_limit = limit;
            }
            if let Some(is_paused) = is_paused {
                pool.is_paused = is_paused;
                pool.status = tx
                    .tables
                    .resting_status(pool.id, &pool.pool_type, is_paused);
            }
            let after = if is_paused.is_some() {
                tx.put_work_pool_status(pool)
            } else {
                tx.put_work_pool(pool)
            };
            tx.record_work_pool_changes(&before, &after);
            Ok(())
        })
    }

    /// Deletes a pool with its queues and workers. Its deployments and runs stay,
    /// in no queue. Costs the number of those.
    ///
    /// # Errors
    ///
    /// `Protected` for a reserved name, `NotFound`.
    pub fn delete_work_pool(&self, name: &str) -> Result<()> {
        if is_reserved(name) {
            return Err(Error::Protected(
                "Work pools starting with 'Prefect' are reserved for internal use and can not be \
                 deleted."
                    .to_owned(),
            ));
        }
        self.transaction(|tx| {
            let id = tx.tables.find_work_pool(name)?.id;
            let queues = tx.tables.queues_by_priority(id);
            let queues: Vec<_> = queues.into_iter().map(|queue| queue.id).collect();
            for queue in queues {
                tx.remove_work_queue(queue);
            }
            let workers: Vec<_> = tx
                .tables
                .workers
                .of_pool(id)
                .map(|worker| worker.id)
                .collect();
            for worker in workers {
                tx.tables.workers.remove(worker);
            }
            tx.tables.cleanup.remove_work_pool(id);
            if let Some(pool) = tx.tables.work_pools.remove(id) {
                tx.record_work_pool(Lifecycle::Deleted, &pool);
            }
            tx.emit(Change::WorkPoolChanged(id));
            Ok(())
        })
    }
}

impl Transaction<'_> {
    /// Makes a pool whose name is free, and its default queue.
    pub(super) fn create_work_pool(&mut self, body: types::WorkPoolCreate) -> Arc<WorkPool> {
        let id = WorkPoolId::new(self.random.uuid_v4());
        let queue = WorkQueue {
            id: self.random.uuid_v4().into(),
            created: self.now,
            updated: self.now,
            name: "default".to_owned(),
            description: "The work pool's default queue.".to_owned(),
            is_paused: false,
            concurrency_limit: None,
            priority: 1,
            work_pool_id: id,
            filter: None,
            last_polled: None,
            status: WorkQueueStatus::NotReady,
        };
        let pool_type = body.type_.unwrap_or_else(|| AGENT_POOL_TYPE.to_owned());
        let is_paused = body.is_paused.unwrap_or(false);
        let pool = WorkPool {
            id,
            created: self.now,
            updated: self.now,
            name: body.name,
            description: body.description.into_value(),
            status: self.tables.resting_status(id, &pool_type, is_paused),
            pool_type,
            base_job_template: body.base_job_template.unwrap_or_default().into(),
            is_paused,
            concurrency_limit: body.concurrency_limit.into_value(),
            storage_configuration: body
                .storage_configuration
                .map(StorageConfiguration::from)
                .unwrap_or_default(),
            default_queue_id: queue.id,
            last_status_event: None,
        };
        let queue = self.tables.work_queues.put(queue);
        let pool = self.put_work_pool(pool);
        self.record_work_queue(Lifecycle::Created, &queue);
        self.record_work_pool(Lifecycle::Created, &pool);
        pool
    }

    /// Puts a pool that has changed in the place of what it was.
    pub(super) fn put_work_pool(&mut self, mut pool: WorkPool) -> Arc<WorkPool> {
        pool.updated = self.now;
        self.emit(Change::WorkPoolChanged(pool.id));
        self.tables.work_pools.put(pool)
    }

    /// Puts a pool that was given a status, the same or another, in the place of what
    /// it was, and tells of the status.
    pub(super) fn put_work_pool_status(&mut self, mut pool: WorkPool) -> Arc<WorkPool> {
        let told = self.record_work_pool_status(&pool);
        pool.last_status_event = told.or(pool.last_status_event);
        self.put_work_pool(pool)
    }
}

impl Tables {
    /// The pool of a name.
    pub(super) fn find_work_pool(&self, name: &str) -> Result<&Arc<WorkPool>> {
        self.work_pools
            .by_name(name)
            .ok_or_else(|| Error::NotFound(format!("Work pool \"{name}\" not found.")))
    }

    /// How many runs of a pool take a slot of it. Looks at none of them.
    pub(super) fn work_pool_active_slots(&self, pool: WorkPoolId) -> usize {
        self.work_queues
            .of_pool(pool)
            .map(|queue| {
                self.flow_runs
                    .count_of_queue_in_states(queue.id, &SLOT_OCCUPYING_STATES)
            })
            .sum()
    }

    /// Whether a worker of the pool is online.
    pub(super) fn has_online_worker(&self, pool: WorkPoolId) -> bool {
        self.workers
            .of_pool(pool)
            .any(|worker| worker.status == WorkerStatus::Online)
    }

    fn matching_work_pools(&self, filter: Option<&types::WorkPoolFilter>) -> Vec<&Arc<WorkPool>> {
        let criteria = Criteria {
            work_pools: filter,
            ..Criteria::default()
        };
        self.work_pools
            .iter()
            .filter(|pool| criteria.admit_work_pool(self, pool))
            .collect()
    }

    pub(super) fn work_pool_view(&self, pool: &Arc<WorkPool>) -> WorkPoolView {
        WorkPoolView {
            pool: Arc::clone(pool),
            active_slots: pool
                .concurrency_limit
                .map(|_| self.work_pool_active_slots(pool.id)),
        }
    }

    /// The status of a pool by its workers, unless it is paused.
    fn resting_status(
        &self,
        pool: WorkPoolId,
        pool_type: &str,
        is_paused: bool,
    ) -> Option<WorkPoolStatus> {
        if pool_type == AGENT_POOL_TYPE {
            return None;
        }
        if is_paused {
            return Some(WorkPoolStatus::Paused);
        }
        Some(if self.has_online_worker(pool) {
            WorkPoolStatus::Ready
        } else {
            WorkPoolStatus::NotReady
        })
    }
}

impl From<types::WorkPoolStorageConfiguration> for StorageConfiguration {
    fn from(body: types::WorkPoolStorageConfiguration) -> Self {
        Self {
            bundle_upload_step: body.bundle_upload_step.into_value(),
            bundle_execution_step: body.bundle_execution_step.into_value(),
            default_result_storage_block_id: body.default_result_storage_block_id.into_value(),
        }
    }
}

/// What an update says of a column that cannot be null: on Prefect, the database
/// refuses.
pub(super) fn not_null<T>(field: Field<T>) -> Result<Option<T>> {
    match field {
        Field::Null => Err(Error::IntegrityConflict),
        Field::Value(value) => Ok(Some(value)),
        Field::Absent => Ok(None),
    }
}

/// Whether Prefect keeps a name to itself.
pub(super) fn is_reserved(name: &str) -> bool {
    name.to_lowercase().starts_with("prefect")
}
