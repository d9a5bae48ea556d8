//! Work queues, inside their pools and by themselves.

use serde_json::json;

use crate::parity::script::{Script, UNKNOWN};

pub(super) fn script() -> Script {
    let mut script = Script::new("work-queues");
    script
        .post(
            "/work_pools/",
            json!({"name": "work-queues-1", "type": "process"}),
        )
        .keep("default", "/default_queue_id");
    in_a_pool(&mut script);
    by_id(&mut script);
    delete(&mut script);
    script
}

fn in_a_pool(script: &mut Script) {
    let queues = "/work_pools/work-queues-1/queues";
    script
        .post(queues, json!({"name": "two"}))
        .keep("two", "/id");
    script.post(queues, json!({"name": "three", "priority": 2, "concurrency_limit": 4, "description": "third", "is_paused": true})).keep("three", "/id");
    script.post(queues, json!({"name": "one", "priority": 1}));
    script.post(queues, json!({"name": "nine", "priority": 9}));
    script.post(queues, json!({"name": "next"}));
    script.post(queues, json!({"name": "two"}));
    script.post(queues, json!({"name": "a/b"}));
    script.post(queues, json!({"name": "zero", "priority": 0}));
    script.post(queues, json!({"name": "minus", "concurrency_limit": -1}));
    script.post(queues, json!({"name": "unknown key", "colour": "red"}));
    script.post(
        queues,
        json!({"name": "filtered", "filter": {"tags": ["a"], "deployment_ids": [UNKNOWN]}}),
    );
    script.post("/work_pools/nothing/queues", json!({"name": "two"}));
    script.post(format!("{queues}/filter"), json!({}));
    for body in [
        json!({"priority": 1}),
        json!({"priority": 3}),
        json!({"priority": 100}),
        json!({"priority": null}),
        json!({"priority": 0}),
        json!({"is_paused": true}),
        json!({"is_paused": false}),
        json!({"concurrency_limit": 7, "description": "second"}),
        json!({"concurrency_limit": null, "description": null}),
        json!({"name": "zwei"}),
        json!({"name": "two"}),
        json!({"last_polled": "2000-01-01T00:00:00Z"}),
        json!({"colour": "red"}),
        json!({}),
    ] {
        let path = if body.get("name") == Some(&json!("two")) {
            format!("{queues}/zwei")
        } else {
            format!("{queues}/two")
        };
        script.patch(path, body);
        script.post(format!("{queues}/filter"), json!({}));
    }
    script.patch(format!("{queues}/nothing"), json!({"priority": 1}));
    script.patch("/work_pools/nothing/queues/two", json!({"priority": 1}));
    script.get(format!("{queues}/two"));
    script.get(format!("{queues}/default"));
    script.get(format!("{queues}/nothing"));
    script.get("/work_pools/nothing/queues/two");
    for body in [
        json!({"work_queues": {"name": {"any_": ["two", "three"]}}}),
        json!({"work_queues": {"name": {"startswith_": ["t"]}}}),
        json!({"work_queues": {"id": {"any_": ["{two}", UNKNOWN]}}}),
        json!({"work_queues": {"operator": "or_", "id": {"any_": ["{two}"]}, "name": {"any_": ["three"]}}}),
        json!({"limit": 2}),
        json!({"limit": 2, "offset": 1}),
        json!({"limit": 201}),
        json!({"limit": -1}),
        json!({"offset": -1}),
        json!({"offset": 100}),
    ] {
        script.post(format!("{queues}/filter"), body.clone());
        script.post("/work_queues/filter", body).any_order("");
    }
}

fn by_id(script: &mut Script) {
    script
        .post(
            "/work_queues/",
            json!({"name": "work-queues-alone", "concurrency_limit": 2}),
        )
        .keep("alone", "/id");
    script.post("/work_queues/", json!({"name": "work-queues-alone"}));
    script.post(
        "/work_queues/",
        json!({"name": "work-queues-tagged", "filter": {"tags": ["a"]}}),
    );
    script.get("/work_queues/{alone}");
    script.get("/work_queues/{two}");
    script.get(format!("/work_queues/{UNKNOWN}"));
    script.get("/work_queues/name/work-queues-alone");
    script.get("/work_queues/name/two");
    script.get("/work_queues/name/nothing");
    script.patch(
        "/work_queues/{alone}",
        json!({"is_paused": true, "description": "d"}),
    );
    script.get("/work_queues/{alone}");
    script.patch(
        "/work_queues/{alone}",
        json!({"is_paused": false, "priority": 3}),
    );
    script.get("/work_queues/{alone}");
    script.patch(
        "/work_queues/{alone}",
        json!({"name": "work-queues-renamed"}),
    );
    script.get("/work_queues/{alone}");
    script.patch(
        format!("/work_queues/{UNKNOWN}"),
        json!({"is_paused": true}),
    );
    script.get("/work_queues/{alone}/status");
    script.get("/work_queues/{two}/status");
    script.get(format!("/work_queues/{UNKNOWN}/status"));
    script.post("/work_queues/{alone}/concurrency_status", json!({}));
    script.post(
        "/work_queues/{alone}/concurrency_status",
        json!({"page": 0}),
    );
    script.post(
        "/work_queues/{alone}/concurrency_status",
        json!({"page": 3, "limit": 1}),
    );
    script.post(
        format!("/work_queues/{UNKNOWN}/concurrency_status"),
        json!({}),
    );
    script.post("/work_queues/{alone}/get_runs", json!({}));
    script
        .get("/work_queues/{alone}/status")
        .until("/healthy", json!(true));
    script.post(
        "/work_queues/{alone}/get_runs",
        json!({"limit": 1, "scheduled_before": "2099-01-01T00:00:00Z"}),
    );
    script.post("/work_queues/{alone}/get_runs", json!({"limit": 201}));
    script.post(
        "/work_queues/{alone}/get_runs",
        json!({"limit": 1, "agent_id": UNKNOWN}),
    );
    script.post(format!("/work_queues/{UNKNOWN}/get_runs"), json!({}));
    script.get("/work_pools/default-agent-pool");
}

fn delete(script: &mut Script) {
    script.delete("/work_queues/{alone}");
    script.delete("/work_queues/{alone}");
    script.delete("/work_pools/work-queues-1/queues/one");
    script.delete("/work_pools/work-queues-1/queues/one");
    script.delete("/work_pools/nothing/queues/one");
    script.delete("/work_pools/work-queues-1/queues/default");
    script.delete("/work_queues/{default}");
    script.post("/work_pools/work-queues-1/queues/filter", json!({}));
}
