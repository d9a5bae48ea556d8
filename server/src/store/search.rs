//! Finding the runs that a query asks for.
//!
//! There are two ways, and the query decides which:
//!
//! * It pins an index, see [`candidates`]. All that this leads to is looked at, and
//!   what matches is sorted.
//! * Otherwise every run is looked at in the order that is asked for. Whoever takes
//!   a page stops there, so what a page costs does not grow with the table, unless
//!   few runs match.

use std::sync::Arc;

use prefect_mock_api::types::{FlowRunSort, TaskRunSort};

use super::Direction::{Ascending, Descending};
use super::filter::Criteria;
use super::filter::candidates::{self, Wanted};
use super::{RunOrder, Tables, sort};
use crate::domain::flow_run::FlowRun;
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
        let admit = move |run: &&Arc<FlowRun>| criteria.admit_flow_run(self, run);
        if let Some(candidates) = candidates::flow_runs(criteria, self, Wanted::Page) {
            let mut runs: Vec<_> = candidates.into_iter().filter(admit).cloned().collect();
            sort::flow_runs(&mut runs, order);
            return Box::new(runs.into_iter());
        }
        let (order, direction) = match order {
            FlowRunSort::IdDesc => {
                return Box::new(self.flow_runs.iter().rev().filter(admit).cloned());
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
        Box::new(runs.filter(admit).cloned())
    }

    /// How many flow runs match.
    pub fn count_flow_runs(&self, criteria: &Criteria<'_>) -> usize {
        if criteria.is_empty() {
            return self.flow_runs.len();
        }
        let admit = |run: &&Arc<FlowRun>| criteria.admit_flow_run(self, run);
        match candidates::flow_runs(criteria, self, Wanted::All) {
            Some(candidates) => candidates.into_iter().filter(admit).count(),
            None => self.flow_runs.iter().filter(admit).count(),
        }
    }

    /// The task runs that match, in order.
    pub fn find_task_runs<'a>(
        &'a self,
        criteria: &'a Criteria<'a>,
        order: TaskRunSort,
    ) -> Found<'a, TaskRun> {
        let admit = move |run: &&Arc<TaskRun>| criteria.admit_task_run(self, run);
        if let Some(candidates) = candidates::task_runs(criteria, self, Wanted::Page) {
            let mut runs: Vec<_> = candidates.into_iter().filter(admit).cloned().collect();
            sort::task_runs(&mut runs, order);
            return Box::new(runs.into_iter());
        }
        let (order, direction) = match order {
            TaskRunSort::IdDesc => {
                return Box::new(self.task_runs.iter().rev().filter(admit).cloned());
            }
            TaskRunSort::ExpectedStartTimeAsc => (RunOrder::ExpectedStartTime, Ascending),
            TaskRunSort::ExpectedStartTimeDesc => (RunOrder::ExpectedStartTime, Descending),
            TaskRunSort::NameAsc => (RunOrder::Name, Ascending),
            TaskRunSort::NameDesc => (RunOrder::Name, Descending),
            TaskRunSort::NextScheduledStartTimeAsc => (RunOrder::NextScheduledStartTime, Ascending),
            TaskRunSort::EndTimeDesc => (RunOrder::EndTime, Descending),
        };
        let runs = self.task_runs.in_order(order, direction);
        Box::new(runs.filter(admit).cloned())
    }

    /// How many task runs match.
    pub fn count_task_runs(&self, criteria: &Criteria<'_>) -> usize {
        if criteria.is_empty() {
            return self.task_runs.len();
        }
        let admit = |run: &&Arc<TaskRun>| criteria.admit_task_run(self, run);
        match candidates::task_runs(criteria, self, Wanted::All) {
            Some(candidates) => candidates.into_iter().filter(admit).count(),
            None => self.task_runs.iter().filter(admit).count(),
        }
    }
}
