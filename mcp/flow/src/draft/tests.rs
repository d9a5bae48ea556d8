use super::*;
use serde_json::json;

#[test]
fn reads_a_plan() {
    let draft = DraftFlow::read(&json!({
        "flow_name": "f", "description": "d",
        "tasks": [{"id": "a", "task_key": "s_t", "mcp_server": "s", "mcp_tool": "t",
                   "depends_on": ["b"], "parameters": {"x": 1}, "retries": 2, "timeout_seconds": 30.0}]
    }));
    assert_eq!(draft.problems, []);
    let tasks = draft.tasks.value().unwrap();
    assert_eq!(tasks[0].depends_on, Given::Value(vec!["b".to_owned()]));
    assert_eq!(tasks[0].retries, Given::Value(2));
    assert_eq!(tasks[0].timeout_seconds, Given::Value(30));
}

#[test]
fn reads_the_words_that_models_use() {
    let draft = DraftFlow::read(&json!({"plan": {
        "name": "f",
        "tasks": [{"server": "s", "tool": "t", "arguments": "{\"x\": 1}", "depends_on": "b",
                   "id": null, "description": "a remark"}]
    }}));
    assert_eq!(draft.problems, []);
    let task = &draft.tasks.value().unwrap()[0];
    assert_eq!(task.id, Given::Absent);
    assert_eq!(task.mcp_tool, Given::Value("t".to_owned()));
    assert_eq!(task.parameters.value().unwrap()["x"], 1);
}

#[test]
fn every_wrong_shape_is_told_and_reading_goes_on() {
    let draft = DraftFlow::read(&json!({
        "flow_name": 5,
        "schedule": "daily",
        "tasks": [
            "not a task",
            {"id": ["a"], "depend_on": ["x"], "depends_on": [1, "b"], "parameters": 7, "retries": 1.5},
            {"task_key": "ok", "timeout_seconds": -1, "for_each": "{{a}}"}
        ]
    }));
    let pointers: Vec<_> = draft.problems.iter().map(|p| p.pointer.as_str()).collect();
    assert_eq!(
        pointers,
        [
            "/schedule",
            "/flow_name",
            "/tasks/0",
            "/tasks/1/depend_on",
            "/tasks/1/id",
            "/tasks/1/depends_on/0",
            "/tasks/1/parameters",
            "/tasks/1/retries",
            "/tasks/2/for_each",
            "/tasks/2/timeout_seconds",
        ]
    );
    assert_eq!(draft.problems[3].fix, "did you mean \"depends_on\"?");
    let tasks = draft.tasks.value().unwrap();
    assert_eq!(
        tasks.iter().map(|task| task.index).collect::<Vec<_>>(),
        [1, 2]
    );
}

#[test]
fn something_else_than_an_object_is_one_problem() {
    for value in [json!(null), json!([]), json!("x"), json!(3)] {
        assert_eq!(DraftFlow::read(&value).problems.len(), 1, "{value}");
    }
}

#[test]
fn finds_the_plan_in_a_models_answer() {
    let plan = r#"{"flow_name": "f", "tasks": []}"#;
    for text in [
        plan.to_owned(),
        format!("```json\n{plan}\n```"),
        format!("{{\"results\": {{\"success\": true, \"flow_definition\": {plan}}}}}"),
        format!("Here {{it}} is, like {{\"a\": 1}}:\n{plan}\nEnjoy {{}}!"),
    ] {
        let draft = DraftFlow::from_text(&text).unwrap();
        assert_eq!(draft.flow_name, Given::Value("f".to_owned()), "{text}");
    }
}

#[test]
fn an_answer_without_json_says_why() {
    let problems = DraftFlow::from_text("I cannot do that.").unwrap_err();
    assert!(problems.to_string().contains("no opening brace"));
    let problems = DraftFlow::from_text(r#"{"flow_name": "f", "tasks": ["#).unwrap_err();
    assert!(problems.to_string().contains("EOF"), "{problems}");
    // A whole task in a plan that was cut off is no plan.
    let cut_off = r#"{"flow_name": "f", "tasks": [{"id": "a"}, {"id": "#;
    let problems = DraftFlow::from_text(cut_off).unwrap_err();
    assert!(problems.to_string().contains("EOF"), "{problems}");
    // Costs no more than a bounded number of tries.
    assert!(DraftFlow::from_text(&"{".repeat(1_000_000)).is_err());
}
