//! Every pair of state types, proposed with and without force.
//!
//! Creating a run with a state is the transition from none to it.

use serde_json::{Value, json};

use super::STATE_TYPES;
use crate::parity::script::Script;

pub(super) fn flow_runs() -> Script {
    let mut script = Script::new("flow-run-transitions");
    script
        .post("/flows/", json!({"name": "flow-run-transitions-1"}))
        .keep("flow", "/id");
    script.post(
        "/work_pools/",
        json!({"name": "flow-run-transitions-1", "type": "process"}),
    );
    script
        .post(
            "/deployments/",
            json!({"name": "d", "flow_id": "{flow}", "work_pool_name": "flow-run-transitions-1"}),
        )
        .keep("deployment", "/id");
    for (label, force) in [("plain", false), ("forced", true)] {
        let create = |name: &str, state: &str| json!({"name": name, "flow_id": "{flow}", "state": {"type": state}});
        each_pair(&mut script, "/flow_runs", label, force, create);
    }
    of_a_deployment(&mut script);
    script.post(
        "/flow_runs/filter",
        json!({"flows": {"id": {"any_": ["{flow}"]}}, "sort": "NAME_ASC"}),
    );
    script.post(
        "/flow_runs/filter",
        json!({"flows": {"id": {"any_": ["{flow}"]}}, "sort": "NAME_ASC", "offset": 200}),
    );
    script
}

pub(super) fn task_runs() -> Script {
    let mut script = Script::new("task-run-transitions");
    script
        .post("/flows/", json!({"name": "task-run-transitions-1"}))
        .keep("flow", "/id");
    let running = json!({"flow_id": "{flow}", "name": "parent", "state": {"type": "RUNNING"}});
    script.post("/flow_runs/", running).keep("parent", "/id");
    for (label, force) in [("plain", false), ("forced", true)] {
        let create = |name: &str, state: &str| {
            json!({
                "name": name,
                "flow_run_id": "{parent}",
                "task_key": "t",
                "dynamic_key": name,
                "state": {"type": state},
            })
        };
        each_pair(&mut script, "/task_runs", label, force, create);
    }
    script.post(
        "/task_runs/filter",
        json!({"task_runs": {"flow_run_id": {"any_": ["{parent}"]}}, "sort": "NAME_ASC"}),
    );
    script
}

/// Makes a run in each state, and proposes each state to it.
fn each_pair(
    script: &mut Script,
    runs: &str,
    label: &str,
    force: bool,
    create: impl Fn(&str, &str) -> Value,
) {
    for initial in STATE_TYPES {
        for proposed in STATE_TYPES {
            let name = format!("{label} {initial} to {proposed}");
            script
                .post(format!("{runs}/"), create(&name, initial))
                .keep("run", "/id");
            let state = json!({"type": proposed, "message": name});
            script.post(
                format!("{runs}/{{run}}/set_state"),
                json!({"state": state, "force": force}),
            );
        }
    }
}

/// Runs of a deployment can be started again, and others cannot.
fn of_a_deployment(script: &mut Script) {
    for initial in STATE_TYPES {
        for proposed in ["SCHEDULED", "PENDING", "RUNNING", "CANCELLING"] {
            let name = format!("deployed {initial} to {proposed}");
            script
                .post(
                    "/deployments/{deployment}/create_flow_run",
                    json!({"name": name, "state": {"type": initial}}),
                )
                .keep("run", "/id");
            script.post(
                "/flow_runs/{run}/set_state",
                json!({"state": {"type": proposed}}),
            );
        }
    }
}
