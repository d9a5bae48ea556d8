//! The population: three flows, four deployments in two pools, and their runs.

use serde_json::{Value, json};

use super::with;
use crate::parity::script::Script;

pub(super) fn seed(script: &mut Script) {
    for (name, tags) in [
        ("alpha", json!(["a", "b"])),
        ("beta", json!(["b"])),
        ("gamma", json!([])),
    ] {
        script
            .post(
                "/flows/",
                json!({"name": format!("population-{name}"), "tags": tags}),
            )
            .keep(name, "/id");
    }
    script
        .post(
            "/work_pools/",
            json!({"name": "population-1", "type": "process", "concurrency_limit": 5}),
        )
        .keep("pool_1", "/id");
    script
        .post(
            "/work_pools/",
            json!({"name": "population-2", "type": "docker"}),
        )
        .keep("pool_2", "/id");
    script
        .post(
            "/work_pools/population-1/queues",
            json!({"name": "fast", "concurrency_limit": 3}),
        )
        .keep("fast", "/id");
    for (name, body) in [
        (
            "d1",
            json!({"flow_id": "{alpha}", "work_pool_name": "population-1", "tags": ["x"]}),
        ),
        (
            "d2",
            json!({"flow_id": "{alpha}", "work_pool_name": "population-1", "work_queue_name": "fast", "tags": ["x", "y"], "concurrency_limit": 2}),
        ),
        (
            "d3",
            json!({"flow_id": "{beta}", "work_pool_name": "population-2", "paused": true}),
        ),
        ("d4", json!({"flow_id": "{gamma}", "concurrency_limit": 7})),
    ] {
        script
            .post(
                "/deployments/",
                with(&body, json!({"name": format!("population-{name}")})),
            )
            .keep(name, "/id");
    }
    flow_runs(script);
    task_runs(script);
}

fn flow_runs(script: &mut Script) {
    let scheduled = |time: &str, name: Value| json!({"type": "SCHEDULED", "name": name, "state_details": {"scheduled_time": time}});
    let runs = [
        (
            "01",
            "alpha",
            json!({"state": {"type": "RUNNING"}, "tags": ["t", "u"], "flow_version": "1"}),
        ),
        (
            "02",
            "alpha",
            json!({"state": {"type": "COMPLETED"}, "tags": ["t"], "flow_version": "2"}),
        ),
        (
            "03",
            "beta",
            json!({"state": {"type": "FAILED"}, "idempotency_key": "population-k1"}),
        ),
        (
            "04",
            "beta",
            json!({"state": {"type": "CRASHED"}, "idempotency_key": "population-k2"}),
        ),
        (
            "05",
            "gamma",
            json!({"state": {"type": "CANCELLED"}, "tags": ["v"]}),
        ),
        ("06", "gamma", json!({"state": {"type": "PENDING"}})),
        ("07", "alpha", json!({"state": {"type": "PAUSED"}})),
        ("08", "alpha", json!({"state": {"type": "CANCELLING"}})),
        (
            "09",
            "alpha",
            json!({"state": scheduled("2099-01-01T01:00:00Z", json!(null))}),
        ),
        (
            "10",
            "alpha",
            json!({"state": scheduled("2099-01-01T13:00:00Z", json!("Late"))}),
        ),
        (
            "11",
            "beta",
            json!({"state": scheduled("2099-01-01T14:00:00Z", json!("Late")), "tags": ["t", "u", "v"]}),
        ),
        (
            "12",
            "beta",
            json!({"state": scheduled("2099-01-02T01:00:00Z", json!("AwaitingRetry"))}),
        ),
        (
            "past",
            "gamma",
            json!({"state": scheduled("2001-01-01T00:00:00Z", json!(null))}),
        ),
        (
            "with_underscore",
            "gamma",
            json!({"state": {"type": "COMPLETED", "name": "Cached"}}),
        ),
        (
            "WITH%PERCENT",
            "gamma",
            json!({"state": {"type": "COMPLETED"}}),
        ),
    ];
    for (name, flow, more) in runs {
        let body = json!({"name": format!("population-{name}"), "flow_id": format!("{{{flow}}}")});
        script.post("/flow_runs/", with(&body, more)).keep(
            format!("run_{}", name.to_lowercase().replace('%', "_")),
            "/id",
        );
    }
    for (number, (deployment, state)) in [
        ("d1", json!({"type": "PENDING"})),
        ("d1", scheduled("2099-01-01T02:00:00Z", json!(null))),
        ("d2", json!({"type": "RUNNING"})),
        ("d2", scheduled("2099-01-02T03:00:00Z", json!(null))),
        ("d3", json!({"type": "COMPLETED"})),
        ("d4", scheduled("2099-01-02T13:00:00Z", json!(null))),
    ]
    .into_iter()
    .enumerate()
    {
        script.post(
            format!("/deployments/{{{deployment}}}/create_flow_run"),
            json!({"name": format!("population-of-{number}"), "state": state}),
        );
    }
}

fn task_runs(script: &mut Script) {
    let runs = [
        (
            "t1",
            json!({"flow_run_id": "{run_01}", "state": {"type": "RUNNING"}, "tags": ["m"]}),
        ),
        (
            "t2",
            json!({"flow_run_id": "{run_01}", "state": {"type": "COMPLETED"}, "tags": ["m", "n"]}),
        ),
        (
            "t3",
            json!({"flow_run_id": "{run_02}", "state": {"type": "FAILED"}}),
        ),
        (
            "t4",
            json!({"flow_run_id": "{run_03}", "state": {"type": "PENDING"}}),
        ),
        (
            "t5",
            json!({"flow_run_id": "{run_03}", "state": {"type": "SCHEDULED", "name": "AwaitingRetry", "state_details": {"scheduled_time": "2099-01-01T05:00:00Z"}}}),
        ),
        ("t6", json!({"state": {"type": "COMPLETED"}})),
        (
            "t7",
            json!({"flow_run_id": "{run_06}", "state": {"type": "SCHEDULED", "state_details": {"scheduled_time": "2099-01-02T05:00:00Z"}}}),
        ),
        ("parent", json!({"flow_run_id": "{run_01}"})),
    ];
    for (name, more) in runs {
        let body = json!({"name": format!("population-{name}"), "task_key": "population", "dynamic_key": name});
        script
            .post("/task_runs/", with(&body, more))
            .keep(format!("task_{name}"), "/id");
    }
    script
        .post("/flow_runs/", json!({"name": "population-subflow", "flow_id": "{beta}", "parent_task_run_id": "{task_parent}", "state": {"type": "RUNNING"}}))
        .keep("subflow", "/id");
}
