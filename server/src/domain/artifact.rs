//! Artifacts: what runs made that is worth showing.

use chrono::{DateTime, Utc};
use serde_json::Value;

use super::ids::{ArtifactId, FlowRunId, TaskRunId};

/// An artifact. Those that share a key are versions of one another.
#[derive(Debug, Clone, PartialEq)]
pub struct Artifact {
    /// Names the artifact.
    pub id: ArtifactId,
    /// When it was made.
    pub created: DateTime<Utc>,
    /// When it was last changed.
    pub updated: DateTime<Utc>,
    /// What it shows, under a name that lasts.
    pub key: Option<String>,
    /// How to show it, such as `markdown`.
    pub kind: Option<String>,
    /// What it is for.
    pub description: Option<String>,
    /// What to show.
    pub data: Value,
    /// Facts about it.
    pub metadata: Option<indexmap::IndexMap<String, String>>,
    /// The flow run that made it.
    pub flow_run_id: Option<FlowRunId>,
    /// The task run that made it.
    pub task_run_id: Option<TaskRunId>,
}
