//! The part of an MCP host: starts servers as child processes, lists their
//! tools, calls them, and lends them its model.

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use anyhow::{Context, bail};
#[expect(
    deprecated,
    reason = "hosts of the 2025 protocol versions answer sampling, and the planner asks them"
)]
use rmcp::model::{CreateMessageRequestParams, CreateMessageResult, SamplingMessage};
use rmcp::model::{
    CallToolRequestParams, ClientCapabilities, ClientConfig, Implementation, JsonObject,
};
use rmcp::service::{RequestContext, RoleClient, RunningService};
use rmcp::transport::TokioChildProcess;
use rmcp::{ClientHandler, ErrorData, ServiceExt};
use serde_json::{Value, json};
use tokio::process::Command;

/// A model that knows one answer. It stands in for the language model of a
/// host, so that the demonstration needs no account anywhere.
#[derive(Debug, Clone)]
pub(super) struct ScriptedModel {
    answer: Arc<str>,
    /// Words that a question must contain to be answered: without them, what
    /// was asked is not what the answer is for.
    expected_words: Arc<[String]>,
    times_asked: Arc<AtomicUsize>,
}

impl ScriptedModel {
    /// A model that gives `answer` to each question with these words in it.
    pub(super) fn new(answer: String, expected_words: Vec<String>) -> Self {
        Self {
            answer: answer.into(),
            expected_words: expected_words.into(),
            times_asked: Arc::default(),
        }
    }

    /// How many questions it has answered.
    pub(super) fn times_asked(&self) -> usize {
        self.times_asked.load(Ordering::Relaxed)
    }
}

impl ClientHandler for ScriptedModel {
    fn get_info(&self) -> ClientConfig {
        let capabilities = ClientCapabilities::builder().enable_sampling().build();
        ClientConfig::new(
            capabilities,
            Implementation::new("xtask-demo", env!("CARGO_PKG_VERSION")),
        )
    }

    #[expect(deprecated, reason = "see the import")]
    async fn create_message(
        &self,
        question: CreateMessageRequestParams,
        _context: RequestContext<RoleClient>,
    ) -> Result<CreateMessageResult, ErrorData> {
        let text = json!([question.system_prompt, question.messages]).to_string();
        let missing: Vec<&str> = self
            .expected_words
            .iter()
            .map(String::as_str)
            .filter(|word| !text.contains(word))
            .collect();
        if !missing.is_empty() {
            return Err(ErrorData::invalid_params(
                format!("the question does not mention {}", missing.join(", ")),
                None,
            ));
        }
        self.times_asked.fetch_add(1, Ordering::Relaxed);
        Ok(CreateMessageResult::new(
            SamplingMessage::assistant_text(&*self.answer),
            "scripted".to_owned(),
        )
        .with_stop_reason(CreateMessageResult::STOP_REASON_END_TURN))
    }
}

/// A server as a child process, connected over its standard streams.
#[derive(Debug)]
pub(super) struct Server {
    name: String,
    connection: RunningService<RoleClient, ScriptedModel>,
}

impl Server {
    /// Starts a program and completes the MCP handshake with it.
    pub(super) async fn start(
        name: &str,
        binary: &Path,
        arguments: &[&str],
        variables: &[(&str, &str)],
        model: &ScriptedModel,
    ) -> anyhow::Result<Self> {
        let mut command = Command::new(binary);
        command.args(arguments).envs(variables.iter().copied());
        let process = TokioChildProcess::new(command)
            .with_context(|| format!("cannot start {}", binary.display()))?;
        let connection = model
            .clone()
            .serve(process)
            .await
            .with_context(|| format!("the MCP handshake with {name} failed"))?;
        Ok(Self {
            name: name.to_owned(),
            connection,
        })
    }

    /// What a host tells a planner of this server: one entry of
    /// `available_servers`.
    pub(super) async fn inventory(&self) -> anyhow::Result<Value> {
        let tools = self
            .connection
            .list_all_tools()
            .await
            .with_context(|| format!("{} does not list its tools", self.name))?;
        let tools: Vec<Value> = tools
            .iter()
            .map(|tool| {
                json!({
                    "name": format!("{}_{}", self.name, tool.name),
                    "description": tool.description,
                    "parameters": tool.schema_as_json_value(),
                })
            })
            .collect();
        let description = self
            .connection
            .peer_info()
            .and_then(|info| info.instructions.clone())
            .unwrap_or_default();
        Ok(json!({"server_name": self.name, "description": description, "tools": tools}))
    }

    /// Calls a tool and gives the facts under `results`.
    ///
    /// # Errors
    ///
    /// Fails when the call fails, when the tool answers with an error, and
    /// when its results say that it had no success.
    pub(super) async fn call(&self, tool: &'static str, arguments: Value) -> anyhow::Result<Value> {
        let arguments: JsonObject =
            serde_json::from_value(arguments).context("tool arguments are an object")?;
        let result = self
            .connection
            .call_tool(CallToolRequestParams::new(tool).with_arguments(arguments))
            .await
            .with_context(|| format!("the call of {tool} failed"))?;
        let text = result
            .content
            .first()
            .and_then(|block| block.as_text())
            .map(|block| block.text.clone())
            .unwrap_or_default();
        if result.is_error == Some(true) {
            bail!("{tool} answered with an error: {text}");
        }
        let answer = match result.structured_content {
            Some(answer) => answer,
            None => serde_json::from_str(&text)
                .with_context(|| format!("{tool} answered with something other than JSON"))?,
        };
        results_of(tool, answer)
    }

    /// Closes the connection, upon which the process ends.
    pub(super) async fn stop(self) -> anyhow::Result<()> {
        self.connection
            .cancel()
            .await
            .with_context(|| format!("{} did not stop", self.name))?;
        Ok(())
    }
}

/// The facts of an answer, if it tells of success.
fn results_of(tool: &str, mut answer: Value) -> anyhow::Result<Value> {
    let results = match answer.get_mut("results") {
        Some(results) => results.take(),
        None => answer,
    };
    if results["success"] == json!(true) {
        return Ok(results);
    }
    bail!("{tool} had no success: {results:#}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn results_without_success_are_errors() {
        let good = json!({"results": {"success": true, "flow_run_id": "x"}});
        assert_eq!(results_of("t", good).unwrap()["flow_run_id"], "x");
        for bad in [
            json!({"results": {"success": false, "error": "no pool"}}),
            json!({"results": {"flow_run_id": "x"}}),
            json!({}),
        ] {
            assert!(results_of("t", bad).is_err());
        }
    }
}
