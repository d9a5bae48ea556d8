//! `cancel_flow_run`, `list_flow_runs` and `get_run_logs`.

use serde_json::{Value, json};
use wiremock::{Request, ResponseTemplate};

use crate::host::call;
use crate::objects::{DEPLOYMENT, FLOW_RUN, TIME, deployment, flow, flow_run, id};
use crate::prefect::Prefect;

const RUN_ROUTE: &str = "/flow_runs/00000000-0000-0000-0000-000000000003";

#[tokio::test]
async fn a_run_is_cancelled_once_its_worker_has_ended_it() {
    let prefect = Prefect::start().await;
    for (state_type, name) in [("RUNNING", "Running"), ("CANCELLING", "Cancelling")] {
        prefect
            .once("GET", RUN_ROUTE, 200, flow_run(state_type, name))
            .await;
    }
    let cancelled = flow_run("CANCELLED", "Cancelled");
    prefect.on("GET", RUN_ROUTE, 200, cancelled.clone()).await;
    let answer = json!({"state": cancelled["state"], "status": "ACCEPT", "details": {"type": "accept_details"}});
    prefect
        .on("POST", &format!("{RUN_ROUTE}/set_state"), 201, answer)
        .await;
    prefect
        .once("POST", "/flow_runs/count", 200, json!(0))
        .await;
    prefect.on("POST", "/flow_runs/count", 200, json!(1)).await;
    let session = prefect.session().await;
    let arguments = json!({"flow_run_id": id(FLOW_RUN)});
    let results = call(&session, "cancel_flow_run", arguments.clone()).await;
    assert_eq!(results["success"], true, "{results:#}");
    assert_eq!(
        (&results["done"], &results["cancelled"]),
        (&json!(true), &json!(true))
    );
    let written = prefect.written().await;
    assert_eq!(written[0].body["state"], json!({"type": "CANCELLING"}));

    let again = call(&session, "cancel_flow_run", arguments).await;
    assert!(
        again["message"]
            .as_str()
            .unwrap()
            .contains("had ended before")
    );
    assert_eq!(prefect.written().await.len(), 1);
}

#[tokio::test]
async fn a_worker_that_does_not_end_a_run_is_told() {
    let prefect = Prefect::start().await;
    let cancelling = flow_run("CANCELLING", "Cancelling");
    prefect.on("GET", RUN_ROUTE, 200, cancelling.clone()).await;
    let answer = json!({"state": cancelling["state"], "status": "ACCEPT", "details": {"type": "accept_details"}});
    prefect
        .on("POST", &format!("{RUN_ROUTE}/set_state"), 201, answer)
        .await;
    prefect.on("POST", "/flow_runs/count", 200, json!(0)).await;
    let session = prefect.session().await;
    let arguments = json!({"flow_run_id": id(FLOW_RUN), "wait_seconds": 0.2});
    let results = call(&session, "cancel_flow_run", arguments).await;
    assert_eq!(
        (&results["done"], &results["cancelled"]),
        (&json!(false), &json!(false))
    );
    assert!(
        results["next"]
            .as_str()
            .unwrap()
            .contains("its worker is gone")
    );
}

#[tokio::test]
async fn runs_are_listed_by_state_deployment_and_pool_page_by_page() {
    let prefect = Prefect::start().await;
    prefect.on("POST", "/flow_runs/count", 200, json!(45)).await;
    prefect
        .respond("POST", "/flow_runs/filter", |request: &Request| {
            let body: Value = request.body_json().unwrap();
            let left = 45 - body["offset"].as_u64().unwrap();
            let count = left.min(body["limit"].as_u64().unwrap());
            let runs: Vec<Value> = (0..count).map(|_| flow_run("RUNNING", "Running")).collect();
            ResponseTemplate::new(200).set_body_json(runs)
        })
        .await;
    prefect
        .on("POST", "/flows/filter", 200, json!([flow("report")]))
        .await;
    prefect
        .on("GET", "/deployments/name/report/default", 200, deployment())
        .await;
    let session = prefect.session().await;
    let arguments = json!({"state_types": ["running", "PENDING"], "state_names": "[\"Late\"]",
                           "deployment": "report/default", "work_pool_name": "pool", "limit": 30});
    let first = call(&session, "list_flow_runs", arguments).await;
    assert_eq!(first["success"], true, "{first:#}");
    assert_eq!(first["flow_runs"].as_array().unwrap().len(), 30);
    assert_eq!(first["flow_runs"][0]["flow_name"], "report");
    assert_eq!(
        (&first["total_count"], &first["next_offset"]),
        (&json!(45), &json!(30))
    );
    let asked = prefect.asked().await;
    let filter = asked
        .iter()
        .find(|asked| asked.what.ends_with("/flow_runs/filter"));
    let filter = &filter.unwrap().body;
    assert_eq!(
        filter["flow_runs"],
        json!({"deployment_id": {"any_": [id(DEPLOYMENT)]},
               "state": {"name": {"any_": ["Late"]}, "type": {"any_": ["RUNNING", "PENDING"]}}})
    );
    assert_eq!(filter["work_pools"], json!({"name": {"any_": ["pool"]}}));

    let last = call(
        &session,
        "list_flow_runs",
        json!({"offset": 30, "limit": "30"}),
    )
    .await;
    assert_eq!(last["flow_runs"].as_array().unwrap().len(), 15);
    assert_eq!(last["next_offset"], json!(null));
    assert_eq!(last["flow_runs"][0]["flow_run_id"], id(FLOW_RUN));
}

#[tokio::test]
async fn logs_are_read_page_by_page_and_never_too_much_of_them() {
    let prefect = Prefect::start().await;
    prefect
        .respond("POST", "/logs/filter", |request: &Request| {
            let body: Value = request.body_json().unwrap();
            let offset = body["offset"].as_u64().unwrap();
            let end = (offset + body["limit"].as_u64().unwrap()).min(120);
            let lines: Vec<Value> = (offset..end)
                .map(|number| {
                    json!({"id": id(u128::from(number)), "created": TIME, "updated": TIME, "name": "prefect.flow_runs",
                           "level": 20, "message": format!("{number} {}", "x".repeat(1_000)), "timestamp": TIME,
                           "flow_run_id": id(FLOW_RUN), "task_run_id": null})
                })
                .collect();
            ResponseTemplate::new(200).set_body_json(lines)
        })
        .await;
    let session = prefect.session().await;
    let mut offset = json!(0);
    let mut lines = 0;
    while !offset.is_null() {
        let arguments = json!({"flow_run_id": id(FLOW_RUN), "offset": offset, "level": "info", "newest_first": true});
        let results = call(&session, "get_run_logs", arguments).await;
        assert_eq!(results["success"], true, "{results:#}");
        assert!(results.to_string().len() < 40_000);
        let page = results["lines"].as_array().unwrap();
        let first = page[0]["message"].as_str().unwrap();
        assert!(first.starts_with(&format!("{lines} ")), "{first}");
        assert_eq!(page[0]["level"], "INFO");
        lines += page.len();
        offset = results["next_offset"].clone();
    }
    assert_eq!(lines, 120);
    let asked = prefect.asked().await;
    assert_eq!(asked[0].body["logs"]["level"], json!({"ge_": 20}));
    assert_eq!(asked[0].body["sort"], "TIMESTAMP_DESC");
}
