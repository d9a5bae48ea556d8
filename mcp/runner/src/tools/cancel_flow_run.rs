//! `cancel_flow_run`.

use std::time::Duration;

use prefect_rest::{Client, is_terminal, types};
use rmcp::handler::server::wrapper::Parameters;
use rmcp::model::{CallToolResult, Extensions};
use rmcp::{tool, tool_router};
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::Deserialize;
use serde_json::{Value, json};
use tokio::time::Instant;
use uuid::Uuid;

use crate::arguments::{MAX_WAIT_SECONDS, flow_run_id, schema, wait_seconds};
use crate::failure::Failure;
use crate::prefect::Prefect;
use crate::results::{self, Facts, facts};
use crate::run;
use crate::server::Runner;

/// How long to wait for the end of the run when the caller does not say: a worker needs some seconds to end a process.
const DEFAULT_WAIT: Duration = Duration::from_secs(15);

/// The arguments of `cancel_flow_run`.
#[derive(Debug, Deserialize, JsonSchema)]
pub(crate) struct CancelFlowRunArguments {
    /// The run's id.
    #[schemars(required, schema_with = "schema::string")]
    flow_run_id: Option<Value>,
    /// How many seconds to wait for the run to be cancelled, from 0 to 60; the answer comes as soon as it is.
    #[serde(default)]
    #[schemars(schema_with = "cancel_wait_seconds")]
    wait_seconds: Option<Value>,
}

fn cancel_wait_seconds(_: &mut SchemaGenerator) -> Schema {
    let default = DEFAULT_WAIT.as_secs();
    json_schema!({"type": "number", "minimum": 0, "maximum": MAX_WAIT_SECONDS, "default": default})
}

#[tool_router(router = cancel_flow_run_router, vis = "pub(super)")]
impl Runner {
    /// Cancel a flow run.
    #[tool(
        name = "cancel_flow_run",
        description = "Cancel a flow run, and wait until its worker has ended it. A run that has ended is left as it is.",
        annotations(
            title = "Cancel a flow run",
            read_only_hint = false,
            destructive_hint = true,
            idempotent_hint = true,
            open_world_hint = false
        )
    )]
    async fn cancel_flow_run(
        &self,
        request: Extensions,
        Parameters(arguments): Parameters<CancelFlowRunArguments>,
    ) -> CallToolResult {
        results::of(cancel_flow_run(self.prefect(&request), arguments).await)
    }
}

/// Cancels a run and waits for its end.
///
/// A run that nobody has taken up is cancelled by Prefect at once; one that runs is marked as cancelling, and its worker
/// ends it.
async fn cancel_flow_run(
    prefect: Result<Prefect, Failure>,
    arguments: CancelFlowRunArguments,
) -> Result<Facts, Failure> {
    let started = Instant::now();
    let id = flow_run_id(arguments.flow_run_id)?;
    let wait = wait_seconds(arguments.wait_seconds, DEFAULT_WAIT)?;
    let prefect = prefect?;
    let client = prefect.client();
    let limit = prefect.limit();
    let run = limit.over(Box::pin(run::read(client, id))).await?;
    prefect.scope().admit(run.work_pool_name.as_deref())?;
    if has_ended(&run) {
        return Ok(told(&run, "had ended before; it was left as it is"));
    }
    limit.over(Box::pin(propose(client, id))).await?;
    let mut run = limit.over(Box::pin(run::read(client, id))).await?;
    if !has_ended(&run) && !wait.is_zero() {
        let ended = run::wait::for_end(client, id, started + wait);
        limit.over(Box::pin(ended)).await?;
        let late = run::status::limit_after(started + wait);
        if let Some(later) = late.attempt(Box::pin(run::read(client, id))).await? {
            run = later;
        }
    }
    Ok(if is_cancelled(&run) {
        told(&run, "is cancelled")
    } else if has_ended(&run) {
        told(&run, "ended before it could be cancelled")
    } else {
        told(&run, "is being cancelled; its worker has not ended it yet")
    })
}

/// Proposes to cancel a run. A run that has ended meanwhile, or that is being cancelled already, keeps its state.
async fn propose(client: &Client, id: Uuid) -> Result<(), Failure> {
    let state = types::StateCreate::builder().type_(types::StateType::Cancelling);
    let body = types::SetFlowRunStateBody::builder().state(state);
    client
        .set_flow_run_state()
        .id(id)
        .body(body)
        .send()
        .await
        .map(|_| ())
        .map_err(Failure::prefect("cancel the flow run"))
}

fn has_ended(run: &types::FlowRunResponse) -> bool {
    run.state_type.is_some_and(is_terminal)
}

fn is_cancelled(run: &types::FlowRunResponse) -> bool {
    run.state_type == Some(types::StateType::Cancelled)
}

fn told(run: &types::FlowRunResponse, what: &str) -> Facts {
    let done = has_ended(run);
    let mut told = facts(json!({
        "done": done,
        "cancelled": is_cancelled(run),
        "flow_run_id": run.id,
        "flow_run_name": run.name,
        "state_type": run.state_type,
        "state_name": run.state_name,
        "message": format!(
            "The flow run {:?} {what}. Its state is {}.",
            run.name,
            run.state_name.as_deref().unwrap_or("unknown")
        ),
    }));
    if !done {
        let next = format!(
            "Call get_run_status with wait_seconds {MAX_WAIT_SECONDS}. If the run stays as it is, its worker is gone."
        );
        told.insert("next".to_owned(), json!(next));
    }
    told
}
