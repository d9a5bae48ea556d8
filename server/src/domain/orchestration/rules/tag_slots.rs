//! Slots of concurrency limits on tags, which task runs hold while they run.

use std::time::Duration;

use crate::domain::concurrency::{
    ConcurrencyLimit, Lease, LeaseHolder, LeaseHolderType, SlotChange, tag_limit_name,
};
use crate::domain::jitter::{DEFAULT_CLAMPING_FACTOR, clamped_poisson_interval};
use crate::domain::orchestration::Effect;
use crate::domain::orchestration::context::{TaskRunContext, TaskRunKind};
use crate::domain::orchestration::transition::Transition;
use crate::domain::state::StateType;
use crate::domain::time::later;

use super::{Rule, UniversalTransform};

/// How long these leases last: a hundred years. They end with the run, since
/// nobody renews them.
const LEASE_DURATION: Duration = Duration::from_secs(100 * 365 * 24 * 60 * 60);

/// The limits on the run's tags that limit anything, with their tags.
fn limits_of<'a>(context: &TaskRunContext<'a>) -> Vec<(&'a str, &'a ConcurrencyLimit)> {
    context
        .facts
        .tags
        .iter()
        .filter_map(|tag| {
            let limit = context.limits.by_name(&tag_limit_name(tag))?;
            limit.active.then_some((tag.as_str(), limit))
        })
        .collect()
}

/// Takes a slot of every tag's limit before the task run runs; without free ones
/// it waits.
pub(crate) struct SecureTaskConcurrencySlots;

impl Rule<TaskRunKind> for SecureTaskConcurrencySlots {
    fn governs(&self, _from: Option<StateType>, to: Option<StateType>) -> bool {
        to == Some(StateType::Running)
    }

    fn before(&self, transition: &mut Transition<'_, TaskRunKind>) {
        let context = transition.context;
        let limits = limits_of(context);
        if let Some((tag, _)) = limits.iter().find(|(_, limit)| limit.limit == 0) {
            transition.abort(format!(
                "The concurrency limit on tag \"{tag}\" is 0 and will deadlock if the task tries \
                 to run again."
            ));
            return;
        }
        let Some((_, busiest)) = limits
            .iter()
            .max_by(|(_, a), (_, b)| a.contention().total_cmp(&b.contention()))
        else {
            return;
        };
        if limits
            .iter()
            .all(|(_, limit)| limit.has_free(1, context.now))
        {
            transition
                .effects
                .push(Effect::Slots(SlotChange::Acquire(Lease {
                    id: context.draws.lease_id,
                    limit_ids: limits.iter().map(|(_, limit)| limit.id).collect(),
                    slots: 1,
                    holder: Some(LeaseHolder {
                        holder_type: LeaseHolderType::TaskRun,
                        id: context.facts.id.uuid(),
                    }),
                    created: context.now,
                    expires: later(context.now, LEASE_DURATION),
                })));
            return;
        }
        // As long as slots are held, so that those who wait do not come all at once.
        let longest = context.settings.slot_waits.tag.as_secs_f64();
        let average = Some(busiest.avg_slot_occupancy_seconds)
            .filter(|occupancy| *occupancy > 0.0)
            .map_or(longest, |occupancy| occupancy.min(longest));
        let delay =
            clamped_poisson_interval(average, DEFAULT_CLAMPING_FACTOR, context.draws.jitter);
        #[expect(
            clippy::cast_possible_truncation,
            reason = "at most a little more than the longest wait"
        )]
        let delay_seconds = delay.round_ties_even() as i64;
        let tags: Vec<&str> = limits.iter().map(|(tag, _)| *tag).collect();
        transition.wait(
            delay_seconds,
            format!("Concurrency limit reached for tags: {}", tags.join(", ")),
        );
    }

    fn cleanup(&self, transition: &mut Transition<'_, TaskRunKind>) {
        transition
            .effects
            .retain(|effect| !matches!(effect, Effect::Slots(SlotChange::Acquire(_))));
    }
}

/// Gives the slots back when the task run stops running.
pub(crate) struct ReleaseTaskConcurrencySlots;

impl UniversalTransform<TaskRunKind> for ReleaseTaskConcurrencySlots {
    fn after(&self, transition: &mut Transition<'_, TaskRunKind>) {
        let context = transition.context;
        let holds = transition.proposed().is_some_and(|state| {
            matches!(state.state_type, StateType::Running | StateType::Cancelling)
        });
        if holds {
            return;
        }
        let held = context.limits.leases_held_by(context.facts.id.uuid());
        transition.effects.extend(held.map(|lease| {
            Effect::Slots(SlotChange::Release {
                lease_id: lease.id,
                otherwise: None,
            })
        }));
    }
}
