use serde_json::{Value, json};

use super::*;
use crate::mapping::LeaveOut;

fn tools() -> TaskMappings {
    let tool = |name: &str, properties: Value| {
        json!({"name": name, "parameters": {
        "type": "object", "properties": properties, "required": ["x"]}})
    };
    TaskMappings::from_mcp_data(
        &json!([{"server_name": "s", "tools": [
            tool("t", json!({"x": {"type": "string"}, "limit": {"type": "integer"}, "options": {"type": "object"}})),
            tool("u", json!({"x": {}})),
        ]}]),
        &LeaveOut::default(),
    )
}

fn base() -> Value {
    json!({"flow_name": "f", "description": "d", "tasks": [
        {"id": "a", "task_key": "s_t", "parameters": {"limit": 1.0, "x": "é \u{2028}"}},
        {"id": "b", "task_key": "s_u", "parameters": {"x": "{{a.rows}}"}, "retries": 2},
        {"id": "c", "task_key": "s_u", "depends_on": ["a"], "parameters": {"x": 1e300}, "timeout_seconds": 60},
    ]})
}

fn apply_to(base: &Value, edits: &Value) -> Result<FlowDefinition, Problems> {
    revise(
        &DraftFlow::read(base),
        &DraftEdits::read(edits),
        Some(&tools()),
    )
}

fn pointers(edits: &Value) -> Vec<String> {
    let problems = apply_to(&base(), edits).unwrap_err().0;
    problems
        .into_iter()
        .map(|problem| problem.pointer)
        .collect()
}

/// The definition of the plan before any edit.
fn definition() -> Value {
    let draft = DraftFlow::read(&base());
    serde_json::to_value(validate(&draft, Some(&tools())).unwrap()).unwrap()
}

#[test]
fn every_kind_of_edit_is_applied_and_the_rest_stays_to_the_byte() {
    let edits = json!([
        {"op": "add_task", "task": {"id": "d", "task_key": "s_t", "parameters": {"x": "new", "limit": 3}}},
        {"op": "set_argument", "id": "d", "argument": "x", "value": "{{c.n}}"},
        {"op": "remove_argument", "id": "d", "argument": "limit"},
        {"op": "set_depends_on", "id": "c", "depends_on": []},
        {"op": "remove_task", "id": "b"},
    ]);
    let before = definition();
    let after = apply_to(&before, &edits).unwrap();
    let text = |value: &Value| serde_json::to_string(value).unwrap();
    let after = serde_json::to_value(after).unwrap();
    assert_eq!(text(&after["tasks"][0]), text(&before["tasks"][0]));
    let mut c = before["tasks"][2].clone();
    c["depends_on"] = json!([]);
    assert_eq!(text(&after["tasks"][1]), text(&c));
    assert_eq!(
        text(&after["tasks"][2]),
        r#"{"id":"d","task_key":"s_t","mcp_server":"s","mcp_tool":"t","depends_on":["c"],"parameters":{"x":"{{c.n}}"}}"#
    );
    assert_eq!(after["description"], "d");
}

#[test]
fn a_set_argument_keeps_its_place_among_the_arguments() {
    let edits = json!([{"op": "set_argument", "id": "a", "argument": "limit", "value": 7}]);
    let after = serde_json::to_string(&apply_to(&base(), &edits).unwrap()).unwrap();
    assert!(after.contains(r#""parameters":{"limit":7,"x":"#), "{after}");
}

#[test]
fn edits_are_read_as_models_write_them() {
    let set = json!({"op": "set_parameter", "task_id": "a", "parameter": "x", "value": "v"});
    for edits in [
        json!([set]),
        set.clone(),
        json!({"edits": [set]}),
        json!({"edits": set.to_string()}),
        json!(json!([set]).to_string()),
        json!([set.to_string()]),
    ] {
        let after = apply_to(&base(), &edits).unwrap();
        assert_eq!(after.tasks()[0].parameters()["x"], "v", "{edits}");
    }
}

#[test]
fn the_documented_form_is_that_of_the_type() {
    let edits = json!([
        {"op": "set_argument", "id": "a", "argument": "x", "value": null},
        {"op": "remove_argument", "id": "a", "argument": "x"},
        {"op": "add_task", "task": {"task_key": "s_t"}},
        {"op": "remove_task", "id": "a"},
        {"op": "set_depends_on", "id": "a", "depends_on": ["b"]},
        {"op": "set_parameter", "parameter": "who", "schema": {"type": "string"}},
        {"op": "remove_parameter", "parameter": "who"},
    ]);
    let typed: Vec<Edit> = serde_json::from_value(edits.clone()).unwrap();
    assert_eq!(serde_json::to_value(&typed).unwrap(), edits);
    let read = DraftEdits::read(&edits);
    assert_eq!(read.problems, []);
    assert_eq!(
        read.edits,
        typed.into_iter().enumerate().collect::<Vec<_>>()
    );
}

#[test]
fn all_that_is_wrong_with_edits_is_told_at_once() {
    let edits = json!([
        7,
        {"id": "a"},
        {"op": "set_arguments", "id": "a"},
        {"op": "set_argument", "id": 5, "valeu": 1},
        {"op": "remove_argument", "id": "a", "argument": "y"},
        {"op": "remove_task", "id": "bb"},
        {"op": "set_depends_on", "id": "c", "depends_on": [1]},
        {"op": "add_task", "task": "nothing"},
        {"op": "remove_task", "id": "c"},
        {"op": "remove_task", "id": "c"},
    ]);
    assert_eq!(
        pointers(&edits),
        [
            "/edits/0",
            "/edits/1",
            "/edits/2/op",
            "/edits/3/id",
            "/edits/3",
            "/edits/3",
            "/edits/3/valeu",
            "/edits/6/depends_on/0",
            "/edits/4/argument",
            "/edits/5/id",
            "/edits/7/task",
            "/edits/9/id",
        ]
    );
    assert_eq!(pointers(&json!([])), ["/edits"]);
    assert_eq!(pointers(&json!(null)), ["/edits"]);
    assert_eq!(pointers(&json!(vec![7; MAX_EDITS + 1])), ["/edits"]);
}

#[test]
fn what_an_edit_brings_in_is_told_at_the_edit_and_the_rest_in_the_plan() {
    let edits = json!([
        {"op": "set_argument", "id": "a", "argument": "limit", "value": "many"},
        {"op": "set_argument", "id": "a", "argument": "options", "value": {"deep": ["{{nobody}}"]}},
        {"op": "add_task", "task": {"id": "c", "task_key": "s_v", "for_each": 1}},
        {"op": "set_depends_on", "id": "b", "depends_on": ["b", "zzz"]},
    ]);
    assert_eq!(
        pointers(&edits),
        [
            "/edits/2/task/for_each",
            "/edits/2/task/task_key",
            "/edits/2/task/id",
            "/edits/1/value/deep/0",
            "/edits/0/value",
            "/edits/3/depends_on/0",
            "/edits/3/depends_on/1",
        ]
    );
    let bare = json!([{"op": "add_task", "task": {"id": "e", "task_key": "s_w"}},
                      {"op": "add_task", "task": {"id": "f", "task_key": "s_t", "parameters": {"x": 1, "y": 2}}}]);
    assert_eq!(
        pointers(&bare),
        [
            "/edits/0/task/task_key",
            "/edits/1/task/parameters/y",
            "/edits/1/task/parameters/x"
        ]
    );
    // A reference to a task that is gone is the plan's.
    let gone = json!([{"op": "remove_task", "id": "a"}]);
    assert_eq!(
        pointers(&gone),
        ["/tasks/1/depends_on/0", "/tasks/0/parameters/x"]
    );
}

#[test]
fn edits_may_mend_a_plan_that_was_not_valid() {
    let mut broken = base();
    broken["tasks"][0]["parameters"] = json!({"limit": 1});
    broken["tasks"][1]["task_key"] = json!("s_gone");
    let edits = json!([
        {"op": "set_argument", "id": "a", "argument": "x", "value": "v"},
        {"op": "remove_task", "id": "b"},
    ]);
    assert!(apply_to(&broken, &edits).is_ok());
    let unread = json!({"flow_name": "f", "tasks": [7]});
    let problems = apply_to(&unread, &edits).unwrap_err();
    assert_eq!(problems.0[0].pointer, "/tasks/0");
}

#[test]
fn no_edit_turns_a_reference_of_another_task_into_another() {
    let edits = json!([{"op": "add_task", "task": {"id": "a.rows", "task_key": "s_u", "parameters": {"x": 1}}}]);
    let problems = apply_to(&base(), &edits).unwrap_err();
    assert_eq!(problems.len(), 1, "{problems}");
    assert_eq!(problems.0[0].pointer, "/tasks/1/parameters/x");
    assert!(
        problems.0[0]
            .message
            .contains(r#"task "a" one to the task "a.rows""#)
    );
    // Whoever sets the argument as well means it.
    let mut edits = edits;
    let set = json!({"op": "set_argument", "id": "b", "argument": "x", "value": "{{a.rows}}"});
    edits.as_array_mut().unwrap().push(set);
    let after = apply_to(&base(), &edits).unwrap();
    assert_eq!(after.tasks()[1].depends_on(), ["a.rows"]);
}

#[test]
fn parameters_stay_unless_an_edit_names_one() {
    let mut base = base();
    base["parameters"] = json!({"who": {"type": "string", "default": "x"}, "many": "integer"});
    base["tasks"][0]["parameters"] =
        json!({"x": "{{parameters.who}}", "limit": "{{parameters.many}}"});
    let told = |edits: Value| {
        let problems = apply_to(&base, &edits).unwrap_err().0;
        let told = problems
            .into_iter()
            .map(|p| (p.pointer, format!("{}; {}", p.message, p.fix)));
        told.collect::<Vec<_>>()
    };
    let parameters = |edits: &Value| {
        let after = serde_json::to_value(apply_to(&base, edits).unwrap()).unwrap();
        after["parameters"].to_string()
    };
    let who = r#""who":{"type":"string","default":"x"}"#;
    assert_eq!(
        parameters(&json!([{"op": "remove_task", "id": "b"}])),
        format!(r#"{{{who},"many":{{"type":"integer"}}}}"#)
    );
    let edits = json!([
        {"op": "set_parameter", "name": "many", "schema": 3},
        {"op": "set_parameter", "parameter": "since", "schema": {"type": "string"}},
        {"op": "set_parameter", "id": "b", "parameter": "x", "value": "{{parameters.since}}"},
    ]);
    assert_eq!(
        parameters(&edits),
        format!(r#"{{{who},"many":{{"type":"integer","default":3}},"since":{{"type":"string"}}}}"#)
    );
    let edits = json!([
        {"op": "set_argument", "id": "a", "argument": "x", "value": "x"},
        {"op": "remove_parameter", "parameter": "who"},
    ]);
    assert_eq!(parameters(&edits), r#"{"many":{"type":"integer"}}"#);

    let gone = told(json!([{"op": "remove_parameter", "parameter": "who"}]));
    assert_eq!(gone[0].0, "/tasks/0/parameters/x");
    let unknown = told(json!([{"op": "remove_parameter", "parameter": "whom"}]));
    assert_eq!(unknown[0].0, "/edits/0/parameter");
    assert!(
        unknown[0].1.contains("did you mean \"who\"?"),
        "{unknown:?}"
    );
    let wrong =
        told(json!([{"op": "set_parameter", "parameter": "who", "schema": {"type": "text"}}]));
    assert_eq!(wrong[0].0, "/edits/0/schema/type");
    let none = told(json!([{"op": "set_parameter", "parameter": "who", "value": "x"}]));
    assert_eq!(none.len(), 2, "{none:?}");
    let unused = told(json!([{"op": "set_parameter", "parameter": "unused", "schema": {}}]));
    assert_eq!(unused[0].0, "/edits/0/schema");
}
