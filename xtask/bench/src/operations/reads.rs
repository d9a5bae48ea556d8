//! What changes nothing.

use chrono::{DateTime, TimeDelta, Utc};
use serde_json::{Value, json};

use super::{Expected, Operation, one};
use crate::data::Objects;
use crate::load::{Plan, Request};

/// How many runs a page has.
const PAGE: usize = 50;

/// The name of reading a run, which is also measured beside bare servers.
pub(crate) const READ: &str = "read-flow-run";

/// The operations.
pub(crate) fn reads() -> Vec<Operation> {
    let page = |mut body: Value| {
        body["sort"] = json!("START_TIME_DESC");
        body["limit"] = json!(PAGE);
        one(Request::new("POST", "/flow_runs/filter", Some(&body)))
    };
    vec![
        Operation::reading(READ, "read a flow run", Expected::Object, |population| {
            let read = |id: &String| Request::new("GET", &format!("/flow_runs/{id}"), None);
            Plan::Cycle(population.run_ids.iter().map(read).collect())
        }),
        Operation::reading(
            "page-of-all",
            "50 newest flow runs",
            Expected::Rows,
            move |_| page(json!({})),
        ),
        Operation::reading(
            "page-by-state",
            "50 of a state",
            Expected::Rows,
            move |_| {
                let state = json!({"type": {"any_": ["COMPLETED"]}});
                page(json!({"flow_runs": {"state": state}}))
            },
        ),
        Operation::reading(
            "page-by-deployment",
            "50 of a deployment",
            Expected::Rows,
            move |all| {
                let deployment = json!({"any_": [all.objects.usual().id]});
                page(json!({"flow_runs": {"deployment_id": deployment}}))
            },
        ),
        Operation::reading(
            "page-by-flow",
            "50 of a flow (nested)",
            Expected::Rows,
            move |all| {
                let flow = json!({"any_": [all.objects.usual().flow_name]});
                page(json!({"flows": {"name": flow}}))
            },
        ),
        Operation::reading(
            "page-by-pool",
            "50 of a work pool (nested)",
            Expected::Rows,
            move |all| {
                let pool = json!({"any_": [all.objects.usual().pool]});
                page(json!({"work_pools": {"name": pool}}))
            },
        ),
        Operation::reading("count-all", "count all", Expected::Count, |_| {
            one(Request::new("POST", "/flow_runs/count", Some(&json!({}))))
        }),
        Operation::reading(
            "count-by-state",
            "count those of a state",
            Expected::Count,
            |_| {
                let body = json!({"flow_runs": {"state": {"type": {"any_": ["COMPLETED"]}}}});
                one(Request::new("POST", "/flow_runs/count", Some(&body)))
            },
        ),
        Operation::reading(
            "history",
            "history of 30 days by day",
            Expected::Rows,
            |all| {
                let day = TimeDelta::days(1);
                let body = json!({
                    "history_start": all.now - day * 30,
                    "history_end": all.now,
                    "history_interval_seconds": day.num_seconds(),
                });
                one(Request::new("POST", "/flow_runs/history", Some(&body)))
            },
        ),
        Operation::reading(
            "scheduled",
            "get_scheduled_flow_runs",
            Expected::Rows,
            |all| {
                let pools = Objects::pools();
                let poll = |pool: &String| poll(pool, all.now + TimeDelta::days(4));
                Plan::Cycle(pools.iter().map(poll).collect())
            },
        ),
        Operation::reading(
            "logs-out",
            "200 log lines of a run",
            Expected::Rows,
            |all| {
                let read = |id: &String| {
                    let body = json!({"logs": {"flow_run_id": {"any_": [id]}}, "limit": 200});
                    Request::new("POST", "/logs/filter", Some(&body))
                };
                Plan::Cycle(all.logging_runs.iter().map(read).collect())
            },
        ),
    ]
}

/// A worker's question for runs of a pool.
pub(crate) fn poll(pool: &str, before: DateTime<Utc>) -> Request {
    let path = format!("/work_pools/{pool}/get_scheduled_flow_runs");
    let body = json!({"work_queue_names": [], "scheduled_before": before, "limit": PAGE});
    Request::new("POST", &path, Some(&body))
}
