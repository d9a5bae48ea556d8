//! What the client does around an operation: connections, retries, CSRF tokens, idempotency
//! keys and credentials, against a scripted server.

mod connections;
mod csrf;
mod idempotency;
mod retry;

use std::time::Duration;

use prefect_rest::{Client, Config, RetryPolicy};
use serde_json::json;
use wiremock::matchers::{method, path};
use wiremock::{Mock, MockServer, ResponseTemplate};

/// A client that waits for next to nothing between attempts.
fn client(server: &MockServer) -> Client {
    let config = Config::new(&server.uri())
        .expect("a URL")
        .with_retry(RetryPolicy {
            first_wait: Duration::from_millis(1),
            ..RetryPolicy::default()
        });
    Client::from_config(&config).expect("a client")
}

/// Answers that there is no CSRF protection.
async fn without_csrf(server: &MockServer) {
    Mock::given(method("GET"))
        .and(path("/api/csrf-token"))
        .respond_with(
            ResponseTemplate::new(422)
                .set_body_json(json!({"detail": "CSRF protection is disabled."})),
        )
        .mount(server)
        .await;
}

/// A flow as Prefect answers one.
fn flow() -> serde_json::Value {
    json!({
        "id": "6f1e2d3c-0000-4000-8000-000000000001",
        "created": null, "updated": null, "name": "a", "tags": [], "labels": {},
    })
}
