//! A canary in every place that a secret may be in, and a look at everything that is written.

use serde_json::json;
use wiremock::matchers::any;
use wiremock::{Mock, MockServer, ResponseTemplate};

use crate::program::{Ended, Program};
use crate::scripted::{answer_to_request, error, response, say, session, tools};

const CANARY: &str = "canary-7f3a9c-secret";

#[track_caller]
fn assert_kept(ended: &Ended) {
    for text in [&ended.stdout, &ended.stderr] {
        assert!(!text.contains("canary"), "{text}");
        assert!(!text.contains("secret"), "{text}");
    }
}

/// What scripts say that tell all they know.
const TELL: &str = "echo \"key is $API_KEY\" >&2; echo \"plain is $PLAIN\" >&2";

fn program(rest: &str) -> Program {
    let script = format!("{TELL}\n{rest}");
    Program::new(&json!({
        "atlas": {"command": ["sh", "-c", script], "env": {"API_KEY": "${CANARY}", "PLAIN": format!("plain-{CANARY}")}},
    }))
    .with("CANARY", CANARY)
    .with("PREFECT_API_KEY", CANARY)
}

#[tokio::test]
async fn nothing_of_it_is_in_any_failure() {
    let ask = answer_to_request();
    let text = json!([{"type": "text", "text": format!("cannot log in with {CANARY}")}]);
    let long = format!("{}{CANARY}", "x".repeat(1_490));
    for (rest, code) in [
        ("exit 3".to_owned(), 4),
        (session("exit 4"), 4),
        (format!("echo {CANARY}; exit 1"), 4),
        (format!("{ask}; {}", say(&error(0, -32603, CANARY))), 4),
        (
            session(
                &[
                    ask.clone(),
                    say(&response(1, &json!({"isError": true, "content": text}))),
                ]
                .join("\n"),
            ),
            1,
        ),
        (
            session(&[ask.clone(), say(&error(1, -32603, CANARY))].join("\n")),
            1,
        ),
        // Cut in the middle of the secret, if it is not taken out first.
        (
            session(&[ask.clone(), say(&error(1, -32603, &long))].join("\n")),
            1,
        ),
        (
            session(
                &[
                    ask.clone(),
                    say(&error(1, -32602, "no")),
                    ask,
                    say(&tools(2, &[CANARY])),
                ]
                .join("\n"),
            ),
            3,
        ),
    ] {
        let ended = program(&rest).call("atlas", "t", &json!({})).await;
        assert_eq!(ended.code, Some(code), "{rest}: {ended:?}");
        assert_kept(&ended);
    }
    let ended = program("sleep 600")
        .run(&["--connect-timeout", "1", "atlas", "t"], "")
        .await;
    ended.failed(7, &["key is ***"]);
    assert_kept(&ended);
    let ended = program("exit 3").run(&["list", "atlas"], "").await;
    ended.failed(4, &["key is ***", "plain is ***"]);
    assert_kept(&ended);
}

#[tokio::test]
async fn a_result_keeps_what_is_secret_by_its_name_and_tells_the_rest() {
    let result = r#"printf '{"jsonrpc":"2.0","id":1,"result":{"structuredContent":{"key":"a %s b","region":"%s","own":"%s"}}}\n' "$API_KEY" "$REGION" "$PREFECT_API_KEY""#;
    let script = session(&[answer_to_request(), result.to_owned()].join("\n"));
    let program = Program::new(&json!({"s": {"command": ["sh", "-c", script],
                                             "env": {"API_KEY": CANARY, "REGION": "north-by-northwest"}}}))
    .with("PREFECT_API_KEY", CANARY);
    let ended = program.call("s", "t", &json!({})).await;
    // The worker's own key has not reached the server at all.
    assert_eq!(
        ended.result(),
        json!({"key": "a *** b", "region": "north-by-northwest", "own": ""})
    );
}

#[tokio::test]
async fn a_server_gets_what_is_listed_and_what_every_program_needs() {
    let script = session(
        &[
            answer_to_request(),
            "env > environment".to_owned(),
            say(&response(1, &json!({}))),
        ]
        .join("\n"),
    );
    let program = Program::new(&json!({"mcpServers": {"s": {"command": "sh", "args": ["-c", script], "env": {"LISTED": "yes ${ALSO:-x}"}}}}))
        .with("PREFECT_API_KEY", CANARY)
        .with("PREFECT_API_URL", "http://host")
        .with("LC_TIME", "C")
        .with("TZ", "UTC");
    assert_eq!(program.call("s", "t", &json!({})).await.code, Some(0));
    let environment = std::fs::read_to_string(program.path("environment")).unwrap();
    let has = |line: &str| environment.lines().any(|other| other == line);
    assert!(
        has("LISTED=yes x") && has("LC_TIME=C") && has("TZ=UTC"),
        "{environment}"
    );
    assert!(environment.contains("PATH="), "{environment}");
    assert!(!environment.contains("PREFECT"), "{environment}");
}

#[tokio::test]
async fn headers_tokens_and_addresses_are_kept_too() {
    let server = MockServer::start().await;
    let told = format!("no entry with {CANARY}");
    for (status, kind) in [
        (400, "text/plain"),
        (401, "text/plain"),
        (403, "application/json"),
        (500, "text/html"),
        (200, "text/html"),
        (302, "text/plain"),
    ] {
        let answer = ResponseTemplate::new(status).set_body_raw(told.clone(), kind);
        let mock = Mock::given(any())
            .respond_with(answer)
            .mount_as_scoped(&server)
            .await;
        let url = format!("{}/mcp?api_key={CANARY}", server.uri());
        let program = Program::new(&json!({"mcpServers": {
            "header": {"url": url, "headers": {"Authorization": format!("Bearer {CANARY}"), "X-Other": CANARY}},
            "closed": {"url": format!("http://user:{CANARY}@127.0.0.1:1/{CANARY}?q={CANARY}")},
        }}));
        for name in ["header", "closed"] {
            let ended = program.call(name, "t", &json!({})).await;
            ended.failed(4, &[name]);
            assert_kept(&ended);
        }
        let atlas = Program::new(&json!({"token": {"url": url, "auth_token": CANARY}, "key": {"url": url, "auth_type": "api_key", "auth_token": "${CANARY}"}}))
            .with("CANARY", CANARY);
        for name in ["token", "key"] {
            let ended = atlas.call(name, "t", &json!({})).await;
            ended.failed(4, &[name]);
            assert_kept(&ended);
        }
        drop(mock);
    }
}
