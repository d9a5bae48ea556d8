use std::sync::Arc;
use std::time::Duration;

use serde_json::{Value, json};

use crate::app::fixture::{Fixture, body, noon};
use crate::app::{App, Change, Error, WorkPoolView};
use crate::domain::state::{ProposedState, StateType};
use crate::domain::work_pool::WorkPoolStatus;

fn create(app: &App, pool: Value) -> Result<WorkPoolView, Error> {
    app.create_work_pool(body(pool))
}

fn update(app: &App, name: &str, changes: Value) -> Result<(), Error> {
    app.update_work_pool(name, body(changes))
}

fn status(app: &App, name: &str) -> Option<WorkPoolStatus> {
    app.read_work_pool(name).unwrap().pool.status
}

fn heartbeat(app: &App, pool: &str, worker: &str) {
    app.worker_heartbeat(pool, body(json!({ "name": worker })))
        .unwrap();
}

#[test]
fn a_pool_begins_with_a_default_queue() {
    let Fixture { app, .. } = Fixture::new();
    let view = create(&app, json!({"name": "p", "type": "process"})).unwrap();
    assert_eq!(view.active_slots, None);
    assert_eq!(view.pool.created, noon());
    let queue = app.read_work_queue(view.pool.default_queue_id).unwrap();
    assert_eq!(queue.queue.name, "default");
    assert_eq!(queue.queue.description, "The work pool's default queue.");
    assert_eq!(queue.queue.priority, 1);
    assert_eq!(queue.work_pool_name.as_deref(), Some("p"));
}

#[test]
fn statuses_begin_by_type_and_pause() {
    let Fixture { app, .. } = Fixture::new();
    for (pool, expected) in [
        (json!({"name": "a"}), None),
        (json!({"name": "b", "is_paused": true}), None),
        (
            json!({"name": "c", "type": "k8s"}),
            Some(WorkPoolStatus::NotReady),
        ),
        (
            json!({"name": "d", "type": "k8s", "is_paused": true}),
            Some(WorkPoolStatus::Paused),
        ),
    ] {
        assert_eq!(create(&app, pool).unwrap().pool.status, expected);
    }
}

#[test]
fn names_are_unique_and_some_are_reserved() {
    let Fixture { app, .. } = Fixture::new();
    create(&app, json!({"name": "p"})).unwrap();
    let again = create(&app, json!({"name": "p"})).unwrap_err();
    assert_eq!(
        again,
        Error::AlreadyExists("A work pool with this name already exists.".to_owned())
    );
    let reserved = create(&app, json!({"name": "PreFect-x"})).unwrap_err();
    assert!(matches!(reserved, Error::Protected(_)));
    assert_eq!(app.count_work_pools(&body(json!({}))), 1);
}

/// Measured, with what Prefect answered.
#[test]
fn defaults_of_job_variables_have_to_fit() {
    let Fixture { app, .. } = Fixture::new();
    let create_with = |variables: Value| {
        let template = json!({"job_configuration": {"a": "{{ n }}"}, "variables": variables});
        create(&app, json!({"name": "p", "base_job_template": template}))
    };
    let with_default = |default: Value| {
        let number = json!({"type": "integer", "default": default});
        create_with(json!({"type": "object", "properties": {"n": number}, "required": ["n"]}))
    };
    assert_eq!(
        with_default(json!("one")).unwrap_err(),
        Error::Invalid(
            "Validation failed for work pool's job variable defaults: Validation failed for \
             field 'n'. Failure reason: 'one' is not of type 'integer'"
                .to_owned()
        )
    );
    let block = json!({"$ref": {"block_document_id": "00000000-0000-4000-8000-000000000000"}});
    assert_eq!(
        with_default(block).unwrap_err(),
        Error::NotFound("Block not found.".to_owned())
    );
    let no_schema = create_with(json!({"type": "objekt", "properties": {"n": {}}}));
    assert_eq!(
        no_schema.unwrap_err(),
        Error::Invalid(
            "Invalid schema: 'objekt' is not valid under any of the given schemas".to_owned()
        )
    );
    assert_eq!(app.count_work_pools(&body(json!({}))), 0);
    with_default(json!(1)).unwrap();
}

#[test]
fn reserved_pools_can_be_paused_and_limited_only() {
    let Fixture { app, .. } = Fixture::new();
    let missing = update(
        &app,
        "prefect-x",
        json!({"is_paused": true, "concurrency_limit": 1}),
    );
    assert_eq!(
        missing,
        Err(Error::NotFound(
            "Work pool \"prefect-x\" not found.".to_owned()
        ))
    );
    for changes in [
        json!({"description": null}),
        json!({"storage_configuration": {}}),
    ] {
        assert!(matches!(
            update(&app, "prefect-x", changes),
            Err(Error::Protected(_))
        ));
    }
    assert!(matches!(
        app.delete_work_pool("Prefect-x"),
        Err(Error::Protected(_))
    ));
}

#[test]
fn an_update_changes_what_it_names() {
    let Fixture { app, clock } = Fixture::new();
    create(
        &app,
        json!({"name": "p", "description": "d", "concurrency_limit": 3,
               "storage_configuration": {"bundle_upload_step": {"a": 1}}}),
    )
    .unwrap();
    clock.advance(Duration::from_secs(1));
    update(&app, "p", json!({})).unwrap();
    let view = app.read_work_pool("p").unwrap();
    assert_eq!(view.pool.description.as_deref(), Some("d"));
    assert_eq!(view.active_slots, Some(0));
    assert_eq!(view.pool.updated, clock_now(&app));

    update(
        &app,
        "p",
        json!({"description": null, "concurrency_limit": null,
               "storage_configuration": {"bundle_execution_step": {"b": 2}}}),
    )
    .unwrap();
    let view = app.read_work_pool("p").unwrap();
    assert_eq!(
        (view.pool.description.as_deref(), view.active_slots),
        (None, None)
    );
    // It is replaced as a whole.
    assert_eq!(view.pool.storage_configuration.bundle_upload_step, None);
    assert!(
        view.pool
            .storage_configuration
            .bundle_execution_step
            .is_some()
    );
}

fn clock_now(app: &App) -> chrono::DateTime<chrono::Utc> {
    app.clock().now()
}

#[test]
fn what_cannot_be_null_is_left_alone() {
    let Fixture { app, .. } = Fixture::new();
    let before = create(&app, json!({"name": "p", "type": "process"})).unwrap();
    for field in ["is_paused", "storage_configuration"] {
        let changes = json!({"concurrency_limit": 5, field: null});
        assert_eq!(update(&app, "p", changes), Err(Error::IntegrityConflict));
    }
    let changes = json!({"base_job_template": null});
    assert!(matches!(
        update(&app, "p", changes),
        Err(Error::Internal(_))
    ));
    let after = app.read_work_pool("p").unwrap();
    assert!(Arc::ptr_eq(&before.pool, &after.pool));
}

#[test]
fn a_resumed_pool_has_the_status_of_its_workers() {
    let Fixture { app, .. } = Fixture::new();
    create(&app, json!({"name": "p", "type": "process"})).unwrap();
    update(&app, "p", json!({"is_paused": true})).unwrap();
    assert_eq!(status(&app, "p"), Some(WorkPoolStatus::Paused));
    update(&app, "p", json!({"is_paused": false})).unwrap();
    assert_eq!(status(&app, "p"), Some(WorkPoolStatus::NotReady));

    heartbeat(&app, "p", "w");
    assert_eq!(status(&app, "p"), Some(WorkPoolStatus::Ready));
    update(&app, "p", json!({"is_paused": true})).unwrap();
    heartbeat(&app, "p", "w");
    assert_eq!(status(&app, "p"), Some(WorkPoolStatus::Paused));
    update(&app, "p", json!({"is_paused": false})).unwrap();
    assert_eq!(status(&app, "p"), Some(WorkPoolStatus::Ready));
}

#[test]
fn pools_come_by_name_and_in_pages() {
    let Fixture { app, .. } = Fixture::new();
    for name in ["c", "a", "b"] {
        create(&app, json!({ "name": name })).unwrap();
    }
    let names = |query: Value| -> Vec<String> {
        let views = app.read_work_pools(&body(query)).unwrap();
        views.iter().map(|view| view.pool.name.clone()).collect()
    };
    assert_eq!(names(json!({})), ["a", "b", "c"]);
    assert_eq!(names(json!({"offset": 1, "limit": 1})), ["b"]);
    let filter = json!({"work_pools": {"name": {"any_": ["c", "x"]}}});
    assert_eq!(names(filter.clone()), ["c"]);
    assert_eq!(app.count_work_pools(&body(filter)), 1);
    assert!(app.read_work_pools(&body(json!({"limit": 201}))).is_err());
}

#[test]
fn pending_and_running_runs_take_slots() {
    let fixture = Fixture::new();
    let app = &fixture.app;
    let pool = create(app, json!({"name": "p", "concurrency_limit": 9})).unwrap();
    let deployment = fixture.deployment("d", pool.pool.default_queue_id);
    for state in StateType::ALL {
        fixture.run(deployment, ProposedState::of(state));
    }
    assert_eq!(app.read_work_pool("p").unwrap().active_slots, Some(2));
}

#[test]
fn a_deleted_pool_takes_its_queues_and_workers_along_but_no_runs() {
    let fixture = Fixture::new();
    let app = &fixture.app;
    let pool = create(app, json!({"name": "p", "type": "process"}))
        .unwrap()
        .pool;
    let other = create(app, json!({"name": "q", "type": "process"}))
        .unwrap()
        .pool;
    heartbeat(app, "p", "w");
    heartbeat(app, "q", "w");
    let deployment = fixture.deployment("d", pool.default_queue_id);
    let run = fixture.run(deployment, ProposedState::of(StateType::Completed));
    fixture.clock.advance(Duration::from_secs(1));
    let mut events = app.changes().subscribe();

    app.delete_work_pool("p").unwrap();

    assert!(app.read_work_pool("p").is_err());
    assert!(app.read_work_queue(pool.default_queue_id).is_err());
    assert!(app.read_work_queue(other.default_queue_id).is_ok());
    assert_eq!(
        app.delete_work_pool("p"),
        Err(Error::NotFound("Work pool \"p\" not found.".into()))
    );
    let tables = app.read();
    assert_eq!(tables.workers.iter().count(), 1);
    let deployment = tables.deployments.get(deployment).unwrap();
    assert_eq!(
        (deployment.work_queue_id, deployment.updated),
        (None, noon())
    );
    let run = tables.flow_runs.get(run.id).unwrap();
    assert_eq!((run.work_queue_id, run.updated), (None, noon()));
    assert!(matches!(events.try_recv(), Ok(Change::WorkPoolChanged(id)) if id == pool.id));
}

#[test]
fn a_failed_change_publishes_nothing() {
    let Fixture { app, .. } = Fixture::new();
    create(&app, json!({"name": "p"})).unwrap();
    let mut events = app.changes().subscribe();
    create(&app, json!({"name": "p"})).unwrap_err();
    update(&app, "p", json!({"is_paused": null})).unwrap_err();
    assert!(events.try_recv().is_err());
}
