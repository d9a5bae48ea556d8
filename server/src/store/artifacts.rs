//! Artifacts, by key and by the run that made them.

use std::collections::BTreeSet;
use std::sync::Arc;

use chrono::{DateTime, Utc};

use super::{Index, Record, Table};
use crate::domain::artifact::Artifact;
use crate::domain::ids::{ArtifactId, FlowRunId, TaskRunId};

impl Record for Artifact {
    type Id = ArtifactId;

    fn id(&self) -> ArtifactId {
        self.id
    }
}

/// Artifacts.
#[derive(Debug, Default)]
pub struct Artifacts {
    rows: Table<Artifact>,
    by_key: BTreeSet<(String, DateTime<Utc>, ArtifactId)>,
    by_flow_run: Index<FlowRunId, ArtifactId>,
    by_task_run: Index<TaskRunId, ArtifactId>,
}

impl Artifacts {
    /// The artifact of an id.
    pub fn get(&self, id: ArtifactId) -> Option<&Arc<Artifact>> {
        self.rows.get(id)
    }

    /// Every artifact, by id.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = &Arc<Artifact>> {
        self.rows.iter()
    }

    /// The artifacts of a key, oldest first.
    pub fn of_key(&self, key: &str) -> impl DoubleEndedIterator<Item = &Arc<Artifact>> {
        use super::Bounded;
        let first = (key.to_owned(), DateTime::<Utc>::MIN_UTC, ArtifactId::MIN);
        let last = (key.to_owned(), DateTime::<Utc>::MAX_UTC, ArtifactId::MAX);
        self.by_key
            .range(first..=last)
            .filter_map(|(_, _, id)| self.get(*id))
    }

    /// The artifacts of a flow run.
    pub fn of_flow_run(&self, run: FlowRunId) -> impl Iterator<Item = &Arc<Artifact>> {
        self.by_flow_run.of(&run).filter_map(|id| self.get(id))
    }

    /// The artifacts of a task run.
    pub fn of_task_run(&self, run: TaskRunId) -> impl Iterator<Item = &Arc<Artifact>> {
        self.by_task_run.of(&run).filter_map(|id| self.get(id))
    }

    /// Puts an artifact in.
    pub fn put(&mut self, artifact: Artifact) -> Arc<Artifact> {
        let artifact = Arc::new(artifact);
        let before = self.rows.put(Arc::clone(&artifact));
        self.reindex(before.as_deref(), Some(&artifact), artifact.id);
        artifact
    }

    /// Takes an artifact out.
    pub fn remove(&mut self, id: ArtifactId) -> Option<Arc<Artifact>> {
        let artifact = self.rows.remove(id)?;
        self.reindex(Some(&artifact), None, id);
        Some(artifact)
    }

    fn reindex(&mut self, before: Option<&Artifact>, after: Option<&Artifact>, id: ArtifactId) {
        let key = |one: &Artifact| Some((one.key.clone()?, one.created, one.id));
        if let Some(key) = before.and_then(key) {
            self.by_key.remove(&key);
        }
        if let Some(key) = after.and_then(key) {
            self.by_key.insert(key);
        }
        let flow_run = |one: &Artifact| one.flow_run_id;
        self.by_flow_run
            .shift(id, before.and_then(flow_run), after.and_then(flow_run));
        let task_run = |one: &Artifact| one.task_run_id;
        self.by_task_run
            .shift(id, before.and_then(task_run), after.and_then(task_run));
    }
}
