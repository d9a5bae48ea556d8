//! Finding the runs that a query asks for.
//!
//! There are two ways to a page of runs, and how many may match decides which:
//!
//! * Few may: each is looked at, and they are put in order as far as the page goes.
//! * Many may: runs are looked at in the order that is asked for, passing over those
//!   that cannot match. Whoever takes a page stops there, and as many match, that is
//!   soon.
//!
//! With *m* of *n* runs that may match, the first costs O(m), and the second as much as
//! lies between the runs of a page, O(n ÷ m) for each. So m is few up to the square root
//! of n times a constant, and a page costs O(√n) at the most, with constants so small
//! that it is hardly to be seen beside writing out the page, at a million runs.
//! [`candidates`] tells what may match.
//!
//! An order that goes with what is asked for is worse than none: of a million runs, those
//! that are running are the last that have started. So a walk passes over whole blocks of
//! its order by what they have in sum, their states and times ([`RunSummary`]), without a
//! look at the runs in them.
//!
//! [`RunSummary`]: super::run_summary::RunSummary

use std::cmp::Ordering;
use std::collections::BinaryHeap;
use std::sync::Arc;

use prefect_mock_api::types::{FlowRunSort, TaskRunSort};

use super::filter::Criteria;
use super::filter::candidates::{self, Wanted};
use super::{Direction, Row, RunOrder, Tables, sort};
use crate::domain::flow_run::FlowRun;
use crate::domain::task_run::TaskRun;

/// The type in which runs come out of a search.
type Found<'a, Run> = Box<dyn Iterator<Item = Arc<Run>> + 'a>;

/// How many runs can be looked at in the time that a walk in order takes past as many
/// runs as lie between those of a page, for a page of some dozens.
/// Tests, whose tables are small, go both ways too.
const FEW_SQUARED: u64 = if cfg!(test) { 1 } else { 16 };

/// A flow run on its way into an order; the greatest is the first.
struct Candidate<'a> {
    run: &'a Arc<FlowRun>,
    row: Row,
    order: Option<(RunOrder, Direction)>,
}

impl Ord for Candidate<'_> {
    fn cmp(&self, other: &Self) -> Ordering {
        match self.order {
            None => self.run.id.cmp(&other.run.id),
            Some((order, direction)) => {
                let compared = order.compare(self.run.keys(), other.run.keys());
                let compared = compared.then_with(|| self.row.cmp(&other.row));
                direction.turn(compared).reverse()
            }
        }
    }
}

impl PartialOrd for Candidate<'_> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Eq for Candidate<'_> {}

impl PartialEq for Candidate<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other).is_eq()
    }
}

impl Tables {
    /// How many flow runs are few, among all there are.
    pub(super) fn few(&self) -> u64 {
        (self.flow_runs.len() as u64 * FEW_SQUARED).isqrt()
    }

    /// The flow runs that match, in order.
    pub fn find_flow_runs<'a>(
        &'a self,
        criteria: &'a Criteria<'a>,
        sort: FlowRunSort,
    ) -> Found<'a, FlowRun> {
        let candidates = candidates::flow_runs(criteria, self, Wanted::Page);
        let order = sort::flow_run_order(sort);
        let is_partial = candidates.is_partial;
        let admit = move |run: &&Arc<FlowRun>| !is_partial || criteria.admit_flow_run(self, run);
        let runs = &self.flow_runs;
        if let Some(rows) = candidates.rows_if_few(self.few()) {
            let candidate = |row| {
                let run = runs.at(row)?;
                Some(Candidate { run, row, order })
            };
            let rows = rows.iter().map(Row::new);
            let mut heap: BinaryHeap<_> = rows.filter_map(candidate).collect();
            let in_order = std::iter::from_fn(move || heap.pop());
            return Box::new(in_order.map(|one| one.run).filter(admit).cloned());
        }
        let sought = candidates.sought.clone();
        let in_order: Box<dyn Iterator<Item = Row>> = match order {
            None => Box::new(runs.by_id_descending()),
            Some((order, direction)) => {
                let bounds = criteria.flow_runs.map(candidates::time_bounds);
                let mut bounds = bounds.into_iter().flatten();
                match bounds.find(|bounds| bounds.order == order) {
                    Some(bounds) => Box::new(runs.within(bounds, direction, sought)),
                    None => Box::new(runs.in_order(order, direction, sought)),
                }
            }
        };
        let may_match = move |row: &Row| candidates.contains(*row);
        let runs = in_order.filter(may_match).filter_map(|row| runs.at(row));
        Box::new(runs.filter(admit).cloned())
    }

    /// How many flow runs match. Looks at none where the indexes tell.
    pub fn count_flow_runs(&self, criteria: &Criteria<'_>) -> usize {
        let candidates = candidates::flow_runs(criteria, self, Wanted::All);
        let admit = |run: &&Arc<FlowRun>| criteria.admit_flow_run(self, run);
        let runs = &self.flow_runs;
        match (candidates.rows(), candidates.is_partial) {
            (None, false) => runs.len(),
            (None, true) => runs.iter().map(|(_, run)| run).filter(admit).count(),
            (Some(rows), false) => usize::try_from(rows.len()).unwrap_or(usize::MAX),
            (Some(rows), true) => {
                let rows = rows.iter().map(Row::new);
                rows.filter_map(|row| runs.at(row)).filter(admit).count()
            }
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
        let Some((order, direction)) = sort::task_run_order(order) else {
            return Box::new(self.task_runs.iter().rev().filter(admit).cloned());
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
