//! What a call costs beside its server.

use std::time::{Duration, Instant};

use rmcp::ServiceExt as _;
use rmcp::model::CallToolRequestParams;
use rmcp::transport::{StreamableHttpServerConfig, TokioChildProcess};
use serde_json::json;
use tokio::process::Command;

use crate::http_served::serve;
use crate::program::{Program, sibling};

/// What a release build may take of its own.
const OWN: Duration = Duration::from_millis(20);

/// How often each is measured. The quickest counts, because the machine may be busy with something else.
const ROUNDS: usize = 15;

#[track_caller]
fn assert_quick(what: &str, own: Duration) {
    println!("{what}: {own:?}");
    // A debug build promises nothing, and is still no reason to wait.
    let bound = if cfg!(debug_assertions) {
        20 * OWN
    } else {
        OWN
    };
    assert!(own < bound, "{what}: {own:?}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_call_to_a_running_server_is_quick() {
    let url = serve(StreamableHttpServerConfig::default()).await;
    let program = Program::new(&json!({"s": {"url": url}}));
    let mut quickest = Duration::MAX;
    for _ in 0..ROUNDS {
        let began = Instant::now();
        let ended = program.call("s", "echo", &json!({"a": 1})).await;
        quickest = quickest.min(began.elapsed());
        assert_eq!(ended.result(), json!({"a": 1}));
    }
    assert_quick("a call by HTTP, with the start of the program", quickest);
}

#[tokio::test]
async fn a_call_to_a_server_of_its_own_adds_little_to_that_servers_start() {
    let demo = sibling("mcp-demo");
    let program = Program::new(&json!({"s": {"command": [demo, "calculator"]}}));
    let mut with = Duration::MAX;
    let mut without = Duration::MAX;
    for _ in 0..ROUNDS {
        let began = Instant::now();
        let ended = program
            .call("s", "evaluate", &json!({"expression": "1"}))
            .await;
        with = with.min(began.elapsed());
        assert_eq!(ended.result()["result"], 1);

        let began = Instant::now();
        let mut command = Command::new(&demo);
        command.arg("calculator");
        let session = ().serve(TokioChildProcess::new(command).unwrap()).await.unwrap();
        let arguments = json!({"expression": "1"}).as_object().cloned().unwrap();
        let request = CallToolRequestParams::new("evaluate").with_arguments(arguments);
        session.call_tool(request).await.unwrap();
        session.cancel().await.unwrap();
        without = without.min(began.elapsed());
    }
    println!("the server alone: {without:?}");
    assert_quick(
        "a call by standard input and output, beside the server",
        with.saturating_sub(without),
    );
}
