//! Replays transitions that were recorded from a real Prefect server.
//!
//! `testdata/*.json` was recorded by a script that drove Prefect 3.8.8 over REST;
//! each file says how. A recording holds scenarios: how the run was made, what was
//! proposed to it in turn with what was answered, and how the run looked after. The
//! tests replay each scenario through `propose_…` and expect the same answers.

mod flow_runs;
mod task_runs;

use chrono::{DateTime, TimeDelta, TimeZone as _, Utc};
use serde::Deserialize;
use serde_json::{Map, Value, json};

use super::{Draws, Outcome};
use crate::domain::run::RunProgress;
use crate::domain::state::{ProposedState, State, StateType};
use crate::random::Random;

/// A state as scenarios propose it: times are seconds from then.
#[derive(Clone, Debug, Deserialize)]
struct Proposed {
    #[serde(rename = "type")]
    state_type: String,
    name: Option<String>,
    message: Option<String>,
    #[serde(default)]
    data: Value,
    #[serde(default)]
    details: Map<String, Value>,
    #[serde(default)]
    force: bool,
}

impl Proposed {
    fn state(&self, now: DateTime<Utc>) -> ProposedState {
        let mut details = Map::new();
        for (key, value) in &self.details {
            match (key.strip_suffix("_in"), value.as_i64()) {
                (Some(key), Some(seconds)) => {
                    let time = now + TimeDelta::seconds(seconds);
                    details.insert(key.into(), json!(time));
                }
                _ => {
                    details.insert(key.clone(), value.clone());
                }
            }
        }
        ProposedState {
            state_type: self.state_type.parse().unwrap(),
            name: self.name.clone(),
            message: self.message.clone(),
            data: self.data.clone().into(),
            details: serde_json::from_value(Value::Object(details)).unwrap(),
        }
    }
}

/// Time and randomness of a replay: each step takes ten milliseconds.
struct World {
    now: DateTime<Utc>,
    random: Random,
}

impl World {
    fn new() -> Self {
        Self {
            now: Utc.with_ymd_and_hms(2026, 1, 1, 12, 0, 0).unwrap(),
            random: Random::seeded(1),
        }
    }

    fn draws(&mut self) -> Draws {
        self.now += TimeDelta::milliseconds(10);
        Draws {
            state_id: self.random.uuid_v7(self.now).into(),
            lease_id: self.random.uuid_v4().into(),
            pause_key: self.random.uuid_v4(),
            jitter: self.random.unit(),
        }
    }
}

/// An object without what says nothing, as recordings leave it out.
fn slim(value: Value) -> Value {
    let Value::Object(members) = value else {
        return value;
    };
    members
        .into_iter()
        .filter(|(key, value)| {
            let counts = ["run_count", "flow_run_run_count", "pause_keys"].contains(&key.as_str());
            !(value.is_null() || *value == json!(false) || counts && *value == json!(0))
        })
        .map(|(key, value)| (key, slim(value)))
        .collect()
}

fn seconds_until(time: Option<DateTime<Utc>>, now: DateTime<Utc>) -> Value {
    let Some(time) = time else {
        return Value::Null;
    };
    let milliseconds = (time - now).num_milliseconds();
    json!((milliseconds + 500).div_euclid(1_000))
}

fn show_state(state: &State, now: DateTime<Utc>) -> Value {
    let details = &state.details;
    json!({
        "type": state.state_type,
        "name": state.name,
        "message": state.message,
        "data": state.data,
        "scheduled_time_in": seconds_until(details.scheduled_time, now),
        "pause_timeout_in": seconds_until(details.more.pause_timeout, now),
        "pause_reschedule": details.more.pause_reschedule,
        "pause_key": details.more.pause_key,
        "cache_key": details.more.cache_key,
        "transition_id": details.transition_id,
        // The recording leaves out what is not truthy.
        "retriable": details.more.retriable,
        "task_parameters_id": details.more.task_parameters_id,
        "lease": details.more.deployment_concurrency_lease_id.is_some(),
        "task_run_id": details.task_run_id.is_some(),
    })
}

/// What the server would answer.
fn show_answer(outcome: &Outcome, current: Option<&State>, now: DateTime<Utc>) -> Value {
    let status = match outcome {
        Outcome::Accept { .. } => "ACCEPT",
        Outcome::Reject { .. } => "REJECT",
        Outcome::Wait { .. } => "WAIT",
        Outcome::Abort { .. } => "ABORT",
    };
    let delay_seconds = match outcome {
        Outcome::Wait { delay_seconds, .. } => Some(delay_seconds),
        _ => None,
    };
    let new_state = outcome.new_state();
    slim(json!({
        "status_code": if new_state.is_some() { 201 } else { 200 },
        "status": status,
        "reason": outcome.reason(),
        "delay_seconds": delay_seconds,
        "state": new_state.or(current).map(|state| show_state(state, now)),
    }))
}

fn show_progress(progress: &RunProgress, state: Option<&State>, now: DateTime<Utc>) -> Value {
    json!({
        "state_type": state.map(|state| state.state_type),
        "state_name": state.map(|state| &state.name),
        "run_count": progress.run_count,
        "started": progress.start_time.is_some(),
        "ended": progress.end_time.is_some(),
        "ran": progress.total_run_time > TimeDelta::zero(),
        "expected_in": seconds_until(progress.expected_start_time, now),
        "next_scheduled_in": seconds_until(progress.next_scheduled_start_time, now),
    })
}

/// Adds members to an object.
fn extend(object: &mut Value, more: Value) {
    if let (Value::Object(members), Value::Object(more)) = (object, more) {
        members.extend(more);
    }
}

/// The pairs of state types, with what the name of a scenario says beside them, that
/// no scenario has. What a run is made with is the transition from no state.
fn missing_pairs<'a>(names: impl Iterator<Item = &'a str>, circumstances: &[&str]) -> Vec<String> {
    let names: std::collections::HashSet<&str> = names.collect();
    let mut missing = Vec::new();
    for initial in StateType::ALL {
        for proposed in StateType::ALL {
            for circumstance in circumstances {
                let name = format!("{initial} to {proposed}{circumstance}");
                if !names.contains(name.as_str()) {
                    missing.push(name);
                }
            }
        }
    }
    missing
}
