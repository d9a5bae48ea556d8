//! Log lines of runs.

use chrono::{DateTime, Utc};

use super::ids::{FlowRunId, LogId, TaskRunId};

/// One log line.
#[derive(Debug, Clone, PartialEq)]
pub struct Log {
    /// Names the line.
    pub id: LogId,
    /// When the server took it in.
    pub created: DateTime<Utc>,
    /// The logger.
    pub name: String,
    /// How grave it is, in Python's numbers: 10 debug, 20 info, 30 warning, 40 error, 50 critical.
    pub level: i64,
    /// The text.
    pub message: String,
    /// When it was written.
    pub timestamp: DateTime<Utc>,
    /// The flow run it is about.
    pub flow_run_id: Option<FlowRunId>,
    /// The task run it is about.
    pub task_run_id: Option<TaskRunId>,
}
