//! The MCP server.

use std::sync::Arc;

use rmcp::handler::server::tool::{InputResponses, RequestState};
use rmcp::handler::server::wrapper::Parameters;
use rmcp::model::{
    CallToolResponse, CallToolResult, GetPromptRequestParams, GetPromptResponse, Implementation,
    ListPromptsResult, ListResourcesResult, PaginatedRequestParams, ReadResourceRequestParams,
    ReadResourceResponse, ServerCapabilities, ServerConfig,
};
use rmcp::service::RequestContext;
use rmcp::{ErrorData, RoleServer, ServerHandler, tool, tool_handler, tool_router};

use crate::arguments::{ListArguments, PlanArguments, ReviseArguments, json};
use crate::config::Config;
use crate::driver::{CallState, Connections, StateCodec};
use crate::{plan, prompts, resources, results, revise, tools};

/// The planner. It holds no state between calls, and any number of calls run at the same time. Cloned, it is the same
/// planner.
#[derive(Clone)]
pub struct Planner {
    shared: Arc<Shared>,
}

/// What all calls share, and none changes.
pub(crate) struct Shared {
    pub(crate) config: Config,
    pub(crate) states: StateCodec,
    pub(crate) connections: Connections,
}

impl Planner {
    /// A planner with these settings. Costs nothing to speak of: connections are made when they are needed.
    pub fn new(config: Config) -> Self {
        let shared = Shared {
            states: StateCodec::new(config.state_key),
            connections: Connections::new(),
            config,
        };
        Self {
            shared: Arc::new(shared),
        }
    }
}

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
        RequestState(state): RequestState,
        InputResponses(responses): InputResponses,
        context: RequestContext<RoleServer>,
    ) -> CallToolResponse {
        let call = CallState { state, responses };
        plan::plan(&self.shared, arguments, call, &context).await
    }

    /// Change a planned flow.
    #[tool(
        name = "revise_prefect_flow",
        description = "Change a planned Prefect flow by edits instead of planning it anew. `flow_definition` is the \
            plan as plan_prefect_flow gave it; `edits` is a list of {\"op\": \"set_argument\", \"id\", \"argument\", \
            \"value\"}, {\"op\": \"remove_argument\", \"id\", \"argument\"}, {\"op\": \"add_task\", \"task\": {\"id\", \
            \"task_key\", \"parameters\"}}, {\"op\": \"remove_task\", \"id\"}, {\"op\": \"set_depends_on\", \"id\", \
            \"depends_on\"} and, for the flow's own parameters, {\"op\": \"set_parameter\", \"parameter\", \"schema\"} and \
            {\"op\": \"remove_parameter\", \"parameter\"}. Either all edits are applied and the checked flow_definition and its Python code come \
            back, or none is and every problem is listed. Tasks that no edit names stay as they are. With `dry_run` \
            the results are the same, and the host shows nothing new. The host fills in `_mcp_data`.",
        annotations(
            title = "Revise a Prefect flow",
            read_only_hint = true,
            idempotent_hint = true,
            open_world_hint = false
        )
    )]
    fn revise_prefect_flow(Parameters(arguments): Parameters<ReviseArguments>) -> CallToolResult {
        revise::revise(arguments)
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
            Err(error) => results::mcp_data_is_no_json(&error),
        }
    }
}

/// What a host tells its model of the planner.
const INSTRUCTIONS: &str = "Turns a task into a Prefect flow of MCP tool calls: plan_prefect_flow plans and checks it, \
    revise_prefect_flow changes it, list_task_mappings shows what it can be made of. The Prefect runner's submit_flow \
    runs it.";

#[tool_handler]
impl ServerHandler for Planner {
    fn get_info(&self) -> ServerConfig {
        let capabilities = ServerCapabilities::builder()
            .enable_tools()
            .enable_prompts()
            .enable_resources()
            .build();
        let name = Implementation::new("prefect-planner", env!("CARGO_PKG_VERSION"));
        ServerConfig::new(capabilities)
            .with_server_info(name)
            .with_instructions(INSTRUCTIONS)
    }

    async fn list_prompts(
        &self,
        _: Option<PaginatedRequestParams>,
        _: RequestContext<RoleServer>,
    ) -> Result<ListPromptsResult, ErrorData> {
        Ok(prompts::list())
    }

    async fn get_prompt(
        &self,
        request: GetPromptRequestParams,
        _: RequestContext<RoleServer>,
    ) -> Result<GetPromptResponse, ErrorData> {
        prompts::get(&request).map(GetPromptResponse::from)
    }

    async fn list_resources(
        &self,
        _: Option<PaginatedRequestParams>,
        _: RequestContext<RoleServer>,
    ) -> Result<ListResourcesResult, ErrorData> {
        Ok(resources::list())
    }

    async fn read_resource(
        &self,
        request: ReadResourceRequestParams,
        _: RequestContext<RoleServer>,
    ) -> Result<ReadResourceResponse, ErrorData> {
        resources::read(&request).map(ReadResourceResponse::from)
    }
}
