//! `list_deployments`.

use prefect_rest::types;
use rmcp::handler::server::wrapper::Parameters;
use rmcp::model::{CallToolResult, Extensions};
use rmcp::{tool, tool_router};
use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::arguments::{name, schema, text};
use crate::deployment::is_ours;
use crate::failure::Failure;
use crate::filters;
use crate::page::{self, Page, given};
use crate::prefect::Prefect;
use crate::results::{self, Facts, facts};
use crate::run::cut;
use crate::server::Runner;

/// The most bytes of JSON that a description takes.
const MAX_DESCRIPTION_BYTES: usize = 300;

/// The most names of parameters that are told of a deployment.
const MAX_PARAMETERS: usize = 30;

/// The arguments of `list_deployments`.
#[derive(Debug, Deserialize, JsonSchema)]
pub(crate) struct ListDeploymentsArguments {
    /// Only deployments in whose name, or whose flow's name, this occurs.
    #[serde(default)]
    #[schemars(schema_with = "schema::optional_string")]
    name: Option<Value>,
    /// Only deployments in this work pool.
    #[serde(default)]
    #[schemars(schema_with = "schema::optional_string")]
    work_pool_name: Option<Value>,
    /// How many deployments at most, from 1 to 100.
    #[serde(default)]
    #[schemars(schema_with = "page::limit")]
    limit: Option<Value>,
    /// How many deployments to leave out before: the next_offset of an answer.
    #[serde(default)]
    #[schemars(schema_with = "page::offset")]
    offset: Option<Value>,
}

#[tool_router(router = list_deployments_router, vis = "pub(super)")]
impl Runner {
    /// List deployments.
    #[tool(
        name = "list_deployments",
        description = "List Prefect's deployments, which run_deployment can run, in order of their names: all, those of a \
            name or those in a work pool; page by page. Each is told with the names of its parameters, of which those \
            that must be given are marked.",
        annotations(
            title = "List deployments",
            read_only_hint = true,
            open_world_hint = false
        )
    )]
    async fn list_deployments(
        &self,
        request: Extensions,
        Parameters(arguments): Parameters<ListDeploymentsArguments>,
    ) -> CallToolResult {
        results::of(list_deployments(self.prefect(&request), arguments).await)
    }
}

/// Lists a page of the deployments that match.
async fn list_deployments(
    prefect: Result<Prefect, Failure>,
    arguments: ListDeploymentsArguments,
) -> Result<Facts, Failure> {
    let like = text("name", arguments.name)?;
    let pool = name("work_pool_name", arguments.work_pool_name)?;
    let page = Page::read(arguments.limit, arguments.offset)?;
    let prefect = prefect?;
    if let Some(pool) = &pool {
        prefect.scope().admit(Some(pool))?;
    }
    let pools = pool.map(|pool| vec![pool]);
    let work_pools = filters::work_pools(pools.as_deref().or(prefect.scope().allowed()));
    let deployments = like.map(|like| types::DeploymentFilter {
        flow_or_deployment_name: types::DeploymentOrFlowNameFilter { like: like.into() }.into(),
        ..types::DeploymentFilter::default()
    });
    let work = Box::pin(read(&prefect, deployments, work_pools, page));
    prefect.limit().over(work).await
}

async fn read(
    prefect: &Prefect,
    deployments: Option<types::DeploymentFilter>,
    work_pools: prefect_rest::Field<types::WorkPoolFilter>,
    page: Page,
) -> Result<Facts, Failure> {
    let client = prefect.client();
    let counted = types::CountDeploymentsBody {
        deployments: given(deployments.clone()),
        work_pools: work_pools.clone(),
        ..types::CountDeploymentsBody::default()
    };
    let listed = types::ReadDeploymentsBody {
        deployments: given(deployments),
        work_pools,
        limit: Some(i64::from(page.limit)),
        offset: Some(i64::from(page.offset)),
        sort: Some(types::DeploymentSort::NameAsc),
        ..types::ReadDeploymentsBody::default()
    };
    let (total, deployments) = tokio::try_join!(
        Box::pin(client.count_deployments().body(counted).send()),
        Box::pin(client.read_deployments().body(listed).send()),
    )
    .map_err(Failure::prefect("list the deployments"))?;
    let flow_ids: Vec<Uuid> = deployments.iter().map(|one| one.flow_id).collect();
    let flow_names = filters::flow_names(client, flow_ids).await?;
    let told: Vec<Value> = deployments
        .iter()
        .map(|one| {
            let flow_name = flow_names.get(&one.flow_id);
            let description = one.description.as_deref().unwrap_or_default();
            json!({
                "deployment_id": one.id,
                "name": flow_name.map(|flow| format!("{flow}/{}", one.name)),
                "work_pool_name": one.work_pool_name,
                "status": one.status,
                "is_paused": one.paused,
                "is_planned": is_ours(one),
                "schedule_count": one.schedules.len(),
                "tags": one.tags,
                "description": cut::beginning(description, MAX_DESCRIPTION_BYTES),
                "parameters": parameters(one),
            })
        })
        .collect();
    let mut list = facts(json!({"deployments": told}));
    page.tell(&mut list, deployments.len(), *total);
    Ok(list)
}

/// The names of the parameters that a deployment takes; those that must be given with a star.
fn parameters(deployment: &types::DeploymentResponse) -> Vec<String> {
    let schema = deployment.parameter_openapi_schema.as_ref();
    let part = |key: &str| schema.and_then(|schema| schema.get(key));
    let required = part("required").and_then(Value::as_array);
    let must_be_given = |name: &String| {
        !deployment.parameters.contains_key(name)
            && required.is_some_and(|required| required.iter().any(|one| one == name))
    };
    part("properties")
        .and_then(Value::as_object)
        .into_iter()
        .flat_map(|properties| properties.keys())
        .take(MAX_PARAMETERS)
        .map(|name| {
            let star = if must_be_given(name) { "*" } else { "" };
            format!("{name}{star}")
        })
        .collect()
}
