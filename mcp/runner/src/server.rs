//! The MCP server.

use std::sync::Arc;
use std::time::Duration;

use prefect_rest::{Client, ConfigError};
use rmcp::handler::server::router::tool::ToolRouter;
use rmcp::handler::server::tool::ToolCallContext;
use rmcp::model::{
    CallToolRequestParams, CallToolResponse, Extensions, GetPromptRequestParams, GetPromptResponse,
    Implementation, ListPromptsResult, ListResourcesResult, PaginatedRequestParams,
    ReadResourceRequestParams, ReadResourceResponse, ServerCapabilities, ServerConfig, Tool,
};
use rmcp::service::RequestContext;
use rmcp::{ErrorData, RoleServer, ServerHandler, tool_handler};

use crate::failure::Failure;
use crate::options::{Options, Scope};
use crate::prefect::{self, Dashboard, PATIENCE, Prefect};
use crate::{prompts, resources, results, tools};

/// The runner. It holds no state between calls but its connections to Prefect, and any number of calls run at the same
/// time.
#[derive(Clone, Debug)]
pub struct Runner {
    tools: ToolRouter<Self>,
    scope: Scope,
    dashboard: Dashboard,
    client: Arc<Result<Client, ConfigError>>,
    patience: Duration,
}

impl Runner {
    /// A runner for the Prefect server that the environment names; see [`prefect_rest::Config`]. Where it names none,
    /// each call says so.
    pub fn from_env() -> Self {
        Self::new(prefect::client_from_env())
    }

    /// A runner for the Prefect server of `client`, or one that tells with each call why there is none.
    pub fn new(client: Result<Client, ConfigError>) -> Self {
        Self {
            tools: tools::router(),
            scope: Scope::default(),
            dashboard: Dashboard::default(),
            client: Arc::new(client),
            patience: PATIENCE,
        }
    }

    /// Gives Prefect `patience` (50 seconds unless this is called) for all that one call needs of it, not counting the
    /// time for which the caller wants to wait for a run.
    #[must_use]
    pub fn with_patience(mut self, patience: Duration) -> Self {
        self.patience = patience;
        self
    }

    /// Does no more than `options` allow.
    #[must_use]
    pub fn with_options(mut self, options: Options) -> Self {
        self.tools = tools::router();
        if options.read_only {
            let writing: Vec<_> = self
                .tools
                .list_all()
                .into_iter()
                .filter(writes)
                .map(|tool| tool.name)
                .collect();
            for name in writing {
                self.tools.disable_route(name);
            }
        }
        self.scope = Scope::of(&options);
        self.dashboard = Dashboard::new(options.ui_url);
        self
    }

    /// The Prefect server as a request is to ask it: every tool gets it from here.
    ///
    /// # Errors
    /// It is not known where Prefect is, or the request's credentials cannot be used.
    pub(crate) fn prefect(&self, request: &Extensions) -> Result<Prefect, Failure> {
        let client = (*self.client).as_ref();
        let (scope, dashboard) = (self.scope.clone(), self.dashboard.clone());
        Prefect::of_request(client, self.patience, scope, dashboard, request)
    }
}

/// Whether a tool changes something, as its annotations tell hosts.
fn writes(tool: &Tool) -> bool {
    let annotations = tool.annotations.as_ref();
    annotations.and_then(|annotations| annotations.read_only_hint) != Some(true)
}

/// What a host tells its model of the runner.
const INSTRUCTIONS: &str = "Runs planned flows on Prefect: submit_flow starts one in a work pool, get_run_status follows \
    it and tells its results, list_work_pools and create_work_pool look after the pools. The Prefect planner's \
    plan_prefect_flow makes plans.";

#[tool_handler(router = self.tools)]
impl ServerHandler for Runner {
    fn get_info(&self) -> ServerConfig {
        let capabilities = ServerCapabilities::builder()
            .enable_tools()
            .enable_prompts()
            .enable_resources()
            .build();
        let name = Implementation::new("prefect-runner", env!("CARGO_PKG_VERSION"));
        ServerConfig::new(capabilities)
            .with_server_info(name)
            .with_instructions(INSTRUCTIONS)
    }

    async fn call_tool(
        &self,
        request: CallToolRequestParams,
        context: RequestContext<RoleServer>,
    ) -> Result<CallToolResponse, ErrorData> {
        if self.tools.is_disabled(&request.name) {
            let failure = Failure::ReadOnly(request.name.into_owned());
            return Ok(results::of(Err(failure)).into());
        }
        let context = ToolCallContext::new(self, request, context);
        self.tools.call(context).await
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
        context: RequestContext<RoleServer>,
    ) -> Result<ReadResourceResponse, ErrorData> {
        let prefect = self.prefect(&context.extensions);
        let read = Box::pin(resources::read(&request, prefect)).await?;
        Ok(read.into())
    }
}
