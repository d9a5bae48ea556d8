//! Finding the runs that a query asks for.
//!
//! There are two ways, and the query decides which:
//!
//! * What it asks for belongs to something, and an index knows what belongs there:
//!   the named runs, the runs of the named flows, deployments or flow runs, or those
//!   that have not ended yet. All of these are looked at, and what matches is sorted.
//! * Otherwise every run is looked at in the order that is asked for. Whoever takes
//!   a page stops there, so what a page costs does not grow with the table, unless
//!   few runs match.

use std::sync::Arc;

use prefect_mock_api::Field;
use prefect_mock_api::types::{FlowRunSort, Operator, StateType as DocumentStateType, TaskRunSort};
use uuid::Uuid;

use super::filter::Criteria;
use super::{Direction, RunOrder, Tables, sort};
use crate::domain::flow_run::FlowRun;
use crate::domain::state::StateType;
use crate::domain::task_run::TaskRun;

/// The type in which runs come out of a search.
type Found<'a, Run> = Box<dyn Iterator<Item = Arc<Run>> + 'a>;

impl Tables {
    /// The flow runs that match, in order.
    pub fn find_flow_runs<'a>(
        &'a self,
        criteria: &'a Criteria<'a>,
        order: FlowRunSort,
    ) -> Found<'a, FlowRun> {
        let admit = move |run: &Arc<FlowRun>| criteria.admit_flow_run(self, run);
        if let Some(candidates) = self.flow_run_candidates(criteria, Ended::NotIndexed) {
            let mut runs: Vec<_> = distinct(candidates, |run| run.id)
                .into_iter()
                .filter(admit)
                .collect();
            sort::flow_runs(&mut runs, order);
            return Box::new(runs.into_iter());
        }
        use Direction::{Ascending, Descending};
        let (order, direction) = match order {
            FlowRunSort::IdDesc => {
                return Box::new(self.flow_runs.iter().rev().cloned().filter(admit));
            }
            FlowRunSort::StartTimeAsc => (RunOrder::StartTime, Ascending),
            FlowRunSort::StartTimeDesc => (RunOrder::StartTime, Descending),
            FlowRunSort::ExpectedStartTimeAsc => (RunOrder::ExpectedStartTime, Ascending),
            FlowRunSort::ExpectedStartTimeDesc => (RunOrder::ExpectedStartTime, Descending),
            FlowRunSort::NameAsc => (RunOrder::Name, Ascending),
            FlowRunSort::NameDesc => (RunOrder::Name, Descending),
            FlowRunSort::NextScheduledStartTimeAsc => (RunOrder::NextScheduledStartTime, Ascending),
            FlowRunSort::EndTimeDesc => (RunOrder::EndTime, Descending),
        };
        let runs = self.flow_runs.in_order(order, direction);
        Box::new(runs.cloned().filter(admit))
    }

    /// How many flow runs match.
    pub fn count_flow_runs(&self, criteria: &Criteria<'_>) -> usize {
        if criteria.is_empty() {
            return self.flow_runs.len();
        }
        let admit = |run: &Arc<FlowRun>| criteria.admit_flow_run(self, run);
        match self.flow_run_candidates(criteria, Ended::Indexed) {
            Some(candidates) => count(distinct(candidates, |run| run.id), admit),
            None => count(self.flow_runs.iter(), |run| admit(run)),
        }
    }

    /// The task runs that match, in order.
    pub fn find_task_runs<'a>(
        &'a self,
        criteria: &'a Criteria<'a>,
        order: TaskRunSort,
    ) -> Found<'a, TaskRun> {
        let admit = move |run: &Arc<TaskRun>| criteria.admit_task_run(self, run);
        if let Some(candidates) = self.task_run_candidates(criteria, Ended::NotIndexed) {
            let mut runs: Vec<_> = distinct(candidates, |run| run.id)
                .into_iter()
                .filter(admit)
                .collect();
            sort::task_runs(&mut runs, order);
            return Box::new(runs.into_iter());
        }
        use Direction::{Ascending, Descending};
        let (order, direction) = match order {
            TaskRunSort::IdDesc => {
                return Box::new(self.task_runs.iter().rev().cloned().filter(admit));
            }
            TaskRunSort::ExpectedStartTimeAsc => (RunOrder::ExpectedStartTime, Ascending),
            TaskRunSort::ExpectedStartTimeDesc => (RunOrder::ExpectedStartTime, Descending),
            TaskRunSort::NameAsc => (RunOrder::Name, Ascending),
            TaskRunSort::NameDesc => (RunOrder::Name, Descending),
            TaskRunSort::NextScheduledStartTimeAsc => (RunOrder::NextScheduledStartTime, Ascending),
            TaskRunSort::EndTimeDesc => (RunOrder::EndTime, Descending),
        };
        let runs = self.task_runs.in_order(order, direction);
        Box::new(runs.cloned().filter(admit))
    }

    /// How many task runs match.
    pub fn count_task_runs(&self, criteria: &Criteria<'_>) -> usize {
        if criteria.is_empty() {
            return self.task_runs.len();
        }
        let admit = |run: &Arc<TaskRun>| criteria.admit_task_run(self, run);
        match self.task_run_candidates(criteria, Ended::Indexed) {
            Some(candidates) => count(distinct(candidates, |run| run.id), admit),
            None => count(self.task_runs.iter(), |run| admit(run)),
        }
    }

    /// Flow runs among which all that match are, if an index knows them. Some may
    /// come twice.
    fn flow_run_candidates<'a>(
        &'a self,
        criteria: &Criteria<'_>,
        ended: Ended,
    ) -> Option<Vec<&'a Arc<FlowRun>>> {
        let own = criteria
            .flow_runs
            .filter(|filter| all_apply(filter.operator));
        let id = |ids: &[Uuid]| each(ids, |id| self.flow_runs.get(id.into()));
        if let Some(ids) = own.and_then(|filter| filter.id.value()?.any.value()) {
            return Some(id(ids));
        }
        let parents = own
            .and_then(|filter| filter.parent_task_run_id.value())
            .filter(|filter| all_apply(filter.operator))
            .and_then(|filter| filter.any.value());
        if let Some(ids) = parents {
            return Some(each(ids, |id| self.flow_runs.of_parent(id.into())));
        }
        let task_runs = criteria
            .task_runs
            .filter(|filter| all_apply(filter.operator))
            .and_then(|filter| filter.id.value()?.any.value());
        if let Some(ids) = task_runs {
            return Some(each(ids, |id| {
                let flow_run_id = self.task_runs.get(id.into())?.flow_run_id?;
                self.flow_runs.get(flow_run_id)
            }));
        }
        let deployments = own
            .and_then(|filter| filter.deployment_id.value())
            .filter(|filter| all_apply(filter.operator))
            .and_then(|filter| filter.any.value())
            .or_else(|| {
                let filter = criteria.deployments?;
                let filter = Some(filter).filter(|filter| all_apply(filter.operator))?;
                filter.id.value()?.any.value()
            });
        if let Some(ids) = deployments {
            return Some(each(ids, |id| self.flow_runs.of_deployment(id.into())));
        }
        let flows = criteria.flows.filter(|filter| all_apply(filter.operator));
        if let Some(ids) = flows.and_then(|filter| filter.id.value()?.any.value()) {
            return Some(each(ids, |id| self.flow_runs.of_flow(id.into())));
        }
        let state = own
            .and_then(|filter| filter.state.value())
            .filter(|state| all_apply(state.operator))
            .and_then(|state| state.type_.value());
        let types = indexed_types(&state?.any, ended)?;
        Some(each(&types, |state_type| {
            self.flow_runs.in_state(state_type)
        }))
    }

    /// Task runs among which all that match are, if an index knows them. Some may
    /// come twice.
    fn task_run_candidates<'a>(
        &'a self,
        criteria: &Criteria<'_>,
        ended: Ended,
    ) -> Option<Vec<&'a Arc<TaskRun>>> {
        let own = criteria
            .task_runs
            .filter(|filter| all_apply(filter.operator));
        if let Some(ids) = own.and_then(|filter| filter.id.value()?.any.value()) {
            return Some(each(ids, |id| self.task_runs.get(id.into())));
        }
        let flow_runs = criteria
            .flow_runs
            .filter(|filter| all_apply(filter.operator))
            .and_then(|filter| filter.id.value()?.any.value())
            .or_else(|| {
                let filter = own?.flow_run_id.value()?;
                Some(filter)
                    .filter(|filter| all_apply(filter.operator))?
                    .any
                    .value()
            });
        if let Some(ids) = flow_runs {
            return Some(each(ids, |id| self.task_runs.of_flow_run(id.into())));
        }
        let state = own
            .and_then(|filter| filter.state.value())
            .filter(|state| all_apply(state.operator))
            .and_then(|state| state.type_.value());
        let types = indexed_types(&state?.any, ended)?;
        Some(each(&types, |state_type| {
            self.task_runs.in_state(state_type)
        }))
    }
}

/// Whether the index by state is used for states in which runs have ended. There
/// are ever more of those, so a page of them is found sooner in its order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Ended {
    /// It is: all of them are wanted.
    Indexed,
    /// It is not.
    NotIndexed,
}

/// Whether every condition of a filter has to be met.
fn all_apply(operator: Option<Operator>) -> bool {
    !matches!(operator, Some(Operator::Or))
}

/// The state types that are asked for, if the index by state is to be used.
fn indexed_types(any: &Field<Vec<DocumentStateType>>, ended: Ended) -> Option<Vec<StateType>> {
    let types: Vec<StateType> = any
        .value()?
        .iter()
        .map(|state_type| (*state_type).into())
        .collect();
    let usable = ended == Ended::Indexed || !types.iter().any(|one| one.is_terminal());
    usable.then_some(types)
}

/// Everything that belongs to any of some keys.
fn each<'a, K: Copy, R: 'a, I>(keys: &[K], of: impl Fn(K) -> I) -> Vec<&'a Arc<R>>
where
    I: IntoIterator<Item = &'a Arc<R>>,
{
    keys.iter().flat_map(|key| of(*key)).collect()
}

/// Each run once.
fn distinct<R, Id: Ord>(mut runs: Vec<&Arc<R>>, id: impl Fn(&R) -> Id) -> Vec<Arc<R>> {
    runs.sort_by_key(|run| id(run));
    runs.dedup_by_key(|run| id(run));
    runs.into_iter().cloned().collect()
}

fn count<R>(runs: impl IntoIterator<Item = R>, admit: impl Fn(&R) -> bool) -> usize {
    runs.into_iter().filter(|run| admit(run)).count()
}
