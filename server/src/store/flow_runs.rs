//! Flow runs, with indexes by what they belong to and by state.

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::{DateTime, Utc};

use super::run_orders::{Direction, RunKeys, RunOrder, RunOrders};
use super::{Bounded, Index, Record, Table};
use crate::domain::flow_run::FlowRun;
use crate::domain::ids::{DeploymentId, FlowId, FlowRunId, TaskRunId, WorkQueueId};
use crate::domain::state::StateType;

impl Record for FlowRun {
    type Id = FlowRunId;

    fn id(&self) -> FlowRunId {
        self.id
    }
}

impl FlowRun {
    /// The type of the state it is in.
    pub fn state_type(&self) -> Option<StateType> {
        self.state.as_ref().map(|state| state.state_type)
    }
}

/// Flow runs. An idempotency key belongs to one run of a flow at most.
#[derive(Debug, Default)]
pub struct FlowRuns {
    rows: Table<FlowRun>,
    by_idempotency_key: BTreeMap<(FlowId, String), FlowRunId>,
    by_flow: Index<FlowId, FlowRunId>,
    by_deployment: Index<DeploymentId, FlowRunId>,
    by_parent: Index<TaskRunId, FlowRunId>,
    by_state: Index<StateType, FlowRunId>,
    by_queue: Index<(WorkQueueId, Option<StateType>), FlowRunId>,
    scheduled: Index<(WorkQueueId, DateTime<Utc>), FlowRunId>,
    scheduled_of_deployment: Index<(DeploymentId, Option<DateTime<Utc>>), FlowRunId>,
    on_time: Index<DateTime<Utc>, FlowRunId>,
    orders: RunOrders<FlowRunId>,
}

impl FlowRuns {
    /// The run of an id.
    pub fn get(&self, id: FlowRunId) -> Option<&Arc<FlowRun>> {
        self.rows.get(id)
    }

    /// The run that was made with an idempotency key.
    pub fn by_idempotency_key(&self, flow: FlowId, key: &str) -> Option<&Arc<FlowRun>> {
        self.get(*self.by_idempotency_key.get(&(flow, key.to_owned()))?)
    }

    /// Every run, by id.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = &Arc<FlowRun>> {
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
    ) -> impl Iterator<Item = &Arc<FlowRun>> {
        self.orders
            .walk(order, direction)
            .filter_map(|id| self.get(id))
    }

    /// The runs that were first expected to start from `start` on and before `end`,
    /// in that order.
    pub fn expected_between(
        &self,
        start: DateTime<Utc>,
        end: DateTime<Utc>,
    ) -> impl Iterator<Item = &Arc<FlowRun>> {
        self.orders
            .expected_between(start, end)
            .filter_map(|id| self.get(id))
    }

    /// The runs of a flow.
    pub fn of_flow(&self, flow: FlowId) -> impl Iterator<Item = &Arc<FlowRun>> {
        self.by_flow.of(&flow).filter_map(|id| self.get(id))
    }

    /// The runs of a deployment.
    pub fn of_deployment(&self, deployment: DeploymentId) -> impl Iterator<Item = &Arc<FlowRun>> {
        self.by_deployment
            .of(&deployment)
            .filter_map(|id| self.get(id))
    }

    /// The subflow runs that a task run stands for.
    pub fn of_parent(&self, task_run: TaskRunId) -> impl Iterator<Item = &Arc<FlowRun>> {
        self.by_parent.of(&task_run).filter_map(|id| self.get(id))
    }

    /// The runs in a state.
    pub fn in_state(&self, state: StateType) -> impl Iterator<Item = &Arc<FlowRun>> {
        self.by_state.of(&state).filter_map(|id| self.get(id))
    }

    /// The runs of a queue.
    pub fn of_queue(&self, queue: WorkQueueId) -> impl Iterator<Item = &Arc<FlowRun>> {
        let first = ((queue, None), FlowRunId::MIN);
        let last = ((queue, StateType::ALL.into_iter().max()), FlowRunId::MAX);
        self.by_queue
            .range(first..=last)
            .filter_map(|(_, id)| self.get(id))
    }

    /// The runs of a queue in a state.
    pub fn of_queue_in_state(
        &self,
        queue: WorkQueueId,
        state: StateType,
    ) -> impl Iterator<Item = &Arc<FlowRun>> {
        self.by_queue
            .of(&(queue, Some(state)))
            .filter_map(|id| self.get(id))
    }

    /// The scheduled runs of a queue, soonest first.
    pub fn scheduled_in_queue(&self, queue: WorkQueueId) -> impl Iterator<Item = &Arc<FlowRun>> {
        let first = ((queue, DateTime::<Utc>::MIN_UTC), FlowRunId::MIN);
        let last = ((queue, DateTime::<Utc>::MAX_UTC), FlowRunId::MAX);
        self.scheduled
            .range(first..=last)
            .filter_map(|(_, id)| self.get(id))
    }

    /// The scheduled runs of a deployment, soonest first.
    pub fn scheduled_of_deployment(
        &self,
        deployment: DeploymentId,
    ) -> impl Iterator<Item = &Arc<FlowRun>> {
        use super::Bounded;
        let first = ((deployment, None), FlowRunId::MIN);
        let last = ((deployment, Some(DateTime::<Utc>::MAX_UTC)), FlowRunId::MAX);
        self.scheduled_of_deployment
            .range(first..=last)
            .filter_map(|(_, id)| self.get(id))
    }

    /// The scheduled runs in a state of no other name that are due at `time` at the
    /// latest, soonest first: those that are not known to be late.
    pub fn on_time_before(&self, time: DateTime<Utc>) -> impl Iterator<Item = &Arc<FlowRun>> {
        self.on_time
            .range(..=(time, FlowRunId::MAX))
            .filter_map(|(_, id)| self.get(id))
    }

    /// Puts a run in.
    pub fn put(&mut self, run: FlowRun) -> Arc<FlowRun> {
        let run = Arc::new(run);
        let before = self.rows.put(Arc::clone(&run));
        self.reindex(before.as_deref(), Some(&run), run.id);
        run
    }

    /// Takes a run out.
    pub fn remove(&mut self, id: FlowRunId) -> Option<Arc<FlowRun>> {
        let run = self.rows.remove(id)?;
        self.reindex(Some(&run), None, id);
        Some(run)
    }

    fn reindex(&mut self, before: Option<&FlowRun>, after: Option<&FlowRun>, id: FlowRunId) {
        let key = |run: &FlowRun| Some((run.flow_id, run.idempotency_key.clone()?));
        if let Some(key) = before.and_then(key) {
            self.by_idempotency_key.remove(&key);
        }
        if let Some(key) = after.and_then(key) {
            self.by_idempotency_key.insert(key, id);
        }
        macro_rules! shift {
            ($index:ident, $key:expr) => {
                self.$index
                    .shift(id, before.and_then($key), after.and_then($key))
            };
        }
        shift!(by_flow, |run: &FlowRun| Some(run.flow_id));
        shift!(by_deployment, |run: &FlowRun| run.deployment_id);
        shift!(by_parent, |run: &FlowRun| run.parent_task_run_id);
        shift!(by_state, FlowRun::state_type);
        shift!(by_queue, |run: &FlowRun| {
            Some((run.work_queue_id?, run.state_type()))
        });
        shift!(scheduled, |run: &FlowRun| {
            let is_scheduled = run.state_type() == Some(StateType::Scheduled);
            let time = run
                .progress
                .next_scheduled_start_time
                .filter(|_| is_scheduled)?;
            Some((run.work_queue_id?, time))
        });
        shift!(scheduled_of_deployment, |run: &FlowRun| {
            let is_scheduled = run.state_type() == Some(StateType::Scheduled);
            let deployment = run.deployment_id.filter(|_| is_scheduled)?;
            Some((deployment, run.progress.next_scheduled_start_time))
        });
        shift!(on_time, |run: &FlowRun| {
            let state = run.state.as_ref()?;
            let is_on_time = state.state_type == StateType::Scheduled
                && state.name == StateType::Scheduled.default_name();
            run.progress
                .next_scheduled_start_time
                .filter(|_| is_on_time)
        });
        self.orders.shift(id, before.map(keys), after.map(keys));
    }
}

fn keys(run: &FlowRun) -> RunKeys<'_> {
    RunKeys {
        name: &run.name,
        progress: &run.progress,
    }
}
