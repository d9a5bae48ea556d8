//! MCP servers as child processes, on standard input and output or over HTTP, with raw messages on both sides.

use std::process::Stdio;
use std::time::Duration;

use reqwest::{RequestBuilder, Response};
use serde_json::{Value, json};
use tokio::io::{AsyncBufReadExt as _, AsyncWriteExt as _, BufReader};
use tokio::process::{Child, ChildStdin, Command};
use tokio::sync::mpsc;
use tokio::time::timeout;

use crate::fixtures::binary::binary;

/// After this long, a test gives up waiting.
pub(crate) const PATIENCE: Duration = Duration::from_secs(30);

/// What a client says of itself.
pub(crate) const CLIENT: &str = r#"{"name": "stranger", "version": "1"}"#;

/// A server of the project, and a call that it answers whatever the world is like.
#[derive(Clone, Copy)]
pub(crate) struct Server {
    pub(crate) program: &'static str,
    pub(crate) arguments: &'static [&'static str],
    pub(crate) tool: &'static str,
    /// What its result must hold.
    pub(crate) says: &'static str,
    /// The arguments of the call, as JSON.
    pub(crate) call: &'static str,
}

pub(crate) const PLANNER: Server = Server {
    program: "prefect-planner",
    arguments: &[],
    tool: "list_task_mappings",
    says: "success",
    call: r#"{"_mcp_data": {"available_servers": []}}"#,
};

pub(crate) const RUNNER: Server = Server {
    program: "prefect-runner",
    arguments: &[],
    tool: "list_work_pools",
    says: "PREFECT_API_URL is not set",
    call: "{}",
};

pub(crate) const CALCULATOR: Server = Server {
    program: "mcp-demo",
    arguments: &["calculator"],
    tool: "evaluate",
    says: "42",
    call: r#"{"expression": "6 * 7"}"#,
};

pub(crate) const EMPLOYEES: Server = Server {
    program: "mcp-demo",
    arguments: &["employees"],
    tool: "list_departments",
    says: "Engineering",
    call: "{}",
};

pub(crate) const CSV_REPORTER: Server = Server {
    program: "mcp-demo",
    arguments: &["csv-reporter"],
    tool: "generate_csv",
    says: "a",
    call: r#"{"rows": [{"a": 1}]}"#,
};

pub(crate) const TRIALS: Server = Server {
    program: "mcp-demo",
    arguments: &["trials"],
    tool: "echo",
    says: "hello",
    call: r#"{"value": "hello"}"#,
};

impl Server {
    /// A command that starts it, with nothing of this process's environment.
    pub(crate) fn command(&self) -> Command {
        let mut command = Command::new(binary(self.program));
        command
            .args(self.arguments)
            .env_clear()
            .kill_on_drop(true)
            .stderr(Stdio::piped());
        command
    }

    /// The parameters of its call.
    pub(crate) fn call_params(&self) -> Value {
        let arguments: Value = serde_json::from_str(self.call).unwrap();
        json!({"name": self.tool, "arguments": arguments})
    }

    /// Holds the answer to its call to what it must say.
    pub(crate) fn check(&self, answer: &Value) {
        let said = answer["result"]["content"].to_string();
        assert!(said.contains(self.says), "{}: {answer:#}", self.program);
    }
}

/// A server on standard input and output. What it says is read beside, so that it never waits for a reader.
pub(crate) struct OnStdio {
    pub(crate) process: Child,
    input: ChildStdin,
    lines: mpsc::UnboundedReceiver<String>,
    asked: u64,
}

impl OnStdio {
    pub(crate) fn start(server: &Server) -> Self {
        let mut command = server.command();
        command.stdin(Stdio::piped()).stdout(Stdio::piped());
        let mut process = command.spawn().unwrap();
        let input = process.stdin.take().unwrap();
        let mut output = BufReader::new(process.stdout.take().unwrap()).lines();
        let (tell, lines) = mpsc::unbounded_channel();
        tokio::spawn(async move {
            while let Ok(Some(line)) = output.next_line().await {
                if tell.send(line).is_err() {
                    break;
                }
            }
        });
        Self {
            process,
            input,
            lines,
            asked: 0,
        }
    }

    /// Sends bytes as they are.
    pub(crate) async fn send(&mut self, bytes: &[u8]) {
        let sent = timeout(PATIENCE, self.input.write_all(bytes)).await;
        sent.expect("the server reads").expect("the server lives");
    }

    /// Sends a request under an id that no stranger guesses and gives its answer. All that comes before must be
    /// JSON-RPC, too.
    pub(crate) async fn ask(&mut self, method: &str, params: Value) -> Value {
        self.asked += 1;
        let id = format!("ours-{}", self.asked);
        let request = json!({"jsonrpc": "2.0", "id": id, "method": method, "params": params});
        self.send(format!("{request}\n").as_bytes()).await;
        loop {
            let line = timeout(PATIENCE, self.lines.recv()).await;
            let line = line.expect("it answers").expect("it lives");
            let message: Value = serde_json::from_str(&line).unwrap();
            assert_eq!(message["jsonrpc"], "2.0", "{line}");
            if message["id"] == id.as_str() {
                return message;
            }
        }
    }

    pub(crate) async fn initialize(&mut self) {
        let answer = self.ask("initialize", initialize_params()).await;
        assert!(answer["result"]["serverInfo"].is_object(), "{answer:#}");
        self.send(b"{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"}\n")
            .await;
    }

    /// Closes its input, upon which it must end well.
    pub(crate) async fn end(self) {
        let Self {
            mut process, input, ..
        } = self;
        drop(input);
        let status = timeout(PATIENCE, process.wait()).await.unwrap().unwrap();
        assert!(status.success());
    }
}

pub(crate) fn initialize_params() -> Value {
    let client: Value = serde_json::from_str(CLIENT).unwrap();
    json!({"protocolVersion": "2025-11-25", "capabilities": {}, "clientInfo": client})
}

/// A server over HTTP, on a free port.
pub(crate) struct OverHttp {
    pub(crate) process: Child,
    pub(crate) url: String,
    client: reqwest::Client,
    token: Option<String>,
}

impl OverHttp {
    /// Starts `server --http :0` with these variables and further arguments.
    pub(crate) async fn start(
        server: &Server,
        variables: &[(&str, &str)],
        arguments: &[&str],
    ) -> Self {
        let mut command = server.command();
        command
            .args(["--http", ":0"])
            .args(arguments)
            .envs(variables.iter().copied())
            .stdin(Stdio::null())
            .stdout(Stdio::piped());
        let mut process = command.spawn().unwrap();
        let mut output = BufReader::new(process.stdout.take().unwrap());
        let mut line = String::new();
        timeout(PATIENCE, output.read_line(&mut line))
            .await
            .unwrap()
            .unwrap();
        let url = line.trim().strip_prefix("MCP_URL=").unwrap().to_owned();
        let client = reqwest::Client::builder().no_proxy().timeout(PATIENCE);
        Self {
            process,
            url,
            client: client.build().unwrap(),
            token: None,
        }
    }

    /// The same, asked with a token.
    pub(crate) fn with_token(self, token: &str) -> Self {
        Self {
            token: Some(token.to_owned()),
            ..self
        }
    }

    /// A message as MCP's clients post it.
    pub(crate) fn post(&self, body: impl Into<reqwest::Body>) -> RequestBuilder {
        let posted = self
            .client
            .post(&self.url)
            .header("content-type", "application/json")
            .header("accept", "application/json, text/event-stream")
            .body(body);
        match &self.token {
            Some(token) => posted.bearer_auth(token),
            None => posted,
        }
    }

    /// A request of MCP 2026-07-28, which needs no session.
    pub(crate) fn stateless(&self, method: &str, mut params: Value) -> RequestBuilder {
        let client: Value = serde_json::from_str(CLIENT).unwrap();
        params["_meta"] = json!({
            "io.modelcontextprotocol/protocolVersion": "2026-07-28",
            "io.modelcontextprotocol/clientInfo": client,
            "io.modelcontextprotocol/clientCapabilities": {},
        });
        let name = params["name"].as_str().unwrap_or_default().to_owned();
        let request = json!({"jsonrpc": "2.0", "id": 1, "method": method, "params": params});
        let posted = self
            .post(request.to_string())
            .header("mcp-protocol-version", "2026-07-28")
            .header("mcp-method", method);
        if name.is_empty() {
            posted
        } else {
            posted.header("mcp-name", name)
        }
    }

    /// Begins a session of MCP 2025-11-25 and gives its id.
    pub(crate) async fn begin(&self) -> String {
        let request = json!({"jsonrpc": "2.0", "id": 0, "method": "initialize", "params": initialize_params()});
        let answer = self.post(request.to_string()).send().await.unwrap();
        let id = answer.headers()["mcp-session-id"]
            .to_str()
            .unwrap()
            .to_owned();
        assert!(message(answer).await["result"]["serverInfo"].is_object());
        let initialized = r#"{"jsonrpc": "2.0", "method": "notifications/initialized"}"#;
        let accepted = self.in_session(&id, initialized).send().await.unwrap();
        assert_eq!(accepted.status(), 202);
        id
    }

    /// A message in a session.
    pub(crate) fn in_session(&self, id: &str, body: impl Into<reqwest::Body>) -> RequestBuilder {
        self.post(body)
            .header("mcp-session-id", id)
            .header("mcp-protocol-version", "2025-11-25")
    }

    /// Calls the server's tool in both generations of the protocol.
    pub(crate) async fn must_work(&self, server: &Server) {
        let listed = self
            .stateless("tools/list", json!({}))
            .send()
            .await
            .unwrap();
        assert!(message(listed).await["result"]["tools"].is_array());
        let called = self.stateless("tools/call", server.call_params());
        server.check(&message(called.send().await.unwrap()).await);

        let session = self.begin().await;
        let request = json!({"jsonrpc": "2.0", "id": 2, "method": "tools/call", "params": server.call_params()});
        let called = self.in_session(&session, request.to_string());
        server.check(&message(called.send().await.unwrap()).await);
    }
}

/// The JSON-RPC message in an answer: its body, or the last event of it.
pub(crate) async fn message(answer: Response) -> Value {
    let status = answer.status();
    let text = answer.text().await.unwrap();
    let event = text.lines().filter_map(|line| line.strip_prefix("data:"));
    let json = event.map(str::trim).rfind(|data| !data.is_empty());
    serde_json::from_str(json.unwrap_or(&text)).unwrap_or_else(|_| panic!("{status}: {text}"))
}
