//! One call: the tool by its name, and what its answer means.

use std::time::Duration;

use rmcp::ServiceError;
use rmcp::model::{JsonObject, Tool};
use serde_json::Value;
use tokio::time::Instant;

use crate::connection::{Answer, Connection, deadline_after};
use crate::failure::Failure;
use crate::nearest;
use crate::result;

/// What is called.
#[derive(Debug, Clone)]
pub struct Call {
    /// The tool's name; see [`crate`] for names with the server's in front.
    pub tool: String,
    /// Its arguments.
    pub arguments: JsonObject,
    /// How long it may take; without an end where there is none.
    pub limit: Option<Duration>,
}

/// How one attempt ended.
enum Outcome {
    Result(Value),
    /// An error, in the words of the tool or of its server.
    Error(String),
}

impl Call {
    /// Makes the call, and ends the session whatever comes of it. `done` gets the result before the session is ended.
    pub(crate) async fn make(
        &self,
        connection: Connection,
        done: impl FnOnce(Value) -> Result<(), Failure>,
    ) -> Result<(), Failure> {
        let deadline = self.limit.map(deadline_after);
        let called = self.attempts(&connection, deadline).await;
        match called {
            Ok(outcome) => {
                let outcome =
                    outcome.and_then(|value| done(connection.secrets.hide_in_result(value)));
                connection.close().await;
                outcome
            }
            Err(ServiceError::Timeout { .. }) => {
                let failure = Failure::TimeLimit {
                    server: connection.name.clone(),
                    tool: self.tool.clone(),
                    limit: self.limit.unwrap_or_default(),
                };
                connection.close().await;
                Err(failure)
            }
            Err(error) => Err(connection.lost(error).await),
        }
    }

    /// Calls the tool by its name; where there is none of that name, by its name without the server's.
    ///
    /// The tools are listed only after an error: servers disagree about how they answer for a tool that they lack.
    async fn attempts(
        &self,
        connection: &Connection,
        deadline: Option<Instant>,
    ) -> Result<Result<Value, Failure>, ServiceError> {
        let mut said = match self.attempt(connection, &self.tool, deadline).await? {
            Outcome::Result(value) => return Ok(Ok(value)),
            Outcome::Error(said) => said,
        };
        let mut tool = self.tool.as_str();
        if let Some(tools) = connection.tools(deadline).await
            && !has(&tools, tool)
        {
            let short = tool
                .strip_prefix(connection.name.as_str())
                .and_then(|rest| rest.strip_prefix('_'));
            match short {
                Some(short) if has(&tools, short) => {
                    tool = short;
                    said = match self.attempt(connection, short, deadline).await? {
                        Outcome::Result(value) => return Ok(Ok(value)),
                        Outcome::Error(said) => said,
                    };
                }
                _ => {
                    let names: Vec<&str> = tools.iter().map(|tool| &*tool.name).collect();
                    return Ok(Err(Failure::MissingTool {
                        server: connection.name.clone(),
                        tool: tool.to_owned(),
                        suggestion: connection
                            .secrets
                            .hide_in_message(&nearest::suggestion(tool, "tool", &names)),
                    }));
                }
            }
        }
        Ok(Err(Failure::Tool {
            server: connection.name.clone(),
            tool: tool.to_owned(),
            text: connection.secrets.hide_in_message(&said),
        }))
    }

    async fn attempt(
        &self,
        connection: &Connection,
        tool: &str,
        deadline: Option<Instant>,
    ) -> Result<Outcome, ServiceError> {
        let answer = connection.call(tool, &self.arguments, deadline).await?;
        Ok(match answer {
            Answer::Result(result) if result.is_error == Some(true) => {
                Outcome::Error(result::error_text(&result))
            }
            Answer::Result(result) => Outcome::Result(result::value_of(*result)),
            Answer::InputRequired => Outcome::Error(
                "it asks for input (an answer of a user or of a model), and nobody is here to give it; call it with \
                 arguments that leave nothing to ask"
                    .to_owned(),
            ),
            Answer::Error(error) => {
                let data = error.data.map(|data| format!(" ({data})"));
                Outcome::Error(format!("{}{}", error.message, data.unwrap_or_default()))
            }
        })
    }
}

fn has(tools: &[Tool], name: &str) -> bool {
    tools.iter().any(|tool| tool.name == name)
}
