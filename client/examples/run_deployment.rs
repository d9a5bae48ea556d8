//! Lists the work pools, starts a run of a deployment, and waits for it.
//!
//! ```text
//! PREFECT_API_URL=http://127.0.0.1:4220/api cargo run -p prefect-rest --example run_deployment -- my-flow/my-deployment
//! ```
//!
//! Without an argument it makes a flow, a pool and a deployment of its own. On
//! the mock such a run is simulated; on real Prefect it waits for a worker.

use std::time::Duration;

use anyhow::{Context, Result, anyhow, bail};
use prefect_rest::{ApiError, Client, explain, is_not_found, types};

/// What the example makes when it is given no deployment.
const OWN: (&str, &str, &str) = ("example-flow", "example", "example-pool");

#[tokio::main]
async fn main() -> Result<()> {
    let client = Client::from_env()?;

    println!("Work pools at {}:", client.api_url());
    let pools = client
        .read_work_pools()
        .body(types::ReadWorkPoolsBody::default())
        .send()
        .await
        .map_err(in_words)?;
    for pool in pools.iter() {
        println!("  {} ({})", pool.name, pool.type_);
    }

    let deployment = match std::env::args().nth(1) {
        Some(name) => {
            let Some((flow, deployment)) = name.split_once('/') else {
                bail!("`{name}` names no deployment; write it as FLOW/DEPLOYMENT");
            };
            client
                .read_deployment_by_name()
                .flow_name(flow)
                .deployment_name(deployment)
                .send()
                .await
                .map_err(in_words)
                .with_context(|| format!("cannot read the deployment {name}"))?
                .into_inner()
        }
        None => make_deployment(&client).await?,
    };

    let run = client
        .create_flow_run_from_deployment()
        .id(deployment.id)
        .body(types::DeploymentFlowRunCreate::default())
        .send()
        .await
        .map_err(in_words)?
        .into_inner();
    println!("Started {} of {}", run.name, deployment.name);

    let run = client
        .wait_for_flow_run(run.id, Duration::from_secs(120))
        .await?;
    println!(
        "{} is {}",
        run.name,
        run.state_name.as_deref().unwrap_or("without a state")
    );
    Ok(())
}

async fn make_deployment(client: &Client) -> Result<types::DeploymentResponse> {
    let (flow, deployment, pool) = OWN;
    let flow = client
        .create_flow()
        .body(types::FlowCreate::builder().name(flow.to_owned()))
        .send()
        .await
        .map_err(in_words)?;
    match client.read_work_pool().name(pool).send().await {
        Ok(_) => {}
        Err(error) if is_not_found(&error) => {
            client
                .create_work_pool()
                .body(
                    types::WorkPoolCreate::builder()
                        .name(pool.to_owned())
                        .type_("process".to_owned()),
                )
                .send()
                .await
                .map_err(in_words)?;
        }
        Err(error) => return Err(in_words(error)),
    }
    let made = client
        .create_deployment()
        .body(
            types::DeploymentCreate::builder()
                .name(deployment.to_owned())
                .flow_id(flow.id)
                .work_pool_name(pool.to_owned())
                .entrypoint("flow.py:main".to_owned()),
        )
        .send()
        .await
        .map_err(in_words)?;
    Ok(made.into_inner())
}

fn in_words(error: ApiError) -> anyhow::Error {
    anyhow!(explain(&error))
}
