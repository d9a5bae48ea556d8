//! Deployments.

use serde_json::{Value, json};

use super::with;
use crate::parity::script::{Script, UNKNOWN};

pub(super) fn script() -> Script {
    let mut script = Script::new("deployments");
    script
        .post("/flows/", json!({"name": "deployments-1"}))
        .keep("flow", "/id");
    script
        .post(
            "/work_pools/",
            json!({"name": "deployments-1", "type": "process"}),
        )
        .keep("pool", "/id");
    create(&mut script);
    read(&mut script);
    update(&mut script);
    runs(&mut script);
    parameters(&mut script);
    job_variables(&mut script);
    pause(&mut script);
    delete(&mut script);
    script
}

fn deployment(name: &str, more: Value) -> Value {
    with(&json!({"name": name, "flow_id": "{flow}"}), more)
}

fn create(script: &mut Script) {
    script
        .post("/deployments/", deployment("plain", json!({})))
        .keep("plain", "/id");
    script.post("/deployments/", deployment("plain", json!({})));
    script.post(
        "/deployments/",
        deployment("plain", json!({"description": "changed", "tags": ["x"]})),
    );
    script
        .post(
            "/deployments/",
            deployment("full", json!({
                "version": "1", "description": "all", "paused": false, "tags": ["a", "b"],
                "labels": {"l": "m", "n": 1}, "parameters": {"x": 1}, "path": "/p", "entrypoint": "f.py:f",
                "pull_steps": [{"prefect.deployments.steps.set_working_directory": {"directory": "/d"}}],
                "work_pool_name": "deployments-1", "work_queue_name": "made-here",
                "concurrency_limit": 2, "concurrency_options": {"collision_strategy": "CANCEL_NEW"},
                "job_variables": {"env": {"A": "b"}}, "enforce_parameter_schema": false,
                "parameter_openapi_schema": {"type": "object", "properties": {"x": {"type": "integer"}}},
                "created_by": null,
            })),
        )
        .keep("full", "/id");
    script.post("/work_pools/deployments-1/queues/filter", json!({}));
    for (name, more) in [
        ("no pool", json!({"work_pool_name": "nothing"})),
        ("no queue", json!({"work_queue_name": "deployments-queue"})),
        ("", json!({})),
        ("a/b", json!({})),
        ("no flow", json!({"flow_id": UNKNOWN})),
        ("unknown key", json!({"colour": "red"})),
        ("limit", json!({"concurrency_limit": -1})),
        ("limit", json!({"concurrency_limit": 0})),
        (
            "schema",
            json!({"parameter_openapi_schema": {"type": "nothing"}}),
        ),
        (
            "schema",
            json!({"parameter_openapi_schema": {"type": "object", "properties": {"x": {"type": "integer"}}}, "parameters": {"x": "y"}, "enforce_parameter_schema": true}),
        ),
        (
            "options",
            json!({"concurrency_options": {"collision_strategy": "NEVER"}}),
        ),
        (
            "options",
            json!({"concurrency_options": {"collision_strategy": "ENQUEUE", "grace_period_seconds": 5}}),
        ),
        (
            "options",
            json!({"concurrency_options": {"collision_strategy": "ENQUEUE", "grace_period_seconds": 100}}),
        ),
        (
            "version info",
            json!({"version_info": {"type": "git", "version": "abc"}}),
        ),
        ("storage", json!({"storage_document_id": UNKNOWN})),
        (
            "infrastructure",
            json!({"infrastructure_document_id": UNKNOWN}),
        ),
        (
            "global limit",
            json!({"global_concurrency_limit_id": UNKNOWN}),
        ),
    ] {
        script.post("/deployments/", deployment(name, more));
    }
    script.post("/deployments/", json!({"name": "flow missing"}));
}

fn read(script: &mut Script) {
    script.get("/deployments/{plain}");
    script.get("/deployments/{full}");
    script.get(format!("/deployments/{UNKNOWN}"));
    script.get("/deployments/name/deployments-1/full");
    script.get("/deployments/name/deployments-1/nothing");
    script.get("/deployments/name/nothing/full");
    script
        .get("/deployments/{full}/work_queue_check")
        .any_order("");
    script.get(format!("/deployments/{UNKNOWN}/work_queue_check"));
}

fn update(script: &mut Script) {
    for body in [
        json!({}),
        json!({"description": "new"}),
        json!({"description": null}),
        json!({"tags": ["c"], "version": "2", "path": "/q", "entrypoint": "g.py:g"}),
        json!({"paused": true}),
        json!({"paused": false}),
        json!({"concurrency_limit": 3}),
        json!({"concurrency_limit": null}),
        json!({"concurrency_options": {"collision_strategy": "ENQUEUE"}}),
        json!({"concurrency_options": null}),
        json!({"work_queue_name": "another"}),
        json!({"work_queue_name": null}),
        json!({"work_pool_name": "nothing"}),
        json!({"work_pool_name": null}),
        json!({"work_pool_name": "deployments-1", "work_queue_name": "default"}),
        json!({"parameters": {"x": "not a number"}}),
        json!({"enforce_parameter_schema": true, "parameters": {"x": "not a number"}}),
        json!({"enforce_parameter_schema": true, "parameters": {"x": 2}}),
        json!({"parameter_openapi_schema": {"type": "object", "properties": {"y": {"type": "string"}}}, "parameters": {}}),
        json!({"job_variables": {"image": "x"}}),
        json!({"labels": {"new": "label"}}),
        json!({"pull_steps": null}),
        json!({"name": "renamed"}),
        json!({"flow_id": UNKNOWN}),
        json!({"colour": "red"}),
        json!({"global_concurrency_limit_id": UNKNOWN}),
    ] {
        script.patch("/deployments/{full}", body);
        script.get("/deployments/{full}");
    }
    script.patch(
        format!("/deployments/{UNKNOWN}"),
        json!({"description": "x"}),
    );
}

fn runs(script: &mut Script) {
    let create = "/deployments/{full}/create_flow_run";
    script
        .post(create, json!({"name": "run 1"}))
        .keep("run", "/id");
    script.post(create, json!({}));
    script.post(
        create,
        json!({"name": "run 2", "idempotency_key": "deployments-key"}),
    );
    script.post(
        create,
        json!({"name": "run 3", "idempotency_key": "deployments-key"}),
    );
    script.post(
        "/deployments/{plain}/create_flow_run",
        json!({"name": "run 4", "idempotency_key": "deployments-key"}),
    );
    for body in [
        json!({"name": "scheduled", "state": {"type": "SCHEDULED", "state_details": {"scheduled_time": "2099-01-01T00:00:00Z"}}}),
        json!({"name": "pending", "state": {"type": "PENDING"}}),
        json!({"name": "tags", "tags": ["r", "c"], "labels": {"of": "run"}, "context": {"a": [1]}, "parameters": {"y": "z"}}),
        json!({"name": "queue", "work_queue_name": "run-queue"}),
        json!({"name": "job", "job_variables": {"env": {"C": "d"}}}),
        json!({"name": "policy", "empirical_policy": {"retries": 2, "retry_delay": 3}}),
        json!({"name": "parent", "parent_task_run_id": UNKNOWN}),
        json!({"name": "infrastructure", "infrastructure_document_id": UNKNOWN}),
        json!({"name": "unenforced", "parameters": {"y": 1}, "enforce_parameter_schema": false}),
        json!({"name": "enforced", "parameters": {"y": 1}, "enforce_parameter_schema": true}),
        json!({"name": "unknown key", "colour": "red"}),
        json!({"name": "bad state", "state": {"type": "WALKING"}}),
    ] {
        script.post(create, body);
    }
    script.post(format!("/deployments/{UNKNOWN}/create_flow_run"), json!({}));
    let bulk = format!("{create}/bulk");
    script.post(
        bulk.clone(),
        json!([{"name": "bulk 1"}, {"name": "bulk 2", "parameters": {"y": 5}}]),
    );
    script.post(bulk.clone(), json!([]));
    script.post(bulk.clone(), json!([{"name": "bulk 3", "colour": "red"}]));
    script.post(bulk, Value::Array(vec![json!({}); 101]));
    script.post(
        format!("/deployments/{UNKNOWN}/create_flow_run/bulk"),
        json!([{}]),
    );
    script.post(
        "/flow_runs/filter",
        json!({"deployments": {"id": {"any_": ["{full}"]}}, "sort": "EXPECTED_START_TIME_ASC"}),
    );
    for body in [
        json!({"deployment_ids": ["{full}"], "scheduled_before": "2098-01-01T00:00:00Z"}),
        json!({"deployment_ids": ["{full}"], "scheduled_before": "2100-01-01T00:00:00Z", "limit": 1}),
        json!({"deployment_ids": [UNKNOWN]}),
        json!({"deployment_ids": []}),
        json!({}),
        json!({"deployment_ids": ["{full}"], "limit": 201}),
    ] {
        script.post("/deployments/get_scheduled_flow_runs", body);
    }
    script
        .get("/deployments/{full}")
        .until("/status", json!("READY"));
    for body in [
        json!({"scheduled_before": "2098-01-01T00:00:00Z"}),
        json!({"scheduled_before": "2100-01-01T00:00:00Z"}),
        json!({"scheduled_before": "2098-01-01 00:00:00.335153+00:00", "limit": 2}),
        json!({"scheduled_before": "2098-01-01T00:00:00Z", "work_queue_names": ["run-queue"]}),
        json!({"scheduled_before": "2098-01-01T00:00:00Z", "work_queue_names": ["nothing"]}),
        json!({"scheduled_before": "2098-01-01T00:00:00Z", "work_queue_names": []}),
        json!({"scheduled_after": "2098-01-01T00:00:00Z", "scheduled_before": "2100-01-01T00:00:00Z"}),
        json!({"limit": 201}),
    ] {
        script.post("/work_pools/deployments-1/get_scheduled_flow_runs", body);
    }
    script.post("/work_pools/nothing/get_scheduled_flow_runs", json!({}));
    script.get("/work_pools/deployments-1");
    script.post("/work_pools/deployments-1/queues/filter", json!({}));
}

/// Parameters are held against the deployment's schema.
fn parameters(script: &mut Script) {
    let schema = json!({
        "type": "object",
        "title": "Parameters",
        "required": ["n"],
        "properties": {
            "n": {"type": "integer", "title": "n", "position": 0, "minimum": 1},
            "s": {"type": "string", "default": "d", "enum": ["d", "e"]},
            "a": {"type": "array", "items": {"$ref": "#/definitions/Item"}},
        },
        "definitions": {"Item": {"type": "object", "required": ["k"], "properties": {"k": {"type": "number"}}}},
    });
    script
        .post(
            "/deployments/",
            deployment(
                "typed",
                json!({"parameter_openapi_schema": schema, "enforce_parameter_schema": true}),
            ),
        )
        .keep("typed", "/id");
    for parameters in [
        json!({}),
        json!({"n": 1}),
        json!({"n": "1"}),
        json!({"n": 0}),
        json!({"n": 1.0}),
        json!({"n": null}),
        json!({"n": 1, "s": "f"}),
        json!({"n": 1, "a": [{"k": 1.5}]}),
        json!({"n": 1, "a": [{"k": "x"}]}),
        json!({"n": 1, "a": [{}]}),
        json!({"n": 1, "unknown": 2}),
        json!({"n": {"__prefect_kind": "json", "value": "5"}}),
        json!({"n": {"__prefect_kind": "json", "value": "{"}}),
        json!({"n": {"__prefect_kind": "jinja", "template": "{{ 1 }}"}}),
        json!({"n": {"__prefect_kind": "workspace_variable", "variable_name": "nothing"}}),
        json!({"n": {"__prefect_kind": "nothing"}}),
    ] {
        script.post(
            "/deployments/{typed}/create_flow_run",
            json!({"name": "typed", "parameters": parameters}),
        );
    }
}

/// Job variables are held against the pool's template.
fn job_variables(script: &mut Script) {
    script.post("/work_pools/", json!({
        "name": "deployments-typed", "type": "process",
        "base_job_template": {
            "job_configuration": {"image": "{{ image }}", "count": "{{ count }}"},
            "variables": {
                "type": "object", "required": ["image"],
                "properties": {"image": {"type": "string"}, "count": {"type": "integer", "default": 1}},
            },
        },
    }));
    for variables in [
        json!({}),
        json!({"image": "x"}),
        json!({"image": 1}),
        json!({"image": "x", "count": "y"}),
        json!({"image": "x", "other": "y"}),
    ] {
        script
            .post(
                "/deployments/",
                deployment(
                    "variables",
                    json!({"work_pool_name": "deployments-typed", "job_variables": variables}),
                ),
            )
            .keep("variables", "/id");
    }
    for variables in [
        json!({}),
        json!({"image": "z"}),
        json!({"image": 1}),
        json!({"count": "y"}),
    ] {
        script
            .post(
                "/deployments/{variables}/create_flow_run",
                json!({"name": "variables", "job_variables": variables}),
            )
            .keep("typed_run", "/id");
        script.patch(
            "/deployments/{variables}",
            json!({"job_variables": variables}),
        );
        script.patch(
            "/flow_runs/{typed_run}",
            json!({"job_variables": variables}),
        );
    }
}

fn pause(script: &mut Script) {
    script.post("/deployments/{full}/pause_deployment", json!({}));
    script.get("/deployments/{full}");
    script.post(
        "/deployments/{full}/create_flow_run",
        json!({"name": "while paused"}),
    );
    script.post("/deployments/{full}/resume_deployment", json!({}));
    script.get("/deployments/{full}");
    script.send("POST", "/deployments/{full}/pause_deployment");
    script.send("POST", "/deployments/{full}/resume_deployment");
    script.send("POST", format!("/deployments/{UNKNOWN}/pause_deployment"));
    script.send("POST", format!("/deployments/{UNKNOWN}/resume_deployment"));
}

fn delete(script: &mut Script) {
    script.delete("/deployments/{typed}");
    script.delete("/deployments/{typed}");
    script.get("/deployments/{typed}");
    script.get("/deployments/{typed}/schedules");
    script
        .post("/deployments/", deployment("bulk", json!({})))
        .keep("bulk", "/id");
    script.post(
        "/deployments/bulk_delete",
        json!({"deployments": {"id": {"any_": ["{bulk}", UNKNOWN]}}}),
    );
    script.post(
        "/deployments/bulk_delete",
        json!({"deployments": {"name": {"any_": ["options"]}}, "limit": 1}),
    );
    script.post("/deployments/bulk_delete", json!({"limit": 51}));
    script.post(
        "/deployments/count",
        json!({"flows": {"id": {"any_": ["{flow}"]}}}),
    );
}
