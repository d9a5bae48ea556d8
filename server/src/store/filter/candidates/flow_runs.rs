//! Flow runs among which are all that match.

use std::borrow::Cow;

use prefect_mock_api::types::{FlowRunFilter, FlowRunFilterState, FlowRunFilterTags, Operator};
use roaring::RoaringBitmap;

use super::rows::FlowRunCandidates;
use super::{Wanted, pins};
use crate::domain::ids::{DeploymentId, FlowId, FlowRunId, WorkQueueId};
use crate::domain::state::StateType;
use crate::store::filter::Criteria;
use crate::store::{Direction, FlowRuns, Row, RunOrder, Sought, Tables, TimeBounds};

/// The flow runs among which are all that match.
///
/// | condition | leads to | costs |
/// |---|---|---|
/// | `flow_runs.id` | the runs | O(k log n) |
/// | `flow_runs.idempotency_key` | the runs, by way of the flows that match, or of all | O(flows × k log n) |
/// | `flow_runs.parent_task_run_id`, `flow_runs.parent_flow_run_id` | subflow runs | O((task runs + m) log n) |
/// | `flow_runs.state`, `flow_runs.tags`, `flow_runs.deployment_id`, `flow_runs.work_queue_name` | the sets of rows | the size of the sets |
/// | `flow_runs.name` | the runs of these names | O((k + m) log n) |
/// | the times of `flow_runs` | the runs between the bounds, if they are few or all are wanted | O(log n + m) |
/// | `task_runs.id`, `task_runs.flow_run_id` | the flow runs | O(k log n) |
/// | `flows`, `deployments`, `work_pools`, `work_queues` | the sets of rows of those that match | a look at each flow, deployment or queue, and the size of the sets |
///
/// Under `or_`, and for anything else, every run may match.
pub fn flow_runs<'t>(
    criteria: &Criteria<'_>,
    tables: &'t Tables,
    wanted: Wanted,
) -> FlowRunCandidates<'t> {
    let mut candidates = FlowRunCandidates::default();
    let runs = &tables.flow_runs;
    let flows = criteria.flows.map(|_| matching_flows(criteria, tables));
    if let Some(filter) = criteria.flow_runs {
        if filter.operator == Some(Operator::Or) {
            candidates.is_partial = true;
        } else {
            by_filter(&mut candidates, filter, flows.as_deref(), tables);
        }
    }
    if let Some(flows) = &flows {
        candidates.narrow(runs.of_flows(flows));
    }
    if criteria.deployments.is_some() {
        candidates.narrow(runs.of_deployments(&matching_deployments(criteria, tables)));
    }
    if criteria.work_pools.is_some() || criteria.work_queues.is_some() {
        candidates.narrow(runs.of_queues(&matching_queues(criteria, tables)));
    }
    if let Some(filter) = criteria.task_runs {
        candidates.is_partial = true;
        if let Some(ids) = pins::task_run_ids(filter) {
            let task_runs = ids.into_iter().filter_map(|id| tables.task_runs.get(id));
            let ids = task_runs.filter_map(|run| run.flow_run_id);
            candidates.narrow_to(ids.filter_map(|id| runs.row(id)));
        }
        if let Some(ids) = pins::flow_run_ids_of_task_runs(filter) {
            candidates.narrow_to(ids.into_iter().filter_map(|id| runs.row(id)));
        }
    }
    if let Some(filter) = criteria.flow_runs {
        by_times(&mut candidates, filter, tables, wanted);
    }
    candidates
}

/// Narrows by all conditions on the runs themselves but those on times, all of which
/// have to hold.
fn by_filter<'t>(
    candidates: &mut FlowRunCandidates<'t>,
    filter: &FlowRunFilter,
    flows: Option<&[FlowId]>,
    tables: &'t Tables,
) {
    let runs = &tables.flow_runs;
    // In full, so that a new condition is not forgotten.
    let FlowRunFilter {
        operator: _,
        id,
        name,
        tags,
        deployment_id,
        work_queue_name,
        state,
        flow_version,
        start_time: _,
        end_time: _,
        expected_start_time: _,
        next_scheduled_start_time: _,
        parent_flow_run_id,
        parent_task_run_id,
        idempotency_key,
        created_by,
    } = filter;

    candidates.by(id, |id| {
        let rows = id.any.value().map(|ids| {
            let ids = ids.iter().map(|id| FlowRunId::new(*id));
            let rows = ids.filter_map(|id| runs.row(id));
            rows.map(Row::number).collect::<RoaringBitmap>()
        });
        (rows.map(RoaringBitmap::into), id.not_any.value().is_none())
    });
    candidates.by(idempotency_key, |keys| {
        let rows = keys
            .any
            .value()
            .map(|keys| rows_of_keys(keys, flows, tables));
        (
            rows.map(RoaringBitmap::into),
            keys.not_any.value().is_none(),
        )
    });
    candidates.by(parent_task_run_id, |parent| {
        let rows = pins::parent_task_run_ids(filter).map(|parents| {
            let of_parent = |parent| runs.rows_of_parent(parent).map(Row::number);
            let rows = parents.into_iter().flat_map(of_parent);
            rows.collect::<RoaringBitmap>()
        });
        (
            rows.map(RoaringBitmap::into),
            parent.is_null.value().is_none(),
        )
    });
    candidates.by(parent_flow_run_id, |_| {
        let rows = pins::parent_flow_run_ids(filter).map(|parents| {
            let task_runs = |parent| tables.task_runs.of_flow_run(parent);
            let task_runs = parents.into_iter().flat_map(task_runs);
            let rows = task_runs.flat_map(|parent| runs.rows_of_parent(parent.id));
            rows.map(Row::number).collect::<RoaringBitmap>()
        });
        let is_all = rows.is_some();
        (rows.map(RoaringBitmap::into), is_all)
    });
    candidates.by(deployment_id, |deployment| {
        let rows = pins::deployment_ids_of_flow_runs(filter).map(|ids| runs.of_deployments(&ids));
        (rows, deployment.is_null.value().is_none())
    });
    candidates.by(name, |name| {
        let rows = name.any.value().map(|names| {
            let named = names.iter().flat_map(|name| runs.named(name));
            named.map(Row::number).collect::<RoaringBitmap>()
        });
        (rows.map(RoaringBitmap::into), name.like.value().is_none())
    });
    candidates.by(work_queue_name, |queue| {
        let may_be_null = queue.operator == Some(Operator::Or) && queue.is_null.value().is_some();
        let names = queue.any.value().filter(|_| !may_be_null);
        let rows = names.map(|names| runs.of_queues_named(names));
        (rows, queue.is_null.value().is_none())
    });
    if let Some(tags) = tags.value() {
        by_tags(candidates, tags, runs);
    }
    if let Some(state) = state.value() {
        by_state(candidates, state, runs);
    }
    let unindexed = [flow_version.value().is_some(), created_by.value().is_some()];
    candidates.is_partial |= unindexed.contains(&true);
}

/// The rows of runs with idempotency keys, of some flows or of any.
fn rows_of_keys(keys: &[String], flows: Option<&[FlowId]>, tables: &Tables) -> RoaringBitmap {
    let all = || tables.flows.iter().map(|flow| flow.id).collect();
    let flows: Cow<'_, [FlowId]> = flows.map_or_else(|| Cow::Owned(all()), Cow::Borrowed);
    let of_flow = |flow: &FlowId| {
        let runs = &tables.flow_runs;
        let rows = keys
            .iter()
            .map(|key| runs.row_of_idempotency_key(*flow, key));
        rows.flatten().map(Row::number).collect::<Vec<_>>()
    };
    flows.iter().flat_map(of_flow).collect()
}

fn by_tags<'t>(
    candidates: &mut FlowRunCandidates<'t>,
    tags: &FlowRunFilterTags,
    runs: &'t FlowRuns,
) {
    if tags.operator == Some(Operator::Or) {
        candidates.is_partial = true;
        return;
    }
    for tag in tags.all.value().into_iter().flatten() {
        candidates.narrow(runs.tagged([tag]));
    }
    if let Some(any) = tags.any.value() {
        candidates.narrow(runs.tagged(any));
    }
    candidates.is_partial |= tags.is_null.value().is_some();
}

/// A part that has both lists is passed over by the filter, so it says nothing.
fn by_state<'t>(
    candidates: &mut FlowRunCandidates<'t>,
    state: &FlowRunFilterState,
    runs: &'t FlowRuns,
) {
    let by_type = state.type_.value();
    let by_name = state.name.value();
    if state.operator == Some(Operator::Or) && by_type.is_some() && by_name.is_some() {
        candidates.is_partial = true;
        return;
    }
    if let Some(by_type) = by_type {
        let is_used = by_type.not_any.value().is_none_or(Vec::is_empty);
        match by_type.any.value().filter(|_| is_used) {
            Some(types) => {
                let types: Vec<StateType> = types.iter().copied().map(Into::into).collect();
                candidates.sought.narrow_to_states(types.iter().copied());
                candidates.narrow(runs.in_states(&types));
            }
            None => candidates.is_partial = true,
        }
    }
    if let Some(by_name) = by_name {
        let is_used = by_name.not_any.value().is_none_or(Vec::is_empty);
        match by_name.any.value().filter(|_| is_used) {
            Some(names) => {
                let of_type = |state| (state, runs.in_states_named(state, names));
                let named = StateType::ALL.map(of_type).into_iter();
                let named: Vec<_> = named.filter(|(_, rows)| rows.most() > 0).collect();
                candidates
                    .sought
                    .narrow_to_states(named.iter().map(|(state, _)| *state));
                candidates.narrow(named.into_iter().map(|(_, rows)| rows).collect());
            }
            None => candidates.is_partial = true,
        }
    }
}

/// Narrows by conditions on times, where that makes few of many, or all are wanted.
fn by_times(
    candidates: &mut FlowRunCandidates<'_>,
    filter: &FlowRunFilter,
    tables: &Tables,
    wanted: Wanted,
) {
    let runs = &tables.flow_runs;
    let asks_for_null = [
        filter
            .start_time
            .value()
            .is_some_and(|time| time.is_null.value().is_some()),
        filter
            .end_time
            .value()
            .is_some_and(|time| time.is_null.value().is_some()),
    ];
    candidates.is_partial |= asks_for_null.contains(&true);
    for bounds in time_bounds(filter) {
        let so_far = candidates.most();
        let few = tables.few();
        let most = match wanted {
            Wanted::All => usize::MAX,
            // What is few already needs no walk to become fewer.
            Wanted::Page if so_far.is_some_and(|so_far| so_far <= few) => 0,
            Wanted::Page => usize::try_from(few).unwrap_or(usize::MAX),
        };
        let within = runs.within(bounds, Direction::Ascending, Sought::default());
        let rows: Vec<Row> = within.take(most.saturating_add(1)).collect();
        if rows.len() <= most {
            candidates.narrow_to(rows);
        } else {
            candidates.is_partial = true;
        }
    }
    candidates.sought.narrow_to_bounds(time_bounds(filter));
}

/// The bounds of times that have to hold.
pub(in crate::store) fn time_bounds(filter: &FlowRunFilter) -> Vec<TimeBounds> {
    if filter.operator == Some(Operator::Or) {
        return Vec::new();
    }
    macro_rules! bounds {
        ($order:ident, $condition:ident) => {
            filter.$condition.value().and_then(|time| {
                let (least, most) = (time.after.value(), time.before.value());
                (least.is_some() || most.is_some()).then(|| TimeBounds {
                    order: RunOrder::$order,
                    least: least.map_or(chrono::DateTime::<chrono::Utc>::MIN_UTC, |time| *time),
                    most: most.map_or(chrono::DateTime::<chrono::Utc>::MAX_UTC, |time| *time),
                })
            })
        };
    }
    [
        bounds!(StartTime, start_time),
        bounds!(ExpectedStartTime, expected_start_time),
        bounds!(NextScheduledStartTime, next_scheduled_start_time),
        bounds!(EndTime, end_time),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// The flows that match.
fn matching_flows(criteria: &Criteria<'_>, tables: &Tables) -> Vec<FlowId> {
    let only = Criteria {
        flows: criteria.flows,
        ..Criteria::default()
    };
    let pinned = criteria.flows.and_then(|filter| {
        let ids = pins::flow_ids(filter).map(Vec::from_iter);
        ids.or_else(|| {
            let names = pins::flow_names(filter)?;
            let flows = names.iter().filter_map(|name| tables.flows.by_name(name));
            Some(flows.map(|flow| flow.id).collect())
        })
    });
    let admit = |id: &FlowId| {
        let flow = tables.flows.get(*id);
        flow.is_some_and(|flow| only.admit_flow(tables, flow))
    };
    let pinned = pinned.unwrap_or_else(|| tables.flows.iter().map(|flow| flow.id).collect());
    pinned.into_iter().filter(admit).collect()
}

/// The deployments that match, wherever their flows and queues are.
fn matching_deployments(criteria: &Criteria<'_>, tables: &Tables) -> Vec<DeploymentId> {
    let only = Criteria {
        deployments: criteria.deployments,
        ..Criteria::default()
    };
    let pinned = criteria.deployments.and_then(pins::deployment_ids);
    let pinned: Vec<DeploymentId> = match pinned {
        Some(ids) => ids.into_iter().collect(),
        None => tables.deployments.iter().map(|one| one.id).collect(),
    };
    let admit = |id: &DeploymentId| {
        let deployment = tables.deployments.get(*id);
        deployment.is_some_and(|deployment| only.admit_deployment(tables, deployment))
    };
    pinned.into_iter().filter(admit).collect()
}

/// The queues that match, in the pools that match.
fn matching_queues(criteria: &Criteria<'_>, tables: &Tables) -> Vec<WorkQueueId> {
    let queues = tables.work_queues.iter();
    let matching = queues.filter(|queue| criteria.admit_work_queue(tables, queue));
    matching.map(|queue| queue.id).collect()
}
