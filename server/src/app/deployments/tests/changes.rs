//! What a change does to runs and tells to others, and what a refusal leaves behind.

use std::time::Duration;

use chrono::TimeDelta;
use serde_json::{Value, json};
use tokio::sync::broadcast::Receiver;

use super::{deploy, every, runs};
use crate::app::Change;
use crate::app::fixture::{Fixture, body, noon};
use crate::domain::deployment::DeploymentStatus;
use crate::domain::ids::DeploymentId;
use crate::domain::state::{ProposedState, StateType, name};

#[test]
fn a_change_takes_back_the_runs_of_the_future_that_a_schedule_made() {
    let fixture = Fixture::new();
    let id = deploy(&fixture, every(3_600));
    let by_hand = body(json!({"state": {
        "type": "SCHEDULED", "state_details": {"scheduled_time": "2026-01-05T00:00:00Z"},
    }}));
    fixture
        .app
        .create_flow_run_from_deployment(id, by_hand)
        .unwrap();
    let make = || {
        fixture.app.schedule_runs(id).unwrap();
        fixture.clock.advance(Duration::from_secs(1));
        assert_eq!(runs(&fixture, id).len(), 4);
    };
    let left = |expected: usize, what: &str| {
        assert_eq!(runs(&fixture, id).len(), expected, "{what}");
    };

    make();
    fixture
        .app
        .update_deployment(id, body(json!({"tags": []})))
        .unwrap();
    left(2, "the run of noon is due, and one is made by hand");
    fixture.app.schedule_runs(id).unwrap();
    deploy(&fixture, every(7_200));
    left(2, "deploying again is a change");
    fixture.app.schedule_runs(id).unwrap();
    fixture.app.pause_deployment(id).unwrap();
    left(1, "a pause takes those that are due as well");
}

#[test]
fn a_run_that_waits_for_a_slot_or_has_run_is_not_taken_back() {
    let fixture = Fixture::new();
    let id = deploy(&fixture, every(3_600));
    fixture.app.schedule_runs(id).unwrap();
    let all = runs(&fixture, id);
    let later = noon() + TimeDelta::days(1);
    let waiting = ProposedState::scheduled_at(later).named(name::AWAITING_CONCURRENCY_SLOT);
    fixture.set_state(&all[0], waiting);
    fixture.set_state(&all[1], ProposedState::of(StateType::Running));
    fixture.set_state(
        &all[1],
        ProposedState::scheduled_at(later).named(name::AWAITING_RETRY),
    );

    fixture.app.pause_deployment(id).unwrap();
    let mut left: Vec<_> = runs(&fixture, id).iter().map(|run| run.id).collect();
    left.sort_unstable();
    let mut expected = [all[0].id, all[1].id];
    expected.sort_unstable();
    assert_eq!(left, expected);
}

/// How often a deployment was told to have changed.
fn changes(events: &mut Receiver<Change>, id: DeploymentId) -> usize {
    std::iter::from_fn(|| events.try_recv().ok())
        .filter(|event| matches!(event, Change::DeploymentChanged(changed) if *changed == id))
        .count()
}

#[test]
fn every_change_is_told() {
    let fixture = Fixture::new();
    let app = &fixture.app;
    let mut events = app.changes().subscribe();
    let id = deploy(&fixture, json!({}));
    assert_eq!(changes(&mut events, id), 1);
    deploy(&fixture, json!({}));
    assert_eq!(changes(&mut events, id), 1);
    app.update_deployment(id, body(json!({}))).unwrap();
    assert_eq!(changes(&mut events, id), 1);
    let added = app.create_deployment_schedules(id, body(every(60)["schedules"].clone()));
    let schedule = added.unwrap()[0].id;
    assert_eq!(changes(&mut events, id), 1);
    app.update_deployment_schedule(id, schedule, body(json!({})))
        .unwrap();
    assert_eq!(changes(&mut events, id), 1);
    app.pause_deployment(id).unwrap();
    app.resume_deployment(id).unwrap();
    assert_eq!(changes(&mut events, id), 2);
    app.resume_deployment(id).unwrap();
    assert_eq!(changes(&mut events, id), 0, "it was resumed before");
    app.delete_deployment_schedule(id, schedule).unwrap();
    app.delete_deployment(id).unwrap();
    assert_eq!(changes(&mut events, id), 2);
}

#[test]
fn a_poll_makes_deployments_ready_and_changes_nothing_else() {
    let fixture = Fixture::new();
    let id = deploy(&fixture, every(3_600));
    fixture.app.schedule_runs(id).unwrap();
    fixture.clock.advance(Duration::from_secs(5));
    let poll = |before: &str| {
        let request = json!({"deployment_ids": [id], "scheduled_before": before});
        fixture
            .app
            .get_scheduled_flow_runs_for_deployments(&body(request))
            .unwrap()
            .len()
    };
    assert_eq!(poll("2026-01-01T13:00:00Z"), 2);
    let deployment = fixture.app.read_deployment(id).unwrap().deployment;
    assert_eq!(deployment.status, DeploymentStatus::Ready);
    assert_eq!(deployment.last_polled, Some(noon() + TimeDelta::seconds(5)));
    assert_eq!(deployment.updated, noon());
    fixture.app.pause_deployment(id).unwrap();
    assert_eq!(poll("2026-01-01T13:00:00Z"), 0);
}

#[test]
fn a_refused_run_leaves_no_queue_behind() {
    let fixture = Fixture::new();
    let pool = json!({"name": "p", "type": "process"});
    fixture.app.create_work_pool(body(pool)).unwrap();
    let id = deploy(&fixture, json!({"work_pool_name": "p"}));
    let run = |more: Value| {
        let mut request = json!({"work_queue_name": "new"});
        let more = more.as_object().unwrap().clone();
        request.as_object_mut().unwrap().extend(more);
        let outcome = fixture
            .app
            .create_flow_run_from_deployment(id, body(request));
        outcome.map(|(view, _)| view.work_queue.map(|queue| queue.name.clone()))
    };
    let nowhere = "00000000-0000-0000-0000-000000000000";
    assert!(run(json!({ "parent_task_run_id": nowhere })).is_err());
    assert!(run(json!({ "infrastructure_document_id": nowhere })).is_err());
    assert!(fixture.app.read_work_pool_queue("p", "new").is_err());
    assert_eq!(run(json!({})), Ok(Some("new".to_owned())));
}

#[test]
fn a_refused_deployment_leaves_no_queue_and_no_limit_behind() {
    let fixture = Fixture::new();
    let pool = json!({"name": "p", "type": "process"});
    fixture.app.create_work_pool(body(pool)).unwrap();
    let flow = fixture.flow("f");
    let twice = json!([
        {"schedule": {"cron": "* * * * *"}, "slug": "s"},
        {"schedule": {"cron": "* * * * *"}, "slug": "s"},
    ]);
    let request = json!({
        "name": "d", "flow_id": flow, "work_pool_name": "p", "work_queue_name": "new",
        "concurrency_limit": 2, "schedules": twice,
    });
    assert!(fixture.app.create_deployment(body(request)).is_err());
    assert!(fixture.app.read_work_pool_queue("p", "new").is_err());
    let tables = fixture.app.read();
    assert_eq!(tables.concurrency_limits.iter().count(), 0);
    assert_eq!(tables.deployments.iter().count(), 0);
}
