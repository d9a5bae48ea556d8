//! Servers on the network that answer what a test wants.

use std::time::{Duration, Instant};

use serde_json::{Value, json};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpListener;
use wiremock::matchers::{any, header, method};
use wiremock::{Mock, MockServer, Request, ResponseTemplate};

use crate::program::{Ended, Program};
use crate::scripted::{error, response};

/// What a server of 2026-07-28 answers, without regard to the id.
fn newest(body: &Value) -> Value {
    match body["method"].as_str() {
        Some("server/discover") => json!({
            "resultType": "complete", "supportedVersions": ["2026-07-28"], "capabilities": {"tools": {}},
            "serverInfo": {"name": "new", "version": "1"}, "ttlMs": 0, "cacheScope": "private",
        }),
        Some("tools/call") => {
            json!({"resultType": "complete", "content": [], "structuredContent": body["params"]["arguments"]})
        }
        _ => json!({"resultType": "complete", "tools": [], "ttlMs": 0, "cacheScope": "private"}),
    }
}

/// What a server answers that knows only `initialize`, without a session.
fn oldest(body: &Value) -> Option<Value> {
    Some(match body["method"].as_str()? {
        "initialize" => {
            json!({"protocolVersion": "2025-03-26", "capabilities": {"tools": {}}, "serverInfo": {"name": "old", "version": "1"}})
        }
        "tools/call" => {
            json!({"content": [{"type": "text", "text": body["params"]["arguments"].to_string()}]})
        }
        _ => return None,
    })
}

fn reply(request: &Request, result: &Value) -> ResponseTemplate {
    let body: Value = request.body_json().unwrap();
    let mut answer = response(0, result);
    answer["id"] = body["id"].clone();
    ResponseTemplate::new(200).set_body_json(answer)
}

async fn call(url: &str) -> Ended {
    let program = Program::new(&json!({"s": {"url": url, "auth_token": "tok-12345"}}));
    program.call("s", "t", &json!({"a": [1, "ü"]})).await
}

#[tokio::test]
async fn the_newest_protocol_takes_two_requests() {
    let server = MockServer::start().await;
    Mock::given(method("POST"))
        .and(header("authorization", "Bearer tok-12345"))
        .respond_with(|request: &Request| reply(request, &newest(&request.body_json().unwrap())))
        .expect(2)
        .mount(&server)
        .await;
    assert_eq!(call(&server.uri()).await.result(), json!({"a": [1, "ü"]}));
    assert_eq!(server.received_requests().await.unwrap().len(), 2);
}

#[tokio::test]
async fn arguments_that_a_server_wants_in_headers_too_are_sent_there() {
    let server = MockServer::start().await;
    Mock::given(method("POST"))
        .respond_with(|request: &Request| {
            let body: Value = request.body_json().unwrap();
            match body["method"].as_str() {
                Some("tools/list") => reply(
                    request,
                    &json!({"resultType": "complete", "ttlMs": 0, "cacheScope": "private", "tools": [
                        {"name": "t", "inputSchema": {"type": "object", "properties": {
                            "a": {"type": "array"}, "region": {"type": "string", "x-mcp-header": "Region"},
                        }}},
                    ]}),
                ),
                Some("tools/call") if request.headers.get("mcp-param-region").is_none() => {
                    let mut answer = error(0, -32020, "a header is missing");
                    answer["id"] = body["id"].clone();
                    ResponseTemplate::new(400).set_body_json(answer)
                }
                _ => reply(request, &newest(&body)),
            }
        })
        .mount(&server)
        .await;
    let program = Program::new(&json!({"s": {"url": server.uri()}}));
    let arguments = json!({"a": [], "region": "north"});
    let ended = program.call("s", "t", &arguments).await;
    assert_eq!(ended.result(), arguments);
}

#[tokio::test]
async fn an_old_server_is_found_out_however_it_refuses() {
    let refusals = [
        ResponseTemplate::new(200).set_body_json(error(0, -32601, "Method not found")),
        ResponseTemplate::new(400).set_body_json(error(0, -32600, "Bad Request: no session")),
        ResponseTemplate::new(400).set_body_string("what?"),
        ResponseTemplate::new(404).set_body_string("no session"),
        ResponseTemplate::new(500).set_body_string("boom"),
        ResponseTemplate::new(200).set_body_raw("<html>", "text/html"),
        ResponseTemplate::new(202),
    ];
    for refusal in refusals {
        let server = MockServer::start().await;
        let described = format!("{refusal:?}");
        Mock::given(method("POST"))
            .respond_with(move |request: &Request| {
                let body: Value = request.body_json().unwrap();
                match oldest(&body) {
                    Some(result) => reply(request, &result),
                    None if body.get("id").is_none() => ResponseTemplate::new(202),
                    None => refusal.clone(),
                }
            })
            .mount(&server)
            .await;
        let ended = call(&server.uri()).await;
        assert_eq!(ended.code, Some(0), "{described}: {ended:?}");
        assert_eq!(ended.result(), json!({"a": [1, "ü"]}));
    }
}

#[tokio::test]
async fn answers_that_help_nobody_are_told() {
    for (answer, words) in [
        (ResponseTemplate::new(401), "correct the credentials"),
        (
            ResponseTemplate::new(401).insert_header("www-authenticate", "Bearer"),
            "correct the credentials",
        ),
        (
            ResponseTemplate::new(403).set_body_string("no"),
            "correct the credentials",
        ),
        (
            ResponseTemplate::new(404).set_body_string("nothing here"),
            "often /mcp",
        ),
        (ResponseTemplate::new(503), "503"),
        (
            ResponseTemplate::new(200).set_body_raw("hello", "text/plain"),
            "often /mcp",
        ),
        (
            ResponseTemplate::new(301).insert_header("location", "http://127.0.0.1:1/mcp"),
            "301",
        ),
    ] {
        let server = MockServer::start().await;
        Mock::given(any()).respond_with(answer).mount(&server).await;
        let place = server.uri();
        call(&server.uri())
            .await
            .failed(4, &["\"s\"", words, &place]);
    }
}

#[tokio::test]
async fn a_redirect_is_followed_on_the_same_server_and_nowhere_else() {
    let other = MockServer::start().await;
    Mock::given(any())
        .respond_with(ResponseTemplate::new(500))
        .expect(0)
        .mount(&other)
        .await;
    let server = MockServer::start().await;
    let elsewhere = other.uri();
    Mock::given(method("POST"))
        .respond_with(move |request: &Request| match request.url.path() {
            "/mcp" => ResponseTemplate::new(307).insert_header("location", "/mcp/"),
            "/mcp/" => reply(request, &newest(&request.body_json().unwrap())),
            _ => ResponseTemplate::new(307).insert_header("location", elsewhere.as_str()),
        })
        .mount(&server)
        .await;
    assert_eq!(call(&format!("{}/mcp", server.uri())).await.code, Some(0));
    call(&format!("{}/away", server.uri()))
        .await
        .failed(4, &["307"]);
}

/// Serves one answer for each connection: whatever `answer` makes of the request's text. Nothing closes it.
async fn raw(answer: fn(&str) -> Option<String>) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(async move {
        while let Ok((mut stream, _)) = listener.accept().await {
            tokio::spawn(async move {
                let mut request = String::new();
                let mut buffer = [0; 4096];
                while !request.contains("}}") && !request.starts_with("GET") {
                    let read = stream.read(&mut buffer).await.unwrap_or(0);
                    if read == 0 {
                        return;
                    }
                    request.push_str(&String::from_utf8_lossy(&buffer[..read]));
                }
                if let Some(answer) = answer(&request) {
                    let _ = stream.write_all(answer.as_bytes()).await;
                }
            });
        }
    });
    format!("http://{address}/mcp")
}

fn ok(kind: &str, body: &str) -> String {
    format!(
        "HTTP/1.1 200 OK\r\nContent-Type: {kind}\r\nContent-Length: {}\r\n\r\n{body}",
        body.len()
    )
}

fn discovered() -> String {
    ok(
        "application/json",
        &response(0, &newest(&json!({"method": "server/discover"}))).to_string(),
    )
}

#[tokio::test]
async fn a_server_that_goes_away_in_the_middle_of_a_call_is_lost() {
    let dropped = raw(|request| request.contains("server/discover").then(discovered)).await;
    let cut = raw(|request| {
        let half = ok("application/json", "{\"jsonrpc\"").replace("Length: 1", "Length: 9");
        Some(if request.contains("server/discover") {
            discovered()
        } else {
            half
        })
    })
    .await;
    let stream = raw(|request| {
        let comment = "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nConnection: close\r\n\r\n: hello\n\n";
        Some(if request.contains("server/discover") { discovered() } else { comment.to_owned() })
    })
    .await;
    for url in [dropped, cut, stream] {
        let began = Instant::now();
        call(&url)
            .await
            .failed(4, &["was lost before it had answered"]);
        assert!(
            began.elapsed() < Duration::from_secs(30),
            "{:?}",
            began.elapsed()
        );
    }
}

#[tokio::test]
async fn a_server_that_never_answers_is_given_up() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}/mcp", listener.local_addr().unwrap());
    let program = Program::new(&json!({"s": {"url": url}}));
    let ended = program
        .run(&["--connect-timeout", "0.5", "s", "t"], "")
        .await;
    ended.failed(7, &["\"s\"", "was not ready within 0.5 seconds"]);
}
