use std::collections::BTreeSet;

use prefect_mock_api::types::{self, FlowRunSort, TaskRunSort};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;
use serde::Deserialize;
use serde_json::{Value, json};
use uuid::Uuid;

use super::{Wanted, flow_runs, task_runs};
use crate::store::filter::Criteria;
use crate::store::filter::tests::population::Population;
use crate::store::sort;

/// How many ids and names there are of any kind, so that they meet often.
const FEW: u128 = 5;
const NAMES: [&str; 3] = ["a", "b", "c"];
const STATES: [&str; 3] = ["SCHEDULED", "RUNNING", "COMPLETED"];
const TIMES: [&str; 3] = [
    "2026-01-01T00:00:00Z",
    "2026-01-02T00:00:00Z",
    "2026-01-03T00:00:00Z",
];
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

fn uuid(number: u128) -> Value {
    Uuid::from_u128(number).to_string().into()
}

fn id() -> BoxedStrategy<Value> {
    (0..FEW).prop_map(uuid).boxed()
}

fn name() -> BoxedStrategy<Value> {
    select(NAMES.as_slice()).prop_map(Value::from).boxed()
}

fn state() -> BoxedStrategy<Value> {
    select(STATES.as_slice()).prop_map(Value::from).boxed()
}

fn time() -> BoxedStrategy<Value> {
    select(TIMES.as_slice()).prop_map(Value::from).boxed()
}

fn list(value: BoxedStrategy<Value>) -> BoxedStrategy<Value> {
    vec(value, 0..3).prop_map(Value::from).boxed()
}

fn flag() -> BoxedStrategy<Value> {
    any::<bool>().prop_map(Value::from).boxed()
}

fn operator() -> BoxedStrategy<Value> {
    prop_oneof![3 => Just(json!("and_")), 1 => Just(json!("or_"))].boxed()
}

/// An object with these keys.
fn object_of<const N: usize>(
    keys: [(&'static str, BoxedStrategy<Value>); N],
) -> BoxedStrategy<Value> {
    let (names, values): (Vec<_>, Vec<_>) = keys.into_iter().unzip();
    values
        .prop_map(move |values| {
            let keys = names.iter().map(|&name| name.to_owned());
            let given = keys.zip(values).filter(|(_, value)| !value.is_null());
            Value::Object(given.collect())
        })
        .boxed()
}

/// An object with some of these keys.
fn object<const N: usize>(keys: [(&'static str, BoxedStrategy<Value>); N]) -> BoxedStrategy<Value> {
    object_of(keys.map(|(key, value)| {
        let maybe = prop_oneof![2 => value, 3 => Just(Value::Null)];
        (key, maybe.boxed())
    }))
}

fn ids_filter() -> BoxedStrategy<Value> {
    object([("any_", list(id()))])
}

fn names_filter() -> BoxedStrategy<Value> {
    object([("any_", list(name()))])
}

fn or_null(values: BoxedStrategy<Value>) -> BoxedStrategy<Value> {
    object([
        ("any_", list(values)),
        ("is_null_", flag()),
        ("operator", operator()),
    ])
}

/// Filters, by the key that a body has them under.
fn filters() -> BoxedStrategy<Value> {
    let flow_run_state = object([("any_", list(state())), ("not_any_", list(state()))]);
    let states = |by_type| {
        object([
            ("type", by_type),
            ("name", names_filter()),
            ("operator", operator()),
        ])
    };
    object([
        (
            "flows",
            object([
                ("id", ids_filter()),
                ("name", names_filter()),
                ("operator", operator()),
            ]),
        ),
        (
            "deployments",
            object([
                ("id", ids_filter()),
                ("name", names_filter()),
                ("operator", operator()),
            ]),
        ),
        (
            "work_pools",
            object([
                ("id", ids_filter()),
                ("name", names_filter()),
                ("operator", operator()),
            ]),
        ),
        (
            "work_queues",
            object([
                ("id", ids_filter()),
                ("name", names_filter()),
                ("operator", operator()),
            ]),
        ),
        (
            "flow_runs",
            object([
                ("id", ids_filter()),
                ("idempotency_key", names_filter()),
                ("parent_task_run_id", or_null(id())),
                ("parent_flow_run_id", ids_filter()),
                ("deployment_id", or_null(id())),
                ("state", states(flow_run_state)),
                ("operator", operator()),
            ]),
        ),
        (
            "task_runs",
            object([
                ("id", ids_filter()),
                ("flow_run_id", or_null(id())),
                ("state", states(object([("any_", list(state()))]))),
                ("operator", operator()),
            ]),
        ),
    ])
}

/// Objects with ids from 0 on.
fn numbered(rows: Vec<Value>) -> Value {
    let rows = rows.into_iter().zip(0..);
    rows.map(|(mut row, number): (Value, u32)| {
        row["id"] = uuid(number.into());
        row["label"] = number.to_string().into();
        row["dynamic_key"] = number.to_string().into();
        row
    })
    .collect()
}

/// Runs of three flows in two pools, by way of four deployments or of none.
fn population() -> BoxedStrategy<Value> {
    let maybe = |value: BoxedStrategy<Value>| prop_oneof![Just(Value::Null), value].boxed();
    let number = |most: u128| (0..most).prop_map(uuid).boxed();
    let flow_run = object_of([
        ("flow_id", number(3)),
        ("deployment_id", maybe(number(4))),
        ("work_queue_id", maybe(number(4))),
        ("state_type", maybe(state())),
        ("state_name", maybe(name())),
        ("name", name()),
        ("start_time", maybe(time())),
        ("expected_start_time", maybe(time())),
        ("next_scheduled_start_time", maybe(time())),
        ("end_time", maybe(time())),
        ("idempotency_key", maybe(name())),
        ("parent_task_run_id", maybe(id())),
    ]);
    let task_run = object_of([
        ("flow_run_id", maybe(id())),
        ("state_type", maybe(state())),
        ("state_name", maybe(name())),
        ("name", name()),
        ("start_time", maybe(time())),
        ("expected_start_time", maybe(time())),
        ("next_scheduled_start_time", maybe(time())),
        ("end_time", maybe(time())),
    ]);
    (vec(flow_run, 0..8), vec(task_run, 0..8))
        .prop_map(|(mut flow_runs, task_runs)| {
            let mut keys = BTreeSet::new();
            for run in &mut flow_runs {
                let key = format!("{}{}", run["flow_id"], run["idempotency_key"]);
                if !keys.insert(key) {
                    run["idempotency_key"] = Value::Null;
                }
            }
            let pool = |name, number| json!({"name": name, "work_pool_id": uuid(number), "type": "process"});
            let deployment = |name, flow| json!({"name": name, "flow_id": uuid(flow)});
            json!({
                "flows": numbered(NAMES.iter().map(|name| json!({"name": name})).collect()),
                "work_pools": numbered(vec![pool("a", 0), pool("b", 0)]),
                "work_queues": numbered(vec![pool("a", 0), pool("b", 0), pool("a", 1), pool("c", 1)]),
                "deployments": numbered(vec![
                    deployment("a", 0),
                    deployment("b", 0),
                    deployment("a", 1),
                    deployment("c", 2),
                ]),
                "flow_runs": numbered(flow_runs),
                "task_runs": numbered(task_runs),
            })
        })
        .boxed()
}

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
        population in population(),
        filters in filters(),
        flow_run_sort in select(FLOW_RUN_SORTS.as_slice()),
        task_run_sort in select(TASK_RUN_SORTS.as_slice()),
    ) {
        let Population { tables, .. } = &Population::of(population);
        let filters = Filters::of(filters);
        let criteria = filters.criteria();

        let all = tables.flow_runs.iter().cloned();
        let mut matching: Vec<_> =
            all.filter(|run| criteria.admit_flow_run(tables, run)).collect();
        sort::flow_runs(&mut matching, flow_run_sort);
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
}

/// How many runs a query looks at: flow runs, then task runs.
fn looks_at(filters: Value) -> (Option<usize>, Option<usize>) {
    let population = Population::load();
    let filters = Filters::of(population.resolve(&filters));
    let criteria = filters.criteria();
    (
        flow_runs(&criteria, &population.tables, Wanted::All).map(|runs| runs.len()),
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
fn a_page_of_ended_runs_is_found_in_its_order() {
    let population = Population::load();
    let of = |state| json!({"flow_runs": {"state": {"type": {"any_": [state]}}}});
    for (state, is_pin) in [("RUNNING", true), ("COMPLETED", false)] {
        let filters = Filters::of(of(state));
        let candidates = flow_runs(&filters.criteria(), &population.tables, Wanted::Page);
        assert_eq!(candidates.is_some(), is_pin, "{state}");
    }
}
