//! What the replays of [`http::replay`](crate::http) cannot see: what is made ahead
//! of time, what is told to others, and what a refusal leaves behind.

use std::sync::Arc;
use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use proptest::prelude::*;
use serde_json::{Value, json};
use tokio::sync::broadcast::Receiver;

use crate::app::fixture::{Fixture, body, noon};
use crate::app::{Event, Result};
use crate::domain::deployment::DeploymentStatus;
use crate::domain::flow_run::FlowRun;
use crate::domain::ids::DeploymentId;
use crate::domain::state::{ProposedState, StateType, name};

/// Deploys a flow `f` as `d`, with more in the body.
fn deploy(fixture: &Fixture, more: Value) -> DeploymentId {
    let flow = match fixture.app.read_flow_by_name("f") {
        Ok(flow) => flow.id,
        Err(_) => fixture.flow("f"),
    };
    let mut request = json!({"name": "d", "flow_id": flow});
    request
        .as_object_mut()
        .unwrap()
        .extend(more.as_object().unwrap().clone());
    let (view, _) = fixture.app.create_deployment(body(request)).unwrap();
    view.deployment.id
}

fn scheduled(schedule: Value) -> Value {
    json!({"schedules": [{ "schedule": schedule }]})
}

fn every(seconds: i64) -> Value {
    scheduled(json!({"interval": seconds, "anchor_date": "2020-01-01T00:00:00Z"}))
}

/// The scheduled runs of a deployment, soonest first.
fn runs(fixture: &Fixture, id: DeploymentId) -> Vec<Arc<FlowRun>> {
    let tables = fixture.app.read();
    tables
        .flow_runs
        .scheduled_of_deployment(id)
        .cloned()
        .collect()
}

fn times(fixture: &Fixture, id: DeploymentId) -> Vec<DateTime<Utc>> {
    let runs = runs(fixture, id);
    let time = |run: &Arc<FlowRun>| run.progress.next_scheduled_start_time;
    runs.iter().filter_map(time).collect()
}

fn minutes_from_noon(fixture: &Fixture, id: DeploymentId) -> Vec<i64> {
    let times = times(fixture, id);
    times
        .iter()
        .map(|time| (*time - noon()).num_minutes())
        .collect()
}

#[test]
fn runs_reach_both_minimums_and_keep_within_both_maximums() {
    for (seconds, count, why) in [
        (3_600, 3, "three at least: now, and in one and two hours"),
        (600, 7, "an hour ahead at least"),
        (
            10,
            100,
            "a hundred at most, though they reach less than an hour ahead",
        ),
        (60 * 86_400, 2, "a hundred days ahead at most"),
    ] {
        let fixture = Fixture::new();
        let id = deploy(&fixture, every(seconds));
        assert_eq!(fixture.app.schedule_runs(id), Ok(count), "{why}");
        assert_eq!(runs(&fixture, id).len(), count);
    }
}

#[test]
fn a_scheduled_run_is_made_of_its_deployment_and_its_schedule() {
    let fixture = Fixture::new();
    let cron = json!({"cron": "30 9 * * *", "timezone": "America/New_York"});
    let id = deploy(
        &fixture,
        json!({
            "version": "7", "tags": ["t"], "parameters": {"a": 1, "b": 1}, "labels": {"x": 1},
            "schedules": [{"schedule": cron, "parameters": {"b": 2}, "slug": "daily"}],
        }),
    );
    fixture.app.schedule_runs(id).unwrap();

    let run = runs(&fixture, id).remove(0);
    let schedule = fixture.app.read_deployment_schedules(id).unwrap().remove(0);
    let due: DateTime<Utc> = "2026-01-01T14:30:00Z".parse().unwrap();
    assert_eq!(run.progress.next_scheduled_start_time, Some(due));
    assert_eq!(run.progress.expected_start_time, Some(due));
    let state = run.state.as_ref().unwrap();
    assert_eq!(
        (state.state_type, state.name.as_str()),
        (StateType::Scheduled, "Scheduled")
    );
    assert_eq!(state.message.as_deref(), Some("Flow run scheduled"));
    assert_eq!(state.details.scheduled_time, Some(due));
    assert_eq!(
        run.idempotency_key,
        Some(format!(
            "scheduled {id} {} 2026-01-01 09:30:00-05:00",
            schedule.id
        ))
    );
    assert_eq!(
        Value::Object(run.parameters.clone()),
        json!({"a": 1, "b": 2})
    );
    assert_eq!(run.tags, ["auto-scheduled", "t"]);
    assert!(run.auto_scheduled);
    assert_eq!(run.deployment_version.as_deref(), Some("7"));
    let by = run.created_by.as_ref().unwrap();
    assert_eq!(by.id, Some(schedule.id.uuid()));
    assert_eq!(by.kind.as_deref(), Some("SCHEDULE"));
    assert_eq!(by.display_value.as_deref(), Some("daily"));
    assert_eq!(run.labels["prefect.deployment.id"], json!(id));
    assert_eq!(run.labels["x"], json!(1));
}

#[test]
fn a_schedule_without_a_slug_is_called_by_its_kind() {
    for (schedule, kind) in [
        (json!({"cron": "* * * * *"}), "CronSchedule"),
        (json!({"interval": 60.5}), "IntervalSchedule"),
        (json!({"rrule": "FREQ=DAILY"}), "RRuleSchedule"),
    ] {
        let fixture = Fixture::new();
        let id = deploy(&fixture, scheduled(schedule));
        fixture.app.schedule_runs(id).unwrap();
        let by = runs(&fixture, id)[0].created_by.clone().unwrap();
        assert_eq!(by.display_value.as_deref(), Some(kind));
    }
}

#[test]
fn part_of_a_second_is_in_the_key() {
    let fixture = Fixture::new();
    let interval = json!({"interval": 3600, "anchor_date": "2026-01-01T12:30:00.25Z"});
    let id = deploy(&fixture, scheduled(interval));
    fixture.app.schedule_runs(id).unwrap();
    let key = runs(&fixture, id)[0].idempotency_key.clone().unwrap();
    assert!(key.ends_with(" 2026-01-01 12:30:00.250000+00:00"), "{key}");
}

#[test]
fn more_runs_are_wanted_only_when_too_few_are_left() {
    let fixture = Fixture::new();
    let id = deploy(&fixture, every(3_600));
    let wanted = || fixture.app.deployments_to_schedule();
    assert_eq!(wanted(), [id]);
    fixture.app.schedule_runs(id).unwrap();
    assert_eq!(minutes_from_noon(&fixture, id), [0, 60, 120]);
    assert!(wanted().is_empty());

    // The run at noon is over, so there are two.
    fixture.clock.advance(Duration::from_secs(1));
    assert_eq!(wanted(), [id]);
    assert_eq!(fixture.app.schedule_runs(id), Ok(1));
    assert_eq!(minutes_from_noon(&fixture, id), [0, 60, 120, 180]);
    assert!(wanted().is_empty());
    assert_eq!(fixture.app.schedule_runs(id), Ok(0));
}

#[test]
fn runs_made_by_hand_are_not_counted() {
    let fixture = Fixture::new();
    let id = deploy(&fixture, every(3_600));
    let state =
        json!({"type": "SCHEDULED", "state_details": {"scheduled_time": "2026-01-05T00:00:00Z"}});
    for _ in 0..5 {
        let request = json!({ "state": state });
        fixture
            .app
            .create_flow_run_from_deployment(id, body(request))
            .unwrap();
    }
    assert_eq!(fixture.app.deployments_to_schedule(), [id]);
}

#[test]
fn nothing_is_made_of_what_is_paused_inactive_or_gone() {
    let fixture = Fixture::new();
    let id = deploy(&fixture, every(3_600));
    fixture.app.pause_deployment(id).unwrap();
    assert_eq!(fixture.app.schedule_runs(id), Ok(0));
    assert!(fixture.app.deployments_to_schedule().is_empty());
    fixture.app.resume_deployment(id).unwrap();
    assert_eq!(fixture.app.schedule_runs(id), Ok(3));
    fixture.app.pause_deployment(id).unwrap();
    assert!(runs(&fixture, id).is_empty());
    fixture.app.resume_deployment(id).unwrap();

    let schedule = fixture.app.read_deployment_schedules(id).unwrap()[0].id;
    let inactive = body(json!({"active": false}));
    fixture
        .app
        .update_deployment_schedule(id, schedule, inactive)
        .unwrap();
    assert_eq!(fixture.app.schedule_runs(id), Ok(0));
    assert!(fixture.app.deployments_to_schedule().is_empty());

    fixture.app.delete_deployment(id).unwrap();
    assert_eq!(fixture.app.schedule_runs(id), Ok(0));
}

#[test]
fn a_schedule_that_never_comes_stops_no_other() {
    let fixture = Fixture::new();
    let never = json!({"rrule": "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30"});
    let past = json!({"rrule": "DTSTART:20200101T000000\nFREQ=DAILY;COUNT=2"});
    let hourly = json!({"interval": 3600, "anchor_date": "2020-01-01T00:00:00Z"});
    let schedules: Vec<Value> = [never, past, hourly]
        .into_iter()
        .map(|schedule| json!({ "schedule": schedule }))
        .collect();
    let id = deploy(&fixture, json!({ "schedules": schedules }));
    assert_eq!(fixture.app.schedule_runs(id), Ok(3));
}

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
fn changes(events: &mut Receiver<Event>, id: DeploymentId) -> usize {
    std::iter::from_fn(|| events.try_recv().ok())
        .filter(|event| matches!(event, Event::DeploymentChanged(changed) if *changed == id))
        .count()
}

#[test]
fn every_change_is_told() {
    let fixture = Fixture::new();
    let app = &fixture.app;
    let mut events = app.events().subscribe();
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

/// One thing that is done to a deployment with schedules.
#[derive(Debug, Clone)]
enum Action {
    Add(Option<u8>),
    Rename(usize, u8),
    Remove(usize),
    Update(Vec<(u8, Option<u8>)>),
    Schedule,
}

fn slug(number: u8) -> String {
    format!("s{number}")
}

fn action() -> impl Strategy<Value = Action> {
    let update = prop::collection::vec((0_u8..4, prop::option::of(0_u8..4)), 0..3);
    prop_oneof![
        prop::option::of(0_u8..4).prop_map(Action::Add),
        (0_usize..4, 0_u8..4).prop_map(|(at, slug)| Action::Rename(at, slug)),
        (0_usize..4).prop_map(Action::Remove),
        update.prop_map(Action::Update),
        Just(Action::Schedule),
    ]
}

fn act(fixture: &Fixture, id: DeploymentId, action: &Action) -> Result<()> {
    let app = &fixture.app;
    let hourly = json!({"interval": 3600, "anchor_date": "2020-01-01T00:00:00Z"});
    let nth = |at: usize| {
        let schedules = app.read_deployment_schedules(id).unwrap();
        schedules.get(at).map(|schedule| schedule.id)
    };
    match action {
        Action::Add(number) => {
            let request = json!([{"schedule": hourly, "slug": number.map(slug)}]);
            app.create_deployment_schedules(id, body(request)).map(drop)
        }
        Action::Rename(at, number) => match nth(*at) {
            Some(schedule) => {
                let request = json!({ "slug": slug(*number) });
                app.update_deployment_schedule(id, schedule, body(request))
            }
            None => Ok(()),
        },
        Action::Remove(at) => match nth(*at) {
            Some(schedule) => app.delete_deployment_schedule(id, schedule),
            None => Ok(()),
        },
        Action::Update(schedules) => {
            let schedules: Vec<Value> = schedules
                .iter()
                .map(|(number, old)| {
                    json!({"slug": slug(*number), "replaces": old.map(slug), "schedule": hourly})
                })
                .collect();
            app.update_deployment(id, body(json!({ "schedules": schedules })))
        }
        Action::Schedule => app.schedule_runs(id).map(drop),
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// Whatever is done: slugs stay unique, a refusal changes nothing, and no two
    /// runs of a schedule are due at one time.
    #[test]
    fn schedules_stay_in_order(actions in prop::collection::vec(action(), 1..12)) {
        let fixture = Fixture::new();
        let id = deploy(&fixture, json!({}));
        for action in actions {
            fixture.clock.advance(Duration::from_secs(60));
            let before = fixture.app.read_deployment(id).unwrap().deployment;
            let outcome = act(&fixture, id, &action);
            let after = fixture.app.read_deployment(id).unwrap().deployment;
            if outcome.is_err() {
                prop_assert_eq!(&before, &after);
            }
            let mut slugs: Vec<_> = after.schedules.iter().filter_map(|one| one.slug.clone()).collect();
            let count = slugs.len();
            slugs.sort();
            slugs.dedup();
            prop_assert_eq!(slugs.len(), count);

            let mut due: Vec<_> = runs(&fixture, id)
                .iter()
                .map(|run| (run.created_by.clone().unwrap().id, run.progress.next_scheduled_start_time))
                .collect();
            let count = due.len();
            due.sort();
            due.dedup();
            prop_assert_eq!(due.len(), count);
        }
    }
}
