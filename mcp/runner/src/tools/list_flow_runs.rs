//! `list_flow_runs`.

use prefect_rest::types;
use rmcp::handler::server::wrapper::Parameters;
use rmcp::model::{CallToolResult, Extensions};
use rmcp::{tool, tool_router};
use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::arguments::{describe, name, schema, texts};
use crate::deployment::named::Named;
use crate::failure::Failure;
use crate::filters;
use crate::page::{self, Page, given};
use crate::prefect::Prefect;
use crate::results::{self, Facts, facts, seconds, time};
use crate::server::Runner;

/// What types of states look like, for messages.
const STATE_TYPES: &str = r#"["RUNNING", "FAILED"]"#;

/// The arguments of `list_flow_runs`.
#[derive(Debug, Deserialize, JsonSchema)]
pub(crate) struct ListFlowRunsArguments {
    /// Only runs in states of these types: SCHEDULED, PENDING, RUNNING, COMPLETED, FAILED, CRASHED, CANCELLING,
    /// CANCELLED or PAUSED.
    #[serde(default)]
    #[schemars(schema_with = "schema::texts")]
    state_types: Option<Value>,
    /// Only runs in states of these names, such as Late or AwaitingRetry.
    #[serde(default)]
    #[schemars(schema_with = "schema::texts")]
    state_names: Option<Value>,
    /// Only runs of this deployment: its id, or "flow name/deployment name".
    #[serde(default)]
    #[schemars(schema_with = "schema::optional_string")]
    deployment: Option<Value>,
    /// Only runs in this work pool.
    #[serde(default)]
    #[schemars(schema_with = "schema::optional_string")]
    work_pool_name: Option<Value>,
    /// How many runs at most, from 1 to 100.
    #[serde(default)]
    #[schemars(schema_with = "page::limit")]
    limit: Option<Value>,
    /// How many runs to leave out before: the next_offset of an answer.
    #[serde(default)]
    #[schemars(schema_with = "page::offset")]
    offset: Option<Value>,
}

#[tool_router(router = list_flow_runs_router, vis = "pub(super)")]
impl Runner {
    /// List flow runs.
    #[tool(
        name = "list_flow_runs",
        description = "List flow runs with their states and times, those that are expected latest or were newest first: \
            all, or those in some states, of a deployment or in a work pool; page by page.",
        annotations(
            title = "List flow runs",
            read_only_hint = true,
            open_world_hint = false
        )
    )]
    async fn list_flow_runs(
        &self,
        request: Extensions,
        Parameters(arguments): Parameters<ListFlowRunsArguments>,
    ) -> CallToolResult {
        results::of(list_flow_runs(self.prefect(&request), arguments).await)
    }
}

/// Lists a page of the flow runs that match.
async fn list_flow_runs(
    prefect: Result<Prefect, Failure>,
    arguments: ListFlowRunsArguments,
) -> Result<Facts, Failure> {
    let types = state_types(arguments.state_types)?;
    let names = texts("state_names", arguments.state_names, r#"["Late"]"#)?;
    let deployment = Named::read(arguments.deployment)?;
    let pool = name("work_pool_name", arguments.work_pool_name)?;
    let page = Page::read(arguments.limit, arguments.offset)?;
    let prefect = prefect?;
    if let Some(pool) = &pool {
        prefect.scope().admit(Some(pool))?;
    }
    let pools = pool.map(|pool| vec![pool]);
    let work_pools = filters::work_pools(pools.as_deref().or(prefect.scope().allowed()));
    let work = async {
        let deployment_id = match &deployment {
            Some(deployment) => Some(deployment.find(prefect.client()).await?.id),
            None => None,
        };
        let flow_runs = types::FlowRunFilter {
            state: given(filters::states(types, names)),
            deployment_id: given(deployment_id.map(filters::of_deployment)),
            ..types::FlowRunFilter::default()
        };
        read(&prefect, flow_runs, work_pools, page).await
    };
    prefect.limit().over(Box::pin(work)).await
}

fn state_types(value: Option<Value>) -> Result<Vec<types::StateType>, Failure> {
    texts("state_types", value, STATE_TYPES)?
        .into_iter()
        .map(|text| {
            text.trim().to_ascii_uppercase().parse().map_err(|_| {
                Failure::argument(
                    "state_types",
                    format!(
                        "has {}, which is no type of a state",
                        describe(&json!(text))
                    ),
                    format!("Call again with state_types like {STATE_TYPES}, or without them."),
                )
            })
        })
        .collect()
}

async fn read(
    prefect: &Prefect,
    flow_runs: types::FlowRunFilter,
    work_pools: prefect_rest::Field<types::WorkPoolFilter>,
    page: Page,
) -> Result<Facts, Failure> {
    let client = prefect.client();
    let counted = types::CountFlowRunsBody {
        flow_runs: flow_runs.clone().into(),
        work_pools: work_pools.clone(),
        ..types::CountFlowRunsBody::default()
    };
    let listed = types::ReadFlowRunsBody {
        flow_runs: flow_runs.into(),
        work_pools,
        limit: Some(i64::from(page.limit)),
        offset: Some(i64::from(page.offset)),
        sort: Some(types::FlowRunSort::ExpectedStartTimeDesc),
        ..types::ReadFlowRunsBody::default()
    };
    let (total, runs) = tokio::try_join!(
        Box::pin(client.count_flow_runs().body(counted).send()),
        Box::pin(client.read_flow_runs().body(listed).send()),
    )
    .map_err(Failure::prefect("list the flow runs"))?;
    let flow_ids: Vec<Uuid> = runs.iter().map(|run| run.flow_id).collect();
    let flow_names = filters::flow_names(client, flow_ids).await?;
    let told: Vec<Value> = runs
        .iter()
        .map(|run| {
            json!({
                "flow_run_id": run.id,
                "flow_run_name": run.name,
                "flow_name": flow_names.get(&run.flow_id),
                "deployment_id": run.deployment_id,
                "work_pool_name": run.work_pool_name,
                "state_type": run.state_type,
                "state_name": run.state_name,
                "expected_start_time": run.expected_start_time.map(time),
                "start_time": run.start_time.map(time),
                "end_time": run.end_time.map(time),
                "duration_seconds": run.start_time.map(|_| seconds(run.estimated_run_time)),
            })
        })
        .collect();
    let mut list = facts(json!({"flow_runs": told}));
    page.tell(&mut list, runs.len(), *total);
    Ok(list)
}
