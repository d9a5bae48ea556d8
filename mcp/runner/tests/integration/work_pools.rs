//! `create_work_pool` and `list_work_pools`.

use serde_json::{Value, json};
use wiremock::{Request, ResponseTemplate};

use crate::host::call;
use crate::objects::{with, work_pool};
use crate::prefect::Prefect;

#[tokio::test]
async fn a_work_pool_is_created() {
    let prefect = Prefect::start().await;
    prefect
        .on("POST", "/work_pools/", 201, work_pool("pool"))
        .await;
    let session = prefect.session().await;
    for (arguments, body) in [
        (
            json!({"pool_name": "pool"}),
            json!({"name": "pool", "type": "process"}),
        ),
        (
            json!({"pool_name": "pool", "pool_type": null, "description": "", "concurrency_limit": null}),
            json!({"name": "pool", "type": "process"}),
        ),
        (
            json!({"pool_name": "pool", "pool_type": "docker", "description": "d", "concurrency_limit": 5}),
            json!({"name": "pool", "type": "docker", "description": "d", "concurrency_limit": 5}),
        ),
        (
            json!({"pool_name": "pool", "concurrency_limit": "0"}),
            json!({"name": "pool", "type": "process", "concurrency_limit": 0}),
        ),
    ] {
        let results = call(&session, "create_work_pool", arguments).await;
        assert_eq!(results["success"], true, "{results:#}");
        assert_eq!(results["created"], true);
        assert_eq!(
            results["work_pool"],
            json!({"name": "pool", "type": "process", "status": "NOT_READY", "is_paused": false, "description": "",
                   "concurrency_limit": null})
        );
        assert!(results["next"].as_str().unwrap().contains("submit_flow"));
        assert_eq!(prefect.asked().await.pop().unwrap().body, body);
    }
}

#[tokio::test]
async fn a_work_pool_that_is_there_is_left_as_it_is() {
    let prefect = Prefect::start().await;
    let conflict = json!({"detail": "A work pool with this name already exists."});
    prefect.on("POST", "/work_pools/", 409, conflict).await;
    prefect
        .on("GET", "/work_pools/my%20pool", 200, work_pool("my pool"))
        .await;
    let session = prefect.session().await;
    let same = call(
        &session,
        "create_work_pool",
        json!({"pool_name": "my pool"}),
    )
    .await;
    assert_eq!(same["success"], true);
    assert_eq!(same["created"], false);
    assert_eq!(same["work_pool"]["name"], "my pool");

    let other = json!({"pool_name": "my pool", "pool_type": "docker"});
    let other = call(&session, "create_work_pool", other).await;
    assert_eq!(other["success"], false);
    assert!(other["error"].as_str().unwrap().contains("\"process\""));
    assert!(
        other["next"]
            .as_str()
            .unwrap()
            .contains("another pool_name")
    );
}

#[tokio::test]
async fn a_reserved_name_is_refused_without_asking() {
    let prefect = Prefect::start().await;
    let session = prefect.session().await;
    let results = call(
        &session,
        "create_work_pool",
        json!({"pool_name": "Prefect-pool"}),
    )
    .await;
    assert_eq!(results["success"], false);
    assert!(
        results["error"]
            .as_str()
            .unwrap()
            .contains("begin with \"prefect\"")
    );
    assert_eq!(prefect.asked().await, []);
}

#[tokio::test]
async fn all_work_pools_are_listed_page_by_page() {
    let prefect = Prefect::start().await;
    prefect
        .respond("POST", "/work_pools/filter", |request: &Request| {
            let body: Value = request.body_json().unwrap();
            let offset = body["offset"].as_u64().unwrap();
            let end = (offset + body["limit"].as_u64().unwrap()).min(250);
            let pools: Vec<Value> = (offset..end)
                .map(|number| work_pool(&format!("pool-{:03}", 249 - number)))
                .collect();
            ResponseTemplate::new(200).set_body_json(pools)
        })
        .await;
    let session = prefect.session().await;
    let results = call(&session, "list_work_pools", json!({})).await;
    assert_eq!(results["work_pool_count"], 250);
    assert_eq!(results["work_pools"][0]["name"], "pool-000");
    assert_eq!(results["work_pools"][249]["name"], "pool-249");
    assert_eq!(prefect.asked().await.len(), 2);
}

#[tokio::test]
async fn a_list_tells_what_a_choice_needs() {
    let prefect = Prefect::start().await;
    let pool = with(
        work_pool("pool"),
        &json!({"status": "PAUSED", "is_paused": true, "description": "d", "concurrency_limit": 2}),
    );
    prefect
        .once("POST", "/work_pools/filter", 200, json!([pool]))
        .await;
    prefect
        .on("POST", "/work_pools/filter", 200, json!([]))
        .await;
    let session = prefect.session().await;
    let results = call(&session, "list_work_pools", json!({})).await;
    assert_eq!(
        results,
        json!({"success": true, "work_pool_count": 1, "work_pools": [
            {"name": "pool", "type": "process", "status": "PAUSED", "is_paused": true, "description": "d",
             "concurrency_limit": 2}]})
    );
    let none = call(&session, "list_work_pools", json!({})).await;
    assert_eq!(none["work_pools"], json!([]));
    assert!(none["next"].as_str().unwrap().contains("create_work_pool"));
}
