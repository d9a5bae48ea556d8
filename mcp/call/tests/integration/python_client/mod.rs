//! Servers of the Python SDKs, which most servers are made of: `fastmcp` 3, which speaks 2025-11-25, and `mcp` 2, which
//! speaks 2026-07-28 as well; both as child processes and by HTTP.

use std::process::Stdio;

use serde_json::json;
use tokio::io::{AsyncBufReadExt as _, BufReader};
use tokio::net::TcpListener;
use tokio::process::{Child, Command};
use tokio::time::timeout;

use crate::program::{PATIENCE, Program};

struct Sdk {
    variable: &'static str,
    script: &'static str,
}

const FASTMCP: Sdk = Sdk {
    variable: "MCP_1_PYTHON",
    script: include_str!("fastmcp_server.py"),
};

const MCP: Sdk = Sdk {
    variable: "MCP_2_PYTHON",
    script: include_str!("mcp_server.py"),
};

impl Sdk {
    fn python(&self) -> Option<String> {
        let python = std::env::var(self.variable).ok();
        if python.is_none() {
            eprintln!(
                "{} is not set, so its servers in Python were not tried; `cargo xtask test` sets it",
                self.variable
            );
        }
        python
    }

    async fn answers_as_a_child_process(&self) {
        let Some(python) = self.python() else { return };
        let program = Program::new(&json!({"s": {"command": [python, "-c", self.script]}}));
        answers(&program).await;
        let ended = program.call("s", "leave", &json!({})).await;
        ended.failed(4, &["exited with status 9", "    last words"]);
    }

    async fn answers_by_http(&self) {
        let Some(python) = self.python() else { return };
        let (_server, url) = self.serve(&python).await;
        answers(&Program::new(&json!({"mcpServers": {"s": {"url": url}}}))).await;
        let ended = Program::new(&json!({"s": {"url": url}}))
            .call("s", "leave", &json!({}))
            .await;
        ended.failed(4, &["was lost before it had answered"]);
    }

    /// Starts a server on a free port and waits until it listens.
    async fn serve(&self, python: &str) -> (Child, String) {
        let port = {
            let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
            listener.local_addr().unwrap().port()
        };
        let mut server = Command::new(python)
            .args(["-c", self.script, &port.to_string()])
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .kill_on_drop(true)
            .spawn()
            .unwrap();
        let mut log = BufReader::new(server.stderr.take().unwrap()).lines();
        let ready = async {
            while let Some(line) = log.next_line().await.unwrap() {
                if line.contains("Uvicorn running") {
                    return;
                }
            }
            panic!("the server has ended");
        };
        timeout(PATIENCE, ready).await.unwrap();
        // Read on, or a full pipe would stop it.
        tokio::spawn(async move { while let Ok(Some(_)) = log.next_line().await {} });
        (server, format!("http://127.0.0.1:{port}/mcp"))
    }
}

async fn answers(program: &Program) {
    let ended = program.call("s", "add", &json!({"a": 1})).await;
    assert_eq!(ended.result(), json!({"result": 3}));
    let ended = program.call("s", "s_rows", &json!({})).await;
    assert_eq!(
        ended.result(),
        json!({"result": [{"name": "Böb"}, {"name": "Ann"}]})
    );
    let ended = program.call("s", "fail", &json!({})).await;
    ended.failed(1, &["the tool \"fail\" of MCP server \"s\" failed"]);
    let ended = program.call("s", "ad", &json!({})).await;
    ended.failed(3, &["did you mean \"add\""]);
    let ended = program.call("s", "add", &json!({"a": "x"})).await;
    ended.failed(1, &["\"add\""]);
    let ended = program.run(&["--timeout", "1", "s", "hang"], "").await;
    ended.failed(7, &["\"hang\""]);
    let ended = program.run(&["list", "s"], "").await;
    assert!(
        ended.stdout.contains("- b (integer, default 2)"),
        "{ended:?}"
    );
}

#[tokio::test]
async fn fastmcp_answers_as_a_child_process() {
    FASTMCP.answers_as_a_child_process().await;
}

#[tokio::test]
async fn fastmcp_answers_by_http() {
    FASTMCP.answers_by_http().await;
}

#[tokio::test]
async fn mcp_2_answers_as_a_child_process() {
    MCP.answers_as_a_child_process().await;
}

#[tokio::test]
async fn mcp_2_answers_by_http() {
    MCP.answers_by_http().await;
}

#[tokio::test]
async fn what_fastmcp_asks_of_a_user_is_not_supported() {
    let Some(python) = FASTMCP.python() else {
        return;
    };
    let program = Program::new(&json!({"s": {"command": [python, "-c", FASTMCP.script]}}));
    let ended = program.call("s", "ask_user", &json!({})).await;
    ended.failed(1, &["does not support elicitation"]);
    let ended = program.call("s", "ask_model", &json!({})).await;
    ended.failed(1, &["sampling"]);
}
