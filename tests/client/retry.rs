//! Which answers are tried again, and how often.

use std::time::Duration;

use prefect_rest::{Client, Config, RetryPolicy, explain, types};
use serde_json::json;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
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

#[tokio::test]
async fn an_answer_that_breaks_off_is_asked_for_again() {
    let listener = tokio::net::TcpListener::bind(("127.0.0.1", 0))
        .await
        .expect("a free port");
    let url = format!("http://{}", listener.local_addr().expect("a bound port"));
    let whole = flow().to_string();
    let answering = tokio::spawn(async move {
        for sent in [&whole[..10], &whole[..]] {
            let (mut stream, _) = listener.accept().await.expect("a client");
            let mut request = [0; 4_096];
            let read = stream.read(&mut request).await.expect("a request");
            assert!(read > 0);
            let head = format!(
                "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: {}\r\n\
                 connection: close\r\n\r\n",
                whole.len()
            );
            let answer = format!("{head}{sent}");
            stream.write_all(answer.as_bytes()).await.expect("taken");
        }
    });
    let retry = RetryPolicy {
        first_wait: Duration::from_millis(1),
        ..RetryPolicy::default()
    };
    let config = Config::new(&url).expect("a URL").with_retry(retry);
    let client = Client::from_config(&config).expect("a client");
    let id = "00000000-0000-4000-8000-000000000000".parse::<uuid::Uuid>();
    let read = client.read_flow().id(id.expect("an id")).send().await;
    assert!(read.is_ok(), "{read:?}");
    answering.await.expect("both answers");
}

#[tokio::test]
async fn nobody_is_asked_for_long_who_is_not_there() {
    let retry = RetryPolicy {
        max_retries: 1_000,
        first_wait: Duration::from_millis(1),
        longest_refusal: Duration::from_millis(100),
        ..RetryPolicy::default()
    };
    // Nobody listens on the port of TCPMUX.
    let config = Config::new("http://127.0.0.1:1").expect("a URL");
    let client = Client::from_config(&config.with_retry(retry)).expect("a client");
    let asking = client.read_version().send();
    let asked = tokio::time::timeout(Duration::from_secs(10), asking).await;
    assert!(asked.expect("told soon").is_err());
}
