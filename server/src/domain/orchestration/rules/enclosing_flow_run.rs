//! Task runs and the flow run they belong to.

use crate::domain::orchestration::context::TaskRunKind;
use crate::domain::orchestration::transition::Transition;
use crate::domain::state::{ProposedState, StateType, name};

use super::Rule;

/// A task run can only run while its flow run does.
pub(crate) struct PreventRunningTasksFromStoppedFlows;

impl Rule<TaskRunKind> for PreventRunningTasksFromStoppedFlows {
    fn governs(&self, _from: Option<StateType>, to: Option<StateType>) -> bool {
        to == Some(StateType::Running)
    }

    fn before(&self, transition: &mut Transition<'_, TaskRunKind>) {
        let facts = &transition.context.facts;
        let (Some(flow_run), Some(flow_run_id)) = (facts.flow_run, facts.flow_run_id) else {
            return;
        };
        match flow_run.state {
            Some(state) if state.state_type == StateType::Running => {}
            Some(state) if state.state_type == StateType::Paused => {
                let mut paused = ProposedState::of(StateType::Paused).named(name::NOT_READY);
                paused.details.more.pause_timeout = state.details.more.pause_timeout;
                paused.details.more.pause_reschedule = state.details.more.pause_reschedule;
                transition.reject_with(
                    paused,
                    format!(
                        "The flow is paused, new tasks can execute after resuming flow run: \
                         {flow_run_id}."
                    ),
                );
            }
            _ => transition.abort("The enclosing flow must be running to begin task execution."),
        }
    }
}

/// Remembers in which attempt of its flow run the task run ran.
pub(crate) struct UpdateFlowRunTrackerOnTasks;

impl Rule<TaskRunKind> for UpdateFlowRunTrackerOnTasks {
    fn governs(&self, _from: Option<StateType>, to: Option<StateType>) -> bool {
        to == Some(StateType::Running)
    }

    fn after(&self, transition: &mut Transition<'_, TaskRunKind>) {
        if let Some(flow_run) = transition.context.facts.flow_run {
            transition.run.flow_run_run_count = flow_run.run_count;
        }
    }
}
