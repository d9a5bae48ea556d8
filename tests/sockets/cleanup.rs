//! A worker is told what runs have left over whose cancelling was given up.

use std::time::Duration;

use prefect_mock::clock::ManualClock;
use reqwest::Method;
use serde_json::{Value, json};

use super::client::{Client, ask, uuid};
use super::usage::{frame, hello};
use crate::fixtures::mock::Mock;

/// A worker that cleans up.
async fn cleaner(mock: &Mock) -> Client {
    let path = "/work_pools/p/workers/connect";
    let mut worker = Client::authenticated(mock.direct_url(), path).await;
    let mut hello = hello(uuid());
    let capabilities = json!([
        "worker_heartbeat.v1",
        "work_pool_snapshot.v1",
        "cleanup_delivery.v1"
    ]);
    hello["payload"]["requested_capabilities"] = capabilities.clone();
    hello["payload"]["handled_cleanup_kinds"] = json!(["cancelling_timeout_teardown.v1"]);
    worker.say(&hello).await;
    let ready = worker.hear().await;
    assert_eq!(ready["payload"]["accepted_capabilities"], capabilities);
    assert_eq!(ready["payload"]["effective_max_cleanup_concurrency"], 1);
    worker
}

/// Makes a run that has been asked to end.
async fn cancelling_run(mock: &Mock, clock: &ManualClock) -> Value {
    let url = mock.direct_url();
    let pool = json!({"name": "p", "type": "process"});
    ask(Method::POST, &format!("{url}/work_pools/"), &pool).await;
    let flow = ask(
        Method::POST,
        &format!("{url}/flows/"),
        &json!({"name": "f"}),
    )
    .await;
    let deployment = json!({"name": "d", "flow_id": flow["id"], "work_pool_name": "p"});
    let deployment = ask(Method::POST, &format!("{url}/deployments/"), &deployment).await;
    let deployment = deployment["id"].as_str().expect("an id");
    let create = format!("{url}/deployments/{deployment}/create_flow_run");
    let run = ask(Method::POST, &create, &json!({})).await["id"].clone();
    let run_url = format!("{url}/flow_runs/{}", run.as_str().expect("an id"));
    let pid = json!({"infrastructure_pid": "host:1"});
    ask(Method::PATCH, &run_url, &pid).await;
    for state in ["PENDING", "RUNNING", "CANCELLING"] {
        clock.advance(Duration::from_secs(1));
        let body = json!({"state": {"type": state}});
        let answer = ask(Method::POST, &format!("{run_url}/set_state"), &body).await;
        assert_eq!(answer["status"], "ACCEPT", "{state}");
    }
    run
}

/// What a worker says of a message.
fn says(kind: &str, message: &Value) -> Value {
    let payload = &message["payload"];
    let mut said = json!({
        "message_id": payload["message_id"],
        "reservation_token": payload["reservation_token"],
    });
    if kind == "cleanup.release.v1" {
        said["reason"] = json!("busy");
    }
    frame(kind, &said)
}

/// The next frame about cleaning up.
async fn hear_cleanup(worker: &mut Client) -> Value {
    loop {
        let frame = worker.hear().await;
        if frame["type"] != "work_pool.snapshot.v1" {
            return frame;
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn it_is_told_until_one_has_cleaned_up() {
    let now = chrono::DateTime::from(std::time::SystemTime::now());
    let clock = ManualClock::new(now);
    let mock = Mock::on_clock(clock.clone()).await;
    let run = cancelling_run(&mock, &clock).await;
    let mut worker = cleaner(&mock).await;
    clock.advance(Duration::from_secs(300));
    mock.app().clean_up_cancelled_runs().expect("no error");

    let message = hear_cleanup(&mut worker).await;
    assert_eq!(message["type"], "cleanup.message.v1");
    let payload = &message["payload"];
    assert_eq!(payload["kind"], "cancelling_timeout_teardown.v1");
    let target = json!({"flow_run_id": run, "infrastructure_pid": "host:1"});
    assert_eq!(payload["target"], target);
    assert_eq!(payload["delivery_count"], 1);

    worker.say(&says("cleanup.renew.v1", &message)).await;
    let result = hear_cleanup(&mut worker).await;
    assert_eq!(result["type"], "cleanup.operation_result.v1");
    assert_eq!(result["payload"]["status"], "accepted");
    assert!(result["payload"]["lease_expires_at"].is_string());

    // Another may have it when this one cannot.
    worker.say(&says("cleanup.release.v1", &message)).await;
    let result = hear_cleanup(&mut worker).await;
    assert_eq!(result["payload"]["operation"], "release");
    let again = hear_cleanup(&mut worker).await;
    assert_eq!(again["payload"]["message_id"], payload["message_id"]);
    assert_eq!(again["payload"]["delivery_count"], 2);
    drop(worker);

    // One that is gone has it until its lease is over.
    clock.advance(Duration::from_secs(30));
    let mut worker = cleaner(&mock).await;
    let last = hear_cleanup(&mut worker).await;
    assert_eq!(last["payload"]["delivery_count"], 3);
    for (expected, reason) in [
        ("accepted", Value::Null),
        ("not_found", json!("message_not_found")),
    ] {
        let ack = says("cleanup.ack.v1", &last);
        worker.say(&ack).await;
        let result = hear_cleanup(&mut worker).await;
        let payload = &result["payload"];
        assert_eq!(payload["request_frame_id"], ack["id"]);
        assert_eq!(
            (&payload["status"], &payload["reason"]),
            (&json!(expected), &reason)
        );
    }
}
