//! The planner as hosts see it: in this process over a pair of streams, and as a child process on standard input and
//! output and over HTTP. One binary for all topics, because each binary is linked for itself.
//!
//! Tests with MCP clients in Python have `python_client` in their path. They take the Pythons from `MCP_1_PYTHON` and
//! `MCP_2_PYTHON`, which `cargo xtask test` sets.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod brief;
mod endpoint;
mod four_ways;
mod host;
mod http;
mod input_request;
mod large;
mod offers;
mod passed_in;
mod python_client;
mod repair;
mod revise;
mod robustness;
mod sampling;
mod speed;
mod stdio;
mod tools;
