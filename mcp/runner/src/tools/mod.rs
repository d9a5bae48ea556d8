//! The tools, one a file: what it takes, what hosts are told of it, and what it does.

pub(crate) mod create_work_pool;
pub(crate) mod get_run_status;
pub(crate) mod list_work_pools;
pub(crate) mod submit_flow;

use rmcp::handler::server::router::tool::ToolRouter;

use crate::server::Runner;

/// All tools.
pub(crate) fn router() -> ToolRouter<Runner> {
    Runner::create_work_pool_router()
        + Runner::get_run_status_router()
        + Runner::list_work_pools_router()
        + Runner::submit_flow_router()
}
