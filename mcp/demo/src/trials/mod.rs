//! Trials: tools that fail, wait and repeat when they are told to, to try what a
//! flow makes of it.

mod attempts;

use std::path::PathBuf;
use std::time::Duration;

use rmcp::handler::server::wrapper::Parameters;
use rmcp::model::CallToolResult;
use rmcp::{ServerHandler, tool, tool_handler, tool_router};
use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::{Value, json};
use thiserror::Error;

use self::attempts::{Attempts, AttemptsError};
use crate::outcome::tool_result;

/// The longest that `wait` waits, in seconds.
const MAX_SECONDS: f64 = 3_600.0;

/// The longest text that `repeat` makes, in bytes.
const MAX_BYTES: usize = 8 * 1024 * 1024;

/// The trials server.
#[derive(Debug)]
pub struct Trials {
    attempts: Attempts,
}

/// The arguments of `echo`.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct EchoArguments {
    /// Any JSON value.
    value: Value,
}

/// The arguments of `fail`.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct FailArguments {
    /// What the error is to say.
    message: String,
}

/// The arguments of `fail_times`.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct FailTimesArguments {
    /// Attempts of the same name are counted together.
    #[schemars(length(min = 1, max = 100))]
    name: String,
    /// How many attempts are to fail before one succeeds.
    times: u32,
}

/// The arguments of `wait`.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct WaitArguments {
    /// How many seconds to wait, at most 3,600.
    #[schemars(range(min = 0.0, max = 3600.0))]
    seconds: f64,
}

/// The arguments of `repeat`.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RepeatArguments {
    /// The text to repeat.
    text: String,
    /// How often it is to stand in the result, which may have 8 MiB.
    times: usize,
}

/// Why a trial did not succeed.
#[derive(Debug, Error)]
enum TrialError {
    /// It was told to fail.
    #[error("{0}")]
    Told(String),
    /// It was told to fail some times, and has not failed often enough.
    #[error("attempt {attempt} of {name:?} fails, as do the first {times}; try again")]
    Again {
        name: String,
        attempt: u32,
        times: u32,
    },
    /// The wait is too long, or no length of time.
    #[error("cannot wait for {0} seconds; give a number from 0 to {MAX_SECONDS}")]
    Wait(f64),
    /// The text would be too long.
    #[error("the text would have more than {MAX_BYTES} bytes; repeat it less often")]
    TooLong,
    /// The attempts cannot be counted.
    #[error(transparent)]
    Attempts(#[from] AttemptsError),
}

#[tool_router]
impl Trials {
    /// Makes the server. Attempts are counted in files of `folder`, which other
    /// processes may share, or else in this process.
    pub fn new(folder: Option<PathBuf>) -> Self {
        Self {
            attempts: Attempts::new(folder),
        }
    }

    /// Give a value back.
    #[tool(
        name = "echo",
        description = "Give a value back as it came: {value}.",
        annotations(title = "Echo a value", read_only_hint = true, open_world_hint = false)
    )]
    fn echo(Parameters(arguments): Parameters<EchoArguments>) -> CallToolResult {
        tool_result::<_, TrialError>(Ok(json!({"value": arguments.value})))
    }

    /// Fail.
    #[tool(
        name = "fail",
        description = "Fail with a message of your own.",
        annotations(title = "Fail", read_only_hint = true, open_world_hint = false)
    )]
    fn fail(Parameters(arguments): Parameters<FailArguments>) -> CallToolResult {
        tool_result::<Value, _>(Err(TrialError::Told(arguments.message)))
    }

    /// Fail some times, then succeed.
    #[tool(
        name = "fail_times",
        description = "Fail for the first attempts of a name, then succeed. Returns {name, attempts}.",
        annotations(
            title = "Fail some times",
            read_only_hint = false,
            destructive_hint = false,
            idempotent_hint = false,
            open_world_hint = false
        )
    )]
    fn fail_times(
        &self,
        Parameters(FailTimesArguments { name, times }): Parameters<FailTimesArguments>,
    ) -> CallToolResult {
        let outcome = self.attempts.count(&name).map_err(TrialError::from);
        tool_result(outcome.and_then(|attempt| {
            if attempt <= times {
                return Err(TrialError::Again {
                    name,
                    attempt,
                    times,
                });
            }
            Ok(json!({"name": name, "attempts": attempt}))
        }))
    }

    /// Wait.
    #[tool(
        name = "wait",
        description = "Wait for some seconds. Returns {waited_seconds}.",
        annotations(title = "Wait", read_only_hint = true, open_world_hint = false)
    )]
    async fn wait(
        Parameters(WaitArguments { seconds }): Parameters<WaitArguments>,
    ) -> CallToolResult {
        if !(0.0..=MAX_SECONDS).contains(&seconds) {
            return tool_result::<Value, _>(Err(TrialError::Wait(seconds)));
        }
        tokio::time::sleep(Duration::from_secs_f64(seconds)).await;
        tool_result::<_, TrialError>(Ok(json!({"waited_seconds": seconds})))
    }

    /// Repeat a text.
    #[tool(
        name = "repeat",
        description = "Repeat a text. Returns {text, bytes}.",
        annotations(
            title = "Repeat a text",
            read_only_hint = true,
            open_world_hint = false
        )
    )]
    fn repeat(
        Parameters(RepeatArguments { text, times }): Parameters<RepeatArguments>,
    ) -> CallToolResult {
        let fits = text
            .len()
            .checked_mul(times)
            .is_some_and(|bytes| bytes <= MAX_BYTES);
        if !fits {
            return tool_result::<Value, _>(Err(TrialError::TooLong));
        }
        let text = text.repeat(times);
        let bytes = text.len();
        tool_result::<_, TrialError>(Ok(json!({"text": text, "bytes": bytes})))
    }
}

#[tool_handler(
    name = "trials",
    instructions = "Fail, wait, echo and repeat, to try what a flow makes of it."
)]
impl ServerHandler for Trials {}
