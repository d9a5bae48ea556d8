//! The rules, one type each, under Prefect's class names.

pub(crate) mod cache;
pub(crate) mod cancel;
pub(crate) mod deployment_slots;
pub(crate) mod enclosing_flow_run;
pub(crate) mod pause;
pub(crate) mod repeat;
pub(crate) mod retry;
pub(crate) mod schedule;
pub(crate) mod tag_slots;
pub(crate) mod terminal;

use crate::domain::state::StateType;

use super::context::RunKind;
use super::transition::Transition;

/// A rule: governs some transitions and acts on them.
pub(crate) trait Rule<Kind: RunKind>: Sync {
    /// Whether the rule has a say in a transition between states of these types:
    /// `from` `None` is no state yet, `to` `None` is no new state.
    fn governs(&self, from: Option<StateType>, to: Option<StateType>) -> bool;

    /// Acts before the new state is settled: may change it, or prevent it.
    fn before(&self, _transition: &mut Transition<'_, Kind>) {}

    /// Acts once it is settled, unless a later rule changed its type.
    fn after(&self, _transition: &mut Transition<'_, Kind>) {}

    /// Undoes what it did before, because a later rule changed the type.
    fn cleanup(&self, _transition: &mut Transition<'_, Kind>) {}
}

/// A universal transform: acts on every transition that enters a state.
pub(crate) trait UniversalTransform<Kind: RunKind>: Sync {
    /// Acts before the new state is settled. Must not change its type.
    fn before(&self, _transition: &mut Transition<'_, Kind>) {}

    /// Acts once it is settled.
    fn after(&self, _transition: &mut Transition<'_, Kind>) {}
}
