//! Prefect's objects as a real server of version 3.8.8 tells them, and a plan.

use serde_json::{Value, json};
use uuid::Uuid;

pub(crate) const TIME: &str = "2026-01-01T00:00:00.000000Z";

/// An id that is easy to recognise.
pub(crate) fn id(number: u128) -> String {
    Uuid::from_u128(number).to_string()
}

pub(crate) const FLOW: u128 = 1;
pub(crate) const DEPLOYMENT: u128 = 2;
pub(crate) const FLOW_RUN: u128 = 3;

/// `base` with the members of `changes` put in.
pub(crate) fn with(mut base: Value, changes: &Value) -> Value {
    for (key, value) in changes.as_object().unwrap() {
        base[key] = value.clone();
    }
    base
}

pub(crate) fn work_pool(name: &str) -> Value {
    json!({
        "id": id(4), "created": TIME, "updated": TIME, "name": name, "description": null, "type": "process",
        "base_job_template": {}, "is_paused": false, "concurrency_limit": null, "status": "NOT_READY",
        "default_queue_id": id(5), "active_slots": null,
        "storage_configuration": {"bundle_upload_step": null, "bundle_execution_step": null,
                                  "default_result_storage_block_id": null},
    })
}

/// A worker that is online.
pub(crate) fn worker() -> Value {
    json!({
        "id": id(9), "created": TIME, "updated": TIME, "name": "worker", "work_pool_id": id(4),
        "last_heartbeat_time": TIME, "heartbeat_interval_seconds": 30, "status": "ONLINE",
    })
}

pub(crate) fn flow(name: &str) -> Value {
    json!({"id": id(FLOW), "created": TIME, "updated": TIME, "name": name, "tags": [], "labels": {}})
}

/// A deployment that nobody has said anything about.
pub(crate) fn deployment() -> Value {
    json!({
        "id": id(DEPLOYMENT), "created": TIME, "updated": TIME, "name": "default", "version": null,
        "description": null, "flow_id": id(FLOW), "paused": false, "schedules": [], "concurrency_limit": null,
        "global_concurrency_limit": null, "concurrency_options": null, "job_variables": {}, "parameters": {},
        "tags": [], "labels": {}, "work_queue_name": "default", "work_queue_id": id(5), "last_polled": null,
        "parameter_openapi_schema": null, "path": null, "pull_steps": null, "entrypoint": null,
        "storage_document_id": null, "infrastructure_document_id": null, "created_by": null, "updated_by": null,
        "work_pool_name": null, "status": "NOT_READY", "enforce_parameter_schema": true,
    })
}

pub(crate) fn state(state_type: &str, name: &str, message: Option<&str>) -> Value {
    json!({
        "id": id(6), "type": state_type, "name": name, "timestamp": TIME, "message": message, "data": null,
        "state_details": {
            "flow_run_id": id(FLOW_RUN), "task_run_id": null, "child_flow_run_id": null, "scheduled_time": null,
            "cache_key": null, "cache_expiration": null, "deferred": null, "untrackable_result": false,
            "pause_timeout": null, "pause_reschedule": false, "pause_key": null, "run_input_keyset": null,
            "refresh_cache": null, "retriable": null, "transition_id": null, "task_parameters_id": null,
            "traceparent": null
        },
    })
}

/// A flow run in this state.
pub(crate) fn flow_run(state_type: &str, name: &str) -> Value {
    json!({
        "id": id(FLOW_RUN), "created": TIME, "updated": TIME, "name": "happy-cat", "flow_id": id(FLOW),
        "state_id": id(6), "deployment_id": id(DEPLOYMENT), "deployment_version": null, "work_queue_id": id(5),
        "work_queue_name": "default", "flow_version": null, "parameters": {}, "idempotency_key": null, "context": {},
        "empirical_policy": {"max_retries": 0, "retry_delay_seconds": 0.0, "retries": null, "retry_delay": null,
                             "pause_keys": [], "resuming": false, "retry_type": null},
        "tags": [], "labels": {}, "parent_task_run_id": null, "state_type": state_type, "state_name": name,
        "run_count": 0, "expected_start_time": TIME, "next_scheduled_start_time": null, "start_time": null,
        "end_time": null, "total_run_time": 0.0, "estimated_run_time": 0.0, "estimated_start_time_delta": 0.0,
        "auto_scheduled": false, "infrastructure_document_id": null, "infrastructure_pid": null, "created_by": null,
        "work_pool_id": id(4), "work_pool_name": "pool", "state": state(state_type, name, None), "job_variables": {},
    })
}

/// A task run in this state that took the results of others.
pub(crate) fn task_run(number: u128, name: &str, state_type: &str, upstream: &[u128]) -> Value {
    let inputs: Vec<Value> = upstream
        .iter()
        .map(|number| json!({"input_type": "task_run", "id": id(*number)}))
        .chain([json!({"input_type": "parameter", "name": "p"})])
        .collect();
    let mut state = state(state_type, state_type, Some("words"));
    state["state_details"]["task_run_id"] = json!(id(number));
    json!({
        "id": id(number), "created": TIME, "updated": TIME, "name": name, "flow_run_id": id(FLOW_RUN),
        "task_key": "task_s_t-0", "dynamic_key": "abc-def", "cache_key": null, "cache_expiration": null,
        "task_version": null, "empirical_policy": {"max_retries": 0, "retry_delay_seconds": 0.0, "retries": 0,
                                                   "retry_delay": 0, "retry_jitter_factor": null},
        "tags": [], "labels": {}, "state_id": id(6), "task_inputs": {"x": inputs, "wait_for": inputs},
        "state_type": state_type, "state_name": state_type, "run_count": 0, "flow_run_run_count": 0,
        "expected_start_time": TIME, "next_scheduled_start_time": null, "start_time": null, "end_time": null,
        "total_run_time": 0.0, "estimated_run_time": 0.0, "estimated_start_time_delta": 0.0, "state": state,
    })
}

/// A plan of two tasks.
pub(crate) fn plan() -> Value {
    json!({"flow_name": "data analysis", "description": "Averages.", "tasks": [
        {"id": "db_query", "task_key": "db_select_users", "mcp_server": "db", "mcp_tool": "select_users",
         "depends_on": [], "parameters": {"department": "Engineering"}},
        {"id": "calc_avg", "task_key": "calculator_evaluate", "mcp_server": "calculator", "mcp_tool": "evaluate",
         "depends_on": ["db_query"], "parameters": {"expression": "{{db_query.rows[0].salary}} / 2"}}]})
}
