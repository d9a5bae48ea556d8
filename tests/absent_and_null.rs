//! In an update, a key that is absent keeps what is stored, and null clears it:
//! from the generated client, and from raw JSON.

use prefect_rest::{Client, Field, types};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::fixtures::mock::Mock;

async fn patch(mock: &Mock, path: &str, body: Value) {
    let answer = reqwest::Client::new()
        .patch(format!("{}{path}", mock.url()))
        .json(&body)
        .send()
        .await
        .expect("an answer");
    assert_eq!(answer.status().as_u16(), 204, "{body}");
}

async fn make_pool(client: &Client) {
    let body = types::WorkPoolCreate::builder()
        .name("pool".to_owned())
        .type_("process".to_owned())
        .description("before".to_owned())
        .concurrency_limit(3);
    client
        .create_work_pool()
        .body(body)
        .send()
        .await
        .expect("a pool");
}

async fn pool(client: &Client) -> (Option<i64>, Option<String>) {
    let pool = client
        .read_work_pool()
        .name("pool")
        .send()
        .await
        .expect("a pool")
        .into_inner();
    (pool.concurrency_limit, pool.description)
}

#[tokio::test]
async fn of_a_work_pool_through_the_client() {
    let mock = Mock::start().await;
    let client = mock.client();
    make_pool(&client).await;
    let update = |body: types::builder::WorkPoolUpdate| async {
        let sent = client
            .update_work_pool()
            .name("pool")
            .body(body)
            .send()
            .await;
        sent.expect("an update");
        pool(&client).await
    };
    let before = Some("before".to_owned());
    assert_eq!(
        update(types::WorkPoolUpdate::builder()).await,
        (Some(3), before.clone())
    );
    let body = types::WorkPoolUpdate::builder().concurrency_limit(Field::Null);
    assert_eq!(update(body).await, (None, before));
    let body = types::WorkPoolUpdate::builder()
        .concurrency_limit(5)
        .description(Field::Null);
    assert_eq!(update(body).await, (Some(5), None));
}

#[tokio::test]
async fn of_a_work_pool_through_json() {
    let mock = Mock::start().await;
    let client = mock.client();
    make_pool(&client).await;
    let before = Some("before".to_owned());
    patch(&mock, "/work_pools/pool", json!({})).await;
    assert_eq!(pool(&client).await, (Some(3), before.clone()));
    patch(
        &mock,
        "/work_pools/pool",
        json!({"concurrency_limit": null}),
    )
    .await;
    assert_eq!(pool(&client).await, (None, before));
    patch(
        &mock,
        "/work_pools/pool",
        json!({"description": null, "concurrency_limit": 1}),
    )
    .await;
    assert_eq!(pool(&client).await, (Some(1), None));
}

async fn make_deployment(client: &Client) -> Uuid {
    let flow = types::FlowCreate::builder().name("flow".to_owned());
    let flow = client
        .create_flow()
        .body(flow)
        .send()
        .await
        .expect("a flow");
    let body = types::DeploymentCreate::builder()
        .name("deployment".to_owned())
        .flow_id(flow.id)
        .description("before".to_owned())
        .tags(vec!["kept".to_owned()]);
    client
        .create_deployment()
        .body(body)
        .send()
        .await
        .expect("a deployment")
        .id
}

async fn deployment(client: &Client, id: Uuid) -> (Option<String>, Vec<String>) {
    let read = client
        .read_deployment()
        .id(id)
        .send()
        .await
        .expect("a deployment")
        .into_inner();
    (read.description, read.tags)
}

#[tokio::test]
async fn of_a_deployment_where_empty_is_a_third_thing() {
    let mock = Mock::start().await;
    let client = mock.client();
    let id = make_deployment(&client).await;
    let path = format!("/deployments/{id}");
    let kept = vec!["kept".to_owned()];
    patch(&mock, &path, json!({"version": "1"})).await;
    assert_eq!(
        deployment(&client, id).await,
        (Some("before".to_owned()), kept.clone())
    );
    patch(&mock, &path, json!({"description": null})).await;
    assert_eq!(deployment(&client, id).await, (None, kept));
    let body = types::DeploymentUpdate::builder().tags(Vec::new());
    client
        .update_deployment()
        .id(id)
        .body(body)
        .send()
        .await
        .expect("an update");
    assert_eq!(deployment(&client, id).await, (None, Vec::new()));
}
