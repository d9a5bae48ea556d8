//! Looking at artifacts.

use std::sync::Arc;

use prefect_mock_api::types::{
    self, ArtifactCollectionFilter, ArtifactCollectionSort, ArtifactFilter, ArtifactSort,
};

use super::no_artifact;
use crate::app::{App, Result, limit, offset};
use crate::domain::artifact::{Artifact, ArtifactCollection};
use crate::domain::ids::ArtifactId;
use crate::store::filter::{Criteria, artifact, artifact_collection, candidates};
use crate::store::{Tables, sort};

/// What a body asks of runs, flows and deployments. The bodies differ in the rest.
macro_rules! criteria {
    ($body:ident) => {
        Criteria {
            flows: $body.flows.as_ref(),
            flow_runs: $body.flow_runs.as_ref(),
            task_runs: $body.task_runs.as_ref(),
            deployments: $body.deployments.as_ref(),
            ..Criteria::default()
        }
    };
}

impl App {
    /// The artifact of an id.
    ///
    /// # Errors
    ///
    /// `NotFound` if there is none.
    pub fn read_artifact(&self, id: ArtifactId) -> Result<Arc<Artifact>> {
        self.read().find_artifact(id).cloned()
    }

    /// The collection of a key, which shows its newest artifact.
    ///
    /// # Errors
    ///
    /// `NotFound` if there is no artifact of that key.
    pub fn read_latest_artifact(&self, key: &str) -> Result<Arc<ArtifactCollection>> {
        let tables = self.read();
        let collection = tables.artifact_collections.by_key(key);
        collection.cloned().ok_or_else(no_artifact)
    }

    /// The artifacts that match, in order. Costs O(n log n) in the number of those
    /// that [`candidates::artifacts`] leads to, or of all.
    ///
    /// # Errors
    ///
    /// `Invalid` if the limit is out of bounds.
    pub fn read_artifacts(&self, body: &types::ReadArtifactsBody) -> Result<Vec<Arc<Artifact>>> {
        let limit = limit(body.limit)?;
        let tables = self.read();
        let mut artifacts = tables.matching_artifacts(body.artifacts.as_ref(), &criteria!(body));
        sort::artifacts(&mut artifacts, body.sort.unwrap_or(ArtifactSort::IdDesc));
        let page = artifacts.into_iter().skip(offset(body.offset));
        Ok(page.take(limit).collect())
    }

    /// How many artifacts match. Costs a look at those that
    /// [`candidates::artifacts`] leads to, or at all.
    pub fn count_artifacts(&self, body: &types::CountArtifactsBody) -> usize {
        let tables = self.read();
        let artifacts = tables.matching_artifacts(body.artifacts.as_ref(), &criteria!(body));
        artifacts.len()
    }

    /// The collections whose newest artifact matches, in order. Costs O(n log n) in
    /// the number of keys.
    ///
    /// # Errors
    ///
    /// `Invalid` if the limit is out of bounds.
    pub fn read_latest_artifacts(
        &self,
        body: &types::ReadLatestArtifactsBody,
    ) -> Result<Vec<Arc<ArtifactCollection>>> {
        let limit = limit(body.limit)?;
        let tables = self.read();
        let mut collections =
            tables.matching_collections(body.artifacts.as_ref(), &criteria!(body));
        let order = body.sort.unwrap_or(ArtifactCollectionSort::IdDesc);
        sort::artifact_collections(&mut collections, order);
        let page = collections.into_iter().skip(offset(body.offset));
        Ok(page.take(limit).collect())
    }

    /// The number of keys whose newest artifact matches. Costs a look at each key.
    pub fn count_latest_artifacts(&self, body: &types::CountLatestArtifactsBody) -> usize {
        let tables = self.read();
        let filter = body.artifacts.as_ref();
        tables.matching_collections(filter, &criteria!(body)).len()
    }
}

impl Tables {
    fn matching_artifacts(
        &self,
        filter: Option<&ArtifactFilter>,
        criteria: &Criteria<'_>,
    ) -> Vec<Arc<Artifact>> {
        let admit = |one: &&Arc<Artifact>| {
            filter.is_none_or(|filter| artifact(filter, one))
                && criteria.admit_runs_of(self, one.flow_run_id, one.task_run_id)
        };
        match candidates::artifacts(filter, criteria, self) {
            Some(candidates) => candidates.into_iter().filter(admit).cloned().collect(),
            None => self.artifacts.iter().filter(admit).cloned().collect(),
        }
    }

    fn matching_collections(
        &self,
        filter: Option<&ArtifactCollectionFilter>,
        criteria: &Criteria<'_>,
    ) -> Vec<Arc<ArtifactCollection>> {
        let admit = |one: &&Arc<ArtifactCollection>| {
            filter.is_none_or(|filter| artifact_collection(filter, one))
                && criteria.admit_runs_of(self, one.flow_run_id, one.task_run_id)
        };
        let collections = self.artifact_collections.iter();
        collections.filter(admit).cloned().collect()
    }
}
