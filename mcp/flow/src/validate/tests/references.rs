use super::*;

#[test]
fn references_imply_dependencies_wherever_they_stand() {
    let definition = check(&json!([
        users(),
        {"id": "other", "task_key": "db_select_users", "parameters": {"department": "x"}},
        {"id": "t", "task_key": "calculator_sum", "depends_on": ["other", "other"], "parameters": {
            "options": {"mode": "fast", "deep": [{"er": "{{users}} and {{other.rows}}"}]}, "numbers": ["{{users.rows}}"]}},
    ]))
    .unwrap();
    assert_eq!(definition.tasks[2].depends_on, ["other", "users"]);
}

#[test]
fn references_must_lead_somewhere() {
    let at = "/tasks/1/parameters/expression";
    let with = |expression: &str| json!([users(), evaluate(expression)]);
    one(
        &with("{{user.rows}}"),
        at,
        &["\"{{user.rows}}\"", "did you mean \"users\"?"],
    );
    one(&with("{{calc}}"), at, &["own result", "runs before"]);
    one(&with("{{users"), at, &["never closed"]);
    one(&with("{{users + 1}}"), at, &["is not a reference"]);
    // The database's output schema closes itself.
    one(
        &with("{{users.row[0]}}"),
        at,
        &["rules out", "did you mean \"rows\"?"],
    );
    one(
        &with("{{users.rows.name}}"),
        at,
        &["rules out", "list[dict]"],
    );
    assert!(check(&with("{{users.rows[3].anything.at[0].all}}")).is_ok());
    let key = json!([users(), {"task_key": "calculator_sum", "parameters": {"options": {"mode": "fast", "{{users}}": 1}}}]);
    one(
        &key,
        "/tasks/1/parameters/options/{{users}}",
        &["for values only"],
    );
}

#[test]
fn dependencies_exist_and_have_no_cycle() {
    let with = |depends_on: Value| {
        let mut task = users();
        task["depends_on"] = depends_on;
        task
    };
    one(
        &json!([with(json!(["users"]))]),
        "/tasks/0/depends_on/0",
        &["depends on itself"],
    );
    one(
        &json!([with(json!(["calk"])), evaluate("1")]),
        "/tasks/0/depends_on/0",
        &["\"calk\"", "did you mean \"calc\"?"],
    );
    // One way by a name, the other by a reference.
    one(
        &json!([with(json!(["calc"])), evaluate("{{users}}")]),
        "/tasks/0",
        &["\"users\" needs \"calc\" needs \"users\""],
    );
}
