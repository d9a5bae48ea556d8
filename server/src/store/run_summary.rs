//! What the runs of a part of an order have in common, and what a walk looks for.

use chrono::{DateTime, Utc};

use super::run_orders::{RunKeys, TIMES, TimeBounds};
use crate::domain::state::StateType;

/// Every type of state, and that of a run without a state.
const STATES: usize = StateType::ALL.len() + 1;

/// What is known of some runs together: enough to tell that none of them is looked for.
#[derive(Debug, Clone, Default)]
pub(super) struct RunSummary {
    /// How many of them are in each state.
    states: [u16; STATES],
    /// Bounds of their times, in the order of [`RunKeys::times`]. They are not narrowed
    /// when a run goes.
    times: [Option<Span>; TIMES],
}

/// From a time to a time, both included.
#[derive(Debug, Clone, Copy)]
struct Span {
    least: DateTime<Utc>,
    most: DateTime<Utc>,
}

impl Span {
    fn around(self, other: Self) -> Self {
        Self {
            least: self.least.min(other.least),
            most: self.most.max(other.most),
        }
    }
}

fn place(state: Option<StateType>) -> usize {
    state.map_or(STATES - 1, |state| state as usize)
}

impl RunSummary {
    /// Adds a run.
    pub(super) fn add(&mut self, run: RunKeys<'_>) {
        let count = &mut self.states[place(run.state)];
        *count = count.saturating_add(1);
        let spans = run.times().map(|time| {
            time.map(|time| Span {
                least: time,
                most: time,
            })
        });
        self.widen(spans);
    }

    /// Takes a run out.
    pub(super) fn remove(&mut self, run: RunKeys<'_>) {
        let count = &mut self.states[place(run.state)];
        *count = count.saturating_sub(1);
    }

    /// Adds the runs of another one.
    pub(super) fn merge(&mut self, other: &Self) {
        for (count, more) in self.states.iter_mut().zip(other.states) {
            *count = count.saturating_add(more);
        }
        self.widen(other.times);
    }

    fn widen(&mut self, spans: [Option<Span>; TIMES]) {
        for (span, more) in self.times.iter_mut().zip(spans) {
            *span = match (*span, more) {
                (Some(span), Some(more)) => Some(span.around(more)),
                (one, other) => one.or(other),
            };
        }
    }
}

/// What all runs have in common that a walk looks for.
#[derive(Debug, Clone, Default)]
pub struct Sought {
    states: Option<States>,
    bounds: Vec<TimeBounds>,
}

/// Types of states, each at its place.
type States = [bool; STATES];

impl Sought {
    /// Asks for one of some states, besides what was asked for before.
    pub fn narrow_to_states(&mut self, states: impl IntoIterator<Item = StateType>) {
        let before = self.states.unwrap_or([true; STATES]);
        let mut narrowed = [false; STATES];
        for state in states {
            narrowed[place(Some(state))] = before[place(Some(state))];
        }
        self.states = Some(narrowed);
    }

    /// Asks for times within bounds, besides what was asked for before.
    pub fn narrow_to_bounds(&mut self, bounds: impl IntoIterator<Item = TimeBounds>) {
        self.bounds.extend(bounds);
    }

    /// Whether some run of these may be looked for.
    pub(super) fn may_be_in(&self, runs: &RunSummary) -> bool {
        let in_states = |states: &States| {
            let mut counts = runs.states.iter().zip(states);
            counts.any(|(count, is_sought)| *is_sought && *count > 0)
        };
        let within = |bounds: &TimeBounds| {
            let Some(place) = bounds.order.time() else {
                return true;
            };
            let span = runs.times[place];
            span.is_some_and(|span| span.least <= bounds.most && bounds.least <= span.most)
        };
        self.states.as_ref().is_none_or(in_states) && self.bounds.iter().all(within)
    }
}
