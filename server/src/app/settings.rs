//! What the server is told at its start.

use chrono::TimeDelta;

use super::SchedulerSettings;
use super::late_runs::LATE_AFTER;
use crate::domain::orchestration::OrchestrationSettings;

/// Settings of the application, under the meaning of Prefect's own.
#[derive(Debug, Clone, PartialEq)]
pub struct Settings {
    /// The version that the server says it is.
    pub prefect_version: String,
    /// The version of the API that `GET /version` tells.
    pub api_version: String,
    /// What the rules of orchestration go by.
    pub orchestration: OrchestrationSettings,
    /// The most nodes that the graph of a flow run may have.
    pub max_graph_nodes: usize,
    /// The most artifacts that the graph of a flow run shows.
    pub max_graph_artifacts: usize,
    /// How far ahead schedules make runs.
    pub scheduler: SchedulerSettings,
    /// How long after its time a run that nobody started is late.
    pub late_after: TimeDelta,
    /// The name of a worker that every work pool has from its first moment, where the
    /// server itself carries out runs.
    pub resident_worker: Option<String>,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            prefect_version: "3.8.8".to_owned(),
            api_version: "0.8.4".to_owned(),
            orchestration: OrchestrationSettings::default(),
            max_graph_nodes: 10_000,
            max_graph_artifacts: 10_000,
            scheduler: SchedulerSettings::default(),
            late_after: LATE_AFTER,
            resident_worker: None,
        }
    }
}
