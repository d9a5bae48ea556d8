//! A Prefect that vanishes in the middle of a call, and comes back.

use std::time::{Duration, Instant};

use prefect_mock::server::RunningServer;
use serde_json::json;

use super::host::{call, mock, session, submit};

/// By then it has to be told that nobody answers.
const TOLD: Duration = Duration::from_secs(12);

#[tokio::test(flavor = "multi_thread")]
async fn a_call_whose_prefect_vanishes_is_answered_and_later_ones_work_again() {
    let server = mock(0, Duration::from_secs(600)).await;
    let port = server.local_addr().port();
    let session = session(server.url()).await;
    let run = submit(&session).await;
    let waiting = call(
        &session,
        "get_run_status",
        json!({"flow_run_id": run, "wait_seconds": 60}),
    );
    let vanishing = async {
        // The call is waiting by then.
        tokio::time::sleep(Duration::from_millis(700)).await;
        RunningServer::shutdown(server).await;
        Instant::now()
    };
    let (told, vanished) = tokio::join!(waiting, vanishing);
    assert!(vanished.elapsed() < TOLD, "{:?}", vanished.elapsed());
    assert_eq!(told["success"], false, "{told:#}");
    let error = told["error"].as_str().unwrap();
    assert!(error.contains("Prefect cannot be reached"), "{error}");

    let arguments = json!({"flow_definition": super::host::plan("f"), "work_pool_name": "pool"});
    let gone = call(&session, "submit_flow", arguments.clone()).await;
    assert_eq!(gone["success"], false, "{gone:#}");

    let back = mock(port, Duration::ZERO).await;
    let run = submit(&session).await;
    let ended = call(
        &session,
        "get_run_status",
        json!({"flow_run_id": run, "wait_seconds": 30}),
    )
    .await;
    assert_eq!(ended["state_type"], "COMPLETED", "{ended:#}");
    back.shutdown().await;
}
