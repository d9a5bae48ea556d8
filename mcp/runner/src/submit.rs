//! `submit_flow`: from a plan to a flow run.

use mcp_flow::{DraftFlow, FlowDefinition};
use prefect_rest::{Client, types};
use serde_json::{Value, json};

use crate::arguments::{
    DEFAULT_DEPLOYMENT_NAME, MAX_WAIT_SECONDS, SubmitFlowArguments, describe, json, name, required,
};
use crate::deployment::{Change, Package};
use crate::failure::Failure;
use crate::prefect::Prefect;
use crate::results::{Facts, facts};
use crate::work_pools;

/// Deploys a plan and starts a run of it.
///
/// Nothing is written before all that can be checked has been. The client gives the run an idempotency key, so that a
/// request that is tried again starts no second run.
pub(crate) async fn submit_flow(
    prefect: &Prefect,
    arguments: SubmitFlowArguments,
) -> Result<Facts, Failure> {
    let definition = flow_definition(arguments.flow_definition)?;
    let work_pool_name = required(
        "work_pool_name",
        name("work_pool_name", arguments.work_pool_name)?,
        "the work pool to run the flow in; list_work_pools tells which there are",
    )?;
    let deployment_name = name("deployment_name", arguments.deployment_name)?
        .unwrap_or_else(|| DEFAULT_DEPLOYMENT_NAME.to_owned());
    no_parameters(arguments.parameters)?;
    let tags = tags(arguments.tags)?;
    let client = prefect.client()?;
    prefect
        .in_time(async {
            let pool = work_pool(client, &work_pool_name).await?;
            let package = Package::new(&definition, deployment_name, work_pool_name);
            let (deployment, change) = package.deploy(client).await?;
            let run = client
                .create_flow_run_from_deployment()
                .id(deployment.id)
                .body(types::DeploymentFlowRunCreate::builder().tags(tags))
                .send()
                .await
                .map_err(Failure::prefect("start a run of the deployment"))?;
            Ok(submitted(&definition, &pool, &deployment, change, &run))
        })
        .await
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

/// A planned flow takes no parameters, and Prefect crashes a run that is given some all the same.
fn no_parameters(value: Option<Value>) -> Result<(), Failure> {
    let next = "Put the values into the parameters of the plan's tasks, and call again without parameters.";
    match json("parameters", value, "{}")? {
        None => Ok(()),
        Some(Value::Object(parameters)) if parameters.is_empty() => Ok(()),
        Some(Value::Object(parameters)) => {
            let names: Vec<String> = parameters
                .keys()
                .map(|name| describe(&json!(name)))
                .collect();
            Err(Failure::argument(
                "parameters",
                format!(
                    "has values for {}, and a planned flow takes none",
                    names.join(", ")
                ),
                next,
            ))
        }
        Some(other) => Err(Failure::argument(
            "parameters",
            format!("is {}, where an object is expected", describe(&other)),
            next,
        )),
    }
}

fn tags(value: Option<Value>) -> Result<Vec<String>, Failure> {
    let example = r#"["nightly", "report"]"#;
    let Some(value) = json("tags", value, example)? else {
        return Ok(Vec::new());
    };
    serde_json::from_value(value).map_err(|error| {
        Failure::argument(
            "tags",
            format!("is no list of texts: {error}"),
            format!("Call again with tags like {example}, or without them."),
        )
    })
}

async fn work_pool(client: &Client, name: &str) -> Result<types::WorkPoolResponse, Failure> {
    if let Some(pool) = work_pools::read(client, name).await? {
        return Ok(pool);
    }
    let existing = work_pools::read_all(client).await?;
    Err(Failure::UnknownWorkPool {
        name: name.to_owned(),
        existing: existing.into_iter().map(|pool| pool.name).collect(),
    })
}

fn submitted(
    definition: &FlowDefinition,
    pool: &types::WorkPoolResponse,
    deployment: &types::DeploymentResponse,
    change: Change,
    run: &types::FlowRunResponse,
) -> Facts {
    let count = definition.tasks().len();
    let tasks = if count == 1 { "task" } else { "tasks" };
    let deployed = match change {
        Change::Created => "created",
        Change::Updated => "updated",
        Change::Unchanged => "unchanged",
    };
    let mut message = format!(
        "Submitted the flow {:?} with {count} {tasks} to the work pool {:?} as the flow run {:?}. Its deployment {:?} \
         was {}.",
        definition.flow_name(),
        pool.name,
        run.name,
        deployment.name,
        match change {
            Change::Created => "created",
            Change::Updated => "updated, because the plan, its code or its work pool has changed",
            Change::Unchanged => "left unchanged",
        },
    );
    if pool.is_paused {
        message.push_str(" The work pool is paused: the run starts when somebody resumes it.");
    }
    facts(json!({
        "flow_run_id": run.id,
        "flow_run_name": run.name,
        "deployment_id": deployment.id,
        "deployment_name": deployment.name,
        "deployment": deployed,
        "flow_id": run.flow_id,
        "flow_name": definition.flow_name(),
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
