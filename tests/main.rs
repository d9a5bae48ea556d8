//! Everything that crosses a crate or a process boundary.
//!
//! One binary, a module a topic. A test that needs real Prefect takes its Python
//! from `PREFECT_PYTHON`, which `cargo xtask test` sets; without it that test
//! says so and passes. So it is with Atlas, and `ATLAS_0_9_PYTHON` and
//! `ATLAS_0_10_PYTHON`.

mod absent_and_null;
#[cfg(unix)]
mod atlas;
mod bad_input;
mod client;
#[cfg(unix)]
mod clients;
mod completeness;
mod fixtures;
mod flow;
mod mcp;
#[cfg(unix)]
mod plans;
mod routes;
mod runner;
mod simulated;
mod sockets;
mod truth;
