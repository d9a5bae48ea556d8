//! `create_work_pool`.

use prefect_rest::{is_conflict, types};
use rmcp::handler::server::wrapper::Parameters;
use rmcp::model::{CallToolResult, Extensions};
use rmcp::{tool, tool_router};
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::Deserialize;
use serde_json::{Value, json};

use super::list_work_pools::{self, told, worker_command};
use crate::arguments::{name, required, schema, text, whole_number};
use crate::failure::Failure;
use crate::prefect::Prefect;
use crate::results::{self, Facts, facts};
use crate::server::Runner;

/// The type of a work pool when the caller does not say: one that needs nothing but Prefect on the worker's machine.
const DEFAULT_POOL_TYPE: &str = "process";

/// What names of work pools must not begin with, in any case: Prefect keeps those for itself.
const RESERVED_PREFIX: &str = "prefect";

/// The most flow runs that a pool can be limited to: what Prefect's database can hold.
const MAX_CONCURRENCY_LIMIT: u32 = i32::MAX.unsigned_abs();

/// The arguments of `create_work_pool`.
#[derive(Debug, Deserialize, JsonSchema)]
pub(crate) struct CreateWorkPoolArguments {
    /// The work pool's name.
    #[schemars(required, schema_with = "schema::string")]
    pool_name: Option<Value>,
    /// The kind of workers that poll it: process, docker, kubernetes or another type that Prefect knows.
    #[serde(default)]
    #[schemars(schema_with = "pool_type")]
    pool_type: Option<Value>,
    /// What the pool is for.
    #[serde(default)]
    #[schemars(schema_with = "schema::optional_string")]
    description: Option<Value>,
    /// The most flow runs that the pool runs at a time; no limit if left out.
    #[serde(default)]
    #[schemars(schema_with = "concurrency_limit")]
    concurrency_limit: Option<Value>,
}

fn pool_type(_: &mut SchemaGenerator) -> Schema {
    json_schema!({"type": "string", "default": DEFAULT_POOL_TYPE})
}

fn concurrency_limit(_: &mut SchemaGenerator) -> Schema {
    json_schema!({"anyOf": [{"type": "integer", "minimum": 0}, {"type": "null"}], "default": null})
}

#[tool_router(router = create_work_pool_router, vis = "pub(super)")]
impl Runner {
    /// Create a work pool.
    #[tool(
        name = "create_work_pool",
        description = "Create a Prefect work pool, to which flows are submitted and which workers poll for them. One \
            that is there already is left as it is.",
        annotations(
            title = "Create a work pool",
            read_only_hint = false,
            destructive_hint = false,
            idempotent_hint = true,
            open_world_hint = false
        )
    )]
    async fn create_work_pool(
        &self,
        request: Extensions,
        Parameters(arguments): Parameters<CreateWorkPoolArguments>,
    ) -> CallToolResult {
        results::of(create_work_pool(self.prefect(&request), arguments).await)
    }
}

/// Creates a work pool, unless it is there already.
async fn create_work_pool(
    prefect: Result<Prefect, Failure>,
    arguments: CreateWorkPoolArguments,
) -> Result<Facts, Failure> {
    let pool_name = required(
        "pool_name",
        name("pool_name", arguments.pool_name)?,
        "a name for the work pool, such as \"demo-pool\"",
    )?;
    if pool_name.to_lowercase().starts_with(RESERVED_PREFIX) {
        return Err(Failure::argument(
            "pool_name",
            format!(
                "is {pool_name:?}, and Prefect keeps names that begin with \"prefect\" for itself"
            ),
            "Choose another pool_name.",
        ));
    }
    let pool_type =
        text("pool_type", arguments.pool_type)?.unwrap_or_else(|| DEFAULT_POOL_TYPE.to_owned());
    let description = text("description", arguments.description)?;
    let limit = whole_number(
        "concurrency_limit",
        arguments.concurrency_limit,
        0..=MAX_CONCURRENCY_LIMIT,
    )?;
    let prefect = prefect?;
    prefect.scope().admit(Some(&pool_name))?;

    let mut wanted = types::WorkPoolCreate::builder()
        .name(pool_name.clone())
        .type_(pool_type.clone());
    if let Some(description) = description {
        wanted = wanted.description(description);
    }
    if let Some(limit) = limit {
        wanted = wanted.concurrency_limit(i64::from(limit));
    }
    let client = prefect.client();
    let work = async {
        match client.create_work_pool().body(wanted).send().await {
            Ok(pool) => Ok(created(&pool)),
            Err(error) if is_conflict(&error) => {
                match list_work_pools::read(client, &pool_name).await? {
                    Some(pool) if pool.type_ == pool_type => Ok(found(&pool)),
                    Some(pool) => Err(Failure::OtherWorkPool {
                        name: pool_name,
                        existing_type: pool.type_,
                    }),
                    None => Err(Failure::prefect("create the work pool")(error)),
                }
            }
            Err(error) => Err(Failure::prefect("create the work pool")(error)),
        }
    };
    prefect.limit().over(Box::pin(work)).await
}

fn created(pool: &types::WorkPoolResponse) -> Facts {
    facts(json!({
        "created": true,
        "work_pool": told(pool),
        "message": format!("Created the work pool {:?}.", pool.name),
        "next": format!(
            "Start a worker that polls the pool, with `{}`; then call submit_flow with work_pool_name {:?}.",
            worker_command(&pool.name),
            pool.name
        ),
    }))
}

fn found(pool: &types::WorkPoolResponse) -> Facts {
    facts(json!({
        "created": false,
        "work_pool": told(pool),
        "message": format!("The work pool {:?} is there already; it was left as it is.", pool.name),
        "next": format!("Call submit_flow with work_pool_name {:?}.", pool.name),
    }))
}
