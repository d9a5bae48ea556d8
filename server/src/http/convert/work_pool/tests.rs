//! Each answer beside the one that real Prefect gave to the same requests, with
//! ids and times of our own.

use std::sync::Arc;
use std::time::Duration;

use chrono::{DateTime, SecondsFormat, TimeDelta, TimeZone as _, Utc};
use prefect_mock_api::types;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use crate::app::{App, NewFlowRun, Settings};
use crate::clock::ManualClock;
use crate::domain::flow::Flow;
use crate::domain::ids::{FlowId, WorkQueueId};
use crate::domain::state::{ProposedState, StateType};
use crate::random::Random;

fn noon() -> DateTime<Utc> {
    Utc.with_ymd_and_hms(2026, 1, 1, 12, 0, 0).unwrap()
}

fn app() -> (App, ManualClock) {
    let clock = ManualClock::new(noon());
    let random = Arc::new(Random::seeded(1));
    (
        App::new(Arc::new(clock.clone()), random, Settings::default()),
        clock,
    )
}

fn body<T: DeserializeOwned>(value: Value) -> T {
    serde_json::from_value(value).unwrap()
}

fn shown(answer: impl Serialize) -> Value {
    serde_json::to_value(answer).unwrap()
}

/// Makes a run in a queue.
fn run(app: &App, queue: WorkQueueId, state: ProposedState) -> Value {
    let run = app
        .transaction(|tx| {
            let flow_id = FlowId::new(tx.random.uuid_v4());
            tx.tables.flows.put(Flow {
                id: flow_id,
                created: tx.now,
                updated: tx.now,
                name: flow_id.to_string(),
                tags: Vec::new(),
                labels: None,
            });
            let (run, _) = tx.create_flow_run(NewFlowRun {
                work_queue_id: Some(queue),
                work_queue_name: Some("default".to_owned()),
                state,
                ..NewFlowRun::of_flow(flow_id)
            })?;
            Ok(run)
        })
        .unwrap();
    json!({"id": run.id, "name": run.name})
}

#[test]
fn a_pool() {
    let (app, _) = app();
    let create = json!({"name": "b", "type": "process", "concurrency_limit": 3, "is_paused": true});
    let view = app.create_work_pool(body(create)).unwrap();
    let (id, queue) = (view.pool.id, view.pool.default_queue_id);
    assert_eq!(
        shown(types::WorkPoolResponse::from(view)),
        json!({
            "id": id, "created": "2026-01-01T12:00:00Z", "updated": "2026-01-01T12:00:00Z",
            "name": "b", "description": null, "type": "process", "base_job_template": {},
            "is_paused": true, "concurrency_limit": 3, "status": "PAUSED",
            "default_queue_id": queue,
            "storage_configuration": {
                "bundle_upload_step": null, "bundle_execution_step": null,
                "default_result_storage_block_id": null,
            },
            "active_slots": 0,
        })
    );
}

#[test]
fn a_queue() {
    let (app, _) = app();
    app.create_work_pool(body(json!({"name": "p"}))).unwrap();
    let create = json!({"name": "f", "filter": {"tags": ["a"]}, "priority": 4});
    let view = app.create_work_pool_queue("p", body(create)).unwrap();
    let (id, pool) = (view.queue.id, view.queue.work_pool_id);
    assert_eq!(
        shown(types::WorkQueueResponse::from(view)),
        json!({
            "id": id, "created": "2026-01-01T12:00:00Z", "updated": "2026-01-01T12:00:00Z",
            "name": "f", "description": "", "is_paused": false, "concurrency_limit": null,
            "priority": 4, "work_pool_id": pool,
            "filter": {"tags": ["a"], "deployment_ids": null}, "last_polled": null,
            "work_pool_name": "p", "status": "NOT_READY", "active_slots": null,
        })
    );
}

#[test]
fn a_worker() {
    let (app, _) = app();
    app.create_work_pool(body(json!({"name": "p"}))).unwrap();
    app.worker_heartbeat("p", body(json!({"name": "w"})))
        .unwrap();
    let workers = app.read_workers("p", &body(json!({}))).unwrap();
    let [worker] = workers.as_slice() else {
        panic!("there is one worker");
    };
    assert_eq!(
        shown(types::WorkerResponse::from(worker.as_ref())),
        json!({
            "id": worker.id, "created": "2026-01-01T12:00:00Z",
            "updated": "2026-01-01T12:00:00Z", "name": "w", "work_pool_id": worker.work_pool_id,
            "last_heartbeat_time": "2026-01-01T12:00:00Z", "heartbeat_interval_seconds": null,
            "status": "ONLINE",
        })
    );
}

#[test]
fn a_scheduled_run_without_its_state() {
    let (app, clock) = app();
    let pool = app
        .create_work_pool(body(json!({"name": "p"})))
        .unwrap()
        .pool;
    let queue = pool.default_queue_id;
    run(
        &app,
        queue,
        ProposedState::scheduled_at(noon() - TimeDelta::seconds(10)),
    );
    clock.advance(Duration::from_secs(1));
    let runs = app.get_scheduled_flow_runs("p", &body(json!({}))).unwrap();
    let item = shown(types::WorkerFlowRunResponse::from(runs[0].clone()));
    assert_eq!(item["work_pool_id"], json!(pool.id));
    assert_eq!(item["work_queue_id"], json!(queue));
    let run = &item["flow_run"];
    assert_eq!(run["state"], Value::Null);
    assert_eq!(
        (&run["state_type"], &run["state_name"]),
        (&json!("SCHEDULED"), &json!("Scheduled"))
    );
    assert!(run["state_id"].is_string());
    assert_eq!(
        run["next_scheduled_start_time"],
        json!("2026-01-01T11:59:50Z")
    );
    assert_eq!(run["estimated_start_time_delta"], json!(11.0));
}

#[test]
fn the_slots_of_a_pool_and_of_a_queue() {
    let (app, clock) = app();
    let create = json!({"name": "p", "concurrency_limit": 5});
    let queue = app
        .create_work_pool(body(create))
        .unwrap()
        .pool
        .default_queue_id;
    let run = run(&app, queue, ProposedState::of(StateType::Pending));
    clock.advance(Duration::from_millis(1_500));
    let holder = json!({
        "id": run["id"], "name": run["name"], "state_type": "PENDING", "state_name": "Pending",
        "start_time": null,
        "state_timestamp": noon().to_rfc3339_opts(SecondsFormat::Secs, true),
        "time_in_current_state": 1.5,
    });
    let pool = app
        .read_work_pool_concurrency_status("p", &body(json!({})))
        .unwrap();
    assert_eq!(
        shown(types::WorkPoolConcurrencyStatus::from(pool)),
        json!({
            "active_slots": 1, "concurrency_limit": 5,
            "queues": [{
                "queue_id": queue, "queue_name": "default", "active_slots": 1,
                "concurrency_limit": null, "flow_runs": [holder], "flow_run_count": 1,
            }],
            "count": 1, "limit": 200, "pages": 1, "page": 1,
        })
    );
    let status = app.read_work_queue_concurrency_status(queue, &body(json!({"limit": 1})));
    let (queue, holders) = status.unwrap();
    assert_eq!(
        shown(super::work_queue_concurrency_status(&queue, holders)),
        json!({
            "active_slots": 1, "concurrency_limit": null, "flow_runs": [holder], "count": 1,
            "limit": 1, "pages": 1, "page": 1,
        })
    );
}

#[test]
fn the_health_of_a_queue() {
    let (app, _) = app();
    let pool = app
        .create_work_pool(body(json!({"name": "p"})))
        .unwrap()
        .pool;
    let health = app.read_work_queue_status(pool.default_queue_id).unwrap();
    assert_eq!(
        shown(types::WorkQueueStatusDetail::from(health)),
        json!({
            "healthy": false, "late_runs_count": 0, "last_polled": null,
            "health_check_policy": {
                "maximum_late_runs": 0, "maximum_seconds_since_last_polled": 60,
            },
        })
    );
}
