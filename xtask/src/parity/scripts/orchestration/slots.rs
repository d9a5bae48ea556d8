//! The slots of deployments, work pools and work queues.

use serde_json::json;

use super::propose;
use crate::parity::script::Script;

/// The slots of a deployment.
pub(super) fn of_deployments(script: &mut Script) {
    for (name, strategy) in [("enqueue", "ENQUEUE"), ("cancel", "CANCEL_NEW")] {
        script
            .post(
                "/deployments/",
                json!({
                    "name": name, "flow_id": "{flow}", "work_pool_name": "orchestration-1",
                    "concurrency_limit": 1, "concurrency_options": {"collision_strategy": strategy},
                }),
            )
            .keep("limited", "/id");
        let create = "/deployments/{limited}/create_flow_run";
        for number in 1..=2 {
            script
                .post(create, json!({"name": format!("{name} {number}")}))
                .keep(format!("run_{number}"), "/id");
        }
        for (run, state) in [
            ("{run_1}", "PENDING"),
            ("{run_2}", "PENDING"),
            ("{run_1}", "RUNNING"),
            ("{run_2}", "RUNNING"),
            ("{run_1}", "COMPLETED"),
            ("{run_2}", "PENDING"),
            ("{run_2}", "RUNNING"),
            ("{run_1}", "PENDING"),
            ("{run_2}", "CANCELLING"),
            ("{run_2}", "CANCELLED"),
            ("{run_1}", "PENDING"),
        ] {
            script.post(
                format!("/flow_runs/{run}/set_state"),
                json!({"state": {"type": state}}),
            );
            script.get("/deployments/{limited}");
        }
        script.get("/flow_runs/{run_1}");
        script.get("/flow_runs/{run_2}");
        // A run that is deleted gives its slot back.
        script.delete("/flow_runs/{run_1}");
        script.get("/deployments/{limited}");
        script.patch("/deployments/{limited}", json!({"concurrency_limit": 0}));
        script
            .post(create, json!({"name": format!("{name} none")}))
            .keep("run", "/id");
        propose(script, &[json!({"type": "PENDING"})]);
        script.patch("/deployments/{limited}", json!({"concurrency_limit": null}));
        propose(script, &[json!({"type": "PENDING"})]);
    }
}

/// The slots of a pool and of a queue count what runs, and hold back what is handed out.
pub(super) fn of_pools(script: &mut Script) {
    script
        .post(
            "/work_pools/",
            json!({"name": "orchestration-2", "type": "process", "concurrency_limit": 2}),
        )
        .keep("limited_queue", "/default_queue_id");
    script
        .post(
            "/deployments/",
            json!({"name": "pooled", "flow_id": "{flow}", "work_pool_name": "orchestration-2"}),
        )
        .keep("pooled", "/id");
    let scheduled = "/work_pools/orchestration-2/get_scheduled_flow_runs";
    for number in 1..=4 {
        let time = format!("2001-01-0{number}T00:00:00Z");
        script.post("/deployments/{pooled}/create_flow_run", json!({"name": format!("pooled {number}"), "state": {"type": "SCHEDULED", "state_details": {"scheduled_time": time}}})).keep(format!("run_{number}"), "/id");
    }
    script.post(scheduled, json!({}));
    script.post(
        "/flow_runs/{run_1}/set_state",
        json!({"state": {"type": "PENDING"}}),
    );
    script.post(scheduled, json!({}));
    script.get("/work_pools/orchestration-2");
    script.post("/work_pools/orchestration-2/concurrency_status", json!({}));
    script.post("/work_queues/{limited_queue}/concurrency_status", json!({}));
    script.post(
        "/flow_runs/{run_2}/set_state",
        json!({"state": {"type": "RUNNING"}}),
    );
    script.post(scheduled, json!({}));
    script.patch(
        "/work_queues/{limited_queue}",
        json!({"concurrency_limit": 3}),
    );
    script.patch(
        "/work_pools/orchestration-2",
        json!({"concurrency_limit": null}),
    );
    script.post(scheduled, json!({}));
    script.post("/work_queues/{limited_queue}/get_runs", json!({}));
    script
        .post("/work_queues/{limited_queue}/concurrency_status", json!({}))
        .any_order("/flow_runs");
    script
        .post("/work_pools/orchestration-2/concurrency_status", json!({}))
        .any_order("/queues/0/flow_runs");
    script.patch("/work_queues/{limited_queue}", json!({"is_paused": true}));
    script.post(scheduled, json!({}));
    script.post("/work_queues/{limited_queue}/get_runs", json!({}));
    script.get("/work_queues/{limited_queue}/status");
    script.patch("/work_queues/{limited_queue}", json!({"is_paused": false}));
    script.patch("/work_pools/orchestration-2", json!({"is_paused": true}));
    script.post(scheduled, json!({}));
    script.get("/work_queues/{limited_queue}");
}
