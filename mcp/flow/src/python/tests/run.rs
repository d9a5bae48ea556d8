use super::sandbox::Sandbox;
use super::*;

fn call(id: &str, tool: &str, parameters: Value) -> Value {
    json!({"id": id, "mcp_server": "s", "mcp_tool": tool, "parameters": parameters})
}

fn flow(tasks: &[Value]) -> FlowDefinition {
    definition(&json!({"flow_name": "tested", "tasks": tasks}))
}

#[test]
fn the_documented_plan_gives_the_right_result() {
    let Some(sandbox) = Sandbox::new() else {
        return;
    };
    let plan = json!({"flow_name": "f", "tasks": [
        call("people", "users", json!({})),
        call("calc", "echo", json!({"expression": "{{people.rows[0].salary}} / 12"})),
    ]});
    let outcome = sandbox.run(&definition(&plan));
    assert_eq!(outcome.error, "");
    assert_eq!(
        outcome.result["calc"]["arguments"],
        json!({"expression": "120 / 12"})
    );
    assert_eq!(outcome.result["people"]["rows"][1]["name"], "Böb");
}

#[test]
fn values_keep_their_types_and_only_what_is_given_is_sent() {
    let Some(sandbox) = Sandbox::new() else {
        return;
    };
    let outcome = sandbox.run_with(&everything(), &json!({"department": "Sales"}));
    assert_eq!(outcome.error, "");
    assert_eq!(
        outcome.result["last"]["arguments"],
        json!({
            "file-name": "Ann.txt",
            "class": null,
            "wait_for": 2,
            "self": {
                "nested": [
                    [{"name": "Ann", "salary": 120}, {"name": "Böb", "salary": 60.5}],
                    {"deep": "60.5 and 7"},
                ],
                "braces": "{{",
                "a rather long key": "with a rather long value",
                "more": [1, 2.5, true],
            },
        })
    );
    assert_eq!(
        outcome.result["second"]["arguments"],
        json!({
            "class": "in Sales by na\"me",
            "extra": null,
            "self": {"limit": 10, "all": [1, 2.5]},
        })
    );
    let told = json!({"department": "", "limit": 3, "rows": [], "filter": {"by": [{"x": 1}]}, "order": "up"});
    let outcome = sandbox.run_with(&everything(), &told);
    assert_eq!(
        outcome.result["second"]["arguments"],
        json!({
            "class": "in  by {\"x\": 1}",
            "extra": "up",
            "self": {"limit": 3, "all": []},
        })
    );
    assert_eq!(outcome.calls[0].as_array().unwrap().len(), 3);
}

#[test]
fn prefect_sees_names_options_and_every_dependency() {
    let Some(sandbox) = Sandbox::new() else {
        return;
    };
    let outcome = sandbox.run_with(&everything(), &json!({"department": "Sales"}));
    let run = |name: &str| {
        let seen = outcome.seen.as_array().unwrap();
        seen.iter()
            .find(|run| run["options"]["task_run_name"] == name)
            .unwrap()
            .clone()
    };
    assert_eq!(run("last")["waits"], json!(["first", "second"]));
    assert_eq!(run("third")["waits"], json!(["second"]));
    assert_eq!(run("first")["waits"], json!([]));
    assert_eq!(run("last")["task"], "s_echo");
    assert_eq!(
        run("last")["options"],
        json!({"task_run_name": "last", "cache_policy": null, "retries": 2, "retry_delay_seconds": 5, "timeout_seconds": 30})
    );
}

#[test]
fn independent_tasks_run_at_the_same_time() {
    let Some(sandbox) = Sandbox::new() else {
        return;
    };
    let meet = |name: &str| call(name, "meet", json!({"name": name, "together": 4}));
    // The last one waits for a task of its own, not for a whole level.
    let mut late = meet("d");
    late["depends_on"] = json!(["start"]);
    let tasks = [
        meet("a"),
        call("start", "echo", json!({})),
        meet("b"),
        meet("c"),
        late,
    ];
    let outcome = sandbox.run(&flow(&tasks));
    assert_eq!(outcome.error, "");
    assert_eq!(outcome.result["d"], "met");
}

#[test]
fn a_part_that_is_not_there_is_told_with_task_path_and_what_there_is() {
    let Some(sandbox) = Sandbox::new() else {
        return;
    };
    for (reference, told) in [
        (
            "{{people.rows[5].name}}",
            "task 'people': its result['rows'] has no [5]; there is a list of length 2",
        ),
        (
            "{{people.row}}",
            "task 'people': its result has no ['row']; there is an object with the keys 'rows'",
        ),
        (
            "{{people.rows[0].name.first}}",
            "task 'people': its result['rows'][0]['name'] has no ['first']; there is the value \"Ann\"",
        ),
        (
            "x {{people.rows.a}}",
            "task 'people': its result['rows'] has no ['a']; there is a list of length 2",
        ),
    ] {
        let tasks = [
            call("people", "users", json!({})),
            call("t", "echo", json!({"x": reference})),
        ];
        let outcome = sandbox.run(&flow(&tasks));
        assert_eq!(outcome.error, format!("ReferenceNotFound: {told}"));
    }
}

#[test]
fn a_failing_tool_fails_the_flow_after_the_others_are_done() {
    let Some(sandbox) = Sandbox::new() else {
        return;
    };
    let tasks = [
        call("bad", "fail", json!({})),
        call("after", "echo", json!({"x": "{{bad}}"})),
        call("good", "users", json!({})),
        call("end", "echo", json!({"x": "{{good.rows[0].name}}"})),
    ];
    let outcome = sandbox.run(&flow(&tasks));
    assert_eq!(
        outcome.error,
        "McpToolError: 'fail' of MCP server 's' failed (exit 1): mcp-call: the tool answered: no such table"
    );
    let mut tools: Vec<_> = outcome
        .calls
        .iter()
        .map(|call| call[1].as_str().unwrap())
        .collect();
    tools.sort_unstable();
    assert_eq!(tools, ["echo", "fail", "users"]);
}

#[test]
fn an_answer_that_is_no_json_is_an_error() {
    let Some(sandbox) = Sandbox::new() else {
        return;
    };
    let outcome = sandbox.run(&flow(&[call("t", "garble", json!({}))]));
    assert!(
        outcome
            .error
            .contains("something other than JSON: b'not JSON"),
        "{}",
        outcome.error
    );
}

#[test]
fn a_missing_mcp_call_says_how_to_provide_it() {
    let Some(sandbox) = Sandbox::new() else {
        return;
    };
    std::fs::remove_file(sandbox.path("mcp-call")).unwrap();
    let outcome = sandbox.run(&flow(&[call("t", "echo", json!({}))]));
    assert!(
        outcome
            .error
            .contains("put mcp-call on the PATH, or its path into MCP_CALL"),
        "{}",
        outcome.error
    );
}

#[test]
fn results_are_not_read_for_references() {
    let Some(sandbox) = Sandbox::new() else {
        return;
    };
    let tasks = [
        call("a", "echo", json!({"text": "{{\"{{b.x}}\"}}"})),
        call(
            "b",
            "echo",
            json!({"copy": "{{a.arguments.text}}", "mixed": "<{{a.arguments.text}}>"}),
        ),
    ];
    let outcome = sandbox.run(&flow(&tasks));
    assert_eq!(outcome.error, "");
    assert_eq!(
        outcome.result["b"]["arguments"],
        json!({"copy": "{{b.x}}", "mixed": "<{{b.x}}>"})
    );
}

#[test]
fn each_result_is_kept_as_an_artifact_and_returned_as_it_is() {
    let Some(sandbox) = Sandbox::new() else {
        return;
    };
    let raw = |id: &str, text: &str| call(id, "raw", json!({"text": text}));
    let long = format!("  [\"{}\"]\n", "é".repeat(150_000));
    let tasks = [
        raw("list", r#"[1, {"a": null}, "é"]"#),
        raw("text", "\"answer\"\n"),
        raw("null", "null"),
        raw("long", &long),
        call("fails", "fail", json!({})),
    ];
    let outcome = sandbox.run(&flow(&tasks));
    assert!(outcome.error.contains("no such table"), "{}", outcome.error);
    assert_eq!(outcome.warnings, json!([]));
    let mut kept: Vec<String> = outcome.artifacts.iter().map(Value::to_string).collect();
    kept.sort_unstable();
    let beginning: String = long.trim().chars().take(8_192).collect();
    assert_eq!(
        kept,
        [
            json!({"output": "answer"}).to_string(),
            json!({"output": [1, {"a": null}, "é"]}).to_string(),
            json!({"output": null}).to_string(),
            json!({"output_beginning": beginning, "output_bytes": 300_004}).to_string(),
        ]
    );
    let outcome = sandbox.run(&flow(&tasks[..4]));
    assert_eq!(outcome.result["long"], json!(["é".repeat(150_000)]));
    assert_eq!(outcome.result["null"], Value::Null);
}

#[test]
fn a_result_that_cannot_be_kept_is_a_warning() {
    let Some(sandbox) = Sandbox::new() else {
        return;
    };
    let tasks = [call("t", "raw", json!({"text": "[\"unkept\"]"}))];
    let outcome = sandbox.run(&flow(&tasks));
    assert_eq!(outcome.error, "");
    assert_eq!(outcome.result["t"], json!(["unkept"]));
    assert_eq!(outcome.artifacts, [] as [Value; 0]);
    assert_eq!(
        outcome.warnings,
        json!(["The result is not kept as an artifact: ConnectionError: Prefect is not there"])
    );
}

#[test]
fn a_part_of_a_parameter_that_is_not_there_is_told() {
    let Some(sandbox) = Sandbox::new() else {
        return;
    };
    let plan = json!({"flow_name": "tested", "parameters": {"filter": {"type": "object"}},
        "tasks": [call("t", "echo", json!({"x": "by {{parameters.filter.by[0]}}"}))]});
    let outcome = sandbox.run_with(&definition(&plan), &json!({"filter": {"by": []}}));
    assert_eq!(
        outcome.error,
        "ReferenceNotFound: parameter 'filter': its value['by'] has no [0]; there is a list of length 0"
    );
}
