//! Artifacts, and the newest of each key.

mod read;
#[cfg(test)]
mod tests;

use std::sync::Arc;

use prefect_mock_api::types;
use serde_json::Value;

use super::events::Lifecycle;
use super::{App, Error, Result, Transaction};
use crate::domain::artifact::{Artifact, ArtifactCollection};
use crate::domain::ids::ArtifactId;
use crate::store::Tables;

impl App {
    /// Makes an artifact, of runs that need not be there. With a key, it is the
    /// newest of that key from now on.
    ///
    /// # Errors
    ///
    /// None; the type is that of every change.
    pub fn create_artifact(&self, body: types::ArtifactCreate) -> Result<Arc<Artifact>> {
        self.transaction(|tx| {
            let artifact = Artifact {
                id: tx.random.uuid_v4().into(),
                created: tx.now,
                updated: tx.now,
                key: body.key.into_value(),
                kind: body.type_.into_value(),
                description: body.description.into_value(),
                data: body.data.into_value().unwrap_or(Value::Null),
                metadata: body.metadata.into_value(),
                flow_run_id: body.flow_run_id.into_value().map(Into::into),
                task_run_id: body.task_run_id.into_value().map(Into::into),
            };
            Ok(tx.add_artifact(artifact))
        })
    }

    /// Changes what is named of an artifact, and its time of change in any case.
    ///
    /// # Errors
    ///
    /// `NotFound` if there is no such artifact.
    pub fn update_artifact(&self, id: ArtifactId, body: types::ArtifactUpdate) -> Result<()> {
        self.transaction(|tx| {
            let mut artifact = Artifact::clone(tx.tables.find_artifact(id)?);
            artifact.updated = tx.now;
            if let Some(data) = body.data.given() {
                artifact.data = data.unwrap_or(Value::Null);
            }
            if let Some(description) = body.description.given() {
                artifact.description = description;
            }
            if let Some(metadata) = body.metadata.given() {
                artifact.metadata = metadata;
            }
            let collections = &mut tx.tables.artifact_collections;
            if let Some(collection) = collections.by_latest(id) {
                let collection = collection.showing(&artifact, collection.created);
                collections.put(collection);
            }
            tx.tables.artifacts.put(artifact);
            Ok(())
        })
    }

    /// Deletes an artifact. If it was the newest of its key, the one that was made
    /// before it takes its place, or else there is no artifact of that key any more.
    ///
    /// # Errors
    ///
    /// `NotFound` if there is no such artifact.
    pub fn delete_artifact(&self, id: ArtifactId) -> Result<()> {
        self.transaction(|tx| {
            tx.tables.find_artifact(id)?;
            tx.tables.artifacts.remove(id);
            let collections = &mut tx.tables.artifact_collections;
            if let Some(collection) = collections.by_latest(id).cloned() {
                let before = tx.tables.artifacts.of_key(&collection.key).next_back();
                if let Some(next) = before.cloned() {
                    let collection = collections.put(collection.showing(&next, next.created));
                    tx.record_artifact_collection(Lifecycle::Updated, &collection);
                } else {
                    collections.remove(collection.id);
                    tx.record_artifact_collection(Lifecycle::Deleted, &collection);
                }
            }
            Ok(())
        })
    }
}

impl Transaction<'_> {
    /// Puts a new artifact in. With a key, it is the newest of that key from now on.
    pub(super) fn add_artifact(&mut self, artifact: Artifact) -> Arc<Artifact> {
        if let Some(key) = &artifact.key {
            let collections = &mut self.tables.artifact_collections;
            let (action, collection) = if let Some(known) = collections.by_key(key) {
                (Lifecycle::Updated, known.showing(&artifact, known.created))
            } else {
                let id = self.random.uuid_v4().into();
                let new = ArtifactCollection::new(id, key.clone(), &artifact);
                (Lifecycle::Created, new)
            };
            let collection = collections.put(collection);
            self.record_artifact_collection(action, &collection);
        }
        self.tables.artifacts.put(artifact)
    }
}

impl Tables {
    /// The artifact of an id.
    fn find_artifact(&self, id: ArtifactId) -> Result<&Arc<Artifact>> {
        self.artifacts.get(id).ok_or_else(no_artifact)
    }
}

/// What Prefect says of an artifact that is not there, by whatever it was looked for.
fn no_artifact() -> Error {
    Error::NotFound("Artifact not found.".to_owned())
}
