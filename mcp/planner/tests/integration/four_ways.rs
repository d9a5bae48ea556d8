//! One plan, four ways: whoever writes a plan, what comes of it is the same to the byte.

use rmcp::ServiceExt as _;
use rmcp::transport::TokioChildProcess;
use serde_json::{Value, json};
use tokio::process::Command;

use crate::endpoint;
use crate::host::{Host, Session, bad_plan, config_with_endpoint, good_plan, mcp_data, results};
use crate::stdio::BINARY;

const PLAN: &str = "plan_prefect_flow";

/// The task that all of them plan.
pub(crate) fn task() -> Value {
    json!({"task": "Average the salaries of Engineering", "_mcp_data": mcp_data()})
}

/// The answers of a model that first errs.
pub(crate) fn answers() -> [String; 2] {
    let fenced = format!("Here it is:\n```json\n{}\n```", good_plan());
    [bad_plan().to_string(), fenced]
}

/// What must be the same: the flow's JSON and its Python.
pub(crate) fn made(results: &Value) -> (String, String) {
    assert_eq!(results["success"], true, "{results:#}");
    let python = results["python_code"].as_str().unwrap().to_owned();
    (results["flow_definition"].to_string(), python)
}

/// What comes of the plan when the host passes it in.
pub(crate) async fn golden() -> (String, String) {
    let mut arguments = task();
    arguments["plan"] = good_plan();
    let session = Host::default().connect().await;
    made(&results(&session, PLAN, arguments).await)
}

fn host() -> Host {
    Host::with_model(answers().map(Ok))
}

async fn by(session: &Session) -> (String, String) {
    made(&results(session, PLAN, task()).await)
}

#[tokio::test]
async fn a_plan_is_the_same_whoever_writes_it() {
    let golden = golden().await;
    assert!(golden.1.contains("def data_analysis_flow("), "{}", golden.1);

    assert_eq!(by(&host().connect().await).await, golden, "sampling");
    assert_eq!(
        by(&host().connect_newest().await).await,
        golden,
        "input request"
    );

    let server = endpoint::scripted(answers()).await;
    let session = Host::default()
        .connect_to(config_with_endpoint(&server.uri()))
        .await;
    assert_eq!(by(&session).await, golden, "endpoint");

    let child = TokioChildProcess::new(Command::new(BINARY)).unwrap();
    let session = host().serve(child).await.unwrap();
    assert_eq!(by(&session).await, golden, "a process of its own");
}
