//! Runs that failed and are tried again.

use chrono::TimeDelta;

use crate::domain::jitter::clamped_poisson_interval;
use crate::domain::orchestration::context::{FlowRunKind, RunKind, TaskRunKind};
use crate::domain::orchestration::transition::Transition;
use crate::domain::run::RetryType;
use crate::domain::state::{ProposedState, State, StateType, name};

use super::Rule;

/// Whether a run that has run `run_count` times may be tried again.
fn has_retries_left(run_count: u64, retries: Option<i64>) -> bool {
    retries
        .and_then(|retries| u64::try_from(retries).ok())
        .is_some_and(|retries| run_count <= retries)
}

/// The state in which a failed run waits to be tried again.
fn awaiting_retry(
    failed: &State,
    delay_seconds: f64,
    now: chrono::DateTime<chrono::Utc>,
) -> ProposedState {
    #[expect(
        clippy::cast_possible_truncation,
        reason = "the cast stops at its bounds, which are beyond any time"
    )]
    let microseconds = (delay_seconds * 1e6).round() as i64;
    let retry_at = now
        .checked_add_signed(TimeDelta::microseconds(microseconds))
        .unwrap_or(now);
    let mut retry = ProposedState::scheduled_at(retry_at)
        .named(name::AWAITING_RETRY)
        .with_data((*failed.data).clone());
    retry.message.clone_from(&failed.message);
    retry
}

/// A flow run that failed is tried again in its process, as often as it may.
pub(crate) struct RetryFailedFlows;

impl Rule<FlowRunKind> for RetryFailedFlows {
    fn governs(&self, from: Option<StateType>, to: Option<StateType>) -> bool {
        from == Some(StateType::Running) && to == Some(StateType::Failed)
    }

    fn before(&self, transition: &mut Transition<'_, FlowRunKind>) {
        let (Some(initial), Some(proposed)) = (transition.initial, transition.proposed()) else {
            return;
        };
        let context = transition.context;
        let policy = &transition.run.policy;
        if !has_retries_left(transition.run.progress.run_count, policy.retries) {
            // Leaves room for retries of another type, such as one by hand.
            transition.run.policy.retry_type = None;
            return;
        }
        #[expect(
            clippy::cast_precision_loss,
            reason = "exact for any delay below a hundred million years"
        )]
        let delay = policy.retry_delay.unwrap_or(0) as f64;
        let mut retry = awaiting_retry(proposed, delay, context.now);
        retry.details.more.deployment_concurrency_lease_id =
            initial.details.more.deployment_concurrency_lease_id;
        if context.facts.client.knows_pauses() {
            transition
                .run
                .policy
                .forget_pauses(Some(RetryType::InProcess));
        }
        transition.reject_with(retry, "Retrying");
    }
}

/// A task run that failed is tried again, as often as it may, unless the client
/// says that it cannot be.
pub(crate) struct RetryFailedTasks;

impl Rule<TaskRunKind> for RetryFailedTasks {
    fn governs(&self, from: Option<StateType>, to: Option<StateType>) -> bool {
        from == Some(StateType::Running) && to == Some(StateType::Failed)
    }

    fn before(&self, transition: &mut Transition<'_, TaskRunKind>) {
        let Some(proposed) = transition.proposed() else {
            return;
        };
        let policy = &transition.run.policy;
        let run_count = transition.run.progress.run_count;
        if proposed.details.more.retriable == Some(false)
            || !has_retries_left(run_count, policy.retries)
        {
            return;
        }
        let delay = policy
            .retry_delay
            .as_ref()
            .map_or(0.0, |delay| delay.seconds_after(run_count));
        let delay = match policy.retry_jitter_factor {
            Some(factor) if factor > 0.0 => {
                clamped_poisson_interval(delay, factor, transition.context.draws.jitter)
            }
            _ => delay,
        };
        let retry = awaiting_retry(proposed, delay, transition.context.now);
        transition.reject_with(retry, "Retrying");
    }
}

/// Names the state of a run that runs again.
pub(crate) struct RenameReruns;

impl<Kind: RunKind> Rule<Kind> for RenameReruns {
    fn governs(&self, _from: Option<StateType>, to: Option<StateType>) -> bool {
        to == Some(StateType::Running)
    }

    fn before(&self, transition: &mut Transition<'_, Kind>) {
        let Some(initial) = transition.initial else {
            return;
        };
        if Kind::progress(&transition.run).run_count > 0 {
            transition.rename(if initial.name == name::AWAITING_RETRY {
                name::RETRYING
            } else {
                name::RERUNNING
            });
        }
    }
}
