//! CSRF tokens: fetched once, renewed when refused.

use prefect_rest::types;
use serde_json::json;
use wiremock::matchers::{header, method, path};
use wiremock::{Mock, MockServer, ResponseTemplate};

use super::{client, flow};

async fn give_token(server: &MockServer, token: &str) {
    Mock::given(method("GET"))
        .and(path("/api/csrf-token"))
        .respond_with(ResponseTemplate::new(200).set_body_json(json!({
            "id": null, "created": null, "updated": null,
            "token": token, "client": "c", "expiration": "2999-01-01T00:00:00Z",
        })))
        .up_to_n_times(1)
        .expect(1)
        .mount(server)
        .await;
}

async fn accept_token(
    server: &MockServer,
    token: &str,
    status: u16,
    body: serde_json::Value,
    times: u64,
) {
    Mock::given(method("POST"))
        .and(path("/api/flows/"))
        .and(header("prefect-csrf-token", token))
        .respond_with(ResponseTemplate::new(status).set_body_json(body))
        .expect(times)
        .mount(server)
        .await;
}

#[tokio::test]
async fn a_token_is_fetched_once_and_sent_with_every_change() {
    let server = MockServer::start().await;
    give_token(&server, "one").await;
    accept_token(&server, "one", 201, flow(), 2).await;
    let client = client(&server);
    for _ in 0..2 {
        let body = types::FlowCreate::builder().name("a".to_owned());
        client
            .create_flow()
            .body(body)
            .send()
            .await
            .expect("accepted");
    }
}

#[tokio::test]
async fn a_refused_token_is_replaced() {
    let server = MockServer::start().await;
    give_token(&server, "old").await;
    give_token(&server, "new").await;
    let refusal = json!({"detail": "Invalid CSRF token or client identifier."});
    accept_token(&server, "old", 403, refusal, 1).await;
    accept_token(&server, "new", 201, flow(), 1).await;
    let body = types::FlowCreate::builder().name("a".to_owned());
    client(&server)
        .create_flow()
        .body(body)
        .send()
        .await
        .expect("accepted");
}

#[tokio::test]
async fn another_refusal_is_final_and_keeps_its_words() {
    let server = MockServer::start().await;
    give_token(&server, "one").await;
    accept_token(&server, "one", 403, json!({"detail": "Not yours."}), 1).await;
    let body = types::FlowCreate::builder().name("a".to_owned());
    let error = client(&server)
        .create_flow()
        .body(body)
        .send()
        .await
        .expect_err("refused");
    assert_eq!(prefect_rest::explain(&error), "403 Forbidden: Not yours.");
}
