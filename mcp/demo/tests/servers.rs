//! The servers as an MCP client sees them: in this process over a pair of
//! pipes, and as child processes on standard input and output.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use mcp_demo::calculator::Calculator;
use mcp_demo::csv_reporter::CsvReporter;
use mcp_demo::employees::Employees;
use mcp_demo::trials::Trials;
use rmcp::model::{CallToolRequestParams, CallToolResult, JsonObject};
use rmcp::service::{RoleClient, RunningService};
use rmcp::transport::TokioChildProcess;
use rmcp::{ServerHandler, ServiceExt};
use serde_json::{Value, json};
use tokio::process::Command;

type Client = RunningService<RoleClient, ()>;

const BINARY: &str = env!("CARGO_BIN_EXE_mcp-demo");
const PIPE_BYTES: usize = 64 * 1024;

/// Connects a client to a server in this process.
async fn in_process(server: impl ServerHandler) -> Client {
    let (near, far) = tokio::io::duplex(PIPE_BYTES);
    tokio::spawn(async move {
        let running = server.serve(far).await.unwrap();
        running.waiting().await.unwrap();
    });
    ().serve(near).await.unwrap()
}

/// Connects a client to `mcp-demo <server>`.
async fn child_process(server: &str) -> Client {
    let mut command = Command::new(BINARY);
    command.arg(server);
    ().serve(TokioChildProcess::new(command).unwrap())
        .await
        .unwrap()
}

async fn call(client: &Client, tool: &'static str, arguments: Value) -> CallToolResult {
    let arguments: JsonObject = serde_json::from_value(arguments).unwrap();
    client
        .call_tool(CallToolRequestParams::new(tool).with_arguments(arguments))
        .await
        .unwrap()
}

/// The facts of a successful call; its text must say the same.
async fn facts(client: &Client, tool: &'static str, arguments: Value) -> Value {
    let result = call(client, tool, arguments).await;
    assert_eq!(result.is_error, Some(false), "{result:?}");
    let structured = result.structured_content.unwrap();
    let [block] = result.content.as_slice() else {
        panic!("not one block: {:?}", result.content);
    };
    let text: Value = serde_json::from_str(&block.as_text().unwrap().text).unwrap();
    assert_eq!(text, structured);
    structured
}

/// The text of a tool error.
async fn complaint(client: &Client, tool: &'static str, arguments: Value) -> String {
    let result = call(client, tool, arguments).await;
    assert_eq!(result.is_error, Some(true), "{result:?}");
    result.content[0].as_text().unwrap().text.clone()
}

#[tokio::test]
async fn every_tool_is_described_and_strict() {
    let mut names = Vec::new();
    for server in ["calculator", "employees", "csv-reporter", "trials"] {
        let client = child_process(server).await;
        for tool in client.list_all_tools().await.unwrap() {
            let schema = tool.schema_as_json_value();
            assert_eq!(schema["type"], "object", "{}", tool.name);
            assert_eq!(schema["additionalProperties"], false, "{}", tool.name);
            for (name, property) in schema["properties"].as_object().into_iter().flatten() {
                assert!(
                    property["description"].is_string(),
                    "{}.{name} is not described",
                    tool.name
                );
            }
            assert!(tool.description.is_some_and(|text| text.len() > 30));
            assert!(tool.output_schema.is_none(), "{}", tool.name);
            names.push(format!("{server}/{}", tool.name));
        }
        client.cancel().await.unwrap();
    }
    assert_eq!(
        names,
        [
            "calculator/aggregate",
            "calculator/evaluate",
            "employees/average_salary",
            "employees/list_departments",
            "employees/select_users",
            "csv-reporter/generate_csv",
            "csv-reporter/summarize_csv",
            "trials/echo",
            "trials/fail",
            "trials/fail_times",
            "trials/repeat",
            "trials/wait",
        ]
    );
}

#[tokio::test]
async fn servers_say_who_they_are() {
    for (server, name) in [
        ("calculator", "calculator"),
        ("employees", "employees"),
        ("csv-reporter", "csv_reporter"),
        ("trials", "trials"),
    ] {
        let client = child_process(server).await;
        let info = client.peer_info().unwrap().server_info.clone().unwrap();
        assert_eq!(info.name, name);
        assert_eq!(info.version, env!("CARGO_PKG_VERSION"));
        client.cancel().await.unwrap();
    }
}

#[tokio::test]
async fn calculator_evaluates_and_aggregates() {
    let client = in_process(Calculator::new()).await;
    assert_eq!(
        facts(&client, "evaluate", json!({"expression": "2 + 3 * 4"})).await,
        json!({"expression": "2 + 3 * 4", "result": 14})
    );
    assert_eq!(
        facts(
            &client,
            "aggregate",
            json!({"operation": "max", "values": [1, 2.5]})
        )
        .await,
        json!({"operation": "max", "result": 2.5, "count": 2})
    );
    let error = complaint(&client, "evaluate", json!({"expression": "1 / 0"})).await;
    assert!(error.contains("not a finite number"), "{error}");
}

#[tokio::test]
async fn the_three_servers_work_together() {
    let employees = child_process("employees").await;
    let calculator = child_process("calculator").await;
    let csv_reporter = child_process("csv-reporter").await;

    let selected = facts(
        &employees,
        "select_users",
        json!({"department": "Engineering"}),
    )
    .await;
    assert_eq!(selected["count"], 8);
    let mean = facts(
        &calculator,
        "aggregate",
        json!({"operation": "mean", "values": selected["rows"], "field": "salary"}),
    )
    .await;
    let average = facts(
        &employees,
        "average_salary",
        json!({"department": "Engineering"}),
    )
    .await;
    assert_eq!(mean["result"], json!(140_000));
    assert_eq!(mean["result"], average["average_salary"]);

    let report = facts(
        &csv_reporter,
        "generate_csv",
        json!({"rows": selected["rows"], "columns": ["name", "salary"]}),
    )
    .await;
    let summary = facts(
        &csv_reporter,
        "summarize_csv",
        json!({"csv": report["csv"]}),
    )
    .await;
    assert_eq!(summary["row_count"], 8);
    assert_eq!(summary["columns"][1]["mean"], mean["result"]);
}

#[tokio::test]
async fn trials_fail_wait_and_repeat_as_told() {
    let client = in_process(Trials::new(None)).await;
    let value = json!({"a": [1, null, "ü"]});
    assert_eq!(
        facts(&client, "echo", json!({"value": value})).await,
        json!({"value": value})
    );
    assert_eq!(
        complaint(&client, "fail", json!({"message": "as told"})).await,
        "as told"
    );
    let twice = json!({"name": "n", "times": 2});
    for attempt in 1..=2 {
        let error = complaint(&client, "fail_times", twice.clone()).await;
        assert!(error.contains(&format!("attempt {attempt} ")), "{error}");
    }
    assert_eq!(
        facts(&client, "fail_times", twice).await,
        json!({"name": "n", "attempts": 3})
    );
    assert_eq!(
        facts(&client, "wait", json!({"seconds": 0.01})).await,
        json!({"waited_seconds": 0.01})
    );
    assert_eq!(
        facts(&client, "repeat", json!({"text": "ab", "times": 2})).await,
        json!({"text": "abab", "bytes": 4})
    );
    for (tool, arguments) in [
        ("wait", json!({"seconds": -1})),
        ("wait", json!({"seconds": 1e9})),
        ("repeat", json!({"text": "ab", "times": usize::MAX})),
        ("fail_times", json!({"name": "../n", "times": 0})),
    ] {
        let error = complaint(&client, tool, arguments).await;
        assert!(!error.is_empty());
    }
}

#[tokio::test]
async fn wrong_arguments_are_tool_errors_and_the_server_goes_on() {
    let client = child_process("employees").await;
    let cases = [
        (json!({"departement": "Sales"}), "unknown field"),
        (json!({"min_salary": "much"}), "invalid type"),
        (json!({"hired_from": "yesterday"}), "invalid"),
        (json!({"order_by": "salary; DROP TABLE"}), "unknown variant"),
        (json!({"department": "Legal"}), "the departments are"),
    ];
    for (arguments, expected) in cases {
        let error = complaint(&client, "select_users", arguments.clone()).await;
        assert!(error.contains(expected), "{arguments}: {error}");
    }
    let departments = facts(&client, "list_departments", json!({})).await;
    assert_eq!(departments["departments"][0]["name"], "Engineering");
}

#[tokio::test]
async fn an_unknown_tool_is_a_protocol_error_and_the_server_goes_on() {
    let client = in_process(Employees::new().unwrap()).await;
    let unknown = client
        .call_tool(CallToolRequestParams::new("drop_table"))
        .await;
    assert!(unknown.is_err());
    assert!(call(&client, "list_departments", json!({})).await.is_error == Some(false));
}

#[tokio::test]
async fn calls_run_side_by_side_on_one_connection() {
    let client = in_process(CsvReporter::new()).await;
    let calls = (0..50).map(|n| facts(&client, "generate_csv", json!({"rows": [{"n": n}]})));
    for (n, report) in futures::future::join_all(calls).await.iter().enumerate() {
        assert_eq!(report["csv"], format!("n\n{n}\n"));
    }
}

#[tokio::test]
async fn the_process_ends_when_its_input_is_closed() {
    let mut process = Command::new(BINARY)
        .arg("calculator")
        .stdin(std::process::Stdio::null())
        .stdout(std::process::Stdio::piped())
        .stderr(std::process::Stdio::null())
        .kill_on_drop(true)
        .spawn()
        .unwrap();
    tokio::time::timeout(std::time::Duration::from_secs(10), process.wait())
        .await
        .expect("the process outlives its input")
        .unwrap();
}
