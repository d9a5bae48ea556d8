//! `mcp-call` as a flow runs it: a process, with arguments on standard input, against servers of all sorts. One binary
//! for all topics, because each binary is linked for itself.
//!
//! Tests with MCP servers in Python have `python_client` in their path. They take the Pythons from `MCP_1_PYTHON` and
//! `MCP_2_PYTHON`, which `cargo xtask test` sets.

#![cfg(unix)]
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod demo;
mod ends;
mod exit_codes;
mod http_scripted;
mod http_served;
mod program;
mod python_client;
mod scripted;
mod secrets;
mod speed;
mod unruly;
