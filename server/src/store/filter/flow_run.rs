//! Filters on flow runs.

use prefect_mock_api::Field;
use prefect_mock_api::types::{
    self, FlowRunFilter, FlowRunFilterCreatedBy, FlowRunFilterParentFlowRunId, FlowRunFilterState,
};
use uuid::Uuid;

use super::combination::Combination;
use super::condition::{self, Tags};
use crate::domain::flow_run::FlowRun;
use crate::store::Tables;

/// Whether a flow run matches a filter. Costs O(log n) in the number of task runs.
pub(super) fn matches(filter: &FlowRunFilter, tables: &Tables, run: &FlowRun) -> bool {
    let progress = &run.progress;
    Combination::by(filter.operator)
        .condition(filter.id.value(), |id| {
            condition::listed(&id.any, &id.not_any, Some(&run.id.uuid()))
        })
        .condition(filter.state.value(), |state| state_matches(state, run))
        .condition(filter.deployment_id.value(), |deployment| {
            let id = run.deployment_id.map(Uuid::from);
            condition::any_or_null(
                deployment.operator,
                &deployment.any,
                deployment.is_null,
                id.as_ref(),
            )
        })
        .condition(filter.work_queue_name.value(), |queue| {
            let name = run.work_queue_name.as_deref();
            condition::any_or_null(queue.operator, &queue.any, queue.is_null, name)
        })
        .condition(filter.flow_version.value(), |version| {
            let one = run.flow_version.as_deref();
            condition::listed(&version.any, &Field::Absent, one)
        })
        .condition(filter.start_time.value(), |start| {
            // What has not started is taken to start when it is expected to.
            let time = progress.start_time.or(progress.expected_start_time);
            condition::between(&start.after, &start.before, time.as_ref())
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
        .condition(filter.next_scheduled_start_time.value(), |next| {
            let time = progress.next_scheduled_start_time.as_ref();
            condition::between(&next.after, &next.before, time)
        })
        .condition(filter.idempotency_key.value(), |key| {
            condition::listed(&key.any, &key.not_any, run.idempotency_key.as_deref())
        })
        .condition(filter.name.value(), |name| {
            condition::name(&name.any, &name.like, &run.name)
        })
        .condition(filter.tags.value(), |tags| {
            let asked = Tags {
                operator: tags.operator,
                all: &tags.all,
                any: &tags.any,
                is_null: tags.is_null,
            };
            asked.admit(&run.tags)
        })
        .condition(filter.parent_task_run_id.value(), |parent| {
            let id = run.parent_task_run_id.map(Uuid::from);
            condition::any_or_null(parent.operator, &parent.any, parent.is_null, id.as_ref())
        })
        .condition(filter.parent_flow_run_id.value(), |parent| {
            parent_matches(parent, tables, run)
        })
        .condition(filter.created_by.value(), |creator| {
            creator_matches(creator, run)
        })
        .holds()
}

/// Whether the state matches, by its type and by its name.
///
/// Prefect passes over a part that has both `any_` and `not_any_`, and over one
/// that has neither; they do not count under the operator either.
fn state_matches(filter: &FlowRunFilterState, run: &FlowRun) -> bool {
    fn is_single<T>(any: &Field<Vec<T>>, not_any: &Field<Vec<T>>) -> bool {
        any.value().is_some() != not_any.value().is_some_and(|listed| !listed.is_empty())
    }
    let by_type = filter.type_.value();
    let by_name = filter.name.value();
    Combination::by(filter.operator)
        .condition(
            by_type.filter(|one| is_single(&one.any, &one.not_any)),
            |one| {
                let state_type = run.state_type().map(types::StateType::from);
                condition::listed(&one.any, &one.not_any, state_type.as_ref())
            },
        )
        .condition(
            by_name.filter(|one| is_single(&one.any, &one.not_any)),
            |one| {
                let name = run.state.as_deref().map(|state| &*state.name);
                condition::listed(&one.any, &one.not_any, name)
            },
        )
        .holds()
}

/// Whether the run is a subflow run of one of the flow runs asked for.
fn parent_matches(filter: &FlowRunFilterParentFlowRunId, tables: &Tables, run: &FlowRun) -> bool {
    let parent = || {
        let task_run = tables.task_runs.get(run.parent_task_run_id?)?;
        task_run.flow_run_id.map(Uuid::from)
    };
    filter
        .any
        .value()
        .is_none_or(|any| condition::any(any, parent().as_ref()))
}

/// Whether the run was made by whom was asked for.
fn creator_matches(filter: &FlowRunFilterCreatedBy, run: &FlowRun) -> bool {
    let creator = run.created_by.as_ref();
    Combination::by(filter.operator)
        .condition(filter.id.value(), |ids| {
            condition::any(ids, creator.and_then(|one| one.id.as_ref()))
        })
        .condition(filter.type_.value(), |types| {
            condition::any(types, creator.and_then(|one| one.kind.as_deref()))
        })
        .condition(filter.is_null.value(), |wanted| {
            creator.is_none() == *wanted
        })
        .holds()
}
