//! Work pools: `create_work_pool` and `list_work_pools`.

use prefect_rest::{Client, is_conflict, is_not_found, types};
use serde_json::{Value, json};

use crate::arguments::{
    CreateWorkPoolArguments, DEFAULT_POOL_TYPE, describe, name, number, required, text,
};
use crate::failure::Failure;
use crate::prefect::Prefect;
use crate::results::{Facts, facts};

/// How many work pools are asked for at once; the most that Prefect gives.
const PAGE: i64 = 200;

/// The most work pools that are listed. More than that is no list that a model can use.
const MAX_WORK_POOLS: usize = 1_000;

/// What names of work pools must not begin with, in any case: Prefect keeps those for itself.
const RESERVED_PREFIX: &str = "prefect";

/// Creates a work pool, unless it is there already.
pub(crate) async fn create_work_pool(
    prefect: &Prefect,
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
    let concurrency_limit = limit(arguments.concurrency_limit)?;
    let client = prefect.client()?;

    let mut wanted = types::WorkPoolCreate::builder()
        .name(pool_name.clone())
        .type_(pool_type.clone());
    if let Some(description) = description {
        wanted = wanted.description(description);
    }
    if let Some(limit) = concurrency_limit {
        wanted = wanted.concurrency_limit(limit);
    }
    prefect
        .in_time(async {
            match client.create_work_pool().body(wanted).send().await {
                Ok(pool) => Ok(created(&pool)),
                Err(error) if is_conflict(&error) => {
                    let pool = read(client, &pool_name).await?;
                    match pool {
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
        })
        .await
}

/// Lists the work pools, in order of their names.
pub(crate) async fn list_work_pools(prefect: &Prefect) -> Result<Facts, Failure> {
    let client = prefect.client()?;
    let pools = prefect.in_time(read_all(client)).await?;
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

/// All work pools, in order of their names, up to [`MAX_WORK_POOLS`].
pub(crate) async fn read_all(client: &Client) -> Result<Vec<types::WorkPoolResponse>, Failure> {
    let mut pools: Vec<types::WorkPoolResponse> = Vec::new();
    loop {
        let body = types::ReadWorkPoolsBody {
            limit: Some(PAGE),
            offset: i64::try_from(pools.len()).ok(),
            ..types::ReadWorkPoolsBody::default()
        };
        let page = client
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

fn limit(value: Option<Value>) -> Result<Option<i64>, Failure> {
    let given = value.as_ref().map(describe).unwrap_or_default();
    let Some(limit) = number("concurrency_limit", value, 0.0..=f64::from(i32::MAX))? else {
        return Ok(None);
    };
    if limit.fract() != 0.0 {
        return Err(Failure::argument(
            "concurrency_limit",
            format!("is {given}, where a whole number is expected"),
            "Call again with a whole number, or without it.",
        ));
    }
    #[expect(
        clippy::cast_possible_truncation,
        reason = "a whole number within the bounds of i32"
    )]
    let limit = limit as i64;
    Ok(Some(limit))
}

fn created(pool: &types::WorkPoolResponse) -> Facts {
    facts(json!({
        "created": true,
        "work_pool": told(pool),
        "message": format!("Created the work pool {:?}.", pool.name),
        "next": start_a_worker(&pool.name),
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

fn start_a_worker(name: &str) -> String {
    format!(
        "Call submit_flow with work_pool_name {name:?}. Flows run when a worker polls the pool: `{}`.",
        worker_command(name)
    )
}

/// What to type for a worker of a pool.
pub(crate) fn worker_command(pool: &str) -> String {
    format!("prefect worker start --pool {pool:?}")
}

/// A work pool as a result tells it.
fn told(pool: &types::WorkPoolResponse) -> Value {
    json!({
        "name": pool.name,
        "type": pool.type_,
        "status": pool.status,
        "is_paused": pool.is_paused,
        "description": pool.description.as_deref().unwrap_or_default(),
        "concurrency_limit": pool.concurrency_limit,
    })
}
