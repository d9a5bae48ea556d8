//! Task runs, with indexes by flow run and by state.

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::{DateTime, Utc};

use super::run_orders::{Direction, RunKeys, RunOrder, RunOrders};
use super::run_summary::Sought;
use super::{Index, Record, Table};
use crate::domain::ids::{FlowRunId, TaskRunId};
use crate::domain::state::StateType;
use crate::domain::task_run::TaskRun;

impl Record for TaskRun {
    type Id = TaskRunId;

    fn id(&self) -> TaskRunId {
        self.id
    }
}

impl TaskRun {
    /// The type of the state it is in.
    pub fn state_type(&self) -> Option<StateType> {
        self.state.as_ref().map(|state| state.state_type)
    }

    /// What it is ordered by.
    pub fn keys(&self) -> RunKeys<'_> {
        RunKeys {
            name: &self.name,
            progress: &self.progress,
            state: self.state_type(),
        }
    }
}

/// What tells task runs of one flow run, or of none, apart.
type NaturalKey = (Option<FlowRunId>, String, String);

/// Task runs. In a flow run, or outside of any, a task key and dynamic key belong to
/// one at most.
#[derive(Debug, Default)]
pub struct TaskRuns {
    rows: Table<TaskRun>,
    by_natural_key: BTreeMap<NaturalKey, TaskRunId>,
    by_flow_run: Index<FlowRunId, TaskRunId>,
    by_state: Index<StateType, TaskRunId>,
    orders: RunOrders<TaskRunId>,
}

impl TaskRuns {
    /// The run of an id.
    pub fn get(&self, id: TaskRunId) -> Option<&Arc<TaskRun>> {
        self.rows.get(id)
    }

    /// The run of a task in a flow run, or in none.
    pub fn by_natural_key(
        &self,
        flow_run: Option<FlowRunId>,
        task_key: &str,
        dynamic_key: &str,
    ) -> Option<&Arc<TaskRun>> {
        let key = (flow_run, task_key.to_owned(), dynamic_key.to_owned());
        self.get(*self.by_natural_key.get(&key)?)
    }

    /// Every run, by id.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = &Arc<TaskRun>> {
        self.rows.iter()
    }

    /// How many runs there are.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// Every run, in an order.
    pub fn in_order(
        &self,
        order: RunOrder,
        direction: Direction,
    ) -> impl Iterator<Item = &Arc<TaskRun>> {
        self.orders
            .walk(order, direction, Sought::default())
            .filter_map(|id| self.get(id))
    }

    /// The runs that were first expected to start from `start` on and before `end`,
    /// in that order.
    pub fn expected_between(
        &self,
        start: DateTime<Utc>,
        end: DateTime<Utc>,
    ) -> impl Iterator<Item = &Arc<TaskRun>> {
        self.orders
            .expected_between(start, end)
            .filter_map(|id| self.get(id))
    }

    /// The task runs of a flow run.
    pub fn of_flow_run(&self, flow_run: FlowRunId) -> impl Iterator<Item = &Arc<TaskRun>> {
        self.by_flow_run.of(&flow_run).filter_map(|id| self.get(id))
    }

    /// The runs in a state.
    pub fn in_state(&self, state: StateType) -> impl Iterator<Item = &Arc<TaskRun>> {
        self.by_state.of(&state).filter_map(|id| self.get(id))
    }

    /// Puts a run in.
    pub fn put(&mut self, run: TaskRun) -> Arc<TaskRun> {
        let run = Arc::new(run);
        let before = self.rows.put(Arc::clone(&run));
        self.reindex(before.as_deref(), Some(&run), run.id);
        run
    }

    /// Takes a run out.
    pub fn remove(&mut self, id: TaskRunId) -> Option<Arc<TaskRun>> {
        let run = self.rows.remove(id)?;
        self.reindex(Some(&run), None, id);
        Some(run)
    }

    fn reindex(&mut self, before: Option<&TaskRun>, after: Option<&TaskRun>, id: TaskRunId) {
        let key = |run: &TaskRun| {
            (
                run.flow_run_id,
                run.task_key.clone(),
                run.dynamic_key.clone(),
            )
        };
        if let Some(key) = before.map(key) {
            self.by_natural_key.remove(&key);
        }
        if let Some(key) = after.map(key) {
            self.by_natural_key.insert(key, id);
        }
        let flow_run = |run: &TaskRun| run.flow_run_id;
        self.by_flow_run
            .shift(id, before.and_then(flow_run), after.and_then(flow_run));
        self.by_state.shift(
            id,
            before.and_then(TaskRun::state_type),
            after.and_then(TaskRun::state_type),
        );
        let keys_of = |id| self.rows.get(id).map(|run| run.keys());
        let [before, after] = [before, after].map(|run| run.map(TaskRun::keys));
        self.orders.shift(id, before, after, keys_of);
    }
}
