//! States: what a run is doing, and since when.
//!
//! A *state type* is one of nine, and is what rules look at. A *state name* is
//! free text that says more, such as `AwaitingRetry` for a `SCHEDULED` state.
//! A *state* has both, a time, an optional message and optional data, and is
//! never changed once a run has entered it. A *proposed state* is what someone
//! asks a run to enter; [`orchestration`](super::orchestration) decides what
//! comes of it.

mod details;
pub mod name;

use std::borrow::Cow;
use std::fmt;
use std::str::FromStr;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use thiserror::Error;

use super::ids::StateId;
use super::sparse::Sparse;
pub use details::{MoreStateDetails, StateDetails};

/// The type of a state.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum StateType {
    /// Will run at a known time.
    Scheduled,
    /// Submitted, and waiting for what it runs on.
    Pending,
    /// Running.
    Running,
    /// Ended well.
    Completed,
    /// Ended with an error of its own.
    Failed,
    /// Ended because someone asked for it.
    Cancelled,
    /// Ended because what it ran on gave way.
    Crashed,
    /// Waiting to be resumed.
    Paused,
    /// Asked to end, and not there yet.
    Cancelling,
}

impl StateType {
    /// Every state type, in Prefect's order.
    pub const ALL: [Self; 9] = [
        Self::Scheduled,
        Self::Pending,
        Self::Running,
        Self::Completed,
        Self::Failed,
        Self::Cancelled,
        Self::Crashed,
        Self::Paused,
        Self::Cancelling,
    ];

    /// Whether a run in such a state has ended.
    pub const fn is_terminal(self) -> bool {
        matches!(
            self,
            Self::Completed | Self::Failed | Self::Cancelled | Self::Crashed
        )
    }

    /// The type as the wire spells it, such as `SCHEDULED`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Scheduled => "SCHEDULED",
            Self::Pending => "PENDING",
            Self::Running => "RUNNING",
            Self::Completed => "COMPLETED",
            Self::Failed => "FAILED",
            Self::Cancelled => "CANCELLED",
            Self::Crashed => "CRASHED",
            Self::Paused => "PAUSED",
            Self::Cancelling => "CANCELLING",
        }
    }

    /// The name of a state that was given none, such as `Scheduled`.
    pub const fn default_name(self) -> &'static str {
        match self {
            Self::Scheduled => "Scheduled",
            Self::Pending => "Pending",
            Self::Running => "Running",
            Self::Completed => "Completed",
            Self::Failed => "Failed",
            Self::Cancelled => "Cancelled",
            Self::Crashed => "Crashed",
            Self::Paused => "Paused",
            Self::Cancelling => "Cancelling",
        }
    }
}

impl fmt::Display for StateType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

/// A text that names no state type.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error(
    "\"{text}\" is not a state type; use one of SCHEDULED, PENDING, RUNNING, COMPLETED, FAILED, CANCELLED, CRASHED, PAUSED, CANCELLING"
)]
pub struct UnknownStateType {
    /// The text that was read.
    pub text: String,
}

impl FromStr for StateType {
    type Err = UnknownStateType;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::ALL
            .into_iter()
            .find(|state_type| state_type.as_str() == text)
            .ok_or_else(|| UnknownStateType { text: text.into() })
    }
}

/// A state that a run is or was in.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct State {
    /// Names this state in the run's history. Version 7: sorts by time.
    pub id: StateId,
    /// What rules look at.
    #[serde(rename = "type")]
    pub state_type: StateType,
    /// What people look at. The names that Prefect gives take no memory.
    pub name: Cow<'static, str>,
    /// When the run entered the state.
    pub timestamp: DateTime<Utc>,
    /// Why, in words.
    pub message: Option<String>,
    /// A result or a reference to one: opaque JSON that is echoed. `Null` is
    /// the same as none.
    pub data: Sparse<Value>,
    /// What the state refers to, and what rules keep in it.
    #[serde(rename = "state_details")]
    pub details: StateDetails,
}

impl State {
    /// Whether the state ends its run.
    pub fn is_terminal(&self) -> bool {
        self.state_type.is_terminal()
    }

    /// Whether the state's data says where a result is kept. Anything in an
    /// object does, except the marker of a result that was not kept.
    pub fn has_persisted_result(&self) -> bool {
        is_persisted_result(&self.data)
    }

    /// The same state as a proposal, to be entered again or by another run.
    pub fn to_proposed(&self) -> ProposedState {
        ProposedState {
            state_type: self.state_type,
            name: Some(self.name.to_string()),
            message: self.message.clone(),
            data: self.data.clone(),
            details: self.details.clone(),
        }
    }
}

/// A state that someone asks a run to enter: what the wire calls `StateCreate`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ProposedState {
    /// What rules look at.
    #[serde(rename = "type")]
    pub state_type: StateType,
    /// What people look at; the type's own name if none is given.
    #[serde(default)]
    pub name: Option<String>,
    /// Why, in words.
    #[serde(default)]
    pub message: Option<String>,
    /// A result or a reference to one, as opaque JSON.
    #[serde(default)]
    pub data: Sparse<Value>,
    /// What the state refers to.
    #[serde(rename = "state_details", default)]
    pub details: StateDetails,
}

impl ProposedState {
    /// A state of a type with that type's name and nothing else.
    pub fn of(state_type: StateType) -> Self {
        Self {
            state_type,
            name: None,
            message: None,
            data: Sparse::default(),
            details: StateDetails::default(),
        }
    }

    /// The same with a name.
    #[must_use]
    pub fn named(mut self, name: impl Into<String>) -> Self {
        self.name = Some(name.into());
        self
    }

    /// The same with a message.
    #[must_use]
    pub fn with_message(mut self, message: impl Into<String>) -> Self {
        self.message = Some(message.into());
        self
    }

    /// The same with data.
    #[must_use]
    pub fn with_data(mut self, data: Value) -> Self {
        self.data = data.into();
        self
    }

    /// A `SCHEDULED` state for a time.
    pub fn scheduled_at(time: DateTime<Utc>) -> Self {
        let mut state = Self::of(StateType::Scheduled);
        state.details.scheduled_time = Some(time);
        state
    }

    /// Makes the state, entered at `timestamp`. One that is `SCHEDULED` without
    /// a time is scheduled for that moment.
    pub fn into_state(self, id: StateId, timestamp: DateTime<Utc>) -> State {
        let Self {
            state_type,
            name,
            message,
            data,
            mut details,
        } = self;
        if state_type == StateType::Scheduled {
            details.scheduled_time.get_or_insert(timestamp);
        }
        State {
            id,
            state_type,
            name: name.map_or(Cow::Borrowed(state_type.default_name()), name::shared),
            timestamp,
            message,
            data,
            details,
        }
    }
}

/// See [`State::has_persisted_result`].
fn is_persisted_result(data: &Value) -> bool {
    data.as_object().is_some_and(|object| {
        !object.is_empty() && object.get("type").and_then(Value::as_str) != Some("unpersisted")
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::TimeZone as _;
    use serde_json::json;
    use uuid::Uuid;

    fn noon() -> DateTime<Utc> {
        Utc.with_ymd_and_hms(2026, 1, 1, 12, 0, 0).unwrap()
    }

    #[test]
    fn types_read_back_what_they_write() {
        for state_type in StateType::ALL {
            assert_eq!(state_type.as_str().parse(), Ok(state_type));
            assert_eq!(json!(state_type), json!(state_type.as_str()));
            assert_eq!(
                state_type.default_name().to_uppercase(),
                state_type.as_str()
            );
        }
        assert!("Running".parse::<StateType>().is_err());
    }

    #[test]
    fn a_state_without_a_name_has_that_of_its_type() {
        let state = ProposedState::of(StateType::Cancelling).into_state(Uuid::nil().into(), noon());
        assert_eq!(state.name, "Cancelling");
        assert_eq!(state.details.scheduled_time, None);
    }

    #[test]
    fn a_scheduled_state_without_a_time_is_due_at_once() {
        let state = ProposedState::of(StateType::Scheduled).into_state(Uuid::nil().into(), noon());
        assert_eq!(state.details.scheduled_time, Some(noon()));

        let later = noon() + chrono::TimeDelta::hours(1);
        let state = ProposedState::scheduled_at(later).into_state(Uuid::nil().into(), noon());
        assert_eq!(state.details.scheduled_time, Some(later));
    }

    #[test]
    fn only_an_object_that_is_not_marked_unpersisted_is_a_result() {
        assert!(is_persisted_result(&json!({"storage_key": "k"})));
        assert!(is_persisted_result(&json!({"type": "reference"})));
        assert!(!is_persisted_result(&json!({"type": "unpersisted"})));
        assert!(!is_persisted_result(&json!({})));
        assert!(!is_persisted_result(&json!("text")));
        assert!(!is_persisted_result(&Value::Null));
    }

    #[test]
    fn a_proposal_may_leave_out_everything_but_its_type() {
        let state: ProposedState = serde_json::from_value(json!({"type": "RUNNING"})).unwrap();
        assert_eq!(state, ProposedState::of(StateType::Running));
    }
}
