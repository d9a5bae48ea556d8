//! Filters on task runs.

use prefect_mock_api::Field;
use prefect_mock_api::types::{self, TaskRunFilter, TaskRunFilterFlowRunId, TaskRunFilterState};
use uuid::Uuid;

use super::combination::Combination;
use super::condition::{self, Tags};
use crate::domain::task_run::TaskRun;
use crate::store::Tables;

/// Whether a task run matches a filter. Costs O(log n) in the number of flow runs.
pub(super) fn matches(filter: &TaskRunFilter, tables: &Tables, run: &TaskRun) -> bool {
    let progress = &run.progress;
    Combination::by(filter.operator)
        .condition(filter.id.value(), |id| {
            condition::listed(&id.any, &Field::Absent, Some(&run.id.uuid()))
        })
        .condition(filter.flow_run_id.value(), |flow_run| {
            flow_run_matches(flow_run, run)
        })
        .condition(filter.state.value(), |state| state_matches(state, run))
        .condition(filter.start_time.value(), |start| {
            condition::between(&start.after, &start.before, progress.start_time.as_ref())
                && condition::is_null(start.is_null, progress.start_time)
        })
        .condition(filter.end_time.value(), |end| {
            condition::between(&end.after, &end.before, progress.end_time.as_ref())
                && condition::is_null(end.is_null, progress.end_time)
        })
        .condition(filter.expected_start_time.value(), |expected| {
            let time = progress.expected_start_time.as_ref();
            condition::between(&expected.after, &expected.before, time)
        })
        .condition(filter.name.value(), |name| {
            condition::name(&name.any, &name.like, &run.name)
        })
        .condition(filter.tags.value(), |tags| {
            let asked = Tags {
                operator: tags.operator,
                all: &tags.all,
                any: &Field::Absent,
                is_null: tags.is_null,
            };
            asked.admit(&run.tags)
        })
        .condition(filter.subflow_runs.value(), |subflow_runs| {
            subflow_runs.exists.value().is_none_or(|wanted| {
                let is_parent = tables.flow_runs.of_parent(run.id).next().is_some();
                is_parent == *wanted
            })
        })
        .holds()
}

/// Whether the flow run matches. `is_null_` is false unless it is given, null
/// included; a list then says more than that there is a flow run, and one beside
/// a true `is_null_` is passed over.
fn flow_run_matches(filter: &TaskRunFilterFlowRunId, run: &TaskRun) -> bool {
    let flow_run = run.flow_run_id.map(Uuid::from);
    match (filter.is_null, filter.any.value()) {
        (Field::Value(true), _) => flow_run.is_none(),
        (_, Some(any)) => condition::any(any, flow_run.as_ref()),
        (Field::Null, None) => true,
        (Field::Absent | Field::Value(false), None) => flow_run.is_some(),
    }
}

/// Whether the state matches, by its type and by its name. A part without
/// `any_` does not count under the operator.
fn state_matches(filter: &TaskRunFilterState, run: &TaskRun) -> bool {
    let by_type = filter.type_.value().and_then(|one| one.any.value());
    let by_name = filter.name.value().and_then(|one| one.any.value());
    Combination::by(filter.operator)
        .condition(by_type, |any| {
            condition::any(any, run.state_type().map(types::StateType::from).as_ref())
        })
        .condition(by_name, |any| {
            let state = run.state.as_deref();
            condition::any(any, state.map(|state| &*state.name))
        })
        .holds()
}
