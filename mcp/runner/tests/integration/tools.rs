//! The tools themselves.

use prefect_rest::ConfigError;
use prefect_runner::{Options, Runner};
use serde_json::json;

use crate::host::{call, connect};
use crate::objects::{DEPLOYMENT, FLOW_RUN, id, plan};
use crate::prefect::Prefect;

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
    let row = |name: &str, names: &[&str], required: &[&str], hints: [Option<bool>; 4]| {
        (name.to_owned(), json!(names), json!(required), hints)
    };
    let reads = [Some(true), None, None, Some(false)];
    let writes = |destructive: bool, idempotent: bool, open_world: bool| {
        [
            Some(false),
            Some(destructive),
            Some(idempotent),
            Some(open_world),
        ]
    };
    let page = ["limit", "offset"];
    let start = [
        "parameters",
        "tags",
        "wait_for_worker",
        "wait_seconds",
        "idempotency_key",
    ];
    let submit = [
        "flow_definition",
        "work_pool_name",
        "deployment_name",
        "parameters",
        "tags",
        "job_variables",
        "wait_for_worker",
        "wait_seconds",
        "idempotency_key",
    ];
    let run = ["flow_run_id"];
    assert_eq!(
        listed,
        [
            row(
                "cancel_flow_run",
                &["flow_run_id", "wait_seconds"],
                &run,
                writes(true, true, false),
            ),
            row(
                "create_work_pool",
                &["pool_name", "pool_type", "description", "concurrency_limit"],
                &["pool_name"],
                writes(false, true, false),
            ),
            row(
                "delete_deployment",
                &["deployment", "force"],
                &["deployment"],
                writes(true, true, false),
            ),
            row(
                "get_run_logs",
                &[
                    &["flow_run_id", "task_run_id", "level", "newest_first"][..],
                    &page
                ]
                .concat(),
                &run,
                reads,
            ),
            row(
                "get_run_status",
                &["flow_run_id", "wait_seconds", "task"],
                &run,
                reads,
            ),
            row(
                "list_deployments",
                &[&["name", "work_pool_name"][..], &page].concat(),
                &[],
                reads,
            ),
            row(
                "list_flow_runs",
                &[
                    &["state_types", "state_names", "deployment", "work_pool_name"][..],
                    &page
                ]
                .concat(),
                &[],
                reads,
            ),
            row("list_work_pools", &[], &[], reads),
            row(
                "run_deployment",
                &[&["deployment"][..], &start].concat(),
                &["deployment"],
                writes(true, false, true),
            ),
            row(
                "submit_flow",
                &submit,
                &["flow_definition", "work_pool_name"],
                writes(true, false, true),
            ),
        ]
    );
}

#[tokio::test]
async fn a_read_only_runner_lists_no_tool_that_writes_and_refuses_each() {
    let prefect = Prefect::with_pool().await;
    let all = connect(prefect.runner()).await;
    let options = Options {
        read_only: true,
        ..Options::default()
    };
    let session = connect(prefect.runner().with_options(options)).await;
    let mut listed = 0;
    let names: Vec<String> = session
        .list_all_tools()
        .await
        .unwrap()
        .into_iter()
        .map(|tool| tool.name.into_owned())
        .collect();
    for tool in all.list_all_tools().await.unwrap() {
        let reads = hints(&tool)[0] == Some(true);
        assert_eq!(names.iter().any(|name| *name == tool.name), reads);
        if reads {
            listed += 1;
            continue;
        }
        let arguments = json!({
            "flow_definition": plan(), "work_pool_name": "pool", "pool_name": "pool", "deployment": id(DEPLOYMENT),
            "flow_run_id": id(FLOW_RUN),
        });
        let results = call(&session, tool.name.clone(), arguments).await;
        assert_eq!(results["success"], false, "{}", tool.name);
        let error = results["error"].as_str().unwrap();
        assert!(error.contains("read-only mode"), "{error}");
        assert!(error.contains(&*tool.name), "{error}");
    }
    assert_eq!(listed, names.len());
    assert_eq!(prefect.asked().await, []);
}

#[tokio::test]
async fn the_runner_says_who_it_is() {
    let session = connect(Runner::new(Err(ConfigError::MissingUrl))).await;
    let info = session.peer_info().unwrap().server_info.clone().unwrap();
    assert_eq!(info.name, "prefect-runner");
    assert_eq!(info.version, env!("CARGO_PKG_VERSION"));
}
