//! A transition on its way through the rules.

use std::borrow::Cow;

use crate::domain::ids::StateId;
use crate::domain::state::{ProposedState, State, StateType};

use super::context::{Context, RunKind};
use super::policy::{Policy, Step};
use super::rules::UniversalTransform;
use super::{Effect, Outcome, Proposal};

/// What rules look at and change: the outcome so far, the run's fields so far, and
/// the effects so far.
pub(crate) struct Transition<'a, Kind: RunKind> {
    /// The state the run is in.
    pub(crate) initial: Option<&'a State>,
    /// What else there is to know.
    pub(crate) context: &'a Context<'a, Kind>,
    /// What comes of the proposed state, as things stand.
    pub(crate) outcome: Outcome,
    /// The run's fields, as things stand.
    pub(crate) run: Kind::Fields,
    /// What else is to change, as things stand.
    pub(crate) effects: Vec<Effect>,
}

impl<'a, Kind: RunKind> Transition<'a, Kind> {
    /// A transition that nobody has looked at yet.
    pub(super) fn new(
        initial: Option<&'a State>,
        proposed: ProposedState,
        context: &'a Context<'a, Kind>,
    ) -> Self {
        let state = proposed.into_state(context.draws.state_id, context.now);
        Self {
            initial,
            context,
            outcome: Outcome::Accept { state },
            run: context.fields.clone(),
            effects: Vec::new(),
        }
    }

    /// The type of the state the run is in.
    pub(crate) fn initial_type(&self) -> Option<StateType> {
        self.initial.map(|state| state.state_type)
    }

    /// The state that would be entered, as things stand.
    pub(crate) fn proposed(&self) -> Option<&State> {
        self.outcome.new_state()
    }

    /// The same, to be changed in place.
    pub(crate) fn proposed_mut(&mut self) -> Option<&mut State> {
        self.outcome.new_state_mut()
    }

    /// The type of the state that would be entered.
    fn proposed_type(&self) -> Option<StateType> {
        self.proposed().map(|state| state.state_type)
    }

    /// Stays in the initial state.
    pub(crate) fn reject(&mut self, reason: impl Into<String>) {
        self.outcome = Outcome::Reject {
            state: None,
            reason: reason.into(),
        };
    }

    /// Enters another state instead of the proposed one.
    pub(crate) fn reject_with(&mut self, state: ProposedState, reason: impl Into<String>) {
        let id: StateId = self.context.draws.state_id;
        self.outcome = Outcome::Reject {
            state: Some(state.into_state(id, self.context.now)),
            reason: reason.into(),
        };
    }

    /// Asks to wait, in seconds.
    pub(crate) fn wait(&mut self, delay_seconds: i64, reason: impl Into<String>) {
        self.outcome = Outcome::Wait {
            delay_seconds,
            reason: reason.into(),
        };
    }

    /// Asks to give up.
    pub(crate) fn abort(&mut self, reason: impl Into<String>) {
        self.outcome = Outcome::Abort {
            reason: reason.into(),
        };
    }

    /// Names the state that would be entered.
    pub(crate) fn rename(&mut self, name: &'static str) {
        if let Some(state) = self.proposed_mut() {
            state.name = Cow::Borrowed(name);
        }
    }

    /// Lets every rule of `policy` act, and then the books be kept by `global`;
    /// see the module's documentation for the order.
    pub(super) fn run_through(
        mut self,
        policy: &Policy<Kind>,
        global: &[&dyn UniversalTransform<Kind>],
    ) -> Proposal<Kind::Fields> {
        let from = self.initial_type();
        let intended = self.proposed_type();

        // For each rule that acted, the proposed type that it left behind.
        let steps = policy.steps();
        let mut left = Vec::with_capacity(steps.len());
        for step in steps {
            left.push(match step {
                Step::Transform(transform) => {
                    if self.proposed().is_some() {
                        transform.before(&mut self);
                    }
                    None
                }
                Step::Rule(rule)
                    if rule.governs(from, intended) && self.proposed_type() == intended =>
                {
                    rule.before(&mut self);
                    Some(self.proposed_type())
                }
                Step::Rule(_) => None,
            });
        }
        for transform in global {
            if self.proposed().is_some() {
                transform.before(&mut self);
            }
        }

        // From here on the state that would be entered is the validated state.
        for transform in global.iter().rev() {
            if self.proposed().is_some() {
                transform.after(&mut self);
            }
        }
        for (step, left) in steps.iter().zip(&left).rev() {
            match (step, left) {
                (Step::Transform(transform), _) => {
                    if self.proposed().is_some() {
                        transform.after(&mut self);
                    }
                }
                // A rule that moved the transition out of what it governs is done.
                (Step::Rule(rule), Some(left)) if rule.governs(from, *left) => {
                    if self.proposed_type() == *left {
                        rule.after(&mut self);
                    } else {
                        rule.cleanup(&mut self);
                    }
                }
                (Step::Rule(_), _) => {}
            }
        }

        Proposal {
            outcome: self.outcome,
            run: self.run,
            effects: self.effects,
        }
    }
}
