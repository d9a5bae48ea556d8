//! From the records of the domain to the document's types.

mod artifact;
mod concurrency_limit;
mod deployment;
mod event;
mod flow;
mod flow_run;
mod graph;
mod history;
mod log;
mod nothing;
mod policy;
#[cfg(test)]
mod recorded;
mod state;
mod task_run;
mod variable;
mod work_pool;
#[cfg(test)]
mod written;

use std::sync::Arc;

use chrono::TimeDelta;
use indexmap::IndexMap;
use prefect_mock_api::reply::DoneOrCreated;
use prefect_mock_api::{WriteJson, types};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::domain::json::JsonObject;

pub(super) use deployment::deployment_schedule;
pub(super) use state::result_of;
pub(super) use work_pool::work_queue_concurrency_status;

/// Each of many.
pub(super) fn each<T, U: From<T>>(many: impl IntoIterator<Item = T>) -> Vec<U> {
    many.into_iter().map(Into::into).collect()
}

/// Each of many records.
pub(super) fn each_of<T, U: for<'a> From<&'a T>>(many: &[Arc<T>]) -> Vec<U> {
    many.iter().map(|one| one.as_ref().into()).collect()
}

/// Ids, bare.
pub(super) fn ids<Id: Into<Uuid>>(ids: Vec<Id>) -> Vec<Uuid> {
    ids.into_iter().map(Into::into).collect()
}

/// 201 for what was made just now, 200 for what was there.
pub(super) fn done_or_created<T>(body: T, created: bool) -> DoneOrCreated<T> {
    if created {
        DoneOrCreated::Created(body)
    } else {
        DoneOrCreated::Done(body)
    }
}

/// A span of time in seconds, as the wire has it.
pub(super) fn seconds(span: TimeDelta) -> f64 {
    #[expect(
        clippy::cast_precision_loss,
        reason = "exact to the microsecond for spans below 285 years"
    )]
    span.num_microseconds()
        .map_or(f64::MAX, |microseconds| microseconds as f64 / 1e6)
}

/// A count, as the wire has it.
pub(super) fn count(count: impl TryInto<i64>) -> i64 {
    count.try_into().unwrap_or(i64::MAX)
}

/// Labels, of which each response has a type of its own; `text` makes that of a
/// text. What is no scalar is left out: nothing stores it.
pub(super) fn labels<T>(labels: &JsonObject, text: fn(String) -> T) -> IndexMap<String, T>
where
    T: From<bool> + From<i64> + From<f64>,
{
    labels
        .iter()
        .filter_map(|(name, value)| {
            let value = match value {
                Value::Bool(value) => T::from(*value),
                Value::Number(number) => match number.as_i64() {
                    Some(integer) => T::from(integer),
                    None => T::from(number.as_f64()?),
                },
                Value::String(value) => text(value.clone()),
                Value::Null | Value::Array(_) | Value::Object(_) => return None,
            };
            Some((name.clone(), value))
        })
        .collect()
}

/// Labels as [`labels`] shows them.
struct Labels<'l>(&'l JsonObject);

impl WriteJson for Labels<'_> {
    fn write_json(&self, json: &mut Vec<u8>) {
        let is_plain = |value: &Value| match value {
            Value::Bool(_) | Value::String(_) => true,
            Value::Number(number) => number.is_i64() || number.is_f64(),
            Value::Null | Value::Array(_) | Value::Object(_) => false,
        };
        if self.0.values().all(is_plain) {
            self.0.write_json(json);
        } else {
            let shown = labels(self.0, types::FlowRunResponseLabelsValue::String);
            let shown = shown
                .iter()
                .map(|(name, value)| (name.clone(), json!(value)));
            shown.collect::<JsonObject>().write_json(json);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use prefect_mock_api::types::FlowRunLabelsValue;

    #[test]
    fn labels_keep_their_types() {
        let stored = json!({"a": true, "b": 3, "c": 1.5, "d": "text"});
        let shown = labels(stored.as_object().unwrap(), FlowRunLabelsValue::String);
        assert_eq!(json!(shown), stored);
    }

    #[test]
    fn spans_are_seconds() {
        let span = TimeDelta::microseconds(1_250_000);
        assert!((seconds(span) - 1.25).abs() < f64::EPSILON);
    }
}
