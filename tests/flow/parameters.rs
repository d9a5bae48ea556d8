//! What real Prefect's server lets through as parameters of a run, a rendered flow takes as it is.

use std::process::{Command, Stdio};

use mcp_flow::{DraftFlow, FlowDefinition, parameter_openapi_schema, render};
use serde_json::{Value, json};

use crate::fixtures::prefect::RealPrefect;

/// The program that makes the deployment and runs it.
const PROGRAM: &str = include_str!("run_parameters.py");

/// Stands for `mcp-call`: each tool answers with its arguments.
const MCP_CALL: &str = "#!/bin/sh\ncat\n";

/// A flow with a parameter of each kind, each of which its task passes on.
fn definition() -> FlowDefinition {
    let schemas = json!({
        "who": {"type": "string"},
        "day": {"type": "string", "format": "date-time", "default": "2026-01-02T03:04:05Z"},
        "whole": {"type": "integer", "minimum": 1, "maximum": 10, "default": 3},
        "number": {"type": "number", "default": 3},
        "flag": {"type": "boolean", "default": false},
        "order": {"enum": ["up", "down"], "default": "up"},
        "maybe": {"type": ["string", "null"], "default": null},
        "rows": {"type": "array", "items": {"type": "number"}, "default": [1, 2.5]},
        "filter": {"type": "object", "properties": {"by": {"type": "array", "items": {"type": "string"}}},
                   "required": ["by"], "default": {"by": ["a"]}},
        "anything": {"default": {"a": [1, null]}},
        // Names that other things have: of Python, of the module, of what the flow's function does.
        "id": {"type": "string", "default": "id"},
        "results": {"type": "string", "default": "results"},
        "parameters": {"type": "string", "default": "parameters"},
        "task_s_t": {"type": "string", "default": "task"},
    });
    let arguments: Value = schemas
        .as_object()
        .expect("an object")
        .keys()
        .map(|name| (name.clone(), json!(format!("{{{{parameters.{name}}}}}"))))
        .collect();
    let plan = json!({"flow_name": "with parameters", "parameters": schemas, "tasks": [
        {"id": "t", "mcp_server": "s", "mcp_tool": "t", "parameters": {"all": arguments}}]});
    FlowDefinition::try_from(DraftFlow::read(&plan)).expect("a good plan")
}

/// The values of a run that is told `told`.
fn with_defaults(definition: &FlowDefinition, told: &Value) -> Value {
    let parameters = definition.parameters().iter();
    let values = parameters.map(|(name, schema)| {
        let value = told.get(name).unwrap_or(&schema["default"]);
        (name.clone(), value.clone())
    });
    values.collect()
}

#[cfg(unix)]
#[tokio::test(flavor = "multi_thread")]
async fn real_prefect_takes_the_parameters_that_the_schema_allows_and_refuses_others() {
    use std::os::unix::fs::PermissionsExt as _;

    let Some(server) = RealPrefect::start().await else {
        return;
    };
    let definition = definition();
    let good = [
        json!({"who": "Ann"}),
        json!({"who": "2026-01-02T03:04:05+01:00", "day": "tomorrow", "maybe": "5"}),
        json!({"who": "{{t}} {\"a\": 1}\n\"\"\"", "id": "", "results": "r", "parameters": "p", "task_s_t": "x"}),
        json!({"who": "", "whole": 10, "number": 3, "rows": [3, 3.5], "flag": true, "order": "down"}),
        json!({"who": "x", "number": 2.5, "rows": [], "filter": {"by": [], "deep": {"x": [{"y": null}]}}}),
        json!({"who": "x", "anything": null}),
        json!({"who": "x", "anything": "5"}),
        json!({"who": "x", "anything": [true, {"k": 1.0}], "maybe": null}),
    ];
    let bad = [
        json!({}),
        json!({"who": 5}),
        json!({"who": null}),
        json!({"who": "x", "other": 1}),
        json!({"who": "x", "whole": 11}),
        json!({"who": "x", "whole": "3"}),
        json!({"who": "x", "whole": null}),
        json!({"who": "x", "flag": "yes"}),
        json!({"who": "x", "order": "sideways"}),
        json!({"who": "x", "rows": ["1"]}),
        json!({"who": "x", "filter": {}}),
    ];
    let folder = tempfile::tempdir().expect("a temporary folder");
    let rendered = render(&definition);
    let write = |name: &str, content: &str| {
        std::fs::write(folder.path().join(name), content).expect("a file");
    };
    write(&rendered.file_name(), &rendered.source);
    write("run_parameters.py", PROGRAM);
    write("mcp-call", MCP_CALL);
    let mcp_call = folder.path().join("mcp-call");
    std::fs::set_permissions(&mcp_call, std::fs::Permissions::from_mode(0o755)).expect("a program");
    let request = json!({
        "entrypoint": format!("{}:{}", rendered.file_name(), rendered.function),
        "schema": parameter_openapi_schema(&definition),
        "runs": good.iter().chain(&bad).collect::<Vec<_>>(),
    });
    write("request.json", &request.to_string());
    let output = Command::new(server.python())
        .args(["run_parameters.py", "request.json"])
        .current_dir(folder.path())
        .env("PREFECT_API_URL", server.url())
        .env("PREFECT_HOME", folder.path())
        .env("PREFECT_LOGGING_LEVEL", "CRITICAL")
        .env("MCP_CALL", &mcp_call)
        .stdin(Stdio::null())
        .output()
        .expect("Python runs");
    let log = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{log}");
    let text = String::from_utf8_lossy(&output.stdout);
    let outcomes: Vec<Value> =
        serde_json::from_str(text.lines().last().unwrap_or_default()).expect("a list of outcomes");
    for (told, outcome) in good.iter().zip(&outcomes) {
        let sent = json!({"all": with_defaults(&definition, told)});
        let wanted = json!({
            "state": "COMPLETED", "message": outcome["message"], "returned": {"t": sent},
            "artifacts": [["mcp-result", null, {"output": sent}]], "of_a_task_run": true,
        });
        assert_eq!(outcome.to_string(), wanted.to_string(), "{told}");
    }
    for (told, outcome) in bad.iter().zip(outcomes.iter().skip(good.len())) {
        assert_eq!(*outcome, json!({"refused": 409}), "{told}");
    }
}
