//! Flow runs: all but their states.

use serde_json::{Value, json};

use super::with;
use crate::parity::script::{Script, UNKNOWN};

pub(super) fn script() -> Script {
    let mut script = Script::new("flow-runs");
    script
        .post(
            "/flows/",
            json!({"name": "flow-runs-1", "labels": {"of": "flow"}}),
        )
        .keep("flow", "/id");
    script.post(
        "/work_pools/",
        json!({"name": "flow-runs-1", "type": "process"}),
    );
    create(&mut script);
    update(&mut script);
    labels(&mut script);
    inputs(&mut script);
    bulk(&mut script);
    states(&mut script);
    delete(&mut script);
    script
}

fn run(name: &str, more: Value) -> Value {
    with(&json!({"name": name, "flow_id": "{flow}"}), more)
}

fn create(script: &mut Script) {
    script
        .post("/flow_runs/", run("plain", json!({})))
        .keep("run", "/id");
    script.post("/flow_runs/", json!({"flow_id": "{flow}"}));
    script
        .post("/flow_runs/", run("full", json!({
            "flow_version": "v1", "parameters": {"a": [1, null, {"b": 1.5}]}, "context": {"c": "d"},
            "tags": ["y", "x"], "labels": {"of": "run", "n": 2},
            "empirical_policy": {"retries": 3, "retry_delay": 10, "pause_keys": ["k"], "resuming": false, "retry_type": "in_process"},
            "work_pool_name": "flow-runs-1", "work_queue_name": "flow-runs-queue",
            "job_variables": {"image": "i"},
            "state": {"type": "SCHEDULED", "name": "Mine", "message": "m", "data": {"any": "thing"}, "state_details": {"scheduled_time": "2099-01-01T00:00:00Z"}},
        })))
        .keep("full", "/id")
        .keep("state", "/state/id");
    for (name, more) in [
        ("key", json!({"idempotency_key": "flow-runs-key"})),
        (
            "same key",
            json!({"idempotency_key": "flow-runs-key", "tags": ["ignored"]}),
        ),
        ("null state", json!({"state": null})),
        (
            "paused",
            json!({"state": {"type": "PAUSED", "state_details": {"pause_timeout": "2099-01-01T00:00:00Z"}}}),
        ),
        (
            "details",
            json!({"state": {"type": "RUNNING", "state_details": {"cache_key": "c", "refresh_cache": true, "retriable": false, "untrackable_result": true}}}),
        ),
        ("unknown flow", json!({"flow_id": UNKNOWN})),
        ("unknown parent", json!({"parent_task_run_id": UNKNOWN})),
        ("unknown deployment", json!({"deployment_id": UNKNOWN})),
        ("unknown pool", json!({"work_pool_name": "nothing"})),
        ("queue without pool", json!({"work_queue_name": "nothing"})),
        ("unknown key", json!({"colour": "red"})),
        (
            "unknown detail",
            json!({"state": {"type": "RUNNING", "state_details": {"colour": "red"}}}),
        ),
        ("unknown state", json!({"state": {"type": "WALKING"}})),
        ("no state type", json!({"state": {}})),
        (
            "bad policy",
            json!({"empirical_policy": {"retries": "many"}}),
        ),
        (
            "old policy",
            json!({"empirical_policy": {"max_retries": 2, "retry_delay_seconds": 1.5}}),
        ),
        ("nested labels", json!({"labels": {"a": {"b": 1}}})),
        (
            "null labels",
            json!({"labels": null, "tags": null, "parameters": null}),
        ),
    ] {
        script.post("/flow_runs/", run(name, more));
    }
    script.get("/flow_runs/{run}");
    script.get("/flow_runs/{full}");
    script.get(format!("/flow_runs/{UNKNOWN}"));
}

fn update(script: &mut Script) {
    for body in [
        json!({}),
        json!({"name": "renamed"}),
        json!({"name": null}),
        json!({"flow_version": "v2", "parameters": {"p": 1}, "tags": ["t"]}),
        json!({"empirical_policy": {"retries": 1}}),
        json!({"infrastructure_pid": "host:1"}),
        json!({"job_variables": {"a": "b"}}),
        json!({"job_variables": null}),
        json!({"tags": null}),
        json!({"state": {"type": "RUNNING"}}),
        json!({"colour": "red"}),
    ] {
        script.patch("/flow_runs/{run}", body);
        script.get("/flow_runs/{run}");
    }
    script.patch("/flow_runs/{full}", json!({"job_variables": {"b": "c"}}));
    script.get("/flow_runs/{full}");
    script.patch(format!("/flow_runs/{UNKNOWN}"), json!({"name": "x"}));
}

fn labels(script: &mut Script) {
    for body in [
        json!({"a": "b", "n": 1, "f": 1.5, "t": true}),
        json!({"a": "c"}),
        json!({}),
        json!({"z": "\u{fc}"}),
        json!([]),
    ] {
        script.patch("/flow_runs/{run}/labels", body);
    }
    script.get("/flow_runs/{run}");
    script.patch(format!("/flow_runs/{UNKNOWN}/labels"), json!({"a": "b"}));
}

fn inputs(script: &mut Script) {
    let input = "/flow_runs/{run}/input";
    script.post(input, json!({"key": "k-1", "value": "text"}));
    script.post(
        input,
        json!({"key": "k-2", "value": "{\"a\": 1}", "sender": "prefect.flow-run.x"}),
    );
    script.post(input, json!({"key": "k-1", "value": "again"}));
    script.post(input, json!({"key": "not a key!", "value": "x"}));
    script.post(input, json!({"key": "a.b_c-d", "value": "x"}));
    script.post(input, json!({"key": "", "value": "x"}));
    script.post(input, json!({"key": "k-3"}));
    script.post(
        format!("/flow_runs/{UNKNOWN}/input"),
        json!({"key": "k", "value": "v"}),
    );
    for key in ["k-1", "k-2", "nothing"] {
        script.get(format!("{input}/{key}"));
    }
    for body in [
        json!({"prefix": "k-"}),
        json!({"prefix": "k-", "limit": 1}),
        json!({"prefix": "k-", "exclude_keys": ["k-1"]}),
        json!({"prefix": ""}),
        json!({"prefix": "z"}),
        json!({"prefix": "k", "limit": 201}),
        json!({"prefix": "k", "limit": 0}),
        json!({}),
    ] {
        script.post(format!("{input}/filter"), body);
    }
    script.post(
        format!("/flow_runs/{UNKNOWN}/input/filter"),
        json!({"prefix": ""}),
    );
    script.delete(format!("{input}/k-1"));
    script.delete(format!("{input}/k-1"));
    script.get(format!("{input}/k-1"));
}

fn bulk(script: &mut Script) {
    for number in 1..=3 {
        script
            .post(
                "/flow_runs/",
                run(
                    &format!("bulk {number}"),
                    json!({"tags": ["flow-runs-bulk"]}),
                ),
            )
            .keep(format!("bulk_{number}"), "/id");
    }
    let filter = json!({"id": {"any_": ["{bulk_1}", "{bulk_2}"]}});
    // One at a time: Prefect has the details of the last state in every result.
    for name in ["{bulk_1}", "{bulk_2}"] {
        script.post(
            "/flow_runs/bulk_set_state",
            json!({"flow_runs": {"id": {"any_": [name]}}, "state": {"type": "RUNNING"}}),
        );
    }
    script
        .post(
            "/flow_runs/bulk_set_state",
            json!({"flow_runs": filter, "state": {"type": "PENDING"}}),
        )
        .any_order("/results");
    script.post(
        "/flow_runs/bulk_set_state",
        json!({
            "flow_runs": {"id": {"any_": ["{bulk_1}"]}}, "force": true, "limit": 1,
            "state": {"type": "PENDING"},
        }),
    );
    script.post(
        "/flow_runs/bulk_set_state",
        json!({"flow_runs": {"id": {"any_": [UNKNOWN]}}, "state": {"type": "RUNNING"}}),
    );
    script.post("/flow_runs/bulk_set_state", json!({"flow_runs": filter}));
    script.post(
        "/flow_runs/bulk_set_state",
        json!({"flow_runs": filter, "state": {"type": "RUNNING"}, "limit": 51}),
    );
    script
        .post("/flow_runs/bulk_delete", json!({"flow_runs": filter}))
        .any_order("/deleted");
    script.post(
        "/flow_runs/bulk_delete",
        json!({"flow_runs": {"id": {"any_": [UNKNOWN]}}}),
    );
    script.post(
        "/flow_runs/bulk_delete",
        json!({"flow_runs": filter, "limit": 201}),
    );
    script.get("/flow_runs/{bulk_1}");
    script.get("/flow_runs/{bulk_3}");
}

fn states(script: &mut Script) {
    script.get("/flow_run_states/{state}");
    script.get(format!("/flow_run_states/{UNKNOWN}"));
    script.get("/flow_run_states/?flow_run_id={full}");
    script.get("/flow_run_states/?flow_run_id={bulk_3}");
    script.get(format!("/flow_run_states/?flow_run_id={UNKNOWN}"));
    script.get("/flow_run_states/");
    script.get("/flow_run_states/?flow_run_id=x");
}

fn delete(script: &mut Script) {
    script.delete("/flow_runs/{full}");
    script.delete("/flow_runs/{full}");
    script.get("/flow_runs/{full}");
    script.get("/flow_run_states/{state}");
    script.get("/flow_run_states/?flow_run_id={full}");
    script.get("/flow_runs/{full}/logs/download");
    script.get("/flow_runs/{full}/graph");
    script.get("/flow_runs/{full}/graph-v2");
}
