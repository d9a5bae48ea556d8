//! Clients that stall or vanish cost little, go in the end, and disturb nobody.

use std::time::Duration;

use prefect_mock::http::SocketLimits;
use prefect_mock_api::types;
use serde_json::json;
use tokio_tungstenite::tungstenite::Message;

use super::client::{Client, event, now_on};
use crate::fixtures::mock::Mock;

/// More than the machine keeps for a client that does not read.
const EVENTS: usize = 400;
const PAYLOAD_BYTES: usize = 64 * 1024;

fn big_event() -> types::Event {
    let mut event = event("big", "test");
    event["payload"] = json!({"text": "x".repeat(PAYLOAD_BYTES)});
    serde_json::from_value(event).expect("an event")
}

/// Waits until so many sockets are open.
async fn until_open(mock: &Mock, count: usize) {
    let waiting = async {
        while mock.sockets().count() != count {
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
    };
    let waited = tokio::time::timeout(Duration::from_secs(60), waiting).await;
    assert!(
        waited.is_ok(),
        "{} sockets are open",
        mock.sockets().count()
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn one_that_never_reads_is_closed_and_one_that_reads_gets_everything() {
    let mock = Mock::with_socket_limits(SocketLimits {
        write: Duration::from_millis(500),
        ..SocketLimits::default()
    })
    .await;
    let asked = json!({"filter": {"occurred": now_on()}, "backfill": false});
    let mut stalled = Client::watching(mock.direct_url(), "/events/out", &asked).await;
    stalled.checkpoint().await;
    let mut reading = Client::watching(mock.direct_url(), "/events/out", &asked).await;
    reading.checkpoint().await;
    for _ in 0..EVENTS {
        let event = big_event();
        let id = json!(event.id);
        mock.app().record_events(vec![event]).expect("no error");
        assert_eq!(reading.hear().await["event"]["id"], id);
    }
    until_open(&mock, 1).await;
    // It finds what its machine kept for it, and then the end.
    let mut heard = 0;
    while let Ok(Message::Text(_)) = stalled.next().await {
        heard += 1;
    }
    assert!(heard < EVENTS, "all {heard} events came through");
}

#[tokio::test(flavor = "multi_thread")]
async fn one_that_falls_behind_is_told_to_come_again() {
    let mock = Mock::start().await;
    let asked = json!({"filter": {"occurred": now_on()}, "backfill": false});
    let mut slow = Client::watching(mock.direct_url(), "/events/out", &asked).await;
    slow.checkpoint().await;
    // First what fills the machine's buffers, then more than the ring has places for.
    for _ in 0..EVENTS {
        mock.app()
            .record_events(vec![big_event()])
            .expect("no error");
    }
    let small = || serde_json::from_value::<types::Event>(event("small", "test"));
    let many: Result<Vec<_>, _> = (0..20_000).map(|_| small()).collect();
    mock.app()
        .record_events(many.expect("events"))
        .expect("no error");
    let closed = loop {
        if let Message::Close(Some(frame)) = slow.next().await.expect("a close frame") {
            break frame;
        }
    };
    assert_eq!(u16::from(closed.code), 1013);
    assert!(closed.reason.contains("connect again"), "{}", closed.reason);
}

#[tokio::test(flavor = "multi_thread")]
async fn hundreds_come_and_go() {
    let mock = Mock::with_socket_limits(SocketLimits {
        write: Duration::from_millis(500),
        ping_interval: Duration::from_secs(1),
        ping_timeout: Duration::from_secs(1),
        close: Duration::from_millis(100),
        ..SocketLimits::default()
    })
    .await;
    let mut reading = Client::authenticated(mock.direct_url(), "/events/in").await;
    let asked = json!({"filter": {"occurred": now_on()}});
    let mut kept = Vec::new();
    for number in 0..300 {
        let path = ["/events/in", "/events/out", "/logs/out"][number % 3];
        match number % 4 {
            // Connects and says nothing.
            0 => {
                let opened = Client::open(mock.direct_url(), path, Some("prefect")).await;
                kept.push(opened.expect("a socket"));
            }
            // Is told everything, and reads nothing. It does not answer pings either,
            // as one whose machine is gone.
            1 => kept.push(Client::watching(mock.direct_url(), "/events/out", &asked).await),
            // Leaves without a word.
            2 => drop(Client::authenticated(mock.direct_url(), path).await),
            // Takes its leave.
            _ => {
                let mut client = Client::authenticated(mock.direct_url(), path).await;
                client.0.close(None).await.expect("an open socket");
            }
        }
    }
    assert!(mock.sockets().count() > 100);
    for _ in 0..20 {
        mock.app()
            .record_events(vec![big_event()])
            .expect("no error");
    }
    // One that answers stays, whatever becomes of the others.
    let answering = tokio::spawn(async move {
        reading.checkpoint().await;
        while let Ok(Message::Ping(_) | Message::Pong(_)) = reading.next().await {}
    });
    until_open(&mock, 1).await;
    assert!(!answering.is_finished());
    answering.abort();
    drop(kept);
    until_open(&mock, 0).await;
}
