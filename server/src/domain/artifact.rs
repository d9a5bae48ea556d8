//! Artifacts: what runs made that is worth showing.

use chrono::{DateTime, Utc};
use serde_json::Value;

use super::ids::{ArtifactCollectionId, ArtifactId, FlowRunId, TaskRunId};

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

/// The artifacts that share a key, shown by the newest of them.
#[derive(Debug, Clone, PartialEq)]
pub struct ArtifactCollection {
    /// Names the collection; stays when a newer artifact comes.
    pub id: ArtifactCollectionId,
    /// The newest artifact.
    pub latest_id: ArtifactId,
    /// When the collection was made. When the newest artifact is deleted, the
    /// time that the next one was made.
    pub created: DateTime<Utc>,
    /// When the newest artifact came or was changed.
    pub updated: DateTime<Utc>,
    /// What it shows, under a name that lasts.
    pub key: String,
    /// As the newest artifact's.
    pub kind: Option<String>,
    /// As the newest artifact's.
    pub description: Option<String>,
    /// As the newest artifact's.
    pub data: Value,
    /// As the newest artifact's.
    pub metadata: Option<indexmap::IndexMap<String, String>>,
    /// As the newest artifact's.
    pub flow_run_id: Option<FlowRunId>,
    /// As the newest artifact's.
    pub task_run_id: Option<TaskRunId>,
}
