//! Runs that have ended, and may be tried again.

use crate::domain::orchestration::context::{FlowRunKind, TaskRunKind};
use crate::domain::orchestration::transition::Transition;
use crate::domain::run::RetryType;
use crate::domain::state::{State, StateType, name};

use super::Rule;

const RESULT_WOULD_BE_LOST: &str = "Cannot overwrite a COMPLETED state that carries persisted \
                                    result data with one that does not.";

/// Whether a state type is one that ends a run.
fn is_terminal(state_type: Option<StateType>) -> bool {
    state_type.is_some_and(StateType::is_terminal)
}

/// Whether entering `proposed` would lose where the result is kept.
fn loses_result(initial: &State, proposed: &State) -> bool {
    initial.state_type == StateType::Completed
        && proposed.state_type == StateType::Completed
        && initial.has_persisted_result()
        && !proposed.has_persisted_result()
}

/// Whether what ended well with a result is to be done again.
fn repeats_completed(initial: &State) -> bool {
    initial.state_type == StateType::Completed && initial.has_persisted_result()
}

/// A flow run that has ended cannot crash, pause or be cancelled; with a result it
/// stays as it is, and without a deployment it is not scheduled again.
pub(crate) struct HandleFlowTerminalStateTransitions;

impl Rule<FlowRunKind> for HandleFlowTerminalStateTransitions {
    fn governs(&self, from: Option<StateType>, _to: Option<StateType>) -> bool {
        is_terminal(from)
    }

    fn before(&self, transition: &mut Transition<'_, FlowRunKind>) {
        let (Some(initial), Some(proposed)) = (transition.initial, transition.proposed()) else {
            return;
        };
        let to = proposed.state_type;
        let facts = &transition.context.facts;
        if matches!(
            to,
            StateType::Cancelling | StateType::Paused | StateType::Crashed
        ) {
            transition.abort(format!(
                "Run is already in terminal state {}.",
                initial.state_type
            ));
        } else if repeats_completed(initial) && !to.is_terminal() {
            transition.reject("Run is already COMPLETED.");
        } else if loses_result(initial, proposed) {
            transition.reject(RESULT_WOULD_BE_LOST);
        } else if to == StateType::Scheduled && facts.deployment_id.is_none() {
            transition.abort("Cannot reschedule a run without an associated deployment.");
        } else if !to.is_terminal() && facts.client.knows_pauses() {
            let retry_type = (to == StateType::Scheduled).then_some(RetryType::Reschedule);
            transition.run.policy.forget_pauses(retry_type);
        }
    }

    fn cleanup(&self, transition: &mut Transition<'_, FlowRunKind>) {
        transition.run.policy = transition.context.fields.policy.clone();
    }
}

/// What of the above also holds under force: a result is not lost.
pub(crate) struct PreventResultDataLoss;

impl Rule<FlowRunKind> for PreventResultDataLoss {
    fn governs(&self, from: Option<StateType>, to: Option<StateType>) -> bool {
        is_terminal(from) && is_terminal(to)
    }

    fn before(&self, transition: &mut Transition<'_, FlowRunKind>) {
        if let (Some(initial), Some(proposed)) = (transition.initial, transition.proposed())
            && loses_result(initial, proposed)
        {
            transition.reject(RESULT_WOULD_BE_LOST);
        }
    }
}

/// A task run that has ended cannot crash, pause or be cancelled, and with a result
/// it stays as it is; tried again it starts counting anew.
pub(crate) struct HandleTaskTerminalStateTransitions;

impl Rule<TaskRunKind> for HandleTaskTerminalStateTransitions {
    fn governs(&self, from: Option<StateType>, _to: Option<StateType>) -> bool {
        is_terminal(from)
    }

    fn before(&self, transition: &mut Transition<'_, TaskRunKind>) {
        let (Some(initial), Some(proposed)) = (transition.initial, transition.proposed()) else {
            return;
        };
        let to = proposed.state_type;
        if matches!(
            to,
            StateType::Cancelling | StateType::Paused | StateType::Crashed
        ) {
            transition.abort(format!("Run is already {}.", initial.state_type));
            return;
        }
        if repeats_completed(initial) {
            transition.reject("This run is already completed.");
            return;
        }
        if !to.is_terminal() {
            transition.run.progress.run_count = 0;
        }
        let flow_run_retries = transition
            .context
            .facts
            .flow_run
            .is_some_and(|flow_run| transition.run.flow_run_run_count < flow_run.run_count);
        if to == StateType::Running && flow_run_retries {
            transition.rename(name::RETRYING);
        }
    }

    fn cleanup(&self, transition: &mut Transition<'_, TaskRunKind>) {
        transition.run.progress.run_count = transition.context.fields.progress.run_count;
    }
}
