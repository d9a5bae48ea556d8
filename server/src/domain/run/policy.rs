//! By which policy a run is retried, and what it remembers of pauses.
//!
//! Prefect calls both a run's *empirical policy*. The deprecated fields still
//! count where the field that replaces them says nothing.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};
use serde_json::Number;

/// What kind of retry a flow run is going through.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RetryType {
    /// Its process goes on, waits, and runs it again. Workers leave it alone.
    InProcess,
    /// It was scheduled anew, for a worker to pick up.
    Reschedule,
}

/// The policy of a flow run.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct FlowRunPolicy {
    /// Deprecated form of `retries`.
    pub max_retries: i64,
    /// Deprecated form of `retry_delay`, in seconds.
    pub retry_delay_seconds: f64,
    /// How often a failed run is tried again; `None` is never.
    pub retries: Option<i64>,
    /// How long to wait before each retry, in seconds.
    pub retry_delay: Option<i64>,
    /// The pauses that have fired: each may once. A client can say that there is no
    /// such list.
    pub pause_keys: Option<BTreeSet<String>>,
    /// Whether the run is on its way out of a pause, so that entering `RUNNING`
    /// does not count as running again.
    pub resuming: Option<bool>,
    /// What kind of retry the run is going through, if any.
    pub retry_type: Option<RetryType>,
}

impl Default for FlowRunPolicy {
    /// No retries, and no pause has fired.
    fn default() -> Self {
        Self {
            max_retries: 0,
            retry_delay_seconds: 0.0,
            retries: None,
            retry_delay: None,
            pause_keys: Some(BTreeSet::new()),
            resuming: None,
            retry_type: None,
        }
    }
}

impl FlowRunPolicy {
    /// The policy with deprecated fields moved to those that replaced them, as it
    /// is to be stored.
    #[must_use]
    pub fn modernized(mut self) -> Self {
        if self.retries.unwrap_or(0) == 0 && self.max_retries != 0 {
            self.retries = Some(self.max_retries);
        }
        if self.retry_delay.unwrap_or(0) == 0 && self.retry_delay_seconds != 0.0 {
            #[expect(
                clippy::cast_possible_truncation,
                reason = "the field counts whole seconds, and the cast stops at its bounds"
            )]
            let seconds = self.retry_delay_seconds as i64;
            self.retry_delay = Some(seconds);
        }
        self
    }

    /// Whether a pause has fired.
    pub(crate) fn has_paused(&self, key: &str) -> bool {
        self.pause_keys
            .as_ref()
            .is_some_and(|fired| fired.contains(key))
    }

    /// The policy as a new attempt begins: with no pause remembered.
    pub(crate) fn forget_pauses(&mut self, retry_type: Option<RetryType>) {
        self.resuming = Some(false);
        self.pause_keys = Some(BTreeSet::new());
        self.retry_type = retry_type;
    }
}

/// How long a task run waits before it is tried again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum RetryDelay {
    /// The same number of seconds each time.
    Each(Number),
    /// These numbers of seconds in turn, and then the last of them.
    InTurn(Vec<Number>),
}

impl RetryDelay {
    /// The seconds to wait after the run has run `run_count` times.
    pub fn seconds_after(&self, run_count: u64) -> f64 {
        let delay = match self {
            Self::Each(delay) => Some(delay),
            Self::InTurn(delays) => run_count
                .checked_sub(1)
                .and_then(|turn| delays.get(usize::try_from(turn).ok()?))
                .or_else(|| delays.last()),
        };
        delay.and_then(Number::as_f64).unwrap_or(0.0)
    }

    /// Whether no delay is given.
    fn is_nothing(&self) -> bool {
        match self {
            Self::Each(delay) => delay.as_f64() == Some(0.0),
            Self::InTurn(delays) => delays.is_empty(),
        }
    }
}

/// The policy of a task run.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct TaskRunPolicy {
    /// Deprecated form of `retries`.
    pub max_retries: i64,
    /// Deprecated form of `retry_delay`, in seconds.
    pub retry_delay_seconds: f64,
    /// How often a failed run is tried again; `None` is never.
    pub retries: Option<i64>,
    /// How long to wait before each retry.
    pub retry_delay: Option<RetryDelay>,
    /// By how much, as a share of itself, the wait may be longer.
    pub retry_jitter_factor: Option<f64>,
}

impl TaskRunPolicy {
    /// See [`FlowRunPolicy::modernized`].
    #[must_use]
    pub fn modernized(mut self) -> Self {
        if self.retries.unwrap_or(0) == 0 && self.max_retries != 0 {
            self.retries = Some(self.max_retries);
        }
        if self.retry_delay.as_ref().is_none_or(RetryDelay::is_nothing)
            && self.retry_delay_seconds != 0.0
        {
            self.retry_delay = Number::from_f64(self.retry_delay_seconds).map(RetryDelay::Each);
        }
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn deprecated_fields_count_where_nothing_replaces_them() {
        let policy = |value| {
            serde_json::from_value::<FlowRunPolicy>(value)
                .unwrap()
                .modernized()
        };
        let old = policy(json!({"max_retries": 2, "retry_delay_seconds": 30}));
        assert_eq!((old.retries, old.retry_delay), (Some(2), Some(30)));
        let both = policy(json!({"max_retries": 2, "retries": 5}));
        assert_eq!((both.retries, both.retry_delay), (Some(5), None));
    }

    #[test]
    fn delays_are_taken_in_turn_and_then_the_last() {
        let policy: TaskRunPolicy =
            serde_json::from_value(json!({"retry_delay": [10, 20.5]})).unwrap();
        let delay = policy.retry_delay.unwrap();
        let delays = [1, 2, 3, 0].map(|count| delay.seconds_after(count));
        assert_eq!(json!(delays), json!([10.0, 20.5, 20.5, 20.5]));
        assert_eq!(json!(delay), json!([10, 20.5]));
        assert!(RetryDelay::InTurn(vec![]).seconds_after(1).abs() < f64::EPSILON);
    }
}
