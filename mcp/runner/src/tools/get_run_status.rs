//! `get_run_status`.

use std::time::Duration;

use rmcp::handler::server::wrapper::Parameters;
use rmcp::model::{CallToolResult, Extensions};
use rmcp::{tool, tool_router};
use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::Value;
use tokio::time::Instant;

use crate::arguments::{MAX_WAIT_SECONDS, flow_run_id, schema, text, wait_seconds};
use crate::failure::Failure;
use crate::prefect::Prefect;
use crate::results::{self, Facts};
use crate::run::status;
use crate::server::Runner;

/// The arguments of `get_run_status`.
#[derive(Debug, Deserialize, JsonSchema)]
pub(crate) struct GetRunStatusArguments {
    /// The flow_run_id that submit_flow answered with.
    #[schemars(required, schema_with = "schema::string")]
    flow_run_id: Option<Value>,
    /// How many seconds to wait for the run to end, from 0 to 60; the answer comes as soon as it has ended.
    #[serde(default)]
    #[schemars(schema_with = "schema::wait_seconds")]
    wait_seconds: Option<Value>,
    /// A task's id, if only that task is to be told, with all of its output. Leave it out to be told of all tasks, with
    /// long outputs cut.
    #[serde(default)]
    #[schemars(schema_with = "schema::optional_string")]
    task: Option<Value>,
}

#[tool_router(router = get_run_status_router, vis = "pub(super)")]
impl Runner {
    /// Tell the status of a flow run.
    #[tool(
        name = "get_run_status",
        description = "Tell how a flow run goes: its state and the states before, its tasks with their states, times and \
            outputs, the flow's result once it has completed, and why it failed if it has. With wait_seconds it waits \
            for the run to end, and answers as soon as it has.",
        annotations(
            title = "Get the status of a flow run",
            read_only_hint = true,
            open_world_hint = false
        )
    )]
    async fn get_run_status(
        &self,
        request: Extensions,
        Parameters(arguments): Parameters<GetRunStatusArguments>,
    ) -> CallToolResult {
        results::of(get_run_status(self.prefect(&request), arguments).await)
    }
}

/// Tells of a run, after it has ended or after the time that the caller wants to wait.
async fn get_run_status(
    prefect: Result<Prefect, Failure>,
    arguments: GetRunStatusArguments,
) -> Result<Facts, Failure> {
    let started = Instant::now();
    let id = flow_run_id(arguments.flow_run_id)?;
    let wait = wait_seconds(arguments.wait_seconds, Duration::ZERO)?;
    let query = status::Query {
        wait_until: (!wait.is_zero()).then(|| started + wait),
        task: text("task", arguments.task)?,
        next_wait_seconds: next_wait_seconds(wait),
    };
    Box::pin(status::tell(&prefect?, id, &query)).await
}

/// For how many seconds the next call is to wait after one that waited for `wait`: about as long as it may, and never
/// just as long, because hosts such as Atlas take a call with the same arguments for a model that goes in circles, and
/// do not make it.
fn next_wait_seconds(wait: Duration) -> u32 {
    match u32::try_from(wait.as_secs()) {
        Ok(last) if last > MAX_WAIT_SECONDS / 2 => last - 1,
        _ => MAX_WAIT_SECONDS,
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::iter;

    use super::*;

    #[test]
    fn advice_that_is_followed_leads_to_no_call_that_was_made_before() {
        let advised = |wait: &Duration| Some(Duration::from_secs(next_wait_seconds(*wait).into()));
        for first in [Duration::ZERO, Duration::from_secs_f64(59.5)] {
            let waits: Vec<Duration> = iter::successors(Some(first), advised).take(25).collect();
            let different: BTreeSet<&Duration> = waits.iter().collect();
            assert_eq!(different.len(), waits.len(), "{waits:?}");
            assert!(
                waits
                    .iter()
                    .all(|wait| wait.as_secs() <= MAX_WAIT_SECONDS.into())
            );
        }
    }
}
