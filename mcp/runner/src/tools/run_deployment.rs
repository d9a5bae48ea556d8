//! `run_deployment`.

use std::time::Duration;

use prefect_rest::types;
use rmcp::handler::server::wrapper::Parameters;
use rmcp::model::{CallToolResult, Extensions};
use rmcp::{tool, tool_router};
use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::{Value, json};
use tokio::time::Instant;

use super::list_work_pools;
use crate::arguments::{MAX_WAIT_SECONDS, boolean, schema, texts, wait_seconds};
use crate::deployment::named::Named;
use crate::failure::Failure;
use crate::parameters;
use crate::prefect::Prefect;
use crate::results::{self, Facts, facts};
use crate::run::follow;
use crate::run::start::{IdempotencyKey, NewRun, Started, start};
use crate::server::Runner;
use crate::workers;

/// The arguments of `run_deployment`.
#[derive(Debug, Deserialize, JsonSchema)]
pub(crate) struct RunDeploymentArguments {
    /// The deployment: its id, or "flow name/deployment name"; list_deployments tells which there are.
    #[schemars(required, schema_with = "schema::string")]
    deployment: Option<Value>,
    /// Values for the flow's parameters, by their names. The others are as the deployment has them.
    #[serde(default)]
    #[schemars(schema_with = "schema::optional_object_or_text")]
    parameters: Option<Value>,
    /// Tags of the flow run, as a list of texts.
    #[serde(default)]
    #[schemars(schema_with = "schema::texts")]
    tags: Option<Value>,
    /// Run it also if no worker is online; the run then waits for one.
    #[serde(default)]
    #[schemars(schema_with = "schema::boolean")]
    wait_for_worker: Option<Value>,
    /// How many seconds to wait for the run to end, from 0 to 60; the answer then also tells what get_run_status tells.
    #[serde(default)]
    #[schemars(schema_with = "schema::wait_seconds")]
    wait_seconds: Option<Value>,
    /// A text of your own. A call that is repeated with the same one starts no second run.
    #[serde(default)]
    #[schemars(schema_with = "schema::optional_string")]
    idempotency_key: Option<Value>,
}

#[tool_router(router = run_deployment_router, vis = "pub(super)")]
impl Runner {
    /// Run a deployment.
    #[tool(
        name = "run_deployment",
        description = "Start a run of any deployment that Prefect has, and answer with its flow_run_id; with wait_seconds \
            it waits for the results of a short flow. Each call starts a new run, unless it repeats an idempotency_key.",
        annotations(
            title = "Run a deployment",
            read_only_hint = false,
            destructive_hint = true,
            idempotent_hint = false,
            open_world_hint = true
        )
    )]
    async fn run_deployment(
        &self,
        request: Extensions,
        Parameters(arguments): Parameters<RunDeploymentArguments>,
    ) -> CallToolResult {
        results::of(run_deployment(self.prefect(&request), arguments).await)
    }
}

/// Starts a run of a deployment.
async fn run_deployment(
    prefect: Result<Prefect, Failure>,
    arguments: RunDeploymentArguments,
) -> Result<Facts, Failure> {
    let started = Instant::now();
    let deployment = Named::read_required(arguments.deployment)?;
    let wait_for_worker = boolean("wait_for_worker", arguments.wait_for_worker)?;
    let new_run = NewRun {
        parameters: parameters::given(arguments.parameters)?,
        tags: texts("tags", arguments.tags, r#"["nightly", "report"]"#)?,
        key: IdempotencyKey::read(arguments.idempotency_key)?,
    };
    let wait = wait_seconds(arguments.wait_seconds, Duration::ZERO)?;
    let prefect = prefect?;
    let client = prefect.client();
    let limit = prefect.limit();
    let deployment = limit.over(Box::pin(deployment.find(client))).await?;
    let pool_name = deployment.work_pool_name.as_deref();
    prefect.scope().admit(pool_name)?;
    if let Some(pool_name) = pool_name.filter(|_| !wait_for_worker) {
        let has_worker = Box::pin(has_worker(&prefect, pool_name));
        if !limit.over(has_worker).await? {
            return Err(Failure::NoWorker(pool_name.to_owned()));
        }
    }
    let run = start(limit, client, deployment.id, new_run).await?;
    let told = told(&deployment, &run);
    Ok(follow::told(&prefect, run.run.id, started, wait, told).await)
}

/// Whether somebody runs what is in a work pool.
async fn has_worker(prefect: &Prefect, work_pool_name: &str) -> Result<bool, Failure> {
    let client = prefect.client();
    let (pool, is_online) = tokio::try_join!(
        list_work_pools::read(client, work_pool_name),
        workers::is_online(client, work_pool_name),
    )?;
    Ok(is_online || pool.is_some_and(|pool| workers::needs_none(&pool.type_)))
}

fn told(deployment: &types::DeploymentResponse, started: &Started) -> Facts {
    let Started { run, was_there } = started;
    let message = if *was_there {
        format!(
            "A run {:?} was there already under this idempotency_key; no other was started.",
            run.name
        )
    } else {
        format!(
            "Started the flow run {:?} of the deployment {:?}.",
            run.name, deployment.name
        )
    };
    facts(json!({
        "flow_run_id": run.id,
        "flow_run_name": run.name,
        "flow_run": if *was_there { "existing" } else { "created" },
        "deployment_id": deployment.id,
        "deployment_name": deployment.name,
        "flow_id": run.flow_id,
        "work_pool_name": deployment.work_pool_name,
        "state_type": run.state_type,
        "state_name": run.state_name,
        "message": message,
        "next": format!(
            "Call get_run_status with flow_run_id \"{}\" and wait_seconds {MAX_WAIT_SECONDS} to see how it ends.",
            run.id
        ),
    }))
}
