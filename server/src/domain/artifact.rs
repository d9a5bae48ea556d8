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
    /// When the first artifact was made; once a newest one was deleted, when the
    /// one that took its place was made.
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

impl ArtifactCollection {
    /// The collection of a key whose first artifact this is.
    pub fn new(id: ArtifactCollectionId, key: String, first: &Artifact) -> Self {
        Self {
            id,
            latest_id: first.id,
            created: first.created,
            updated: first.updated,
            key,
            kind: first.kind.clone(),
            description: first.description.clone(),
            data: first.data.clone(),
            metadata: first.metadata.clone(),
            flow_run_id: first.flow_run_id,
            task_run_id: first.task_run_id,
        }
    }

    /// The same collection, made at another time, with this as its newest artifact.
    #[must_use]
    pub fn showing(&self, latest: &Artifact, created: DateTime<Utc>) -> Self {
        Self {
            created,
            ..Self::new(self.id, self.key.clone(), latest)
        }
    }
}
