//! Prefect's own clients, unmodified, on the mock and on real Prefect: the
//! `prefect` command, the SDK in scripts of `flows/`, workers and runners.
//!
//! A group of commands is a scene, with a mock and a real server of its own. Each
//! command is run on both at the same time; exit code, output and warnings have
//! to be the same, and where flows run, so has what the API then says of them.
//! What is covered is told by a table in the README, which `coverage` compares
//! with the scenes.

mod coverage;
mod facts;
mod normal;
mod scene;
mod side;

mod deployments;
mod flow_runs;
mod local_runs;
mod run_once;
mod schedules;
mod sdk;
mod serve;
mod work_pools;
mod work_queues;
mod worker;

/// The folder of the scripts.
const FLOWS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/clients/flows");
