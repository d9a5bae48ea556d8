//! The states of task runs: retries, caches, and flow runs that have ended.

use serde_json::{Value, json};

use super::{LATER, run};
use crate::parity::script::Script;
use crate::parity::scripts::with;

pub(super) fn task_runs(script: &mut Script) {
    run(script, "parent", json!({"type": "RUNNING"}), json!({}));
    let task = |name: &str, more: Value| {
        let body = json!({"name": name, "flow_run_id": "{run}", "task_key": "t", "dynamic_key": name, "state": {"type": "PENDING"}});
        with(&body, more)
    };
    for (name, more, states) in [
        (
            "retries",
            json!({"empirical_policy": {"retries": 1, "retry_delay": 100_000}}),
            vec!["RUNNING", "FAILED", "COMPLETED", "RUNNING"],
        ),
        (
            "retries by list",
            json!({"empirical_policy": {"retries": 2, "retry_delay": [0, 100_000], "retry_jitter_factor": 0}}),
            vec!["RUNNING", "FAILED", "RUNNING", "FAILED", "COMPLETED"],
        ),
        (
            "old retries",
            json!({"empirical_policy": {"max_retries": 1, "retry_delay_seconds": 0}}),
            vec!["RUNNING", "FAILED", "RUNNING", "FAILED"],
        ),
        (
            "no retries",
            json!({}),
            vec!["RUNNING", "FAILED", "RUNNING", "COMPLETED"],
        ),
        (
            "bad jitter",
            json!({"empirical_policy": {"retry_jitter_factor": -1}}),
            vec![],
        ),
        (
            "many delays",
            json!({"empirical_policy": {"retry_delay": vec![1; 51]}}),
            vec![],
        ),
        (
            "scheduled",
            json!({"state": {"type": "SCHEDULED", "state_details": {"scheduled_time": LATER}}}),
            vec!["PENDING"],
        ),
    ] {
        script
            .post("/task_runs/", task(name, more))
            .keep("task", "/id");
        for state in &states {
            script.post(
                "/task_runs/{task}/set_state",
                json!({"state": {"type": state}}),
            );
        }
        if !states.is_empty() {
            script.get("/task_runs/{task}");
        }
    }
    caches(script, &task);
    // What runs in a flow run that does not, is not started.
    script
        .post("/task_runs/", task("orphan", json!({})))
        .keep("task", "/id");
    script.post(
        "/flow_runs/{run}/set_state",
        json!({"state": {"type": "COMPLETED"}}),
    );
    script.post(
        "/task_runs/{task}/set_state",
        json!({"state": {"type": "RUNNING"}}),
    );
    script.post(
        "/task_runs/{task}/set_state",
        json!({"state": {"type": "RUNNING"}, "force": true}),
    );
    script.get("/task_runs/{task}");
    script.get("/flow_runs/{run}/graph").any_order("");
    script.get("/flow_runs/{run}/graph-v2");
}

fn caches(script: &mut Script, task: &dyn Fn(&str, Value) -> Value) {
    let details = json!({"cache_key": "orchestration-cache", "cache_expiration": LATER});
    for (name, details) in [
        ("cached", details.clone()),
        ("from the cache", details),
        (
            "not from the cache",
            json!({"cache_key": "orchestration-cache", "refresh_cache": true}),
        ),
        ("another key", json!({"cache_key": "orchestration-other"})),
    ] {
        script
            .post("/task_runs/", task(name, json!({})))
            .keep("task", "/id");
        script.post(
            "/task_runs/{task}/set_state",
            json!({"state": {"type": "RUNNING", "state_details": details}}),
        );
        script.post(
            "/task_runs/{task}/set_state",
            json!({"state": {"type": "COMPLETED", "data": {"of": name}, "state_details": details}}),
        );
        script.get("/task_runs/{task}");
    }
}
