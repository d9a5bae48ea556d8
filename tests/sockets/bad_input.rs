//! Who does not keep to the rules of a socket is told so and cut off, and nobody
//! else notices.

use std::time::Duration;

use prefect_mock::http::SocketLimits;
use serde_json::{Value, json};
use tokio_tungstenite::tungstenite::protocol::frame::Frame;
use tokio_tungstenite::tungstenite::protocol::frame::coding::{Data as OpData, OpCode};
use tokio_tungstenite::tungstenite::{Error, Message};

use super::client::{Client, event, now_on, uuid};
use super::usage::{heartbeat, hello};
use crate::fixtures::mock::Mock;

const WATCHING: [&str; 2] = ["/events/out", "/logs/out"];

async fn assert_closed(mut client: Client, code: u16, reason: &str, what: &str) {
    let closed = client.hear_close().await;
    assert_eq!(closed.0, code, "{what}: {}", closed.1);
    assert!(closed.1.starts_with(reason), "{what}: {}", closed.1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_client_introduces_itself_first() {
    let mock = Mock::start().await;
    for path in ["/events/in", "/events/out", "/logs/out"] {
        for first in [
            "",
            "zz",
            "[1]",
            "null",
            "\"auth\"",
            "{}",
            r#"{"type":"filter"}"#,
        ] {
            let opened = Client::open(mock.direct_url(), path, Some("prefect")).await;
            let mut client = opened.expect("a socket");
            client.send(Message::text(first)).await;
            assert_closed(client, 1008, "Expected 'auth' message", first).await;
        }
        let opened = Client::open(mock.direct_url(), path, Some("prefect")).await;
        let mut client = opened.expect("a socket");
        client.send(Message::binary(b"\xff\xfe".to_vec())).await;
        assert_closed(client, 1008, "Expected 'auth' message", "no text").await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_client_that_does_not_introduce_itself_is_not_waited_for() {
    let mock = Mock::with_socket_limits(SocketLimits {
        handshake: Duration::from_millis(50),
        ..SocketLimits::default()
    })
    .await;
    let opened = Client::open(mock.direct_url(), "/events/in", Some("prefect")).await;
    assert_closed(
        opened.expect("a socket"),
        1008,
        "Expected 'auth' message",
        "",
    )
    .await;
    let client = Client::authenticated(mock.direct_url(), "/logs/out").await;
    assert_closed(client, 1002, "Expected 'filter' message", "").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_filter_has_to_be_one() {
    let mock = Mock::start().await;
    let expected = "Expected 'filter' message";
    let faulty = [
        ("", expected),
        ("zz", expected),
        ("[1]", expected),
        (r#"{"filter":{}}"#, expected),
        (r#"{"type":"auth"}"#, expected),
        (r#"{"type":"filter"}"#, "Invalid filter: 'filter'"),
        (r#"{"type":"filter","filter":null}"#, "Invalid filter: "),
        (
            r#"{"type":"filter","filter":{"x":1}}"#,
            "Invalid filter: x: ",
        ),
    ];
    for path in WATCHING {
        for (message, reason) in faulty {
            let mut client = Client::authenticated(mock.direct_url(), path).await;
            client.send(Message::text(message)).await;
            assert_closed(client, 1002, reason, message).await;
        }
        let mut client = Client::authenticated(mock.direct_url(), path).await;
        client.send(Message::binary(b"{}".to_vec())).await;
        assert_closed(client, 1002, expected, "no text").await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_came_before_a_faulty_event_is_recorded() {
    let mock = Mock::start().await;
    let resource = format!("test.{}", uuid());
    let filter = json!({"resource": {"id": [resource]}, "occurred": now_on()});
    let asked = json!({"filter": filter});
    let mut watcher = Client::watching(mock.direct_url(), "/events/out", &asked).await;
    let faulty = [
        (Message::text("zz"), 1007, "Invalid event: "),
        (Message::text("{}"), 1007, "Invalid event: "),
        (Message::text("[]"), 1007, "Invalid event: "),
        (
            Message::binary(b"{}".to_vec()),
            1003,
            "Expected events as text",
        ),
    ];
    for (message, code, reason) in faulty {
        let mut client = Client::authenticated(mock.direct_url(), "/events/in").await;
        let good = event("good", &resource);
        client.say(&good).await;
        client.send(message.clone()).await;
        assert_closed(client, code, reason, &message.to_string()).await;
        assert_eq!(watcher.hear().await["event"]["id"], good["id"]);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_message_has_a_longest_size() {
    let max_message_bytes = 64 * 1024;
    let mock = Mock::with_socket_limits(SocketLimits {
        max_message_bytes,
        ..SocketLimits::default()
    })
    .await;
    for path in ["/events/in", "/events/out", "/logs/out"] {
        let mut client = Client::authenticated(mock.direct_url(), path).await;
        let message = Message::text("x".repeat(max_message_bytes + 1));
        client.send(message).await;
        let reason = "frame with 65537 bytes exceeds limit of 65536 bytes";
        assert_closed(client, 1009, reason, path).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_worker_keeps_to_its_protocol() {
    let mock = Mock::start().await;
    let pool = json!({"name": "p", "type": "process"});
    let pool = serde_json::from_value(pool).expect("a body");
    mock.app().create_work_pool(pool).expect("a pool");
    let connect = |pool: &str| format!("/work_pools/{pool}/workers/connect");
    let with = |changes: Value| {
        let mut frame = hello(uuid());
        for (key, value) in changes.as_object().expect("an object") {
            frame["payload"][key] = value.clone();
        }
        frame
    };
    let unsupported = with(json!({"supported_channel_versions": ["v9"]}));
    let reserved = with(json!({"create_pool_if_not_found": true}));
    for (path, first, code, reason) in [
        (connect("p"), json!("zz"), 1002, "protocol_error"),
        (connect("p"), heartbeat(uuid()), 1002, "protocol_error"),
        (
            connect("p"),
            with(json!({"more": 1})),
            1002,
            "protocol_error",
        ),
        (connect("p"), unsupported, 1008, "unsupported_version"),
        (
            connect("p"),
            with(json!({"work_queue_names": ["q"]})),
            1008,
            "authorization_failed",
        ),
        (connect("no"), hello(uuid()), 1008, "authorization_failed"),
        (connect("prefect"), reserved, 1008, "authorization_failed"),
    ] {
        let mut worker = Client::authenticated(mock.direct_url(), &path).await;
        worker.say(&first).await;
        assert_closed(worker, code, reason, &first.to_string()).await;
    }
    for second in [heartbeat(uuid()), hello(uuid()), json!([1])] {
        let mut worker = Client::authenticated(mock.direct_url(), &connect("p")).await;
        worker.say(&hello(uuid())).await;
        assert_eq!(worker.hear().await["type"], "worker.ready.v1");
        worker.say(&second).await;
        assert_closed(worker, 1002, "protocol_error", &second.to_string()).await;
    }
    let opened = Client::open(mock.direct_url(), &connect("p"), Some("prefect")).await;
    let mut worker = opened.expect("a socket");
    worker.say(&json!({})).await;
    assert_closed(worker, 1008, "authentication_failed", "").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn there_is_no_socket_elsewhere() {
    let mock = Mock::start().await;
    for (path, subprotocol) in [
        ("/nothing", Some("prefect")),
        ("/flows/", Some("prefect")),
        ("/events/in/", Some("prefect")),
        ("/work_pools/p/workers/connect", None),
    ] {
        match Client::open(mock.direct_url(), path, subprotocol).await {
            Err(Error::Http(response)) => assert_eq!(response.status(), 403, "{path}"),
            Err(other) => panic!("{path}: {other}"),
            Ok(_) => panic!("{path} is a socket"),
        }
    }
    for (path, status) in [
        ("/events/in", 404),
        ("/logs/out", 404),
        ("/work_pools/p/workers/connect", 405),
    ] {
        let answer = reqwest::get(format!("{}{path}", mock.direct_url())).await;
        assert_eq!(answer.expect("an answer").status(), status, "{path}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_violation_of_websockets_rules_is_told() {
    let mock = Mock::start().await;
    let mut client = Client::authenticated(mock.direct_url(), "/events/in").await;
    let unknown = OpCode::Data(OpData::Reserved(3));
    let frame = Frame::message("x", unknown, true);
    client.send(Message::Frame(frame)).await;
    assert_closed(client, 1002, "invalid opcode", "a reserved opcode").await;
}
