//! Clients of WebSockets that stall or vanish, on the program.

use std::net::TcpStream;
use std::process::Command;
use std::time::{Duration, Instant};

use serde_json::json;
use tokio_tungstenite::tungstenite::Message;

use super::Program;
#[cfg(target_os = "linux")]
use super::resident_kib;
use super::socket_client::{Client, connect_narrowly};

/// Far more than the machine keeps for a client that does not read.
const EVENTS: usize = 1_500;
const PAYLOAD_BYTES: usize = 10_000;

/// Sends the events, and returns when they are recorded.
fn send_events(port: u16) {
    let mut client = Client::open(port, "/events/in");
    let now = chrono::DateTime::<chrono::Utc>::from(std::time::SystemTime::now());
    for number in 0..EVENTS {
        client.say(&json!({
            "id": format!("00000000-0000-4000-8000-{number:012}"),
            "occurred": now,
            "event": "test",
            "resource": {"prefect.resource.id": "test"},
            "payload": {"text": "x".repeat(PAYLOAD_BYTES)},
        }));
    }
    client.0.send(Message::Ping("".into())).unwrap();
    assert!(matches!(client.next(), Message::Pong(_)));
}

/// They are told 15 MB each, of which the program is to keep next to nothing for them.
#[cfg(target_os = "linux")]
#[test]
fn clients_that_stall_or_vanish_take_no_memory() {
    const MOST_KIB: u64 = 24 * 1024;

    let mut program = Program::start(&["--port", "0"]);
    let port = program.port();
    send_events(port);
    let before = resident_kib(&program.0);
    let mut stalled = Vec::new();
    for number in 0..300 {
        let client = Client::watching(connect_narrowly(port));
        if number % 2 == 0 {
            stalled.push(client);
        }
    }
    let mut reading = Client::watching(TcpStream::connect(("127.0.0.1", port)).unwrap());
    for _ in 0..EVENTS {
        assert_eq!(reading.hear()["type"], "event");
    }
    let during = resident_kib(&program.0);
    assert!(
        during < before + MOST_KIB,
        "{before} KiB, then {during} KiB"
    );
    drop(stalled);
    send_events(port);
    let after = resident_kib(&program.0);
    assert!(after < before + MOST_KIB, "{before} KiB, then {after} KiB");
}

#[cfg(unix)]
#[test]
fn open_sockets_do_not_keep_it_from_ending() {
    let mut program = Program::start(&["--port", "0"]);
    let port = program.port();
    send_events(port);
    let _stalled: Vec<Client> = (0..20)
        .map(|_| Client::watching(connect_narrowly(port)))
        .collect();
    let mut idle = Client::open(port, "/events/in");
    let started = Instant::now();
    let pid = program.0.id().to_string();
    Command::new("kill")
        .args(["-s", "TERM", &pid])
        .status()
        .unwrap();
    match idle.next() {
        Message::Close(Some(frame)) => assert_eq!(u16::from(frame.code), 1012),
        other => panic!("{other:?}"),
    }
    drop(idle);
    assert!(program.0.wait().unwrap().success());
    assert!(started.elapsed() < Duration::from_secs(1));
}
