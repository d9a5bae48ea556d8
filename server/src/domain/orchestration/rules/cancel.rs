//! Flow runs that are being cancelled.

use crate::domain::orchestration::context::FlowRunKind;
use crate::domain::orchestration::transition::Transition;
use crate::domain::state::{ProposedState, StateType, name};

use super::Rule;

/// A run that is being cancelled can only become cancelled.
pub(crate) struct EnforceCancellingToCancelledTransition;

impl Rule<FlowRunKind> for EnforceCancellingToCancelledTransition {
    fn governs(&self, from: Option<StateType>, to: Option<StateType>) -> bool {
        from == Some(StateType::Cancelling) && to != Some(StateType::Cancelled)
    }

    fn before(&self, transition: &mut Transition<'_, FlowRunKind>) {
        transition
            .reject("Cannot transition flows that are cancelling to a state other than Cancelled.");
    }
}

/// A run that runs on nothing yet, or no longer, is cancelled at once: there is
/// nothing to tear down.
pub(crate) struct BypassCancellingFlowRunsWithNoInfra;

impl Rule<FlowRunKind> for BypassCancellingFlowRunsWithNoInfra {
    fn governs(&self, from: Option<StateType>, to: Option<StateType>) -> bool {
        matches!(from, Some(StateType::Scheduled | StateType::Paused))
            && to == Some(StateType::Cancelling)
    }

    fn before(&self, transition: &mut Transition<'_, FlowRunKind>) {
        let Some(initial) = transition.initial else {
            return;
        };
        let scheduled = initial.state_type == StateType::Scheduled;
        let unstarted = scheduled && !transition.context.facts.has_infrastructure;
        let reason = if unstarted || initial.name == name::RESUMING {
            "Scheduled flow run has no infrastructure to terminate."
        } else if !scheduled && initial.details.more.pause_reschedule {
            "Suspended flow run has no infrastructure to terminate."
        } else {
            return;
        };
        transition.reject_with(ProposedState::of(StateType::Cancelled), reason);
    }
}
