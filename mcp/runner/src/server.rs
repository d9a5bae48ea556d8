//! The MCP server.

use std::sync::Arc;
use std::time::Duration;

use prefect_rest::{Client, ConfigError};
use rmcp::handler::server::wrapper::Parameters;
use rmcp::model::CallToolResult;
use rmcp::{ServerHandler, tool, tool_handler, tool_router};

use crate::arguments::{
    CreateWorkPoolArguments, GetRunStatusArguments, ListWorkPoolsArguments, SubmitFlowArguments,
};
use crate::prefect::Prefect;
use crate::{results, run_status, submit, work_pools};

/// How long Prefect may take over one call. With the longest wait that a caller can ask for on top, an answer still
/// comes before the two minutes after which hosts give up.
const PATIENCE: Duration = Duration::from_secs(50);

/// The runner. It holds no state between calls but its connections to Prefect, and any number of calls run at the same
/// time.
#[derive(Clone, Debug)]
pub struct Runner {
    prefect: Arc<Prefect>,
}

impl Runner {
    /// A runner for the Prefect server that the environment names; see [`prefect_rest::Config`]. Where it names none,
    /// each call says so.
    pub fn from_env() -> Self {
        Self::new(Client::from_env())
    }

    /// A runner for the Prefect server of `client`, or one that tells with each call why there is none.
    pub fn new(client: Result<Client, ConfigError>) -> Self {
        Self::with_patience(client, PATIENCE)
    }

    /// A runner that gives Prefect `patience` (50 seconds in [`Runner::new`]) for all that one call needs of it, not
    /// counting the time for which the caller wants to wait for a run.
    pub fn with_patience(client: Result<Client, ConfigError>, patience: Duration) -> Self {
        Self {
            prefect: Arc::new(Prefect::new(client, patience)),
        }
    }
}

#[tool_router]
impl Runner {
    /// Create a work pool.
    #[tool(
        name = "create_work_pool",
        description = "Create a Prefect work pool, to which flows are submitted and which workers poll for them. One \
            that is there already is left as it is.",
        annotations(
            title = "Create a work pool",
            read_only_hint = false,
            destructive_hint = false,
            idempotent_hint = true,
            open_world_hint = false
        )
    )]
    async fn create_work_pool(
        &self,
        Parameters(arguments): Parameters<CreateWorkPoolArguments>,
    ) -> CallToolResult {
        results::of(work_pools::create_work_pool(&self.prefect, arguments).await)
    }

    /// Submit a flow.
    #[tool(
        name = "submit_flow",
        description = "Run a planned flow on Prefect: pass the planner's flow_definition unchanged, with the name of a \
            work pool. Deploys the flow, starts a run of it and answers at once with its flow_run_id; get_run_status \
            tells how it goes. Each call starts a new run. If the answer lists problems, mend the plan and call again.",
        annotations(
            title = "Submit a flow",
            read_only_hint = false,
            destructive_hint = true,
            idempotent_hint = false,
            open_world_hint = true
        )
    )]
    async fn submit_flow(
        &self,
        Parameters(arguments): Parameters<SubmitFlowArguments>,
    ) -> CallToolResult {
        results::of(submit::submit_flow(&self.prefect, arguments).await)
    }

    /// Tell the status of a flow run.
    #[tool(
        name = "get_run_status",
        description = "Tell how a flow run goes: its state, the states before, and its tasks with their states and \
            times. With wait_seconds it waits for the run to end, and answers as soon as it has.",
        annotations(
            title = "Get the status of a flow run",
            read_only_hint = true,
            open_world_hint = false
        )
    )]
    async fn get_run_status(
        &self,
        Parameters(arguments): Parameters<GetRunStatusArguments>,
    ) -> CallToolResult {
        results::of(run_status::get_run_status(&self.prefect, arguments).await)
    }

    /// List the work pools.
    #[tool(
        name = "list_work_pools",
        description = "List the Prefect work pools that flows can be submitted to, each with its type and status: \
            READY if a worker polls it, NOT_READY if none does, PAUSED.",
        annotations(
            title = "List work pools",
            read_only_hint = true,
            open_world_hint = false
        )
    )]
    async fn list_work_pools(
        &self,
        Parameters(ListWorkPoolsArguments {}): Parameters<ListWorkPoolsArguments>,
    ) -> CallToolResult {
        results::of(work_pools::list_work_pools(&self.prefect).await)
    }
}

#[tool_handler(
    name = "prefect-runner",
    instructions = "Runs planned flows on Prefect: submit_flow starts one in a work pool, get_run_status follows it, \
        list_work_pools and create_work_pool look after the pools. The Prefect planner's plan_prefect_flow makes plans."
)]
impl ServerHandler for Runner {}
