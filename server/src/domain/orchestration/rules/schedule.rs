//! Runs that are to start at a time, or by a queue.

use crate::domain::orchestration::Effect;
use crate::domain::orchestration::context::{FlowRunKind, RunKind, TaskRunKind};
use crate::domain::orchestration::transition::Transition;
use crate::domain::state::{StateType, name};

use super::Rule;

/// A pending run remembers the time it was scheduled for.
pub(crate) struct CopyScheduledTime;

impl<Kind: RunKind> Rule<Kind> for CopyScheduledTime {
    fn governs(&self, from: Option<StateType>, to: Option<StateType>) -> bool {
        from == Some(StateType::Scheduled) && to == Some(StateType::Pending)
    }

    fn before(&self, transition: &mut Transition<'_, Kind>) {
        let scheduled = transition
            .initial
            .and_then(|initial| initial.details.scheduled_time);
        if let Some(proposed) = transition.proposed_mut() {
            let details = &mut proposed.details;
            details.scheduled_time = details.scheduled_time.or(scheduled);
        }
    }
}

/// A run does not run before its time, by the server's clock.
pub(crate) struct WaitForScheduledTime;

impl<Kind: RunKind> Rule<Kind> for WaitForScheduledTime {
    fn governs(&self, from: Option<StateType>, to: Option<StateType>) -> bool {
        matches!(from, Some(StateType::Scheduled | StateType::Pending))
            && to == Some(StateType::Running)
    }

    fn before(&self, transition: &mut Transition<'_, Kind>) {
        let Some(scheduled) = transition
            .initial
            .and_then(|initial| initial.details.scheduled_time)
        else {
            return;
        };
        let microseconds = (scheduled - transition.context.now)
            .num_microseconds()
            .unwrap_or(i64::MAX);
        // To the nearest second; exactly between two, to the lower.
        let delay_seconds = microseconds.div_euclid(1_000_000)
            + i64::from(microseconds.rem_euclid(1_000_000) > 500_000);
        if delay_seconds > 0 {
            transition.wait(delay_seconds, "Scheduled time is in the future");
        }
    }
}

/// A background task run remembers where its parameters are.
pub(crate) struct CopyTaskParametersId;

impl Rule<TaskRunKind> for CopyTaskParametersId {
    fn governs(&self, from: Option<StateType>, to: Option<StateType>) -> bool {
        matches!(from, Some(StateType::Scheduled | StateType::Pending))
            && matches!(to, Some(StateType::Pending | StateType::Running))
    }

    fn before(&self, transition: &mut Transition<'_, TaskRunKind>) {
        let parameters = transition
            .initial
            .and_then(|initial| initial.details.more.task_parameters_id);
        if let Some(proposed) = transition.proposed_mut() {
            let details = &mut proposed.details;
            details.more.task_parameters_id = details.more.task_parameters_id.or(parameters);
        }
    }
}

/// Only a scheduled run becomes late, and only once.
pub(crate) struct EnsureOnlyScheduledFlowsMarkedLate;

impl Rule<FlowRunKind> for EnsureOnlyScheduledFlowsMarkedLate {
    fn governs(&self, _from: Option<StateType>, to: Option<StateType>) -> bool {
        to == Some(StateType::Scheduled)
    }

    fn before(&self, transition: &mut Transition<'_, FlowRunKind>) {
        let (Some(initial), Some(proposed)) = (transition.initial, transition.proposed()) else {
            return;
        };
        if proposed.name != name::LATE {
            return;
        }
        if initial.state_type != StateType::Scheduled {
            transition.reject("Only scheduled flows can be marked late.");
        } else if initial.name == name::LATE {
            transition.reject("This flow run is already marked late.");
        }
    }
}

/// Hands scheduled background task runs to their queue.
pub(crate) struct EnqueueScheduledTasks;

impl Rule<TaskRunKind> for EnqueueScheduledTasks {
    fn governs(&self, _from: Option<StateType>, to: Option<StateType>) -> bool {
        to == Some(StateType::Scheduled)
    }

    fn after(&self, transition: &mut Transition<'_, TaskRunKind>) {
        if let Some(state) = transition.proposed()
            && state.details.deferred == Some(true)
        {
            let retry = state.name == name::AWAITING_RETRY;
            transition.effects.push(Effect::EnqueueTaskRun { retry });
        }
    }
}
