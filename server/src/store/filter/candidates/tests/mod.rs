mod generate;

use std::sync::Arc;

use prefect_mock_api::types::{self, FlowRunSort, TaskRunSort};
use proptest::prelude::*;
use proptest::sample::select;
use serde::Deserialize;
use serde_json::{Value, json};

use super::{Wanted, artifacts, flow_runs, logs, task_runs};
use crate::domain::artifact::Artifact;
use crate::domain::flow_run::FlowRun;
use crate::domain::log::Log;
use crate::store::filter::tests::population::Population;
use crate::store::filter::{Criteria, LogCriteria, artifact};
use crate::store::{Direction, sort};

const FLOW_RUN_SORTS: [FlowRunSort; 9] = [
    FlowRunSort::IdDesc,
    FlowRunSort::StartTimeAsc,
    FlowRunSort::StartTimeDesc,
    FlowRunSort::ExpectedStartTimeAsc,
    FlowRunSort::ExpectedStartTimeDesc,
    FlowRunSort::NameAsc,
    FlowRunSort::NameDesc,
    FlowRunSort::NextScheduledStartTimeAsc,
    FlowRunSort::EndTimeDesc,
];
const TASK_RUN_SORTS: [TaskRunSort; 7] = [
    TaskRunSort::IdDesc,
    TaskRunSort::ExpectedStartTimeAsc,
    TaskRunSort::ExpectedStartTimeDesc,
    TaskRunSort::NameAsc,
    TaskRunSort::NameDesc,
    TaskRunSort::NextScheduledStartTimeAsc,
    TaskRunSort::EndTimeDesc,
];

/// The filters of a query, out of JSON.
#[derive(Deserialize)]
#[serde(default)]
#[derive(Default)]
struct Filters {
    flows: Option<types::FlowFilter>,
    flow_runs: Option<types::FlowRunFilter>,
    task_runs: Option<types::TaskRunFilter>,
    deployments: Option<types::DeploymentFilter>,
    work_pools: Option<types::WorkPoolFilter>,
    work_queues: Option<types::WorkQueueFilter>,
    artifacts: Option<types::ArtifactFilter>,
    logs: Option<types::LogFilter>,
}

impl Filters {
    fn of(filters: Value) -> Self {
        serde_json::from_value(filters).unwrap()
    }

    fn criteria(&self) -> Criteria<'_> {
        Criteria {
            flows: self.flows.as_ref(),
            flow_runs: self.flow_runs.as_ref(),
            task_runs: self.task_runs.as_ref(),
            deployments: self.deployments.as_ref(),
            work_pools: self.work_pools.as_ref(),
            work_queues: self.work_queues.as_ref(),
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(500))]

    #[test]
    fn a_search_finds_what_a_look_at_every_run_finds(
        population in generate::population(),
        filters in generate::filters(),
        flow_run_sort in select(FLOW_RUN_SORTS.as_slice()),
        task_run_sort in select(TASK_RUN_SORTS.as_slice()),
    ) {
        let Population { tables, .. } = &Population::of(population);
        let filters = Filters::of(filters);
        let criteria = filters.criteria();

        let all = tables.flow_runs.iter().map(|(_, run)| run.clone());
        let mut matching: Vec<_> =
            all.filter(|run| criteria.admit_flow_run(tables, run)).collect();
        sort_flow_runs(&mut matching, flow_run_sort);
        let found: Vec<_> = tables.find_flow_runs(&criteria, flow_run_sort).collect();
        prop_assert_eq!(tables.count_flow_runs(&criteria), matching.len());
        prop_assert_eq!(found, matching);

        let all = tables.task_runs.iter().cloned();
        let mut matching: Vec<_> =
            all.filter(|run| criteria.admit_task_run(tables, run)).collect();
        sort::task_runs(&mut matching, task_run_sort);
        let found: Vec<_> = tables.find_task_runs(&criteria, task_run_sort).collect();
        prop_assert_eq!(tables.count_task_runs(&criteria), matching.len());
        prop_assert_eq!(found, matching);
    }

    #[test]
    fn pins_of_artifacts_and_logs_lead_to_all_that_match(
        population in generate::population(),
        filters in generate::filters(),
    ) {
        let Population { tables, .. } = &Population::of(population);
        let filters = Filters::of(filters);
        let criteria = filters.criteria();

        let filter = filters.artifacts.as_ref();
        if let Some(mut candidates) = artifacts(filter, &criteria, tables) {
            let admit = |one: &&Arc<Artifact>| {
                filter.is_none_or(|filter| artifact(filter, one))
                    && criteria.admit_runs_of(tables, one.flow_run_id, one.task_run_id)
            };
            candidates.sort_by_key(|one| one.id);
            let all = tables.artifacts.iter();
            prop_assert_eq!(
                candidates.into_iter().filter(admit).collect::<Vec<_>>(),
                all.filter(admit).collect::<Vec<_>>()
            );
        }

        let filter = filters.logs.as_ref();
        let log_criteria = filter.map(LogCriteria::new);
        let admit = |line: &&Arc<Log>| log_criteria.as_ref().is_none_or(|one| one.admit(line));
        let mut found: Vec<_> = logs(filter, tables).filter(admit).collect();
        prop_assert!(found.is_sorted_by_key(|line| line.timestamp));
        let mut matching: Vec<_> = tables.logs.iter().filter(admit).collect();
        found.sort_by_key(|line| line.id);
        matching.sort_by_key(|line| line.id);
        prop_assert_eq!(found, matching);
    }
}

/// Sorts flow runs of which the oldest come first.
fn sort_flow_runs(runs: &mut [Arc<FlowRun>], sort: FlowRunSort) {
    let Some((order, direction)) = sort::flow_run_order(sort) else {
        return runs.sort_by_key(|run| std::cmp::Reverse(run.id));
    };
    runs.sort_by(|left, right| order.compare(left.keys(), right.keys()));
    if direction == Direction::Descending {
        runs.reverse();
    }
}

/// How many runs a query looks at: flow runs, then task runs.
fn looks_at(filters: Value) -> (Option<usize>, Option<usize>) {
    let population = Population::load();
    let filters = Filters::of(population.resolve(&filters));
    let criteria = filters.criteria();
    (
        flow_runs(&criteria, &population.tables, Wanted::All)
            .rows()
            .map(|rows| usize::try_from(rows.len()).unwrap()),
        task_runs(&criteria, &population.tables, Wanted::All).map(|runs| runs.len()),
    )
}

#[test]
fn every_pin_is_followed() {
    let run = "@flow_runs/apple-bee";
    let deployment = "@deployments/alpha/nightly";
    for (filters, flow_runs, task_runs) in [
        (
            json!({"flow_runs": {"id": {"any_": [run, run]}}}),
            1,
            Some(3),
        ),
        (
            json!({"flow_runs": {"idempotency_key": {"any_": ["k1", "k2", "k9"]}}}),
            3,
            Some(5),
        ),
        (
            json!({"flow_runs": {"idempotency_key": {"any_": ["k1"]}}, "flows": {"name": {"any_": ["Beta"]}}}),
            1,
            Some(1),
        ),
        (
            json!({"flow_runs": {"parent_task_run_id": {"any_": ["@task_runs/sub-1"]}}}),
            1,
            Some(1),
        ),
        (
            json!({"flow_runs": {"parent_flow_run_id": {"any_": [run]}}}),
            1,
            Some(1),
        ),
        (
            json!({"task_runs": {"id": {"any_": ["@task_runs/load-2"]}}}),
            1,
            Some(1),
        ),
        (
            json!({"task_runs": {"flow_run_id": {"any_": [run]}}}),
            1,
            Some(3),
        ),
        (
            json!({"flow_runs": {"deployment_id": {"any_": [deployment]}}}),
            2,
            Some(2),
        ),
        (
            json!({"deployments": {"id": {"any_": [deployment]}}}),
            2,
            Some(2),
        ),
        (
            json!({"deployments": {"name": {"any_": ["Beta"]}}}),
            2,
            Some(0),
        ),
        (
            json!({"work_queues": {"name": {"any_": ["marvin", "sad-marvin"]}}}),
            3,
            Some(2),
        ),
        (
            json!({"work_pools": {"name": {"any_": ["docker-pool"]}}}),
            3,
            Some(0),
        ),
        (
            json!({"work_pools": {"name": {"any_": ["docker-pool"]}}, "flow_runs": {"state": {"type": {"any_": ["RUNNING"]}}}}),
            1,
            Some(0),
        ),
        (
            json!({"flows": {"id": {"any_": ["@flows/ömega"]}}}),
            3,
            Some(1),
        ),
        (
            json!({"flow_runs": {"state": {"type": {"any_": ["RUNNING"]}}}}),
            3,
            Some(5),
        ),
    ] {
        assert_eq!(
            looks_at(filters.clone()),
            (Some(flow_runs), task_runs),
            "{filters}"
        );
    }
    let filters = json!({"task_runs": {"state": {"type": {"any_": ["COMPLETED"]}}}});
    assert_eq!(looks_at(filters), (None, Some(6)));
}

#[test]
fn what_lets_others_in_is_no_pin() {
    for filters in [
        json!({}),
        json!({"flow_runs": {"id": {"not_any_": []}}}),
        json!({"flow_runs": {"operator": "or_", "id": {"any_": []}}}),
        json!({"flow_runs": {"deployment_id": {"operator": "or_", "any_": [], "is_null_": true}}}),
        json!({"flow_runs": {"state": {"type": {"any_": ["RUNNING"], "not_any_": ["PENDING"]}}}}),
        json!({"task_runs": {"flow_run_id": {"any_": [], "is_null_": true}}}),
    ] {
        assert_eq!(looks_at(filters.clone()), (None, None), "{filters}");
    }
}

#[test]
fn a_page_of_ended_task_runs_is_found_in_its_order() {
    let population = Population::load();
    let of = |state| json!({"task_runs": {"state": {"type": {"any_": [state]}}}});
    for (state, is_pin) in [("RUNNING", true), ("COMPLETED", false)] {
        let filters = Filters::of(of(state));
        let candidates = task_runs(&filters.criteria(), &population.tables, Wanted::Page);
        assert_eq!(candidates.is_some(), is_pin, "{state}");
    }
}
