//! Branches run at the same time, and Prefect's graph shows what waits for what.

use std::collections::BTreeSet;
use std::process::{Command, Stdio};
use std::time::Duration;

use mcp_flow::{DraftFlow, FlowDefinition, render};
use serde_json::{Value, json};

use crate::fixtures::prefect::RealPrefect;

/// How long the run may take, of whose tasks two take two seconds each.
const MOST_SECONDS: f64 = 3.5;

/// How long the server may take until it knows of the tasks, which it learns from events.
const PATIENCE: Duration = Duration::from_secs(60);

/// Stands for `mcp-call`: its tool `slow` takes two seconds.
const MCP_CALL: &str =
    "#!/bin/sh\ncat > /dev/null\nif [ \"$3\" = slow ]; then sleep 2; fi\necho '{\"n\": 1}'\n";

/// Runs the flow of a module; prints the id of its run and the name of the state that it ended in.
const PROGRAM: &str = "
import importlib, json, sys
flow = getattr(importlib.import_module(sys.argv[1]), sys.argv[1])
state = flow(return_state=True)
print(json.dumps([str(state.state_details.flow_run_id), state.name]))
";

fn diamond() -> FlowDefinition {
    let task = |id: &str, tool: &str, parameters: Value, depends_on: Value| json!({"id": id, "mcp_server": "s", "mcp_tool": tool, "parameters": parameters, "depends_on": depends_on});
    let plan = json!({"flow_name": "diamond", "tasks": [
        task("start", "quick", json!({}), json!([])),
        task("left", "slow", json!({"x": "{{start.n}}"}), json!([])),
        task("right", "slow", json!({}), json!(["start"])),
        task("end", "quick", json!({"both": ["{{left}}", "{{right.n}} of them"]}), json!([])),
    ]});
    FlowDefinition::try_from(DraftFlow::read(&plan)).expect("a good plan")
}

async fn read(server: &RealPrefect, path: &str) -> Value {
    let url = format!("{}{path}", server.url());
    let answer = reqwest::get(url).await.expect("an answer");
    serde_json::from_str(&answer.text().await.expect("a text")).expect("JSON")
}

/// The edges of a run's graph, as names of tasks.
async fn edges(server: &RealPrefect, run: &str) -> BTreeSet<(String, String)> {
    let graph = read(server, &format!("/flow_runs/{run}/graph-v2")).await;
    let nodes: Vec<&Value> = graph["nodes"]
        .as_array()
        .into_iter()
        .flatten()
        .map(|node| &node[1])
        .collect();
    let label = |id: &Value| {
        let node = nodes.iter().find(|node| node["id"] == *id);
        node.and_then(|node| node["label"].as_str())
            .unwrap_or_default()
            .to_owned()
    };
    let edges = nodes.iter().flat_map(|node| {
        let parents = node["parents"].as_array().into_iter().flatten();
        parents.map(|parent| (label(&parent["id"]), label(&node["id"])))
    });
    edges.collect()
}

#[cfg(unix)]
#[tokio::test(flavor = "multi_thread")]
async fn real_prefect_runs_the_branches_of_a_diamond_at_the_same_time() {
    use std::os::unix::fs::PermissionsExt as _;

    let Some(server) = RealPrefect::start().await else {
        return;
    };
    let folder = tempfile::tempdir().expect("a temporary folder");
    let rendered = render(&diamond());
    let mcp_call = folder.path().join("mcp-call");
    std::fs::write(folder.path().join(rendered.file_name()), &rendered.source).expect("a module");
    std::fs::write(&mcp_call, MCP_CALL).expect("a script");
    std::fs::set_permissions(&mcp_call, std::fs::Permissions::from_mode(0o755)).expect("a program");
    let output = Command::new(std::env::var_os("PREFECT_PYTHON").expect("a Python"))
        .args(["-c", PROGRAM, &rendered.function])
        .current_dir(folder.path())
        .env("PREFECT_API_URL", server.url())
        .env("PREFECT_HOME", folder.path())
        .env("MCP_CALL", &mcp_call)
        .stdin(Stdio::null())
        .output()
        .expect("Python runs");
    let log = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{log}");
    let text = String::from_utf8_lossy(&output.stdout);
    let (run, state): (String, String) =
        serde_json::from_str(text.lines().last().unwrap_or_default()).expect("a result");
    assert_eq!(state, "Completed", "{log}");
    let seen = read(&server, &format!("/flow_runs/{run}")).await;
    let took = seen["total_run_time"].as_f64().unwrap_or(f64::MAX);
    println!("a diamond of two branches of 2 seconds ran for {took:.2} seconds");
    assert!(took < MOST_SECONDS, "{took} seconds\n{log}");

    let edge = |from: &str, to: &str| (from.to_owned(), to.to_owned());
    let wanted = BTreeSet::from([
        edge("start", "left"),
        edge("start", "right"),
        edge("left", "end"),
        edge("right", "end"),
    ]);
    let seen = async {
        while edges(&server, &run).await != wanted {
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
    };
    let in_time = tokio::time::timeout(PATIENCE, seen).await;
    assert!(
        in_time.is_ok(),
        "the graph has the edges {:?}",
        edges(&server, &run).await
    );
}
