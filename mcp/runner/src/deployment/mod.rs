//! The deployment in which a flow travels.
//!
//! A worker needs nothing but Prefect to run it: its pull steps write the source into the folder that the worker made for
//! the run, and its entrypoint names the flow function in that file.
//!
//! | field | holds |
//! |---|---|
//! | `pull_steps` | `urllib.request.urlretrieve` of a `data:` URL with the source, into `flow.py`; then `set_working_directory` |
//! | `entrypoint`, `path` | `flow.py:<flow function>`, `.` |
//! | `parameter_openapi_schema` | the plan's parameters |
//! | `labels` | [`PLAN_LABEL`]: the plan as JSON text |
//! | `job_variables` | the caller's choice for the infrastructure of runs, if he makes one |
//! | `description`, `work_pool_name` | the plan's description; the caller's choice |
//!
//! A pull step is a function that Prefect imports and calls in the process of the run. `urlretrieve` is in every Python
//! and writes what a `data:` URL holds without asking any network. A script for `run_shell_script` would do the same as
//! long as there is a `python` on the worker's `PATH` and the source is shorter than one environment variable may be
//! (128 KiB on Linux).
//!
//! Whatever else the deployment has is its owner's: job variables that the caller does not choose, schedules, tags, limits and whether it is paused stay
//! as they are when a changed plan updates it.

pub(crate) mod named;
mod schedule;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use mcp_flow::{FlowDefinition, parameter_openapi_schema, render};
use prefect_rest::{Client, is_not_found, types};
use serde_json::{Map, Value, json};
use uuid::Uuid;

use crate::failure::Failure;

/// The key of the label that holds the plan: the [`FlowDefinition`] as JSON text, on each deployment that this runner
/// makes and, because Prefect copies labels, on each run of it.
pub const PLAN_LABEL: &str = "prefect-runner.plan";

/// The file that the pull steps write.
const SOURCE_FILE: &str = "flow.py";

/// The pull step that writes a `data:` URL into a file.
const WRITE_STEP: &str = "urllib.request.urlretrieve";

/// The pull step that tells Prefect where that file is.
const DIRECTORY_STEP: &str = "prefect.deployments.steps.set_working_directory";

/// What a plan is as a deployment.
#[derive(Debug)]
pub(crate) struct Package {
    flow_name: String,
    deployment_name: String,
    work_pool_name: String,
    description: Option<String>,
    entrypoint: String,
    pull_steps: Vec<Map<String, Value>>,
    parameter_schema: Map<String, Value>,
    /// What the caller wants for the infrastructure of runs; nothing if it is to stay as it is.
    job_variables: Option<Map<String, Value>>,
    plan: String,
}

/// What became of a deployment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Change {
    /// There was none.
    Created,
    /// The plan or the work pool is another one now.
    Updated,
    /// It was as it should be.
    Unchanged,
}

impl Package {
    /// Packs a plan. Costs time linear in the size of its source.
    pub(crate) fn new(
        definition: &FlowDefinition,
        deployment_name: String,
        work_pool_name: String,
        job_variables: Option<Map<String, Value>>,
    ) -> Self {
        let rendered = render(definition);
        let url = format!(
            "data:text/x-python;base64,{}",
            STANDARD.encode(&rendered.source)
        );
        let description = definition.description();
        Self {
            flow_name: definition.flow_name().to_owned(),
            deployment_name,
            work_pool_name,
            description: (!description.is_empty()).then(|| description.to_owned()),
            entrypoint: format!("{SOURCE_FILE}:{}", rendered.function),
            pull_steps: vec![
                step(WRITE_STEP, json!({"url": url, "filename": SOURCE_FILE})),
                step(DIRECTORY_STEP, json!({"directory": "."})),
            ],
            parameter_schema: parameter_openapi_schema(definition),
            job_variables,
            plan: json!(definition).to_string(),
        }
    }

    /// Makes the deployment, or updates `existing`, the one of this name, where it is another one. One that is as it
    /// should be is not written.
    ///
    /// # Errors
    /// Prefect cannot be asked or refuses, or the deployment of this name is not of this runner's making.
    pub(crate) async fn deploy(
        &self,
        client: &Client,
        existing: Option<types::DeploymentResponse>,
    ) -> Result<(types::DeploymentResponse, Change), Failure> {
        let Some(existing) = existing else {
            let flow = client
                .create_flow()
                .body(types::FlowCreate::builder().name(self.flow_name.clone()))
                .send()
                .await
                .map_err(Failure::prefect("create the flow"))?;
            let made = self.write(client, flow.id, Vec::new()).await?;
            return Ok((made, Change::Created));
        };
        if plan_label(&existing).is_none() {
            return Err(Failure::ForeignDeployment {
                flow_name: self.flow_name.clone(),
                deployment_name: self.deployment_name.clone(),
            });
        }
        if self.is_in(&existing) {
            return Ok((existing, Change::Unchanged));
        }
        // Prefect replaces the schedules by those that it is told, and keeps all else that it is not told.
        let schedules = existing.schedules.iter().map(schedule::again).collect();
        let updated = self.write(client, existing.flow_id, schedules).await?;
        Ok((updated, Change::Updated))
    }

    /// The deployment of this name, if there is one.
    pub(crate) async fn read(
        &self,
        client: &Client,
    ) -> Result<Option<types::DeploymentResponse>, Failure> {
        read_by_name(client, &self.flow_name, &self.deployment_name).await
    }

    async fn write(
        &self,
        client: &Client,
        flow_id: Uuid,
        schedules: Vec<types::DeploymentScheduleCreate>,
    ) -> Result<types::DeploymentResponse, Failure> {
        let labels = [(
            PLAN_LABEL.to_owned(),
            types::DeploymentCreateLabelsValue::String(self.plan.clone()),
        )];
        let mut body = types::DeploymentCreate::builder()
            .name(self.deployment_name.clone())
            .flow_id(flow_id)
            .work_pool_name(self.work_pool_name.clone())
            .description(self.description.clone())
            .path(".".to_owned())
            .entrypoint(self.entrypoint.clone())
            .pull_steps(self.pull_steps.clone())
            .parameter_openapi_schema(self.parameter_schema.clone())
            .labels(labels.into_iter().collect::<indexmap::IndexMap<_, _>>());
        if !schedules.is_empty() {
            body = body.schedules(schedules);
        }
        if let Some(job_variables) = &self.job_variables {
            body = body.job_variables(job_variables.clone());
        }
        client
            .create_deployment()
            .body(body)
            .send()
            .await
            .map(prefect_rest::ResponseValue::into_inner)
            .map_err(Failure::prefect("create the deployment"))
    }

    /// Whether a deployment is as this package would make it.
    fn is_in(&self, existing: &types::DeploymentResponse) -> bool {
        existing.work_pool_name.as_ref() == Some(&self.work_pool_name)
            && existing.description == self.description
            && existing.path.as_deref() == Some(".")
            && existing.entrypoint.as_ref() == Some(&self.entrypoint)
            && existing.pull_steps.as_ref() == Some(&self.pull_steps)
            && existing.parameter_openapi_schema.as_ref() == Some(&self.parameter_schema)
            && plan_label(existing) == Some(&self.plan)
            && self
                .job_variables
                .as_ref()
                .is_none_or(|wanted| existing.job_variables == *wanted)
    }
}

/// The deployment of this name, if there is one.
pub(crate) async fn read_by_name(
    client: &Client,
    flow_name: &str,
    deployment_name: &str,
) -> Result<Option<types::DeploymentResponse>, Failure> {
    let read = client
        .read_deployment_by_name()
        .flow_name(flow_name)
        .deployment_name(deployment_name)
        .send()
        .await;
    match read {
        Ok(deployment) => Ok(Some(deployment.into_inner())),
        Err(error) if is_not_found(&error) => Ok(None),
        Err(error) => Err(Failure::prefect("read the deployment")(error)),
    }
}

/// Whether a deployment is of this runner's making.
pub(crate) fn is_ours(deployment: &types::DeploymentResponse) -> bool {
    plan_label(deployment).is_some()
}

/// The plan that a deployment of this runner carries.
fn plan_label(deployment: &types::DeploymentResponse) -> Option<&String> {
    match deployment.labels.get(PLAN_LABEL) {
        Some(types::DeploymentResponseLabelsValue::String(plan)) => Some(plan),
        _ => None,
    }
}

fn step(function: &str, inputs: Value) -> Map<String, Value> {
    Map::from_iter([(function.to_owned(), inputs)])
}
