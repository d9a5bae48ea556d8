//! What all proposals of states have in common, whether to flow runs or to task
//! runs: the answer to one, and what entering a state leaves behind.

use std::sync::Arc;

use serde_json::Value;

use super::Transaction;
use crate::domain::artifact::Artifact;
use crate::domain::ids::{FlowRunId, TaskRunId};
use crate::domain::orchestration::{Draws, Outcome};
use crate::domain::sparse::Sparse;
use crate::domain::state::State;

/// What comes of a proposed state, in a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SetStateStatus {
    /// The run has entered the proposed state.
    Accept,
    /// It has not; it may have entered another.
    Reject,
    /// It has not, and the proposal should not be repeated.
    Abort,
    /// It has not, and the proposal may be repeated later.
    Wait,
}

/// Why, and what to do next.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum StateResponseDetails {
    /// Nothing more to say.
    Accept,
    /// Why the proposed state was not entered.
    Reject {
        /// In words.
        reason: String,
    },
    /// Why the proposal should not be repeated.
    Abort {
        /// In words.
        reason: String,
    },
    /// Why the proposal has to wait.
    Wait {
        /// How long, in seconds.
        delay_seconds: i64,
        /// In words.
        reason: String,
    },
}

/// The answer to a proposed state.
#[derive(Debug, Clone, PartialEq)]
pub struct OrchestrationResult {
    /// What came of it.
    pub status: SetStateStatus,
    /// Why. Its kind differs from the status where Prefect's does: see
    /// [`resume_flow_run`](super::App::resume_flow_run).
    pub details: StateResponseDetails,
    /// The state that the run is in now.
    pub state: Option<Arc<State>>,
    /// Whether the run has entered that state just now.
    pub is_new: bool,
}

impl OrchestrationResult {
    /// The answer for an outcome that has been written. `current` is the state in
    /// which a run stays that has entered none.
    pub(super) fn of(outcome: Outcome, current: Option<Arc<State>>) -> Self {
        let (status, details, new) = match outcome {
            Outcome::Accept { state } => (
                SetStateStatus::Accept,
                StateResponseDetails::Accept,
                Some(state),
            ),
            Outcome::Reject { state, reason } => (
                SetStateStatus::Reject,
                StateResponseDetails::Reject { reason },
                state,
            ),
            Outcome::Abort { reason } => (
                SetStateStatus::Abort,
                StateResponseDetails::Abort { reason },
                None,
            ),
            Outcome::Wait {
                delay_seconds,
                reason,
            } => (
                SetStateStatus::Wait,
                StateResponseDetails::Wait {
                    delay_seconds,
                    reason,
                },
                None,
            ),
        };
        Self {
            status,
            details,
            is_new: new.is_some(),
            state: new.map(Arc::new).or(current),
        }
    }

    /// An answer without a state, for a proposal that could not be made.
    pub(super) fn abort(reason: impl Into<String>) -> Self {
        Self {
            status: SetStateStatus::Abort,
            details: StateResponseDetails::Abort {
                reason: reason.into(),
            },
            state: None,
            is_new: false,
        }
    }

    /// Why the proposed state was not entered.
    pub fn reason(&self) -> Option<&str> {
        match &self.details {
            StateResponseDetails::Accept => None,
            StateResponseDetails::Reject { reason }
            | StateResponseDetails::Abort { reason }
            | StateResponseDetails::Wait { reason, .. } => Some(reason),
        }
    }
}

impl Transaction<'_> {
    /// What a decision may need that is random.
    pub(super) fn draws(&self) -> Draws {
        Draws {
            state_id: self.random.uuid_v7(self.now).into(),
            lease_id: self.random.uuid_v4().into(),
            pause_key: self.random.uuid_v4(),
            jitter: self.random.unit(),
        }
    }

    /// Keeps the data of a state that a run enters: as an artifact, whose key, type
    /// and description the data may name. Data that only marks a result as not
    /// persisted is shown in the answer and then forgotten.
    ///
    /// Gives back the state as it is to be stored. What the data says about its
    /// artifact also goes from `state`, which is the one that is answered.
    pub(super) fn keep_result(
        &mut self,
        state: &mut State,
        flow_run_id: Option<FlowRunId>,
        task_run_id: Option<TaskRunId>,
    ) -> Arc<State> {
        let mut stored = state.clone();
        if state.data.get("type").and_then(Value::as_str) == Some("unpersisted") {
            stored.data = Sparse::default();
        } else if !state.data.is_null() {
            let mut take = |key| match state.data.as_object_mut()?.shift_remove(key)? {
                Value::String(text) if !text.is_empty() => Some(text),
                _ => None,
            };
            let (key, kind, description) = (
                take("artifact_key"),
                take("artifact_type"),
                take("artifact_description"),
            );
            stored.data = state.data.clone();
            self.add_artifact(Artifact {
                id: self.random.uuid_v4().into(),
                created: self.now,
                updated: self.now,
                key,
                kind,
                description,
                data: Value::clone(&state.data),
                metadata: None,
                flow_run_id,
                task_run_id,
            });
        }
        Arc::new(stored)
    }
}
