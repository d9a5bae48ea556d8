//! The binary, driven by raw lines.

use std::process::Stdio;
use std::time::Duration;

use serde_json::{Value, json};
use tokio::io::{AsyncBufReadExt as _, AsyncReadExt as _, AsyncWriteExt as _, BufReader, Lines};
use tokio::process::{Child, ChildStdin, ChildStdout, Command};
use tokio::time::timeout;

pub(crate) const BINARY: &str = env!("CARGO_BIN_EXE_prefect-runner");

/// After this long, a test gives up waiting for a line or an exit.
const PATIENCE: Duration = Duration::from_secs(20);

/// Lines that are no MCP, or none at this time.
const NONSENSE: [&str; 9] = [
    "not JSON",
    "",
    "{}",
    "[]",
    "null",
    "{\"jsonrpc\":\"2.0\"}",
    "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/cancelled\",\"params\":{\"requestId\":7}}",
    "{\"jsonrpc\":\"2.0\",\"id\":99,\"result\":{}}",
    "{\"jsonrpc\":\"2.0\",\"id\":98,\"method\":\"no/such/method\",\"params\":[1]}",
];

/// The binary with raw lines on both sides.
struct Raw {
    child: Child,
    input: ChildStdin,
    output: Lines<BufReader<ChildStdout>>,
}

impl Raw {
    fn start(variables: &[(&str, &str)]) -> Self {
        let mut child = Command::new(BINARY)
            .env_clear()
            .envs(variables.iter().copied())
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
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
        let line = format!("{line}\n");
        self.input.write_all(line.as_bytes()).await.unwrap();
    }

    /// The answer to a request; every line before it must be JSON-RPC, too.
    async fn ask(&mut self, id: u64, method: &str, params: Value) -> Value {
        let request = json!({"jsonrpc": "2.0", "id": id, "method": method, "params": params});
        self.send(&request.to_string()).await;
        loop {
            let line = timeout(PATIENCE, self.output.next_line()).await.unwrap();
            let line = line.unwrap().unwrap();
            let message: Value = serde_json::from_str(&line).unwrap();
            assert_eq!(message["jsonrpc"], "2.0", "{line}");
            if message["id"] == id {
                return message;
            }
        }
    }

    async fn initialize(&mut self, id: u64) {
        let params = json!({"protocolVersion": "2025-11-25", "capabilities": {"elicitation": {"form": {}, "url": {}}},
                            "clientInfo": {"name": "mcp", "version": "0.1.0"}});
        let answer = self.ask(id, "initialize", params).await;
        assert_eq!(answer["result"]["protocolVersion"], "2025-11-25");
        self.send(r#"{"jsonrpc":"2.0","method":"notifications/initialized"}"#)
            .await;
    }

    /// Closes its input, upon which it must end well; gives its log.
    async fn end(self) -> String {
        let Self {
            mut child, input, ..
        } = self;
        drop(input);
        let status = timeout(PATIENCE, child.wait()).await.unwrap().unwrap();
        assert!(status.success());
        let mut log = String::new();
        let mut stderr = child.stderr.take().unwrap();
        stderr.read_to_string(&mut log).await.unwrap();
        log
    }
}

#[tokio::test]
async fn nothing_that_comes_in_ends_the_process_and_nothing_but_mcp_goes_out() {
    let mut runner = Raw::start(&[]);
    for line in NONSENSE {
        runner.send(line).await;
    }
    // Atlas begins its session three times over on the same process.
    for id in [1, 2, 3] {
        runner.initialize(id).await;
    }
    for line in NONSENSE {
        runner.send(line).await;
    }
    let odd = [
        json!({"name": "no_such_tool", "arguments": {}}),
        json!({"name": "submit_flow"}),
        json!({"name": "submit_flow", "arguments": [1]}),
        json!({"name": "submit_flow", "arguments": {"flow_definition": [[[]]], "tags": 1, "strange": {}}}),
        json!({"name": "get_run_status", "arguments": {"flow_run_id": {"a": null}, "wait_seconds": 1e300}}),
        json!({"name": "create_work_pool", "arguments": {"pool_name": "\u{0}", "concurrency_limit": -1e300}}),
    ];
    for (id, params) in (10..).zip(odd) {
        runner.ask(id, "tools/call", params).await;
    }
    runner.ask(20, "prompts/list", json!({})).await;
    let answer = runner
        .ask(
            21,
            "tools/call",
            json!({"name": "list_work_pools", "arguments": {}}),
        )
        .await;
    let results = &answer["result"]["structuredContent"]["results"];
    assert_eq!(results["success"], false);
    assert!(
        results["error"]
            .as_str()
            .unwrap()
            .contains("PREFECT_API_URL is not set")
    );
    assert_eq!(runner.end().await, "");
}

#[tokio::test]
async fn the_environment_says_where_prefect_is() {
    let prefect = crate::prefect::Prefect::start().await;
    let pools = json!([crate::objects::work_pool("pool")]);
    prefect.on("POST", "/work_pools/filter", 200, pools).await;
    let config = prefect.config();
    // With and without the path.
    let with_path = config.api_url().to_owned();
    let without = with_path.trim_end_matches("/api").to_owned();
    for url in [&with_path, &without] {
        let mut runner = Raw::start(&[("PREFECT_API_URL", url)]);
        runner.initialize(1).await;
        let params = json!({"name": "list_work_pools", "arguments": {}});
        let answer = runner.ask(2, "tools/call", params).await;
        let results = &answer["result"]["structuredContent"]["results"];
        assert_eq!(results["work_pool_count"], 1, "{answer:#}");
        assert_eq!(runner.end().await, "");
    }
}

#[tokio::test]
async fn a_client_of_the_newest_protocol_needs_no_handshake() {
    let mut runner = Raw::start(&[]);
    let meta = json!({
        "io.modelcontextprotocol/protocolVersion": "2026-07-28",
        "io.modelcontextprotocol/clientInfo": {"name": "new", "version": "1"},
        "io.modelcontextprotocol/clientCapabilities": {},
    });
    let params = json!({"_meta": meta, "name": "list_work_pools", "arguments": {}});
    let answer = runner.ask(1, "tools/call", params).await;
    assert_eq!(
        answer["result"]["structuredContent"]["results"]["success"], false,
        "{answer:#}"
    );
}
