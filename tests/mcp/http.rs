//! Malformed messages over HTTP.

use rand::rngs::StdRng;
use rand::{Rng as _, SeedableRng as _};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;
use tokio::time::timeout;

use super::malformed::messages;
use super::process::{OverHttp, PATIENCE, PLANNER, RUNNER, Server};

/// Heads that no client of HTTP would send.
const HEADS: [&[u8]; 6] = [
    b"\r\n\r\n",
    b"POST /mcp HTTP/9.9\r\n\r\n",
    b"POST /mcp HTTP/1.1\r\nHost: localhost\r\nContent-Length: -1\r\n\r\n",
    b"POST /mcp HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\nZZ\r\n",
    b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",
    b"GET \xff\xfe HTTP/1.1\r\n\r\n",
];

/// Posts all messages of a seed, as requests of either protocol; each must be answered, to the end of the answer.
async fn survives(server: &Server, seed: u64) {
    let process = OverHttp::start(server, &[], &[]).await;
    let session = process.begin().await;
    let mut random = StdRng::seed_from_u64(seed);
    for message in messages(server, seed) {
        let posted = match random.random_range(0..4) {
            0 => process.post(message),
            1 => process
                .post(message)
                .header("mcp-protocol-version", "2026-07-28")
                .header("mcp-method", "tools/call"),
            _ => process.in_session(&session, message),
        };
        let answer = posted.send().await.unwrap();
        answer.bytes().await.unwrap();
    }
    let address = process.url.trim_start_matches("http://");
    let address = address.trim_end_matches("/mcp");
    for head in HEADS {
        let mut stream = TcpStream::connect(address).await.unwrap();
        stream.write_all(head).await.unwrap();
        stream.shutdown().await.unwrap();
        let mut answer = Vec::new();
        // Whether it answers or hangs up, it is done with this soon.
        let _ = timeout(PATIENCE, stream.read_to_end(&mut answer))
            .await
            .unwrap();
    }
    process.must_work(server).await;
}

#[tokio::test]
async fn the_planner_survives_malformed_messages() {
    survives(&PLANNER, 11).await;
}

#[tokio::test]
async fn the_runner_survives_malformed_messages() {
    survives(&RUNNER, 12).await;
}
