//! Policies: which rules act, and in which order.
//!
//! The order is Prefect's, and matters: a rule that comes later does not act on a
//! transition whose type an earlier one has changed.

use super::context::{FlowRunKind, RunKind, TaskRunKind};
use super::rules::cache::{CacheInsertion, CacheRetrieval};
use super::rules::cancel::{
    BypassCancellingFlowRunsWithNoInfra, EnforceCancellingToCancelledTransition,
};
use super::rules::deployment_slots::{
    EnforceDeploymentConcurrencyOnLate, PreserveDeploymentConcurrencyLeaseId,
    ReleaseFlowConcurrencySlots, RemoveDeploymentConcurrencyLeaseForOldClientVersions,
    SecureFlowConcurrencySlots, ValidateDeploymentConcurrencyAtRunning,
};
use super::rules::enclosing_flow_run::{
    PreventRunningTasksFromStoppedFlows, UpdateFlowRunTrackerOnTasks,
};
use super::rules::pause::{HandlePausingFlows, HandleResumingPausedFlows};
use super::rules::repeat::{PreventDuplicateTransitions, PreventPendingTransitions};
use super::rules::retry::{RenameReruns, RetryFailedFlows, RetryFailedTasks};
use super::rules::schedule::{
    CopyScheduledTime, CopyTaskParametersId, EnqueueScheduledTasks,
    EnsureOnlyScheduledFlowsMarkedLate, WaitForScheduledTime,
};
use super::rules::tag_slots::{ReleaseTaskConcurrencySlots, SecureTaskConcurrencySlots};
use super::rules::terminal::{
    HandleFlowTerminalStateTransitions, HandleTaskTerminalStateTransitions, PreventResultDataLoss,
};
use super::rules::{Rule, UniversalTransform};

/// One place in a policy.
pub(crate) enum Step<Kind: RunKind> {
    /// A rule, which governs some transitions.
    Rule(&'static dyn Rule<Kind>),
    /// A universal transform, which acts on all of them.
    Transform(&'static dyn UniversalTransform<Kind>),
}

use Step::{Rule as R, Transform as T};

/// Rules and transforms in the order in which they act.
pub struct Policy<Kind: RunKind>(&'static [Step<Kind>]);

impl<Kind: RunKind> Policy<Kind> {
    /// The places of the policy, in order.
    pub(super) fn steps(&self) -> &'static [Step<Kind>] {
        self.0
    }
}

/// What governs flow runs: all that clients propose without force.
pub static CORE_FLOW_POLICY: Policy<FlowRunKind> = Policy(&[
    T(&PreserveDeploymentConcurrencyLeaseId),
    R(&PreventDuplicateTransitions),
    R(&HandleFlowTerminalStateTransitions),
    R(&EnforceCancellingToCancelledTransition),
    R(&BypassCancellingFlowRunsWithNoInfra),
    R(&PreventPendingTransitions),
    R(&ValidateDeploymentConcurrencyAtRunning),
    R(&SecureFlowConcurrencySlots),
    R(&RemoveDeploymentConcurrencyLeaseForOldClientVersions),
    R(&EnsureOnlyScheduledFlowsMarkedLate),
    R(&HandlePausingFlows),
    R(&HandleResumingPausedFlows),
    R(&CopyScheduledTime),
    R(&WaitForScheduledTime),
    R(&RetryFailedFlows),
    T(&ReleaseFlowConcurrencySlots),
]);

/// What governs flow runs under force, and when they are made.
pub static MINIMAL_FLOW_POLICY: Policy<FlowRunKind> = Policy(&[
    R(&PreventResultDataLoss),
    R(&BypassCancellingFlowRunsWithNoInfra),
    T(&ReleaseFlowConcurrencySlots),
]);

/// What governs flow runs that the server itself marks as late.
pub static MARK_LATE_RUNS_POLICY: Policy<FlowRunKind> = Policy(&[
    R(&EnsureOnlyScheduledFlowsMarkedLate),
    R(&EnforceDeploymentConcurrencyOnLate),
]);

/// What governs task runs: all that clients propose without force.
pub static CORE_TASK_POLICY: Policy<TaskRunKind> = Policy(&[
    R(&CacheRetrieval),
    R(&HandleTaskTerminalStateTransitions),
    R(&PreventRunningTasksFromStoppedFlows),
    R(&SecureTaskConcurrencySlots),
    R(&CopyScheduledTime),
    R(&WaitForScheduledTime),
    R(&RetryFailedTasks),
    R(&RenameReruns),
    R(&UpdateFlowRunTrackerOnTasks),
    R(&CacheInsertion),
    T(&ReleaseTaskConcurrencySlots),
]);

/// What governs task runs under force, and when they are made.
pub static MINIMAL_TASK_POLICY: Policy<TaskRunKind> = Policy(&[T(&ReleaseTaskConcurrencySlots)]);

/// What governs task runs that go through a queue to background workers.
pub static BACKGROUND_TASK_POLICY: Policy<TaskRunKind> = Policy(&[
    R(&PreventPendingTransitions),
    R(&CacheRetrieval),
    R(&HandleTaskTerminalStateTransitions),
    R(&CopyScheduledTime),
    R(&CopyTaskParametersId),
    R(&WaitForScheduledTime),
    R(&RetryFailedTasks),
    R(&RenameReruns),
    R(&UpdateFlowRunTrackerOnTasks),
    R(&CacheInsertion),
    T(&ReleaseTaskConcurrencySlots),
    R(&EnqueueScheduledTasks),
]);
