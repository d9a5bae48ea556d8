//! Each socket used as it is meant to be, on the mock and on real Prefect.

use std::time::Duration;

use reqwest::Method;
use serde_json::{Value, json};

use super::client::{Client, ask, event, now_on, uuid};
use crate::fixtures::mock::Mock;
use crate::fixtures::prefect::RealPrefect;

#[tokio::test(flavor = "multi_thread")]
async fn on_the_mock() {
    let mock = Mock::start().await;
    use_every_socket(mock.direct_url(), Server::Mock).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn on_real_prefect() {
    if let Some(prefect) = RealPrefect::start().await {
        use_every_socket(prefect.url(), Server::RealPrefect).await;
    }
}

/// Who is asked. Real Prefect answers pings before it has dealt with what came before
/// them, and stores events a while after it has taken them in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Server {
    Mock,
    RealPrefect,
}

async fn use_every_socket(api_url: &str, server: Server) {
    for dialect in [Some("prefect"), None] {
        events_are_told_that_were_and_that_come(api_url, server, dialect).await;
    }
    log_lines_are_told_as_they_come(api_url).await;
    a_worker_is_taken_in_and_told_of_its_pool(api_url).await;
}

async fn events_are_told_that_were_and_that_come(
    api_url: &str,
    server: Server,
    dialect: Option<&'static str>,
) {
    let resource = format!("test.{}", uuid());
    let events: Vec<Value> = (0..5)
        .map(|number| event(&format!("test.{number}"), &resource))
        .collect();
    let mut sender = match dialect {
        Some(_) => Client::authenticated(api_url, "/events/in").await,
        None => Client::open(api_url, "/events/in", None)
            .await
            .expect("a socket"),
    };
    for event in &events[..3] {
        sender.say(event).await;
    }
    sender.checkpoint().await;
    let mine = json!({"resource": {"id": [resource]}, "occurred": now_on()});
    let stored = json!({"filter": mine});
    let url = format!("{api_url}/events/filter");
    while server == Server::RealPrefect && ask(Method::POST, &url, &stored).await["total"] != 3 {
        tokio::time::sleep(Duration::from_millis(100)).await;
    }

    let mut watcher = Client::watching(api_url, "/events/out", &json!({"filter": mine})).await;
    for event in &events[..3] {
        assert_told(&watcher.hear().await, event);
    }
    let only_new = json!({"filter": mine, "backfill": false});
    let mut late = Client::watching(api_url, "/events/out", &only_new).await;
    late.checkpoint().await;
    for event in &events[3..] {
        sender.say(event).await;
        assert_told(&watcher.hear().await, event);
    }
    if server == Server::Mock {
        assert_told(&late.hear().await, &events[3]);
    }
    late.0.close(None).await.expect("an open socket");
}

fn assert_told(frame: &Value, event: &Value) {
    assert_eq!(frame["type"], "event");
    let told = &frame["event"];
    for key in ["id", "event", "resource", "payload"] {
        assert_eq!(told[key], event[key], "{key} of {told}");
    }
    assert_eq!(told["related"], json!([]));
    assert_eq!(told["follows"], Value::Null);
    assert!(told["received"].is_string());
    assert_eq!(told.as_object().map(serde_json::Map::len), Some(8));
}

async fn log_lines_are_told_as_they_come(api_url: &str) {
    let run = uuid();
    let filter = json!({"flow_run_id": {"any_": [run]}, "level": {"ge_": 20}});
    let mut watcher = Client::watching(api_url, "/logs/out", &json!({"filter": filter})).await;
    let line = |level: i64, message: &str| {
        json!({
            "name": "test",
            "level": level,
            "message": message,
            "timestamp": event("", "")["occurred"],
            "flow_run_id": run,
        })
    };
    let lines = json!([line(10, "too quiet"), line(20, "a"), line(30, "b")]);
    // Nothing says from when on a filter counts, so this is said until it is heard.
    let first = loop {
        ask(Method::POST, &format!("{api_url}/logs/"), &lines).await;
        tokio::select! {
            frame = watcher.hear() => break frame,
            () = tokio::time::sleep(Duration::from_millis(200)) => {}
        }
    };
    let second = watcher.hear().await;
    for (frame, (level, message)) in [(first, (20, "a")), (second, (30, "b"))] {
        assert_eq!(frame["type"], "log");
        let log = &frame["log"];
        assert_eq!(
            (&log["level"], &log["message"]),
            (&json!(level), &json!(message))
        );
        assert_eq!(log["flow_run_id"], json!(run));
        assert_eq!(
            (&log["created"], &log["updated"]),
            (&Value::Null, &Value::Null)
        );
        assert_eq!(log.as_object().map(serde_json::Map::len), Some(9));
    }
}

async fn a_worker_is_taken_in_and_told_of_its_pool(api_url: &str) {
    let pool = format!("pool-{}", uuid());
    let url = format!("{api_url}/work_pools/{pool}");
    let body = json!({"name": pool, "type": "process"});
    ask(Method::POST, &format!("{api_url}/work_pools/"), &body).await;
    let path = format!("/work_pools/{pool}/workers/connect");
    let mut worker = Client::authenticated(api_url, &path).await;
    let consumer = uuid();
    worker.say(&hello(consumer)).await;
    let ready = worker.hear().await;
    assert_eq!(ready["type"], "worker.ready.v1");
    let payload = &ready["payload"];
    assert_eq!(
        payload["selected_channel_version"],
        "work_pool_worker_channel.v1"
    );
    assert_eq!(payload["effective_heartbeat_interval_seconds"], 30);
    assert_eq!(payload["rejected_capabilities"], json!(["more.v1"]));
    assert_eq!(payload["resolved_work_queues"][0]["name"], "default");
    let snapshot = &payload["initial_snapshot"];
    assert_eq!(snapshot["snapshot_sequence"], 1);
    assert_eq!(snapshot["work_pool"]["status"], "READY");
    let workers = ask(Method::POST, &format!("{url}/workers/filter"), &json!({})).await;
    assert_eq!(
        (&workers[0]["name"], &workers[0]["status"]),
        (&json!("w"), &json!("ONLINE"))
    );

    ask(Method::PATCH, &url, &json!({"is_paused": true})).await;
    let snapshot = worker.hear().await;
    assert_eq!(snapshot["type"], "work_pool.snapshot.v1");
    assert_eq!(snapshot["payload"]["reason"], "work_pool_updated");
    assert_eq!(snapshot["payload"]["snapshot_sequence"], 2);
    assert_eq!(snapshot["payload"]["work_pool"]["status"], "PAUSED");

    // It is told of this when it next says that it is alive.
    ask(Method::PATCH, &url, &json!({"description": "changed"})).await;
    worker.say(&heartbeat(consumer)).await;
    let snapshot = worker.hear().await;
    assert_eq!(snapshot["payload"]["reason"], "heartbeat_reconciliation");
    assert_eq!(snapshot["payload"]["work_pool"]["description"], "changed");

    ask(Method::DELETE, &url, &Value::Null).await;
    let (code, reason) = worker.hear_close().await;
    assert_eq!((code, reason.as_str()), (1008, "authorization_failed"));
}

/// A worker that its pool's socket has taken in.
pub(crate) async fn taken_in(api_url: &str, pool: &str) -> Client {
    let path = format!("/work_pools/{pool}/workers/connect");
    let mut worker = Client::authenticated(api_url, &path).await;
    worker.say(&hello(uuid())).await;
    assert_eq!(worker.hear().await["type"], "worker.ready.v1");
    worker
}

/// How a worker introduces itself.
pub(super) fn hello(consumer: uuid::Uuid) -> Value {
    frame(
        "worker.hello.v1",
        &json!({
            "consumer_id": consumer,
            "worker_name": "w",
            "worker_type": "process",
            "heartbeat_interval_seconds": 30,
            "supported_channel_versions": ["work_pool_worker_channel.v1"],
            "requested_capabilities": ["worker_heartbeat.v1", "work_pool_snapshot.v1", "more.v1"],
        }),
    )
}

pub(super) fn heartbeat(consumer: uuid::Uuid) -> Value {
    frame(
        "worker.heartbeat.v1",
        &json!({"consumer_id": consumer, "worker_name": "w", "heartbeat_interval_seconds": 30}),
    )
}

pub(super) fn frame(kind: &str, payload: &Value) -> Value {
    json!({
        "type": kind,
        "id": uuid(),
        "sent_at": event("", "")["occurred"],
        "payload": payload,
    })
}
