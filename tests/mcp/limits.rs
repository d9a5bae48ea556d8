//! What is too long is not kept.

use std::time::Instant;

use serde_json::json;

use super::process::{OnStdio, OverHttp, PLANNER, Server};

/// What is sent at most, as one message that never ends.
const ENDLESS_BYTES: usize = 128 * 1024 * 1024;

/// What a server may take beside: much less.
const MAX_RESIDENT_BYTES: u64 = 64 * 1024 * 1024;

/// The most memory that a process has had so far, where the system tells.
fn peak(process: &tokio::process::Child) -> Option<u64> {
    let status = std::fs::read_to_string(format!("/proc/{}/status", process.id()?)).ok()?;
    let line = status
        .lines()
        .find_map(|line| line.strip_prefix("VmHWM:"))?;
    let kilobytes: u64 = line.trim().strip_suffix(" kB")?.parse().ok()?;
    Some(kilobytes * 1024)
}

fn is_small(server: &Server, process: &tokio::process::Child) {
    if let Some(peak) = peak(process) {
        assert!(
            peak < MAX_RESIDENT_BYTES,
            "{}: {peak} bytes",
            server.program
        );
    }
}

#[tokio::test]
async fn a_line_that_never_ends_is_not_kept() {
    let mut process = OnStdio::start(&PLANNER);
    process.initialize().await;
    let piece = vec![b'['; 1024 * 1024];
    for _ in 0..ENDLESS_BYTES / piece.len() {
        process.send(&piece).await;
    }
    is_small(&PLANNER, &process.process);
    process.send(b"\n").await;
    PLANNER.check(&process.ask("tools/call", PLANNER.call_params()).await);
    process.end().await;
}

#[tokio::test]
async fn a_body_that_is_too_long_is_refused() {
    let process = OverHttp::start(&PLANNER, &[], &[]).await;
    let long = "x".repeat(9 * 1024 * 1024);
    let answer = process.post(long).send().await;
    // A client may find the connection closed while it still sends.
    if let Ok(answer) = answer {
        assert_eq!(answer.status(), 413);
        assert!(answer.text().await.unwrap().contains("bytes"));
    }
    is_small(&PLANNER, &process.process);
    process.must_work(&PLANNER).await;
}

/// Sessions that nobody uses cost others nothing: the oldest make room, and the server goes on.
#[tokio::test]
async fn any_number_of_sessions_can_be_begun() {
    let process = OverHttp::start(&PLANNER, &[], &[]).await;
    let first = process.begin().await;
    let started = Instant::now();
    let mut last = String::new();
    for _ in 0..600 {
        last = process.begin().await;
    }
    let ping = json!({"jsonrpc": "2.0", "id": 1, "method": "ping"}).to_string();
    let gone = process.in_session(&first, ping.clone()).send().await;
    assert_eq!(gone.unwrap().status(), 404, "after {:?}", started.elapsed());
    let there = process.in_session(&last, ping).send().await;
    assert_eq!(there.unwrap().status(), 200);
    is_small(&PLANNER, &process.process);
}
