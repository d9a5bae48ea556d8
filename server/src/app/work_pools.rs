//! Work pools.

use std::sync::Arc;

use prefect_mock_api::types;

use super::{App, Error, Result, Transaction, limit};
use crate::domain::ids::WorkPoolId;
use crate::domain::state::StateType;
use crate::domain::work_pool::{
    StorageConfiguration, WorkPool, WorkPoolStatus, WorkQueue, WorkQueueStatus,
};
use crate::store::Tables;
use crate::store::filter::Criteria;

/// The states in which a run takes a slot of its pool and of its queue.
pub const SLOT_OCCUPYING_STATES: [StateType; 2] = [StateType::Pending, StateType::Running];

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
    /// `Protected` for a reserved name, `AlreadyExists` for one that is taken.
    pub fn create_work_pool(&self, body: types::WorkPoolCreate) -> Result<WorkPoolView> {
        if is_reserved(&body.name) {
            return Err(Error::Protected(
                "Work pools starting with 'Prefect' are reserved for internal use.".to_owned(),
            ));
        }
        self.transaction(|tx| {
            if tx.tables.work_pools.by_name(&body.name).is_some() {
                return Err(Error::AlreadyExists(
                    "A work pool with this name already exists.".to_owned(),
                ));
            }
            let pool = tx.create_work_pool(body);
            Ok(WorkPoolView::of(tx.tables, &pool))
        })
    }

    /// The pool of a name.
    pub fn read_work_pool(&self, name: &str) -> Result<WorkPoolView> {
        let tables = self.read();
        let pool = tables.find_work_pool(name)?;
        Ok(WorkPoolView::of(&tables, pool))
    }

    /// The pools that match, by name. Costs a walk over all pools.
    pub fn read_work_pools(&self, body: &types::ReadWorkPoolsBody) -> Result<Vec<WorkPoolView>> {
        let limit = limit(body.limit)?;
        let offset = usize::try_from(body.offset.unwrap_or(0)).unwrap_or(0);
        let criteria = Criteria {
            work_pools: body.work_pools.value(),
            ..Criteria::default()
        };
        let tables = self.read();
        let mut pools: Vec<_> = tables
            .work_pools
            .iter()
            .filter(|pool| criteria.admit_work_pool(&tables, pool))
            .collect();
        pools.sort_by(|left, right| left.name.cmp(&right.name));
        Ok(pools
            .into_iter()
            .skip(offset)
            .take(limit)
            .map(|pool| WorkPoolView::of(&tables, pool))
            .collect())
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
            description: Some("The work pool's default queue.".to_owned()),
            is_paused: false,
            concurrency_limit: None,
            priority: 1,
            work_pool_id: id,
            filter: None,
            last_polled: None,
            status: WorkQueueStatus::NotReady,
        };
        let pool_type = body.type_.unwrap_or_else(|| "prefect-agent".to_owned());
        let is_paused = body.is_paused.unwrap_or(false);
        let pool = WorkPool {
            id,
            created: self.now,
            updated: self.now,
            name: body.name,
            description: body.description.into_value(),
            status: initial_status(&pool_type, is_paused),
            pool_type,
            base_job_template: body.base_job_template.unwrap_or_default(),
            is_paused,
            concurrency_limit: body.concurrency_limit.into_value(),
            storage_configuration: body
                .storage_configuration
                .map(storage_configuration)
                .unwrap_or_default(),
            default_queue_id: queue.id,
        };
        self.tables.work_queues.put(queue);
        self.tables.work_pools.put(pool)
    }
}

impl Tables {
    /// The pool of a name.
    pub(super) fn find_work_pool(&self, name: &str) -> Result<&Arc<WorkPool>> {
        self.work_pools
            .by_name(name)
            .ok_or_else(|| Error::NotFound(format!("Work pool \"{name}\" not found.")))
    }
}

impl WorkPoolView {
    fn of(tables: &Tables, pool: &Arc<WorkPool>) -> Self {
        let active_slots = pool.concurrency_limit.map(|_| {
            tables
                .work_queues
                .of_pool(pool.id)
                .flat_map(|queue| {
                    SLOT_OCCUPYING_STATES
                        .map(|state| tables.flow_runs.of_queue_in_state(queue.id, state).count())
                })
                .sum()
        });
        Self {
            pool: Arc::clone(pool),
            active_slots,
        }
    }
}

fn storage_configuration(body: types::WorkPoolStorageConfiguration) -> StorageConfiguration {
    StorageConfiguration {
        bundle_upload_step: body.bundle_upload_step.into_value(),
        bundle_execution_step: body.bundle_execution_step.into_value(),
        default_result_storage_block_id: body.default_result_storage_block_id.into_value(),
    }
}

/// Whether Prefect keeps a name to itself.
fn is_reserved(name: &str) -> bool {
    name.to_lowercase().starts_with("prefect")
}

/// The status of a pool on which nothing has worked yet.
fn initial_status(pool_type: &str, is_paused: bool) -> Option<WorkPoolStatus> {
    match (pool_type, is_paused) {
        ("prefect-agent", _) => None,
        (_, true) => Some(WorkPoolStatus::Paused),
        (_, false) => Some(WorkPoolStatus::NotReady),
    }
}
