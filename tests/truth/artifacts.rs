//! Artifacts.

use prefect_rest::{Client, types};
use serde_json::json;

use super::ok;

pub(super) async fn call(client: &Client) {
    let make = |data: &str| {
        types::ArtifactCreate::builder()
            .key("truth-report".to_owned())
            .type_("markdown".to_owned())
            .data(json!(data))
    };
    let first = ok!(client.create_artifact().body(make("# one")));
    let second = ok!(client.create_artifact().body(make("# two")));
    ok!(client
        .update_artifact()
        .id(first.id)
        .body(types::ArtifactUpdate::builder().description("the first".to_owned())));
    ok!(client.read_artifact().id(first.id));
    let latest = ok!(client.read_latest_artifact().key("truth-report"));
    assert_eq!(latest.data, Some(json!("# two")));
    ok!(client
        .read_artifacts()
        .body(types::ReadArtifactsBody::default()));
    ok!(client
        .read_latest_artifacts()
        .body(types::ReadLatestArtifactsBody::default()));
    ok!(client
        .count_artifacts()
        .body(types::CountArtifactsBody::default()));
    ok!(client
        .count_latest_artifacts()
        .body(types::CountLatestArtifactsBody::default()));
    ok!(client.delete_artifact().id(first.id));
    ok!(client.delete_artifact().id(second.id));
}
