mod parameters;
mod references;

use serde_json::{Value, json};

use super::*;
use crate::mapping::LeaveOut;

/// A host with a database, a calculator and a tool whose result has a schema.
fn tools() -> TaskMappings {
    let mcp_data = json!({"available_servers": [
        {"server_name": "db", "tools": [{
            "name": "select_users",
            "parameters": {"type": "object", "properties": {
                "department": {"type": "string", "description": "Which one."},
                "limit": {"type": "integer", "maximum": 10},
                "order": {"enum": ["name", "salary"]},
                "columns": {"anyOf": [{"type": "array", "items": {"type": "string"}}, {"type": "null"}]},
                "_atlas_user": {"type": "string"},
            }, "required": ["department", "_atlas_user"]},
            "outputSchema": {"type": "object", "additionalProperties": false, "properties": {
                "rows": {"type": "array", "items": {"type": "object"}},
            }},
        }]},
        {"server_name": "calculator", "tools": [
            {"name": "evaluate", "parameters": {"type": "object", "additionalProperties": false,
                "properties": {"expression": {"type": "string", "maxLength": 5}}, "required": ["expression"]}},
            {"name": "sum", "parameters": {"type": "object", "properties": {
                "numbers": {"type": "array", "items": {"type": "number"}, "minItems": 1},
                "options": {"type": "object", "properties": {"mode": {"const": "fast"}}, "required": ["mode"]},
            }}},
        ]},
        {"server_name": "broken", "tools": [
            {"name": "t", "parameters": {"type": 7, "$ref": "https://example.com/schema"}}]},
        {"server_name": "a", "tools": [{"name": "b_c"}]},
        {"server_name": "a_b", "tools": [{"name": "c"}]},
    ]});
    TaskMappings::from_mcp_data(&mcp_data, &LeaveOut::default())
}

fn check(tasks: &Value) -> Result<FlowDefinition, Problems> {
    let plan = json!({"flow_name": "f", "tasks": tasks});
    validate(&DraftFlow::read(&plan), Some(&tools()))
}

/// Pointers and messages of a plan's problems.
fn problems(tasks: &Value) -> Vec<(String, String)> {
    let problems = check(tasks).unwrap_err().0;
    problems
        .into_iter()
        .map(|p| (p.pointer, format!("{}; {}", p.message, p.fix)))
        .collect()
}

/// The one problem of a plan, which must be at `pointer` and speak of all of `words`.
fn one(tasks: &Value, pointer: &str, words: &[&str]) {
    let problems = problems(tasks);
    assert_eq!(problems.len(), 1, "{problems:#?}");
    assert_eq!(problems[0].0, pointer, "{problems:#?}");
    for word in words {
        assert!(problems[0].1.contains(word), "{word}: {problems:#?}");
    }
}

fn users() -> Value {
    json!({"id": "users", "task_key": "db_select_users", "parameters": {"department": "Engineering"}})
}

fn evaluate(expression: &str) -> Value {
    json!({"id": "calc", "task_key": "calculator_evaluate", "parameters": {"expression": expression}})
}

#[test]
fn a_good_plan_becomes_the_json_that_travels() {
    let definition = check(&json!([users(), evaluate("{{users.rows[0].salary}}")])).unwrap();
    assert_eq!(
        serde_json::to_string(&definition).unwrap(),
        concat!(
            r#"{"flow_name":"f","description":"","tasks":["#,
            r#"{"id":"users","task_key":"db_select_users","mcp_server":"db","mcp_tool":"select_users","#,
            r#""depends_on":[],"parameters":{"department":"Engineering"}},"#,
            r#"{"id":"calc","task_key":"calculator_evaluate","mcp_server":"calculator","mcp_tool":"evaluate","#,
            r#""depends_on":["users"],"parameters":{"expression":"{{users.rows[0].salary}}"}}]}"#,
        )
    );
}

#[test]
fn the_json_that_travels_reads_back_without_the_tools() {
    let mut task = users();
    task["retries"] = json!(3);
    task["timeout_seconds"] = json!(60);
    let definition = check(&json!([task, evaluate("{{users}}")])).unwrap();
    let text = serde_json::to_string(&definition).unwrap();
    let back: FlowDefinition = serde_json::from_str(&text).unwrap();
    assert_eq!(serde_json::to_string(&back).unwrap(), text);
    let error = serde_json::from_str::<FlowDefinition>(r#"{"flow_name": "f", "tasks": []}"#);
    assert!(error.unwrap_err().to_string().contains("no tasks"));
}

#[test]
fn everything_is_told_at_once() {
    let plan = json!({"flow_name": "a/b", "when": "daily", "tasks": [
        {"id": "x", "task_key": "db_select_user", "parameters": {"department": "{{gone.a}}"}},
        {"id": "x", "task_key": "calculator_evaluate", "parameters": {"expr": "1"}, "depends_on": ["y", "calk"]},
        {"id": "calc", "task_key": "calculator_sum", "parameters": {"numbers": "1"}, "retries": 1000},
    ]});
    let problems = validate(&DraftFlow::read(&plan), Some(&tools())).unwrap_err();
    let pointers: Vec<_> = problems.iter().map(|p| p.pointer.as_str()).collect();
    assert_eq!(
        pointers,
        [
            "/when",
            "/flow_name",
            "/tasks/0/task_key",
            "/tasks/2/retries",
            "/tasks/1/id",
            "/tasks/0/parameters/department",
            "/tasks/1/depends_on/0",
            "/tasks/1/depends_on/1",
            "/tasks/1/parameters/expr",
            "/tasks/1/parameters",
            "/tasks/2/parameters/numbers",
        ]
    );
}

#[test]
fn the_flow_needs_a_name_that_prefect_takes() {
    let name = |name: Value| {
        let plan = json!({"flow_name": name, "tasks": [users()]});
        validate(&DraftFlow::read(&plan), Some(&tools()))
            .map(|flow| flow.flow_name)
            .map_err(|problems| problems.0[0].pointer.clone())
    };
    assert_eq!(
        name(json!("  Users: größte Gehälter ")),
        Ok("Users: größte Gehälter".to_owned())
    );
    for bad in [
        json!(null),
        json!(""),
        json!(" "),
        json!("a/b"),
        json!("a\nb"),
        json!(5),
        json!("x".repeat(201)),
    ] {
        assert_eq!(name(bad.clone()), Err("/flow_name".to_owned()), "{bad}");
    }
}

#[test]
fn a_plan_has_tasks_but_not_too_many() {
    one(&json!([]), "/tasks", &["no tasks"]);
    one(&json!(null), "/tasks", &["no tasks"]);
    let many: Vec<Value> = (0..=MAX_TASKS).map(|_| users()).collect();
    one(&json!(many), "/tasks", &["1001", "1000"]);
}

#[test]
fn an_unknown_tool_is_told_with_the_nearest_one() {
    one(
        &json!([{"task_key": "db_select_user", "parameters": {"department": "x"}}]),
        "/tasks/0/task_key",
        &["\"db_select_user\"", "did you mean \"db_select_users\"?"],
    );
    one(
        &json!([{"task_key": "weather"}]),
        "/tasks/0/task_key",
        &["use one task_key of: \"db_select_users\""],
    );
    one(
        &json!([{"parameters": {}}]),
        "/tasks/0",
        &["does not say which tool"],
    );
}

#[test]
fn server_and_tool_must_match_the_task_key_and_can_stand_for_it() {
    let with = |server: &str, tool: &str| {
        let mut task = users();
        task["mcp_server"] = json!(server);
        task["mcp_tool"] = json!(tool);
        json!([task])
    };
    assert!(check(&with("db", "select_users")).is_ok());
    one(
        &with("calculator", "select_users"),
        "/tasks/0/mcp_server",
        &["does not match", "\"db\""],
    );
    one(
        &with("db", "evaluate"),
        "/tasks/0/mcp_tool",
        &["does not match", "\"select_users\""],
    );

    let mut keyless = with("db", "select_users");
    keyless[0]["task_key"] = Value::Null;
    assert_eq!(
        check(&keyless).unwrap().tasks[0].task_key,
        "db_select_users"
    );
    let unique = json!([{"mcp_tool": "evaluate", "parameters": {"expression": "1"}}]);
    assert_eq!(check(&unique).unwrap().tasks[0].mcp_server, "calculator");
}

#[test]
fn of_tools_with_the_same_key_server_and_tool_choose() {
    let key = |task: Value| check(&json!([task])).unwrap().tasks[0].task_key.clone();
    assert_eq!(key(json!({"task_key": "a_b_c"})), "a_b_c");
    assert_eq!(
        key(json!({"task_key": "a_b_c", "mcp_server": "a_b", "mcp_tool": "c"})),
        "a_b_c_2"
    );
    assert_eq!(key(json!({"task_key": "a_b_c_2"})), "a_b_c_2");
    // A definition with such a key is believed without the tools, too.
    let definition = check(&json!([{"task_key": "a_b_c_2"}])).unwrap();
    let text = serde_json::to_string(&definition).unwrap();
    assert!(serde_json::from_str::<FlowDefinition>(&text).is_ok());
}

#[test]
fn without_the_tools_server_and_tool_are_needed_and_must_fit() {
    let check = |task: Value| {
        let plan = json!({"flow_name": "f", "tasks": [task]});
        FlowDefinition::try_from(DraftFlow::read(&plan))
            .map_err(|problems| problems.0[0].pointer.clone())
    };
    assert!(check(json!({"mcp_server": "s", "mcp_tool": "t", "parameters": {"x": 1}})).is_ok());
    for (task, pointer) in [
        (json!({"task_key": "s_t"}), "/tasks/0"),
        (
            json!({"task_key": "s_u", "mcp_server": "s", "mcp_tool": "t"}),
            "/tasks/0/task_key",
        ),
        (
            json!({"mcp_server": "--help", "mcp_tool": "t"}),
            "/tasks/0/mcp_server",
        ),
        (
            json!({"mcp_server": "s", "mcp_tool": "t\u{0}"}),
            "/tasks/0/mcp_tool",
        ),
        (
            json!({"mcp_server": "s", "mcp_tool": "t", "parameters": {"_user": 1}}),
            "/tasks/0/parameters/_user",
        ),
    ] {
        assert_eq!(check(task.clone()), Err(pointer.to_owned()), "{task}");
    }
}

#[test]
fn ids_are_unique_and_can_be_referred_to() {
    let mut second = users();
    one(
        &json!([users(), second]),
        "/tasks/1/id",
        &["already", "/tasks/0"],
    );
    second["id"] = Value::Null;
    let definition = check(&json!([users(), second])).unwrap();
    assert_eq!(definition.tasks[1].id, "db_select_users");
    for bad in ["", " a", "a{b", "a\"b", "a\u{7}b"] {
        let mut task = users();
        task["id"] = json!(bad);
        one(&json!([task]), "/tasks/0/id", &["the id"]);
    }
}

#[test]
fn what_is_asked_of_prefect_has_ranges() {
    let with = |options: Value| {
        let mut task = users();
        task.as_object_mut()
            .unwrap()
            .extend(options.as_object().unwrap().clone());
        json!([task])
    };
    let good =
        with(json!({"retries": 100, "retry_delay_seconds": 86_400, "timeout_seconds": 604_800}));
    let definition = check(&good).unwrap();
    assert_eq!(definition.tasks[0].retry_delay_seconds(), Some(86_400));
    assert!(
        serde_json::to_string(&definition)
            .unwrap()
            .ends_with(r#""retries":100,"retry_delay_seconds":86400,"timeout_seconds":604800}]}"#)
    );
    for (options, name) in [
        (json!({"retries": 101}), "retries"),
        (
            json!({"retries": 1, "retry_delay_seconds": 86_401}),
            "retry_delay_seconds",
        ),
        (json!({"retry_delay_seconds": 1}), "retry_delay_seconds"),
        (
            json!({"retries": 0, "retry_delay_seconds": 1}),
            "retry_delay_seconds",
        ),
        (json!({"timeout_seconds": 0}), "timeout_seconds"),
        (json!({"timeout_seconds": 604_801}), "timeout_seconds"),
    ] {
        one(
            &with(options),
            &format!("/tasks/0/{name}"),
            &["leave", "out"],
        );
    }
}

#[test]
fn arguments_are_held_against_the_tools_schema() {
    let with =
        |parameters: Value| json!([{"task_key": "db_select_users", "parameters": parameters}]);
    let at = |name: &str| format!("/tasks/0/parameters{name}");
    one(
        &with(json!({})),
        &at(""),
        &["needs the argument \"department\"", "Which one."],
    );
    one(
        &with(json!({"department": 7})),
        &at("/department"),
        &["7 is not of type", "takes str"],
    );
    one(
        &with(json!({"department": "x", "limit": 11})),
        &at("/limit"),
        &["maximum of 10", "takes int"],
    );
    one(
        &with(json!({"department": "x", "order": "salry"})),
        &at("/order"),
        &["did you mean \"salary\"?"],
    );
    one(
        &with(json!({"department": "x", "columns": 3})),
        &at("/columns"),
        &["takes list[str] | None"],
    );
    one(
        &with(json!({"department": "x", "limits": 3})),
        &at("/limits"),
        &["did you mean \"limit\"?"],
    );
    one(
        &with(json!({"department": "x", "_atlas_user": "me"})),
        &at("/_atlas_user"),
        &["by the host"],
    );
    assert!(check(&with(json!({"department": "x", "columns": null}))).is_ok());

    let sum = |options: Value| json!([{"task_key": "calculator_sum", "parameters": {"options": options}}]);
    one(
        &sum(json!({"mode": "slow"})),
        "/tasks/0/parameters/options/mode",
        &["\"fast\" was expected"],
    );
    one(
        &sum(json!({})),
        "/tasks/0/parameters/options",
        &["\"mode\" is missing"],
    );
    let closed =
        json!([{"task_key": "calculator_evaluate", "parameters": {"expression": "1", "exprs": 2}}]);
    one(
        &closed,
        "/tasks/0/parameters/exprs",
        &["did you mean \"expression\"?"],
    );
}

#[test]
fn a_schema_that_is_none_is_not_the_plans_fault() {
    assert!(check(&json!([{"task_key": "broken_t", "parameters": {"anything": 1}}])).is_ok());
}

#[test]
fn schemas_made_to_do_harm_do_none() {
    let double = |n: usize| json!({"allOf": [{"$ref": format!("#/$defs/{n}")}, {"$ref": format!("#/$defs/{n}")}]});
    let doubling: serde_json::Map<String, Value> =
        (0..40).map(|n| (n.to_string(), double(n + 1))).collect();
    let twice = json!({"properties": {"x": {"$ref": "#"}}, "required": ["nothing"]});
    let deep = (0..100).fold(json!({}), |inner, _| json!({"allOf": [inner]}));
    for schema in [
        json!({"$ref": "#"}),
        json!({"allOf": [{"$ref": "#"}]}),
        json!({"anyOf": [{"$ref": "#/$defs/a"}], "$defs": {"a": {"$ref": "#/$defs/b"}, "b": {"$ref": "#/$defs/a"}}}),
        json!({"not": {"$ref": "#"}}),
        json!({"properties": {"x": {"$ref": "#/properties/x"}}}),
        json!({"properties": {"x": {"pattern": "^(a+)+$"}}}),
        json!({"properties": {"x": {"pattern": "(a{1000}){1000}"}}}),
        json!({"$dynamicRef": "#meta", "$dynamicAnchor": "meta"}),
        json!({"$recursiveRef": "#", "$schema": "https://json-schema.org/draft/2019-09/schema"}),
        json!({"$ref": "#/$defs/0", "$defs": doubling}),
        json!({"properties": {"y": {"$ref": "#/$defs/0"}}, "$defs": doubling}),
        json!({"anyOf": [twice, twice, twice]}),
        json!({"$id": "http://a/", "allOf": [{"$ref": "http://a/"}]}),
        deep,
    ] {
        let mcp_data =
            json!([{"server_name": "s", "tools": [{"name": "t", "parameters": schema}]}]);
        let mappings = TaskMappings::from_mcp_data(&mcp_data, &LeaveOut::default());
        let nested = (0..100).fold(json!({}), |inner, _| json!({"x": inner}));
        for parameters in [json!({"x": format!("{}!", "a".repeat(40))}), nested] {
            let plan =
                json!({"flow_name": "f", "tasks": [{"task_key": "s_t", "parameters": parameters}]});
            let _ = validate(&DraftFlow::read(&plan), Some(&mappings));
        }
    }
}

#[test]
fn what_only_an_unknown_value_could_break_is_no_problem() {
    let with = |parameters: Value| json!([users(), {"id": "t", "task_key": "db_select_users", "parameters": parameters}]);
    let ok = |parameters: Value| {
        let result = check(&with(parameters));
        assert!(result.is_ok(), "{result:?}");
    };
    ok(
        json!({"department": "{{users.rows[0].d}}", "limit": "{{users.rows[0].n}}", "order": "{{users.rows}}",
              "columns": "{{users.rows}}"}),
    );
    ok(
        json!({"department": "x {{users}}", "order": "sal{{users.rows}}", "columns": ["{{users.rows[0]}}", "a"]}),
    );
    // Text is a string whatever is put into it.
    let text = with(json!({"department": "x", "limit": "{{users}} or so"}));
    one(&text, "/tasks/1/parameters/limit", &["takes int"]);
    // What stands beside an unknown value is known.
    let sum = json!([users(), {"task_key": "calculator_sum", "parameters": {"numbers": ["{{users}}", "two"]}}]);
    one(
        &sum,
        "/tasks/1/parameters/numbers/1",
        &["\"two\" is not of type"],
    );
    let options = json!([users(), {"task_key": "calculator_sum", "parameters": {"options": {"mod": "{{users}}"}}}]);
    one(
        &options,
        "/tasks/1/parameters/options",
        &["\"mode\" is missing"],
    );
}

#[test]
fn quoted_braces_are_measured_as_what_they_stand_for() {
    assert!(check(&json!([evaluate(r#"{{"{{x}}"}}"#)])).is_ok());
    one(
        &json!([evaluate(r#"{{"123456"}}"#)]),
        "/tasks/0/parameters/expression",
        &["longer than 5"],
    );
}
