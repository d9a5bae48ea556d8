//! One call: the tool by its name, and what its answer means.

use std::time::Duration;

use rmcp::ServiceError;
use rmcp::model::{CallToolResponse, JsonObject, Tool};
use serde_json::Value;
use tokio::time::timeout;

use crate::connection::{Answer, Connection};
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
        let called = self.attempts(&connection);
        let called = match self.limit {
            Some(limit) => timeout(limit, called).await.unwrap_or_else(|_| {
                Ok(Err(Failure::TimeLimit {
                    server: connection.name.clone(),
                    tool: self.tool.clone(),
                    limit,
                }))
            }),
            None => called.await,
        };
        match called {
            Ok(outcome) => {
                let outcome =
                    outcome.and_then(|value| done(connection.secrets.hide_in_result(value)));
                connection.close().await;
                outcome
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
    ) -> Result<Result<Value, Failure>, ServiceError> {
        let mut said = match self.attempt(connection, &self.tool).await? {
            Outcome::Result(value) => return Ok(Ok(value)),
            Outcome::Error(said) => said,
        };
        let mut tool = self.tool.as_str();
        if let Ok(tools) = connection.tools().await
            && !has(&tools, tool)
        {
            let short = tool
                .strip_prefix(connection.name.as_str())
                .and_then(|rest| rest.strip_prefix('_'));
            match short {
                Some(short) if has(&tools, short) => {
                    tool = short;
                    said = match self.attempt(connection, short).await? {
                        Outcome::Result(value) => return Ok(Ok(value)),
                        Outcome::Error(said) => said,
                    };
                }
                _ => {
                    let names: Vec<&str> = tools.iter().map(|tool| &*tool.name).collect();
                    return Ok(Err(Failure::MissingTool {
                        server: connection.name.clone(),
                        tool: tool.to_owned(),
                        suggestion: nearest::suggestion(tool, "tool", &names),
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

    async fn attempt(&self, connection: &Connection, tool: &str) -> Result<Outcome, ServiceError> {
        let response = match connection.call(tool, self.arguments.clone()).await? {
            Answer::Response(response) => *response,
            Answer::Error(error) => {
                let data = error
                    .data
                    .map(|data| format!(" ({data})"))
                    .unwrap_or_default();
                return Ok(Outcome::Error(format!("{}{data}", error.message)));
            }
        };
        Ok(match response {
            CallToolResponse::Complete(result) if result.is_error == Some(true) => {
                Outcome::Error(result::error_text(&result))
            }
            CallToolResponse::Complete(result) => Outcome::Result(result::value_of(result)),
            CallToolResponse::InputRequired(_) => Outcome::Error(
                "it asks for input (an answer of a user or of a model), and nobody is here to give it; call it with \
                 arguments that leave nothing to ask"
                    .to_owned(),
            ),
            _ => Outcome::Error(
                "it answers with a task to be polled, which mcp-call has not asked for".to_owned(),
            ),
        })
    }
}

fn has(tools: &[Tool], name: &str) -> bool {
    tools.iter().any(|tool| tool.name == name)
}
