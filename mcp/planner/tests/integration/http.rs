//! The binary over streamable HTTP: all ways to a plan are there as on standard input and output.

use std::process::Stdio;
use std::time::Duration;

use rmcp::ServiceExt as _;
use rmcp::service::ClientServiceExt as _;
use rmcp::transport::StreamableHttpClientTransport;
use serde_json::{Value, json};
use tokio::io::{AsyncBufReadExt as _, BufReader};
use tokio::process::{Child, Command};
use tokio::time::timeout;

use crate::endpoint;
use crate::four_ways::{answers, golden, made, task};
use crate::host::{Host, Session, good_plan, newest, results, task_of};
use crate::stdio::BINARY;

const PLAN: &str = "plan_prefect_flow";

/// After this long, a test gives up waiting for the address.
const PATIENCE: Duration = Duration::from_secs(20);

/// How many calls are made at the same time.
const CALLS: usize = 8;

/// A planner over HTTP, on a free port, until it is dropped.
pub(crate) struct Planner {
    pub(crate) url: String,
    _process: Child,
}

impl Planner {
    /// Starts one with the variables in this object, if it is one.
    pub(crate) async fn start(environment: &Value) -> Self {
        let variables = environment.as_object().into_iter().flatten();
        let mut process = Command::new(BINARY)
            .args(["--http", ":0"])
            .envs(variables.map(|(name, value)| (name, value.as_str().unwrap())))
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .kill_on_drop(true)
            .spawn()
            .unwrap();
        let mut line = String::new();
        let mut output = BufReader::new(process.stdout.take().unwrap());
        let told = timeout(PATIENCE, output.read_line(&mut line));
        told.await.unwrap().unwrap();
        Self {
            url: line.trim().strip_prefix("MCP_URL=").unwrap().to_owned(),
            _process: process,
        }
    }

    /// A session of 2025-11-25.
    async fn session(&self, host: Host) -> Session {
        let transport = StreamableHttpClientTransport::from_uri(self.url.as_str());
        host.serve(transport).await.unwrap()
    }

    /// What is a session to the client, in the newest protocol, which has none on the wire.
    async fn newest(&self, host: Host) -> Session {
        let transport = StreamableHttpClientTransport::from_uri(self.url.as_str());
        host.serve_with_lifecycle(transport, newest())
            .await
            .unwrap()
    }
}

async fn planned(session: &Session, arguments: Value) -> (String, String) {
    made(&results(session, PLAN, arguments).await)
}

#[tokio::test]
async fn a_plan_is_the_same_whoever_writes_it() {
    let golden = golden().await;
    let with_model = || Host::with_model(answers().map(Ok));
    let mut passed_in = task();
    passed_in["plan"] = good_plan();

    let planner = Planner::start(&Value::Null).await;
    let session = planner.session(with_model()).await;
    assert_eq!(planned(&session, task()).await, golden, "sampling");
    let session = planner.newest(with_model()).await;
    assert_eq!(planned(&session, task()).await, golden, "input request");
    for session in [
        planner.session(Host::default()).await,
        planner.newest(Host::default()).await,
    ] {
        assert_eq!(planned(&session, passed_in.clone()).await, golden);
        let brief = results(&session, PLAN, task()).await;
        assert_eq!(brief["plan_needed"], true, "{brief:#}");
    }

    let server = endpoint::scripted(answers()).await;
    let environment = json!({"PREFECT_PLANNER_MODEL_URL": server.uri(), "PREFECT_PLANNER_MODEL": "scripted",
                             "PREFECT_PLANNER_API_KEY": "secret-key"});
    let planner = Planner::start(&environment).await;
    let session = planner.session(Host::default()).await;
    assert_eq!(planned(&session, task()).await, golden, "endpoint");
}

/// Each client's model is asked for its own client's tasks, and only for those.
#[tokio::test]
async fn clients_at_the_same_time_do_not_mix() {
    let planner = Planner::start(&Value::Null).await;
    let clients = (0..CALLS).map(async |number| {
        let host = Host::with_model_that(|_| Ok(good_plan().to_string()));
        let session = if number % 2 == 0 {
            planner.session(host.clone()).await
        } else {
            planner.newest(host.clone()).await
        };
        let name = format!("task of client {number}");
        let mut arguments = task();
        arguments["task"] = json!(name);
        planned(&session, arguments).await;
        let asked = host.asked();
        assert_eq!(asked.len(), 1);
        assert_eq!(task_of(&asked[0]), name);
    });
    futures::future::join_all(clients).await;
}
