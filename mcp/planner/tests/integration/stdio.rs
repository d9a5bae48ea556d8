//! The binary, driven by a real client and by raw lines.

use std::process::Stdio;
use std::time::Duration;

use rmcp::ServiceExt as _;
use rmcp::transport::TokioChildProcess;
use serde_json::{Value, json};
use tokio::io::{AsyncBufReadExt as _, AsyncReadExt as _, AsyncWriteExt as _, BufReader, Lines};
use tokio::process::{Child, ChildStdin, ChildStdout, Command};
use tokio::time::timeout;

use crate::host::{Host, good_plan, mcp_data, results};

pub(crate) const BINARY: &str = env!("CARGO_BIN_EXE_prefect-planner");

/// After this long, a test gives up waiting for a line or an exit.
const PATIENCE: Duration = Duration::from_secs(20);

#[tokio::test]
async fn a_client_plans_with_the_child_process() {
    let host = Host::with_model([Ok(good_plan().to_string())]);
    let transport = TokioChildProcess::new(Command::new(BINARY)).unwrap();
    let session = host.clone().serve(transport).await.unwrap();
    let results = results(
        &session,
        "plan_prefect_flow",
        json!({"task": "t", "_mcp_data": mcp_data()}),
    )
    .await;
    assert_eq!(results["success"], true);
    session.cancel().await.unwrap();
}

/// The binary with raw lines on both sides.
struct Raw {
    child: Child,
    input: ChildStdin,
    output: Lines<BufReader<ChildStdout>>,
}

impl Raw {
    fn start() -> Self {
        let mut child = Command::new(BINARY)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .env_remove("RUST_LOG")
            .kill_on_drop(true)
            .spawn()
            .unwrap();
        let input = child.stdin.take().unwrap();
        let output = BufReader::new(child.stdout.take().unwrap()).lines();
        Self {
            child,
            input,
            output,
        }
    }

    async fn send(&mut self, line: &str) {
        self.input
            .write_all(format!("{line}\n").as_bytes())
            .await
            .unwrap();
    }

    async fn request(&mut self, id: u64, method: &str, params: Value) {
        self.send(
            &json!({"jsonrpc": "2.0", "id": id, "method": method, "params": params}).to_string(),
        )
        .await;
    }

    /// The answer to a request; every line before it must be JSON-RPC, too.
    async fn answer(&mut self, id: u64) -> Value {
        loop {
            let line = timeout(PATIENCE, self.output.next_line())
                .await
                .unwrap()
                .unwrap()
                .unwrap();
            let message: Value = serde_json::from_str(&line).unwrap();
            assert_eq!(message["jsonrpc"], "2.0", "{line}");
            if message["id"] == id {
                return message;
            }
        }
    }

    async fn initialize(&mut self, id: u64) -> Value {
        let params = json!({"protocolVersion": "2025-11-25", "capabilities": {"elicitation": {"form": {}, "url": {}}},
                            "clientInfo": {"name": "mcp", "version": "0.1.0"}});
        self.request(id, "initialize", params).await;
        let answer = self.answer(id).await;
        self.send(r#"{"jsonrpc":"2.0","method":"notifications/initialized"}"#)
            .await;
        answer
    }
}

#[tokio::test]
async fn nothing_that_comes_in_ends_the_process_and_nothing_but_mcp_goes_out() {
    let mut planner = Raw::start();
    let nonsense = [
        "not JSON",
        "",
        "{}",
        "[]",
        "null",
        "{\"jsonrpc\":\"2.0\"}",
        "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/cancelled\",\"params\":{\"requestId\":7}}",
        "{\"jsonrpc\":\"2.0\",\"id\":99,\"result\":{}}",
        "{\"jsonrpc\":\"2.0\",\"id\":98,\"method\":\"tools/list\"}",
        "{\"jsonrpc\":\"2.0\",\"id\":97,\"method\":\"initialize\",\"params\":{\"protocolVersion\":5}}",
        "{\"jsonrpc\":\"2.0\",\"id\":96,\"method\":\"no/such/method\",\"params\":[1]}",
    ];
    for line in nonsense {
        planner.send(line).await;
    }
    // Atlas begins its session three times over on the same process.
    for id in [1, 2, 3] {
        let answer = planner.initialize(id).await;
        assert_eq!(answer["result"]["protocolVersion"], "2025-11-25");
    }
    for line in nonsense {
        planner.send(line).await;
    }
    let odd = [
        json!({"name": "no_such_tool", "arguments": {}}),
        json!({"name": "plan_prefect_flow"}),
        json!({"name": "plan_prefect_flow", "arguments": {"task": {"a": 1}, "_mcp_data": [[[]]], "plan": 1.5}}),
        json!({"name": "list_task_mappings", "arguments": {"_mcp_data": {"available_servers": {"a": "b"}}}}),
    ];
    for (id, params) in (10..).zip(odd) {
        planner.request(id, "tools/call", params).await;
        planner.answer(id).await;
    }
    planner.request(20, "prompts/list", json!({})).await;
    planner.answer(20).await;
    let arguments = json!({"task": "t", "_mcp_data": mcp_data(), "plan": good_plan()});
    planner
        .request(
            21,
            "tools/call",
            json!({"name": "plan_prefect_flow", "arguments": arguments}),
        )
        .await;
    assert_eq!(
        planner.answer(21).await["result"]["structuredContent"]["results"]["success"],
        true
    );

    // The client's end is the only end, and a quiet one.
    let Raw {
        mut child, input, ..
    } = planner;
    drop(input);
    let status = timeout(PATIENCE, child.wait()).await.unwrap().unwrap();
    assert!(status.success());
    let mut log = String::new();
    child
        .stderr
        .take()
        .unwrap()
        .read_to_string(&mut log)
        .await
        .unwrap();
    assert_eq!(log, "");
}

#[tokio::test]
async fn a_client_that_goes_before_it_began_is_no_error_worth_a_panic() {
    let planner = Raw::start();
    let Raw {
        mut child, input, ..
    } = planner;
    drop(input);
    timeout(PATIENCE, child.wait()).await.unwrap().unwrap();
    let mut log = String::new();
    child
        .stderr
        .take()
        .unwrap()
        .read_to_string(&mut log)
        .await
        .unwrap();
    assert!(!log.contains("panicked"), "{log}");
}

#[tokio::test]
async fn a_client_of_the_newest_protocol_needs_no_handshake_and_is_never_sent_a_request() {
    let mut planner = Raw::start();
    let arguments = json!({"task": "t", "_mcp_data": mcp_data()});
    let mut call = async |id: u64, capabilities: Value| {
        let meta = json!({
            "io.modelcontextprotocol/protocolVersion": "2026-07-28",
            "io.modelcontextprotocol/clientInfo": {"name": "new", "version": "1"},
            "io.modelcontextprotocol/clientCapabilities": capabilities,
        });
        let params = json!({"_meta": meta, "name": "plan_prefect_flow", "arguments": arguments});
        planner.request(id, "tools/call", params).await;
        planner.answer(id).await["result"].take()
    };
    // With a model, the request is inside the result; without one, there is a brief.
    let required = call(1, json!({"sampling": {}})).await;
    assert_eq!(required["resultType"], "input_required", "{required:#}");
    let request = &required["inputRequests"]["plan"];
    assert_eq!(request["method"], "sampling/createMessage");
    assert!(request["params"]["maxTokens"].as_u64().unwrap() > 0);
    let brief = call(2, json!({})).await;
    assert_eq!(brief["structuredContent"]["results"]["plan_needed"], true);
}
