//! Every operation of the document, called through the generated client, on the
//! mock and on real Prefect: each answer is one that the document declares.

mod artifacts;
mod automations;
mod block_documents;
mod collections;
mod concurrency_limits;
mod deployments;
mod events;
mod flow_runs;
mod flows;
mod server;
mod task_runs;
mod variables;
mod work_pools;

use std::collections::BTreeSet;
use std::time::Duration;

use prefect_mock_api::OPERATIONS;
use prefect_rest::{Client, Config, RetryPolicy};

use crate::fixtures::mock::Mock;
use crate::fixtures::prefect::RealPrefect;
use crate::fixtures::recorder::Recorder;

/// Sends one request and gives the answer's value; panics in the server's words.
macro_rules! ok {
    ($request:expr) => {
        $request
            .send()
            .await
            .unwrap_or_else(|error| {
                panic!(
                    "{}: {}",
                    stringify!($request),
                    prefect_rest::explain(&error)
                )
            })
            .into_inner()
    };
}
use ok;

/// Sends one request that is to be refused, and gives the status and the server's words.
macro_rules! refused {
    ($request:expr) => {
        match $request.send().await {
            Err(error) => prefect_rest::explain(&error),
            Ok(_) => panic!("{} was not refused", stringify!($request)),
        }
    };
}
use refused;

async fn call_every_operation(api_url: &str) {
    let recorder = Recorder::in_front_of(api_url).await;
    let retry = RetryPolicy {
        // Real Prefect on SQLite is busy more often than Prefect's client minds.
        max_retries: 12,
        first_wait: Duration::from_millis(100),
        ..RetryPolicy::default()
    };
    let config = Config::new(recorder.url())
        .expect("a URL")
        .with_retry(retry);
    let client = Client::from_config(&config).expect("a client");

    server::call(&client).await;
    work_pools::call(&client).await;
    flows::call(&client).await;
    deployments::call(&client).await;
    flow_runs::call(&client).await;
    task_runs::call(&client).await;
    artifacts::call(&client).await;
    automations::call(&client).await;
    block_documents::call(&client).await;
    collections::call(&client).await;
    concurrency_limits::call(&client).await;
    variables::call(&client).await;
    events::call(&client).await;

    recorder.assert_no_faults();
    let all: BTreeSet<_> = OPERATIONS.iter().map(|info| info.id).collect();
    let called = recorder.operations();
    let missed: Vec<_> = all.difference(&called).collect();
    assert!(
        missed.is_empty(),
        "these operations were not called: {missed:?}"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn on_the_mock() {
    let mock = Mock::start().await;
    call_every_operation(mock.direct_url()).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn on_real_prefect() {
    if let Some(prefect) = RealPrefect::start().await {
        call_every_operation(prefect.url()).await;
    }
}
