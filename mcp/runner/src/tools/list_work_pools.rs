//! `list_work_pools`, and what other tools ask of work pools.

use prefect_rest::{Client, is_not_found, types};
use rmcp::handler::server::wrapper::Parameters;
use rmcp::model::{CallToolResult, Extensions};
use rmcp::{tool, tool_router};
use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::{Value, json};

use crate::failure::Failure;
use crate::filters;
use crate::prefect::Prefect;
use crate::results::{self, Facts, facts};
use crate::server::Runner;

/// How many work pools are asked for at once; the most that Prefect gives.
const PAGE: i64 = 200;

/// The most work pools that are listed. More than that is no list that a model can use.
const MAX_WORK_POOLS: usize = 1_000;

/// The arguments of `list_work_pools`: none, which its schema says outright, because some models' interfaces refuse a
/// schema without properties.
#[derive(Debug, Deserialize, JsonSchema)]
#[schemars(extend("properties" = {}))]
pub(crate) struct ListWorkPoolsArguments {}

#[tool_router(router = list_work_pools_router, vis = "pub(super)")]
impl Runner {
    /// List the work pools.
    #[tool(
        name = "list_work_pools",
        description = "List the Prefect work pools that flows can be submitted to, each with its type and status: \
            READY if a worker polls it, NOT_READY if none does, PAUSED.",
        annotations(
            title = "List work pools",
            read_only_hint = true,
            open_world_hint = false
        )
    )]
    async fn list_work_pools(
        &self,
        request: Extensions,
        Parameters(ListWorkPoolsArguments {}): Parameters<ListWorkPoolsArguments>,
    ) -> CallToolResult {
        results::of(list_work_pools(self.prefect(&request)).await)
    }
}

/// Lists the work pools, in order of their names.
pub(crate) async fn list_work_pools(prefect: Result<Prefect, Failure>) -> Result<Facts, Failure> {
    let prefect = prefect?;
    let pools = prefect.limit().over(read_all(&prefect)).await?;
    let mut list = facts(json!({
        "work_pool_count": pools.len(),
        "work_pools": pools.iter().map(told).collect::<Vec<_>>(),
    }));
    if pools.is_empty() {
        list.insert(
            "next".to_owned(),
            json!("There are no work pools yet. Call create_work_pool, then submit_flow."),
        );
    }
    Ok(list)
}

/// The work pool of this name, if there is one.
pub(crate) async fn read(
    client: &Client,
    name: &str,
) -> Result<Option<types::WorkPoolResponse>, Failure> {
    match client.read_work_pool().name(name).send().await {
        Ok(pool) => Ok(Some(pool.into_inner())),
        Err(error) if is_not_found(&error) => Ok(None),
        Err(error) => Err(Failure::prefect("read the work pool")(error)),
    }
}

/// All work pools that may be used, in order of their names, up to [`MAX_WORK_POOLS`].
pub(crate) async fn read_all(prefect: &Prefect) -> Result<Vec<types::WorkPoolResponse>, Failure> {
    let mut pools: Vec<types::WorkPoolResponse> = Vec::new();
    loop {
        let body = types::ReadWorkPoolsBody {
            work_pools: filters::work_pools(prefect.scope().allowed()),
            limit: Some(PAGE),
            offset: i64::try_from(pools.len()).ok(),
        };
        let page = prefect
            .client()
            .read_work_pools()
            .body(body)
            .send()
            .await
            .map_err(Failure::prefect("list the work pools"))?
            .into_inner();
        let is_last = i64::try_from(page.len()).is_ok_and(|length| length < PAGE);
        pools.extend(page);
        if is_last || pools.len() >= MAX_WORK_POOLS {
            break;
        }
    }
    pools.sort_by(|a, b| a.name.cmp(&b.name));
    Ok(pools)
}

/// What to type for a worker of a pool.
pub(crate) fn worker_command(pool: &str) -> String {
    format!("prefect worker start --pool {pool:?}")
}

/// A work pool as a result tells it.
pub(crate) fn told(pool: &types::WorkPoolResponse) -> Value {
    json!({
        "name": pool.name,
        "type": pool.type_,
        "status": pool.status,
        "is_paused": pool.is_paused,
        "description": pool.description.as_deref().unwrap_or_default(),
        "concurrency_limit": pool.concurrency_limit,
    })
}
