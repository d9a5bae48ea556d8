//! Log lines.

use prefect_mock_api::types;
use uuid::Uuid;

use crate::domain::log::Log;

impl From<&Log> for types::Log {
    fn from(log: &Log) -> Self {
        Self {
            id: log.id.uuid(),
            created: Some(log.created),
            // Lines are never changed.
            updated: Some(log.created),
            name: log.name.clone(),
            level: log.level,
            message: log.message.clone(),
            timestamp: log.timestamp,
            flow_run_id: log.flow_run_id.map(Uuid::from),
            task_run_id: log.task_run_id.map(Uuid::from),
        }
    }
}
