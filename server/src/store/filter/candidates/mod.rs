//! Which objects a query has to look at.
//!
//! For flow runs, the conditions of a query are turned into sets of rows, and these
//! are put together: see [`flow_runs`](flow_runs()).
//!
//! For the rest, a filter *pins* an index when it lists what the index leads from,
//! such as ids or state types, and no `or_` lets others in. The most telling pin is
//! followed, in the order of the table in [`task_runs`]; what it leads to has yet to be
//! admitted by the [`Criteria`], but nothing else can be. Without a pin there is no
//! telling, and the whole table has to be walked, best in the order that the query
//! wants.
//!
//! *n* is the number of runs of the kind that is asked for, *k* the number of values
//! that a condition lists, *m* the number of runs that it leads to.

mod flow_runs;
mod pins;
mod rows;
#[cfg(test)]
mod tests;

use std::collections::BTreeSet;
use std::sync::Arc;

use prefect_mock_api::types::{ArtifactFilter, LogFilter};

use super::Criteria;
use crate::domain::artifact::Artifact;
use crate::domain::log::Log;
use crate::domain::state::StateType;
use crate::domain::task_run::TaskRun;
use crate::store::{Row, Tables};

pub use flow_runs::flow_runs;
pub(in crate::store) use flow_runs::time_bounds;
pub use rows::FlowRunCandidates;

/// How much of what matches is wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wanted {
    /// All of it, as for a count.
    All,
    /// A page. Runs that have ended are ever more, so a page of them is found sooner
    /// in its order: a state in which runs have ended is no pin then.
    Page,
}

/// Task runs among which are all that match, each once and in no order; `None`
/// if that may be any.
///
/// | pin | leads to | costs |
/// |---|---|---|
/// | `task_runs.id` | the runs | O(k log n) |
/// | `task_runs.flow_run_id` | the flow runs' task runs | O((k + m) log n) |
/// | what pins flow runs, see [`flow_runs`] | the task runs of these | as there, and O(m log n) |
/// | `task_runs.state.type` | the runs in these states | O((k + m) log n) |
pub fn task_runs<'t>(
    criteria: &Criteria<'_>,
    tables: &'t Tables,
    wanted: Wanted,
) -> Option<Vec<&'t Arc<TaskRun>>> {
    let runs = &tables.task_runs;
    if let Some(ids) = criteria.task_runs.and_then(pins::task_run_ids) {
        return Some(ids.into_iter().filter_map(|id| runs.get(id)).collect());
    }
    if let Some(ids) = criteria.task_runs.and_then(pins::flow_run_ids_of_task_runs) {
        return Some(
            ids.into_iter()
                .flat_map(|id| runs.of_flow_run(id))
                .collect(),
        );
    }
    let enclosing = Criteria {
        task_runs: None,
        ..*criteria
    };
    let flow_runs = flow_runs(&enclosing, tables, wanted);
    let rows = match wanted {
        Wanted::All => flow_runs.rows(),
        Wanted::Page => flow_runs.rows_if_few(tables.few()),
    };
    if let Some(rows) = rows {
        let flow_runs = rows
            .iter()
            .filter_map(|row| tables.flow_runs.at(Row::new(row)));
        return Some(flow_runs.flat_map(|run| runs.of_flow_run(run.id)).collect());
    }
    let states = criteria.task_runs.and_then(pins::task_run_states);
    let states = states.filter(|states| wanted.pins(states))?;
    Some(
        states
            .into_iter()
            .flat_map(|state| runs.in_state(state))
            .collect(),
    )
}

impl Wanted {
    /// Whether the index by state is to be followed.
    fn pins(self, states: &BTreeSet<StateType>) -> bool {
        self == Self::All || !states.iter().any(|state| state.is_terminal())
    }
}

/// Artifacts among which are all that match, each once and in no order; `None` if
/// that may be any. Costs O((k + m) log n).
///
/// The pins are `artifacts.id`, `artifacts.task_run_id`, `artifacts.flow_run_id`,
/// `artifacts.key` and `flow_runs.id`, in this order.
pub fn artifacts<'t>(
    filter: Option<&ArtifactFilter>,
    criteria: &Criteria<'_>,
    tables: &'t Tables,
) -> Option<Vec<&'t Arc<Artifact>>> {
    let artifacts = &tables.artifacts;
    if let Some(ids) = filter.and_then(pins::artifact_ids) {
        return Some(ids.into_iter().filter_map(|id| artifacts.get(id)).collect());
    }
    if let Some(ids) = filter.and_then(pins::task_run_ids_of_artifacts) {
        return Some(
            ids.into_iter()
                .flat_map(|id| artifacts.of_task_run(id))
                .collect(),
        );
    }
    if let Some(ids) = filter.and_then(pins::flow_run_ids_of_artifacts) {
        return Some(
            ids.into_iter()
                .flat_map(|id| artifacts.of_flow_run(id))
                .collect(),
        );
    }
    if let Some(keys) = filter.and_then(pins::artifact_keys) {
        return Some(keys.iter().flat_map(|key| artifacts.of_key(key)).collect());
    }
    let ids = criteria.flow_runs.and_then(pins::flow_run_ids)?;
    Some(
        ids.into_iter()
            .flat_map(|id| artifacts.of_flow_run(id))
            .collect(),
    )
}

/// Log lines among which are all that match, oldest first. Costs what is taken.
///
/// The pins are `task_run_id` and `flow_run_id`, in this order; the lines of several
/// runs have to be sorted first. Without a pin these are all lines.
pub fn logs<'t>(
    filter: Option<&LogFilter>,
    tables: &'t Tables,
) -> Box<dyn DoubleEndedIterator<Item = &'t Arc<Log>> + 't> {
    let logs = &tables.logs;
    if let Some(runs) = filter.and_then(pins::task_run_ids_of_logs) {
        return in_order(runs, |run| logs.of_task_run(run));
    }
    if let Some(runs) = filter.and_then(pins::flow_run_ids_of_logs) {
        return in_order(runs, |run| logs.of_flow_run(run));
    }
    Box::new(logs.iter())
}

/// The lines of some runs together.
fn in_order<'t, Id: Copy, Lines>(
    runs: BTreeSet<Id>,
    of: impl Fn(Id) -> Lines,
) -> Box<dyn DoubleEndedIterator<Item = &'t Arc<Log>> + 't>
where
    Lines: DoubleEndedIterator<Item = &'t Arc<Log>> + 't,
{
    let mut runs = runs.into_iter();
    match (runs.next(), runs.len()) {
        (None, _) => Box::new(std::iter::empty()),
        (Some(run), 0) => Box::new(of(run)),
        (Some(run), _) => {
            let mut lines: Vec<_> = of(run).chain(runs.flat_map(of)).collect();
            lines.sort_by_key(|line| line.timestamp);
            Box::new(lines.into_iter())
        }
    }
}
