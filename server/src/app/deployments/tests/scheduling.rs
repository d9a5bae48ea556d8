//! How far ahead schedules make runs, and what those are like.

use std::time::Duration;

use chrono::{DateTime, Utc};
use serde_json::{Value, json};

use super::{deploy, every, runs, scheduled};
use crate::app::fixture::{Fixture, body, noon};
use crate::domain::ids::DeploymentId;
use crate::domain::state::StateType;

/// When the scheduled runs of a deployment are due, in minutes from noon.
fn minutes_from_noon(fixture: &Fixture, id: DeploymentId) -> Vec<i64> {
    let runs = runs(fixture, id);
    let due = runs
        .iter()
        .filter_map(|run| run.progress.next_scheduled_start_time);
    due.map(|time| (time - noon()).num_minutes()).collect()
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
fn the_runs_of_a_schedule_are_made_one_after_another() {
    let fixture = Fixture::new();
    let id = deploy(&fixture, every(3_600));
    fixture.app.schedule_runs(id).unwrap();
    let mut runs = runs(&fixture, id);
    runs.sort_by_key(|run| run.progress.next_scheduled_start_time);
    assert!(runs.is_sorted_by(|one, next| one.created < next.created));
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
        (state.state_type, &*state.name),
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
        Value::Object(run.parameters.as_ref().clone()),
        json!({"a": 1, "b": 2})
    );
    assert_eq!(run.tags[..], ["auto-scheduled", "t"]);
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
