//! Slots of deployments' concurrency limits, which flow runs hold under a lease
//! from `PENDING` to their end.

use std::time::Duration;

use crate::domain::concurrency::{
    ConcurrencyLimit, Lease, LeaseHolder, LeaseHolderType, SlotChange,
};
use crate::domain::ids::{ConcurrencyLimitId, LeaseId};
use crate::domain::orchestration::context::{
    CollisionStrategy, DeploymentFacts, FlowRunContext, FlowRunKind,
};
use crate::domain::orchestration::transition::Transition;
use crate::domain::orchestration::{Effect, Outcome};
use crate::domain::state::{ProposedState, State, StateType, name};
use crate::domain::time::later;

use super::{Rule, UniversalTransform};

const LIMIT_REACHED: &str = "Deployment concurrency limit reached.";

/// The lease of a state.
fn lease_of(state: Option<&State>) -> Option<LeaseId> {
    state?.details.more.deployment_concurrency_lease_id
}

/// The limit of the run's deployment, if it has one.
fn limit_of<'a>(context: &FlowRunContext<'a>) -> Option<&'a ConcurrencyLimit> {
    context
        .limits
        .get(context.facts.deployment?.concurrency_limit_id?)
}

/// How long a lease on the deployment's slot lasts before the run must run.
fn grace_period(deployment: DeploymentFacts, context: &FlowRunContext<'_>) -> Duration {
    deployment
        .concurrency_options
        .and_then(|options| options.grace_period_seconds)
        .map_or(context.settings.initial_deployment_lease, |seconds| {
            Duration::from_secs(seconds.into())
        })
}

/// A lease on one slot of a limit.
fn new_lease(
    limit_id: ConcurrencyLimitId,
    duration: Duration,
    holder: Option<LeaseHolder>,
    context: &FlowRunContext<'_>,
) -> Lease {
    Lease {
        id: context.draws.lease_id,
        limit_ids: vec![limit_id],
        slots: 1,
        holder,
        created: context.now,
        expires: later(context.now, duration),
    }
}

/// Keeps the lease where the proposed state names none.
pub(crate) struct PreserveDeploymentConcurrencyLeaseId;

impl UniversalTransform<FlowRunKind> for PreserveDeploymentConcurrencyLeaseId {
    fn before(&self, transition: &mut Transition<'_, FlowRunKind>) {
        let held = lease_of(transition.initial);
        if let Some(proposed) = transition.proposed_mut()
            && let Some(held) = held
        {
            proposed
                .details
                .more
                .deployment_concurrency_lease_id
                .get_or_insert(held);
        }
    }
}

/// Takes a slot before a run is submitted; without a free one the run waits or
/// ends, as its deployment says.
pub(crate) struct SecureFlowConcurrencySlots;

impl Rule<FlowRunKind> for SecureFlowConcurrencySlots {
    fn governs(&self, from: Option<StateType>, to: Option<StateType>) -> bool {
        !matches!(
            from,
            Some(StateType::Pending | StateType::Running | StateType::Cancelling)
        ) && to == Some(StateType::Pending)
    }

    fn before(&self, transition: &mut Transition<'_, FlowRunKind>) {
        let context = transition.context;
        if context.facts.deployment_id.is_none() || context.facts.client.takes_slots_itself() {
            return;
        }
        let Some(deployment) = context.facts.deployment else {
            transition.abort("Deployment not found.");
            return;
        };
        let Some(limit) = limit_of(context) else {
            return;
        };
        if limit.limit == 0 {
            transition.abort(
                "The deployment concurrency limit is 0. The flow will deadlock if submitted again.",
            );
            return;
        }
        if limit.has_free(1, context.now) {
            let lease = new_lease(limit.id, grace_period(deployment, context), None, context);
            if let Some(proposed) = transition.proposed_mut() {
                proposed.details.more.deployment_concurrency_lease_id = Some(lease.id);
            }
            transition
                .effects
                .push(Effect::Slots(SlotChange::Acquire(lease)));
            return;
        }
        let strategy = deployment
            .concurrency_options
            .map_or(CollisionStrategy::Enqueue, |options| {
                options.collision_strategy
            });
        let state = match strategy {
            CollisionStrategy::Enqueue => {
                let retry_at = later(context.now, context.settings.deployment_slot_wait);
                ProposedState::scheduled_at(retry_at).named(name::AWAITING_CONCURRENCY_SLOT)
            }
            CollisionStrategy::CancelNew => {
                ProposedState::of(StateType::Cancelled).with_message(LIMIT_REACHED)
            }
        };
        transition.reject_with(state, LIMIT_REACHED);
    }

    fn cleanup(&self, transition: &mut Transition<'_, FlowRunKind>) {
        let lease_id = transition.context.draws.lease_id;
        transition.effects.retain(
            |effect| !matches!(effect, Effect::Slots(SlotChange::Acquire(lease)) if lease.id == lease_id),
        );
    }
}

/// Renews the lease when the run starts; if it was lost meanwhile, takes a slot
/// anew, or cancels the run.
pub(crate) struct ValidateDeploymentConcurrencyAtRunning;

impl Rule<FlowRunKind> for ValidateDeploymentConcurrencyAtRunning {
    fn governs(&self, from: Option<StateType>, to: Option<StateType>) -> bool {
        from == Some(StateType::Pending) && to == Some(StateType::Running)
    }

    fn before(&self, transition: &mut Transition<'_, FlowRunKind>) {
        let context = transition.context;
        let held = lease_of(transition.initial);
        if let Some(proposed) = transition.proposed_mut() {
            proposed.details.more.deployment_concurrency_lease_id = held;
        }
        let (Some(lease_id), Some(deployment), Some(limit)) =
            (held, context.facts.deployment, limit_of(context))
        else {
            return;
        };
        if !context.facts.client.renews_leases() {
            return;
        }
        let duration = grace_period(deployment, context);
        if context.limits.lease(lease_id).is_some() {
            transition.effects.push(Effect::Slots(SlotChange::Renew {
                lease_id,
                expires: later(context.now, duration),
            }));
            return;
        }
        if limit.has_free(1, context.now) {
            let holder = LeaseHolder {
                holder_type: LeaseHolderType::FlowRun,
                id: context.facts.id.uuid(),
            };
            let lease = new_lease(limit.id, duration, Some(holder), context);
            if let Some(proposed) = transition.proposed_mut() {
                proposed.details.more.deployment_concurrency_lease_id = Some(lease.id);
            }
            transition
                .effects
                .push(Effect::Slots(SlotChange::Acquire(lease)));
            return;
        }
        let lost = "Deployment concurrency slot lost during provisioning - \
                    no slots available to continue execution";
        transition.reject_with(
            ProposedState::of(StateType::Cancelled).with_message(lost),
            "Deployment concurrency limit reached after lease expiry.",
        );
    }
}

/// Ends the lease of clients that would not renew it; their slot stays taken until
/// the run ends.
pub(crate) struct RemoveDeploymentConcurrencyLeaseForOldClientVersions;

impl Rule<FlowRunKind> for RemoveDeploymentConcurrencyLeaseForOldClientVersions {
    fn governs(&self, from: Option<StateType>, to: Option<StateType>) -> bool {
        from == Some(StateType::Pending)
            && matches!(to, Some(StateType::Running | StateType::Cancelling))
    }

    fn after(&self, transition: &mut Transition<'_, FlowRunKind>) {
        if let Some(lease_id) = lease_of(transition.initial)
            && !transition.context.facts.client.renews_leases()
        {
            transition
                .effects
                .push(Effect::Slots(SlotChange::Revoke { lease_id }));
        }
    }
}

/// Gives the slot back when a run ends or is scheduled again.
pub(crate) struct ReleaseFlowConcurrencySlots;

impl UniversalTransform<FlowRunKind> for ReleaseFlowConcurrencySlots {
    fn after(&self, transition: &mut Transition<'_, FlowRunKind>) {
        let holds = |state_type: Option<StateType>| {
            matches!(
                state_type,
                Some(StateType::Pending | StateType::Running | StateType::Cancelling)
            )
        };
        let Some(proposed) = transition.proposed() else {
            return;
        };
        if !holds(transition.initial_type()) || holds(Some(proposed.state_type)) {
            return;
        }
        // A retry in the same process keeps its slot: the client goes on renewing
        // the lease. It is told apart by not being what the client proposed.
        let in_process_retry = proposed.state_type == StateType::Scheduled
            && proposed.name == name::AWAITING_RETRY
            && matches!(transition.outcome, Outcome::Reject { .. });
        let facts = &transition.context.facts;
        if in_process_retry || facts.deployment_id.is_none() {
            return;
        }
        let limit_id = facts
            .deployment
            .and_then(|deployment| deployment.concurrency_limit_id);
        let change = match (lease_of(transition.initial), limit_id) {
            (Some(lease_id), otherwise) => SlotChange::Release {
                lease_id,
                otherwise,
            },
            (None, Some(limit_id)) => SlotChange::ReleaseSlot { limit_id },
            (None, None) => return,
        };
        transition.effects.push(Effect::Slots(change));
    }
}

/// Cancels a late run whose deployment is full and wants no runs to wait.
pub(crate) struct EnforceDeploymentConcurrencyOnLate;

impl Rule<FlowRunKind> for EnforceDeploymentConcurrencyOnLate {
    fn governs(&self, from: Option<StateType>, to: Option<StateType>) -> bool {
        from == Some(StateType::Scheduled) && to == Some(StateType::Scheduled)
    }

    fn before(&self, transition: &mut Transition<'_, FlowRunKind>) {
        let context = transition.context;
        let late = transition
            .proposed()
            .is_some_and(|state| state.name == name::LATE);
        let cancels_new = context
            .facts
            .deployment
            .and_then(|deployment| deployment.concurrency_options)
            .is_some_and(|options| options.collision_strategy == CollisionStrategy::CancelNew);
        let full = limit_of(context).is_some_and(|limit| limit.active_slots >= limit.size());
        if late && cancels_new && full {
            transition.reject_with(
                ProposedState::of(StateType::Cancelled).with_message(LIMIT_REACHED),
                "Deployment concurrency limit is full and uses the CANCEL_NEW strategy.",
            );
        }
    }
}
