//! A simulated pool carries a planned run to its end, over the wire.

use std::time::Duration;

use prefect_mock::simulator::SimulateMode;
use prefect_rest::types;
use serde_json::json;

use crate::fixtures::mock::Mock;
use crate::sockets::taken_in;

#[tokio::test(flavor = "multi_thread")]
async fn a_planned_run_completes_in_dependency_order() {
    let mock = Mock::simulating(SimulateMode::Auto).await;
    let client = mock.client();

    let pool = types::WorkPoolCreate::builder()
        .name("pool".to_owned())
        .type_("process".to_owned());
    client
        .create_work_pool()
        .body(pool)
        .send()
        .await
        .expect("a pool");
    let flow = types::FlowCreate::builder().name("flow".to_owned());
    let flow = client
        .create_flow()
        .body(flow)
        .send()
        .await
        .expect("a flow");
    let plan = json!({"tasks": [
        {"id": "first", "task_key": "server_tool", "depends_on": []},
        {"id": "left", "task_key": "server_tool", "depends_on": ["first"]},
        {"id": "right", "task_key": "server_tool", "depends_on": ["first"]},
    ]});
    let labels = json!({"prefect-runner.plan": plan.to_string()});
    let labels: indexmap::IndexMap<_, _> = serde_json::from_value(labels).expect("labels");
    let deployment = types::DeploymentCreate::builder()
        .name("deployment".to_owned())
        .flow_id(flow.id)
        .work_pool_name("pool".to_owned())
        .labels(labels);
    let deployment = client
        .create_deployment()
        .body(deployment)
        .send()
        .await
        .expect("a deployment");
    let run = client
        .create_flow_run_from_deployment()
        .id(deployment.id)
        .body(types::DeploymentFlowRunCreate::default())
        .send()
        .await
        .expect("a run");

    let ended = client
        .wait_for_flow_run(run.id, Duration::from_secs(30))
        .await
        .expect("an end");
    assert_eq!(ended.state_type, Some(types::StateType::Completed));
    let tasks = client
        .read_task_runs()
        .body(types::ReadTaskRunsBody::default())
        .send()
        .await
        .expect("task runs")
        .into_inner();
    let of = |name: &str| {
        tasks
            .iter()
            .find(|task| task.name == name)
            .expect("a task run")
    };
    assert_eq!(tasks.len(), 3);
    assert!(of("left").start_time >= of("first").end_time);
    assert!(of("right").start_time >= of("first").end_time);
    let graph = client
        .read_flow_run_graph_v2()
        .id(run.id)
        .send()
        .await
        .expect("a graph");
    assert_eq!(graph.root_node_ids.len(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_pool_whose_worker_is_on_its_socket_is_left_to_it() {
    let mock = Mock::simulating(SimulateMode::Auto).await;
    let client = mock.client();
    for pool in ["worked-on", "simulated"] {
        let pool = types::WorkPoolCreate::builder()
            .name(pool.to_owned())
            .type_("process".to_owned());
        let made = client.create_work_pool().body(pool).send().await;
        made.expect("a pool");
    }
    let _worker = taken_in(mock.direct_url(), "worked-on").await;
    let flow = types::FlowCreate::builder().name("flow".to_owned());
    let flow = client
        .create_flow()
        .body(flow)
        .send()
        .await
        .expect("a flow");
    let mut runs = Vec::new();
    for pool in ["worked-on", "simulated"] {
        let deployment = types::DeploymentCreate::builder()
            .name(pool.to_owned())
            .flow_id(flow.id)
            .work_pool_name(pool.to_owned());
        let deployment = client.create_deployment().body(deployment).send().await;
        let run = client
            .create_flow_run_from_deployment()
            .id(deployment.expect("a deployment").id)
            .body(types::DeploymentFlowRunCreate::default());
        runs.push(run.send().await.expect("a run").id);
    }
    let patience = Duration::from_secs(30);
    let simulated = client.wait_for_flow_run(runs[1], patience).await;
    let simulated = simulated.expect("an end");
    assert_eq!(simulated.state_type, Some(types::StateType::Completed));
    let left = client
        .read_flow_run()
        .id(runs[0])
        .send()
        .await
        .expect("a run");
    assert_eq!(left.state_type, Some(types::StateType::Scheduled));
}
