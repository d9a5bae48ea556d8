//! How soon a runner is ready, and how soon it submits a flow.

use std::time::{Duration, Instant};

use prefect_mock::server::{Config, start_server};
use prefect_rest::Client;
use prefect_runner::Runner;
use rmcp::ServiceExt as _;
use rmcp::transport::TokioChildProcess;
use serde_json::json;
use tokio::process::Command;

use crate::host::{call, connect};
use crate::objects::plan;
use crate::stdio::BINARY;

/// From the start of the process to its answer to `initialize`, in a release build.
const READY: Duration = Duration::from_millis(50);

/// From the call of `submit_flow` to its answer, in a release build, with a mock in the same process.
const SUBMITTED: Duration = Duration::from_millis(10);

/// How often each is done. The quickest counts, because the machine may be busy with something else.
const TIMES: usize = 10;

/// What a debug build may take. It promises nothing, and is still no reason to wait.
fn bound(release: Duration) -> Duration {
    if cfg!(debug_assertions) {
        100 * release
    } else {
        release
    }
}

#[tokio::test]
async fn a_process_is_ready_at_once() {
    let mut quickest = Duration::MAX;
    for _ in 0..TIMES {
        let mut command = Command::new(BINARY);
        // With a server, whose connections are made when it is asked.
        command.env("PREFECT_API_URL", "https://prefect.example/api");
        let began = Instant::now();
        let child = TokioChildProcess::new(command).unwrap();
        let session = ().serve(child).await.unwrap();
        quickest = quickest.min(began.elapsed());
        session.cancel().await.unwrap();
    }
    println!("ready after {quickest:?}");
    assert!(quickest < bound(READY), "{quickest:?}");
}

#[tokio::test]
async fn a_flow_is_submitted_at_once() {
    let config = Config {
        port: 0,
        ..Config::default()
    };
    let mock = start_server(config).await.unwrap();
    let config = prefect_rest::Config::new(mock.url()).unwrap();
    let session = connect(Runner::new(Client::from_config(&config))).await;
    call(&session, "create_work_pool", json!({"pool_name": "pool"})).await;
    for (what, renamed) in [("a new deployment", true), ("one that is there", false)] {
        let mut quickest = Duration::MAX;
        for number in 0..TIMES {
            let mut flow_definition = plan();
            if renamed {
                flow_definition["flow_name"] = json!(format!("flow {number}"));
            }
            let arguments = json!({"flow_definition": flow_definition, "work_pool_name": "pool"});
            let began = Instant::now();
            let results = call(&session, "submit_flow", arguments).await;
            quickest = quickest.min(began.elapsed());
            assert_eq!(results["success"], true, "{results:#}");
        }
        println!("submitted with {what} after {quickest:?}");
        assert!(quickest < bound(SUBMITTED), "{what}: {quickest:?}");
    }
    mock.shutdown().await;
}
