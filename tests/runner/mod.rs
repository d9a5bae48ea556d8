//! The runner, as an MCP host calls it, against a mock that can be reached only now and then.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod faults;
mod host;
mod once;
mod vanish;
mod waits;
