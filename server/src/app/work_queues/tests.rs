use std::time::Duration;

use chrono::TimeDelta;
use serde_json::{Value, json};

use crate::app::fixture::{Fixture, body, noon};
use crate::app::{App, Error, Result, WorkQueueView};
use crate::domain::ids::WorkQueueId;
use crate::domain::state::{ProposedState, StateType};
use crate::domain::work_pool::WorkQueueStatus;

/// A pool `p` with the queues `default`, `x` and `y`.
fn pool() -> Fixture {
    let fixture = Fixture::new();
    let pool = json!({"name": "p", "type": "process"});
    fixture.app.create_work_pool(body(pool)).unwrap();
    for name in ["x", "y"] {
        create(&fixture.app, json!({ "name": name })).unwrap();
    }
    fixture
}

fn create(app: &App, queue: Value) -> Result<WorkQueueView> {
    app.create_work_pool_queue("p", body(queue))
}

fn update(app: &App, name: &str, changes: Value) -> Result<()> {
    app.update_work_pool_queue("p", name, body(changes))
}

fn read(app: &App, name: &str) -> WorkQueueView {
    app.read_work_pool_queue("p", name).unwrap()
}

fn id(app: &App, name: &str) -> WorkQueueId {
    read(app, name).queue.id
}

fn priorities(app: &App) -> Vec<(String, i64)> {
    let queues = app.read_work_pool_queues("p", &body(json!({}))).unwrap();
    queues
        .iter()
        .map(|view| (view.queue.name.clone(), view.queue.priority))
        .collect()
}

fn expected(queues: &[(&str, i64)]) -> Vec<(String, i64)> {
    queues
        .iter()
        .map(|(name, priority)| ((*name).to_owned(), *priority))
        .collect()
}

fn not_found<T>(text: &str) -> Result<T> {
    Err(Error::NotFound(text.to_owned()))
}

#[test]
fn a_new_queue_has_the_first_free_priority_and_no_description() {
    let Fixture { app, .. } = pool();
    assert_eq!(
        priorities(&app),
        expected(&[("default", 1), ("x", 2), ("y", 3)])
    );
    app.delete_work_pool_queue("p", "x").unwrap();
    assert_eq!(priorities(&app), expected(&[("default", 1), ("y", 3)]));
    let view = create(&app, json!({"name": "z", "description": null})).unwrap();
    assert_eq!(
        (view.queue.priority, view.queue.description.as_str()),
        (2, "")
    );
    assert_eq!(view.work_pool_name.as_deref(), Some("p"));
}

#[test]
fn a_priority_that_is_taken_moves_the_others() {
    let Fixture { app, clock } = pool();
    clock.advance(Duration::from_secs(1));
    create(&app, json!({"name": "z", "priority": 2})).unwrap();
    assert_eq!(
        priorities(&app),
        expected(&[("default", 1), ("z", 2), ("x", 3), ("y", 4)])
    );
    assert_eq!(read(&app, "default").queue.updated, noon());
    assert_eq!(
        read(&app, "y").queue.updated,
        noon() + TimeDelta::seconds(1)
    );
    update(&app, "y", json!({"priority": 1})).unwrap();
    assert_eq!(
        priorities(&app),
        expected(&[("y", 1), ("default", 2), ("z", 3), ("x", 4)])
    );
}

#[test]
fn a_priority_given_by_id_moves_nothing_until_a_queue_is_deleted() {
    let Fixture { app, .. } = pool();
    app.update_work_queue(id(&app, "y"), body(json!({"priority": 1})))
        .unwrap();
    assert_eq!(
        priorities(&app),
        expected(&[("default", 1), ("y", 1), ("x", 2)])
    );
    app.delete_work_queue(id(&app, "x")).unwrap();
    assert_eq!(priorities(&app), expected(&[("default", 1), ("y", 1)]));
    create(&app, json!({"name": "z"})).unwrap();
    app.delete_work_pool_queue("p", "z").unwrap();
    assert_eq!(priorities(&app), expected(&[("default", 1), ("y", 2)]));
}

#[test]
fn what_is_missing_is_told_in_prefects_words() {
    let Fixture { app, .. } = pool();
    let no_pool = "Work pool \"no\" not found.";
    let empty = || body(json!({}));
    let nobody = WorkQueueId::new(uuid::Uuid::nil());
    assert_eq!(
        app.update_work_pool_queue("no", "x", empty()),
        not_found(no_pool)
    );
    assert_eq!(app.delete_work_pool_queue("no", "x"), not_found(no_pool));
    assert_eq!(
        update(&app, "no", json!({})),
        not_found("Work pool queue 'p/no' not found.")
    );
    assert_eq!(
        app.delete_work_pool_queue("p", "no"),
        not_found("Work pool queue 'p/no' not found.")
    );
    let text = |result: Result<WorkQueueView>| result.unwrap_err().to_string();
    assert_eq!(
        text(app.read_work_pool_queue("no", "x")),
        "Work pool queue 'no/x' not found."
    );
    assert_eq!(
        text(app.read_work_queue_by_name("no")),
        "work queue not found"
    );
    assert_eq!(text(app.read_work_queue(nobody)), "work queue not found");
    assert_eq!(
        app.update_work_queue(nobody, empty()),
        not_found(&format!("Work Queue {nobody} not found"))
    );
    assert_eq!(
        app.delete_work_queue(nobody),
        not_found("work queue not found")
    );
}

#[test]
fn names_are_unique_in_a_pool() {
    let Fixture { app, .. } = pool();
    assert!(matches!(
        create(&app, json!({"name": "x"})),
        Err(Error::AlreadyExists(_))
    ));
    assert_eq!(
        update(&app, "x", json!({"name": "y"})),
        Err(Error::IntegrityConflict)
    );
    update(&app, "x", json!({"name": "x"})).unwrap();
    update(&app, "x", json!({"name": "x2"})).unwrap();
    assert!(app.read_work_pool_queue("p", "x").is_err());
    assert_eq!(read(&app, "x2").queue.priority, 2);
}

#[test]
fn nothing_is_changed_where_null_is_refused() {
    let Fixture { app, .. } = pool();
    let before = read(&app, "x").queue;
    for field in ["name", "description", "priority"] {
        let changes = json!({"concurrency_limit": 1, field: null});
        assert_eq!(update(&app, "x", changes), Err(Error::IntegrityConflict));
    }
    assert!(std::sync::Arc::ptr_eq(&before, &read(&app, "x").queue));
}

#[test]
fn the_default_queue_cannot_be_deleted_even_renamed() {
    let Fixture { app, .. } = pool();
    update(&app, "default", json!({"name": "first"})).unwrap();
    assert!(matches!(
        app.delete_work_pool_queue("p", "first"),
        Err(Error::Internal(_))
    ));
    let first = id(&app, "first");
    assert_eq!(app.delete_work_queue(first), Err(Error::IntegrityConflict));
    assert_eq!(read(&app, "first").queue.id, first);
}

#[test]
fn a_resumed_queue_is_ready_if_it_was_polled_within_a_minute() {
    let Fixture { app, clock } = pool();
    let status = || read(&app, "x").queue.status;
    update(&app, "x", json!({"is_paused": true})).unwrap();
    assert_eq!(status(), WorkQueueStatus::Paused);
    update(&app, "x", json!({"is_paused": false})).unwrap();
    assert_eq!(status(), WorkQueueStatus::NotReady);

    update(&app, "x", json!({"is_paused": true, "last_polled": noon()})).unwrap();
    clock.advance(Duration::from_secs(60));
    update(&app, "x", json!({"is_paused": false})).unwrap();
    assert_eq!(status(), WorkQueueStatus::Ready);
    // It is not paused, so resuming it says nothing.
    clock.advance(Duration::from_secs(1));
    update(&app, "x", json!({"is_paused": false})).unwrap();
    assert_eq!(status(), WorkQueueStatus::Ready);
    update(&app, "x", json!({"is_paused": true})).unwrap();
    update(&app, "x", json!({"is_paused": false})).unwrap();
    assert_eq!(status(), WorkQueueStatus::NotReady);
}

#[test]
fn a_queue_that_is_made_paused_is_not_ready() {
    let Fixture { app, .. } = pool();
    let view = create(&app, json!({"name": "z", "is_paused": true})).unwrap();
    assert_eq!(view.queue.status, WorkQueueStatus::NotReady);
}

#[test]
fn queues_come_by_priority_and_in_pages() {
    let Fixture { app, .. } = pool();
    update(&app, "y", json!({"priority": 1})).unwrap();
    let names = |query: Value| -> Vec<String> {
        let views = app.read_work_pool_queues("p", &body(query)).unwrap();
        views.iter().map(|view| view.queue.name.clone()).collect()
    };
    assert_eq!(names(json!({})), ["y", "default", "x"]);
    assert_eq!(names(json!({"offset": 1, "limit": 1})), ["default"]);
    assert_eq!(
        names(json!({"work_queues": {"name": {"startswith_": ["x"]}}})),
        ["x"]
    );
}

#[test]
fn queues_of_all_pools_come_by_name() {
    let Fixture { app, .. } = pool();
    app.create_work_pool(body(json!({"name": "a"}))).unwrap();
    let queues = app.read_work_queues(&body(json!({}))).unwrap();
    let names: Vec<_> = queues
        .iter()
        .map(|view| {
            (
                view.queue.name.as_str(),
                view.work_pool_name.as_deref().unwrap(),
            )
        })
        .collect();
    assert_eq!(
        names.iter().filter(|(name, _)| *name == "default").count(),
        2
    );
    assert_eq!(names[2..], [("x", "p"), ("y", "p")]);
    let filter = json!({"work_queues": {"name": {"any_": ["y"]}}});
    assert_eq!(app.read_work_queues(&body(filter)).unwrap().len(), 1);
}

#[test]
fn queues_without_a_pool_land_in_the_default_agent_pool() {
    let Fixture { app, .. } = pool();
    // While there is no such pool, any queue of the name will do.
    let anywhere = app.read_work_queue_by_name("x").unwrap();
    assert_eq!(anywhere.work_pool_name.as_deref(), Some("p"));

    let view = app.create_work_queue(body(json!({"name": "x"}))).unwrap();
    assert_eq!(view.work_pool_name.as_deref(), Some("default-agent-pool"));
    assert_eq!(view.queue.priority, 2);
    let pool = app.read_work_pool("default-agent-pool").unwrap().pool;
    assert_eq!(
        (pool.pool_type.as_str(), pool.status),
        ("prefect-agent", None)
    );
    let found = app.read_work_queue_by_name("x").unwrap();
    assert_eq!(found.queue.id, view.queue.id);
    for name in ["x", "default"] {
        assert_eq!(
            app.create_work_queue(body(json!({ "name": name })))
                .unwrap_err(),
            Error::AlreadyExists("A work queue with this name already exists.".to_owned())
        );
    }
}

#[test]
fn the_first_queue_without_a_pool_may_be_the_default_one() {
    let Fixture { app, .. } = Fixture::new();
    let view = app.create_work_queue(body(json!({"name": "default", "concurrency_limit": 4})));
    let queue = view.unwrap().queue;
    assert_eq!(queue.concurrency_limit, None);
    assert_eq!(
        app.read_work_pool("default-agent-pool")
            .unwrap()
            .pool
            .default_queue_id,
        queue.id
    );
}

#[test]
fn a_queue_is_made_when_something_needs_it() {
    let Fixture { app, .. } = pool();
    let ensure = |name: &str| {
        app.transaction(|tx| Ok(tx.ensure_agent_queue(name)))
            .unwrap()
    };
    let in_pool = |name: &str| {
        let pool = app.read_work_pool("p").unwrap().pool.id;
        app.transaction(|tx| Ok(tx.ensure_work_queue(pool, name)))
            .unwrap()
    };
    assert_eq!(in_pool("x").id, id(&app, "x"));
    assert_eq!(in_pool("new").priority, 4);

    assert_eq!(ensure("x").id, id(&app, "x"));
    let made = ensure("fresh");
    assert_eq!(made.priority, 1);
    assert_eq!(ensure("fresh").id, made.id);
    let agent_pool = app.read_work_pool("default-agent-pool").unwrap().pool;
    assert_eq!(made.work_pool_id, agent_pool.id);
    assert_eq!(ensure("default").id, agent_pool.default_queue_id);
}

#[test]
fn the_two_ways_to_a_queue_count_slots_differently() {
    let fixture = pool();
    let app = &fixture.app;
    let deployment = fixture.deployment("d", id(app, "x"));
    for state in StateType::ALL {
        fixture.run(deployment, ProposedState::of(state));
    }
    assert_eq!(read(app, "x").active_slots, None);
    update(app, "x", json!({"concurrency_limit": 5})).unwrap();
    let by_id = || app.read_work_queue(id(app, "x")).unwrap().active_slots;
    assert_eq!(read(app, "x").active_slots, Some(2));
    assert_eq!(by_id(), Some(3));

    update(
        app,
        "x",
        json!({"filter": {"deployment_ids": [deployment.uuid()]}}),
    )
    .unwrap();
    assert_eq!(by_id(), Some(2));
    update(app, "x", json!({"filter": {"tags": ["a"]}})).unwrap();
    assert_eq!(by_id(), Some(0));
    update(app, "x", json!({"filter": null})).unwrap();
    assert_eq!(by_id(), Some(3));
}

#[test]
fn runs_and_deployments_outlive_their_queue() {
    let fixture = pool();
    let app = &fixture.app;
    let deployment = fixture.deployment("d", id(app, "x"));
    let run = fixture.run(deployment, ProposedState::of(StateType::Pending));
    app.delete_work_pool_queue("p", "x").unwrap();
    let tables = app.read();
    assert_eq!(
        tables.deployments.get(deployment).unwrap().work_queue_id,
        None
    );
    assert_eq!(tables.flow_runs.get(run.id).unwrap().work_queue_id, None);
}
