//! `delete_deployment`.

use prefect_rest::{is_not_found, types};
use rmcp::handler::server::wrapper::Parameters;
use rmcp::model::{CallToolResult, Extensions};
use rmcp::{tool, tool_router};
use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::{Value, json};

use crate::arguments::{boolean, schema};
use crate::deployment::is_ours;
use crate::deployment::named::Named;
use crate::failure::Failure;
use crate::prefect::Prefect;
use crate::results::{self, Facts, facts};
use crate::server::Runner;

/// The arguments of `delete_deployment`.
#[derive(Debug, Deserialize, JsonSchema)]
pub(crate) struct DeleteDeploymentArguments {
    /// The deployment: its id, or "flow name/deployment name"; list_deployments tells which there are.
    #[schemars(required, schema_with = "schema::string")]
    deployment: Option<Value>,
    /// Delete it also if submit_flow did not make it.
    #[serde(default)]
    #[schemars(schema_with = "schema::boolean")]
    force: Option<Value>,
}

#[tool_router(router = delete_deployment_router, vis = "pub(super)")]
impl Runner {
    /// Delete a deployment.
    #[tool(
        name = "delete_deployment",
        description = "Delete a deployment with its schedules. Its runs stay, but those that have not started yet no \
            longer find their code. One that submit_flow did not make is only deleted with force.",
        annotations(
            title = "Delete a deployment",
            read_only_hint = false,
            destructive_hint = true,
            idempotent_hint = true,
            open_world_hint = false
        )
    )]
    async fn delete_deployment(
        &self,
        request: Extensions,
        Parameters(arguments): Parameters<DeleteDeploymentArguments>,
    ) -> CallToolResult {
        results::of(delete_deployment(self.prefect(&request), arguments).await)
    }
}

/// Deletes a deployment.
async fn delete_deployment(
    prefect: Result<Prefect, Failure>,
    arguments: DeleteDeploymentArguments,
) -> Result<Facts, Failure> {
    let named = Named::read_required(arguments.deployment)?;
    let force = boolean("force", arguments.force)?;
    let prefect = prefect?;
    let work = async {
        let client = prefect.client();
        let deployment = named.find(client).await?;
        prefect
            .scope()
            .admit(deployment.work_pool_name.as_deref())?;
        if !force && !is_ours(&deployment) {
            return Err(Failure::NotOurs(named.to_string()));
        }
        match client.delete_deployment().id(deployment.id).send().await {
            Ok(_) => Ok(told(&deployment)),
            // An attempt whose answer was lost has deleted it.
            Err(error) if is_not_found(&error) => Ok(told(&deployment)),
            Err(error) => Err(Failure::prefect("delete the deployment")(error)),
        }
    };
    prefect.limit().over(Box::pin(work)).await
}

fn told(deployment: &types::DeploymentResponse) -> Facts {
    facts(json!({
        "deployment_id": deployment.id,
        "deployment_name": deployment.name,
        "message": format!("Deleted the deployment {:?}.", deployment.name),
    }))
}
