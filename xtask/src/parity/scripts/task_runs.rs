//! Task runs: all but their states.

use serde_json::{Value, json};

use super::with;
use crate::parity::script::{Script, UNKNOWN};

pub(super) fn script() -> Script {
    let mut script = Script::new("task-runs");
    script
        .post("/flows/", json!({"name": "task-runs-1"}))
        .keep("flow", "/id");
    script
        .post(
            "/flow_runs/",
            json!({"flow_id": "{flow}", "name": "parent", "labels": {"of": "flow run"}}),
        )
        .keep("parent", "/id");
    create(&mut script);
    update(&mut script);
    graphs(&mut script);
    states_and_deletion(&mut script);
    script
}

fn task(name: &str, more: Value) -> Value {
    let body =
        json!({"name": name, "flow_run_id": "{parent}", "task_key": "key", "dynamic_key": name});
    with(&body, more)
}

fn create(script: &mut Script) {
    script
        .post("/task_runs/", task("one", json!({})))
        .keep("one", "/id");
    script.post(
        "/task_runs/",
        task("one", json!({"name": "again", "tags": ["ignored"]})),
    );
    script.post(
        "/task_runs/",
        json!({"task_key": "no-name", "dynamic_key": "0", "flow_run_id": "{parent}"}),
    );
    script.post(
        "/task_runs/",
        json!({"task_key": "no-flow-run", "dynamic_key": "0"}),
    );
    script.post(
        "/task_runs/",
        json!({"task_key": "no-flow-run", "dynamic_key": "0"}),
    );
    script
        .post("/task_runs/", task("full", json!({
            "id": "6f1e2d3c-0000-4000-8000-0000000000a1",
            "cache_key": "c", "cache_expiration": "2099-01-01T00:00:00Z", "task_version": "v",
            "empirical_policy": {"retries": 1, "retry_delay": [1, 2], "retry_jitter_factor": 0.5},
            "tags": ["b", "a"], "labels": {"l": 1},
            "task_inputs": {"x": [{"input_type": "task_run", "id": "{one}"}], "y": [{"input_type": "constant", "type": "int"}], "z": [{"input_type": "parameter", "name": "p"}, {"input_type": "flow_run", "id": "{parent}"}]},
            "state": {"type": "RUNNING", "name": "Mine", "message": "m"},
        })))
        .keep("full", "/id")
        .keep("state", "/state/id");
    for (name, more) in [
        ("unknown flow run", json!({"flow_run_id": UNKNOWN})),
        ("null state", json!({"state": null})),
        ("unknown key", json!({"colour": "red"})),
        (
            "unknown input",
            json!({"task_inputs": {"x": [{"input_type": "nothing"}]}}),
        ),
        (
            "bad input",
            json!({"task_inputs": {"x": [{"input_type": "task_run", "id": "x"}]}}),
        ),
        ("bad cache", json!({"cache_key": "x".repeat(2001)})),
        (
            "same id",
            json!({"id": "6f1e2d3c-0000-4000-8000-0000000000a1"}),
        ),
        (
            "old policy",
            json!({"empirical_policy": {"max_retries": 3, "retry_delay_seconds": 4}}),
        ),
        ("null", json!({"tags": null, "labels": null})),
    ] {
        script.post("/task_runs/", task(name, more));
    }
    script.post("/task_runs/", json!({"task_key": "no dynamic key"}));
    script.get("/task_runs/{one}");
    script.get("/task_runs/{full}");
    script.get(format!("/task_runs/{UNKNOWN}"));
}

fn update(script: &mut Script) {
    for body in [
        json!({"name": "renamed"}),
        json!({}),
        json!({"name": null}),
        json!({"tags": ["x"]}),
    ] {
        script.patch("/task_runs/{one}", body);
        script.get("/task_runs/{one}");
    }
    script.patch(format!("/task_runs/{UNKNOWN}"), json!({"name": "x"}));
}

fn graphs(script: &mut Script) {
    script.post("/flow_runs/", json!({"flow_id": "{flow}", "name": "subflow", "parent_task_run_id": "{one}", "state": {"type": "RUNNING"}})).keep("subflow", "/id");
    script.get("/flow_runs/{subflow}");
    script.post("/artifacts/", json!({"key": "task-runs-graph", "type": "markdown", "data": "# x", "task_run_id": "{full}", "flow_run_id": "{parent}"}));
    script.post(
        "/artifacts/",
        json!({"type": "result", "task_run_id": "{full}", "flow_run_id": "{parent}"}),
    );
    script.post("/artifacts/", json!({"key": "task-runs-of-the-run", "type": "table", "data": "[]", "flow_run_id": "{parent}"}));
    script.post(
        "/flow_runs/{parent}/set_state",
        json!({"state": {"type": "RUNNING"}}),
    );
    script.post(
        "/task_runs/{one}/set_state",
        json!({"state": {"type": "RUNNING"}}),
    );
    script.post(
        "/task_runs/{full}/set_state",
        json!({"state": {"type": "COMPLETED"}}),
    );
    script.get("/flow_runs/{parent}/graph").any_order("");
    script.get("/flow_runs/{parent}/graph-v2");
    script.get("/flow_runs/{parent}/graph-v2?since=2099-01-01T00:00:00Z");
    script.get("/flow_runs/{parent}/graph-v2?since=x");
    script.get("/flow_runs/{subflow}/graph");
    script.get("/flow_runs/{subflow}/graph-v2");
    script.get(format!("/flow_runs/{UNKNOWN}/graph"));
    script.get(format!("/flow_runs/{UNKNOWN}/graph-v2"));
}

fn states_and_deletion(script: &mut Script) {
    script.get("/task_run_states/{state}");
    script.get(format!("/task_run_states/{UNKNOWN}"));
    script.get("/task_run_states/?task_run_id={full}");
    script.get(format!("/task_run_states/?task_run_id={UNKNOWN}"));
    script.get("/task_run_states/");
    script.delete("/task_runs/{full}");
    script.delete("/task_runs/{full}");
    script.get("/task_runs/{full}");
    script.get("/task_run_states/{state}");
    script.get("/task_run_states/?task_run_id={full}");
    script.delete(format!("/task_runs/{UNKNOWN}"));
    // Its subflow stays.
    script.delete("/task_runs/{one}");
    script.get("/flow_runs/{subflow}");
    script.delete("/flow_runs/{parent}");
    script.post(
        "/task_runs/filter",
        json!({"task_runs": {"flow_run_id": {"any_": ["{parent}"]}}}),
    );
}
