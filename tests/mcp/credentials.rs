//! Whose credentials go to Prefect: those of the request, else those of the environment, and never this server's token.

use std::collections::BTreeSet;
use std::time::Duration;

use futures::future::join_all;
use serde_json::{Value, json};
use wiremock::matchers::{method, path};
use wiremock::{Mock, MockServer, Request, ResponseTemplate};

use super::process::{OverHttp, RUNNER, message};

const TOKEN: &str = "canary-server-token";
const ENVIRONMENT_KEY: &str = "canary-environment-key";

/// How many requests are open at the same time.
const REQUESTS: usize = 40;

/// How long Prefect takes over an answer, so that requests overlap.
const PREFECT_TAKES: Duration = Duration::from_millis(100);

fn work_pool(name: &str) -> Value {
    json!({
        "id": "00000000-0000-4000-8000-000000000001", "created": "2026-01-02T03:04:05Z",
        "updated": "2026-01-02T03:04:05Z", "name": name, "description": null, "type": "process",
        "base_job_template": {}, "is_paused": false, "concurrency_limit": null, "status": "READY",
        "default_queue_id": "00000000-0000-4000-8000-000000000002", "storage_configuration": {},
    })
}

/// A Prefect server whose work pool is named after whoever asks.
async fn prefect() -> MockServer {
    let server = MockServer::start().await;
    let pools = |request: &Request| {
        let sent = request.headers.get("authorization");
        let sent = sent.map_or("nobody", |value| value.to_str().unwrap());
        let name = match sent.strip_prefix("Bearer key-of-") {
            Some(user) => format!("pool-of-{user}"),
            None if sent == format!("Bearer {ENVIRONMENT_KEY}") => "pool-of-environment".to_owned(),
            None => "pool-of-a-stranger".to_owned(),
        };
        ResponseTemplate::new(200)
            .set_body_json(json!([work_pool(&name)]))
            .set_delay(PREFECT_TAKES)
    };
    Mock::given(method("POST"))
        .and(path("/api/work_pools/filter"))
        .respond_with(pools)
        .mount(&server)
        .await;
    let no_csrf = json!({"detail": "CSRF protection is disabled."});
    Mock::given(path("/api/csrf-token"))
        .respond_with(ResponseTemplate::new(422).set_body_json(no_csrf))
        .mount(&server)
        .await;
    server
}

#[tokio::test]
async fn requests_at_the_same_time_do_not_mix_and_the_token_stays_here() {
    let prefect = prefect().await;
    let url = format!("{}/api", prefect.uri());
    let variables = [
        ("PREFECT_API_URL", url.as_str()),
        ("PREFECT_API_KEY", ENVIRONMENT_KEY),
        ("MCP_SERVER_TOKEN", TOKEN),
    ];
    let runner = OverHttp::start(&RUNNER, &variables, &[])
        .await
        .with_token(TOKEN);
    let session = runner.begin().await;

    // Of three requests, the first is in the session that they share, the second needs none, and the third, in the
    // session again, brings no credentials.
    let requests = (0..REQUESTS).map(async |number| {
        let body = json!({"jsonrpc": "2.0", "id": number, "method": "tools/call", "params": RUNNER.call_params()});
        let own = format!("key-of-{number}");
        let (request, owner) = match number % 3 {
            0 => {
                let request = runner.in_session(&session, body.to_string());
                (request.header("X-Prefect-Api-Key", own), number.to_string())
            }
            1 => {
                let request = runner.stateless("tools/call", RUNNER.call_params());
                (request.header("X-Prefect-Api-Key", own), number.to_string())
            }
            _ => {
                let request = runner.in_session(&session, body.to_string());
                (request, "environment".to_owned())
            }
        };
        let answer = message(request.send().await.unwrap()).await;
        let text = answer.to_string();
        assert!(text.contains(&format!("pool-of-{owner}\\\"")), "{owner}: {text}");
        for secret in [TOKEN, ENVIRONMENT_KEY, "key-of-"] {
            assert!(!text.contains(secret), "{text}");
        }
    });
    join_all(requests).await;

    let asked = prefect.received_requests().await.unwrap();
    let sent: BTreeSet<String> = asked
        .iter()
        .map(|request| {
            format!(
                "{:?} {}",
                request.headers,
                String::from_utf8_lossy(&request.body)
            )
        })
        .collect();
    assert!(sent.len() > REQUESTS / 2, "all of them came through");
    assert!(sent.iter().all(|request| !request.contains(TOKEN)));
}
