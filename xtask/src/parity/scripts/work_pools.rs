//! Work pools, and the workers that poll them.

use serde_json::json;

use crate::parity::script::Script;

pub(super) fn script() -> Script {
    let mut script = Script::new("work-pools");
    create(&mut script);
    read_and_update(&mut script);
    workers(&mut script);
    templates(&mut script);
    script.delete("/work_pools/work-pools-1");
    script.delete("/work_pools/work-pools-1");
    script.get("/work_pools/work-pools-1");
    script.post("/work_pools/work-pools-1/queues/filter", json!({}));
    script.post("/work_pools/work-pools-1/workers/filter", json!({}));
    script.get("/work_queues/{default_queue}");
    script
}

fn create(script: &mut Script) {
    script
        .post(
            "/work_pools/",
            json!({"name": "work-pools-1", "type": "process"}),
        )
        .keep("pool", "/id")
        .keep("default_queue", "/default_queue_id");
    script.post(
        "/work_pools/",
        json!({"name": "work-pools-1", "type": "docker"}),
    );
    script.post(
        "/work_pools/",
        json!({
            "name": "work-pools 2 ünï",
            "description": "two",
            "concurrency_limit": 3,
            "is_paused": true,
            "base_job_template": {"job_configuration": {"a": "{{ b }}"}, "variables": {"properties": {"b": {"type": "string", "default": "c"}}}},
        }),
    );
    script.post(
        "/work_pools/",
        json!({"name": "work-pools-3", "type": null, "base_job_template": null}),
    );
    script.post("/work_pools/", json!({"name": "work-pools-4", "concurrency_limit": 0, "storage_configuration": {"bundle_upload_step": {"a": 1}, "bundle_execution_step": {}, "default_result_storage_block_id": null}}));
    for name in [
        "prefect-agent",
        "Prefect pool",
        "prefect",
        "",
        "a/b",
        "a%b",
        "&",
    ] {
        script.post("/work_pools/", json!({"name": name}));
    }
    script.post(
        "/work_pools/",
        json!({"name": "work-pools-9", "concurrency_limit": -1}),
    );
    script.post(
        "/work_pools/",
        json!({"name": "work-pools-9", "concurrency_limit": 1.5}),
    );
    script.post(
        "/work_pools/",
        json!({"name": "work-pools-9", "is_paused": "maybe"}),
    );
    script.post(
        "/work_pools/",
        json!({"name": "work-pools-9", "storage_configuration": {"x": 1}}),
    );
}

fn read_and_update(script: &mut Script) {
    script.get("/work_pools/work-pools-1");
    script.get("/work_pools/work-pools%202%20%C3%BCn%C3%AF");
    script.get("/work_pools/nothing");
    for body in [
        json!({}),
        json!({"description": "one"}),
        json!({"concurrency_limit": 5}),
        json!({"concurrency_limit": null}),
        json!({"description": null}),
        json!({"is_paused": true}),
        json!({"is_paused": false}),
        json!({"is_paused": null}),
        json!({"name": "work-pools-9"}),
        json!({"type": "docker"}),
        json!({"concurrency_limit": -1}),
        json!({"base_job_template": {"job_configuration": {}, "variables": {}}}),
        json!({"base_job_template": {"other": {}}}),
        json!({"base_job_template": null}),
        json!({"storage_configuration": {"default_result_storage_block_id": null}}),
    ] {
        script.patch("/work_pools/work-pools-1", body);
        script.get("/work_pools/work-pools-1");
    }
    script.patch("/work_pools/nothing", json!({"description": "one"}));
    script.patch("/work_pools/prefect-agent", json!({"description": "one"}));
    script.delete("/work_pools/prefect-agent");
    script.delete("/work_pools/nothing");
    script.post("/work_pools/work-pools-1/concurrency_status", json!({}));
    script.post(
        "/work_pools/work-pools-1/concurrency_status",
        json!({"page": 2, "limit": 1, "flow_run_limit": 1}),
    );
    script.post("/work_pools/work-pools-4/concurrency_status", json!({}));
    script.post("/work_pools/nothing/concurrency_status", json!({}));
}

fn workers(script: &mut Script) {
    let heartbeat = "/work_pools/work-pools-1/workers/heartbeat";
    let filter = "/work_pools/work-pools-1/workers/filter";
    script.post(filter, json!({}));
    script.post(heartbeat, json!({"name": "worker 1"}));
    script.post(
        heartbeat,
        json!({"name": "worker 2", "heartbeat_interval_seconds": 60}),
    );
    script.post(
        heartbeat,
        json!({"name": "worker 1", "heartbeat_interval_seconds": 5}),
    );
    script.post(heartbeat, json!({"heartbeat_interval_seconds": 5}));
    script.post(
        heartbeat,
        json!({"name": "worker 3", "heartbeat_interval_seconds": "x"}),
    );
    script.post(
        heartbeat,
        json!({"name": "worker 3", "heartbeat_interval_seconds": 0}),
    );
    script.post(
        "/work_pools/nothing/workers/heartbeat",
        json!({"name": "worker 1"}),
    );
    script.get("/work_pools/work-pools-1");
    for body in [
        json!({}),
        json!({"workers": {"status": {"any_": ["ONLINE"]}}}),
        json!({"workers": {"status": {"any_": ["OFFLINE"]}}}),
        json!({"workers": {"status": {"not_any_": ["ONLINE"]}}}),
        json!({"workers": {"status": {"any_": ["AWAY"]}}}),
        json!({"workers": {"last_heartbeat_time": {"after_": "2000-01-01T00:00:00Z"}}}),
        json!({"workers": {"last_heartbeat_time": {"before_": "2000-01-01T00:00:00Z"}}}),
        json!({"workers": {"name": {"any_": ["worker 1"]}}}),
        json!({"limit": 1}),
        json!({"limit": 1, "offset": 1}),
        json!({"limit": 201}),
    ] {
        script.post(filter, body);
    }
    script.patch("/work_pools/work-pools-1", json!({"is_paused": true}));
    script.post(heartbeat, json!({"name": "worker 1"}));
    script.get("/work_pools/work-pools-1");
    script.patch("/work_pools/work-pools-1", json!({"is_paused": false}));
    script.get("/work_pools/work-pools-1");
    script.delete("/work_pools/work-pools-1/workers/worker%201");
    script.delete("/work_pools/work-pools-1/workers/worker%201");
    script.delete("/work_pools/nothing/workers/worker%201");
    script.post(filter, json!({}));
}

/// A template is checked when it is given.
fn templates(script: &mut Script) {
    for (number, template) in [
        json!({}),
        json!({"variables": {}}),
        json!({"job_configuration": {}}),
        json!({"job_configuration": {"a": "{{ b }}"}, "variables": {}}),
        json!({"job_configuration": {"a": "{{ b }}"}, "variables": {"properties": {}}}),
        json!({"job_configuration": {"a": "{{ b }} {{c}}"}, "variables": {"properties": {"b": {}, "c": {}}}}),
        json!({"job_configuration": {"a": {"b": ["{{ c }}"]}}, "variables": {"properties": {"b": {}}}}),
        json!({"job_configuration": [], "variables": {}}),
        json!([]),
        json!("x"),
    ]
    .into_iter()
    .enumerate()
    {
        script.post(
            "/work_pools/",
            json!({"name": format!("work-pools-template-{number}"), "base_job_template": template}),
        );
    }
}
