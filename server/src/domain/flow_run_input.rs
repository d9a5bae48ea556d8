//! Inputs that are sent to a flow run while it runs or waits.

use chrono::{DateTime, Utc};

use super::ids::{FlowRunId, FlowRunInputId};

/// One input of a flow run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FlowRunInput {
    /// Names the input.
    pub id: FlowRunInputId,
    /// When it was sent.
    pub created: DateTime<Utc>,
    /// The run it was sent to.
    pub flow_run_id: FlowRunId,
    /// What it answers; unique in the run.
    pub key: String,
    /// JSON as text.
    pub value: String,
    /// Who sent it.
    pub sender: Option<String>,
}
