//! Work pools, their queues and their workers.

use prefect_mock_api::types;

use super::{count, seconds};
use crate::app::{
    Page, ScheduledFlowRun, SlotHolder, WorkPoolSlots, WorkPoolView, WorkQueueHealth,
    WorkQueueSlots, WorkQueueView,
};
use crate::domain::json::JsonObject;
use crate::domain::work_pool::{
    QueueFilter, StorageConfiguration, WorkPoolStatus, WorkQueue, WorkQueueStatus, Worker,
    WorkerStatus,
};

impl From<WorkPoolView> for types::WorkPoolResponse {
    fn from(view: WorkPoolView) -> Self {
        let pool = &view.pool;
        Self {
            id: pool.id.uuid(),
            created: Some(pool.created),
            updated: Some(pool.updated),
            name: pool.name.clone(),
            description: pool.description.clone(),
            type_: pool.pool_type.clone(),
            base_job_template: JsonObject::clone(&pool.base_job_template),
            is_paused: pool.is_paused,
            concurrency_limit: pool.concurrency_limit,
            storage_configuration: (&pool.storage_configuration).into(),
            default_queue_id: Some(pool.default_queue_id.uuid()),
            status: pool.status.map(Into::into),
            active_slots: view.active_slots.map(count),
        }
    }
}

impl From<&StorageConfiguration> for types::WorkPoolStorageConfiguration {
    fn from(stored: &StorageConfiguration) -> Self {
        Self {
            bundle_upload_step: stored.bundle_upload_step.clone().into(),
            bundle_execution_step: stored.bundle_execution_step.clone().into(),
            default_result_storage_block_id: stored.default_result_storage_block_id.into(),
        }
    }
}

impl From<WorkPoolStatus> for types::WorkPoolStatus {
    fn from(status: WorkPoolStatus) -> Self {
        match status {
            WorkPoolStatus::Ready => Self::Ready,
            WorkPoolStatus::NotReady => Self::NotReady,
            WorkPoolStatus::Paused => Self::Paused,
        }
    }
}

impl From<WorkQueueView> for types::WorkQueueResponse {
    fn from(view: WorkQueueView) -> Self {
        let queue = &view.queue;
        Self {
            id: queue.id.uuid(),
            created: Some(queue.created),
            updated: Some(queue.updated),
            name: queue.name.clone(),
            description: Some(queue.description.clone()),
            is_paused: queue.is_paused,
            concurrency_limit: queue.concurrency_limit,
            priority: queue.priority,
            work_pool_id: Some(queue.work_pool_id.uuid()),
            filter: queue.filter.as_ref().map(Into::into),
            last_polled: queue.last_polled,
            work_pool_name: view.work_pool_name,
            status: Some(queue.status.into()),
            active_slots: view.active_slots.map(count),
        }
    }
}

impl From<&WorkQueue> for types::WorkQueue {
    fn from(queue: &WorkQueue) -> Self {
        Self {
            id: queue.id.uuid(),
            created: Some(queue.created),
            updated: Some(queue.updated),
            name: queue.name.clone(),
            description: Some(queue.description.clone()),
            is_paused: queue.is_paused,
            concurrency_limit: queue.concurrency_limit,
            priority: queue.priority,
            work_pool_id: Some(queue.work_pool_id.uuid()),
            filter: queue.filter.as_ref().map(Into::into),
            last_polled: queue.last_polled,
        }
    }
}

impl From<&QueueFilter> for types::QueueFilter {
    fn from(filter: &QueueFilter) -> Self {
        let ids = filter.deployment_ids.as_ref();
        Self {
            tags: filter.tags.clone().into(),
            deployment_ids: ids
                .map(|ids| ids.iter().map(|id| id.uuid()).collect::<Vec<_>>())
                .into(),
        }
    }
}

impl From<WorkQueueStatus> for types::WorkQueueStatus {
    fn from(status: WorkQueueStatus) -> Self {
        match status {
            WorkQueueStatus::Ready => Self::Ready,
            WorkQueueStatus::NotReady => Self::NotReady,
            WorkQueueStatus::Paused => Self::Paused,
        }
    }
}

impl From<&Worker> for types::WorkerResponse {
    fn from(worker: &Worker) -> Self {
        Self {
            id: worker.id.uuid(),
            created: Some(worker.created),
            updated: Some(worker.updated),
            name: worker.name.clone(),
            work_pool_id: worker.work_pool_id.uuid(),
            last_heartbeat_time: Some(worker.last_heartbeat_time),
            heartbeat_interval_seconds: worker.heartbeat_interval_seconds,
            status: match worker.status {
                WorkerStatus::Online => types::WorkerStatus::Online,
                WorkerStatus::Offline => types::WorkerStatus::Offline,
            },
        }
    }
}

impl From<ScheduledFlowRun> for types::WorkerFlowRunResponse {
    fn from(scheduled: ScheduledFlowRun) -> Self {
        Self {
            work_pool_id: scheduled.work_pool_id.uuid(),
            work_queue_id: scheduled.work_queue_id.uuid(),
            flow_run: types::FlowRun {
                // Its type, name and id are told, and nothing more.
                state: None,
                ..scheduled.flow_run.into()
            },
        }
    }
}

impl From<SlotHolder> for types::FlowRunSlotSummary {
    fn from(holder: SlotHolder) -> Self {
        let run = &holder.flow_run;
        let state = run.state.as_deref();
        Self {
            id: run.id.uuid(),
            name: run.name.to_string(),
            state_type: state.map(|state| state.state_type.into()),
            state_name: state.map(|state| state.name.to_string()),
            start_time: run.progress.start_time,
            state_timestamp: state.map(|state| state.timestamp),
            time_in_current_state: holder.time_in_state.map(seconds),
        }
    }
}

impl From<WorkQueueSlots> for types::WorkQueueConcurrencyStatusDetail {
    fn from(slots: WorkQueueSlots) -> Self {
        Self {
            queue_id: slots.queue.id.uuid(),
            queue_name: slots.queue.name.clone(),
            active_slots: count(slots.active_slots),
            concurrency_limit: slots.queue.concurrency_limit,
            flow_runs: slots.holders.into_iter().map(Into::into).collect(),
            flow_run_count: Some(count(slots.active_slots)),
        }
    }
}

impl From<WorkPoolSlots> for types::WorkPoolConcurrencyStatus {
    fn from(slots: WorkPoolSlots) -> Self {
        let queues = slots.queues.map(Into::into);
        Self {
            active_slots: count(slots.active_slots),
            concurrency_limit: slots.pool.concurrency_limit,
            queues: queues.results,
            count: count(queues.count),
            limit: count(queues.limit),
            pages: count(queues.pages),
            page: count(queues.page),
        }
    }
}

/// How the slots of one queue are taken.
pub(in crate::http) fn work_queue_concurrency_status(
    queue: &WorkQueue,
    holders: Page<SlotHolder>,
) -> types::WorkQueueConcurrencyStatus {
    let holders = holders.map(Into::into);
    types::WorkQueueConcurrencyStatus {
        active_slots: count(holders.count),
        concurrency_limit: queue.concurrency_limit,
        flow_runs: holders.results,
        count: count(holders.count),
        limit: count(holders.limit),
        pages: count(holders.pages),
        page: count(holders.page),
    }
}

impl From<WorkQueueHealth> for types::WorkQueueStatusDetail {
    fn from(health: WorkQueueHealth) -> Self {
        Self {
            healthy: health.healthy,
            late_runs_count: count(health.late_runs),
            last_polled: health.last_polled,
            health_check_policy: types::WorkQueueHealthPolicy {
                maximum_late_runs: Some(0),
                maximum_seconds_since_last_polled: Some(
                    WorkQueueHealth::POLL_TIMEOUT.num_seconds(),
                ),
            },
        }
    }
}

#[cfg(test)]
mod tests;
