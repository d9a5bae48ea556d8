//! The results of the tools.

use chrono::{DateTime, SecondsFormat, Utc};
use rmcp::model::CallToolResult;
use serde_json::{Map, Value, json};

use crate::failure::Failure;

/// The facts that a tool answers with, in the order in which they are to be read.
pub(crate) type Facts = Map<String, Value>;

/// What a tool answers.
pub(crate) fn of(outcome: Result<Facts, Failure>) -> CallToolResult {
    let (success, facts) = match outcome {
        Ok(facts) => (true, facts),
        Err(failure) => (false, failure.facts()),
    };
    let mut results = Facts::from_iter([("success".to_owned(), json!(success))]);
    results.extend(facts);
    CallToolResult::structured(json!({"results": results}))
}

/// The facts of a `json!({…})`.
pub(crate) fn facts(value: Value) -> Facts {
    match value {
        Value::Object(facts) => facts,
        other => Facts::from_iter([("value".to_owned(), other)]),
    }
}

/// A time as Prefect writes it.
pub(crate) fn time(time: DateTime<Utc>) -> String {
    time.to_rfc3339_opts(SecondsFormat::Micros, true)
}

/// A span of time in seconds, to the millisecond.
pub(crate) fn seconds(seconds: f64) -> f64 {
    (seconds * 1_000.0).round() / 1_000.0
}
