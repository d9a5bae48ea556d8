//! The states that runs have been in.
//!
//! There are several to each run, and they are seldom looked at, so they are kept small.
//! Most are *plain*: what they say follows from the type, the times and the runs that
//! they are of. Of a plain state only that is kept, and the rest is put back when it is
//! asked for.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::{DateTime, Utc};
use uuid::Uuid;

use super::hashed::Hashed;
use super::{Pages, Row};
use crate::domain::ids::{FlowRunId, StateId, TaskRunId};
use crate::domain::sparse::Sparse;
use crate::domain::state::{State, StateDetails, StateType};

/// Histories of states, by run, and each state by its id.
///
/// Looking a state up costs O(log n) and making it anew. A plain state takes some 80
/// bytes, its place in the index included.
#[derive(Debug)]
pub struct States<RunId> {
    by_run: BTreeMap<RunId, Row>,
    /// The rows of histories by the ids of their states.
    by_id: Hashed,
    histories: Pages<History>,
}

/// The states of one run, by their times.
#[derive(Debug)]
struct History {
    of: Runs,
    states: Vec<Kept>,
}

/// Which runs a state says that it is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Runs {
    flow_run: Option<FlowRunId>,
    task_run: Option<TaskRunId>,
}

/// A state as it is kept.
#[derive(Debug)]
enum Kept {
    Plain {
        id: StateId,
        state_type: StateType,
        timestamp: DateTime<Utc>,
        scheduled_time: Option<DateTime<Utc>>,
        transition_id: Option<Uuid>,
    },
    Whole(Arc<State>),
}

impl Runs {
    fn of(state: &State) -> Self {
        Self {
            flow_run: state.details.flow_run_id,
            task_run: state.details.task_run_id,
        }
    }
}

impl Kept {
    /// Keeps a state of runs. The destructuring is in full, so that what is added to
    /// states is not lost.
    fn new(state: &Arc<State>, of: Runs) -> Self {
        let State {
            id,
            state_type,
            name,
            timestamp,
            message: None,
            data,
            details,
        } = &**state
        else {
            return Self::Whole(Arc::clone(state));
        };
        let plain = Self::Plain {
            id: *id,
            state_type: *state_type,
            timestamp: *timestamp,
            scheduled_time: details.scheduled_time,
            transition_id: details.transition_id,
        };
        if data.is_null()
            && name == state_type.default_name()
            && plain.details(of).as_ref() == Some(details)
        {
            plain
        } else {
            Self::Whole(Arc::clone(state))
        }
    }

    fn id(&self) -> StateId {
        match self {
            Self::Plain { id, .. } => *id,
            Self::Whole(state) => state.id,
        }
    }

    fn timestamp(&self) -> DateTime<Utc> {
        match self {
            Self::Plain { timestamp, .. } => *timestamp,
            Self::Whole(state) => state.timestamp,
        }
    }

    /// The details of a plain state.
    fn details(&self, of: Runs) -> Option<StateDetails> {
        match self {
            Self::Plain {
                scheduled_time,
                transition_id,
                ..
            } => Some(StateDetails {
                flow_run_id: of.flow_run,
                task_run_id: of.task_run,
                scheduled_time: *scheduled_time,
                transition_id: *transition_id,
                ..StateDetails::default()
            }),
            Self::Whole(_) => None,
        }
    }

    fn state(&self, of: Runs) -> Arc<State> {
        match self {
            Self::Plain {
                id,
                state_type,
                timestamp,
                ..
            } => Arc::new(State {
                id: *id,
                state_type: *state_type,
                name: Cow::Borrowed(state_type.default_name()),
                timestamp: *timestamp,
                message: None,
                data: Sparse::default(),
                details: self.details(of).unwrap_or_default(),
            }),
            Self::Whole(state) => Arc::clone(state),
        }
    }
}

impl<RunId> Default for States<RunId> {
    fn default() -> Self {
        Self {
            by_run: BTreeMap::new(),
            by_id: Hashed::default(),
            histories: Pages::default(),
        }
    }
}

impl<RunId: Ord + Copy> States<RunId> {
    /// The state of an id. Costs O(log n), and a look at the states of its run.
    pub fn get(&self, id: StateId) -> Option<Arc<State>> {
        self.by_id.of(id).find_map(|row| {
            let history = self.histories.get(row)?;
            let state = history.states.iter().find(|state| state.id() == id)?;
            Some(state.state(history.of))
        })
    }

    /// The states of a run by their times, and among equals in the order they came.
    pub fn of_run(&self, run: RunId) -> Vec<Arc<State>> {
        let history = self.history(run);
        let states = |history: &History| {
            let states = history.states.iter();
            states.map(|state| state.state(history.of)).collect()
        };
        history.map(states).unwrap_or_default()
    }

    /// When a run entered its states, by time.
    pub fn timestamps(&self, run: RunId) -> impl Iterator<Item = DateTime<Utc>> {
        let states = self.history(run).into_iter().flat_map(|one| &one.states);
        states.map(Kept::timestamp)
    }

    /// Adds a state that a run has entered. The later its time, the less it costs.
    pub fn push(&mut self, run: RunId, state: &Arc<State>) {
        let row = *self.by_run.entry(run).or_insert_with(|| {
            self.histories.push(History {
                of: Runs::of(state),
                states: Vec::new(),
            })
        });
        self.by_id.insert(state.id, row);
        if let Some(History { of, states }) = self.histories.get_mut(row) {
            let later = |one: &&Kept| one.timestamp() > state.timestamp;
            let place = states.len() - states.iter().rev().take_while(later).count();
            // Runs have few states, so room for more would be wasted on most.
            states.reserve_exact(1);
            states.insert(place, Kept::new(state, *of));
        }
    }

    /// Forgets the states of a run.
    pub fn remove_run(&mut self, run: RunId) {
        let history = self.by_run.remove(&run);
        let Some(row) = history else { return };
        let history = self.histories.remove(row);
        for state in history.into_iter().flat_map(|history| history.states) {
            self.by_id.remove(state.id(), row);
        }
    }

    fn history(&self, run: RunId) -> Option<&History> {
        self.histories.get(*self.by_run.get(&run)?)
    }
}

#[cfg(test)]
mod tests {
    use chrono::TimeDelta;

    use super::*;
    use crate::domain::state::ProposedState;

    fn run(number: u128) -> FlowRunId {
        FlowRunId::new(Uuid::from_u128(number))
    }

    fn state(number: u128, proposed: ProposedState, of: FlowRunId) -> Arc<State> {
        let second = i64::try_from(number).unwrap();
        let time = DateTime::UNIX_EPOCH + TimeDelta::seconds(second);
        let mut state = proposed.into_state(Uuid::from_u128(number).into(), time);
        state.details.flow_run_id = Some(of);
        Arc::new(state)
    }

    #[test]
    fn states_come_back_as_they_were() {
        let mut states = States::default();
        let of = run(1);
        let mut transition = ProposedState::of(StateType::Running);
        transition.details.transition_id = Some(Uuid::from_u128(7));
        let mut keyed = ProposedState::of(StateType::Paused);
        keyed.details.more.pause_key = Some("k".to_owned());
        let history = [
            state(1, ProposedState::scheduled_at(DateTime::UNIX_EPOCH), of),
            state(2, ProposedState::of(StateType::Pending), of),
            state(3, transition, of),
            state(4, keyed, of),
            state(5, ProposedState::of(StateType::Running).named("Again"), of),
            state(
                6,
                ProposedState::of(StateType::Running).with_message("m"),
                of,
            ),
            state(
                7,
                ProposedState::of(StateType::Running).with_data(1.into()),
                of,
            ),
            state(8, ProposedState::of(StateType::Completed), run(2)),
        ];
        for state in &history {
            states.push(of, state);
        }
        assert_eq!(states.of_run(of), history);
        for state in &history {
            assert_eq!(states.get(state.id).as_ref(), Some(state));
        }
        let kept = &states.history(of).unwrap().states;
        let plain = kept.iter().filter(|one| matches!(one, Kept::Plain { .. }));
        assert_eq!(plain.count(), 3);
    }

    #[test]
    fn states_are_in_order_and_go_with_their_run() {
        let mut states = States::default();
        let of = run(1);
        for number in [2, 3, 1] {
            states.push(
                of,
                &state(number, ProposedState::of(StateType::Running), of),
            );
        }
        let numbers: Vec<_> = states
            .of_run(of)
            .iter()
            .map(|one| one.id.uuid().as_u128())
            .collect();
        assert_eq!(numbers, [1, 2, 3]);
        assert!(states.timestamps(of).is_sorted());
        states.remove_run(of);
        assert!(states.of_run(of).is_empty() && states.by_id.is_empty());
    }
}
