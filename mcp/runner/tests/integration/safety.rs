//! What a runner refuses before anything is written: work pools that it may not use, and pools without workers.

use prefect_runner::{Options, PLAN_LABEL};
use serde_json::{Value, json};

use crate::host::{Session, call, connect};
use crate::objects::{DEPLOYMENT, FLOW_RUN, deployment, flow_run, id, plan, with, work_pool};
use crate::prefect::Prefect;

const RUN_ROUTE: &str = "/flow_runs/00000000-0000-0000-0000-000000000003";
const DEPLOYMENT_ROUTE: &str = "/deployments/00000000-0000-0000-0000-000000000002";

async fn limited(prefect: &Prefect, names: &[&str]) -> Session {
    let work_pools = names.iter().map(|name| (*name).to_owned()).collect();
    let options = Options {
        work_pools,
        ..Options::default()
    };
    connect(prefect.runner().with_options(options)).await
}

#[tokio::test]
async fn what_is_in_other_work_pools_is_neither_listed_nor_touched() {
    let prefect = Prefect::with_pool().await;
    let in_pool = with(deployment(), &json!({"work_pool_name": "pool"}));
    prefect.on("GET", DEPLOYMENT_ROUTE, 200, in_pool).await;
    prefect
        .on("GET", RUN_ROUTE, 200, flow_run("RUNNING", "Running"))
        .await;
    let session = limited(&prefect, &["other", "another"]).await;
    for (tool, arguments) in [
        ("create_work_pool", json!({"pool_name": "pool"})),
        (
            "submit_flow",
            json!({"flow_definition": plan(), "work_pool_name": "pool"}),
        ),
        ("run_deployment", json!({"deployment": id(DEPLOYMENT)})),
        (
            "delete_deployment",
            json!({"deployment": id(DEPLOYMENT), "force": true}),
        ),
        ("cancel_flow_run", json!({"flow_run_id": id(FLOW_RUN)})),
        ("list_flow_runs", json!({"work_pool_name": "pool"})),
        ("list_deployments", json!({"work_pool_name": "pool"})),
    ] {
        let results = call(&session, tool, arguments).await;
        assert_eq!(results["success"], false, "{tool}");
        let error = results["error"].as_str().unwrap();
        assert!(
            error.contains("may not use the work pool \"pool\""),
            "{tool}: {error}"
        );
        assert_eq!(results["work_pool_names"], json!(["other", "another"]));
        assert!(
            results["next"]
                .as_str()
                .unwrap()
                .contains("PREFECT_RUNNER_WORK_POOLS")
        );
    }
    assert_eq!(prefect.written().await, []);
    for route in [
        "/work_pools/filter",
        "/flow_runs/filter",
        "/deployments/filter",
    ] {
        prefect.on("POST", route, 200, json!([])).await;
    }
    for route in ["/flow_runs/count", "/deployments/count"] {
        prefect.on("POST", route, 200, json!(0)).await;
    }
    for tool in ["list_work_pools", "list_flow_runs", "list_deployments"] {
        let results = call(&session, tool, json!({})).await;
        assert_eq!(results["success"], true, "{results:#}");
    }
    let asked = prefect.asked().await;
    let lists = asked
        .iter()
        .filter(|asked| asked.what.ends_with("/filter") || asked.what.ends_with("/count"));
    for list in lists {
        assert_eq!(
            list.body["work_pools"],
            json!({"name": {"any_": ["other", "another"]}}),
            "{}",
            list.what
        );
    }
}

#[tokio::test]
async fn a_deployment_is_not_moved_out_of_a_work_pool_that_may_not_be_used() {
    let prefect = Prefect::start().await;
    let ours = json!({"labels": {PLAN_LABEL: "{}"}, "work_pool_name": "pool"});
    prefect
        .keep_deployment(Some(with(deployment(), &ours)))
        .await;
    prefect.polled_pool("other").await;
    let session = limited(&prefect, &["other"]).await;
    let arguments = json!({"flow_definition": plan(), "work_pool_name": "other"});
    let results = call(&session, "submit_flow", arguments).await;
    assert!(
        results["error"]
            .as_str()
            .unwrap()
            .contains("the work pool \"pool\""),
        "{results:#}"
    );
    assert_eq!(prefect.written().await, []);
}

#[tokio::test]
async fn a_work_pool_that_may_be_used_is() {
    let prefect = Prefect::with_pool().await;
    let session = limited(&prefect, &["pool"]).await;
    let arguments = json!({"flow_definition": plan(), "work_pool_name": "pool"});
    let results = call(&session, "submit_flow", arguments).await;
    assert_eq!(results["success"], true, "{results:#}");
}

/// A server whose pool is of this type and has no worker online.
async fn without_worker(pool_type: &str) -> Prefect {
    let prefect = Prefect::with_pool().await;
    let pool = with(work_pool("idle"), &json!({"type": pool_type}));
    prefect.on("GET", "/work_pools/idle", 200, pool).await;
    prefect.workers("idle", json!([])).await;
    let idle = with(deployment(), &json!({"work_pool_name": "idle"}));
    prefect.on("GET", DEPLOYMENT_ROUTE, 200, idle).await;
    prefect
}

fn starts() -> [(&'static str, Value); 2] {
    [
        (
            "submit_flow",
            json!({"flow_definition": plan(), "work_pool_name": "idle"}),
        ),
        ("run_deployment", json!({"deployment": id(DEPLOYMENT)})),
    ]
}

#[tokio::test]
async fn nothing_is_started_where_no_worker_would_run_it() {
    let prefect = without_worker("process").await;
    let session = prefect.session().await;
    for (tool, arguments) in starts() {
        let results = call(&session, tool, arguments.clone()).await;
        let error = results["error"].as_str().unwrap();
        assert!(
            error.contains("No worker polls the work pool \"idle\""),
            "{error}"
        );
        let next = results["next"].as_str().unwrap();
        assert!(
            next.contains("prefect worker start --pool \"idle\""),
            "{next}"
        );
        assert!(next.contains("wait_for_worker true"), "{next}");
        assert_eq!(prefect.written().await, []);
    }
    for (tool, arguments) in starts() {
        let waiting = with(arguments, &json!({"wait_for_worker": true}));
        let results = call(&session, tool, waiting).await;
        assert_eq!(results["success"], true, "{results:#}");
    }
}

#[tokio::test]
async fn pools_that_prefect_runs_itself_need_no_worker() {
    for pool_type in ["ecs:push", "prefect:managed"] {
        let prefect = without_worker(pool_type).await;
        let session = prefect.session().await;
        for (tool, arguments) in starts() {
            let results = call(&session, tool, arguments).await;
            assert_eq!(results["success"], true, "{results:#}");
        }
    }
}
