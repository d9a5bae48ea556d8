//! Orchestration: what comes of a state that someone asks a run to enter.
//!
//! A run is in an *initial state*, or in none yet. Someone *proposes* a state.
//! Rules look at both and let the proposal pass, change it, or stop it; what is
//! left when all have looked is the *validated state*. There are four outcomes:
//!
//! ```text
//!                       ┌───────────▶ ACCEPT  the proposed state is entered
//!   proposed ──▶ rules ─┼───────────▶ REJECT  another state is, or none
//!    state              ├───────────▶ WAIT    none is; ask again later
//!                       └───────────▶ ABORT   none is; do not ask again
//! ```
//!
//! The way of a flow run that goes well is the line at the top; the rest is what
//! may happen to it on that way:
//!
//! ```text
//!   SCHEDULED ────▶ PENDING ────▶ RUNNING ────▶ COMPLETED
//!    │ ▲  ▲            │          │ │ ▲ ▲ │
//!    │ │  └── retry ───┼──────────┘ │ │ │ └────▶ FAILED, CRASHED
//!    │ │               │            ▼ │ │
//!    │ └─ resume ──────┼────────── PAUSED
//!    │                 ▼
//!    │            CANCELLING ─────────────────▶ CANCELLED
//!    └──────── nothing to tear down ─────────────▲
//! ```
//!
//! A run leaves its end only for another attempt: `COMPLETED`, `FAILED`,
//! `CANCELLED` or `CRASHED` to `SCHEDULED`, `PENDING` or `RUNNING`, as far as the
//! rules let it.
//!
//! # How it works
//!
//! [`propose_flow_run_state`] and [`propose_task_run_state`] are pure functions.
//! What rules need to know comes in a context, as plain data; what is to change
//! comes back in a [`Proposal`]: the outcome, the run's new fields, and *effects*
//! on anything else. Whoever calls applies all of it, under the lock under which
//! the context was read.
//!
//! A [`Policy`] is an ordered list of rules and transforms under Prefect's names
//! ([`CORE_FLOW_POLICY`] and so on). A *rule* governs some transitions, told by
//! their two state types. It acts *before* the transition is validated, provided
//! that no rule ahead of it has changed the proposed type, and *after*, in
//! reverse order; if a rule behind it has changed the type in between it *cleans
//! up* instead. A *universal transform* acts on every transition. The transforms
//! of [`transforms`] keep the books, and act last before validation.
//!
//! To *force* a state is to propose it under [`MINIMAL_FLOW_POLICY`] or
//! [`MINIMAL_TASK_POLICY`].
//!
//! Left out of Prefect's rules are what it keeps for clients with an API version
//! below 0.8.3, whose task runs the server retried together with their flow run.
//! `InstrumentFlowRunStateTransitions` has no rule here: whoever writes the state
//! of [`Outcome::new_state`] also emits its event.

mod context;
mod policy;
mod rules;
#[cfg(test)]
mod tests;
mod transforms;
mod transition;

use chrono::{DateTime, Utc};

pub use context::{
    Client, CollisionStrategy, ConcurrencyOptions, Context, DeploymentFacts, Draws,
    EnclosingFlowRun, FlowRunContext, FlowRunFacts, FlowRunFields, FlowRunKind, MalformedVersion,
    OrchestrationSettings, RunKind, TaskRunContext, TaskRunFacts, TaskRunFields, TaskRunKind,
    Version,
};
pub use policy::{
    BACKGROUND_TASK_POLICY, CORE_FLOW_POLICY, CORE_TASK_POLICY, MARK_LATE_RUNS_POLICY,
    MINIMAL_FLOW_POLICY, MINIMAL_TASK_POLICY, Policy,
};

use super::concurrency::SlotChange;
use super::ids::{StateId, TaskRunId};
use super::state::{ProposedState, State};
use transition::Transition;

/// What comes of a proposed state.
#[derive(Clone, Debug, PartialEq)]
pub enum Outcome {
    /// The run enters the proposed state, completed by what rules add to it.
    Accept {
        /// The state to enter.
        state: State,
    },
    /// The run does not enter the proposed state.
    Reject {
        /// The state to enter instead; `None` stays where the run is.
        state: Option<State>,
        /// Why.
        reason: String,
    },
    /// Nothing happens, and the same may be proposed again later.
    Wait {
        /// How long to wait, in seconds.
        delay_seconds: i64,
        /// Why.
        reason: String,
    },
    /// Nothing happens, and whoever proposes this should give up.
    Abort {
        /// Why.
        reason: String,
    },
}

impl Outcome {
    /// The state that the run is to enter, if any.
    pub fn new_state(&self) -> Option<&State> {
        match self {
            Self::Accept { state } => Some(state),
            Self::Reject { state, .. } => state.as_ref(),
            Self::Wait { .. } | Self::Abort { .. } => None,
        }
    }

    /// The same, to be changed in place.
    pub fn new_state_mut(&mut self) -> Option<&mut State> {
        match self {
            Self::Accept { state } => Some(state),
            Self::Reject { state, .. } => state.as_mut(),
            Self::Wait { .. } | Self::Abort { .. } => None,
        }
    }

    /// Why the proposed state is not entered; `None` if it is.
    pub fn reason(&self) -> Option<&str> {
        match self {
            Self::Accept { .. } => None,
            Self::Reject { reason, .. } | Self::Wait { reason, .. } | Self::Abort { reason } => {
                Some(reason)
            }
        }
    }
}

/// A change to something other than the run.
#[derive(Clone, Debug, PartialEq)]
pub enum Effect {
    /// Change slots and leases; see
    /// [`ConcurrencyLimits::apply`](super::concurrency::ConcurrencyLimits::apply).
    Slots(SlotChange),
    /// Keep the new state for task runs with the same cache key.
    CacheState {
        /// The key.
        cache_key: String,
        /// Until when it may be used; for ever if `None`.
        cache_expiration: Option<DateTime<Utc>>,
        /// The state.
        state_id: StateId,
    },
    /// Hand the task run, which is deferred and scheduled, to background workers.
    EnqueueTaskRun {
        /// Whether it has run before, and goes ahead of others.
        retry: bool,
    },
    /// Force this state on the task run that stands for this subflow run.
    SetParentTaskRunState {
        /// The task run.
        task_run_id: TaskRunId,
        /// The state.
        state: Box<ProposedState>,
    },
}

/// What is to be written when a proposal has been decided on.
#[derive(Clone, Debug, PartialEq)]
pub struct Proposal<Fields> {
    /// What comes of the proposed state.
    pub outcome: Outcome,
    /// The run's fields from now on. They may change even if its state does not.
    pub run: Fields,
    /// What else changes, to be applied in order.
    pub effects: Vec<Effect>,
}

/// Decides what comes of a state that is proposed to a flow run in its `initial`
/// state.
///
/// Costs the number of rules, plus a search among the run's own states for one
/// of the same time.
pub fn propose_flow_run_state<'a>(
    policy: &Policy<FlowRunKind>,
    initial: Option<&'a State>,
    proposed: ProposedState,
    context: &'a FlowRunContext<'a>,
) -> Proposal<FlowRunFields> {
    Transition::new(initial, proposed, context).run_through(policy, transforms::GLOBAL_FLOW_POLICY)
}

/// Decides what comes of a state that is proposed to a task run in its `initial`
/// state. A deferred state is always judged by [`BACKGROUND_TASK_POLICY`], even
/// under force, as on Prefect.
pub fn propose_task_run_state<'a>(
    policy: &Policy<TaskRunKind>,
    initial: Option<&'a State>,
    proposed: ProposedState,
    context: &'a TaskRunContext<'a>,
) -> Proposal<TaskRunFields> {
    let policy = if proposed.details.deferred == Some(true) {
        &BACKGROUND_TASK_POLICY
    } else {
        policy
    };
    Transition::new(initial, proposed, context).run_through(policy, transforms::GLOBAL_TASK_POLICY)
}
