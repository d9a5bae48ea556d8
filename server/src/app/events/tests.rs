//! Tests of what the server tells of its own, beside what real Prefect told.

use std::sync::Arc;
use std::time::Duration;

use chrono::TimeDelta;
use prefect_mock_api::types::{Countable, TimeUnit};
use serde_json::{Value, json};

use super::Buckets;
use crate::app::NewFlowRun;
use crate::app::fixture::{Fixture, body, noon};
use crate::domain::event::Event;
use crate::domain::state::{ProposedState, StateType};
use crate::store::filter::{EventCriteria, Reading};

impl Fixture {
    /// The events that match a filter, oldest first.
    fn events(&self, filter: &Value) -> Vec<Arc<Event>> {
        let now = self.app.clock().now();
        let mut filter = filter.clone();
        filter["order"] = json!("ASC");
        let criteria = EventCriteria::new(&body(filter), Reading::Query, now);
        self.app.read_events(&criteria, 0, usize::MAX)
    }

    fn names(&self, prefix: &str) -> Vec<String> {
        let events = self.events(&json!({"event": {"prefix": [prefix]}}));
        events.iter().map(|event| event.event.clone()).collect()
    }
}

fn event(number: u128, more: &Value) -> Value {
    let mut event = json!({
        "id": uuid::Uuid::from_u128(number),
        "occurred": noon() - TimeDelta::seconds(1),
        "event": "test",
        "resource": {"prefect.resource.id": "r"},
    });
    if let (Some(event), Some(more)) = (event.as_object_mut(), more.as_object()) {
        event.extend(more.clone());
    }
    event
}

#[test]
fn an_event_of_a_known_id_is_neither_stored_nor_told() {
    let fixture = Fixture::new();
    let mut feed = fixture.app.feeds().events.subscribe();
    let events = json!([event(1, &json!({})), event(1, &json!({"event": "again"}))]);
    fixture.app.record_events(body(events)).unwrap();
    assert_eq!(fixture.names(""), ["test"]);
    assert_eq!(feed.try_recv().unwrap().item().event, "test");
    assert!(feed.try_recv().is_err());
}

#[test]
fn an_event_that_is_too_large_is_dropped() {
    let fixture = Fixture::new();
    let payload = |length| json!({"payload": {"text": "x".repeat(length)}});
    let events = json!([event(1, &payload(1_499_000)), event(2, &payload(1_500_000))]);
    fixture.app.record_events(body(events)).unwrap();
    assert_eq!(fixture.names("").len(), 1);
}

#[test]
fn counts_do_not_tell_the_events_of_a_resource_apart() {
    let fixture = Fixture::new();
    let events = json!([event(1, &json!({})), event(2, &json!({"event": "other"}))]);
    fixture.app.record_events(body(events)).unwrap();
    let filter = json!({"resource": {"distinct": true}});
    assert_eq!(fixture.events(&filter).len(), 1);
    let now = fixture.app.clock().now();
    let criteria = EventCriteria::new(&body(filter), Reading::Query, now);
    let buckets = Buckets {
        unit: TimeUnit::Day,
        interval: 1.0,
    };
    let counted = |countable| {
        let counts = fixture.app.count_events_by(&criteria, countable, buckets);
        counts.unwrap().iter().map(|one| one.count).sum::<usize>()
    };
    assert_eq!(counted(Countable::Event), 2);
    assert_eq!(counted(Countable::Resource), 2);
    assert_eq!(counted(Countable::Day), 2);
}

#[test]
fn states_far_apart_do_not_follow_each_other() {
    let fixture = Fixture::new();
    let flow_id = fixture.flow("flow");
    let run = body(json!({"flow_id": flow_id}));
    let run = fixture.app.create_flow_run(run).unwrap().0.flow_run;
    fixture.clock.advance(Duration::from_secs(299));
    fixture.set_state(&run, ProposedState::of(StateType::Running));
    fixture.clock.advance(Duration::from_secs(300));
    fixture.set_state(&run, ProposedState::of(StateType::Completed));
    let events = fixture.events(&json!({"event": {"prefix": ["prefect.flow-run."]}}));
    let follows: Vec<_> = events.iter().map(|event| event.follows).collect();
    assert_eq!(follows, [None, Some(events[0].id), None]);
}

#[test]
fn runs_that_schedules_make_are_told_of_once_they_leave_their_first_state() {
    let fixture = Fixture::new();
    let flow_id = fixture.flow("flow");
    let run = fixture
        .app
        .transaction(|tx| {
            let (run, _) = tx.create_flow_run(NewFlowRun {
                state: ProposedState::scheduled_at(noon()),
                auto_scheduled: true,
                ..NewFlowRun::of_flow(flow_id)
            })?;
            Ok(run)
        })
        .unwrap();
    assert!(fixture.names("prefect.flow-run.").is_empty());
    fixture.clock.advance(Duration::from_secs(1));
    fixture.set_state(&run, ProposedState::of(StateType::Pending));
    assert_eq!(
        fixture.names("prefect.flow-run."),
        ["prefect.flow-run.Pending"]
    );
}

#[test]
fn what_is_not_asked_for_any_more_is_told_to_be_not_ready() {
    let fixture = Fixture::new();
    let app = &fixture.app;
    let pool = json!({"name": "p", "type": "process"});
    let queue = app
        .create_work_pool(body(pool))
        .unwrap()
        .pool
        .default_queue_id;
    fixture.deployment("d", queue);
    app.worker_heartbeat("p", body(json!({"name": "w"})))
        .unwrap();
    app.get_scheduled_flow_runs("p", &body(json!({}))).unwrap();
    for _ in 0..2 {
        fixture.clock.advance(Duration::from_secs(600));
        app.mark_unready().unwrap();
    }
    let last = |kind: &str| fixture.names(&format!("prefect.{kind}.")).pop();
    for kind in ["deployment", "work-queue", "work-pool"] {
        let not_ready = format!("prefect.{kind}.not-ready");
        assert_eq!(last(kind), Some(not_ready.clone()), "{kind}");
        let told = fixture.names(&format!("prefect.{kind}."));
        let ready = format!("prefect.{kind}.ready");
        let after_ready = told.iter().skip_while(|name| **name != ready);
        assert_eq!(
            after_ready.filter(|name| **name == not_ready).count(),
            1,
            "{kind}"
        );
    }
}
