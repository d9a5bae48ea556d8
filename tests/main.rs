//! Everything that crosses a crate or a process boundary.
//!
//! One binary, a module a topic. A test that needs real Prefect takes its Python
//! from `PREFECT_PYTHON`, which `cargo xtask test` sets; without it that test
//! says so and passes.

mod absent_and_null;
mod bad_input;
mod client;
#[cfg(unix)]
mod clients;
mod completeness;
mod fixtures;
mod flow;
mod mcp;
mod routes;
mod simulated;
mod sockets;
mod truth;
