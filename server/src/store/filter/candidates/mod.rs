//! Which objects a query has to look at.
//!
//! A filter *pins* an index when it lists what the index leads from, such as ids
//! or state types, and no `or_` lets other runs in. The most telling pin is
//! followed, in the order of the tables in [`flow_runs`] and [`task_runs`]; what
//! it leads to has yet to be admitted by the [`Criteria`], but nothing else can be.
//! Without a pin there is no telling, and the whole table has to be walked, best
//! in the order that the query wants.
//!
//! *n* is the number of runs of the kind that is asked for, *k* the number of
//! values that a pin lists, *m* the number of runs that it leads to.

mod pins;
#[cfg(test)]
mod tests;

use std::collections::BTreeSet;
use std::sync::Arc;

use prefect_mock_api::types::{ArtifactFilter, LogFilter};

use super::Criteria;
use crate::domain::artifact::Artifact;
use crate::domain::flow_run::FlowRun;
use crate::domain::ids::{DeploymentId, FlowId, FlowRunId, WorkQueueId};
use crate::domain::log::Log;
use crate::domain::state::StateType;
use crate::domain::task_run::TaskRun;
use crate::store::Tables;

/// How much of what matches is wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wanted {
    /// All of it, as for a count.
    All,
    /// A page. Runs that have ended are ever more, so a page of them is found sooner
    /// in its order: a state in which runs have ended is no pin then.
    Page,
}

/// Flow runs among which are all that match, each once and in no order; `None`
/// if that may be any.
///
/// | pin | leads to | costs |
/// |---|---|---|
/// | `flow_runs.id` | the runs | O(k log n) |
/// | `flow_runs.idempotency_key` | the runs, by way of the flows that `flows` pins, or of all | O(flows × k log n) |
/// | `flow_runs.parent_task_run_id` | subflow runs | O((k + m) log n) |
/// | `flow_runs.parent_flow_run_id` | subflow runs, by way of the parents' task runs | O((task runs + m) log n) |
/// | `task_runs.id`, `task_runs.flow_run_id` | the flow runs | O(k log n) |
/// | `flow_runs.deployment_id`, `deployments.id`, `deployments.name` | the deployments' runs | O((k + m) log n); a name takes a walk over all deployments |
/// | `work_pool_queues.id`, `work_pool_queues.name`, `work_pools.id`, `work_pools.name` | the queues' runs, those in the states that `flow_runs.state.type` pins | O(queues + (k + m) log n) |
/// | `flows.id`, `flows.name` | the flows' runs | O((k + m) log n) |
/// | `flow_runs.state.type` | the runs in these states | O((k + m) log n) |
pub fn flow_runs<'t>(
    criteria: &Criteria<'_>,
    tables: &'t Tables,
    wanted: Wanted,
) -> Option<Vec<&'t Arc<FlowRun>>> {
    let runs = &tables.flow_runs;
    let flow_runs = criteria.flow_runs;
    let listed = |ids: BTreeSet<FlowRunId>| ids.into_iter().filter_map(|id| runs.get(id)).collect();

    if let Some(ids) = flow_runs.and_then(pins::flow_run_ids) {
        return Some(listed(ids));
    }
    if let Some(keys) = flow_runs.and_then(pins::idempotency_keys) {
        let flows = pinned_flows(criteria, tables)
            .unwrap_or_else(|| tables.flows.iter().map(|flow| flow.id).collect());
        let of_flow = |flow| {
            keys.iter()
                .filter_map(move |key| runs.by_idempotency_key(flow, key))
        };
        return Some(flows.into_iter().flat_map(of_flow).collect());
    }
    if let Some(parents) = flow_runs.and_then(pins::parent_task_run_ids) {
        let of_parent = |parent| runs.of_parent(parent);
        return Some(parents.into_iter().flat_map(of_parent).collect());
    }
    if let Some(parents) = flow_runs.and_then(pins::parent_flow_run_ids) {
        let task_runs = parents
            .into_iter()
            .flat_map(|parent| tables.task_runs.of_flow_run(parent));
        return Some(
            task_runs
                .flat_map(|parent| runs.of_parent(parent.id))
                .collect(),
        );
    }
    if let Some(ids) = criteria.task_runs.and_then(pins::task_run_ids) {
        let task_runs = ids.into_iter().filter_map(|id| tables.task_runs.get(id));
        return Some(listed(
            task_runs.filter_map(|run| run.flow_run_id).collect(),
        ));
    }
    if let Some(ids) = criteria.task_runs.and_then(pins::flow_run_ids_of_task_runs) {
        return Some(listed(ids));
    }
    if let Some(deployments) = pinned_deployments(criteria, tables) {
        let of_deployment = |deployment| runs.of_deployment(deployment);
        return Some(deployments.into_iter().flat_map(of_deployment).collect());
    }
    let states = flow_runs.and_then(pins::flow_run_states);
    if let Some(queues) = pinned_queues(criteria, tables) {
        return Some(match states {
            Some(states) => {
                let of_queue = |queue| {
                    let states = states.iter();
                    states.flat_map(move |state| runs.of_queue_in_state(queue, *state))
                };
                queues.into_iter().flat_map(of_queue).collect()
            }
            None => queues
                .into_iter()
                .flat_map(|queue| runs.of_queue(queue))
                .collect(),
        });
    }
    if let Some(flows) = pinned_flows(criteria, tables) {
        return Some(
            flows
                .into_iter()
                .flat_map(|flow| runs.of_flow(flow))
                .collect(),
        );
    }
    let states = states.filter(|states| wanted.pins(states))?;
    Some(
        states
            .into_iter()
            .flat_map(|state| runs.in_state(state))
            .collect(),
    )
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
    if let Some(flow_runs) = flow_runs(&enclosing, tables, wanted) {
        let of_flow_run = |run: &Arc<FlowRun>| runs.of_flow_run(run.id);
        return Some(flow_runs.into_iter().flat_map(of_flow_run).collect());
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

/// The flows that a query names.
fn pinned_flows(criteria: &Criteria<'_>, tables: &Tables) -> Option<BTreeSet<FlowId>> {
    let filter = criteria.flows?;
    pins::flow_ids(filter).or_else(|| {
        let names = pins::flow_names(filter)?;
        let flows = names.iter().filter_map(|name| tables.flows.by_name(name));
        Some(flows.map(|flow| flow.id).collect())
    })
}

/// The deployments that a query names.
fn pinned_deployments(criteria: &Criteria<'_>, tables: &Tables) -> Option<BTreeSet<DeploymentId>> {
    let of_run = || pins::deployment_ids_of_flow_runs(criteria.flow_runs?);
    let by_name = || {
        let names = pins::deployment_names(criteria.deployments?)?;
        let deployments = tables.deployments.iter();
        let named = deployments.filter(|one| names.contains(&one.name));
        Some(named.map(|deployment| deployment.id).collect())
    };
    of_run()
        .or_else(|| pins::deployment_ids(criteria.deployments?))
        .or_else(by_name)
}

/// The queues that match, if the query names queues or pools.
fn pinned_queues(criteria: &Criteria<'_>, tables: &Tables) -> Option<Vec<WorkQueueId>> {
    let names_queues = criteria.work_queues.is_some_and(pins::names_queues);
    let names_pools = criteria.work_pools.is_some_and(pins::names_pools);
    (names_queues || names_pools).then(|| {
        let queues = tables.work_queues.iter();
        let matching = queues.filter(|queue| criteria.admit_work_queue(tables, queue));
        matching.map(|queue| queue.id).collect()
    })
}
