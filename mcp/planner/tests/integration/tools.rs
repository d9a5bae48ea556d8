//! The tools themselves, and `list_task_mappings`.

use serde_json::{Value, json};

use crate::host::{Host, mcp_data, results};

#[tokio::test]
async fn tools_are_listed_as_hosts_need_them() {
    let session = Host::default().connect().await;
    let tools = session.list_all_tools().await.unwrap();
    let mut names: Vec<_> = tools.iter().map(|tool| tool.name.to_string()).collect();
    names.sort();
    assert_eq!(
        names,
        [
            "list_task_mappings",
            "plan_prefect_flow",
            "revise_prefect_flow"
        ]
    );
    for tool in &tools {
        let schema = tool.schema_as_json_value();
        assert_eq!(schema["type"], "object");
        // A host fills in what it finds in the properties at the top.
        for (name, property) in schema["properties"].as_object().unwrap() {
            assert!(property["description"].is_string(), "{name}");
            assert!(property.get("$ref").is_none(), "{name}");
        }
        assert!(schema["properties"]["_mcp_data"]["anyOf"].is_array());
        assert!(tool.output_schema.is_none());
        assert!(tool.description.is_some());
    }
    let plan = tools
        .iter()
        .find(|tool| tool.name == "plan_prefect_flow")
        .unwrap()
        .schema_as_json_value();
    assert_eq!(plan["properties"]["task"]["type"], "string");
    assert_eq!(plan["required"], json!(["task"]));
    assert!(plan["properties"]["plan"]["anyOf"].is_array());
}

#[tokio::test]
async fn the_planner_says_who_it_is() {
    let session = Host::default().connect().await;
    let info = session.peer_info().unwrap().server_info.clone().unwrap();
    assert_eq!(info.name, "prefect-planner");
    assert_eq!(info.version, env!("CARGO_PKG_VERSION"));
}

#[tokio::test]
async fn mappings_are_listed_without_the_planner() {
    let session = Host::default().connect().await;
    for mcp_data in [mcp_data(), json!(mcp_data().to_string())] {
        let results = results(
            &session,
            "list_task_mappings",
            json!({"_mcp_data": mcp_data}),
        )
        .await;
        assert_eq!(results["success"], true);
        assert_eq!(results["total_mappings"], 2);
        assert_eq!(results["servers_without_tools"], json!(["down"]));
        assert_eq!(
            results["mappings"][0],
            json!({
                "task_key": "db_select_users",
                "name": "Select users. Of one department.",
                "mcp_server": "db",
                "mcp_tool": "select_users",
                "parameters": {"department": {"type": "str", "required": true}, "limit": {"type": "int"}},
                "required": ["department"],
                "python_stub": "@task(name=\"db_select_users\")\n\
                    def task_db_select_users(department: str, limit: int | None = None):\n    \
                    \"\"\"Calls MCP tool: db_select_users\"\"\"\n    \
                    return call_mcp_tool(\"db\", \"select_users\", locals())\n",
            })
        );
    }
}

#[tokio::test]
async fn the_sample_of_a_real_host_is_understood() {
    let sample: Value = serde_json::from_str(include_str!("../data/atlas_mcp_data.json")).unwrap();
    let session = Host::default().connect().await;
    let results = results(&session, "list_task_mappings", json!({"_mcp_data": sample})).await;
    let keys: Vec<_> = results["mappings"]
        .as_array()
        .unwrap()
        .iter()
        .map(|m| m["task_key"].as_str().unwrap())
        .collect();
    assert_eq!(
        keys,
        [
            "employees_select_users",
            "calculator_evaluate",
            "calculator_aggregate"
        ]
    );
    assert_eq!(results["mappings"][0]["mcp_tool"], "select_users");
    assert_eq!(results.get("problems"), None);
}

#[tokio::test]
async fn strange_tool_lists_are_survived() {
    let session = Host::default().connect().await;
    for odd in [
        json!(null),
        json!(""),
        json!(7),
        json!([]),
        json!({"available_servers": [1, {"server_name": 2}]}),
    ] {
        let results = results(&session, "list_task_mappings", json!({"_mcp_data": odd})).await;
        assert_eq!(results["total_mappings"], 0, "{odd}");
    }
    let results = results(
        &session,
        "list_task_mappings",
        json!({"_mcp_data": "{nonsense"}),
    )
    .await;
    assert_eq!(results["success"], false);
    assert!(
        results["error"]
            .as_str()
            .unwrap()
            .contains("_mcp_data is no JSON")
    );
}
