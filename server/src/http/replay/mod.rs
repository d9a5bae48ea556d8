//! Replays of conversations with real Prefect.
//!
//! Each file of `testdata` is what one client said to a Prefect 3.8.8 server with an
//! empty database, step by step, and what that answered. The same is said here, and
//! the answers have to be the same: statuses, keys and values.
//!
//! Ids and times cannot be, so they are told apart by placeholders: `<id 3>` is the
//! third id of the conversation wherever it comes up, in requests as in texts, and
//! `<time>` a time of about then. `<name>` is a made-up name, and `<next page>` a link. The order of tags and
//! of the names of updated fields is open on Prefect, and so is that of what equals in a sort.
//!
//! Prefect's scheduler was off, so that runs are made when the client says so. Where
//! it failed with a 500, only the status is compared. How long runs have run and how
//! late they are is not compared either.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use chrono::{DateTime, TimeZone as _, Utc};
use http::{HeaderValue, header};
use prefect_mock_api::{Admission as _, ApiError, Call, Router, ServerContext as _, dispatch};
use serde::Deserialize;
use serde_json::Value;

use super::{PrefectServer, RequestScope, Sockets};
use crate::app::{App, Settings};
use crate::clock::ManualClock;
use crate::random::Random;

/// One thing that the client said, and what it was answered.
#[derive(Debug, Deserialize)]
struct Step {
    method: String,
    path: String,
    body: Option<Value>,
    /// What the client said it was, if anything.
    user_agent: Option<String>,
    status: u16,
    answer: Option<Value>,
}

/// A conversation as it is repeated.
struct Replay {
    scope: RequestScope,
    clock: ManualClock,
    /// What our server has for each id of the recording.
    ids: BTreeMap<String, String>,
}

fn now() -> DateTime<Utc> {
    Utc.with_ymd_and_hms(2026, 11, 22, 18, 0, 0).unwrap()
}

impl Replay {
    fn new() -> Self {
        let clock = ManualClock::new(now());
        let app = App::new(
            Arc::new(clock.clone()),
            Arc::new(Random::seeded(1)),
            Settings::default(),
        );
        Self {
            scope: RequestScope::new(Arc::new(app), Sockets::default()),
            clock,
            ids: BTreeMap::new(),
        }
    }

    fn say(&mut self, step: &Step) -> (u16, Value) {
        // Nothing happens at the same time as anything else.
        self.clock.advance(Duration::from_millis(10));
        let path = self.ours(&step.path);
        let (path, query) = path.split_once('?').unwrap_or((&path, ""));
        let segments: Vec<&str> = path.split('/').filter(|part| !part.is_empty()).collect();
        let body = step
            .body
            .as_ref()
            .map_or_else(Vec::new, |body| self.ours(&body.to_string()).into_bytes());
        let Ok(route) = Router::shared().route(&step.method, &segments) else {
            return (404, serde_json::json!({"detail": "Not Found"}));
        };
        let call = Call {
            info: route.info,
            variables: route.variables,
            query,
            content_type: Some("application/json"),
            body: &body,
            domain_rules: PrefectServer::DOMAIN_RULES,
        };
        let agent = step.user_agent.as_deref().map(|agent| {
            let agent = HeaderValue::from_str(agent).unwrap();
            (header::USER_AGENT, agent)
        });
        let headers = agent.into_iter().collect();
        let reply = PrefectServer::admit(&self.scope, route.info.operation, &headers)
            .and_then(|scope| dispatch::<PrefectServer>(&scope, &call))
            .unwrap_or_else(ApiError::into_reply);
        let text = String::from_utf8_lossy(&reply.body);
        let answer = match serde_json::from_str(&text) {
            Ok(answer) => answer,
            Err(_) if text.is_empty() => Value::Null,
            Err(_) => Value::from(text),
        };
        (reply.status.as_u16(), answer)
    }

    /// A text of the recording with our ids.
    fn ours(&self, text: &str) -> String {
        let mut ours = text.to_owned();
        for (placeholder, id) in &self.ids {
            ours = ours.replace(placeholder, id);
        }
        ours
    }

    /// Says where two answers differ, and learns our ids from where they do not.
    fn differences(&mut self, at: &str, expected: &Value, actual: &Value, found: &mut Vec<String>) {
        match (expected, actual) {
            (Value::Object(expected), Value::Object(actual)) => {
                for key in expected.keys().filter(|key| !actual.contains_key(*key)) {
                    found.push(format!("{at}.{key} is missing"));
                }
                for key in actual.keys().filter(|key| !expected.contains_key(*key)) {
                    found.push(format!("{at}.{key} should not be there"));
                }
                for (key, expected) in expected {
                    if let Some(actual) = actual.get(key).filter(|_| is_compared(key)) {
                        self.differences(&format!("{at}.{key}"), expected, actual, found);
                    }
                }
            }
            (Value::Array(expected), Value::Array(actual)) if expected.len() == actual.len() => {
                let in_order = |list: &[Value]| {
                    let mut list = list.to_vec();
                    if matches!(at.rsplit('.').next(), Some("tags" | "updated_fields")) {
                        list.sort_by_key(ToString::to_string);
                    }
                    list
                };
                let pairs = in_order(expected).into_iter().zip(in_order(actual));
                for (index, (expected, actual)) in pairs.enumerate() {
                    self.differences(&format!("{at}[{index}]"), &expected, &actual, found);
                }
            }
            (Value::String(expected), Value::String(actual)) => {
                if !self.is_same_text(expected, actual) {
                    found.push(format!("{at} is {actual:?}, not {expected:?}"));
                }
            }
            _ if expected == actual => {}
            _ => found.push(format!("{at} is {actual}, not {expected}")),
        }
    }

    fn is_same_text(&mut self, expected: &str, actual: &str) -> bool {
        let is_time = || actual.parse::<DateTime<Utc>>().is_ok();
        match expected {
            "<time>" => is_time(),
            "<name>" => actual.contains('-'),
            "<next page>" => actual.contains("/api/events/filter/next?page-token="),
            _ if expected.starts_with("<id ") && expected.ends_with('>') => {
                let known = self.ids.entry(expected.to_owned());
                known.or_insert_with(|| actual.to_owned()) == actual
            }
            _ if self.ours(expected) == actual => true,
            _ if self.learns_from(expected, actual) => true,
            _ => match (
                expected.parse::<DateTime<Utc>>(),
                actual.parse::<DateTime<Utc>>(),
            ) {
                (Ok(expected), Ok(actual)) => expected == actual,
                _ => false,
            },
        }
    }
}

impl Replay {
    /// Learns an id that comes up for the first time within a text.
    fn learns_from(&mut self, expected: &str, actual: &str) -> bool {
        let Some((before, rest)) = expected.split_once("<id ") else {
            return false;
        };
        let Some((number, after)) = rest.split_once('>') else {
            return false;
        };
        let placeholder = format!("<id {number}>");
        let id = actual
            .strip_prefix(before)
            .and_then(|rest| rest.strip_suffix(after))
            .filter(|id| uuid::Uuid::try_parse(id).is_ok() && !self.ids.contains_key(&placeholder));
        if let Some(id) = id {
            self.ids.insert(placeholder, id.to_owned());
        }
        id.is_some()
    }
}

/// Whether the values of a key are compared, besides that it is there.
fn is_compared(key: &str) -> bool {
    !matches!(
        key,
        "total_run_time" | "estimated_run_time" | "estimated_start_time_delta"
    )
}

/// Replays a conversation, and lists all that is answered otherwise.
fn replay(recording: &str) {
    let steps: Vec<Step> = serde_json::from_str(recording).unwrap();
    assert!(!steps.is_empty());
    let mut replay = Replay::new();
    let mut failures = Vec::new();
    for (number, step) in steps.iter().enumerate() {
        let (status, answer) = replay.say(step);
        let mut found = Vec::new();
        if status != step.status {
            found.push(format!(
                "status {status} instead of {}: {answer}",
                step.status
            ));
        } else if let Some(expected) = &step.answer {
            replay.differences("$", expected, &answer, &mut found);
        }
        if !found.is_empty() {
            let body = step.body.as_ref().map(ToString::to_string);
            failures.push(format!(
                "step {number}: {} {} {}\n    {}",
                step.method,
                step.path,
                body.unwrap_or_default(),
                found.join("\n    ")
            ));
        }
    }
    let (count, all) = (failures.len(), steps.len());
    assert!(
        failures.is_empty(),
        "{count} of {all} differ:\n{}",
        failures.join("\n")
    );
}

#[test]
fn flows() {
    replay(include_str!("testdata/flows.json"));
}

#[test]
fn deployments() {
    replay(include_str!("testdata/deployments.json"));
}

#[test]
fn schedules() {
    replay(include_str!("testdata/schedules.json"));
}

#[test]
fn runs_of_deployments() {
    replay(include_str!("testdata/deployment_runs.json"));
}

#[test]
fn flow_runs() {
    replay(include_str!("testdata/flow_runs.json"));
}

#[test]
fn task_runs() {
    replay(include_str!("testdata/task_runs.json"));
}

#[test]
fn orchestration() {
    replay(include_str!("testdata/orchestration.json"));
}

#[test]
fn artifacts() {
    replay(include_str!("testdata/artifacts.json"));
}

#[test]
fn events() {
    replay(include_str!("testdata/events.json"));
}

#[test]
fn variable_and_limit_events() {
    replay(include_str!("testdata/variable_and_limit_events.json"));
}

#[test]
fn events_of_the_server() {
    replay(include_str!("testdata/lifecycle_events.json"));
}

#[test]
fn task_run_events() {
    replay(include_str!("testdata/task_run_events.json"));
}

#[test]
fn global_concurrency_limits() {
    replay(include_str!("testdata/concurrency_limits_v2.json"));
}

#[test]
fn concurrency_limits_of_tags() {
    replay(include_str!("testdata/concurrency_limits.json"));
}

#[test]
fn variables() {
    replay(include_str!("testdata/variables.json"));
}

/// What is there of which there is nothing.
#[test]
fn automations_and_block_documents() {
    replay(include_str!("testdata/empty.json"));
}

#[test]
fn logs() {
    replay(include_str!("testdata/logs.json"));
}
