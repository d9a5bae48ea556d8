//! The tools themselves.

use prefect_rest::ConfigError;
use prefect_runner::Runner;
use serde_json::{Value, json};

use crate::host::connect;

/// Read-only, destructive, idempotent and open-world, as a host is told.
fn hints(tool: &rmcp::model::Tool) -> [Option<bool>; 4] {
    let hints = tool.annotations.clone().unwrap();
    [
        hints.read_only_hint,
        hints.destructive_hint,
        hints.idempotent_hint,
        hints.open_world_hint,
    ]
}

#[tokio::test]
async fn tools_are_listed_as_hosts_need_them() {
    let session = connect(Runner::new(Err(ConfigError::MissingUrl))).await;
    let mut tools = session.list_all_tools().await.unwrap();
    tools.sort_by(|a, b| a.name.cmp(&b.name));
    let mut listed = Vec::new();
    for tool in &tools {
        let schema = tool.schema_as_json_value();
        assert_eq!(schema["type"], "object");
        // A host drops arguments that it does not find in the properties at the top.
        let properties = schema["properties"].as_object().unwrap();
        for (name, property) in properties {
            assert!(property["description"].is_string(), "{name}");
            assert!(property.get("$ref").is_none(), "{name}");
        }
        let names: Vec<&String> = properties.keys().collect();
        let required = schema.get("required").cloned().unwrap_or(json!([]));
        listed.push((tool.name.to_string(), json!(names), required, hints(tool)));
        assert!(tool.description.is_some());
        assert!(tool.output_schema.is_none());
    }
    let row = |name: &str, names: Value, required: Value, hints: [Option<bool>; 4]| {
        (name.to_owned(), names, required, hints)
    };
    let (yes, no) = (Some(true), Some(false));
    assert_eq!(
        listed,
        [
            row(
                "create_work_pool",
                json!(["pool_name", "pool_type", "description", "concurrency_limit"]),
                json!(["pool_name"]),
                [no, no, yes, no],
            ),
            row(
                "get_run_status",
                json!(["flow_run_id", "wait_seconds", "task"]),
                json!(["flow_run_id"]),
                [yes, None, None, no],
            ),
            row(
                "list_work_pools",
                json!([]),
                json!([]),
                [yes, None, None, no]
            ),
            row(
                "submit_flow",
                json!([
                    "flow_definition",
                    "work_pool_name",
                    "deployment_name",
                    "parameters",
                    "tags",
                    "job_variables",
                    "wait_for_worker",
                    "wait_seconds",
                    "idempotency_key"
                ]),
                json!(["flow_definition", "work_pool_name"]),
                [no, yes, no, yes],
            ),
        ]
    );
}

#[tokio::test]
async fn the_runner_says_who_it_is() {
    let session = connect(Runner::new(Err(ConfigError::MissingUrl))).await;
    let info = session.peer_info().unwrap().server_info.clone().unwrap();
    assert_eq!(info.name, "prefect-runner");
    assert_eq!(info.version, env!("CARGO_PKG_VERSION"));
}
