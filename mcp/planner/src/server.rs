//! The MCP server.

use rmcp::handler::server::wrapper::Parameters;
use rmcp::model::CallToolResult;
use rmcp::service::RequestContext;
use rmcp::{RoleServer, ServerHandler, tool, tool_handler, tool_router};

use crate::arguments::{ListArguments, PlanArguments, json};
use crate::{plan, results, tools};

/// The planner. It holds no state between calls, and any number of calls run at the same time.
#[derive(Clone, Copy, Debug, Default)]
pub struct Planner;

#[tool_router]
impl Planner {
    /// Plan a flow.
    #[tool(
        name = "plan_prefect_flow",
        description = "Plan a Prefect flow whose tasks are calls of the available MCP tools. Give the goal in plain \
            words as `task`; the host fills in `_mcp_data`. The answer is a checked flow_definition with its Python \
            code, to be passed to the Prefect runner's submit_flow. If the answer says plan_needed instead, write the \
            plan yourself as it explains and call this tool again with it as `plan`. If it lists problems, mend them \
            and call again.",
        annotations(
            title = "Plan a Prefect flow",
            read_only_hint = true,
            open_world_hint = false
        )
    )]
    async fn plan_prefect_flow(
        &self,
        Parameters(arguments): Parameters<PlanArguments>,
        context: RequestContext<RoleServer>,
    ) -> CallToolResult {
        plan::plan(arguments, &context).await
    }

    /// List the tools that a flow can use.
    #[tool(
        name = "list_task_mappings",
        description = "List the available MCP tools as Prefect tasks: each with its task_key, its parameters and the \
            Python function that would call it. The host fills in `_mcp_data`.",
        annotations(
            title = "List task mappings",
            read_only_hint = true,
            open_world_hint = false
        )
    )]
    fn list_task_mappings(Parameters(arguments): Parameters<ListArguments>) -> CallToolResult {
        match json(arguments.mcp_data) {
            Ok(mcp_data) => results::mappings(&tools::read(&mcp_data.unwrap_or_default())),
            Err(error) => results::failed(
                format!("_mcp_data is no JSON: {error}"),
                "Pass _mcp_data as a JSON object, or leave it to the host.",
            ),
        }
    }
}

#[tool_handler(
    name = "prefect-planner",
    instructions = "Turns a task into a Prefect flow of MCP tool calls: plan_prefect_flow plans and checks it, \
        list_task_mappings shows what it can be made of. The Prefect runner's submit_flow runs it."
)]
impl ServerHandler for Planner {}
