//! `submit_flow`: from a plan to a flow run.

use std::time::Duration;

use mcp_flow::{DraftFlow, FlowDefinition, parameter_openapi_schema};
use prefect_rest::types;
use rmcp::handler::server::wrapper::Parameters;
use rmcp::model::{CallToolResult, Extensions};
use rmcp::{tool, tool_router};
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::Deserialize;
use serde_json::{Map, Value, json};
use tokio::time::Instant;

use super::list_work_pools;
use crate::arguments::{
    MAX_WAIT_SECONDS, boolean, name, object, required, schema, texts, wait_seconds,
};
use crate::deployment::{Change, Package};
use crate::failure::Failure;
use crate::job_variables;
use crate::parameters;
use crate::prefect::Prefect;
use crate::results::{self, Facts, facts};
use crate::run::follow;
use crate::run::start::{IdempotencyKey, NewRun, Started, start};
use crate::server::Runner;
use crate::workers;

/// What a deployment is called when the caller does not say.
const DEFAULT_DEPLOYMENT_NAME: &str = "default";

/// The arguments of `submit_flow`.
#[derive(Debug, Deserialize, JsonSchema)]
pub(crate) struct SubmitFlowArguments {
    /// The plan, unchanged as the planner's flow_definition gave it.
    #[schemars(required, schema_with = "schema::object_or_text")]
    flow_definition: Option<Value>,
    /// The work pool to run it in; list_work_pools tells which there are.
    #[schemars(required, schema_with = "schema::string")]
    work_pool_name: Option<Value>,
    /// What to call the deployment. One of the same name and flow is updated if the plan has changed.
    #[serde(default)]
    #[schemars(schema_with = "deployment_name")]
    deployment_name: Option<Value>,
    /// Values for the parameters that the plan declares, by their names. Those with a default may be left out.
    #[serde(default)]
    #[schemars(schema_with = "schema::optional_object_or_text")]
    parameters: Option<Value>,
    /// Tags of the flow run, as a list of texts.
    #[serde(default)]
    #[schemars(schema_with = "schema::texts")]
    tags: Option<Value>,
    /// Where and how a docker or kubernetes pool runs the flow: image, env, namespace and what else the pool knows. They
    /// stay as they are if left out.
    #[serde(default)]
    #[schemars(schema_with = "schema::optional_object_or_text")]
    job_variables: Option<Value>,
    /// Submit it also if no worker is online; the run then waits for one.
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

fn deployment_name(_: &mut SchemaGenerator) -> Schema {
    json_schema!({"type": "string", "default": DEFAULT_DEPLOYMENT_NAME})
}

#[tool_router(router = submit_flow_router, vis = "pub(super)")]
impl Runner {
    /// Submit a flow.
    #[tool(
        name = "submit_flow",
        description = "Run a planned flow on Prefect: pass the planner's flow_definition unchanged, with the name of a \
            work pool. Deploys the flow, starts a run of it and answers with its flow_run_id; with wait_seconds it waits \
            for the results of a short flow, and get_run_status tells those of a long one. Each call starts a new run, \
            unless it repeats an idempotency_key. If the answer lists problems, mend the plan and call again.",
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
        request: Extensions,
        Parameters(arguments): Parameters<SubmitFlowArguments>,
    ) -> CallToolResult {
        results::of(submit_flow(self.prefect(&request), arguments).await)
    }
}

/// What is submitted, once all arguments have been read.
struct Submission {
    definition: FlowDefinition,
    work_pool_name: String,
    deployment_name: String,
    job_variables: Option<Map<String, Value>>,
    wait_for_worker: bool,
}

/// Deploys a plan and starts a run of it.
///
/// Nothing is written before all that can be checked has been. The run has an idempotency key, so that a request that is
/// tried again starts no second run.
async fn submit_flow(
    prefect: Result<Prefect, Failure>,
    arguments: SubmitFlowArguments,
) -> Result<Facts, Failure> {
    let started = Instant::now();
    let submission = Submission {
        definition: flow_definition(arguments.flow_definition)?,
        work_pool_name: required(
            "work_pool_name",
            name("work_pool_name", arguments.work_pool_name)?,
            "the work pool to run the flow in; list_work_pools tells which there are",
        )?,
        deployment_name: name("deployment_name", arguments.deployment_name)?
            .unwrap_or_else(|| DEFAULT_DEPLOYMENT_NAME.to_owned()),
        job_variables: object(
            "job_variables",
            arguments.job_variables,
            job_variables::EXAMPLE,
        )?,
        wait_for_worker: boolean("wait_for_worker", arguments.wait_for_worker)?,
    };
    let new_run = NewRun {
        parameters: parameters::given(arguments.parameters)?,
        tags: texts("tags", arguments.tags, r#"["nightly", "report"]"#)?,
        key: IdempotencyKey::read(arguments.idempotency_key)?,
    };
    let wait = wait_seconds(arguments.wait_seconds, Duration::ZERO)?;
    parameters::check(
        &new_run.parameters,
        &parameter_openapi_schema(&submission.definition),
    )?;

    let prefect = prefect?;
    prefect.scope().admit(Some(&submission.work_pool_name))?;
    let limit = prefect.limit();
    let deploy = Box::pin(submission.deploy(&prefect));
    let deployed = limit.over(deploy).await?;
    let client = prefect.client();
    let run = start(limit, client, deployed.deployment.id, new_run).await?;
    let told = submission.told(&deployed, &run);
    Ok(follow::told(&prefect, run.run.id, started, wait, told).await)
}

/// The plan, validated as far as it can be without knowing the tools.
fn flow_definition(value: Option<Value>) -> Result<FlowDefinition, Failure> {
    let draft = match value {
        None | Some(Value::Null) => None,
        Some(Value::String(text)) if text.trim().is_empty() => None,
        Some(Value::String(text)) => Some(DraftFlow::from_text(&text)),
        Some(value) => Some(Ok(DraftFlow::read(&value))),
    };
    required(
        "flow_definition",
        draft,
        "the flow_definition that the planner's plan_prefect_flow answered with",
    )?
    .and_then(FlowDefinition::try_from)
    .map_err(Failure::Plan)
}

/// A deployment that is there now.
struct Deployed {
    pool: types::WorkPoolResponse,
    deployment: types::DeploymentResponse,
    change: Change,
}

impl Submission {
    /// Makes the deployment, if all that Prefect can tell is in favour.
    async fn deploy(&self, prefect: &Prefect) -> Result<Deployed, Failure> {
        let client = prefect.client();
        let package = Package::new(
            &self.definition,
            self.deployment_name.clone(),
            self.work_pool_name.clone(),
            self.job_variables.clone(),
        );
        let is_online = async {
            Ok::<_, Failure>(
                self.wait_for_worker || workers::is_online(client, &self.work_pool_name).await?,
            )
        };
        let (pool, existing, is_online) = tokio::try_join!(
            list_work_pools::read(client, &self.work_pool_name),
            package.read(client),
            is_online,
        )?;
        let Some(pool) = pool else {
            let existing = list_work_pools::read_all(prefect).await?;
            return Err(Failure::UnknownWorkPool {
                name: self.work_pool_name.clone(),
                existing: existing.into_iter().map(|pool| pool.name).collect(),
            });
        };
        if let Some(job_variables) = &self.job_variables {
            job_variables::check(job_variables, &pool)?;
        }
        if let Some(existing) = existing
            .as_ref()
            .and_then(|existing| existing.work_pool_name.as_deref())
        {
            prefect.scope().admit(Some(existing))?;
        }
        if !is_online && !workers::needs_none(&pool.type_) {
            return Err(Failure::NoWorker(pool.name));
        }
        let (deployment, change) = package.deploy(client, existing).await?;
        Ok(Deployed {
            pool,
            deployment,
            change,
        })
    }

    fn told(&self, deployed: &Deployed, started: &Started) -> Facts {
        let Deployed {
            pool,
            deployment,
            change,
        } = deployed;
        let Started { run, was_there } = started;
        let flow_name = self.definition.flow_name();
        let count = self.definition.tasks().len();
        let tasks = if count == 1 { "task" } else { "tasks" };
        let submitted = if *was_there {
            format!(
                "A run {:?} of the flow {flow_name:?} was there already under this idempotency_key; no other was started.",
                run.name
            )
        } else {
            format!(
                "Submitted the flow {flow_name:?} with {count} {tasks} to the work pool {:?} as the flow run {:?}.",
                pool.name, run.name
            )
        };
        let deployed = match change {
            Change::Created => "created",
            Change::Updated => {
                "updated, because the plan, its code, its work pool or its job variables have changed"
            }
            Change::Unchanged => "left unchanged",
        };
        let mut message = format!(
            "{submitted} Its deployment {:?} was {deployed}.",
            deployment.name
        );
        if pool.is_paused {
            message.push_str(" The work pool is paused: the run starts when somebody resumes it.");
        }
        facts(json!({
            "flow_run_id": run.id,
            "flow_run_name": run.name,
            "flow_run": if *was_there { "existing" } else { "created" },
            "deployment_id": deployment.id,
            "deployment_name": deployment.name,
            "deployment": match change {
                Change::Created => "created",
                Change::Updated => "updated",
                Change::Unchanged => "unchanged",
            },
            "flow_id": run.flow_id,
            "flow_name": flow_name,
            "work_pool_name": pool.name,
            "state_type": run.state_type,
            "state_name": run.state_name,
            "message": message,
            "next": format!(
                "Call get_run_status with flow_run_id \"{}\" and wait_seconds {MAX_WAIT_SECONDS} to see how it ends.",
                run.id
            ),
        }))
    }
}
