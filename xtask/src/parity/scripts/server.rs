//! What the server tells of itself, and how it answers what is no operation.

use serde_json::json;

use crate::parity::script::Script;

pub(super) fn script() -> Script {
    let mut script = Script::new("server");
    for path in [
        "/admin/version",
        "/admin/storage",
        "/health",
        "/hello",
        "/ready",
        "/version",
        "/csrf-token",
        "/csrf-token?client=server-1",
    ] {
        script.get(path);
    }
    no_operations(&mut script);
    slashes(&mut script);
    api_versions(&mut script);
    script
}

fn no_operations(script: &mut Script) {
    script.get("/nothing-here");
    script.get("/");
    script.get("/flow_runs/filter/filter/filter");
    script.get("/flows/a/b/c");
    script.post("/work_pools/a/b/c", json!({}));
    for (method, path) in [
        ("PUT", "/flows/"),
        ("GET", "/flows/"),
        ("GET", "/flows/filter"),
        ("DELETE", "/flow_runs/filter"),
        ("POST", "/health"),
        ("PUT", "/deployments/6f1e2d3c-0000-4000-8000-00000000dead"),
        ("POST", "/work_pools/server-1"),
        ("PUT", "/work_pools/server-1"),
        ("DELETE", "/logs/"),
        ("OPTIONS", "/flows/"),
        ("HEAD", "/health"),
        ("PATCH", "/artifacts/filter"),
        ("GET", "/v2/concurrency_limits/filter"),
        ("GET", "/variables/filter"),
    ] {
        script.send(method, path);
    }
}

/// Each operation has one form of its path; the other leads there.
fn slashes(script: &mut Script) {
    script.post("/flows", json!({"name": "server-1"}));
    script.post("/flow_runs/filter/", json!({"limit": 0}));
    script.post("/logs", json!([]));
    script.get("/health/");
    script.get("/flow_run_states?flow_run_id=6f1e2d3c-0000-4000-8000-00000000dead");
    script.send("GET", "/work_pools/server-1/");
    script.post("/events/", json!([]));
    script.post("//flows/", json!({"name": "server-1"}));
}

/// Clients say which version of the API they speak.
fn api_versions(script: &mut Script) {
    for version in ["0.8.4", "0.8.0", "0.7.0", "99.0.0", "x", "0.8", ""] {
        script
            .get("/admin/version")
            .header("x-prefect-api-version", version);
    }
    script
        .get("/health")
        .header("x-prefect-api-version", "0.1.0");
    script
        .get("/version")
        .header("x-prefect-api-version", "0.1.0");
    script
        .post("/flows/filter", json!({"limit": 1}))
        .header("x-prefect-api-version", "0.7.0");
}
