//! Flow runs, with indexes by what they belong to, by state, by tag and by time.
//!
//! What many runs share, such as a state, leads to a [set of rows](RowSets), which can
//! be counted and put together with others without a look at a run. What runs are
//! listed by, such as a time, leads to an [order](RunOrder) of rows.

use std::ops::Bound;
use std::sync::Arc;

use chrono::{DateTime, Utc};
use uuid::Uuid;

use super::hashed::Hashed;
use super::row_sets::Union;
use super::run_orders::{Direction, RunKeys, RunOrder, RunOrders, TimeBounds};
use super::run_summary::Sought;
use super::{Bounded, Index, Record, Row, RowSets, Rows};
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

    /// When it is next to start, if it is scheduled.
    fn due(&self) -> Option<DateTime<Utc>> {
        let is_scheduled = self.state_type() == Some(StateType::Scheduled);
        let time = self.progress.next_scheduled_start_time;
        time.filter(|_| is_scheduled)
    }

    /// What it is ordered by.
    pub fn keys(&self) -> RunKeys<'_> {
        RunKeys {
            name: &self.name,
            progress: &self.progress,
            state: self.state_type(),
        }
    }

    /// What finds it again if it is made anew: its flow, and a key of its own in it.
    fn idempotency_key(&self) -> Option<(FlowId, &str)> {
        Some((self.flow_id, self.idempotency_key.as_deref()?))
    }

    /// The name of the state it is in.
    pub fn state_name(&self) -> Option<&str> {
        self.state.as_ref().map(|state| &*state.name)
    }
}

/// Flow runs. An idempotency key belongs to one run of a flow at most.
///
/// Putting one in costs O(log n) for each index in which it changes its place.
#[derive(Debug, Default)]
pub struct FlowRuns {
    rows: Rows<FlowRun>,
    by_idempotency_key: Hashed,
    by_flow: RowSets<FlowId>,
    by_deployment: RowSets<DeploymentId>,
    by_state: RowSets<StateType>,
    /// By the type of the state, and then by its name.
    by_state_name: [RowSets<String>; StateType::ALL.len()],
    by_queue: RowSets<WorkQueueId>,
    by_queue_name: RowSets<Arc<str>>,
    by_tag: RowSets<String>,
    by_parent: Index<TaskRunId, Row>,
    scheduled: Index<(WorkQueueId, DateTime<Utc>), Row>,
    scheduled_of_deployment: Index<(DeploymentId, Option<DateTime<Utc>>), Row>,
    scheduled_by_schedule: Index<(DeploymentId, Uuid, DateTime<Utc>), Row>,
    on_time: Index<DateTime<Utc>, Row>,
    orders: RunOrders<Row>,
}

impl FlowRuns {
    /// The run of an id.
    pub fn get(&self, id: FlowRunId) -> Option<&Arc<FlowRun>> {
        self.rows.get(id)
    }

    /// The row of an id.
    pub fn row(&self, id: FlowRunId) -> Option<Row> {
        self.rows.row(id)
    }

    /// The run in a row.
    pub fn at(&self, row: Row) -> Option<&Arc<FlowRun>> {
        self.rows.at(row)
    }

    /// The run that was made with an idempotency key.
    pub fn by_idempotency_key(&self, flow: FlowId, key: &str) -> Option<&Arc<FlowRun>> {
        self.at(self.row_of_idempotency_key(flow, key)?)
    }

    /// The row of the run that was made with an idempotency key.
    pub fn row_of_idempotency_key(&self, flow: FlowId, key: &str) -> Option<Row> {
        self.by_idempotency_key.of((flow, key)).find(|row| {
            self.at(*row)
                .is_some_and(|run| run.idempotency_key() == Some((flow, key)))
        })
    }

    /// Every run with its row, oldest first.
    pub fn iter(&self) -> impl Iterator<Item = (Row, &Arc<FlowRun>)> {
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

    /// Every row, by descending id.
    pub fn by_id_descending(&self) -> impl Iterator<Item = Row> {
        self.rows.by_id().rev()
    }

    /// Every row, in an order, without some of those that are not looked for.
    pub fn in_order(
        &self,
        order: RunOrder,
        direction: Direction,
        sought: Sought,
    ) -> impl Iterator<Item = Row> {
        self.orders.walk(order, direction, sought)
    }

    /// The rows whose time is within bounds, in the order of that time, without some of
    /// those that are not looked for.
    pub fn within(
        &self,
        bounds: TimeBounds,
        direction: Direction,
        sought: Sought,
    ) -> impl Iterator<Item = Row> {
        self.orders.within(bounds, direction, sought)
    }

    /// The runs that were first expected to start from `start` on and before `end`,
    /// in that order.
    pub fn expected_between(
        &self,
        start: DateTime<Utc>,
        end: DateTime<Utc>,
    ) -> impl Iterator<Item = &Arc<FlowRun>> {
        self.all(self.orders.expected_between(start, end))
    }

    /// The runs of a flow.
    pub fn of_flow(&self, flow: FlowId) -> impl Iterator<Item = &Arc<FlowRun>> {
        self.all(self.by_flow.of(&flow))
    }

    /// The runs of a deployment.
    pub fn of_deployment(&self, deployment: DeploymentId) -> impl Iterator<Item = &Arc<FlowRun>> {
        self.all(self.by_deployment.of(&deployment))
    }

    /// The newest run of the same deployment, or else of the same flow.
    pub fn latest_like(&self, run: &FlowRun) -> Option<&Arc<FlowRun>> {
        let of_deployment = run.deployment_id.map(|id| self.by_deployment.last_of(&id));
        let row = of_deployment.unwrap_or_else(|| self.by_flow.last_of(&run.flow_id));
        self.at(row?)
    }

    /// The subflow runs that a task run stands for.
    pub fn of_parent(&self, task_run: TaskRunId) -> impl Iterator<Item = &Arc<FlowRun>> {
        self.all(self.rows_of_parent(task_run))
    }

    /// The rows of the subflow runs that a task run stands for.
    pub fn rows_of_parent(&self, task_run: TaskRunId) -> impl Iterator<Item = Row> {
        self.by_parent.of(&task_run)
    }

    /// The runs in a state.
    pub fn in_state(&self, state: StateType) -> impl Iterator<Item = &Arc<FlowRun>> {
        self.all(self.by_state.of(&state))
    }

    /// The runs of a queue.
    pub fn of_queue(&self, queue: WorkQueueId) -> impl Iterator<Item = &Arc<FlowRun>> {
        self.all(self.by_queue.of(&queue))
    }

    /// The runs of a queue in one of some states.
    pub fn of_queue_in_states(
        &self,
        queue: WorkQueueId,
        states: &[StateType],
    ) -> impl Iterator<Item = &Arc<FlowRun>> {
        let rows = &*self.of_queues([&queue]).rows() & &*self.in_states(states).rows();
        self.all(rows.into_iter().map(Row::new))
    }

    /// How many runs of a queue are in one of some states. Looks at no run.
    pub fn count_of_queue_in_states(&self, queue: WorkQueueId, states: &[StateType]) -> usize {
        let (of_queue, in_states) = (self.of_queues([&queue]), self.in_states(states));
        let count = of_queue.rows().intersection_len(&in_states.rows());
        usize::try_from(count).unwrap_or(usize::MAX)
    }

    /// The scheduled runs of a queue, soonest first.
    pub fn scheduled_in_queue(&self, queue: WorkQueueId) -> impl Iterator<Item = &Arc<FlowRun>> {
        let first = ((queue, DateTime::<Utc>::MIN_UTC), Row::MIN);
        let last = ((queue, DateTime::<Utc>::MAX_UTC), Row::MAX);
        self.all(self.scheduled.range(first..=last).map(|(_, row)| row))
    }

    /// When the first of the scheduled runs of a queue is due that are due after a time.
    pub fn next_due_in_queue(
        &self,
        queue: WorkQueueId,
        after: DateTime<Utc>,
    ) -> Option<DateTime<Utc>> {
        let after = Bound::Excluded(((queue, after), Row::MAX));
        let last = Bound::Included(((queue, DateTime::<Utc>::MAX_UTC), Row::MAX));
        let ((_, due), _) = self.scheduled.range((after, last)).next()?;
        Some(*due)
    }

    /// The scheduled runs of a deployment, soonest first.
    pub fn scheduled_of_deployment(
        &self,
        deployment: DeploymentId,
    ) -> impl Iterator<Item = &Arc<FlowRun>> {
        let first = ((deployment, None), Row::MIN);
        let last = ((deployment, Some(DateTime::<Utc>::MAX_UTC)), Row::MAX);
        let range = self.scheduled_of_deployment.range(first..=last);
        self.all(range.map(|(_, row)| row))
    }

    /// When the scheduled runs that a deployment's schedule made are due, from a time on
    /// and in that order.
    pub fn due_by_schedule_from(
        &self,
        deployment: DeploymentId,
        schedule: Uuid,
        from: DateTime<Utc>,
    ) -> impl DoubleEndedIterator<Item = DateTime<Utc>> {
        let first = ((deployment, schedule, from), Row::MIN);
        let last = ((deployment, schedule, DateTime::<Utc>::MAX_UTC), Row::MAX);
        let range = self.scheduled_by_schedule.range(first..=last);
        range.map(|((_, _, time), _)| *time)
    }

    /// The scheduled runs in a state of no other name that are due at `time` at the
    /// latest, soonest first: those that are not known to be late.
    pub fn on_time_before(&self, time: DateTime<Utc>) -> impl Iterator<Item = &Arc<FlowRun>> {
        let range = self.on_time.range(..=(time, Row::MAX));
        self.all(range.map(|(_, row)| row))
    }

    /// The rows of runs of flows.
    pub fn of_flows<'k>(&self, flows: impl IntoIterator<Item = &'k FlowId>) -> Union<'_> {
        self.by_flow.any(flows)
    }

    /// The rows of runs of deployments.
    pub fn of_deployments<'k>(
        &self,
        deployments: impl IntoIterator<Item = &'k DeploymentId>,
    ) -> Union<'_> {
        self.by_deployment.any(deployments)
    }

    /// The rows of runs of queues.
    pub fn of_queues<'k>(&self, queues: impl IntoIterator<Item = &'k WorkQueueId>) -> Union<'_> {
        self.by_queue.any(queues)
    }

    /// The rows of runs that name queues.
    pub fn of_queues_named<'k>(&self, names: impl IntoIterator<Item = &'k String>) -> Union<'_> {
        self.by_queue_name
            .any(names.into_iter().map(String::as_str))
    }

    /// The rows of runs in states.
    pub fn in_states<'k>(&self, states: impl IntoIterator<Item = &'k StateType>) -> Union<'_> {
        self.by_state.any(states)
    }

    /// The rows of runs in states of a type and these names.
    pub fn in_states_named<'k>(
        &self,
        state: StateType,
        names: impl IntoIterator<Item = &'k String>,
    ) -> Union<'_> {
        let names = names.into_iter().map(String::as_str);
        self.by_state_name[state as usize].any(names)
    }

    /// The rows of runs that have one of these tags.
    pub fn tagged<'k>(&self, tags: impl IntoIterator<Item = &'k String>) -> Union<'_> {
        self.by_tag.any(tags.into_iter().map(String::as_str))
    }

    /// The rows of runs of a name.
    pub fn named(&self, name: &str) -> impl Iterator<Item = Row> + use<'_> {
        self.orders.named(name)
    }

    fn all(&self, rows: impl Iterator<Item = Row>) -> impl Iterator<Item = &Arc<FlowRun>> {
        rows.filter_map(|row| self.at(row))
    }

    /// Puts a run in.
    pub fn put(&mut self, run: FlowRun) -> Arc<FlowRun> {
        let run = Arc::new(run);
        let (row, before) = self.rows.put(Arc::clone(&run));
        self.reindex(before.as_deref(), Some(&run), row);
        run
    }

    /// Takes a run out.
    pub fn remove(&mut self, id: FlowRunId) -> Option<Arc<FlowRun>> {
        let (row, run) = self.rows.remove(id)?;
        self.reindex(Some(&run), None, row);
        Some(run)
    }

    fn reindex(&mut self, before: Option<&FlowRun>, after: Option<&FlowRun>, row: Row) {
        macro_rules! shift {
            ($index:ident, $key:expr) => {
                self.$index
                    .shift(row, before.and_then($key), after.and_then($key))
            };
        }
        shift!(by_flow, |run: &FlowRun| Some(run.flow_id));
        shift!(by_deployment, |run: &FlowRun| run.deployment_id);
        shift!(by_parent, |run: &FlowRun| run.parent_task_run_id);
        shift!(by_state, FlowRun::state_type);
        shift!(by_queue, |run: &FlowRun| run.work_queue_id);
        shift!(by_queue_name, |run: &FlowRun| run.work_queue_name.clone());
        shift!(scheduled, |run: &FlowRun| Some((
            run.work_queue_id?,
            run.due()?
        )));
        shift!(scheduled_of_deployment, |run: &FlowRun| {
            let is_scheduled = run.state_type() == Some(StateType::Scheduled);
            let deployment = run.deployment_id.filter(|_| is_scheduled)?;
            Some((deployment, run.progress.next_scheduled_start_time))
        });
        shift!(scheduled_by_schedule, |run: &FlowRun| {
            let by = run.created_by.as_ref().filter(|_| run.auto_scheduled)?;
            Some((run.deployment_id?, by.id?, run.due()?))
        });
        shift!(on_time, |run: &FlowRun| {
            let is_on_time = run.state_name() == Some(StateType::Scheduled.default_name());
            run.due().filter(|_| is_on_time)
        });
        self.reindex_texts(before, after, row);
        let keys_of = |row| self.rows.at(row).map(|run| run.keys());
        let [before, after] = [before, after].map(|run| run.map(FlowRun::keys));
        self.orders.shift(row, before, after, keys_of);
    }

    /// The indexes whose keys are copied only where they change.
    fn reindex_texts<'a>(
        &mut self,
        before: Option<&'a FlowRun>,
        after: Option<&'a FlowRun>,
        row: Row,
    ) {
        let key = FlowRun::idempotency_key;
        let (old, new) = (before.and_then(key), after.and_then(key));
        if old != new {
            if let Some(old) = old {
                self.by_idempotency_key.remove(old, row);
            }
            if let Some(new) = new {
                self.by_idempotency_key.insert(new, row);
            }
        }
        let state = |run: &'a FlowRun| Some((run.state_type()?, run.state_name()?));
        let (old, new) = (before.and_then(state), after.and_then(state));
        if old != new {
            if let Some((state, name)) = old {
                self.by_state_name[state as usize].remove(name, row);
            }
            if let Some((state, name)) = new {
                self.by_state_name[state as usize].insert(name.to_owned(), row);
            }
        }
        let old = before.map_or(&[][..], |run| &run.tags);
        let new = after.map_or(&[][..], |run| &run.tags);
        if old != new {
            for tag in old {
                self.by_tag.remove(tag, row);
            }
            for tag in new {
                self.by_tag.insert(tag.clone(), row);
            }
        }
    }
}
