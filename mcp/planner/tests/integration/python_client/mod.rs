//! Real MCP clients in Python: `fastmcp<4`, which speaks 2025-11-25 and samples, and `mcp` 2.x, which speaks 2026-07-28
//! and has its model asked between calls. Each starts the binary by itself, as a host does, or asks one that is there over
//! HTTP.
//!
//! The scripts beside this file read one JSON object from standard input: `server` (the binary or its URL), `environment`,
//! `calls` (each with its `tool` and its `arguments`), and the `answers` of the model, if the client is to have one.
//! They write one: the structured contents of the `results` of the calls, which were made at the same time, the
//! `protocol` that was spoken, and what the model was `asked`.

use std::ffi::{OsStr, OsString};
use std::process::Stdio;

use serde_json::{Value, json};
use tokio::io::AsyncWriteExt as _;
use tokio::process::Command;

use crate::endpoint;
use crate::four_ways::{answers, golden, made, task};
use crate::host::good_plan;
use crate::http::Planner;
use crate::stdio::BINARY;

/// A client and where its Python is told.
struct Client {
    variable: &'static str,
    script: &'static str,
    protocol: &'static str,
}

/// How a client reaches the planner.
#[derive(Clone, Copy)]
enum By {
    Stdio,
    Http,
}

const FASTMCP: Client = Client {
    variable: "MCP_1_PYTHON",
    script: include_str!("fastmcp_client.py"),
    protocol: "2025-11-25",
};

const MCP: Client = Client {
    variable: "MCP_2_PYTHON",
    script: include_str!("mcp_client.py"),
    protocol: "2026-07-28",
};

impl Client {
    /// The Python that has this client, if there is one.
    fn python(&self) -> Option<OsString> {
        let python = std::env::var_os(self.variable);
        if python.is_none() {
            eprintln!(
                "{} is not set, so its client in Python was not tried; `cargo xtask test` sets it",
                self.variable
            );
        }
        python
    }

    async fn run(&self, by: By, python: &OsStr, mut orders: Value) -> Value {
        orders["server"] = json!(BINARY);
        let planner = match by {
            By::Stdio => None,
            By::Http => Some(Planner::start(&orders["environment"]).await),
        };
        if let Some(planner) = &planner {
            orders["server"] = json!(planner.url);
        }
        let mut child = Command::new(python)
            .args(["-c", self.script])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .kill_on_drop(true)
            .spawn()
            .unwrap();
        let mut input = child.stdin.take().unwrap();
        input
            .write_all(orders.to_string().as_bytes())
            .await
            .unwrap();
        drop(input);
        let output = child.wait_with_output().await.unwrap();
        assert!(
            output.status.success(),
            "the client failed; it says why above"
        );
        let told: Value = serde_json::from_slice(&output.stdout).unwrap();
        assert_eq!(told["protocol"], self.protocol);
        told
    }

    /// One plan, four ways: by the client's model, passed in, and by an endpoint; and without any of these a brief.
    async fn plans(&self, by: By) {
        let Some(python) = self.python() else { return };
        let golden = golden().await;
        let call = |arguments: Value| json!({"tool": "plan_prefect_flow", "arguments": arguments});
        let first = |told: &Value| told["results"][0]["results"].clone();

        let told = self
            .run(
                by,
                &python,
                json!({"calls": [call(task())], "answers": answers()}),
            )
            .await;
        assert_eq!(made(&first(&told)), golden, "by the client's model");
        assert_eq!(told["asked"].as_array().unwrap().len(), 2);
        assert!(told["asked"][0]["max_tokens"].as_u64().unwrap() > 0);
        assert!(told["results"][0]["artifacts"].is_array());

        let mut passed_in = task();
        passed_in["plan"] = good_plan();
        let told = self
            .run(by, &python, json!({"calls": [call(passed_in)]}))
            .await;
        assert_eq!(made(&first(&told)), golden, "passed in");

        let server = endpoint::scripted(answers()).await;
        let environment = json!({"PREFECT_PLANNER_MODEL_URL": server.uri(), "PREFECT_PLANNER_MODEL": "scripted",
                                 "PREFECT_PLANNER_API_KEY": "secret-key"});
        let told = self
            .run(
                by,
                &python,
                json!({"calls": [call(task())], "environment": environment}),
            )
            .await;
        assert_eq!(made(&first(&told)), golden, "by an endpoint");

        let told = self
            .run(by, &python, json!({"calls": [call(task())]}))
            .await;
        assert_eq!(first(&told)["plan_needed"], true, "by nobody");
    }

    /// Calls at the same time on one session.
    async fn plans_at_the_same_time(&self, by: By) {
        let Some(python) = self.python() else { return };
        let golden = golden().await;
        let call = json!({"tool": "plan_prefect_flow", "arguments": task()});
        let answers = vec![good_plan().to_string(); 5];
        let told = self
            .run(
                by,
                &python,
                json!({"calls": vec![call; 5], "answers": answers}),
            )
            .await;
        for result in told["results"].as_array().unwrap() {
            assert_eq!(made(&result["results"]), golden);
        }
    }
}

#[tokio::test]
async fn fastmcp_plans_in_four_ways() {
    FASTMCP.plans(By::Stdio).await;
}

#[tokio::test]
async fn fastmcp_plans_at_the_same_time() {
    FASTMCP.plans_at_the_same_time(By::Stdio).await;
}

#[tokio::test]
async fn fastmcp_plans_in_four_ways_over_http() {
    FASTMCP.plans(By::Http).await;
}

#[tokio::test]
async fn fastmcp_plans_at_the_same_time_over_http() {
    FASTMCP.plans_at_the_same_time(By::Http).await;
}

#[tokio::test]
async fn mcp_2_plans_in_four_ways() {
    MCP.plans(By::Stdio).await;
}

#[tokio::test]
async fn mcp_2_plans_at_the_same_time() {
    MCP.plans_at_the_same_time(By::Stdio).await;
}

#[tokio::test]
async fn mcp_2_plans_in_four_ways_over_http() {
    MCP.plans(By::Http).await;
}

#[tokio::test]
async fn mcp_2_plans_at_the_same_time_over_http() {
    MCP.plans_at_the_same_time(By::Http).await;
}
