//! The way from a task in words to a plan, as a host goes it: what the
//! demonstration and the end-to-end run have in common.
//!
//! The host is this process. The servers with the tools, the planner and the
//! runner are processes of their own, spoken to over MCP. Only the language model
//! is scripted.

pub(crate) mod host;
pub(crate) mod model;
pub(crate) mod plan;

use anyhow::Context;
use serde_json::{Value, json};

use self::host::Server;
use self::model::ScriptedModel;
use crate::binaries::Binaries;

/// The demonstration servers: the name a host gives each, and its subcommand
/// of `mcp-demo`.
pub(crate) const TOOL_SERVERS: [(&str, &str); 3] = [
    ("calculator", "calculator"),
    ("employees", "employees"),
    ("csv_reporter", "csv-reporter"),
];

/// A model that answers with the [plan](plan::plan), once it is told of the tools
/// that the plan takes.
pub(crate) fn scripted_model() -> ScriptedModel {
    let plan = plan::plan();
    ScriptedModel::new(plan.to_string(), plan::tools_of(&plan))
}

/// Starts the demonstration servers, takes their tools in the shape in which
/// Atlas hands them to a planner, and stops them.
pub(crate) async fn inventories(
    binaries: &Binaries,
    model: &ScriptedModel,
) -> anyhow::Result<Vec<Value>> {
    let binary = binaries.path("mcp-demo")?;
    let mut inventories = Vec::new();
    for (name, subcommand) in TOOL_SERVERS {
        let server = Server::start(name, binary, &[subcommand], &[], model).await?;
        inventories.push(server.inventory().await?);
        server.stop().await?;
    }
    Ok(inventories)
}

/// The servers of some inventories, each with the names of its tools.
pub(crate) fn tool_names(inventories: &[Value]) -> Vec<(&str, Vec<&str>)> {
    inventories
        .iter()
        .map(|inventory| {
            let tools = inventory["tools"].as_array().into_iter().flatten();
            let names = tools.filter_map(|tool| tool["name"].as_str()).collect();
            let server = inventory["server_name"].as_str().unwrap_or_default();
            (server, names)
        })
        .collect()
}

/// Starts the planner, has it plan the [task](plan::TASK), stops it, and gives its
/// results.
pub(crate) async fn plan_flow(
    binaries: &Binaries,
    model: &ScriptedModel,
    inventories: Vec<Value>,
) -> anyhow::Result<Value> {
    let binary = binaries.path("prefect-planner")?;
    let planner = Server::start("prefect_planner", binary, &[], &[], model).await?;
    let planned = planner
        .call(
            "plan_prefect_flow",
            json!({"task": plan::TASK, "_mcp_data": {"available_servers": inventories}}),
        )
        .await?;
    planner.stop().await?;
    planned
        .get("flow_definition")
        .context("the planner gave no flow_definition")?;
    Ok(planned)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_scripted_plan_uses_only_the_servers_that_are_started() {
        let plan = plan::plan();
        let names = TOOL_SERVERS.map(|(name, _)| name);
        for task in plan["tasks"].as_array().unwrap() {
            let server = task["mcp_server"].as_str().unwrap();
            assert!(names.contains(&server), "{server}");
            let key = format!("{server}_{}", task["mcp_tool"].as_str().unwrap());
            assert_eq!(task["task_key"], json!(key));
        }
    }

    #[test]
    fn the_scripted_plan_has_independent_tasks_and_repeats_a_tool() {
        let plan = plan::plan();
        let tasks = plan["tasks"].as_array().unwrap();
        let independent = tasks.iter().filter(|task| task["depends_on"] == json!([]));
        assert!(independent.count() >= 2);
        assert!(plan::tools_of(&plan).len() < tasks.len());
    }
}
