//! An MCP host in this process, with a runner beside it.

use std::time::Duration;

use prefect_mock::server::{Config, RunningServer, start_server};
use prefect_mock::simulator::{Delays, SimulateMode};
use prefect_rest::Client;
use prefect_runner::{Runner, retry_policy};
use rmcp::model::{CallToolRequestParams, JsonObject};
use rmcp::service::RunningService;
use rmcp::{RoleClient, ServiceExt as _};
use serde_json::{Value, json};

/// How long one attempt at a request may take.
pub(crate) const ATTEMPT: Duration = Duration::from_secs(1);

const PIPE_BYTES: usize = 64 * 1024;

pub(crate) type Session = RunningService<RoleClient, ()>;

/// A session with a runner that tries again as the program does.
pub(crate) async fn session(api_url: &str) -> Session {
    let config = prefect_rest::Config::new(api_url)
        .unwrap()
        .with_timeout(ATTEMPT)
        .with_retry(retry_policy());
    let runner = Runner::new(Client::from_config(&config));
    let (near, far) = tokio::io::duplex(PIPE_BYTES);
    let (read, write) = tokio::io::split(far);
    tokio::spawn(mcp_server::serve(runner, read, write));
    ().serve(near).await.unwrap()
}

/// The results of a call.
pub(crate) async fn call(session: &Session, tool: &'static str, arguments: Value) -> Value {
    let arguments: JsonObject = serde_json::from_value(arguments).unwrap();
    let params = CallToolRequestParams::new(tool).with_arguments(arguments);
    let result = session.call_tool(params).await.unwrap();
    result.structured_content.unwrap()["results"].take()
}

/// A mock whose pools are simulated, each task for as long.
pub(crate) async fn mock(port: u16, task: Duration) -> RunningServer {
    let config = Config {
        port,
        simulate: SimulateMode::Always,
        delays: Delays {
            task,
            ..Delays::default()
        },
        ..Config::default()
    };
    start_server(config).await.unwrap()
}

/// A plan of one task.
pub(crate) fn plan(flow_name: &str) -> Value {
    json!({"flow_name": flow_name, "tasks": [
        {"id": "only", "task_key": "server_tool", "mcp_server": "server", "mcp_tool": "tool"},
    ]})
}

/// The id of a run of a plan in the pool `pool`, which is made where it is not there.
pub(crate) async fn submit(session: &Session) -> String {
    call(session, "create_work_pool", json!({"pool_name": "pool"})).await;
    let arguments = json!({"flow_definition": plan("flow"), "work_pool_name": "pool"});
    let submitted = call(session, "submit_flow", arguments).await;
    assert_eq!(submitted["success"], true, "{submitted:#}");
    submitted["flow_run_id"].as_str().unwrap().to_owned()
}
