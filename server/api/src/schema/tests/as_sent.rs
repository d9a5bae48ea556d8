//! Bodies that pass as they were sent.

use proptest::prelude::*;
use serde_json::{Value, json};

use super::properties::{any_json, nearly_measured, pointers};
use super::{Measured, rows, typed};
use crate::schema::{Document, DomainRules, NoDomainRules};

/// Whether a body passes as it was sent; asserts that then it passes its check as well,
/// and is read alike.
fn is_as_sent(operation: &str, text: &str, rules: &dyn DomainRules) -> bool {
    let read = typed::read_both_ways(operation, text, rules);
    if let Some((as_sent, checked)) = &read {
        assert_eq!(as_sent, checked, "{operation}: {text}");
    }
    read.is_some()
}

#[test]
fn measured_bodies_pass_as_they_were_sent_only_if_they_pass() {
    let rows = rows();
    let rules = Measured::of(&rows);
    let bodies = rows.iter().filter(|row| row.query.is_none());
    let bodies = bodies.filter_map(|row| Some((&row.operation, row.body.as_ref()?)));
    let as_sent =
        bodies.filter(|(operation, body)| is_as_sent(operation, &body.to_string(), &rules));
    let count = as_sent.count();
    assert!(count > 100, "{count}");
}

/// What clients send most.
fn usual_bodies() -> [(&'static str, Value); 5] {
    let id = "6f1e2d3c-0000-4000-8000-000000000001";
    [
        (
            "create_logs",
            json!([{
                "name": "prefect.flow_runs", "level": 20, "message": "Hello \n \u{1f600}",
                "timestamp": "2026-01-01T12:00:00.123456+00:00",
                "flow_run_id": id, "task_run_id": null,
            }]),
        ),
        (
            "create_flow_run_from_deployment",
            json!({
                "name": "one", "parameters": {"a": [1, 1e300, {"b": null}]}, "context": {}, "tags": ["a"],
                "state": {"type": "SCHEDULED", "state_details": {"scheduled_time": "2026-01-01T12:00:00Z"}},
                "idempotency_key": "k", "parent_task_run_id": null, "labels": {"x": 1, "y": "z"},
            }),
        ),
        (
            "create_flow_run",
            json!({
                "flow_id": id, "name": "one", "state": {"type": "PENDING", "message": null, "data": null},
                "empirical_policy": {"retries": 3, "retry_delay": 5, "pause_keys": [], "resuming": false},
            }),
        ),
        (
            "set_flow_run_state",
            json!({"state": {"type": "RUNNING", "name": "Running"}, "force": false}),
        ),
        (
            "read_flow_runs",
            json!({
                "flow_runs": {"operator": "and_", "id": {"any_": [id]}, "tags": null},
                "sort": "ID_DESC", "limit": 200, "offset": 0,
            }),
        ),
    ]
}

#[test]
fn usual_bodies_pass_as_they_were_sent() {
    for (operation, body) in usual_bodies() {
        let text = body.to_string();
        assert!(
            is_as_sent(operation, &text, &NoDomainRules),
            "{operation}: {text}"
        );
    }
}

#[test]
fn no_body_passes_as_it_was_sent() {
    for row in rows() {
        for text in ["", "null"] {
            let passes = is_as_sent(&row.operation, text, &NoDomainRules);
            assert!(!passes, "{}", row.operation);
        }
    }
}

#[test]
fn what_has_to_change_or_fails_does_not_pass_as_it_was_sent() {
    let log = |key: &str, value: Value| {
        let mut line =
            json!({"name": "n", "level": 20, "message": "m", "timestamp": "2026-01-01T00:00:00Z"});
        line[key] = value;
        ("create_logs", json!([line]).to_string())
    };
    let page = |limit: Value| ("read_flow_runs", json!({ "limit": limit }).to_string());
    let policy = json!({"flow_id": "6f1e2d3c-0000-4000-8000-000000000001", "empirical_policy": {"max_retries": 3}});
    let run = |text: &str| ("create_flow_run_from_deployment", text.to_owned());
    for (operation, text) in [
        log("level", json!("20")),
        log("level", json!(20.0)),
        log("level", json!(u64::MAX)),
        log("level", Value::Null),
        log("message", json!(1)),
        log("flow_run_id", json!("6F1E2D3C-0000-4000-8000-000000000001")),
        log("flow_run_id", json!("6f1e2d3c000040008000000000000001")),
        log("timestamp", json!(0)),
        log("timestamp", json!("2026-01-01")),
        log("timestamp", json!("2026-01-01 00:00:00Z")),
        log("timestamp", json!("2026-01-01T00:00:60Z")),
        log("timestamp", json!("2026-01-01T00:00:00.1234567Z")),
        log("timestamp", json!("2026-01-01T00:00:00.Z")),
        log("timestamp", json!("0000-01-01T00:00:00Z")),
        log("timestamp", json!("2026-01-01T00:00:00")),
        page(json!(201)),
        page(json!(-1)),
        page(Value::Null),
        page(json!("1")),
        ("create_flow_run", policy.to_string()),
        (
            "create_logs",
            r#"[{"name": "n", "level": 20, "message": "m"}]"#.to_owned(),
        ),
        run(r#"{"name": "a", "name": "b"}"#),
        run(r#"{"name": null}"#),
        run(r#"{"unknown": 1}"#),
        run(r#"{"parameters": {"a": 1e400}}"#),
        run(r#"{"parameters": {"a": "\ud800"}}"#),
        run(r#"{"tags": []} x"#),
        run("[]"),
    ] {
        let passes = is_as_sent(operation, &text, &NoDomainRules);
        assert!(!passes, "{operation}: {text}");
    }
}

#[test]
fn only_json_passes_as_it_was_sent() {
    let read = |content_type| {
        let document = Document::shared();
        document.body_as_sent::<Value>("create_logs", content_type, b"[]", &NoDomainRules)
    };
    assert_eq!(read(Some("application/json")), Some(json!([])));
    assert_eq!(read(None), Some(json!([])));
    assert_eq!(read(Some("text/plain")), None);
}

/// Text that stands where something else was, or beside it.
fn any_text() -> impl Strategy<Value = String> {
    let odd = [
        "null",
        "true",
        "-0",
        "0.0",
        "20.0",
        "1e2",
        "1e400",
        "18446744073709551616",
        "9007199254740993",
        "0.1000000000000000055",
        "[]",
        "{}",
        "[[]]",
        "{\"a\": 1, \"a\": null}",
        "{\"\\ud800\": 1}",
        "\"\"",
        "\"\\u0041\"",
        "\"\\ud83d\\ude00\"",
        "\"\\ud800\"",
        "\"\\u0000\"",
        "nul",
        "NaN",
        "\"6f1e2d3c-0000-4000-8000-000000000001\"",
        "\"6F1e2d3c-0000-4000-8000-000000000001\"",
    ];
    prop_oneof![
        3 => prop::sample::select(odd.to_vec()).prop_map(str::to_owned),
        1 => any_json().prop_map(|value| value.to_string()),
        2 => date_time().prop_map(|text| Value::from(text).to_string()),
    ]
}

/// Nearly all have the form of a point in time, and some are one.
fn date_time() -> impl Strategy<Value = String> {
    "[0129][09][0-9]{2}-[01][0-9]-[0-3][0-9][T ][0-2][0-9]:[0-6][0-9]:[0-6][0-9](\\.[0-9]{0,7})?(Z|[+-][0-9]{2}:[0-6][0-9])?"
}

/// Stands in a text for what is changed there.
const MARK: &str = "the place of the change";

/// A body that is nearly as it was measured, or as clients send it, and whose text is
/// changed in some places: another value, another beside it under the same key or under
/// a new one.
fn nearly_as_sent() -> impl Strategy<Value = (String, String)> {
    let usual = usual_bodies();
    let usual = usual.map(|(operation, body)| (operation.to_owned(), body));
    let change = (any::<prop::sample::Index>(), any_text(), 0..3);
    (
        prop_oneof![nearly_measured(), prop::sample::select(usual.to_vec())],
        prop::option::of(change),
    )
        .prop_map(|((operation, mut body), change)| {
            let Some((index, other, kind)) = change else {
                return (operation, body.to_string());
            };
            let mut places = Vec::new();
            pointers(&body, "", &mut places);
            let place = index.get(places.as_slice()).clone();
            let Some(value) = body.pointer_mut(&place) else {
                return (operation, body.to_string());
            };
            let value = std::mem::replace(value, MARK.into());
            let key = place.rsplit('/').next().unwrap_or_default();
            let text = match kind {
                0 => other,
                1 => format!("{value}, \"{key}\": {other}"),
                _ => format!("{value}, \"{key}x\": {other}"),
            };
            (
                operation,
                body.to_string().replace(&format!("\"{MARK}\""), &text),
            )
        })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2_000, ..ProptestConfig::default() })]

    #[test]
    fn what_passes_as_it_was_sent_passes_and_is_read_alike((operation, text) in nearly_as_sent()) {
        is_as_sent(&operation, &text, &NoDomainRules);
    }

    #[test]
    fn times_that_pass_as_they_were_sent_pass_and_are_read_alike(time in date_time()) {
        let line = json!({"name": "n", "level": 20, "message": "m", "timestamp": time});
        is_as_sent("create_logs", &json!([line]).to_string(), &NoDomainRules);
    }
}
