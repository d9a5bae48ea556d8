//! Queries that were put to real Prefect, with what it answered.
//!
//! `testdata/population.json` is what a Prefect 3.8.8 server on SQLite held, as
//! its API and its tables told it; `testdata/queries.json` is what it was asked
//! and what it answered, objects by their labels. Objects in a list of their own
//! are equals in the order that was asked for, so they may come in any. In bodies
//! and in objects, `@kind/label` stands for an id.
//!
//! The server's SQLite was lent a function `concat`, which Prefect's text search
//! needs and versions before 3.44 lack: they answer such queries with a 500.
//!
//! If a test in this module fails, do not change the data: Prefect did say so.

pub(super) mod population;

use std::collections::BTreeSet;
use std::sync::Arc;

use prefect_mock_api::schema::{Document, NoDomainRules};
use prefect_mock_api::{Router, types};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use super::{Criteria, LogCriteria, artifact, artifact_collection, candidates, worker};
use crate::store::{Tables, sort};
use population::Population;

/// One query and its answer.
#[derive(Deserialize)]
struct Query {
    /// The operation's path, without `/api/`.
    at: String,
    body: Value,
    answer: Value,
}

/// The body of any query.
#[derive(Deserialize)]
#[serde(default, deny_unknown_fields)]
#[derive(Default)]
struct Body {
    flows: Option<types::FlowFilter>,
    flow_runs: Option<types::FlowRunFilter>,
    task_runs: Option<types::TaskRunFilter>,
    deployments: Option<types::DeploymentFilter>,
    work_pools: Option<types::WorkPoolFilter>,
    work_pool_queues: Option<types::WorkQueueFilter>,
    work_queues: Option<types::WorkQueueFilter>,
    workers: Option<types::WorkerFilter>,
    logs: Option<types::LogFilter>,
    artifacts: Option<Value>,
    sort: Option<Value>,
    limit: Option<usize>,
    offset: usize,
}

impl Body {
    fn criteria(&self) -> Criteria<'_> {
        Criteria {
            flows: self.flows.as_ref(),
            flow_runs: self.flow_runs.as_ref(),
            task_runs: self.task_runs.as_ref(),
            deployments: self.deployments.as_ref(),
            work_pools: self.work_pools.as_ref(),
            work_queues: self.work_pool_queues.as_ref().or(self.work_queues.as_ref()),
        }
    }

    /// The order that is asked for, or the one that is the default.
    fn sort<S: DeserializeOwned>(&self, default: &str) -> S {
        let sort = self.sort.clone().unwrap_or_else(|| json!(default));
        serde_json::from_value(sort).unwrap()
    }

    fn artifacts<F: DeserializeOwned>(&self) -> Option<F> {
        let filter = self.artifacts.clone()?;
        Some(serde_json::from_value(filter).unwrap())
    }

    /// What is on the page that is asked for.
    fn page<T>(&self, records: impl Iterator<Item = T>) -> Vec<T> {
        let limit = self.limit.unwrap_or(usize::MAX);
        records.skip(self.offset).take(limit).collect()
    }
}

/// The ids that a query leads to, in order.
fn ids(tables: &Tables, kind: &str, body: &Body) -> Vec<String> {
    let criteria = body.criteria();
    macro_rules! matching {
        ($records:expr, $admit:expr) => {
            $records
                .filter(|record| $admit(record))
                .cloned()
                .collect::<Vec<_>>()
        };
    }
    macro_rules! page {
        ($records:expr) => {
            body.page($records.iter().map(|record| record.id.to_string()))
        };
    }
    match kind {
        "flows" => {
            let mut flows = matching!(tables.flows.iter(), |one| criteria.admit_flow(tables, one));
            sort::flows(&mut flows, body.sort("NAME_ASC"));
            page!(flows)
        }
        "deployments" => {
            let mut deployments = matching!(tables.deployments.iter(), |one| {
                criteria.admit_deployment(tables, one)
            });
            sort::deployments(&mut deployments, body.sort("NAME_ASC"));
            page!(deployments)
        }
        "flow_runs" => {
            let runs = tables.find_flow_runs(&criteria, body.sort("ID_DESC"));
            body.page(runs.map(|run| run.id.to_string()))
        }
        "task_runs" => {
            let runs = tables.find_task_runs(&criteria, body.sort("ID_DESC"));
            body.page(runs.map(|run| run.id.to_string()))
        }
        "work_pools" => {
            let mut pools = matching!(tables.work_pools.iter(), |one| {
                criteria.admit_work_pool(tables, one)
            });
            pools.sort_by(|left, right| left.name.cmp(&right.name));
            page!(pools)
        }
        "work_queues" => {
            let mut queues = matching!(tables.work_queues.iter(), |one| {
                criteria.admit_work_queue(tables, one)
            });
            queues.sort_by(|left, right| left.name.cmp(&right.name));
            page!(queues)
        }
        "logs" => {
            let filter = body.logs.as_ref().map(LogCriteria::new);
            let mut logs = matching!(candidates::logs(body.logs.as_ref(), tables), |one| {
                filter.as_ref().is_none_or(|filter| filter.admit(one))
            });
            sort::logs(&mut logs, body.sort("TIMESTAMP_ASC"));
            page!(logs)
        }
        "artifacts" => {
            let filter = body.artifacts();
            let mut artifacts = matching!(tables.artifacts.iter(), |one: &&Arc<_>| {
                filter.as_ref().is_none_or(|filter| artifact(filter, one))
                    && criteria.admit_runs_of(tables, one.flow_run_id, one.task_run_id)
            });
            sort::artifacts(&mut artifacts, body.sort("ID_DESC"));
            page!(artifacts)
        }
        "artifacts/latest" => {
            let filter = body.artifacts();
            let mut collections = matching!(tables.artifact_collections.iter(), |one: &&Arc<_>| {
                filter
                    .as_ref()
                    .is_none_or(|filter| artifact_collection(filter, one))
                    && criteria.admit_runs_of(tables, one.flow_run_id, one.task_run_id)
            });
            sort::artifact_collections(&mut collections, body.sort("ID_DESC"));
            page!(collections)
        }
        in_pool => {
            let (pool, kind) = in_pool
                .strip_prefix("work_pools/")
                .and_then(|rest| rest.split_once('/'))
                .unwrap();
            let pool = tables.work_pools.by_name(pool).unwrap().id;
            if kind == "queues" {
                let mut queues = matching!(tables.work_queues.of_pool(pool), |one| {
                    criteria.admit_work_queue(tables, one)
                });
                queues.sort_by_key(|queue| queue.priority);
                page!(queues)
            } else {
                let mut workers = matching!(tables.workers.of_pool(pool), |one| {
                    body.workers
                        .as_ref()
                        .is_none_or(|filter| worker(filter, one))
                });
                workers.sort_by_key(|worker| std::cmp::Reverse(worker.last_heartbeat_time));
                page!(workers)
            }
        }
    }
}

#[test]
fn queries_are_answered_as_prefect_answered_them() {
    let population = Population::load();
    let queries: Vec<Query> =
        serde_json::from_str(include_str!("../testdata/queries.json")).unwrap();
    assert!(queries.len() > 500);
    let wrong: Vec<String> = queries
        .iter()
        .filter_map(|query| {
            let body = checked(&query.at, &population.resolve(&query.body));
            let body: Body = serde_json::from_value(body).unwrap();
            let (kind, verb) = query.at.rsplit_once('/').unwrap();
            let ids = ids(&population.tables, kind, &body);
            let told = match verb {
                "count" => json!(ids.len()),
                _ => population.labels(&ids),
            };
            (!is_told(&query.answer, &told)).then(|| {
                let Query { at, body, answer } = query;
                format!("{at} {body}\n  Prefect: {answer}\n  here:    {told}")
            })
        })
        .collect();
    assert!(
        wrong.is_empty(),
        "{} wrong:\n{}",
        wrong.len(),
        wrong.join("\n")
    );
}

/// A body as an operation is handed it.
fn checked(at: &str, body: &Value) -> Value {
    let segments: Vec<&str> = at.split('/').collect();
    let route = Router::shared().route("POST", &segments).unwrap();
    let body = body.to_string();
    Document::shared()
        .check_body(
            route.info.id,
            Some("application/json"),
            body.as_bytes(),
            &NoDomainRules,
        )
        .unwrap()
}

/// Whether an answer is the expected one, with equals in any order.
fn is_told(expected: &Value, told: &Value) -> bool {
    let (Value::Array(expected), Value::Array(told)) = (expected, told) else {
        return expected == told;
    };
    let set = |labels: &[Value]| labels.iter().map(Value::to_string).collect::<BTreeSet<_>>();
    let mut rest = told.as_slice();
    expected.iter().all(|group| {
        let equals = match group {
            Value::Array(equals) => equals.as_slice(),
            single => std::slice::from_ref(single),
        };
        let Some((head, tail)) = rest.split_at_checked(equals.len()) else {
            return false;
        };
        rest = tail;
        set(head) == set(equals)
    }) && rest.is_empty()
}
