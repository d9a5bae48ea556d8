//! Artifacts and collections of them.

use prefect_mock_api::types;
use uuid::Uuid;

use crate::domain::artifact::{Artifact, ArtifactCollection};

impl From<&Artifact> for types::Artifact {
    fn from(artifact: &Artifact) -> Self {
        Self {
            id: artifact.id.uuid(),
            created: Some(artifact.created),
            updated: Some(artifact.updated),
            key: artifact.key.clone(),
            type_: artifact.kind.clone(),
            description: artifact.description.clone(),
            data: artifact.data.clone(),
            metadata: artifact.metadata.clone(),
            flow_run_id: artifact.flow_run_id.map(Uuid::from),
            task_run_id: artifact.task_run_id.map(Uuid::from),
        }
    }
}

/// A collection as Prefect shows it where it promises the newest artifact: under
/// the collection's id and not the artifact's.
impl From<&ArtifactCollection> for types::Artifact {
    fn from(collection: &ArtifactCollection) -> Self {
        Self {
            id: collection.id.uuid(),
            created: Some(collection.created),
            updated: Some(collection.updated),
            key: Some(collection.key.clone()),
            type_: collection.kind.clone(),
            description: collection.description.clone(),
            data: collection.data.clone(),
            metadata: collection.metadata.clone(),
            flow_run_id: collection.flow_run_id.map(Uuid::from),
            task_run_id: collection.task_run_id.map(Uuid::from),
        }
    }
}

impl From<&ArtifactCollection> for types::ArtifactCollection {
    fn from(collection: &ArtifactCollection) -> Self {
        Self {
            id: collection.id.uuid(),
            created: Some(collection.created),
            updated: Some(collection.updated),
            key: collection.key.clone(),
            latest_id: collection.latest_id.uuid(),
            type_: collection.kind.clone(),
            description: collection.description.clone(),
            data: collection.data.clone(),
            metadata: collection.metadata.clone(),
            flow_run_id: collection.flow_run_id.map(Uuid::from),
            task_run_id: collection.task_run_id.map(Uuid::from),
        }
    }
}
