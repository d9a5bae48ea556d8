//! The planner as hosts see it: in this process over a pair of streams, and as a child process on standard input and
//! output. One binary for all topics, because each binary is linked for itself.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod brief;
mod host;
mod passed_in;
mod sampling;
mod stdio;
mod tools;
