//! Pages of 50 flow runs.

use serde_json::{Value, json};

use super::{Expected, Operation, one};
use crate::data::{Population, RARE_STATE, RARE_TAG};
use crate::load::Request;

/// How many runs a page has.
const PAGE: usize = 50;

/// Every order in which Prefect lists flow runs.
const SORTS: [&str; 9] = [
    "ID_DESC",
    "START_TIME_ASC",
    "START_TIME_DESC",
    "EXPECTED_START_TIME_ASC",
    "EXPECTED_START_TIME_DESC",
    "NAME_ASC",
    "NAME_DESC",
    "NEXT_SCHEDULED_START_TIME_ASC",
    "END_TIME_DESC",
];

/// A filter: its name, what it is, and its body without sort and limit.
type Filter = (&'static str, &'static str, fn(&Population) -> Value);

/// Filters that many match.
const MANY: &[Filter] = &[
    (
        "state",
        "by state",
        |_| json!({"flow_runs": {"state": {"type": {"any_": ["COMPLETED"]}}}}),
    ),
    (
        "deployment",
        "by deployment",
        |all| json!({"flow_runs": {"deployment_id": {"any_": [all.objects.usual().id]}}}),
    ),
    (
        "queue",
        "by work queue",
        |all| json!({"flow_runs": {"work_queue_name": {"any_": [all.objects.usual().queue]}}}),
    ),
    (
        "tag",
        "by tag",
        |_| json!({"flow_runs": {"tags": {"all_": ["tag-3"]}}}),
    ),
    ("time", "by time", |all| {
        let day = chrono::TimeDelta::days(1);
        let (after, before) = (all.now - day * 20, all.now - day * 10);
        json!({"flow_runs": {"expected_start_time": {"after_": after, "before_": before}}})
    }),
    (
        "flow",
        "by flow (nested)",
        |all| json!({"flows": {"name": {"any_": [all.objects.usual().flow_name]}}}),
    ),
    (
        "flow-id",
        "by flow's id (nested)",
        |all| json!({"flows": {"id": {"any_": [all.objects.usual().flow]}}}),
    ),
    (
        "pool",
        "by work pool (nested)",
        |all| json!({"work_pools": {"name": {"any_": [all.objects.usual().pool]}}}),
    ),
    (
        "queue-nested",
        "by work queue (nested)",
        |all| json!({"work_pool_queues": {"name": {"any_": [all.objects.usual().queue]}}}),
    ),
    (
        "deployment-nested",
        "by deployment (nested)",
        |all| json!({"deployments": {"id": {"any_": [all.objects.usual().id]}}}),
    ),
    ("state-and-deployment", "by state and deployment", |all| {
        json!({"flow_runs": {
            "state": {"type": {"any_": ["COMPLETED"]}},
            "deployment_id": {"any_": [all.objects.usual().id]},
        }})
    }),
    ("state-and-tag", "by state and tag", |_| {
        json!({"flow_runs": {
            "state": {"type": {"any_": ["FAILED", "COMPLETED"]}},
            "tags": {"all_": ["tag-3"]},
        }})
    }),
];

/// Filters that few match, the same number among however many there are.
const FEW: &[Filter] = &[
    (
        "few-state",
        "by a rare state",
        |_| json!({"flow_runs": {"state": {"type": {"any_": [RARE_STATE]}}}}),
    ),
    (
        "few-deployment",
        "by a rare deployment",
        |all| json!({"flow_runs": {"deployment_id": {"any_": [all.objects.rare().id]}}}),
    ),
    (
        "few-queue",
        "by a rare work queue",
        |all| json!({"flow_runs": {"work_queue_name": {"any_": [all.objects.rare().queue]}}}),
    ),
    (
        "few-tag",
        "by a rare tag",
        |_| json!({"flow_runs": {"tags": {"all_": [RARE_TAG]}}}),
    ),
    (
        "few-any-tag",
        "by any of some rare tags",
        |_| json!({"flow_runs": {"tags": {"any_": [RARE_TAG, "nothing"]}}}),
    ),
    (
        "few-flow",
        "by a rare flow (nested)",
        |all| json!({"flows": {"name": {"any_": [all.objects.rare().flow_name]}}}),
    ),
    (
        "few-pool",
        "by a rare work pool (nested)",
        |all| json!({"work_pools": {"name": {"any_": [all.objects.rare().pool]}}}),
    ),
    ("few-time", "by a short time", |all| {
        // As many runs as there are few of the others.
        let size = i32::try_from(all.size).unwrap_or(i32::MAX).max(1);
        let span = chrono::TimeDelta::days(30) * 80 / size;
        let after = all.now - chrono::TimeDelta::days(15);
        json!({"flow_runs": {"expected_start_time": {"after_": after, "before_": after + span}}})
    }),
    (
        "few-state-and-pool",
        "by state and a rare work pool",
        |all| {
            json!({
                "flow_runs": {"state": {"type": {"any_": ["COMPLETED"]}}},
                "work_pools": {"name": {"any_": [all.objects.rare().pool]}},
            })
        },
    ),
    ("few-tag-and-state", "by a rare tag and state", |_| {
        json!({"flow_runs": {
            "tags": {"all_": [RARE_TAG]},
            "state": {"type": {"any_": ["COMPLETED"]}},
        }})
    }),
];

/// The orders in which each filter is asked.
const FILTER_SORTS: [&str; 3] = ["EXPECTED_START_TIME_DESC", "START_TIME_DESC", "NAME_ASC"];

/// Everything in each order, and each filter in some of them.
pub(crate) fn filters() -> Vec<Operation> {
    let all: Filter = ("all", "of all", |_| json!({}));
    let sorts = SORTS.iter().map(|sort| operation(all, sort));
    let filters = MANY
        .iter()
        .chain(FEW)
        .flat_map(|filter| FILTER_SORTS.iter().map(|sort| operation(*filter, sort)));
    sorts.chain(filters).collect()
}

fn operation((name, title, body): Filter, sort: &'static str) -> Operation {
    Operation::reading(
        format!("filter-{name}-{}", sort.to_lowercase().replace('_', "-")),
        format!("{PAGE} {title}, {sort}"),
        Expected::Rows,
        move |population| {
            let mut body = body(population);
            body["sort"] = json!(sort);
            body["limit"] = json!(PAGE);
            one(Request::new("POST", "/flow_runs/filter", Some(&body)))
        },
    )
}
