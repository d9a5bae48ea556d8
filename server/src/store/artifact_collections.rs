//! Collections of artifacts, found by key or by their newest artifact.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::{Record, Table};
use crate::domain::artifact::ArtifactCollection;
use crate::domain::ids::{ArtifactCollectionId, ArtifactId};

impl Record for ArtifactCollection {
    type Id = ArtifactCollectionId;

    fn id(&self) -> ArtifactCollectionId {
        self.id
    }
}

/// Collections. A key belongs to one at most, and so does a newest artifact.
#[derive(Debug, Default)]
pub struct ArtifactCollections {
    rows: Table<ArtifactCollection>,
    by_key: BTreeMap<String, ArtifactCollectionId>,
    by_latest: BTreeMap<ArtifactId, ArtifactCollectionId>,
}

impl ArtifactCollections {
    /// The collection of a key.
    pub fn by_key(&self, key: &str) -> Option<&Arc<ArtifactCollection>> {
        self.rows.get(*self.by_key.get(key)?)
    }

    /// The collection whose newest artifact this is.
    pub fn by_latest(&self, latest: ArtifactId) -> Option<&Arc<ArtifactCollection>> {
        self.rows.get(*self.by_latest.get(&latest)?)
    }

    /// Every collection, by id.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = &Arc<ArtifactCollection>> {
        self.rows.iter()
    }

    /// Puts a collection in; its key has to be free or its own.
    pub fn put(&mut self, collection: ArtifactCollection) -> Arc<ArtifactCollection> {
        let collection = Arc::new(collection);
        if let Some(before) = self.rows.put(Arc::clone(&collection)) {
            self.by_key.remove(&before.key);
            self.by_latest.remove(&before.latest_id);
        }
        self.by_key.insert(collection.key.clone(), collection.id);
        self.by_latest.insert(collection.latest_id, collection.id);
        collection
    }

    /// Takes a collection out.
    pub fn remove(&mut self, id: ArtifactCollectionId) -> Option<Arc<ArtifactCollection>> {
        let collection = self.rows.remove(id)?;
        self.by_key.remove(&collection.key);
        self.by_latest.remove(&collection.latest_id);
        Some(collection)
    }
}
