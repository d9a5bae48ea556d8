//! One creation is one flow run, however often it is sent.

use std::collections::BTreeSet;

use prefect_rest::types;
use serde_json::Value;
use uuid::Uuid;
use wiremock::matchers::method;
use wiremock::{Mock, MockServer, ResponseTemplate};

use super::{client, without_csrf};

#[tokio::test]
async fn every_attempt_of_a_creation_has_the_same_key_and_every_creation_another() {
    let server = MockServer::start().await;
    without_csrf(&server).await;
    Mock::given(method("POST"))
        .respond_with(ResponseTemplate::new(503))
        .mount(&server)
        .await;
    let client = client(&server);
    for _ in 0..2 {
        let body = types::DeploymentFlowRunCreate::default();
        let made = client
            .create_flow_run_from_deployment()
            .id(Uuid::nil())
            .body(body)
            .send()
            .await;
        assert!(made.is_err());
    }
    let keys: Vec<String> = server
        .received_requests()
        .await
        .expect("requests are recorded")
        .iter()
        .filter(|request| request.method.as_str() == "POST")
        .map(|request| {
            let body: Value = serde_json::from_slice(&request.body).expect("JSON");
            body["idempotency_key"].as_str().expect("a key").to_owned()
        })
        .collect();
    assert_eq!(keys.len(), 12, "two creations of six attempts each");
    let distinct: BTreeSet<&String> = keys.iter().collect();
    assert_eq!(distinct.len(), 2);
    assert!(keys[..6].iter().all(|key| *key == keys[0]));
}
