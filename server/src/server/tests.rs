use std::net::SocketAddr;
use std::time::{Duration, Instant};

use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;

use super::{Config, RunningServer, StartError, reachable, start_server};

async fn start() -> RunningServer {
    let config = Config {
        port: 0,
        ..Config::default()
    };
    start_server(config).await.unwrap()
}

/// Sends text on a connection and reads until an answer has come that ends so.
async fn exchange(stream: &mut TcpStream, request: &str, end: &str) -> String {
    stream.write_all(request.as_bytes()).await.unwrap();
    let mut answer = Vec::new();
    let mut buffer = [0; 1024];
    while !answer.ends_with(end.as_bytes()) {
        let count = stream.read(&mut buffer).await.unwrap();
        assert_ne!(count, 0, "{}", String::from_utf8_lossy(&answer));
        answer.extend_from_slice(&buffer[..count]);
    }
    String::from_utf8(answer).unwrap()
}

const HEALTH: &str = "GET /api/health HTTP/1.1\r\nhost: localhost\r\n\r\n";

#[tokio::test]
async fn a_server_answers_where_it_says() {
    let server = start().await;
    let address = server.local_addr();
    assert_ne!(address.port(), 0);
    assert_eq!(
        server.url(),
        format!("http://127.0.0.1:{}/api", address.port())
    );
    let mut stream = TcpStream::connect(address).await.unwrap();
    let answer = exchange(&mut stream, HEALTH, "true").await;
    assert!(answer.starts_with("HTTP/1.1 200 OK\r\n"), "{answer}");
    assert!(
        answer.contains("content-type: application/json"),
        "{answer}"
    );
    server.shutdown().await;
    assert!(TcpStream::connect(address).await.is_err());
}

#[tokio::test]
async fn a_taken_port_is_an_error() {
    let server = start().await;
    let again = start_server(Config {
        port: server.local_addr().port(),
        ..Config::default()
    })
    .await;
    let error = again.err().unwrap();
    assert!(matches!(&error, StartError::Bind { address, .. } if *address == server.local_addr()));
    let text = error.to_string();
    assert!(
        text.starts_with(&format!("cannot listen on {}: ", server.local_addr())),
        "{text}"
    );
    assert!(!text.contains('\n'));
}

#[tokio::test]
async fn a_host_that_leads_nowhere_is_an_error() {
    let config = Config {
        host: "no such host".to_owned(),
        ..Config::default()
    };
    assert!(matches!(
        start_server(config).await.err(),
        Some(StartError::Host { .. })
    ));
}

/// Connections that nothing is going on in hold nothing up; one in the middle of a
/// request does so for as long as the grace lasts.
#[tokio::test]
async fn open_connections_do_not_hold_up_a_shutdown() {
    for (sent, longest) in [
        (None, Duration::from_millis(250)),
        (Some((HEALTH, "true")), Duration::from_millis(250)),
        (
            Some((
                "POST /api/work_pools/filter HTTP/1.1\r\nexpect: 100-continue\r\ncontent-length: 9\r\n\r\n",
                "\r\n\r\n",
            )),
            Duration::from_millis(900),
        ),
    ] {
        let server = start().await;
        let mut stream = TcpStream::connect(server.local_addr()).await.unwrap();
        if let Some((request, end)) = sent {
            exchange(&mut stream, request, end).await;
        }
        let started = Instant::now();
        server.shutdown().await;
        let took = started.elapsed();
        assert!(took < longest, "{took:?} after {sent:?}");
    }
}

#[test]
fn an_unspecified_address_is_reached_at_this_machine() {
    for (local, expected) in [
        ("0.0.0.0:80", "127.0.0.1:80"),
        ("[::]:80", "[::1]:80"),
        ("192.0.2.1:80", "192.0.2.1:80"),
    ] {
        let address: SocketAddr = local.parse().unwrap();
        assert_eq!(reachable(address).to_string(), expected);
    }
}
