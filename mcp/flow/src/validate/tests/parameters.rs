use super::*;

/// What becomes of a plan with these parameters, whose one task looks up users with these arguments.
fn with(parameters: &Value, arguments: &Value) -> Result<FlowDefinition, Problems> {
    let plan = json!({"flow_name": "f", "parameters": parameters, "tasks": [
        {"id": "users", "task_key": "db_select_users", "parameters": arguments}]});
    validate(&DraftFlow::read(&plan), Some(&tools()))
}

/// Pointers, messages and fixes of the problems of a plan whose task uses the parameter `who`.
fn problems(parameters: &Value) -> Vec<(String, String)> {
    let Err(problems) = with(parameters, &json!({"department": "for {{parameters.who}}"})) else {
        return Vec::new();
    };
    let problems = problems.0.into_iter();
    problems
        .map(|p| (p.pointer, format!("{}; {}", p.message, p.fix)))
        .collect()
}

/// Checks that `who` of this schema has one problem, at `pointer` in it, that speaks of `words`.
fn one(schema: &Value, pointer: &str, words: &str) {
    let problems = problems(&json!({"who": schema}));
    assert_eq!(problems.len(), 1, "{schema}: {problems:#?}");
    assert_eq!(
        problems[0].0,
        format!("/parameters/who{pointer}"),
        "{schema}: {problems:#?}"
    );
    assert!(
        problems[0].1.contains(words),
        "{schema}: {words}: {problems:#?}"
    );
}

/// Checks that an argument that is this text has one problem, which speaks of `words`.
fn one_argument(parameters: &Value, name: &str, text: &str, words: &str) {
    let mut arguments = json!({"department": "x"});
    arguments[name] = json!(text);
    let problems = with(parameters, &arguments).unwrap_err().0;
    assert_eq!(problems.len(), 1, "{text}: {problems:#?}");
    assert_eq!(problems[0].pointer, format!("/tasks/0/parameters/{name}"));
    let told = problems[0].to_string();
    assert!(told.contains(words), "{text}: {words}: {told}");
}

#[test]
fn parameters_travel_after_the_description_and_imply_no_dependency() {
    let parameters = json!({"who": {"type": "string"}, "limit": {"type": "integer", "default": 3}});
    let arguments = json!({"department": "{{parameters.who}}", "limit": "{{parameters.limit}}"});
    let definition = with(&parameters, &arguments).unwrap();
    assert_eq!(definition.tasks[0].depends_on, [] as [&str; 0]);
    let text = serde_json::to_string(&definition).unwrap();
    assert!(
        text.starts_with(concat!(
            r#"{"flow_name":"f","description":"","#,
            r#""parameters":{"who":{"type":"string"},"limit":{"type":"integer","default":3}},"tasks":["#,
        )),
        "{text}"
    );
    let back: FlowDefinition = serde_json::from_str(&text).unwrap();
    assert_eq!(serde_json::to_string(&back).unwrap(), text);
}

#[test]
fn what_stands_for_a_schema_is_read_as_one() {
    for (given, schema) in [
        (json!("string"), json!({"type": "string"})),
        (
            json!("Sales"),
            json!({"type": "string", "default": "Sales"}),
        ),
        (json!(true), json!({"type": "boolean", "default": true})),
        (json!(7), json!({"type": "integer", "default": 7})),
        (json!(7.5), json!({"type": "number", "default": 7.5})),
        (json!([1]), json!({"type": "array", "default": [1]})),
        (json!({}), json!({})),
        (json!("{\"type\": \"string\"}"), json!({"type": "string"})),
        (
            json!({"type": "string", "required": true}),
            json!({"type": "string"}),
        ),
        (
            json!({"default": 1, "required": false}),
            json!({"default": 1}),
        ),
        (
            json!({"type": "object", "required": ["a"], "x-note": 1}),
            json!({"type": "object", "required": ["a"], "x-note": 1}),
        ),
    ] {
        let arguments = json!({"department": "for {{parameters.who}}"});
        let definition = with(&json!({"who": given}), &arguments).unwrap();
        assert_eq!(definition.parameters()["who"], schema, "{given}");
    }
    let plan = json!({"flow_name": "f", "parameters": "{\"who\": \"x\"}", "tasks": [
        {"mcp_server": "s", "mcp_tool": "t", "parameters": {"x": "{{parameters.who}}"}}]});
    let definition = FlowDefinition::try_from(DraftFlow::read(&plan)).unwrap();
    assert_eq!(definition.parameters()["who"]["default"], "x");
}

#[test]
fn a_schema_that_cannot_be_used_is_told_where_it_is_wrong() {
    one(&json!(null), "", "this is null");
    one(&json!({"a": 1}), "", "is no JSON Schema");
    one(&json!({"type": "str"}), "/type", "did you mean \"string\"?");
    one(
        &json!({"type": ["string", "text"]}),
        "/type",
        "no JSON Schema",
    );
    one(
        &json!({"type": "string", "defualt": "x"}),
        "/defualt",
        "did you mean \"default\"?",
    );
    one(&json!({"enum": "x"}), "/enum", "no JSON Schema");
    one(
        &json!({"type": "string", "description": 5}),
        "/description",
        "no JSON Schema",
    );
    one(
        &json!({"type": "string", "required": false}),
        "/required",
        "give it a default",
    );
    one(
        &json!({"default": 1, "required": true}),
        "/required",
        "leave out required",
    );
    one(&json!({"$ref": "#/x"}), "/$ref", "leads out");
    one(
        &json!({"items": {"anyOf": [{"$ref": "http://a/"}]}}),
        "/items/anyOf/0/$ref",
        "leads out",
    );
    one(
        &json!({"properties": {"properties": {"properties": {"a": true}}}}),
        "/properties/properties/properties/a",
        "is an object for Prefect",
    );
    one(
        &json!({"default": {"a": [{"$ref": "x"}]}}),
        "/default/a/0/$ref",
        "something else",
    );
    one(
        &json!({"default": {"__prefect_kind": "json"}}),
        "/default/__prefect_kind",
        "something else",
    );
    one(
        &json!({"type": "string", "default": 5}),
        "/default",
        "has to be str",
    );
    one(
        &json!({"type": "array", "items": {"type": "integer"}, "default": [1, "2"]}),
        "/default/1",
        "does not fit",
    );
    one(
        &json!({"enum": ["a", "b"], "default": "c"}),
        "/default",
        "does not fit",
    );
    one(&json!({"type": "string", "pattern": "("}), "/pattern", "");
    assert_eq!(
        problems(&json!({"who": {"properties": {"$ref": {}, "default": {"type": "string"}}}})),
        []
    );
}

#[test]
fn names_are_lower_case_and_mean_nothing_else() {
    for (name, fix) in [
        ("Who", "\"who\""),
        ("class", "\"the_class\""),
        ("self", "Prefect"),
    ] {
        let problems = problems(&json!({"who": {}, name: {}}));
        let told = problems.iter().find(|(_, told)| told.contains("name"));
        assert_eq!(told.unwrap().0, format!("/parameters/{name}"));
        assert!(told.unwrap().1.contains(fix), "{problems:#?}");
    }
    let many: Value = (0..=MAX_PARAMETERS)
        .map(|n| (format!("p{n}"), json!("x")))
        .collect();
    assert!(
        problems(&many)
            .iter()
            .any(|(pointer, told)| pointer == "/parameters" && told.contains("100"))
    );
    let mut tasks = json!([users()]);
    for id in ["parameters", "parameters.who"] {
        tasks[0]["id"] = json!(id);
        super::one(
            &tasks,
            "/tasks/0/id",
            &["references to the flow's parameters"],
        );
    }
}

#[test]
fn a_parameter_that_no_task_uses_is_a_problem_where_all_else_is_right() {
    let parameters = json!({"who": {}, "unused": {"type": "string"}});
    let found = problems(&parameters);
    assert_eq!(found.len(), 1, "{found:#?}");
    assert_eq!(found[0].0, "/parameters/unused");
    assert!(found[0].1.contains("{{parameters.unused}}"));
    // What is wrong in a task may be that it does not use it yet.
    one_argument(
        &parameters,
        "limit",
        "many {{parameters.who}}",
        "is not of type",
    );
}

#[test]
fn references_to_parameters_lead_to_one_and_to_a_part_that_it_has() {
    let parameters = json!({"filter": {"type": "object", "additionalProperties": false, "properties": {
        "since": {"type": "string"}}}});
    let one = |text: &str, words: &str| one_argument(&parameters, "department", text, words);
    one("{{parameters.filtre}}", "did you mean \"filter\"?");
    one("{{parameters.whoever}}", "declare \"whoever\" in");
    one("{{parameters}}", "write {{parameters.name}}");
    one("x {{parameters.filter.untill}}", "rules out");
    one("{{parameters.filter.since.day}}", "what is there is str");
    assert!(
        with(
            &parameters,
            &json!({"department": "{{parameters.filter.since}}"})
        )
        .is_ok()
    );
}

#[test]
fn types_that_cannot_agree_are_told() {
    let parameters = |schema: Value| json!({"who": schema});
    let text = parameters(json!({"type": "string", "default": "x"}));
    one_argument(
        &text,
        "limit",
        "{{parameters.who}}",
        "is str, and the tool takes int here",
    );
    one_argument(
        &text,
        "columns",
        "{{parameters.who}}",
        "the tool takes list[str] | None here",
    );
    let flag = parameters(json!({"enum": [true, null]}));
    one_argument(
        &flag,
        "department",
        "{{parameters.who}}",
        "is Literal[True] | None, and",
    );
    for schema in [
        json!({}),
        json!({"type": "number"}),
        json!({"type": ["string", "integer"]}),
    ] {
        let arguments = json!({"department": "x", "limit": "{{parameters.who}}"});
        assert!(with(&parameters(schema), &arguments).is_ok());
    }
    // In longer text it is a text, whatever it is.
    assert!(with(&flag, &json!({"department": "is {{parameters.who}}"})).is_ok());
    let plan = json!({"flow_name": "f", "parameters": text, "tasks": [
        {"task_key": "calculator_sum", "parameters": {"numbers": [1, "{{parameters.who}}"]}}]});
    let problems = validate(&DraftFlow::read(&plan), Some(&tools())).unwrap_err();
    assert_eq!(problems.0[0].pointer, "/tasks/0/parameters/numbers/1");
}

#[test]
fn a_default_that_the_tool_does_not_take_is_told() {
    let limit = |default: i64| json!({"who": {"type": "integer", "default": default}});
    one_argument(
        &limit(11),
        "limit",
        "{{parameters.who}}",
        "with the parameter's default, 11 is greater",
    );
    let arguments = json!({"department": "x", "limit": "{{parameters.who}}"});
    assert!(with(&limit(10), &arguments).is_ok());
    // What a run is told is not known.
    assert!(with(&json!({"who": {"type": "integer"}}), &arguments).is_ok());
}
