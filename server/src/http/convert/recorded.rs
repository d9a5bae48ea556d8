//! Runs beside what real Prefect answered to the same requests, with ids and times
//! of our own.

use prefect_mock_api::types;
use serde::Serialize;
use serde_json::{Value, json};

use crate::app::fixture::{Fixture, body};
use crate::app::{FlowRunView, TaskRunView};
use crate::domain::flow::Flow;

const NOON: &str = "2026-01-01T12:00:00Z";

fn shown(answer: impl Serialize) -> Value {
    serde_json::to_value(answer).unwrap()
}

/// The details of a state that says nothing, with those that one says.
fn details(said: Value) -> Value {
    let mut details = json!({
        "flow_run_id": null, "task_run_id": null, "child_flow_run_id": null,
        "scheduled_time": null, "cache_key": null, "cache_expiration": null,
        "deferred": false, "untrackable_result": false, "pause_timeout": null,
        "pause_reschedule": false, "pause_key": null, "run_input_keyset": null,
        "refresh_cache": null, "retriable": null, "transition_id": null,
        "task_parameters_id": null, "traceparent": null, "deployment_concurrency_lease_id": null,
    });
    if let (Some(details), Value::Object(said)) = (details.as_object_mut(), said) {
        details.extend(said);
    }
    details
}

fn flow_run(fixture: &Fixture) -> FlowRunView {
    let flow_id = fixture.flow("recorded");
    fixture
        .app
        .transaction(|tx| {
            let flow = tx.tables.flows.get(flow_id).unwrap();
            let labels = json!({"team": "a"}).as_object().cloned();
            let flow = Flow {
                labels,
                ..Flow::clone(flow)
            };
            tx.tables.flows.put(flow);
            Ok(())
        })
        .unwrap();
    let state = json!({
        "type": "SCHEDULED", "message": "m",
        "state_details": {"cache_key": "ck", "run_input_keyset": {"schema": "s"}},
    });
    let request = json!({
        "flow_id": flow_id, "name": "run", "tags": ["b", "a"], "labels": {"n": 1.5, "t": true},
        "parameters": {"x": [1, null]}, "context": {"c": 1}, "flow_version": "v",
        "idempotency_key": "k", "empirical_policy": {"retries": 2, "retry_delay": 3},
        "job_variables": {"env": {}}, "state": state,
    });
    fixture.app.create_flow_run(body(request)).unwrap().0
}

fn task_run(fixture: &Fixture, flow_run: &FlowRunView) -> TaskRunView {
    let flow_run_id = flow_run.flow_run.id;
    let inputs = [
        json!({"input_type": "task_run", "id": flow_run_id}),
        json!({"input_type": "parameter", "name": "q"}),
    ];
    let policy = json!({"retries": 1, "retry_delay": [1, 2.5], "retry_jitter_factor": 0.5});
    let request = json!({
        "flow_run_id": flow_run_id, "task_key": "t", "dynamic_key": "0", "name": "task",
        "tags": ["x"], "cache_key": "ck", "task_version": "1", "empirical_policy": policy,
        "task_inputs": {"a": inputs, "b": []},
    });
    fixture.app.create_task_run(body(request)).unwrap().0
}

#[test]
fn a_flow_run() {
    let fixture = Fixture::new();
    let view = flow_run(&fixture);
    let run = view.flow_run.clone();
    let state_id = run.state.as_ref().unwrap().id;
    let state = json!({
        "id": state_id, "type": "SCHEDULED", "name": "Scheduled", "timestamp": NOON,
        "message": "m", "data": null,
        "state_details": details(json!({
            "flow_run_id": run.id, "scheduled_time": NOON, "cache_key": "ck",
            "run_input_keyset": {"schema": "s"},
        })),
    });
    let mut expected = json!({
        "id": run.id, "created": NOON, "updated": NOON, "name": "run", "flow_id": run.flow_id,
        "state_id": state_id, "deployment_id": null, "deployment_version": null,
        "work_queue_id": null, "work_queue_name": null, "flow_version": "v",
        "parameters": {"x": [1, null]}, "idempotency_key": "k", "context": {"c": 1},
        "empirical_policy": {
            "max_retries": 0, "retry_delay_seconds": 0.0, "retries": 2, "retry_delay": 3,
            "pause_keys": [], "resuming": false, "retry_type": null,
        },
        "tags": ["b", "a"],
        "labels": {"team": "a", "prefect.flow.id": run.flow_id, "n": 1.5, "t": true},
        "parent_task_run_id": null, "state_type": "SCHEDULED", "state_name": "Scheduled",
        "run_count": 0, "expected_start_time": NOON, "next_scheduled_start_time": NOON,
        "start_time": null, "end_time": null, "total_run_time": 0.0, "estimated_run_time": 0.0,
        "estimated_start_time_delta": 0.0, "auto_scheduled": false,
        "infrastructure_document_id": null, "infrastructure_pid": null, "created_by": null,
        "work_pool_id": null, "work_pool_name": null, "state": state,
        "job_variables": {"env": {}},
    });
    assert_eq!(shown(types::FlowRunResponse::from(view.clone())), expected);
    // Workers are shown the same without the pool.
    if let Some(keys) = expected.as_object_mut() {
        keys.retain(|key, _| !key.starts_with("work_pool"));
    }
    assert_eq!(shown(types::FlowRun::from(view)), expected);
}

#[test]
fn a_task_run() {
    let fixture = Fixture::new();
    let flow_run = flow_run(&fixture);
    let view = task_run(&fixture, &flow_run);
    let (run, flow_run) = (view.task_run.clone(), flow_run.flow_run);
    let state_id = run.state.as_ref().unwrap().id;
    let state = json!({
        "id": state_id, "type": "PENDING", "name": "Pending", "timestamp": NOON,
        "message": null, "data": null,
        "state_details": details(json!({"flow_run_id": flow_run.id, "task_run_id": run.id})),
    });
    let inputs = json!({
        "a": [
            {"input_type": "task_run", "id": flow_run.id},
            {"input_type": "parameter", "name": "q"},
        ],
        "b": [],
    });
    let policy = json!({
        "max_retries": 0, "retry_delay_seconds": 0.0, "retries": 1, "retry_delay": [1.0, 2.5],
        "retry_jitter_factor": 0.5,
    });
    let mut expected = json!({
        "id": run.id, "created": NOON, "updated": NOON, "name": "task",
        "flow_run_id": flow_run.id, "task_key": "t", "task_version": "1",
        "empirical_policy": policy, "tags": ["x"], "state_id": state_id, "task_inputs": inputs,
        "start_time": null, "end_time": null, "total_run_time": 0.0, "estimated_run_time": 0.0,
        "estimated_start_time_delta": 0.0, "state": state,
    });
    // A page shows less than the run itself.
    assert_eq!(shown(types::TaskRunResponse::from(view.clone())), expected);
    let more = json!({
        "dynamic_key": "0", "cache_key": "ck", "cache_expiration": null,
        "labels": {
            "team": "a", "prefect.flow.id": flow_run.flow_id, "n": 1.5, "t": true,
            "prefect.flow-run.id": flow_run.id,
        },
        "state_type": "PENDING", "state_name": "Pending", "run_count": 0,
        "flow_run_run_count": 0, "expected_start_time": NOON, "next_scheduled_start_time": null,
    });
    if let (Some(keys), Value::Object(more)) = (expected.as_object_mut(), more) {
        keys.extend(more);
    }
    assert_eq!(shown(types::TaskRun::from(view)), expected);
}

#[test]
fn a_result_of_orchestration() {
    let fixture = Fixture::new();
    let run = flow_run(&fixture).flow_run;
    let propose = |state: &str| {
        let request = body(json!({"state": {"type": state}}));
        let client = crate::domain::orchestration::Client::default();
        let result = fixture.app.set_flow_run_state(run.id, request, client);
        shown(types::OrchestrationResult::from(result.unwrap()))
    };
    let shown_in_part =
        |result: Value| json!([result["state"]["type"], result["status"], result["details"]]);
    assert_eq!(
        shown_in_part(propose("RUNNING")),
        json!(["RUNNING", "ACCEPT", {"type": "accept_details"}])
    );
    assert_eq!(
        shown_in_part(propose("PENDING")),
        json!(["RUNNING", "ABORT", {
            "type": "abort_details",
            "reason": "This run is in a RUNNING state and cannot transition to a PENDING state.",
        }])
    );
    assert_eq!(
        shown_in_part(propose("FAILED")),
        json!(["SCHEDULED", "REJECT", {"type": "reject_details", "reason": "Retrying"}])
    );
    assert_eq!(
        shown_in_part(propose("RUNNING")),
        json!(["SCHEDULED", "WAIT", {
            "type": "wait_details", "delay_seconds": 3,
            "reason": "Scheduled time is in the future",
        }])
    );
}
