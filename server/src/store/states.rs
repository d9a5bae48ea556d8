//! The states that runs have been in.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::domain::ids::StateId;
use crate::domain::state::State;

/// Histories of states, by run, and each state by its id.
#[derive(Debug)]
pub struct States<RunId> {
    by_run: BTreeMap<RunId, Vec<Arc<State>>>,
    by_id: BTreeMap<StateId, Arc<State>>,
}

impl<RunId> Default for States<RunId> {
    fn default() -> Self {
        Self {
            by_run: BTreeMap::new(),
            by_id: BTreeMap::new(),
        }
    }
}

impl<RunId: Ord + Copy> States<RunId> {
    /// The state of an id.
    pub fn get(&self, id: StateId) -> Option<&Arc<State>> {
        self.by_id.get(&id)
    }

    /// The states of a run by their times, and among equals in the order they came.
    pub fn of_run(&self, run: RunId) -> &[Arc<State>] {
        self.by_run.get(&run).map_or(&[], Vec::as_slice)
    }

    /// Adds a state that a run has entered. The later its time, the less it costs.
    pub fn push(&mut self, run: RunId, state: Arc<State>) {
        self.by_id.insert(state.id, Arc::clone(&state));
        let states = self.by_run.entry(run).or_default();
        let after = |one: &Arc<State>| one.timestamp > state.timestamp;
        let place = states.len() - states.iter().rev().take_while(|one| after(one)).count();
        states.insert(place, state);
    }

    /// Forgets the states of a run.
    pub fn remove_run(&mut self, run: RunId) {
        for state in self.by_run.remove(&run).unwrap_or_default() {
            self.by_id.remove(&state.id);
        }
    }
}
