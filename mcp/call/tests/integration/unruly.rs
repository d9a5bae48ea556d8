//! Servers that do not do what they should.

use std::time::{Duration, Instant};

use serde_json::{Value, json};

use crate::program::{Ended, Program};
use crate::scripted::{answer_to_request, config, error, response, say, server, session, tools};

async fn call(script: &str) -> Ended {
    Program::new(&config(script))
        .call("s", "t", &json!({}))
        .await
}

fn steps(steps: &[String]) -> String {
    session(&steps.join("\n"))
}

#[tokio::test]
async fn results_of_every_shape_are_taken() {
    let text = |text: &str| json!({"type": "text", "text": text});
    let image = json!({"type": "image", "data": "AA==", "mimeType": "image/png"});
    for (result, value) in [
        (
            json!({"structuredContent": {"a": 1}, "content": [text("b")]}),
            json!({"a": 1}),
        ),
        (
            json!({"content": [text("{\"a\": [1, 2.5, \"ü\\n\"]}")]}),
            json!({"a": [1, 2.5, "ü\n"]}),
        ),
        (
            json!({"content": [text("it's plain")]}),
            json!("it's plain"),
        ),
        (
            json!({"content": [text("[1]"), text("x"), image]}),
            json!([[1], "x", image]),
        ),
        (json!({"content": []}), Value::Null),
        (json!({}), Value::Null),
    ] {
        assert_eq!(call(&server(&result)).await.result(), value, "{result}");
    }
}

#[tokio::test]
async fn tools_that_are_missing_are_known_by_the_list_and_not_by_the_answer() {
    let text = json!([{"type": "text", "text": "Unknown tool: t"}]);
    for answer in [
        response(1, &json!({"isError": true, "content": text})),
        error(1, -32602, "tool not found"),
        error(1, -32601, "method not found"),
        error(1, -32603, "internal"),
    ] {
        let ask = answer_to_request();
        let missing = steps(&[
            ask.clone(),
            say(&answer),
            ask.clone(),
            say(&tools(2, &["t2", "u"])),
        ]);
        call(&missing).await.failed(3, &["no tool \"t\"", "\"t2\""]);
        // The same answers for a tool that there is are the tool's own errors.
        let there = steps(&[
            ask.clone(),
            say(&answer),
            ask.clone(),
            say(&tools(2, &["t"])),
        ]);
        call(&there).await.failed(1, &["the tool \"t\""]);
        // And where the list is an error, too, nothing better is known.
        let blind = steps(&[
            ask.clone(),
            say(&answer),
            ask,
            say(&error(2, -32601, "no list")),
        ]);
        call(&blind).await.failed(1, &["the tool \"t\""]);
    }
}

#[tokio::test]
async fn a_tool_whose_own_name_begins_like_its_server_is_called_as_it_is() {
    let answer = response(1, &json!({"structuredContent": 1}));
    let script = steps(&[answer_to_request(), say(&answer)]);
    let ended = Program::new(&config(&script))
        .call("s", "s_t", &json!({}))
        .await;
    assert_eq!(ended.result(), 1);

    let ask = answer_to_request();
    let unknown = say(&error(1, -32602, "unknown"));
    let list = say(&tools(2, &["t"]));
    let script = steps(&[
        ask.clone(),
        unknown,
        ask.clone(),
        list,
        ask,
        "case $request in *'\"name\":\"t\"'*) ;; *) exit 9;; esac".to_owned(),
        say(&response(3, &json!({"structuredContent": 2}))),
    ]);
    let ended = Program::new(&config(&script))
        .call("s", "s_t", &json!({}))
        .await;
    assert_eq!(ended.result(), 2);
}

#[tokio::test]
async fn a_server_that_ends_in_the_middle_of_a_call_is_lost() {
    let script = steps(&[
        answer_to_request(),
        "echo 'out of memory' >&2; exit 137".to_owned(),
    ]);
    call(&script).await.failed(
        4,
        &[
            "exited with status 137 before it had answered",
            "    out of memory",
        ],
    );
}

#[tokio::test]
async fn lines_that_are_no_messages_are_passed_over_and_kept() {
    let garbage = r#"echo 'Starting up...'; echo '{"half": '; printf '\377\000\n'; echo '[]'; echo '{"jsonrpc":"2.0"}'"#;
    let good = format!(
        "{garbage}\n{}",
        server(&json!({"structuredContent": "fine"}))
    );
    assert_eq!(call(&good).await.result(), "fine");
    let bad = steps(&[answer_to_request(), garbage.to_owned(), "exit 1".to_owned()]);
    call(&bad)
        .await
        .failed(4, &["where only MCP may be", "    Starting up..."]);
}

#[tokio::test]
async fn a_message_is_short_enough_to_be_shown_whole() {
    let flood =
        "for i in 1 2 3 4 5 6 7 8 9; do printf '%0500d\\n' $i; printf '%0500d\\n' $i >&2; done";
    let script = steps(&[answer_to_request(), flood.to_owned(), "exit 1".to_owned()]);
    let lost = call(&script).await;
    let long = say(&error(1, -32000, &"ü".repeat(10_000)));
    let list = say(&tools(2, &["t"]));
    let script = steps(&[answer_to_request(), long, answer_to_request(), list]);
    let failed = call(&script).await;
    for message in [
        lost.failed(4, &["0009"]),
        failed.failed(1, &["8500 more characters"]),
    ] {
        // A flow shows the last 2000 characters.
        assert!(message.chars().count() < 2_000, "{message}");
    }
}

#[tokio::test]
async fn answers_that_are_not_of_mcp_are_errors_and_no_wait() {
    let deep = format!(
        r#"{{"jsonrpc":"2.0","id":1,"result":{}1{}}}"#,
        "[".repeat(300),
        "]".repeat(300)
    );
    for answer in [
        r#"{"jsonrpc":"2.0","id":1}"#,
        r#"{"jsonrpc":"2.0","id":1,"result":7}"#,
        r#"{"jsonrpc":"2.0","id":1,"result":{"content":"text"}}"#,
        r#"{"jsonrpc":"2.0","id":1,"error":"text"}"#,
        deep.as_str(),
    ] {
        let script = steps(&[
            answer_to_request(),
            format!("echo '{answer}'"),
            answer_to_request(),
            say(&tools(2, &["t"])),
            "sleep 600".to_owned(),
        ]);
        call(&script).await.failed(1, &["answer is not"]);
    }
}

#[tokio::test]
async fn a_message_without_an_end_is_not_read_for_ever() {
    let endless = "yes 0123456789012345678901234567890123456789 | tr -d '\\n'";
    let script = steps(&[answer_to_request(), endless.to_owned()]);
    call(&script).await.failed(4, &["more than 64 MiB"]);
}

#[tokio::test]
async fn a_server_that_is_never_ready_is_given_up() {
    for script in [
        "sleep 600",
        "echo loading >&2; sleep 600",
        "while :; do echo noise; sleep 0.05; done",
    ] {
        let began = Instant::now();
        let program = Program::new(&config(script)).with("MCP_CALL_CONNECT_TIMEOUT", "1");
        let ended = program.call("s", "t", &json!({})).await;
        ended.failed(7, &["was not ready within 1 second", "--connect-timeout"]);
        assert!(began.elapsed() < Duration::from_secs(30));
    }
    let program = Program::new(&config("echo loading >&2; sleep 600"));
    let ended = program.run(&["--connect-timeout", "1", "s", "t"], "").await;
    ended.failed(7, &["    loading"]);
}

#[tokio::test]
async fn a_call_that_takes_too_long_is_given_up_and_its_server_told() {
    let script = steps(&[
        answer_to_request(),
        "read -r request; echo \"$request\" > told; sleep 600".to_owned(),
    ]);
    let program = Program::new(&config(&script));
    let ended = program.run(&["--timeout", "0.5", "s", "t"], "").await;
    ended.failed(7, &["\"t\"", "\"s\"", "within 0.5 seconds", "--timeout"]);
    let told = std::fs::read_to_string(program.path("told")).unwrap();
    assert!(told.contains("notifications/cancelled"), "{told}");
}

#[tokio::test]
async fn what_a_server_asks_for_is_not_supported() {
    for method in [
        "sampling/createMessage",
        "elicitation/create",
        "no/such/method",
    ] {
        let request = json!({"jsonrpc": "2.0", "id": "ask", "method": method, "params": {
            "message": "?", "requestedSchema": {"type": "object", "properties": {}},
            "messages": [], "maxTokens": 5,
        }});
        let answer = r#"case $answer in *-32601*) ok=true;; *) ok="\"$answer\"";; esac"#;
        let result =
            r#"printf '{"jsonrpc":"2.0","id":1,"result":{"structuredContent":%s}}\n' "$ok""#;
        let script = steps(&[
            answer_to_request(),
            say(&request),
            "read -r answer".to_owned(),
            answer.to_owned(),
            result.to_owned(),
        ]);
        assert_eq!(call(&script).await.result(), true, "{method}");
    }
}

#[tokio::test]
async fn a_server_of_the_newest_protocol_alone_is_spoken_to() {
    let refused = error(0, -32601, "initialize is gone");
    let discovered = response(
        0,
        &json!({
            "resultType": "complete", "supportedVersions": ["2026-07-28"], "capabilities": {"tools": {}},
            "serverInfo": {"name": "new", "version": "1"}, "ttlMs": 0, "cacheScope": "private",
        }),
    );
    let required = json!({"resultType": "input_required", "inputRequests": {
        "name": {"method": "elicitation/create", "params": {"mode": "form", "message": "?", "requestedSchema": {"type": "object", "properties": {}}}},
    }});
    let complete =
        json!({"resultType": "complete", "content": [], "structuredContent": {"new": true}});
    let script = |result: &Value| {
        let ask = answer_to_request();
        format!(
            "{ask}\ncase $request in *initialize*) {};; *) {}; {ask}; {};; esac",
            say(&refused),
            say(&discovered),
            say(&response(1, result))
        )
    };
    assert_eq!(
        call(&script(&complete)).await.result(),
        json!({"new": true})
    );
    call(&script(&required))
        .await
        .failed(1, &["asks for input"]);
}

#[tokio::test]
async fn a_server_that_cannot_list_says_so() {
    let script = steps(&[answer_to_request(), say(&error(1, -32601, "no lists here"))]);
    let ended = Program::new(&config(&script)).run(&["list", "s"], "").await;
    ended.failed(4, &["answered with an error: no lists here"]);
}

#[tokio::test]
async fn a_server_of_no_known_protocol_says_so() {
    let refused = say(&error(0, -32601, "this is not MCP"));
    call(&format!("{}; {refused}", answer_to_request()))
        .await
        .failed(4, &["speaks no protocol", "this is not MCP"]);
}
