//! Filters on artifacts and on collections of them.

use prefect_mock_api::Field;
use prefect_mock_api::types::{ArtifactCollectionFilter, ArtifactFilter};
use uuid::Uuid;

use super::combination::Combination;
use super::condition;
use crate::domain::artifact::{Artifact, ArtifactCollection};

/// Whether an artifact matches a filter.
pub fn artifact(filter: &ArtifactFilter, artifact: &Artifact) -> bool {
    let flow_run = artifact.flow_run_id.map(Uuid::from);
    let task_run = artifact.task_run_id.map(Uuid::from);
    Combination::by(filter.operator)
        .condition(filter.id.value(), |id| {
            condition::listed(&id.any, &Field::Absent, Some(&artifact.id.uuid()))
        })
        .condition(filter.key.value(), |key| {
            let one = artifact.key.as_deref();
            key_matches(&key.any, &key.like, key.exists, one)
        })
        .condition(filter.flow_run_id.value(), |one| {
            condition::listed(&one.any, &Field::Absent, flow_run.as_ref())
        })
        .condition(filter.task_run_id.value(), |one| {
            condition::listed(&one.any, &Field::Absent, task_run.as_ref())
        })
        .condition(filter.type_.value(), |kind| {
            condition::listed(&kind.any, &kind.not_any, artifact.kind.as_deref())
        })
        .holds()
}

/// Whether a collection matches a filter.
pub fn artifact_collection(
    filter: &ArtifactCollectionFilter,
    collection: &ArtifactCollection,
) -> bool {
    let flow_run = collection.flow_run_id.map(Uuid::from);
    let task_run = collection.task_run_id.map(Uuid::from);
    Combination::by(filter.operator)
        .condition(filter.latest_id.value(), |id| {
            condition::listed(&id.any, &Field::Absent, Some(&collection.latest_id.uuid()))
        })
        .condition(filter.key.value(), |key| {
            let one = Some(collection.key.as_str());
            key_matches(&key.any, &key.like, key.exists, one)
        })
        .condition(filter.flow_run_id.value(), |one| {
            condition::listed(&one.any, &Field::Absent, flow_run.as_ref())
        })
        .condition(filter.task_run_id.value(), |one| {
            condition::listed(&one.any, &Field::Absent, task_run.as_ref())
        })
        .condition(filter.type_.value(), |kind| {
            condition::listed(&kind.any, &kind.not_any, collection.kind.as_deref())
        })
        .holds()
}

fn key_matches(
    any: &Field<Vec<String>>,
    like: &Field<String>,
    exists: Field<bool>,
    key: Option<&str>,
) -> bool {
    condition::listed(any, &Field::Absent, key)
        && condition::is_like(like, key)
        && exists.value().is_none_or(|wanted| key.is_some() == *wanted)
}
