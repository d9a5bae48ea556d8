//! The project's MCP servers as processes: what strangers may send them, and who may ask over HTTP.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod access;
mod credentials;
mod http;
mod limits;
mod malformed;
mod process;
mod stdio;
