//! The part of an MCP host: starts servers as child processes, lists their
//! tools and calls them. When a server asks for a model, it gets the scripted
//! one.

use std::path::Path;

use anyhow::{Context, bail};
use rmcp::ServiceExt;
use rmcp::model::{CallToolRequestParams, JsonObject};
use rmcp::service::{RoleClient, RunningService};
use rmcp::transport::TokioChildProcess;
use serde_json::{Value, json};
use tokio::process::Command;

use super::model::ScriptedModel;

/// A server as a child process, connected over its standard streams.
#[derive(Debug)]
pub(crate) struct Server {
    name: String,
    connection: RunningService<RoleClient, ScriptedModel>,
}

impl Server {
    /// Starts a program and completes the MCP handshake with it.
    pub(crate) async fn start(
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
    pub(crate) async fn inventory(&self) -> anyhow::Result<Value> {
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

    /// Calls a tool of the project's own servers and gives the facts under `results`.
    ///
    /// # Errors
    ///
    /// Fails when the call fails, when the tool answers with an error, and
    /// when its results say that it had no success.
    pub(crate) async fn call(&self, tool: &'static str, arguments: Value) -> anyhow::Result<Value> {
        results_of(tool, self.ask(tool, arguments).await?)
    }

    /// Calls a tool of any server and gives what it answers.
    ///
    /// # Errors
    ///
    /// Fails when the call fails, and when the tool answers with an error or with
    /// something other than JSON.
    pub(crate) async fn ask(&self, tool: &'static str, arguments: Value) -> anyhow::Result<Value> {
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
        match result.structured_content {
            Some(answer) => Ok(answer),
            None => serde_json::from_str(&text)
                .with_context(|| format!("{tool} answered with something other than JSON")),
        }
    }

    /// Closes the connection, upon which the process ends.
    pub(crate) async fn stop(self) -> anyhow::Result<()> {
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
