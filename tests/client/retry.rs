//! Which answers are tried again, and how often.

use prefect_rest::{Client, Config, RetryPolicy, explain, types};
use serde_json::json;
use wiremock::matchers::{method, path};
use wiremock::{Mock, MockServer, ResponseTemplate};

use super::{client, flow, without_csrf};

async fn answer_first_with(server: &MockServer, status: u16, times: u64) {
    Mock::given(method("POST"))
        .and(path("/api/flows/"))
        .respond_with(
            ResponseTemplate::new(status)
                .set_body_json(json!({"exception_message": "Service Unavailable"})),
        )
        .up_to_n_times(times)
        .expect(times)
        .mount(server)
        .await;
}

#[tokio::test]
async fn transient_answers_are_tried_again() {
    for status in [408, 429, 502, 503] {
        let server = MockServer::start().await;
        without_csrf(&server).await;
        answer_first_with(&server, status, 2).await;
        Mock::given(method("POST"))
            .and(path("/api/flows/"))
            .respond_with(ResponseTemplate::new(201).set_body_json(flow()))
            .expect(1)
            .mount(&server)
            .await;
        let body = types::FlowCreate::builder().name("a".to_owned());
        let made = client(&server).create_flow().body(body).send().await;
        assert_eq!(
            made.map(|flow| flow.into_inner().name).ok().as_deref(),
            Some("a"),
            "{status}"
        );
    }
}

#[tokio::test]
async fn the_last_answer_is_given_when_tries_run_out() {
    let server = MockServer::start().await;
    without_csrf(&server).await;
    answer_first_with(&server, 503, 6).await;
    let body = types::FlowCreate::builder().name("a".to_owned());
    let error = client(&server)
        .create_flow()
        .body(body)
        .send()
        .await
        .expect_err("503");
    assert_eq!(
        explain(&error),
        "503 Service Unavailable: Service Unavailable"
    );
}

#[tokio::test]
async fn other_answers_are_final() {
    let server = MockServer::start().await;
    without_csrf(&server).await;
    answer_first_with(&server, 409, 1).await;
    let body = types::FlowCreate::builder().name("a".to_owned());
    let error = client(&server)
        .create_flow()
        .body(body)
        .send()
        .await
        .expect_err("409");
    assert!(prefect_rest::is_conflict(&error));
}

#[tokio::test]
async fn a_server_that_is_gone_is_said_to_be() {
    // Nobody listens on the port of TCPMUX.
    let config = Config::new("http://127.0.0.1:1")
        .expect("a URL")
        .with_retry(RetryPolicy::none());
    let client = Client::from_config(&config).expect("a client");
    let error = client
        .health_check()
        .send()
        .await
        .expect_err("nobody answers");
    assert!(
        explain(&error).contains("check PREFECT_API_URL"),
        "{}",
        explain(&error)
    );
}
