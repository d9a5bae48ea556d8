//! Work pools.

use prefect_mock_api::types;

use crate::app::WorkPoolView;
use crate::domain::work_pool::{StorageConfiguration, WorkPoolStatus};

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
            base_job_template: pool.base_job_template.clone(),
            is_paused: pool.is_paused,
            concurrency_limit: pool.concurrency_limit,
            storage_configuration: storage_configuration(&pool.storage_configuration),
            default_queue_id: Some(pool.default_queue_id.uuid()),
            status: pool.status.map(Into::into),
            active_slots: view
                .active_slots
                .map(|slots| i64::try_from(slots).unwrap_or(i64::MAX)),
        }
    }
}

fn storage_configuration(stored: &StorageConfiguration) -> types::WorkPoolStorageConfiguration {
    types::WorkPoolStorageConfiguration {
        bundle_upload_step: stored.bundle_upload_step.clone().into(),
        bundle_execution_step: stored.bundle_execution_step.clone().into(),
        default_result_storage_block_id: stored.default_result_storage_block_id.into(),
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
