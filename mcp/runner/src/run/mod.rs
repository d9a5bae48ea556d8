//! Flow runs: how they are started, waited for and told of.

pub(crate) mod artifacts;
pub(crate) mod cut;
pub(crate) mod follow;
pub(crate) mod logs;
pub(crate) mod outputs;
pub(crate) mod start;
pub(crate) mod status;
pub(crate) mod task_runs;
pub(crate) mod wait;

use prefect_rest::{Client, is_not_found, types};
use uuid::Uuid;

use crate::failure::Failure;

/// Reads a flow run.
///
/// # Errors
/// There is none of this id, or Prefect cannot be asked.
pub(crate) async fn read(client: &Client, id: Uuid) -> Result<types::FlowRunResponse, Failure> {
    match client.read_flow_run().id(id).send().await {
        Ok(run) => Ok(run.into_inner()),
        Err(error) if is_not_found(&error) => Err(Failure::UnknownFlowRun(id)),
        Err(error) => Err(Failure::prefect("read the flow run")(error)),
    }
}
