//! Calls that wait.

use std::time::{Duration, Instant};

use prefect_rest::{Client, types};
use serde_json::{Value, json};
use tokio::time::timeout;

use super::host::{Session, call, mock, session, submit};

/// How much later than its wait a call may end.
const GRACE: Duration = Duration::from_secs(1);

/// What a machine that is busy with other tests may add to what is promised.
const BUSY: Duration = Duration::from_secs(1);

async fn status(session: &Session, run: &str, wait: Duration) -> (Value, Duration) {
    let arguments = json!({"flow_run_id": run, "wait_seconds": wait.as_secs_f64()});
    let started = Instant::now();
    let results = call(session, "get_run_status", arguments).await;
    (results, started.elapsed())
}

/// Watches a run that lasts so long through a host that gives up on calls after `cut`. A call may take `grace` longer
/// than its wait.
async fn watch(lasts: Duration, wait: Duration, cut: Duration, grace: Duration) {
    let server = mock(0, lasts).await;
    let session = session(server.url()).await;
    let run = submit(&session).await;
    let started = Instant::now();
    let mut calls = 0;
    let ended = loop {
        let (results, took) = timeout(cut, status(&session, &run, wait)).await.unwrap();
        calls += 1;
        assert_eq!(results["success"], true, "{results:#}");
        assert!(took < wait + grace, "{took:?}");
        if results["done"] == true {
            break results;
        }
        assert!(took >= wait, "{took:?}");
    };
    assert_eq!(ended["state_type"], "COMPLETED", "{ended:#}");
    assert!(calls > 1, "the run ended in the first call");
    let late = started.elapsed().saturating_sub(lasts);
    assert!(late < GRACE + BUSY, "told {late:?} after its end");
    server.shutdown().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_run_is_watched_by_calls_that_end_in_time() {
    let (lasts, wait, cut) = (5, 2, 6);
    let seconds = Duration::from_secs;
    watch(seconds(lasts), seconds(wait), seconds(cut), GRACE + BUSY).await;
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "takes ten minutes"]
async fn a_run_of_ten_minutes_is_watched_through_a_host_that_cuts_at_two() {
    let seconds = Duration::from_secs;
    watch(seconds(600), seconds(60), seconds(120), GRACE).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_end_is_told_within_a_second() {
    let server = mock(0, Duration::from_secs(600)).await;
    let session = session(server.url()).await;
    let run = submit(&session).await;
    let client = Client::from_config(&prefect_rest::Config::new(server.url()).unwrap()).unwrap();
    let ending = async {
        // Long enough for the longest pause between two looks.
        tokio::time::sleep(Duration::from_millis(2_500)).await;
        let state = types::StateCreate::builder().type_(types::StateType::Crashed);
        let body = types::SetFlowRunStateBody::builder()
            .state(state)
            .force(true);
        let id: uuid::Uuid = run.parse().unwrap();
        client
            .set_flow_run_state()
            .id(id)
            .body(body)
            .send()
            .await
            .unwrap();
        Instant::now()
    };
    let (told, ended) = tokio::join!(status(&session, &run, Duration::from_secs(60)), ending);
    assert_eq!(told.0["state_type"], "CRASHED", "{:#}", told.0);
    assert!(ended.elapsed() < GRACE + BUSY, "{:?}", ended.elapsed());
    server.shutdown().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_run_is_cancelled_within_a_second() {
    let server = mock(0, Duration::from_secs(600)).await;
    let session = session(server.url()).await;
    let run = submit(&session).await;
    while status(&session, &run, Duration::ZERO).await.0["state_type"] != "RUNNING" {}
    let started = Instant::now();
    let cancelled = call(&session, "cancel_flow_run", json!({"flow_run_id": run})).await;
    let took = started.elapsed();
    assert_eq!(cancelled["cancelled"], true, "{cancelled:#}");
    assert_eq!(cancelled["state_type"], "CANCELLED");
    assert!(took < GRACE + BUSY, "{took:?}");
    let again = call(&session, "cancel_flow_run", json!({"flow_run_id": run})).await;
    assert_eq!(again["success"], true);
    assert!(
        again["message"]
            .as_str()
            .unwrap()
            .contains("had ended before")
    );
    server.shutdown().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_short_flow_needs_one_call() {
    let server = mock(0, Duration::ZERO).await;
    let session = session(server.url()).await;
    call(&session, "create_work_pool", json!({"pool_name": "pool"})).await;
    let arguments = json!({
        "flow_definition": super::host::plan("flow"), "work_pool_name": "pool", "wait_seconds": 30,
    });
    let results = call(&session, "submit_flow", arguments).await;
    assert_eq!(results["deployment"], "created", "{results:#}");
    assert_eq!(results["done"], true);
    assert_eq!(results["tasks"][0]["state_type"], "COMPLETED");
    assert!(results.get("next").is_none());
    server.shutdown().await;
}
