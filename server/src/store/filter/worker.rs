//! Filters on workers.

use prefect_mock_api::types::{self, WorkerFilter};

use super::combination::Combination;
use super::condition;
use crate::domain::work_pool::{Worker, WorkerStatus};

/// Whether a worker matches a filter.
pub fn worker(filter: &WorkerFilter, worker: &Worker) -> bool {
    Combination::by(filter.operator)
        .condition(filter.last_heartbeat_time.value(), |time| {
            let heartbeat = Some(&worker.last_heartbeat_time);
            condition::between(&time.after, &time.before, heartbeat)
        })
        .condition(filter.status.value(), |status| {
            let worker_status = match worker.status {
                WorkerStatus::Online => types::WorkerStatus::Online,
                WorkerStatus::Offline => types::WorkerStatus::Offline,
            };
            condition::listed(&status.any, &status.not_any, Some(&worker_status))
        })
        .holds()
}
