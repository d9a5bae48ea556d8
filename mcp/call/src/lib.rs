//! Calls one tool of one configured MCP server: what a generated flow runs for each of its tasks.
//!
//! `mcp-call SERVER TOOL` takes the tool's arguments as a JSON object on standard input and writes its result as JSON
//! on standard output, in one line. `mcp-call list` shows the servers, `mcp-call list SERVER` the tools of one. Flows
//! write `mcp-call -- SERVER TOOL`, so that a server may have any name.
//!
//! # Exit codes
//! | code | what happened |
//! |---|---|
//! | 0 | the result is on standard output |
//! | 1 | the tool answered with an error |
//! | 2 | the command line is wrong |
//! | 3 | the server has no such tool |
//! | 4 | the server cannot be started or reached, or was lost during the call |
//! | 5 | the configuration is missing or wrong, or has no such server |
//! | 6 | standard input has no JSON object |
//! | 7 | a time limit was reached |
//! | 8 | the result cannot be written, or nobody is there to read it |
//! | 130, 143 | stopped by SIGINT, SIGTERM |
//!
//! Whatever the code, standard error says what happened, to which server and tool, and what to do next.
//!
//! # Names of tools
//! A host that gathers the tools of many servers calls them `SERVER_TOOL`. A tool is looked for by the name that is
//! given; only where the server has none of that name, and one of the name without `SERVER_`, that one is called.
//!
//! # Time limits
//! A call has no time limit unless `--timeout` gives one: a flow's task has its own, for which Prefect stops the task and
//! with it this process, and a second limit here would cut off tools that are slow for a reason. To be ready, a server
//! has 30 seconds, or what `--connect-timeout` says.
//!
//! # Where to look
//! [`config`] reads the configuration, [`environment`] says what a server gets of this process's environment,
//! [`secrets`] what is never told, `result.rs` what a tool's result becomes, `connection` how a server is spoken to.

mod call;
pub mod config;
mod connection;
pub mod environment;
mod failure;
pub mod guard;
mod listing;
mod nearest;
mod result;
pub mod secrets;

use std::io::Write as _;

use rmcp::model::JsonObject;
use serde_json::Value;

pub use crate::call::Call;
use crate::config::Config;
use crate::connection::Connection;
pub use crate::connection::Start;
pub use crate::failure::{Failure, Interruption};
pub use crate::listing::{Listing, list_servers, list_tools};

/// Calls a tool and writes its result to standard output.
///
/// Costs one session with the server: two requests where nothing goes wrong.
///
/// # Errors
/// Fails as [`Failure`] says.
pub async fn call(
    config: &Config,
    server: &str,
    start: &Start,
    call: &Call,
) -> Result<(), Failure> {
    let server = config.server(server, &variable)?;
    let connection = Connection::open(server, start).await?;
    call.make(connection, write).await
}

/// Reads a tool's arguments: nothing stands for none.
///
/// # Errors
/// Fails where `text` is not a JSON object.
pub fn arguments(text: &str) -> Result<JsonObject, Failure> {
    let text = text.trim_start_matches('\u{feff}').trim();
    if text.is_empty() {
        return Ok(JsonObject::new());
    }
    match serde_json::from_str(text) {
        Ok(Value::Object(arguments)) => Ok(arguments),
        Ok(other) => Err(Failure::Arguments(format!(
            "are {}, not a JSON object",
            match other {
                Value::Array(_) => "a list",
                Value::String(_) => "a text",
                Value::Number(_) => "a number",
                Value::Bool(_) => "true or false",
                _ => "null",
            }
        ))),
        Err(error) => Err(Failure::Arguments(format!("are not JSON ({error})"))),
    }
}

/// What a variable of this process's environment is set to.
fn variable(name: &str) -> Option<String> {
    std::env::var(name).ok()
}

/// Writes one line to standard output.
fn write(value: Value) -> Result<(), Failure> {
    let mut output = std::io::stdout().lock();
    writeln!(output, "{value}")
        .and_then(|()| output.flush())
        .map_err(Failure::Output)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arguments_are_one_object() {
        assert_eq!(arguments(" \n").unwrap(), JsonObject::new());
        assert_eq!(arguments("\u{feff}{\"a\": [1]}").unwrap().len(), 1);
        for wrong in [
            "[]",
            "1",
            "\"a\"",
            "null",
            "true",
            "{",
            "{} {}",
            "{\"a\": \"\\ud800\"}",
        ] {
            let error = arguments(wrong).unwrap_err();
            assert_eq!(error.exit_code(), 6, "{wrong}");
        }
    }
}
