//! What leaves something behind. Each round is limited by the number of its requests as
//! well, so that a fast server does not grow far beyond what it was filled with.

use std::rc::Rc;

use serde_json::json;

use super::{Expected, Operation, one};
use crate::data::{Population, log_lines};
use crate::load::{Plan, Request, WholeRuns};

/// The most runs that are made in a round.
const MOST_RUNS: u64 = 10_000;

/// The most batches of log lines in a round.
const MOST_BATCHES: u64 = 1_000;

/// The name of making a run, which is also measured beside a bare server.
pub(crate) const CREATE: &str = "create-flow-run";

/// The operations.
pub(crate) fn writes() -> Vec<Operation> {
    vec![
        Operation {
            name: CREATE.to_owned(),
            title: "create a flow run".to_owned(),
            plan: Box::new(|population| Plan::Cycle(creations(population).into())),
            expected: Expected::Object,
            most_requests: MOST_RUNS,
        },
        Operation {
            name: "whole-run".to_owned(),
            title: "a whole run, to COMPLETED".to_owned(),
            plan: Box::new(|population| {
                Plan::WholeRuns(Rc::new(WholeRuns::new(creations(population))))
            }),
            expected: Expected::Success,
            most_requests: MOST_RUNS,
        },
        Operation {
            name: "logs-in".to_owned(),
            title: "100 log lines in".to_owned(),
            plan: Box::new(|population| {
                let run = &population.run_ids[0];
                let lines = log_lines(run, population.now);
                one(Request::new("POST", "/logs/", Some(&lines)))
            }),
            expected: Expected::Success,
            most_requests: MOST_BATCHES,
        },
    ]
}

/// Requests that make runs, of one deployment after another.
fn creations(population: &Population) -> Vec<Request> {
    let create = |id: &String| {
        let path = format!("/deployments/{id}/create_flow_run");
        Request::new("POST", &path, Some(&json!({})))
    };
    let deployments = &population.objects.deployments;
    deployments
        .iter()
        .map(|deployment| create(&deployment.id))
        .collect()
}
