//! The servers of the demonstration, called by hand and by flows.

use serde_json::{Value, json};

use crate::program::{Program, sibling};

fn demo() -> Program {
    let demo = sibling("mcp-demo");
    Program::new(&json!({
        "calculator": {"command": [demo, "calculator"], "description": "Sums.\nAnd more."},
        "list": {"command": [demo, "employees"]},
        "--help": {"command": [demo, "csv-reporter"]},
    }))
}

#[tokio::test]
async fn a_tool_is_called_with_its_arguments() {
    let ended = demo()
        .run(&["calculator", "evaluate"], r#"{"expression": "1 + 2"}"#)
        .await;
    assert_eq!(ended.result(), json!({"expression": "1 + 2", "result": 3}));
}

#[tokio::test]
async fn a_limit_may_be_longer_than_any_clock() {
    for limit in ["1e18", "1e15", "0.5e2"] {
        let arguments = [
            "--timeout",
            limit,
            "--connect-timeout",
            limit,
            "calculator",
            "evaluate",
        ];
        let ended = demo().run(&arguments, r#"{"expression": "1"}"#).await;
        assert_eq!(ended.result()["result"], 1);
    }
}

#[tokio::test]
async fn large_arguments_and_results_pass() {
    let rows: Vec<Value> = (0..20_000)
        .map(|number| json!({"number": number, "text": "ü\"\n".repeat(20)}))
        .collect();
    let ended = demo()
        .call("--help", "generate_csv", &json!({"rows": rows}))
        .await;
    assert!(ended.result()["csv"].as_str().unwrap().len() > 1_000_000);
}

#[tokio::test]
async fn the_common_form_names_the_same_servers() {
    let program = Program::new(&json!({"mcpServers": {
        "calculator": {"command": "${DEMO}/mcp-demo", "args": ["${WHICH:-calculator}"]},
    }}));
    let demo = sibling("mcp-demo");
    let program = program.with("DEMO", demo.trim_end_matches("/mcp-demo"));
    let ended = program
        .call("calculator", "evaluate", &json!({"expression": "2 * 3"}))
        .await;
    assert_eq!(ended.result()["result"], 6);
}

#[tokio::test]
async fn a_name_may_have_the_servers_in_front() {
    let arguments = json!({"expression": "7"});
    let ended = demo()
        .call("calculator", "calculator_evaluate", &arguments)
        .await;
    assert_eq!(ended.result()["result"], 7);
}

#[tokio::test]
async fn a_server_may_be_called_like_a_command_or_an_option() {
    let ended = demo().call("list", "list_departments", &json!({})).await;
    assert!(ended.result()["departments"].is_array());
    let rows = json!({"rows": [{"a": 1}]});
    let ended = demo().call("--help", "generate_csv", &rows).await;
    assert!(ended.result().is_object());
}

#[tokio::test]
async fn what_a_tool_finds_wrong_is_told() {
    let ended = demo()
        .call("calculator", "evaluate", &json!({"expression": "1 +"}))
        .await;
    ended.failed(
        1,
        &[
            "\"evaluate\"",
            "\"calculator\"",
            "cannot read the expression",
        ],
    );
    let ended = demo()
        .call("calculator", "evaluate", &json!({"wrong": 1}))
        .await;
    ended.failed(1, &["\"evaluate\"", "`wrong`"]);
}

#[tokio::test]
async fn a_missing_tool_gets_the_nearest_name() {
    for name in ["evalute", "calculator_evalute"] {
        let ended = demo().call("calculator", name, &json!({})).await;
        ended.failed(3, &["\"calculator\"", name, "evaluate"]);
    }
}

#[tokio::test]
async fn servers_and_tools_are_listed_for_people() {
    let ended = demo().run(&["list"], "").await;
    assert_eq!(ended.code, Some(0));
    for words in [
        "mcp.json",
        "  calculator  (stdio:",
        "      Sums.\n",
        "  --help",
    ] {
        assert!(ended.stdout.contains(words), "{}", ended.stdout);
    }
    let ended = demo().run(&["list", "calculator"], "").await;
    for words in [
        "  evaluate\n",
        "- expression (string, required): The expression",
    ] {
        assert!(ended.stdout.contains(words), "{}", ended.stdout);
    }
}

#[tokio::test]
async fn servers_and_tools_are_listed_for_programs() {
    let ended = demo().run(&["list", "--json"], "").await;
    let servers: Value = serde_json::from_str(&ended.stdout).unwrap();
    assert_eq!(servers[0]["name"], "calculator");
    let ended = demo().run(&["list", "--json", "--", "--help"], "").await;
    let tools: Value = serde_json::from_str(&ended.stdout).unwrap();
    assert!(tools[0]["inputSchema"]["properties"].is_object(), "{tools}");
}
