//! Who may ask over HTTP, and how such a server begins and ends.

use std::process::Stdio;

use serde_json::json;
use tokio::time::timeout;

use super::process::{OverHttp, PATIENCE, PLANNER, RUNNER, Server, message};

const TOKEN: &str = "canary-server-token";

#[tokio::test]
async fn both_generations_of_the_protocol_are_served() {
    for server in [&PLANNER, &RUNNER] {
        let process = OverHttp::start(server, &[], &[]).await;
        process.must_work(server).await;
    }
}

/// The status of a request with one more header.
async fn status(process: &OverHttp, header: &str, value: &str) -> u16 {
    let listed = process.stateless("tools/list", json!({}));
    let answer = listed.header(header, value).send().await.unwrap();
    answer.status().as_u16()
}

#[tokio::test]
async fn foreign_hosts_and_origins_are_refused_unless_they_are_allowed() {
    let plain = OverHttp::start(&RUNNER, &[], &[]).await;
    for (host, expected) in [
        ("localhost", 200),
        ("localhost:1234", 200),
        ("127.0.0.1", 200),
        ("[::1]:80", 200),
        ("evil.example", 403),
        ("localhost.evil.example", 403),
        ("mcp.example.com", 403),
    ] {
        assert_eq!(status(&plain, "host", host).await, expected, "{host}");
    }
    for (origin, expected) in [
        ("http://localhost:3000", 200),
        ("http://127.0.0.1", 200),
        ("https://evil.example", 403),
        ("http://localhost.evil.example", 403),
        ("null", 403),
        ("https://app.example.com", 403),
    ] {
        assert_eq!(status(&plain, "origin", origin).await, expected, "{origin}");
    }

    let allowed = [
        "--http-allowed-host",
        "mcp.example.com",
        "--http-allowed-origin",
        "https://app.example.com",
    ];
    let open = OverHttp::start(&RUNNER, &[], &allowed).await;
    assert_eq!(status(&open, "host", "mcp.example.com").await, 200);
    assert_eq!(status(&open, "host", "evil.example").await, 403);
    let origin = "https://app.example.com";
    assert_eq!(status(&open, "origin", origin).await, 200);
    let other_port = "https://app.example.com:8443";
    assert_eq!(status(&open, "origin", other_port).await, 403);
}

#[tokio::test]
async fn a_token_is_asked_for_where_there_is_one() {
    let process = OverHttp::start(&RUNNER, &[("MCP_SERVER_TOKEN", TOKEN)], &[]).await;
    let without = process
        .stateless("tools/list", json!({}))
        .send()
        .await
        .unwrap();
    assert_eq!(without.status(), 401);
    let challenge = without.headers()["www-authenticate"].to_str().unwrap();
    assert!(challenge.starts_with("Bearer"), "{challenge}");
    let told = without.text().await.unwrap();
    assert!(told.contains("MCP_SERVER_TOKEN") && !told.contains(TOKEN));

    let bearer = format!("Bearer {TOKEN}");
    assert_eq!(status(&process, "authorization", &bearer).await, 200);
    assert_eq!(status(&process, "authorization", "Bearer no").await, 401);
    // A session's id is no token.
    let request = json!({"jsonrpc": "2.0", "id": 1, "method": "initialize", "params": {}});
    let begun = process.in_session("any", request.to_string()).send();
    assert_eq!(begun.await.unwrap().status(), 401);
}

/// Starts a server that must not start; gives the one line that it says.
async fn refusal(server: &Server, arguments: &[&str]) -> String {
    let mut command = server.command();
    command.args(arguments).stdin(Stdio::null());
    let output = timeout(PATIENCE, command.output()).await.unwrap().unwrap();
    assert_eq!(output.status.code(), Some(1));
    let said = String::from_utf8(output.stderr).unwrap();
    assert_eq!(said.lines().count(), 1, "{said}");
    said
}

#[tokio::test]
async fn a_server_says_in_one_line_why_it_does_not_start() {
    for server in [&PLANNER, &RUNNER] {
        let said = refusal(server, &["--http", "0.0.0.0:0"]).await;
        assert!(said.contains("MCP_SERVER_TOKEN"), "{said}");

        let running = OverHttp::start(server, &[], &[]).await;
        let address = running.url.trim_start_matches("http://");
        let said = refusal(server, &["--http", address.trim_end_matches("/mcp")]).await;
        assert!(said.contains("cannot listen at 127.0.0.1:"), "{said}");
    }
}

#[tokio::test]
async fn a_session_ends_when_its_client_says_so() {
    let process = OverHttp::start(&PLANNER, &[], &[]).await;
    let session = process.begin().await;
    let ending = reqwest::Client::builder().no_proxy().build().unwrap();
    let ending = ending
        .delete(&process.url)
        .header("mcp-session-id", &session)
        .header("mcp-protocol-version", "2025-11-25");
    assert_eq!(ending.send().await.unwrap().status(), 204);
    let late = process.in_session(&session, r#"{"jsonrpc":"2.0","id":1,"method":"ping"}"#);
    assert_eq!(late.send().await.unwrap().status(), 404);
}

#[tokio::test]
async fn what_is_no_mcp_is_told_what_it_is() {
    let process = OverHttp::start(&RUNNER, &[], &[]).await;
    for (body, code) in [
        ("{", -32700),
        ("[]", -32600),
        ("{\"jsonrpc\":\"2.0\"}", -32600),
    ] {
        let answer = process.post(body).send().await.unwrap();
        assert_eq!(answer.status(), 400);
        assert_eq!(message(answer).await["error"]["code"], code);
    }
    let no_session = process.in_session("unknown", r#"{"jsonrpc":"2.0","id":1,"method":"ping"}"#);
    assert_eq!(no_session.send().await.unwrap().status(), 404);

    let elsewhere = process.url.replace("/mcp", "/");
    let elsewhere = reqwest::Client::builder()
        .no_proxy()
        .build()
        .unwrap()
        .get(elsewhere);
    let answer = elsewhere.send().await.unwrap();
    assert_eq!(answer.status(), 404);
    assert!(answer.text().await.unwrap().contains("/mcp"));
}

/// A signal ends a server soon and well, also while a client has a session and listens.
#[cfg(unix)]
#[tokio::test]
async fn a_signal_ends_it_well() {
    use nix::sys::signal::{Signal, kill};
    use nix::unistd::Pid;

    for signal in [Signal::SIGTERM, Signal::SIGINT] {
        let mut process = OverHttp::start(&PLANNER, &[], &[]).await;
        let session = process.begin().await;
        let listening = reqwest::Client::builder()
            .no_proxy()
            .build()
            .unwrap()
            .get(&process.url)
            .header("accept", "text/event-stream")
            .header("mcp-session-id", &session)
            .send()
            .await
            .unwrap();
        assert_eq!(listening.status(), 200);
        let pid = i32::try_from(process.process.id().unwrap()).unwrap();
        kill(Pid::from_raw(pid), signal).unwrap();
        // The stream ends as streams do, and the process with it.
        timeout(PATIENCE, listening.bytes()).await.unwrap().unwrap();
        let status = timeout(PATIENCE, process.process.wait()).await.unwrap();
        assert!(status.unwrap().success());
    }
}
