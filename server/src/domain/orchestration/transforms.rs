//! Bookkeeping: what every transition that enters a state does to its run.
//!
//! The transforms are Prefect's, under its class names, in its order. Those that
//! only copy the new state's type, name and time to the run are left out: the run
//! holds the state itself.

use chrono::TimeDelta;

use crate::domain::state::StateType;

use super::Effect;
use super::context::{FlowRunKind, RunKind, TaskRunKind};
use super::rules::UniversalTransform;
use super::transition::Transition;

/// What keeps the books of flow runs.
pub(super) const GLOBAL_FLOW_POLICY: &[&dyn UniversalTransform<FlowRunKind>] = &[
    &EnsureFlowRunStateTimestampIsUnique,
    &SetStartTime,
    &SetEndTime,
    &IncrementRunTime,
    &SetExpectedStartTime,
    &SetNextScheduledStartTime,
    &UpdateStateDetails,
    &UpdateSubflowParentTask,
    &UpdateSubflowStateDetails,
    &IncrementFlowRunCount,
    &RemoveResumingIndicator,
];

/// What keeps the books of task runs.
pub(super) const GLOBAL_TASK_POLICY: &[&dyn UniversalTransform<TaskRunKind>] = &[
    &SetStartTime,
    &SetEndTime,
    &IncrementRunTime,
    &SetExpectedStartTime,
    &SetNextScheduledStartTime,
    &UpdateStateDetails,
    &IncrementTaskRunCount,
];

/// No two states of a flow run have the same time: a later one moves by
/// microseconds.
struct EnsureFlowRunStateTimestampIsUnique;

impl UniversalTransform<FlowRunKind> for EnsureFlowRunStateTimestampIsUnique {
    fn before(&self, transition: &mut Transition<'_, FlowRunKind>) {
        let taken = transition.context.facts.state_timestamps;
        if let Some(proposed) = transition.proposed_mut() {
            while taken.contains(&proposed.timestamp) {
                proposed.timestamp += TimeDelta::microseconds(1);
            }
        }
    }
}

/// A run starts when it first enters a `RUNNING` state.
struct SetStartTime;

impl<Kind: RunKind> UniversalTransform<Kind> for SetStartTime {
    fn before(&self, transition: &mut Transition<'_, Kind>) {
        if let Some(proposed) = transition.proposed()
            && proposed.state_type == StateType::Running
        {
            let time = proposed.timestamp;
            let progress = Kind::progress_mut(&mut transition.run);
            progress.start_time.get_or_insert(time);
        }
    }
}

/// A run ends when it enters a state that ends it, and has not ended once it leaves
/// such states. One that ends without having started started then.
struct SetEndTime;

impl<Kind: RunKind> UniversalTransform<Kind> for SetEndTime {
    fn before(&self, transition: &mut Transition<'_, Kind>) {
        let Some(proposed) = transition.proposed() else {
            return;
        };
        let (ends, time) = (proposed.is_terminal(), proposed.timestamp);
        let had_ended = transition
            .initial_type()
            .is_some_and(StateType::is_terminal);
        let progress = Kind::progress_mut(&mut transition.run);
        if ends {
            if progress.end_time.is_none() {
                progress.start_time.get_or_insert(time);
                progress.end_time = Some(time);
            }
        } else if had_ended {
            progress.end_time = None;
        }
    }
}

/// Leaving a `RUNNING` state adds the time spent in it.
struct IncrementRunTime;

impl<Kind: RunKind> UniversalTransform<Kind> for IncrementRunTime {
    fn before(&self, transition: &mut Transition<'_, Kind>) {
        if let (Some(initial), Some(proposed)) = (transition.initial, transition.proposed())
            && initial.state_type == StateType::Running
        {
            let ran = proposed.timestamp - initial.timestamp;
            Kind::progress_mut(&mut transition.run).total_run_time += ran;
        }
    }
}

/// A run is first expected when its first state is scheduled for, or else then.
struct SetExpectedStartTime;

impl<Kind: RunKind> UniversalTransform<Kind> for SetExpectedStartTime {
    fn before(&self, transition: &mut Transition<'_, Kind>) {
        let Some(proposed) = transition.proposed() else {
            return;
        };
        let expected = match proposed.state_type {
            StateType::Scheduled => proposed.details.scheduled_time,
            _ => Some(proposed.timestamp),
        };
        let progress = Kind::progress_mut(&mut transition.run);
        progress.expected_start_time = progress.expected_start_time.or(expected);
    }
}

/// A scheduled run is next due when its state says; no other run is.
struct SetNextScheduledStartTime;

impl<Kind: RunKind> UniversalTransform<Kind> for SetNextScheduledStartTime {
    fn before(&self, transition: &mut Transition<'_, Kind>) {
        let Some(proposed) = transition.proposed() else {
            return;
        };
        let enters = proposed.state_type == StateType::Scheduled;
        let due = proposed.details.scheduled_time;
        let leaves = transition.initial_type() == Some(StateType::Scheduled);
        let progress = Kind::progress_mut(&mut transition.run);
        if enters {
            progress.next_scheduled_start_time = due;
        } else if leaves {
            progress.next_scheduled_start_time = None;
        }
    }
}

/// A state refers to its run.
struct UpdateStateDetails;

impl UniversalTransform<FlowRunKind> for UpdateStateDetails {
    fn before(&self, transition: &mut Transition<'_, FlowRunKind>) {
        let id = transition.context.facts.id;
        if let Some(proposed) = transition.proposed_mut() {
            proposed.details.flow_run_id = Some(id);
        }
    }
}

impl UniversalTransform<TaskRunKind> for UpdateStateDetails {
    fn before(&self, transition: &mut Transition<'_, TaskRunKind>) {
        let id = transition.context.facts.id;
        let flow_run_id = transition.context.facts.flow_run_id;
        if let Some(proposed) = transition.proposed_mut() {
            proposed.details.flow_run_id = flow_run_id;
            proposed.details.task_run_id = Some(id);
        }
    }
}

/// The task run that stands for a subflow run follows its state.
struct UpdateSubflowParentTask;

impl UniversalTransform<FlowRunKind> for UpdateSubflowParentTask {
    fn after(&self, transition: &mut Transition<'_, FlowRunKind>) {
        let facts = &transition.context.facts;
        if let (Some(task_run_id), Some(state)) = (facts.parent_task_run_id, transition.proposed())
        {
            let mut state = Box::new(state.to_proposed());
            state.details.more.child_flow_run_id = Some(facts.id);
            transition
                .effects
                .push(Effect::SetParentTaskRunState { task_run_id, state });
        }
    }
}

/// The state of a subflow run refers to the task run that stands for it.
struct UpdateSubflowStateDetails;

impl UniversalTransform<FlowRunKind> for UpdateSubflowStateDetails {
    fn before(&self, transition: &mut Transition<'_, FlowRunKind>) {
        let parent = transition.context.facts.parent_task_run_id;
        if let Some(proposed) = transition.proposed_mut()
            && parent.is_some()
        {
            proposed.details.task_run_id = parent;
        }
    }
}

/// Entering a `RUNNING` state counts, unless it resumes a paused run.
struct IncrementFlowRunCount;

impl UniversalTransform<FlowRunKind> for IncrementFlowRunCount {
    fn before(&self, transition: &mut Transition<'_, FlowRunKind>) {
        let runs = transition
            .proposed()
            .is_some_and(|state| state.state_type == StateType::Running);
        let resumes = transition.context.facts.client.knows_pauses()
            && transition.run.policy.resuming == Some(true);
        if runs && !resumes {
            transition.run.progress.run_count += 1;
        }
    }
}

/// A run that runs or has ended is no longer on its way out of a pause.
struct RemoveResumingIndicator;

impl UniversalTransform<FlowRunKind> for RemoveResumingIndicator {
    fn before(&self, transition: &mut Transition<'_, FlowRunKind>) {
        let arrived = transition
            .proposed()
            .is_some_and(|state| state.state_type == StateType::Running || state.is_terminal());
        let policy = &mut transition.run.policy;
        if arrived
            && policy.resuming == Some(true)
            && transition.context.facts.client.knows_pauses()
        {
            policy.resuming = Some(false);
        }
    }
}

/// Entering a `RUNNING` state counts.
struct IncrementTaskRunCount;

impl UniversalTransform<TaskRunKind> for IncrementTaskRunCount {
    fn before(&self, transition: &mut Transition<'_, TaskRunKind>) {
        let runs = transition
            .proposed()
            .is_some_and(|state| state.state_type == StateType::Running);
        if runs {
            transition.run.progress.run_count += 1;
        }
    }
}
