//! What flow runs belong to: flows, work pools with queues, deployments.

use anyhow::Context;
use serde_json::{Value, json};

use crate::load::Connection;

/// How many flows, deployments and work pools there are, and how many queues a pool
/// has; the rare ones come on top.
const FLOWS: usize = 20;
pub(super) const DEPLOYMENTS: usize = 50;
const POOLS: usize = 5;
const QUEUES: [&str; 4] = ["default", "high", "middle", "low"];

/// The number of the deployment that an eighth of all runs are of.
pub(super) const USUAL_DEPLOYMENT: usize = 0;

/// The number of the deployment that few runs are of. Nothing else is of its flow, in
/// its pool, or in its queue.
pub(super) const RARE_DEPLOYMENT: usize = DEPLOYMENTS;

/// What the rare flow, deployment, pool and queue are called.
const RARE: &str = "few";

/// A deployment and what it belongs to.
#[derive(Debug, Clone)]
pub(crate) struct Deployment {
    /// Its id.
    pub(crate) id: String,
    /// The id and the name of its flow.
    pub(crate) flow: String,
    pub(crate) flow_name: String,
    /// The name of its pool.
    pub(crate) pool: String,
    /// The id and the name of its queue.
    pub(crate) queue_id: String,
    pub(crate) queue: String,
}

/// All deployments, the rare one last.
#[derive(Debug, Clone)]
pub(crate) struct Objects {
    /// The deployments.
    pub(crate) deployments: Vec<Deployment>,
}

impl Objects {
    /// Makes everything that runs belong to.
    pub(crate) async fn create(connection: &mut Connection) -> anyhow::Result<Self> {
        for pool in (0..POOLS).map(pool_name).chain([RARE.to_owned()]) {
            let body = json!({"name": pool, "type": "process"});
            connection.post("/work_pools/", &body).await?;
        }
        for pool in (0..POOLS).map(pool_name) {
            for queue in &QUEUES[1..] {
                let path = format!("/work_pools/{pool}/queues");
                connection.post(&path, &json!({"name": queue})).await?;
            }
        }
        let path = format!("/work_pools/{RARE}/queues");
        connection.post(&path, &json!({"name": RARE})).await?;

        let mut deployments = Vec::with_capacity(DEPLOYMENTS + 1);
        for number in 0..DEPLOYMENTS {
            let flow = format!("flow-{:02}", number % FLOWS);
            let (pool, queue) = (
                pool_name(number % POOLS),
                QUEUES[number / POOLS % QUEUES.len()],
            );
            let name = format!("deployment-{number:02}");
            deployments.push(deploy_to(connection, &name, &flow, &pool, queue).await?);
        }
        deployments.push(deploy_to(connection, RARE, RARE, RARE, RARE).await?);
        Ok(Self { deployments })
    }

    /// The deployment that many runs are of.
    pub(crate) fn usual(&self) -> &Deployment {
        &self.deployments[USUAL_DEPLOYMENT]
    }

    /// The deployment that few runs are of.
    pub(crate) fn rare(&self) -> &Deployment {
        &self.deployments[RARE_DEPLOYMENT]
    }

    /// The names of the usual pools.
    pub(crate) fn pools() -> Vec<String> {
        (0..POOLS).map(pool_name).collect()
    }
}

fn pool_name(number: usize) -> String {
    format!("pool-{number}")
}

/// Makes a flow and a deployment of it in a queue of a pool.
async fn deploy_to(
    connection: &mut Connection,
    name: &str,
    flow: &str,
    pool: &str,
    queue: &str,
) -> anyhow::Result<Deployment> {
    let more = json!({"work_pool_name": pool, "work_queue_name": queue});
    let id = deploy(connection, name, flow, more).await?;
    let path = format!("/deployments/{id}");
    let deployment = connection.call("GET", &path, &Value::Null).await?;
    Ok(Deployment {
        id,
        flow: text(&deployment, "flow_id")?,
        flow_name: flow.to_owned(),
        pool: pool.to_owned(),
        queue_id: text(&deployment, "work_queue_id")?,
        queue: queue.to_owned(),
    })
}

/// Makes a flow and a deployment of it with what else it is to have, and gives its id.
pub(crate) async fn deploy(
    connection: &mut Connection,
    name: &str,
    flow: &str,
    more: Value,
) -> anyhow::Result<String> {
    let flow = connection.post("/flows/", &json!({"name": flow})).await?;
    let mut body = json!({
        "name": name,
        "flow_id": flow["id"],
        "entrypoint": "flow.py:flow",
        "parameters": {"department": "Engineering"},
    });
    if let (Some(body), Value::Object(more)) = (body.as_object_mut(), more) {
        body.extend(more);
    }
    let deployment = connection.post("/deployments/", &body).await?;
    text(&deployment, "id")
}

/// A text within an answer.
pub(super) fn text(answer: &Value, field: &str) -> anyhow::Result<String> {
    let value = answer.get(field).and_then(Value::as_str);
    value
        .map(ToOwned::to_owned)
        .with_context(|| format!("an answer without {field}: {answer}"))
}
