//! Requests that come twice.

use crate::domain::orchestration::context::{FlowRunKind, RunKind};
use crate::domain::orchestration::transition::Transition;
use crate::domain::state::StateType;

use super::Rule;

/// A request that repeats the transition the run is in has no further effect.
pub(crate) struct PreventDuplicateTransitions;

impl Rule<FlowRunKind> for PreventDuplicateTransitions {
    fn governs(&self, _from: Option<StateType>, _to: Option<StateType>) -> bool {
        true
    }

    fn before(&self, transition: &mut Transition<'_, FlowRunKind>) {
        let (Some(initial), Some(proposed)) = (transition.initial, transition.proposed()) else {
            return;
        };
        if proposed.details.transition_id.is_some()
            && proposed.details.transition_id == initial.details.transition_id
        {
            transition.reject("This run has already made this state transition.");
        }
    }
}

/// A run is submitted once: not by a second worker, and not while it runs. It may
/// move on among pending states of other names.
pub(crate) struct PreventPendingTransitions;

impl<Kind: RunKind> Rule<Kind> for PreventPendingTransitions {
    fn governs(&self, from: Option<StateType>, to: Option<StateType>) -> bool {
        matches!(
            from,
            Some(
                StateType::Pending
                    | StateType::Cancelling
                    | StateType::Running
                    | StateType::Cancelled
            )
        ) && to == Some(StateType::Pending)
    }

    fn before(&self, transition: &mut Transition<'_, Kind>) {
        let Some(initial) = transition.initial else {
            return;
        };
        if let Some(proposed) = transition.proposed_mut()
            && initial.state_type == StateType::Pending
            && proposed.name != initial.name
            && proposed.name != StateType::Pending.default_name()
        {
            proposed.details.scheduled_time = initial.details.scheduled_time;
            proposed.details.more.deployment_concurrency_lease_id =
                initial.details.more.deployment_concurrency_lease_id;
            return;
        }
        transition.abort(format!(
            "This run is in a {} state and cannot transition to a PENDING state.",
            initial.state_type
        ));
    }
}
