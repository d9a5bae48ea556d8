//! Arguments that cannot be used.

use serde_json::{Value, json};

use crate::host::call;
use crate::objects::{id, plan, with};
use crate::prefect::Prefect;

/// Calls that name what is wrong, and in what words.
fn bad_calls() -> Vec<(&'static str, Value, &'static str)> {
    let submit = |changes: Value| {
        let good = json!({"flow_definition": plan(), "work_pool_name": "pool"});
        with(good, &changes)
    };
    let status = |changes: Value| with(json!({"flow_run_id": id(1)}), &changes);
    let pool = |changes: Value| with(json!({"pool_name": "pool"}), &changes);
    vec![
        ("create_work_pool", json!({}), "pool_name is missing"),
        (
            "create_work_pool",
            pool(json!({"pool_name": "  "})),
            "pool_name is missing",
        ),
        (
            "create_work_pool",
            pool(json!({"pool_name": 5})),
            "pool_name is 5",
        ),
        (
            "create_work_pool",
            pool(json!({"pool_name": "a/b"})),
            "pool_name has the character '/'",
        ),
        (
            "create_work_pool",
            pool(json!({"pool_name": "a\nb"})),
            "pool_name has the character '\\n'",
        ),
        (
            "create_work_pool",
            pool(json!({"pool_type": ["process"]})),
            "pool_type is a list",
        ),
        (
            "create_work_pool",
            pool(json!({"description": {}})),
            "description is an object",
        ),
        (
            "create_work_pool",
            pool(json!({"concurrency_limit": -1})),
            "concurrency_limit is -1",
        ),
        (
            "create_work_pool",
            pool(json!({"concurrency_limit": 1.5})),
            "concurrency_limit is 1.5",
        ),
        (
            "create_work_pool",
            pool(json!({"concurrency_limit": "many"})),
            "concurrency_limit is \"many\"",
        ),
        ("submit_flow", json!({}), "flow_definition is missing"),
        (
            "submit_flow",
            submit(json!({"flow_definition": ""})),
            "flow_definition is missing",
        ),
        (
            "submit_flow",
            submit(json!({"flow_definition": "{\"tasks\""})),
            "cannot be used",
        ),
        (
            "submit_flow",
            submit(json!({"flow_definition": [1]})),
            "cannot be used",
        ),
        (
            "submit_flow",
            submit(json!({"flow_definition": 1.5})),
            "cannot be used",
        ),
        (
            "submit_flow",
            submit(json!({"work_pool_name": null})),
            "work_pool_name is missing",
        ),
        (
            "submit_flow",
            submit(json!({"work_pool_name": "a%b"})),
            "work_pool_name has the character '%'",
        ),
        (
            "submit_flow",
            submit(json!({"deployment_name": true})),
            "deployment_name is true",
        ),
        (
            "submit_flow",
            submit(json!({"parameters": {"n": 1}})),
            "n is not one that the flow takes; it takes none",
        ),
        (
            "submit_flow",
            submit(json!({"parameters": "{\"n\": 1}"})),
            "n is not one that the flow takes; it takes none",
        ),
        (
            "submit_flow",
            submit(json!({"parameters": "{n"})),
            "parameters is text that is no JSON",
        ),
        (
            "submit_flow",
            submit(json!({"parameters": [1]})),
            "parameters is a list",
        ),
        (
            "submit_flow",
            submit(json!({"tags": "a, b"})),
            "tags is text that is no JSON",
        ),
        (
            "submit_flow",
            submit(json!({"tags": {"a": "b"}})),
            "tags is no list of texts",
        ),
        (
            "submit_flow",
            submit(json!({"tags": [1]})),
            "tags is no list of texts",
        ),
        ("get_run_status", json!({}), "flow_run_id is missing"),
        (
            "get_run_status",
            status(json!({"flow_run_id": 7})),
            "flow_run_id is 7",
        ),
        (
            "get_run_status",
            status(json!({"flow_run_id": "happy-cat"})),
            "flow_run_id is \"happy-cat\"",
        ),
        (
            "get_run_status",
            status(json!({"flow_run_id": "ü".repeat(500)})),
            "üüü\"…, which is no UUID",
        ),
        (
            "get_run_status",
            status(json!({"wait_seconds": 61})),
            "wait_seconds is 61",
        ),
        (
            "get_run_status",
            status(json!({"wait_seconds": -0.1})),
            "wait_seconds is -0.1",
        ),
        (
            "get_run_status",
            status(json!({"wait_seconds": "soon"})),
            "wait_seconds is \"soon\"",
        ),
        (
            "get_run_status",
            status(json!({"wait_seconds": [1]})),
            "wait_seconds is a list",
        ),
    ]
}

#[tokio::test]
async fn what_cannot_be_used_is_named_and_nothing_is_asked() {
    let prefect = Prefect::with_pool().await;
    let session = prefect.session().await;
    for (tool, arguments, words) in bad_calls() {
        let results = call(&session, tool, arguments.clone()).await;
        assert_eq!(results["success"], false, "{arguments}");
        let error = results["error"].as_str().unwrap();
        assert!(error.contains(words), "{error}");
        assert!(!results["next"].as_str().unwrap().is_empty());
    }
    assert_eq!(prefect.asked().await, []);
}
