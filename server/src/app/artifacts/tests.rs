use std::sync::Arc;
use std::time::Duration;

use prefect_mock_api::types;
use serde_json::{Value, json};

use crate::app::fixture::{Fixture, body, noon};
use crate::app::{App, Error};
use crate::domain::artifact::Artifact;
use crate::domain::ids::ArtifactId;

/// Makes an artifact, a second after whatever was done before.
fn made(fixture: &Fixture, artifact: Value) -> Arc<Artifact> {
    fixture.clock.advance(Duration::from_secs(1));
    fixture.app.create_artifact(body(artifact)).unwrap()
}

fn changed(fixture: &Fixture, id: ArtifactId, change: Value) {
    fixture.clock.advance(Duration::from_secs(1));
    fixture.app.update_artifact(id, body(change)).unwrap();
}

fn latest_ids(app: &App) -> Vec<ArtifactId> {
    let collections = app.read_latest_artifacts(&types::ReadLatestArtifactsBody::default());
    let collections = collections.unwrap();
    collections.iter().map(|one| one.latest_id).collect()
}

#[test]
fn an_artifact_is_what_was_sent() {
    let fixture = Fixture::new();
    let run = uuid::Uuid::from_u128(1);
    let artifact = made(
        &fixture,
        json!({
            "key": "k", "type": "markdown", "description": "d", "data": {"a": [1]},
            "metadata_": {"m": "n"}, "flow_run_id": run, "task_run_id": null,
        }),
    );
    assert_eq!(artifact.kind.as_deref(), Some("markdown"));
    assert_eq!(artifact.data, json!({"a": [1]}));
    assert_eq!(artifact.flow_run_id, Some(run.into()));
    assert_eq!(artifact.task_run_id, None);
    assert_eq!(artifact.created, noon() + chrono::TimeDelta::seconds(1));
    assert_eq!(fixture.app.read_artifact(artifact.id), Ok(artifact));
}

#[test]
fn an_artifact_without_a_key_is_in_no_collection() {
    let fixture = Fixture::new();
    let artifact = made(&fixture, json!({}));
    assert_eq!((&artifact.key, &artifact.data), (&None, &Value::Null));
    assert!(latest_ids(&fixture.app).is_empty());
}

#[test]
fn a_collection_shows_its_newest_artifact_and_keeps_its_id() {
    let fixture = Fixture::new();
    let first = made(&fixture, json!({"key": "k", "type": "a", "data": 1}));
    let collection = fixture.app.read_latest_artifact("k").unwrap();
    assert_eq!(collection.latest_id, first.id);

    let second = made(&fixture, json!({"key": "k", "data": 2}));
    let shown = fixture.app.read_latest_artifact("k").unwrap();
    assert_eq!(shown.id, collection.id);
    assert_eq!(shown.latest_id, second.id);
    assert_eq!((&shown.kind, &shown.data), (&None, &json!(2)));
    assert_eq!(
        (shown.created, shown.updated),
        (first.created, second.created)
    );
    assert_eq!(latest_ids(&fixture.app), [second.id]);
}

#[test]
fn a_change_names_what_it_changes_and_shows_in_the_collection_of_the_newest() {
    let fixture = Fixture::new();
    let first = made(&fixture, json!({"key": "k", "data": 1, "description": "d"}));
    let second = made(
        &fixture,
        json!({"key": "k", "data": 2, "metadata_": {"a": "b"}}),
    );

    changed(&fixture, first.id, json!({"data": "one"}));
    let read = fixture.app.read_artifact(first.id).unwrap();
    assert_eq!(read.data, json!("one"));
    assert_eq!(read.description.as_deref(), Some("d"));
    assert_eq!(
        fixture.app.read_latest_artifact("k").unwrap().data,
        json!(2)
    );

    changed(
        &fixture,
        second.id,
        json!({"data": null, "metadata_": null}),
    );
    let read = fixture.app.read_artifact(second.id).unwrap();
    assert_eq!((&read.data, &read.metadata), (&Value::Null, &None));
    let shown = fixture.app.read_latest_artifact("k").unwrap();
    assert_eq!((&shown.data, &shown.metadata), (&Value::Null, &None));
    assert_eq!(
        (shown.created, shown.updated),
        (first.created, read.updated)
    );

    changed(&fixture, second.id, json!({}));
    let again = fixture.app.read_artifact(second.id).unwrap();
    assert_eq!(again.updated, read.updated + chrono::TimeDelta::seconds(1));
}

#[test]
fn the_artifact_before_takes_the_place_of_a_deleted_newest() {
    let fixture = Fixture::new();
    let first = made(&fixture, json!({"key": "k", "data": 1}));
    let second = made(&fixture, json!({"key": "k", "data": 2}));
    let third = made(&fixture, json!({"key": "k", "data": 3}));
    let collection = fixture.app.read_latest_artifact("k").unwrap();

    fixture.app.delete_artifact(first.id).unwrap();
    assert_eq!(latest_ids(&fixture.app), [third.id]);

    fixture.app.delete_artifact(third.id).unwrap();
    let shown = fixture.app.read_latest_artifact("k").unwrap();
    assert_eq!((shown.id, shown.latest_id), (collection.id, second.id));
    assert_eq!(
        (shown.created, shown.updated),
        (second.created, second.updated)
    );

    fixture.app.delete_artifact(second.id).unwrap();
    let gone = fixture.app.read_latest_artifact("k");
    assert_eq!(gone, Err(Error::NotFound("Artifact not found.".to_owned())));
    assert!(latest_ids(&fixture.app).is_empty());
}

#[test]
fn what_is_not_there_is_not_found() {
    let fixture = Fixture::new();
    let id = ArtifactId::new(uuid::Uuid::nil());
    let not_found = Error::NotFound("Artifact not found.".to_owned());
    assert_eq!(fixture.app.read_artifact(id).unwrap_err(), not_found);
    assert_eq!(
        fixture.app.update_artifact(id, body(json!({}))),
        Err(not_found.clone())
    );
    assert_eq!(fixture.app.delete_artifact(id), Err(not_found.clone()));
    assert_eq!(
        fixture.app.read_latest_artifact("k").unwrap_err(),
        not_found
    );
}

#[test]
fn lists_are_filtered_sorted_and_cut() {
    let fixture = Fixture::new();
    let run = |number| uuid::Uuid::from_u128(number);
    for (key, number) in [("a", 1), ("b", 2), ("a", 2), ("c", 3)] {
        made(
            &fixture,
            json!({"key": key, "data": key, "flow_run_id": run(number)}),
        );
    }
    let keys = |asked: Value| -> Vec<_> {
        let artifacts = fixture.app.read_artifacts(&body(asked)).unwrap();
        artifacts.iter().filter_map(|one| one.key.clone()).collect()
    };
    assert_eq!(keys(json!({"sort": "CREATED_DESC"})), ["c", "a", "b", "a"]);
    let page = json!({"sort": "KEY_ASC", "limit": 2, "offset": 1});
    assert_eq!(keys(page), ["a", "b"]);
    let of_run = json!({"artifacts": {"flow_run_id": {"any_": [run(2)]}}, "sort": "KEY_ASC"});
    assert_eq!(keys(of_run.clone()), ["a", "b"]);
    assert_eq!(fixture.app.count_artifacts(&body(json!({}))), 4);
    let count: types::CountArtifactsBody = body(json!({"artifacts": of_run["artifacts"]}));
    assert_eq!(fixture.app.count_artifacts(&count), 2);

    let latest: types::CountLatestArtifactsBody =
        body(json!({"artifacts": {"flow_run_id": {"any_": [run(2)]}}}));
    assert_eq!(fixture.app.count_latest_artifacts(&latest), 2);

    let too_many = fixture.app.read_artifacts(&body(json!({"limit": 201})));
    assert!(matches!(too_many, Err(Error::Invalid(_))));
    let too_many = fixture
        .app
        .read_latest_artifacts(&body(json!({"limit": -1})));
    assert!(matches!(too_many, Err(Error::Invalid(_))));
}
