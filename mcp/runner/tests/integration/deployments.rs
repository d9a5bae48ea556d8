//! `list_deployments`, `run_deployment` and `delete_deployment`.

use prefect_runner::PLAN_LABEL;
use serde_json::{Value, json};

use crate::host::call;
use crate::objects::{DEPLOYMENT, FLOW_RUN, deployment, flow, flow_run, id, with};
use crate::prefect::Prefect;

const ROUTE: &str = "/deployments/00000000-0000-0000-0000-000000000002";

/// A server with one deployment, with these members changed.
async fn prefect(changes: Value) -> Prefect {
    let prefect = Prefect::start().await;
    let one = with(deployment(), &json!({"work_pool_name": "pool"}));
    let one = with(one, &changes);
    prefect.on("GET", ROUTE, 200, one.clone()).await;
    prefect
        .on("GET", "/deployments/name/report/default", 200, one.clone())
        .await;
    prefect
        .on("POST", "/deployments/filter", 200, json!([one]))
        .await;
    prefect
        .on("POST", "/deployments/count", 200, json!(1))
        .await;
    prefect
        .on("POST", "/flows/filter", 200, json!([flow("report")]))
        .await;
    let run = flow_run("SCHEDULED", "Scheduled");
    prefect
        .on("POST", &format!("{ROUTE}/create_flow_run"), 201, run)
        .await;
    prefect
        .respond("DELETE", ROUTE, wiremock::ResponseTemplate::new(204))
        .await;
    prefect.polled_pool("pool").await;
    prefect
}

#[tokio::test]
async fn deployments_are_listed_by_what_running_them_needs() {
    let schema = json!({"properties": {"a": {}, "b": {}, "c": {}}, "required": ["a", "b"]});
    let prefect =
        prefect(json!({"parameter_openapi_schema": schema, "parameters": {"b": 1}})).await;
    let session = prefect.session().await;
    let arguments = json!({"name": "rep", "work_pool_name": "pool"});
    let results = call(&session, "list_deployments", arguments).await;
    assert_eq!(results["total_count"], 1, "{results:#}");
    assert_eq!(results["deployments"][0]["name"], "report/default");
    assert_eq!(
        results["deployments"][0]["parameters"],
        json!(["a*", "b", "c"])
    );
    assert_eq!(results["deployments"][0]["is_planned"], false);
    let asked = prefect.asked().await;
    let filter = asked
        .iter()
        .find(|asked| asked.what.ends_with("/deployments/filter"));
    let filter = &filter.unwrap().body;
    assert_eq!(
        filter["deployments"],
        json!({"flow_or_deployment_name": {"like_": "rep"}})
    );
    assert_eq!(filter["work_pools"], json!({"name": {"any_": ["pool"]}}));
}

#[tokio::test]
async fn a_deployment_is_run_by_its_id_or_its_name() {
    let prefect = prefect(json!({})).await;
    let session = prefect.session().await;
    for named in [id(DEPLOYMENT), "report/default".to_owned()] {
        let arguments = json!({"deployment": named, "parameters": {"n": 1}, "tags": ["t"], "idempotency_key": "k"});
        let results = call(&session, "run_deployment", arguments).await;
        assert_eq!(results["flow_run_id"], id(FLOW_RUN), "{results:#}");
        assert_eq!(results["flow_run"], "created");
        let run = prefect.written().await.pop().unwrap();
        assert_eq!(
            run.body,
            json!({"parameters": {"n": 1}, "tags": ["t"], "idempotency_key": "k"})
        );
    }
}

#[tokio::test]
async fn a_deployment_that_is_not_there_is_told() {
    let prefect = Prefect::start().await;
    let missing = json!({"detail": "Deployment not found"});
    prefect.on("GET", ROUTE, 404, missing.clone()).await;
    prefect
        .on("GET", "/deployments/name/a/b", 404, missing)
        .await;
    let session = prefect.session().await;
    for tool in ["run_deployment", "delete_deployment"] {
        for named in [id(DEPLOYMENT), "a/b".to_owned()] {
            let results = call(&session, tool, json!({"deployment": named})).await;
            let error = results["error"].as_str().unwrap();
            assert!(error.starts_with("There is no deployment"), "{error}");
            assert!(
                results["next"]
                    .as_str()
                    .unwrap()
                    .contains("list_deployments")
            );
        }
        let results = call(&session, tool, json!({"deployment": "ab"})).await;
        assert!(
            results["error"]
                .as_str()
                .unwrap()
                .contains("neither an id nor a name")
        );
    }
}

#[tokio::test]
async fn somebody_elses_deployment_is_deleted_only_with_force() {
    let prefect = prefect(json!({})).await;
    let session = prefect.session().await;
    let refused = call(
        &session,
        "delete_deployment",
        json!({"deployment": "report/default"}),
    )
    .await;
    assert_eq!(refused["success"], false);
    assert!(refused["next"].as_str().unwrap().contains("force true"));
    assert_eq!(prefect.written().await, []);
    let arguments = json!({"deployment": "report/default", "force": true});
    let deleted = call(&session, "delete_deployment", arguments).await;
    assert_eq!(deleted["success"], true, "{deleted:#}");
    assert_eq!(prefect.written().await[0].what, format!("DELETE {ROUTE}"));
}

#[tokio::test]
async fn a_deployment_of_this_runners_is_deleted() {
    let prefect = prefect(json!({"labels": {PLAN_LABEL: "{}"}})).await;
    let session = prefect.session().await;
    let deleted = call(
        &session,
        "delete_deployment",
        json!({"deployment": id(DEPLOYMENT)}),
    )
    .await;
    assert_eq!(deleted["success"], true, "{deleted:#}");
}
