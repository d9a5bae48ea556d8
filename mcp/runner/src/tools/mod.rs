//! The tools, one a file: what it takes, what hosts are told of it, and what it does.

pub(crate) mod cancel_flow_run;
pub(crate) mod create_work_pool;
pub(crate) mod delete_deployment;
pub(crate) mod get_run_logs;
pub(crate) mod get_run_status;
pub(crate) mod list_deployments;
pub(crate) mod list_flow_runs;
pub(crate) mod list_work_pools;
pub(crate) mod run_deployment;
pub(crate) mod submit_flow;

use rmcp::handler::server::router::tool::ToolRouter;

use crate::server::Runner;

/// All tools.
pub(crate) fn router() -> ToolRouter<Runner> {
    Runner::cancel_flow_run_router()
        + Runner::create_work_pool_router()
        + Runner::delete_deployment_router()
        + Runner::get_run_logs_router()
        + Runner::get_run_status_router()
        + Runner::list_deployments_router()
        + Runner::list_flow_runs_router()
        + Runner::list_work_pools_router()
        + Runner::run_deployment_router()
        + Runner::submit_flow_router()
}
