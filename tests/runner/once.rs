//! Each submit starts one run, whatever goes wrong on the way.

use std::collections::HashSet;
use std::sync::Arc;

use futures::{StreamExt as _, stream};
use prefect_mock::simulator::SimulateMode;
use prefect_rest::types;
use serde_json::{Value, json};

use super::faults::{Faulty, Keys};
use super::host::{call, plan, session};
use crate::fixtures::mock::Mock;

/// How many submits are under way at a time.
const AT_A_TIME: usize = 64;

/// How many flows are submitted in turn.
const FLOWS: usize = 20;

/// Submits flows through faults. Gives what each submit answered, and how many runs there are then.
async fn submit(submits: usize, keys: Keys) -> (Vec<Value>, i64) {
    let mock = Mock::simulating(SimulateMode::Never).await;
    let client = mock.client();
    let pool = types::WorkPoolCreate::builder()
        .name("pool".to_owned())
        .type_("process".to_owned());
    client.create_work_pool().body(pool).send().await.unwrap();
    let heartbeat = types::WorkerHeartbeatBody::builder()
        .name("worker".to_owned())
        .heartbeat_interval_seconds(3_600);
    client
        .worker_heartbeat()
        .work_pool_name("pool")
        .body(heartbeat)
        .send()
        .await
        .unwrap();
    let faulty = Faulty::in_front_of(mock.url(), keys).await;
    let session = Arc::new(session(faulty.url()).await);
    let answers = stream::iter(0..submits)
        .map(|number| {
            let session = Arc::clone(&session);
            async move {
                let flow_definition = plan(&format!("flow {}", number % FLOWS));
                let arguments =
                    json!({"flow_definition": flow_definition, "work_pool_name": "pool"});
                call(&session, "submit_flow", arguments).await
            }
        })
        .buffer_unordered(AT_A_TIME)
        .collect()
        .await;
    let counted = client
        .count_flow_runs()
        .body(types::CountFlowRunsBody::default());
    let runs = counted.send().await.unwrap().into_inner();
    (answers, runs)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_thousand_submits_through_faults_start_a_thousand_runs() {
    let (answers, runs) = submit(1_000, Keys::Pass).await;
    let mut ids = HashSet::new();
    for answer in &answers {
        assert_eq!(answer["success"], true, "{answer:#}");
        ids.insert(answer["flow_run_id"].as_str().unwrap());
    }
    assert_eq!((ids.len(), runs), (1_000, 1_000));
}

#[tokio::test(flavor = "multi_thread")]
async fn without_their_keys_submits_start_more_runs_than_they_should() {
    let (answers, runs) = submit(100, Keys::Stripped).await;
    assert_eq!(answers.len(), 100);
    assert!(runs > 100, "{runs} runs: nothing has gone wrong");
}
