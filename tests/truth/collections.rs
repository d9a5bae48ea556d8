//! What is known of the packages that offer workers.

use prefect_rest::Client;
use serde_json::Value;

use super::{ok, refused};

pub(super) async fn call(client: &Client) {
    let workers = ok!(client.read_view_content().view("aggregate-worker-metadata"));
    let docker = &workers["prefect-docker"]["docker"];
    assert_eq!(docker["type"], "docker");
    let template = &docker["default_base_job_configuration"];
    assert_eq!(template["job_configuration"]["image"], "{{ image }}");
    let image = &template["variables"]["properties"]["image"];
    assert_eq!(image["type"], "string");

    let unknown = refused!(client.read_view_content().view("truth-nobody"));
    assert_eq!(
        unknown,
        "404 Not Found: View truth-nobody not found in registry"
    );
    assert!(workers.values().all(Value::is_object));
}
