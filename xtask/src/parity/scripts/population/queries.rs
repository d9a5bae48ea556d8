//! The filters, each a body's part or body.

use serde_json::{Value, json};

use crate::parity::script::UNKNOWN;

pub(super) fn flow_runs() -> Vec<Value> {
    vec![
        json!(null),
        json!({}),
        json!({"id": {"any_": ["{run_01}", "{run_09}", UNKNOWN]}}),
        json!({"id": {"not_any_": ["{run_01}", "{run_02}"]}}),
        json!({"id": {"any_": []}}),
        json!({"id": {"any_": null}}),
        json!({"name": {"any_": ["population-01", "population-past"]}}),
        json!({"name": {"like_": "ATION-1"}}),
        json!({"name": {"like_": "h_u"}}),
        json!({"name": {"like_": "h%p"}}),
        json!({"tags": {"all_": ["t"]}}),
        json!({"tags": {"all_": ["t", "u"]}}),
        json!({"tags": {"any_": ["v", "x"]}}),
        json!({"tags": {"is_null_": true}}),
        json!({"tags": {"is_null_": false}}),
        json!({"tags": {"operator": "or_", "all_": ["t", "u"], "is_null_": true}}),
        json!({"deployment_id": {"any_": ["{d1}", "{d2}"]}}),
        json!({"deployment_id": {"is_null_": true}}),
        json!({"deployment_id": {"is_null_": false}}),
        json!({"deployment_id": {"operator": "or_", "any_": ["{d1}"], "is_null_": true}}),
        json!({"work_queue_name": {"any_": ["fast"]}}),
        json!({"work_queue_name": {"is_null_": true}}),
        json!({"work_queue_name": {"operator": "or_", "any_": ["fast"], "is_null_": true}}),
        json!({"state": {"type": {"any_": ["SCHEDULED", "RUNNING"]}}}),
        json!({"state": {"type": {"not_any_": ["SCHEDULED", "RUNNING"]}}}),
        json!({"state": {"name": {"any_": ["Late", "Cached"]}}}),
        json!({"state": {"name": {"not_any_": ["Late", "Scheduled"]}}}),
        json!({"state": {"operator": "or_", "type": {"any_": ["FAILED"]}, "name": {"any_": ["Late"]}}}),
        json!({"state": {"type": {"any_": []}}}),
        json!({"flow_version": {"any_": ["1", "2"]}}),
        json!({"start_time": {"is_null_": true}}),
        json!({"start_time": {"is_null_": false}}),
        json!({"start_time": {"after_": "2098-01-01T00:00:00Z"}}),
        json!({"start_time": {"before_": "2098-01-01T00:00:00Z"}}),
        json!({"end_time": {"is_null_": true}}),
        json!({"end_time": {"is_null_": false}}),
        json!({"end_time": {"before_": "2098-01-01T00:00:00Z", "after_": "2001-01-01T00:00:00Z"}}),
        json!({"expected_start_time": {"after_": "2099-01-01T13:00:00Z"}}),
        json!({"expected_start_time": {"before_": "2001-01-01T00:00:00Z"}}),
        json!({"expected_start_time": {"after_": "2099-01-01T01:00:00+00:00", "before_": "2099-01-01T14:00:00+01:00"}}),
        json!({"next_scheduled_start_time": {"after_": "2099-01-02T00:00:00Z"}}),
        json!({"next_scheduled_start_time": {"before_": "2099-01-01T13:00:00Z"}}),
        json!({"parent_flow_run_id": {"any_": ["{run_01}"]}}),
        json!({"parent_task_run_id": {"any_": ["{task_parent}"]}}),
        json!({"parent_task_run_id": {"is_null_": true}}),
        json!({"parent_task_run_id": {"is_null_": false}}),
        json!({"idempotency_key": {"any_": ["population-k1"]}}),
        json!({"idempotency_key": {"not_any_": ["population-k1"]}}),
        json!({"created_by": {"is_null_": true}}),
        json!({"created_by": {"is_null_": false}}),
        json!({"created_by": {"type_": ["DEPLOYMENT"]}}),
        json!({"created_by": {"id_": ["{d1}"]}}),
        json!({"operator": "or_", "name": {"any_": ["population-01"]}, "state": {"type": {"any_": ["FAILED"]}}}),
        json!({"operator": "and_", "name": {"like_": "population"}, "state": {"type": {"any_": ["FAILED"]}}}),
        json!({"operator": "not_"}),
        json!({"operator": "nor_"}),
        json!({"colour": "red"}),
        json!({"state": {"type": {"any_": ["WALKING"]}}}),
        json!({"id": {"any_": ["x"]}}),
        json!({"name": "population-01"}),
        json!([]),
    ]
}

pub(super) fn task_runs() -> Vec<Value> {
    vec![
        json!(null),
        json!({"id": {"any_": ["{task_t1}", UNKNOWN]}}),
        json!({"name": {"any_": ["population-t1"]}}),
        json!({"name": {"like_": "-T"}}),
        json!({"tags": {"all_": ["m", "n"]}}),
        json!({"tags": {"is_null_": true}}),
        json!({"flow_run_id": {"any_": ["{run_01}"]}}),
        json!({"flow_run_id": {"is_null_": true}}),
        json!({"flow_run_id": {"operator": "or_", "is_null_": true, "any_": ["{run_03}"]}}),
        json!({"state": {"type": {"any_": ["COMPLETED", "FAILED"]}}}),
        json!({"state": {"name": {"any_": ["AwaitingRetry"]}}}),
        json!({"state": {"operator": "or_", "name": {"any_": ["AwaitingRetry"]}, "type": {"any_": ["FAILED"]}}}),
        json!({"start_time": {"is_null_": true}}),
        json!({"start_time": {"before_": "2098-01-01T00:00:00Z"}}),
        json!({"end_time": {"is_null_": false}}),
        json!({"end_time": {"after_": "2098-01-01T00:00:00Z"}}),
        json!({"expected_start_time": {"after_": "2099-01-01T05:00:00Z"}}),
        json!({"expected_start_time": {"before_": "2099-01-01T05:00:00Z"}}),
        json!({"subflow_runs": {"exists_": true}}),
        json!({"subflow_runs": {"exists_": false}}),
        json!({"operator": "or_", "name": {"any_": ["population-t1"]}, "state": {"type": {"any_": ["FAILED"]}}}),
        json!({"state": {"type": {"not_any_": ["FAILED"]}}}),
    ]
}

pub(super) fn flows() -> Vec<Value> {
    vec![
        json!(null),
        json!({"id": {"any_": ["{alpha}", UNKNOWN]}}),
        json!({"id": {"not_any_": ["{alpha}"]}}),
        json!({"name": {"any_": ["population-beta"]}}),
        json!({"name": {"like_": "A"}}),
        json!({"tags": {"all_": ["b"]}}),
        json!({"tags": {"all_": ["a", "b"]}}),
        json!({"tags": {"is_null_": true}}),
        json!({"tags": {"is_null_": false}}),
        json!({"deployment": {"is_null_": true}}),
        json!({"deployment": {"is_null_": false}}),
        json!({"operator": "or_", "name": {"any_": ["population-gamma"]}, "tags": {"all_": ["a"]}}),
        json!({"tags": {"any_": ["a"]}}),
    ]
}

pub(super) fn deployments() -> Vec<Value> {
    vec![
        json!(null),
        json!({"id": {"any_": ["{d1}", UNKNOWN]}}),
        json!({"id": {"not_any_": ["{d1}"]}}),
        json!({"name": {"any_": ["population-d2"]}}),
        json!({"name": {"like_": "D"}}),
        json!({"paused": {"eq_": true}}),
        json!({"paused": {"eq_": false}}),
        json!({"tags": {"all_": ["x", "y"]}}),
        json!({"tags": {"any_": ["y"]}}),
        json!({"tags": {"is_null_": true}}),
        json!({"work_queue_name": {"any_": ["fast"]}}),
        json!({"concurrency_limit": {"ge_": 3}}),
        json!({"concurrency_limit": {"le_": 3}}),
        json!({"concurrency_limit": {"is_null_": true}}),
        json!({"concurrency_limit": {"is_null_": false}}),
        json!({"flow_or_deployment_name": {"like_": "alpha"}}),
        json!({"flow_or_deployment_name": {"like_": "d3"}}),
        json!({"operator": "or_", "name": {"any_": ["population-d4"]}, "paused": {"eq_": true}}),
        json!({"is_schedule_active": {"eq_": true}}),
    ]
}

pub(super) fn work_pools() -> Vec<Value> {
    vec![
        json!({"name": {"any_": ["population-1", "population-2"]}}),
        json!({"id": {"any_": ["{pool_1}", UNKNOWN]}}),
        json!({"type": {"any_": ["docker"]}}),
        json!({"operator": "or_", "type": {"any_": ["docker"]}, "id": {"any_": ["{pool_1}"]}}),
        json!({"name": {"like_": "x"}}),
    ]
}

/// Filters on one kind of thing narrow the others.
pub(super) fn across() -> Vec<Value> {
    vec![
        json!({"flows": {"name": {"any_": ["population-alpha"]}}}),
        json!({"flow_runs": {"state": {"type": {"any_": ["RUNNING"]}}}}),
        json!({"flow_runs": {"tags": {"all_": ["t"]}}}),
        json!({"task_runs": {"state": {"type": {"any_": ["FAILED"]}}}}),
        json!({"deployments": {"tags": {"all_": ["x"]}}}),
        json!({"work_pools": {"name": {"any_": ["population-1"]}}}),
        json!({"work_pool_queues": {"name": {"any_": ["fast"]}}}),
        json!({"flows": {"tags": {"all_": ["b"]}}, "flow_runs": {"state": {"type": {"any_": ["FAILED", "COMPLETED"]}}}, "task_runs": {"name": {"like_": "t"}}}),
        json!({"flows": {"name": {"any_": ["nothing"]}}, "deployments": {"name": {"any_": ["population-d1"]}}}),
        json!({"unknown": {"name": 1}}),
    ]
}
