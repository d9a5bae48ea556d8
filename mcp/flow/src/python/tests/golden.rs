use super::sandbox::Sandbox;
use super::*;
use crate::python::{render, task_stub};

#[test]
fn the_documented_plan() {
    let rendered = render(&documented());
    assert_eq!(rendered.function, "data_analysis_flow");
    assert_eq!(rendered.file_name(), "data_analysis_flow.py");
    expectorate::assert_contents("tests/golden/data_analysis_flow.py", &rendered.source);
}

#[test]
fn a_plan_that_uses_everything() {
    expectorate::assert_contents(
        "tests/golden/everything_flow.py",
        &render(&everything()).source,
    );
}

#[test]
fn a_plan_without_its_tools() {
    let plan = serde_json::to_value(documented()).unwrap();
    let source = render(&definition(&plan)).source;
    assert!(
        source.contains("def task_db_select_users(department: str):\n"),
        "{source}"
    );
    assert!(
        source.contains("def task_calculator_evaluate(expression: str):\n"),
        "{source}"
    );
}

#[test]
fn an_argument_that_not_every_call_gives_is_optional_and_has_a_type_that_fits_all() {
    let call = |id: &str, parameters: Value| json!({"id": id, "mcp_server": "s", "mcp_tool": "t", "parameters": parameters});
    let plan = json!({"flow_name": "f", "tasks": [
        call("a", json!({"same": 1, "mixed": 1, "rare": "x"})),
        call("b", json!({"same": 2, "mixed": "x", "whole": "{{a}}"})),
    ]});
    let source = render(&definition(&plan)).source;
    assert!(
        source.contains(
            "def task_s_t(same: int, mixed: Any, rare: str | None = None, whole: Any = None):\n"
        ),
        "{source}"
    );
}

#[test]
fn the_stub_of_a_tool() {
    let definition = documented();
    let mapping = definition.tasks()[0].mapping.as_ref().unwrap();
    assert_eq!(
        task_stub(mapping),
        "@task(name=\"db_select_users\")\n\
         def task_db_select_users(department: str, limit: int | None = None):\n    \
         \"\"\"Calls MCP tool: db_select_users\"\"\"\n    \
         return call_mcp_tool(\"db\", \"select_users\", locals())\n"
    );
}

#[test]
fn functions_of_different_tools_have_different_names() {
    let plan = json!({"flow_name": "task_a", "tasks": [
        {"id": "1", "mcp_server": "a", "mcp_tool": "b-flow"},
        {"id": "2", "mcp_server": "a", "mcp_tool": "b_flow"},
        {"id": "3", "mcp_server": "a", "mcp_tool": "flow"},
    ]});
    let rendered = render(&definition(&plan));
    for name in [
        "task_a_b_flow",
        "task_a_b_flow_2",
        "task_a_flow",
        "task_a_flow_2",
    ] {
        let head = format!("def {name}(");
        assert_eq!(rendered.source.matches(&head).count(), 1, "{name}");
    }
    assert_eq!(rendered.function, "task_a_flow_2");
}

#[test]
fn flow_functions_have_names_that_hide_nothing() {
    for (flow_name, function) in [
        ("print", "print_flow"),
        ("2 fast", "mcp_2_fast_flow"),
        ("Überblick", "berblick_flow"),
        ("一覧", "mcp_flow"),
        ("my_flow", "my_flow"),
        ("_flow", "flow_flow"),
    ] {
        let plan = json!({"flow_name": flow_name, "tasks": [{"mcp_server": "a", "mcp_tool": "b"}]});
        assert_eq!(render(&definition(&plan)).function, function);
    }
}

#[test]
fn goldens_compile() {
    let Some(sandbox) = Sandbox::new() else {
        return;
    };
    let sources = [render(&documented()).source, render(&everything()).source];
    sandbox.compile(&sources);
}
