//! The runner as hosts see it, in front of a scripted Prefect: in this process over a pair of streams, and as a child
//! process on standard input and output. One binary for all topics, because each binary is linked for itself.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod arguments;
mod deployments;
mod failures;
mod host;
mod objects;
mod offers;
mod outputs;
mod prefect;
mod run_status;
mod runs;
mod safety;
mod speed;
mod stdio;
mod submit;
mod tools;
mod work_pools;
