//! What real Prefect found among four events, and the properties of all filters.

use chrono::{DateTime, TimeZone as _, Utc};
use prefect_mock_api::types::{self, EventFilter};
use proptest::prelude::*;
use serde_json::{Map, Value, json};
use uuid::Uuid;

use super::{EventCriteria, Reading};
use crate::domain::event::{Event, RESOURCE_ID, RESOURCE_ROLE, Resource};
use crate::domain::ids::EventId;

const RECORDED: &str = include_str!("../testdata/events.json");

fn now() -> DateTime<Utc> {
    Utc.with_ymd_and_hms(2026, 1, 1, 0, 1, 0).unwrap()
}

fn recorded() -> (Vec<Event>, Vec<(Value, Vec<u8>)>) {
    let mut recorded: Value = serde_json::from_str(RECORDED).unwrap();
    let events: Vec<types::Event> = serde_json::from_value(recorded["events"].take()).unwrap();
    let events = events.into_iter().map(|event| Event {
        id: EventId::new(event.id),
        occurred: event.occurred,
        received: event.occurred,
        event: event.event,
        resource: event.resource.0,
        related: event
            .related
            .unwrap_or_default()
            .into_iter()
            .map(|related| related.0)
            .collect(),
        payload: event.payload.unwrap_or_default(),
        follows: None,
    });
    let queries = serde_json::from_value(recorded["queries"].take()).unwrap();
    (events.collect(), queries)
}

fn found(events: &[Event], filter: &Value, reading: Reading) -> Vec<u8> {
    let filter: EventFilter = serde_json::from_value(filter.clone()).unwrap();
    let criteria = EventCriteria::new(&filter, reading, now());
    events
        .iter()
        .filter(|event| criteria.admit(event))
        .map(|event| event.id.uuid().as_bytes()[15])
        .collect()
}

/// Events for each resource are told apart by the table's walk, not by the criteria.
fn is_distinct(filter: &Value) -> bool {
    filter.pointer("/resource/distinct").is_some()
}

#[test]
fn queries_find_what_real_prefect_found() {
    let (events, queries) = recorded();
    assert!(queries.len() > 40);
    for (filter, expected) in queries {
        if !is_distinct(&filter) {
            assert_eq!(
                found(&events, &filter, Reading::Query),
                expected,
                "{filter}"
            );
        }
    }
}

#[test]
fn a_stream_is_judged_by_python() {
    let (events, _) = recorded();
    let stream = |filter: Value| found(&events, &filter, Reading::Stream);
    assert_eq!(
        stream(json!({"event": {"prefix": ["PROBE"]}})),
        Vec::<u8>::new()
    );
    assert_eq!(
        stream(json!({"resource": {"labels": {"color": "[Rb]*"}}})),
        [1, 2]
    );
    assert_eq!(
        stream(json!({"resource": {"labels": {"color": "red"}}})),
        Vec::<u8>::new()
    );
    assert_eq!(
        stream(json!({"related": {"id": ["nothing"]}})),
        [1, 2, 3, 4]
    );
    assert_eq!(
        stream(json!({"any_resource": {"labels": {RESOURCE_ROLE: "par*"}}})),
        [1, 4]
    );
    assert_eq!(stream(json!({"text": {"query": "\"'t': true\""}})), [4]);
    assert_eq!(stream(json!({"text": {"query": "size"}})), Vec::<u8>::new());
}

#[test]
fn a_query_searches_names_of_labels_too() {
    let (events, _) = recorded();
    let query = |text| found(&events, &json!({"text": {"query": text}}), Reading::Query);
    assert_eq!(query("size"), [1, 2, 4]);
    assert_eq!(query("\"\\\"t\\\": true\""), [4]);
    assert_eq!(query("+probe -red -blue"), [3, 4]);
}

#[test]
fn without_bounds_a_filter_looks_back_180_days_from_midnight() {
    let criteria = EventCriteria::new(&EventFilter::default(), Reading::Query, now());
    let midnight = Utc.with_ymd_and_hms(2025, 7, 5, 0, 0, 0).unwrap();
    assert_eq!(criteria.occurred(), (midnight, now()));
}

fn resource() -> impl Strategy<Value = Resource> {
    let role = prop::option::of("[rs]");
    ("[ab]", role, prop::option::of("[xX]")).prop_map(|(id, role, color)| {
        let mut labels = Resource::new();
        labels.insert(RESOURCE_ID.to_owned(), id);
        labels.extend(role.map(|role| (RESOURCE_ROLE.to_owned(), role)));
        labels.extend(color.map(|color| ("color".to_owned(), color)));
        labels
    })
}

fn event() -> impl Strategy<Value = Event> {
    (resource(), prop::collection::vec(resource(), 0..3)).prop_map(|(resource, related)| Event {
        id: EventId::new(Uuid::nil()),
        occurred: now(),
        received: now(),
        event: "name".to_owned(),
        resource,
        related,
        payload: Map::new(),
        follows: None,
    })
}

proptest! {
    /// Conditions on resources against their definition, for patterns without wildcards.
    #[test]
    fn resources_match_as_defined(
        event in event(),
        id in prop::option::of("[ab]"),
        color in prop::option::of("!?[xX]"),
    ) {
        let mut asked = json!({});
        if let Some(id) = &id {
            asked["id"] = json!([id]);
        }
        if let Some(color) = &color {
            asked["labels"] = json!({"color": color});
        }
        let matches = |resource: &Resource| {
            let has_id = id.as_ref().is_none_or(|id| resource.get(RESOURCE_ID) == Some(id));
            has_id && color.as_ref().is_none_or(|asked| {
                resource.get("color").is_some_and(|value| match asked.strip_prefix('!') {
                    Some(asked) => !asked.eq_ignore_ascii_case(value),
                    None => asked.eq_ignore_ascii_case(value),
                })
            })
        };
        let admits = |filter| found(std::slice::from_ref(&event), &filter, Reading::Query) == [0];
        let is_asked = id.is_some() || color.is_some();
        let related = event.related.iter().any(matches);
        prop_assert_eq!(admits(json!({"resource": asked})), matches(&event.resource));
        prop_assert_eq!(admits(json!({"related": asked})), !is_asked || related);
        prop_assert_eq!(
            admits(json!({"any_resource": asked})),
            !is_asked || related || matches(&event.resource)
        );
        prop_assert_eq!(
            admits(json!({"any_resource": [asked, {"id": ["a"]}]})),
            admits(json!({"any_resource": asked})) && admits(json!({"any_resource": {"id": ["a"]}}))
        );
    }
}
