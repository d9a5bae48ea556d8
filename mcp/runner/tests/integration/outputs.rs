//! What `get_run_status` tells of outputs, failures and artifacts.

use prefect_runner::PLAN_LABEL;
use serde_json::{Value, json};

use crate::host::call;
use crate::objects::{FLOW_RUN, TIME, flow_run, id, plan, state, task_run, with};
use crate::prefect::Prefect;

const RUN_ROUTE: &str = "/flow_runs/00000000-0000-0000-0000-000000000003";

/// A server with a planned run in this state, whose tasks have these outputs.
async fn prefect(state_type: &str, outputs: Value) -> Prefect {
    let prefect = Prefect::start().await;
    let labels = json!({PLAN_LABEL: plan().to_string()});
    let run = with(flow_run(state_type, state_type), &json!({"labels": labels}));
    prefect.on("GET", RUN_ROUTE, 200, run).await;
    prefect.on("GET", "/flow_run_states/", 200, json!([])).await;
    let tasks = json!([
        task_run(11, "db_query", "COMPLETED", &[]),
        task_run(12, "calc_avg", state_type, &[11])
    ]);
    prefect.on("POST", "/task_runs/filter", 200, tasks).await;
    prefect.on("POST", "/artifacts/filter", 200, outputs).await;
    prefect
}

fn artifact(number: u128, kind: &str, data: Value) -> Value {
    json!({"id": id(number + 100), "created": TIME, "updated": TIME, "key": null, "type": kind, "description": null,
           "data": data, "metadata_": null, "flow_run_id": id(FLOW_RUN), "task_run_id": id(number)})
}

async fn status(prefect: &Prefect, task: &str) -> Value {
    let session = prefect.session().await;
    let arguments = json!({"flow_run_id": id(FLOW_RUN), "task": task});
    let results = call(&session, "get_run_status", arguments).await;
    assert_eq!(results["success"], true, "{results:#}");
    results
}

#[tokio::test]
async fn a_completed_run_has_a_result() {
    let outputs = json!([
        artifact(12, "mcp-result", json!({"output": 50.5})),
        artifact(11, "mcp-result", json!({"output": {"rows": [1, 2]}})),
    ]);
    let results = status(&prefect("COMPLETED", outputs).await, "").await;
    assert_eq!(
        results["result"],
        json!({"db_query": {"rows": [1, 2]}, "calc_avg": 50.5})
    );
    assert_eq!(results["tasks"][0]["output"], json!({"rows": [1, 2]}));
    assert!(results.get("outputs_cut").is_none());
}

#[tokio::test]
async fn a_run_that_goes_on_tells_the_outputs_that_there_are() {
    let outputs = json!([artifact(11, "mcp-result", json!({"output": null}))]);
    let results = status(&prefect("RUNNING", outputs).await, "").await;
    assert!(results.get("result").is_none());
    assert_eq!(results["tasks"][0].get("output"), Some(&json!(null)));
    assert_eq!(results["tasks"][1].get("output"), None);
}

#[tokio::test]
async fn long_outputs_are_cut_and_can_be_had_whole() {
    let long = "é\"".repeat(50_000);
    let outputs = json!([
        artifact(12, "mcp-result", json!({"output": long})),
        artifact(11, "mcp-result", json!({"output": "short"})),
    ]);
    let prefect = prefect("COMPLETED", outputs).await;
    let results = status(&prefect, "").await;
    assert!(
        results.to_string().len() < 40_000,
        "{}",
        results.to_string().len()
    );
    assert_eq!(results["result"]["db_query"], "short");
    assert_eq!(results["outputs_cut"], json!(["calc_avg"]));
    let cut = &results["result"]["calc_avg"]["output_cut"];
    assert_eq!(cut["bytes"], json!(long).to_string().len());
    assert!(cut["beginning"].as_str().unwrap().len() > 10_000);
    let next = cut["next"].as_str().unwrap();
    assert!(next.contains("task \"calc_avg\""), "{next}");

    let whole = status(&prefect, "calc_avg").await;
    let [task] = whole["tasks"].as_array().unwrap().as_slice() else {
        panic!("not one task: {whole:#}");
    };
    assert_eq!(task["output"], long);
    assert!(whole.get("result").is_none());
}

#[tokio::test]
async fn a_task_that_is_not_there_is_told_with_those_that_are() {
    let prefect = prefect("COMPLETED", json!([])).await;
    let session = prefect.session().await;
    let arguments = json!({"flow_run_id": id(FLOW_RUN), "task": "db_qery"});
    let results = call(&session, "get_run_status", arguments).await;
    assert_eq!(results["success"], false);
    assert!(
        results["error"]
            .as_str()
            .unwrap()
            .contains("has no task \"db_qery\"")
    );
    assert_eq!(results["tasks"], json!(["calc_avg", "db_query"]));
}

#[tokio::test]
async fn a_run_that_failed_tells_the_last_words_of_the_task_that_failed() {
    let prefect = prefect("FAILED", json!([])).await;
    let line = |number: u128, message: &str| {
        json!({"id": id(number), "created": TIME, "updated": TIME, "name": "prefect.task_runs", "level": 40,
               "message": message, "timestamp": TIME, "flow_run_id": id(FLOW_RUN), "task_run_id": id(12)})
    };
    let traceback = format!(
        "Traceback\n{}\nRuntimeError: no such tool",
        "x".repeat(9_000)
    );
    let lines = json!([line(22, &traceback), line(21, "first")]);
    prefect.on("POST", "/logs/filter", 200, lines).await;
    let results = status(&prefect, "").await;
    let failure = &results["failure"];
    assert_eq!(failure["task"], "calc_avg");
    assert_eq!(failure["message"], "words");
    assert_eq!(failure["log"][0]["message"], "first");
    assert_eq!(failure["log"][0]["level"], "ERROR");
    let last = failure["log"][1]["message"].as_str().unwrap();
    assert!(last.starts_with('…') && last.ends_with("RuntimeError: no such tool"));
    assert!(last.len() < 2_100);
    let asked = prefect.asked().await;
    let logs = asked
        .iter()
        .find(|asked| asked.what.ends_with("/logs/filter"));
    let logs = &logs.unwrap().body;
    assert_eq!(logs["logs"]["task_run_id"], json!({"any_": [id(12)]}));
    assert_eq!(logs["sort"], "TIMESTAMP_DESC");
}

#[tokio::test]
async fn a_run_that_was_not_planned_tells_its_artifacts() {
    let prefect = Prefect::start().await;
    let run = with(
        flow_run("CRASHED", "Crashed"),
        &json!({"state": state("CRASHED", "Crashed", Some("killed"))}),
    );
    prefect.on("GET", RUN_ROUTE, 200, run).await;
    prefect.on("GET", "/flow_run_states/", 200, json!([])).await;
    prefect
        .on("POST", "/task_runs/filter", 200, json!([]))
        .await;
    prefect.on("POST", "/logs/filter", 200, json!([])).await;
    let artifacts = json!([
        artifact(11, "markdown", json!("# Report")),
        artifact(12, "table", json!("x".repeat(100_000))),
    ]);
    prefect
        .on("POST", "/artifacts/filter", 200, artifacts)
        .await;
    let results = status(&prefect, "").await;
    assert_eq!(results["artifacts"][0]["type"], "markdown");
    assert_eq!(results["artifacts"][0]["data"], "# Report");
    assert_eq!(results["artifacts"][1]["data_cut"]["bytes"], 100_002);
    assert!(results.to_string().len() < 40_000);
    assert_eq!(
        results["failure"],
        json!({"task": null, "task_run_id": null, "message": "killed", "log": []})
    );
}

#[tokio::test]
async fn the_dashboard_is_named_where_there_is_one() {
    let prefect = prefect("COMPLETED", json!([])).await;
    let without = status(&prefect, "").await;
    assert_eq!(without["dashboard_url"], json!(null));
    prefect.serve_dashboard().await;
    let with = status(&prefect, "").await;
    let url = format!("{}/runs/flow-run/{}", prefect.uri(), id(FLOW_RUN));
    assert_eq!(with["dashboard_url"], json!(url));
}
