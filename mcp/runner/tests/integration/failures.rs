//! A Prefect that is not there, not known, not willing or not Prefect.

use std::time::{Duration, Instant};

use prefect_rest::{Client, Config, ConfigError, RetryPolicy};
use prefect_runner::Runner;
use serde_json::{Value, json};
use tokio::net::TcpSocket;
use wiremock::ResponseTemplate;

use crate::host::{Session, call, connect};
use crate::objects::{id, plan, work_pool};
use crate::prefect::Prefect;

/// A good call of each tool.
fn calls() -> [(&'static str, Value); 10] {
    [
        ("cancel_flow_run", json!({"flow_run_id": id(3)})),
        ("list_flow_runs", json!({})),
        ("get_run_logs", json!({"flow_run_id": id(3)})),
        ("list_deployments", json!({})),
        ("run_deployment", json!({"deployment": id(2)})),
        (
            "delete_deployment",
            json!({"deployment": "data analysis/default"}),
        ),
        ("create_work_pool", json!({"pool_name": "pool"})),
        ("list_work_pools", json!({})),
        (
            "submit_flow",
            json!({"flow_definition": plan(), "work_pool_name": "pool"}),
        ),
        ("get_run_status", json!({"flow_run_id": id(3)})),
    ]
}

/// Each tool fails with these words in its error and in its advice.
async fn all_fail(session: &Session, error: &str, next: &str) {
    for (tool, arguments) in calls() {
        let results = call(session, tool, arguments).await;
        assert_eq!(results["success"], false, "{tool}");
        for (key, words) in [("error", error), ("next", next)] {
            let said = results[key].as_str().unwrap();
            assert!(said.contains(words), "{tool}: {said}");
        }
    }
}

/// A server that gives every request of the tools the same answer.
async fn answering(answer: ResponseTemplate) -> Prefect {
    let prefect = Prefect::start().await;
    for (verb, route) in [
        ("POST", "/work_pools/".to_owned()),
        ("POST", "/work_pools/filter".to_owned()),
        ("GET", "/work_pools/pool".to_owned()),
        (
            "GET",
            "/deployments/name/data%20analysis/default".to_owned(),
        ),
        ("POST", "/work_pools/pool/workers/filter".to_owned()),
        ("GET", format!("/flow_runs/{}", id(3))),
        ("POST", "/flow_runs/filter".to_owned()),
        ("POST", "/flow_runs/count".to_owned()),
        ("POST", "/logs/filter".to_owned()),
        ("POST", "/deployments/filter".to_owned()),
        ("POST", "/deployments/count".to_owned()),
        ("GET", format!("/deployments/{}", id(2))),
    ] {
        prefect.respond(verb, &route, answer.clone()).await;
    }
    prefect
}

#[tokio::test]
async fn a_runner_that_knows_no_server_says_so_with_each_call() {
    let session = connect(Runner::new(Err(ConfigError::MissingUrl))).await;
    all_fail(&session, "PREFECT_API_URL is not set", "environment").await;
    assert!(!session.list_all_tools().await.unwrap().is_empty());
}

#[tokio::test]
async fn a_server_that_is_not_there_is_told_until_it_is() {
    // The address is taken, but nobody listens there yet.
    let socket = TcpSocket::new_v4().unwrap();
    socket.bind("127.0.0.1:0".parse().unwrap()).unwrap();
    let address = socket.local_addr().unwrap();
    let config = Config::new(&format!("http://{address}"))
        .unwrap()
        .with_retry(RetryPolicy::none());
    let session = connect(Runner::new(Client::from_config(&config))).await;
    all_fail(&session, "Prefect cannot be reached", "PREFECT_API_URL").await;

    let listener = socket.listen(16).unwrap().into_std().unwrap();
    let prefect = Prefect::start_at(listener).await;
    let pools = json!([work_pool("pool")]);
    prefect.on("POST", "/work_pools/filter", 200, pools).await;
    let results = call(&session, "list_work_pools", json!({})).await;
    assert_eq!(results["work_pool_count"], 1, "{results:#}");
}

#[tokio::test]
async fn refused_credentials_are_told_with_the_variables_that_hold_them() {
    let unauthorized =
        ResponseTemplate::new(401).set_body_json(json!({"exception_message": "Unauthorized"}));
    let prefect = answering(unauthorized).await;
    let session = prefect.session_with_key("wrong").await;
    all_fail(
        &session,
        "refuses the runner's credentials",
        "PREFECT_API_KEY",
    )
    .await;
}

#[tokio::test]
async fn what_is_forbidden_is_told_in_prefects_words() {
    let forbidden = ResponseTemplate::new(403).set_body_json(json!({"detail": "Not yours."}));
    let prefect = answering(forbidden).await;
    all_fail(
        &prefect.session().await,
        "Not yours.",
        "credentials may not do this",
    )
    .await;
}

#[tokio::test]
async fn an_overloaded_server_is_told() {
    let busy = ResponseTemplate::new(503)
        .set_body_json(json!({"exception_message": "Service Unavailable"}));
    let prefect = answering(busy).await;
    all_fail(&prefect.session().await, "503", "again in a while").await;
}

#[tokio::test]
async fn a_server_that_is_not_prefect_is_told() {
    let page = ResponseTemplate::new(200).set_body_string("<html>Welcome</html>");
    let prefect = answering(page).await;
    all_fail(
        &prefect.session().await,
        "Prefect could not",
        "Prefect 3 API",
    )
    .await;
}

#[tokio::test]
async fn a_server_that_never_answers_is_given_up_in_time() {
    let never = ResponseTemplate::new(200).set_delay(Duration::from_secs(3_600));
    let prefect = answering(never).await;
    let patience = Duration::from_millis(300);
    let client = Client::from_config(&prefect.config());
    let session = connect(Runner::new(client).with_patience(patience)).await;
    let started = Instant::now();
    all_fail(
        &session,
        "has not answered within 0.3 seconds",
        "may have been done",
    )
    .await;
    assert!(started.elapsed() < Duration::from_secs(10));
}

#[tokio::test]
async fn calls_run_side_by_side() {
    let slow = ResponseTemplate::new(200)
        .set_body_json(json!([]))
        .set_delay(Duration::from_millis(500));
    let prefect = answering(slow).await;
    let session = prefect.session().await;
    let started = Instant::now();
    let list = || call(&session, "list_work_pools", json!({}));
    tokio::join!(list(), list(), list(), list(), list(), list());
    assert!(started.elapsed() < Duration::from_millis(2_500));
}
