//! What goes with what is deleted, and what stays.

use serde_json::json;

use crate::parity::script::Script;

pub(super) fn script() -> Script {
    let mut script = Script::new("deletions");
    of_a_pool(&mut script);
    of_a_queue(&mut script);
    of_a_deployment(&mut script);
    of_a_flow(&mut script);
    of_a_flow_run(&mut script);
    script
}

/// A flow, a pool with a queue, a deployment in it with a schedule, and a run.
fn seed(script: &mut Script, name: &str) {
    script
        .post("/flows/", json!({"name": name}))
        .keep("flow", "/id");
    script
        .post("/work_pools/", json!({"name": name, "type": "process"}))
        .keep("pool", "/id")
        .keep("default", "/default_queue_id");
    script
        .post(format!("/work_pools/{name}/queues"), json!({"name": "q"}))
        .keep("queue", "/id");
    script
        .post("/deployments/", json!({
            "name": "d", "flow_id": "{flow}", "work_pool_name": name, "work_queue_name": "q", "concurrency_limit": 1,
            "schedules": [{"schedule": {"rrule": "DTSTART:20990101T000000Z\nRRULE:FREQ=DAILY"}}],
        }))
        .keep("deployment", "/id");
    script.post("/deployments/{deployment}/schedule", json!({"start_time": "2099-01-01T00:00:00Z", "end_time": "2099-01-01T12:00:00Z", "min_runs": 1}));
    script
        .post(
            "/deployments/{deployment}/create_flow_run",
            json!({"name": "r"}),
        )
        .keep("run", "/id")
        .keep("state", "/state_id");
    script.post(
        "/flow_runs/{run}/set_state",
        json!({"state": {"type": "PENDING"}}),
    );
    script.post("/task_runs/", json!({"name": "t", "task_key": "t", "dynamic_key": "0", "flow_run_id": "{run}", "state": {"type": "RUNNING"}})).keep("task", "/id").keep("task_state", "/state/id");
    script
        .post(
            "/flow_runs/",
            json!({"flow_id": "{flow}", "name": "sub", "parent_task_run_id": "{task}"}),
        )
        .keep("sub", "/id");
    script.post("/flow_runs/{run}/input", json!({"key": "k", "value": "v"}));
    script.post("/logs/", json!([{"name": "n", "level": 20, "message": "m", "timestamp": "2099-01-01T00:00:00Z", "flow_run_id": "{run}"}]));
    script
        .post(
            "/artifacts/",
            json!({"key": name, "data": "d", "flow_run_id": "{run}", "task_run_id": "{task}"}),
        )
        .keep("artifact", "/id");
}

/// Reads all that there was.
fn look(script: &mut Script, name: &str) {
    for path in [
        "/flows/{flow}",
        "/deployments/{deployment}",
        "/deployments/{deployment}/schedules",
        "/flow_runs/{run}",
        "/flow_run_states/{state}",
        "/flow_run_states/?flow_run_id={run}",
        "/flow_runs/{run}/input/k",
        "/flow_runs/{run}/graph-v2",
        "/flow_runs/{sub}",
        "/task_runs/{task}",
        "/task_run_states/{task_state}",
        "/artifacts/{artifact}",
        "/work_queues/{queue}",
        "/work_queues/{default}",
    ] {
        script.get(path);
    }
    script.get(format!("/work_pools/{name}"));
    script.get(format!("/artifacts/{name}/latest"));
    script.get(format!("/deployments/name/{name}/d"));
    script.get("/v2/concurrency_limits/deployment:{deployment}");
    script.post(format!("/work_pools/{name}/queues/filter"), json!({}));
    script
        .post(
            "/flow_runs/filter",
            json!({"flows": {"id": {"any_": ["{flow}"]}}, "sort": "NAME_ASC"}),
        )
        .any_order("");
    script.post(
        "/flow_runs/count",
        json!({"deployments": {"id": {"any_": ["{deployment}"]}}}),
    );
    script.post(
        "/flow_runs/count",
        json!({"flow_runs": {"deployment_id": {"any_": ["{deployment}"]}}}),
    );
    script.post(
        "/task_runs/count",
        json!({"flow_runs": {"id": {"any_": ["{run}"]}}}),
    );
    script.post(
        "/task_runs/count",
        json!({"task_runs": {"flow_run_id": {"any_": ["{run}"]}}}),
    );
    script.post(
        "/logs/filter",
        json!({"logs": {"flow_run_id": {"any_": ["{run}"]}}}),
    );
    script.post(
        "/artifacts/count",
        json!({"artifacts": {"flow_run_id": {"any_": ["{run}"]}}}),
    );
}

fn of_a_pool(script: &mut Script) {
    seed(script, "deletions-pool");
    script.delete("/work_pools/deletions-pool");
    look(script, "deletions-pool");
    script.post(
        "/deployments/{deployment}/create_flow_run",
        json!({"name": "after"}),
    );
    script.patch("/deployments/{deployment}", json!({"description": "after"}));
    script.post(
        "/flow_runs/{run}/set_state",
        json!({"state": {"type": "RUNNING"}}),
    );
}

fn of_a_queue(script: &mut Script) {
    seed(script, "deletions-queue");
    script.delete("/work_pools/deletions-queue/queues/q");
    look(script, "deletions-queue");
    script.post(
        "/deployments/{deployment}/create_flow_run",
        json!({"name": "after"}),
    );
}

fn of_a_deployment(script: &mut Script) {
    seed(script, "deletions-deployment");
    script.delete("/deployments/{deployment}");
    look(script, "deletions-deployment");
    script.post(
        "/flow_runs/{run}/set_state",
        json!({"state": {"type": "RUNNING"}}),
    );
    script.post(
        "/flow_runs/{run}/set_state",
        json!({"state": {"type": "COMPLETED"}}),
    );
}

fn of_a_flow(script: &mut Script) {
    seed(script, "deletions-flow");
    script.delete("/flows/{flow}");
    look(script, "deletions-flow");
}

fn of_a_flow_run(script: &mut Script) {
    seed(script, "deletions-run");
    script.delete("/flow_runs/{run}");
    script
        .post(
            "/logs/filter",
            json!({"logs": {"flow_run_id": {"any_": ["{run}"]}}}),
        )
        .until("", json!([]));
    look(script, "deletions-run");
}
