//! Flow runs that pause and go on.
//!
//! A *pause* keeps the run's process; a *suspension* ends it, so that resuming
//! schedules the run again, which takes a deployment.

use crate::domain::orchestration::context::FlowRunKind;
use crate::domain::orchestration::transition::Transition;
use crate::domain::state::{ProposedState, State, StateType, name};

use super::Rule;

/// What the run does, in messages.
fn verb(proposed: &State) -> &'static str {
    if proposed.name == name::SUSPENDED {
        "suspend"
    } else {
        "pause"
    }
}

/// Only a running run pauses, once for each key; only the run of a deployment that
/// is no subflow is suspended.
pub(crate) struct HandlePausingFlows;

impl HandlePausingFlows {
    /// The key of the pause; a fresh one if it has none.
    fn key(proposed: &State, transition: &Transition<'_, FlowRunKind>) -> String {
        proposed
            .details
            .more
            .pause_key
            .clone()
            .unwrap_or_else(|| transition.context.draws.pause_key.to_string())
    }
}

impl Rule<FlowRunKind> for HandlePausingFlows {
    fn governs(&self, _from: Option<StateType>, to: Option<StateType>) -> bool {
        to == Some(StateType::Paused)
    }

    fn before(&self, transition: &mut Transition<'_, FlowRunKind>) {
        let Some(proposed) = transition.proposed() else {
            return;
        };
        let verb = verb(proposed);
        let suspends = proposed.details.more.pause_reschedule;
        let key = Self::key(proposed, transition);
        let facts = &transition.context.facts;
        match transition.initial_type() {
            None => {
                transition.abort(format!("Cannot {verb} flows with no state."));
            }
            Some(initial) if initial != StateType::Running => {
                transition.reject(format!(
                    "Cannot {verb} flows that are not currently running."
                ));
            }
            Some(_) if transition.run.policy.has_paused(&key) => {
                transition.reject(format!("This {verb} has already fired."));
            }
            Some(_) if suspends && facts.parent_task_run_id.is_some() => {
                transition.abort(format!("Cannot {verb} subflows."));
            }
            Some(_) if suspends && facts.deployment_id.is_none() => {
                transition.abort(format!("Cannot {verb} flows without a deployment."));
            }
            Some(_) => {}
        }
    }

    fn after(&self, transition: &mut Transition<'_, FlowRunKind>) {
        if let Some(proposed) = transition.proposed() {
            let key = Self::key(proposed, transition);
            let fired = &mut transition.run.policy.pause_keys;
            fired.get_or_insert_default().insert(key);
        }
    }
}

/// A paused run goes on running, or is scheduled, cancelled or ended; a pause
/// whose time has run out fails it.
pub(crate) struct HandleResumingPausedFlows;

impl Rule<FlowRunKind> for HandleResumingPausedFlows {
    fn governs(&self, from: Option<StateType>, _to: Option<StateType>) -> bool {
        from == Some(StateType::Paused)
    }

    fn before(&self, transition: &mut Transition<'_, FlowRunKind>) {
        let (Some(initial), Some(proposed)) = (transition.initial, transition.proposed()) else {
            return;
        };
        let to = proposed.state_type;
        let display_name = proposed.name.to_lowercase();
        let verb = verb(proposed);
        if matches!(to, StateType::Pending | StateType::Paused) {
            // Prefect prints its enumeration here, with the name of its type.
            transition.reject(format!(
                "This run cannot transition to the StateType.{to} state from the StateType.{} \
                 state.",
                initial.state_type
            ));
            return;
        }
        if initial.details.more.pause_reschedule && transition.context.facts.deployment_id.is_none()
        {
            transition.reject(format!(
                "Cannot reschedule a {display_name} flow run without a deployment."
            ));
            return;
        }
        let timed_out = initial
            .details
            .more
            .pause_timeout
            .is_some_and(|timeout| timeout < transition.context.now);
        if timed_out && to != StateType::Cancelling {
            let failure = ProposedState::of(StateType::Failed)
                .with_message(format!("The flow was {display_name} and never resumed."));
            transition.reject_with(
                failure,
                format!("The flow run {verb} has timed out and can no longer resume."),
            );
        }
    }

    fn after(&self, transition: &mut Transition<'_, FlowRunKind>) {
        // As on Prefect, also when the run stays paused.
        transition.run.policy.resuming = Some(true);
    }
}
