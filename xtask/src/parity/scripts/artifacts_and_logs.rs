//! Artifacts and log lines.

use serde_json::{Value, json};

use super::with;
use crate::parity::script::{Script, UNKNOWN};

pub(super) fn artifacts() -> Script {
    let mut script = Script::new("artifacts");
    script
        .post("/flows/", json!({"name": "artifacts-1"}))
        .keep("flow", "/id");
    script
        .post("/flow_runs/", json!({"flow_id": "{flow}", "name": "run"}))
        .keep("run", "/id");
    script
        .post(
            "/task_runs/",
            json!({"flow_run_id": "{run}", "task_key": "t", "dynamic_key": "0", "name": "task"}),
        )
        .keep("task", "/id");
    for (name, body) in [
        (
            "first",
            json!({"key": "artifacts-a", "type": "markdown", "data": "# One", "description": "first", "metadata_": {"m": "n"}, "flow_run_id": "{run}"}),
        ),
        (
            "second",
            json!({"key": "artifacts-a", "type": "table", "data": [{"a": 1}], "task_run_id": "{task}", "flow_run_id": "{run}"}),
        ),
        (
            "third",
            json!({"key": "artifacts-b", "type": "progress", "data": 50.5}),
        ),
        ("no_key", json!({"type": "result", "data": null})),
        ("nothing", json!({})),
        ("bad_key", json!({"key": "Not A Key"})),
        (
            "bad_run",
            json!({"flow_run_id": UNKNOWN, "key": "artifacts-c"}),
        ),
        ("bad", json!({"flow_run_id": "x"})),
        ("unknown_key", json!({"colour": "red"})),
        (
            "metadata",
            json!({"key": "artifacts-d", "metadata_": {"m": 1}}),
        ),
        (
            "long",
            json!({"key": "artifacts-e", "metadata_": {"m": "n".repeat(6000)}}),
        ),
    ] {
        script.post("/artifacts/", body).keep(name, "/id");
    }
    script.get("/artifacts/{first}");
    script.get(format!("/artifacts/{UNKNOWN}"));
    script.get("/artifacts/artifacts-a/latest");
    script.get("/artifacts/nothing/latest");
    for body in [
        json!({"data": "# Two", "description": "changed"}),
        json!({"metadata_": {"x": "y"}}),
        json!({"metadata_": null}),
        json!({}),
        json!({"key": "x"}),
        json!({"data": null}),
    ] {
        script.patch("/artifacts/{second}", body);
        script.get("/artifacts/{second}");
    }
    script.get("/artifacts/artifacts-a/latest");
    script.patch(format!("/artifacts/{UNKNOWN}"), json!({"data": "x"}));
    artifact_filters(&mut script);
    script.delete("/artifacts/{second}");
    script.delete("/artifacts/{second}");
    script.get("/artifacts/artifacts-a/latest");
    script.delete("/artifacts/{first}");
    script.get("/artifacts/artifacts-a/latest");
    script.delete("/flow_runs/{run}");
    script.post(
        "/artifacts/filter",
        json!({"sort": "KEY_ASC", "artifacts": {"key": {"exists_": true}}}),
    );
    script
}

fn artifact_filters(script: &mut Script) {
    let filters = [
        json!({"id": {"any_": ["{first}", "{third}"]}}),
        json!({"key": {"any_": ["artifacts-b"]}}),
        json!({"key": {"like_": "artifacts-%"}}),
        json!({"key": {"exists_": true}}),
        json!({"key": {"exists_": false}}),
        json!({"flow_run_id": {"any_": ["{run}"]}}),
        json!({"task_run_id": {"any_": ["{task}"]}}),
        json!({"type": {"any_": ["markdown", "table"]}}),
        json!({"type": {"not_any_": ["result"]}}),
        json!({"operator": "or_", "type": {"any_": ["progress"]}, "flow_run_id": {"any_": ["{run}"]}}),
        json!({"type": {"like_": "x"}}),
        json!({"name": {"any_": ["x"]}}),
    ];
    for filter in filters {
        let body = json!({"artifacts": filter, "sort": "ID_DESC"});
        script.post("/artifacts/filter", body.clone()).any_order("");
        script.post("/artifacts/count", body.clone());
        script
            .post("/artifacts/latest/filter", body.clone())
            .any_order("");
        script.post("/artifacts/latest/count", body);
    }
    let keyed = json!({"key": {"exists_": true}});
    for sort in [
        "CREATED_DESC",
        "UPDATED_DESC",
        "KEY_DESC",
        "KEY_ASC",
        "NAME_ASC",
    ] {
        script.post(
            "/artifacts/latest/filter",
            json!({"sort": sort, "artifacts": {"latest_id": {"any_": ["{second}", "{third}"]}}}),
        );
        script.post("/artifacts/filter", json!({"sort": sort, "artifacts": {"operator": "and_", "key": {"any_": ["artifacts-b", "artifacts-d"]}}}));
    }
    for more in [
        json!({"flows": {"name": {"any_": ["artifacts-1"]}}}),
        json!({"flow_runs": {"name": {"any_": ["run"]}}}),
        json!({"task_runs": {"name": {"any_": ["task"]}}}),
        json!({"deployments": {"name": {"any_": ["nothing"]}}}),
    ] {
        for path in ["filter", "count", "latest/filter", "latest/count"] {
            script
                .post(format!("/artifacts/{path}"), more.clone())
                .any_order("");
        }
    }
    pages(
        script,
        "/artifacts/filter",
        &json!({"sort": "CREATED_DESC", "artifacts": keyed}),
    );
}

/// The edges of a list.
fn pages(script: &mut Script, path: &str, body: &Value) {
    for page in [
        json!({"limit": 2}),
        json!({"limit": 2, "offset": 1}),
        json!({"limit": 0}),
        json!({"limit": 200}),
        json!({"limit": 201}),
        json!({"limit": -1}),
        json!({"offset": -1}),
        json!({"offset": 100}),
        json!({"limit": null, "offset": null}),
    ] {
        script.post(path, with(body, page));
    }
}

pub(super) fn logs() -> Script {
    let mut script = Script::new("logs");
    script
        .post("/flows/", json!({"name": "logs-1"}))
        .keep("flow", "/id");
    script
        .post(
            "/flow_runs/",
            json!({"flow_id": "{flow}", "name": "logs run"}),
        )
        .keep("run", "/id");
    script.post("/task_runs/", json!({"flow_run_id": "{run}", "task_key": "t", "dynamic_key": "0", "name": "logs task"})).keep("task", "/id");
    let line = |level: i64, second: u8, message: &str| json!({"name": "prefect.flow_runs", "level": level, "message": message, "timestamp": format!("2099-01-01T00:00:{second:02}.5Z"), "flow_run_id": "{run}"});
    let mut of_the_task = line(10, 4, "from the task");
    of_the_task["task_run_id"] = "{task}".into();
    script.post(
        "/logs/",
        json!([
            line(20, 1, "first"),
            line(30, 2, "a \"quoted\", line"),
            line(40, 3, "two\nlines"),
            of_the_task
        ]),
    );
    script.post("/logs/", json!([]));
    for body in [
        json!([{"name": "n", "level": 20, "message": "m", "timestamp": "2099-01-01T00:00:09+02:00"}]),
        json!([{"name": "n", "level": 20, "message": "m"}]),
        json!([{"name": "n", "level": "high", "message": "m", "timestamp": "2099-01-01T00:00:00Z"}]),
        json!([{"name": "n", "level": 20, "message": "m", "timestamp": "2099-01-01T00:00:00Z", "flow_run_id": "x"}]),
        json!([{"name": "n", "level": 20, "message": "m", "timestamp": "2099-01-01T00:00:00Z", "colour": "red"}]),
        json!([{"name": "n", "level": 20, "message": "unknown run", "timestamp": "2099-01-01T00:00:08Z", "flow_run_id": UNKNOWN}]),
        json!({"name": "n"}),
    ] {
        script.post("/logs/", body);
    }
    for filter in [
        json!({"flow_run_id": {"any_": ["{run}"]}}),
        json!({"flow_run_id": {"any_": [UNKNOWN]}}),
        json!({"task_run_id": {"any_": ["{task}"]}}),
        json!({"task_run_id": {"is_null_": true}, "flow_run_id": {"any_": ["{run}"]}}),
        json!({"level": {"ge_": 30}, "flow_run_id": {"any_": ["{run}"]}}),
        json!({"level": {"le_": 20}, "flow_run_id": {"any_": ["{run}"]}}),
        json!({"timestamp": {"after_": "2099-01-01T00:00:02.5Z"}, "flow_run_id": {"any_": ["{run}"]}}),
        json!({"timestamp": {"before_": "2099-01-01T00:00:02.5Z"}, "flow_run_id": {"any_": ["{run}"]}}),
        json!({"text": {"query": "FIRST"}, "flow_run_id": {"any_": ["{run}"]}}),
        json!({"text": {"query": "-first"}, "flow_run_id": {"any_": ["{run}"]}}),
        json!({"text": {"query": "\"two lines\" first"}, "flow_run_id": {"any_": ["{run}"]}}),
        json!({"operator": "or_", "level": {"ge_": 40}, "task_run_id": {"any_": ["{task}"]}}),
        json!({"text": {"query": "x".repeat(201)}}),
        json!({"level": {"eq_": 20}}),
    ] {
        script.post(
            "/logs/filter",
            json!({"logs": filter, "sort": "TIMESTAMP_ASC"}),
        );
    }
    let mine = json!({"flow_run_id": {"any_": ["{run}"]}});
    script.post(
        "/logs/filter",
        json!({"logs": mine, "sort": "TIMESTAMP_DESC"}),
    );
    script.post("/logs/filter", json!({"logs": mine, "sort": "LEVEL"}));
    pages(
        &mut script,
        "/logs/filter",
        &json!({"logs": mine, "sort": "TIMESTAMP_ASC"}),
    );
    script.get("/flow_runs/{run}/logs/download");
    script
        .post(
            "/flow_runs/",
            json!({"flow_id": "{flow}", "name": "silent"}),
        )
        .keep("silent", "/id");
    script.get("/flow_runs/{silent}/logs/download");
    script.get(format!("/flow_runs/{UNKNOWN}/logs/download"));
    script.delete("/flow_runs/{run}");
    script
        .post(
            "/logs/filter",
            json!({"logs": mine, "sort": "TIMESTAMP_ASC"}),
        )
        .until("", json!([]));
    script
}
