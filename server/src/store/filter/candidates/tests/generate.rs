//! Made-up tables and queries.

use std::collections::BTreeSet;

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;
use serde_json::{Value, json};
use uuid::Uuid;

/// How many ids and names there are of any kind, so that they meet often.
const FEW: u128 = 5;
const NAMES: [&str; 3] = ["a", "b", "c"];
const STATES: [&str; 3] = ["SCHEDULED", "RUNNING", "COMPLETED"];
const TIMES: [&str; 3] = [
    "2026-01-01T00:00:00Z",
    "2026-01-02T00:00:00Z",
    "2026-01-03T00:00:00Z",
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

fn tags_filter() -> BoxedStrategy<Value> {
    object([
        ("all_", list(name())),
        ("any_", list(name())),
        ("is_null_", flag()),
        ("operator", operator()),
    ])
}

fn bounds_filter() -> BoxedStrategy<Value> {
    object([("after_", time()), ("before_", time())])
}

fn times_filter() -> BoxedStrategy<Value> {
    object([
        ("after_", time()),
        ("before_", time()),
        ("is_null_", flag()),
    ])
}

fn or_null(values: BoxedStrategy<Value>) -> BoxedStrategy<Value> {
    object([
        ("any_", list(values)),
        ("is_null_", flag()),
        ("operator", operator()),
    ])
}

/// The filters of a query, by kind.
pub(super) fn filters() -> BoxedStrategy<Value> {
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
                ("name", names_filter()),
                ("work_queue_name", or_null(name())),
                ("tags", tags_filter()),
                ("start_time", times_filter()),
                ("end_time", times_filter()),
                ("expected_start_time", bounds_filter()),
                ("next_scheduled_start_time", bounds_filter()),
                ("parent_task_run_id", or_null(id())),
                ("parent_flow_run_id", ids_filter()),
                ("deployment_id", or_null(id())),
                ("state", states(flow_run_state)),
                ("operator", operator()),
            ]),
        ),
        (
            "artifacts",
            object([
                ("id", ids_filter()),
                ("key", names_filter()),
                ("flow_run_id", ids_filter()),
                ("task_run_id", ids_filter()),
                ("operator", operator()),
            ]),
        ),
        (
            "logs",
            object([
                ("flow_run_id", ids_filter()),
                (
                    "task_run_id",
                    object([("any_", list(id())), ("is_null_", flag())]),
                ),
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
pub(super) fn population() -> BoxedStrategy<Value> {
    let maybe = |value: BoxedStrategy<Value>| prop_oneof![Just(Value::Null), value].boxed();
    let number = |most: u128| (0..most).prop_map(uuid).boxed();
    let flow_run = object_of([
        ("flow_id", number(3)),
        ("deployment_id", maybe(number(4))),
        ("work_queue_id", maybe(number(4))),
        ("state_type", maybe(state())),
        ("state_name", maybe(name())),
        ("name", name()),
        ("tags", list(name())),
        ("work_queue_name", maybe(name())),
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
    let of_runs = |kind| {
        object_of([
            ("key", kind),
            ("flow_run_id", maybe(id())),
            ("task_run_id", maybe(id())),
            ("timestamp", time()),
        ])
    };
    (
        vec(flow_run, 0..30),
        vec(task_run, 0..8),
        vec(of_runs(maybe(name())), 0..8),
        vec(of_runs(Just(Value::Null).boxed()), 0..8),
    )
        .prop_map(|(mut flow_runs, task_runs, artifacts, logs)| {
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
                "artifacts": numbered(artifacts),
                "logs": numbered(logs),
            })
        })
        .boxed()
}
