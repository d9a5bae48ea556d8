//! What a plan runs on: a Prefect API, a worker, and the runner, each a process.

use std::ffi::OsStr;
use std::path::Path;
use std::time::Duration;

use serde_json::{Value, json};
use tempfile::TempDir;

use super::case::Case;
use super::secrets::Secrets;
use crate::fixtures::binary::binary;
use crate::fixtures::host::Host;
use crate::fixtures::worker::Worker;

/// The work pool of all runs.
pub(super) const POOL: &str = "plans";

/// How many flows the worker runs at a time.
const FLOWS_AT_A_TIME: usize = 2;

/// How long one question after a run's state waits for its end, in seconds.
const WAIT_SECONDS: u64 = 60;

/// Pause between two looks at a run that is to begin.
const LOOK_INTERVAL: Duration = Duration::from_millis(250);

/// How long after a run's end its tasks may seem to run.
const SETTLING: Duration = Duration::from_secs(30);

/// How long a run may take, others before it included.
const PATIENCE: Duration = Duration::from_secs(900);

/// What a plan runs on.
pub(super) struct Stage {
    api_url: String,
    runner: Host,
    worker: Option<Worker>,
    _folder: TempDir,
}

/// What came of a run.
pub(super) struct Ended {
    /// What the runner told of it.
    pub(super) status: Value,
    /// Its tasks, by their ids; each with the whole of its output.
    pub(super) tasks: Vec<Value>,
}

impl Stage {
    /// A stage with a real worker, whose flows can call the demonstration servers.
    pub(super) async fn with_worker(python: &Path, api_url: &str, secrets: &Secrets) -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let configuration = folder.path().join("mcp.json");
        std::fs::write(
            &configuration,
            tools(folder.path(), python, secrets).to_string(),
        )
        .expect("the configuration of mcp-call");
        let mcp_call = binary("mcp-call");
        let mut variables: Vec<(&str, &OsStr)> = vec![
            ("MCP_CALL", mcp_call.as_os_str()),
            ("MCP_CALL_CONFIG", configuration.as_os_str()),
        ];
        variables.extend(secrets.of_the_worker());
        let worker = Worker::start(python, api_url, POOL, FLOWS_AT_A_TIME, &variables).await;
        Self {
            runner: runner(api_url, secrets).await,
            worker: Some(worker),
            api_url: api_url.to_owned(),
            _folder: folder,
        }
    }

    /// A stage on which the mock simulates.
    pub(super) async fn simulated(api_url: &str) -> Self {
        let runner = runner(api_url, &Secrets::none()).await;
        let made = runner
            .call("create_work_pool", json!({"pool_name": POOL}))
            .await;
        assert_eq!(made["success"], json!(true), "{made}");
        Self {
            runner,
            worker: None,
            api_url: api_url.to_owned(),
            _folder: tempfile::tempdir().expect("a temporary folder"),
        }
    }

    /// The URL of its API.
    pub(super) fn api_url(&self) -> &str {
        &self.api_url
    }

    /// The runner.
    pub(super) fn runner(&self) -> &Host {
        &self.runner
    }

    /// What the worker has written.
    pub(super) fn log(&self) -> String {
        self.worker
            .as_ref()
            .map(|worker| worker.output().to_string())
            .unwrap_or_default()
    }

    /// Starts a run of a case, and gives its id. Real Prefect on a busy machine may take
    /// longer than the runner waits; then it is asked again, under the same key.
    pub(super) async fn submit(&self, case: &Case) -> String {
        let request = json!({
            "flow_definition": case.plan,
            "work_pool_name": POOL,
            "parameters": case.given,
            "tags": ["golden"],
            "idempotency_key": case.name(),
        });
        let mut submitted = self.runner.call("submit_flow", request.clone()).await;
        if submitted["error"].to_string().contains("has not answered") {
            submitted = self.runner.call("submit_flow", request).await;
        }
        let id = submitted["flow_run_id"].as_str();
        let id = id.unwrap_or_else(|| panic!("{}: {submitted:#}", case.name()));
        id.to_owned()
    }

    /// Waits until a task of a run is at work.
    pub(super) async fn until_task_runs(&self, flow_run_id: &str) {
        let question = json!({"flow_run_id": flow_run_id});
        let waiting = async {
            loop {
                let status = self.runner.call("get_run_status", question.clone()).await;
                let mut tasks = status["tasks"].as_array().into_iter().flatten();
                if tasks.any(|task| task["state_type"] == json!("RUNNING")) {
                    return;
                }
                tokio::time::sleep(LOOK_INTERVAL).await;
            }
        };
        let in_time = tokio::time::timeout(PATIENCE, waiting).await.is_ok();
        assert!(in_time, "no task of {flow_run_id} runs:\n{}", self.log());
    }

    /// What is told of a run that has ended, once none of its tasks seems to run. Flows
    /// tell of their tasks by events, which real Prefect on a busy machine writes down
    /// after the run's end. A task that is left behind for good is told as it is.
    async fn settled(&self, flow_run_id: &str, mut status: Value) -> Value {
        let question = json!({"flow_run_id": flow_run_id});
        let waiting = async {
            let runs = |task: &Value| task["state_type"] == json!("RUNNING");
            while status["tasks"].as_array().into_iter().flatten().any(runs) {
                tokio::time::sleep(LOOK_INTERVAL).await;
                status = self.runner.call("get_run_status", question.clone()).await;
            }
        };
        let _ = tokio::time::timeout(SETTLING, waiting).await;
        status
    }

    /// Waits for the end of a run.
    pub(super) async fn end_of(&self, flow_run_id: &str) -> Ended {
        let waiting = async {
            loop {
                let question = json!({"flow_run_id": flow_run_id, "wait_seconds": WAIT_SECONDS});
                let status = self.runner.call("get_run_status", question).await;
                assert_eq!(status["success"], json!(true), "{status:#}");
                if status["done"] == json!(true) {
                    return status;
                }
            }
        };
        let Ok(status) = tokio::time::timeout(PATIENCE, waiting).await else {
            panic!(
                "{flow_run_id} has not ended in {PATIENCE:?}:\n{}",
                self.log()
            );
        };
        let status = self.settled(flow_run_id, status).await;
        let mut tasks = status["tasks"].as_array().cloned().unwrap_or_default();
        for task in &mut tasks {
            // An answer has room for so much; what a task came to can be asked for alone.
            let is_told = task.get("output").is_some();
            if !is_told && task["state_type"] == json!("COMPLETED") {
                let question = json!({"flow_run_id": flow_run_id, "task": task["id"]});
                let mut alone = self.runner.call("get_run_status", question).await;
                assert_eq!(alone["tasks"][0]["id"], task["id"], "{alone:#}");
                *task = alone["tasks"][0].take();
            }
        }
        Ended { status, tasks }
    }
}

/// Starts the runner.
async fn runner(api_url: &str, secrets: &Secrets) -> Host {
    let mut variables = vec![("PREFECT_API_URL", OsStr::new(api_url))];
    variables.extend(secrets.of_the_runner());
    Host::start("prefect-runner", &variables).await
}

/// The tools of the worker's machine.
fn tools(folder: &Path, python: &Path, secrets: &Secrets) -> Value {
    let demo = binary("mcp-demo");
    let server = |arguments: &[&str]| json!({"command": demo, "args": arguments});
    let attempts = folder.join("attempts");
    std::fs::create_dir(&attempts).expect("a folder");
    let mut servers = json!({
        "calculator": server(&["calculator"]),
        "employees": server(&["employees"]),
        "csv_reporter": server(&["csv-reporter"]),
        "trials": server(&["trials", "--folder", &attempts.display().to_string()]),
    });
    secrets.add_servers(&mut servers, python);
    json!({ "mcpServers": servers })
}
