//! The brief for a host without a model to ask, and calls that cannot lead to a plan.

use serde_json::{Value, json};

use crate::host::{Host, content, mcp_data, results};

const PLAN: &str = "plan_prefect_flow";

#[tokio::test]
async fn without_a_model_the_host_gets_a_brief_with_which_it_can_plan() {
    let session = Host::default().connect().await;
    let content = content(
        &session,
        PLAN,
        json!({"task": " average ", "_mcp_data": mcp_data()}),
    )
    .await;
    let results = &content["results"];
    assert_eq!(results["success"], false);
    assert_eq!(results["plan_needed"], true);
    assert!(results.get("error").is_none() && results.get("flow_definition").is_none());
    assert!(content.get("artifacts").is_none());
    let tools: Vec<_> = results["tools"]
        .as_array()
        .unwrap()
        .iter()
        .map(|t| t["task_key"].clone())
        .collect();
    assert_eq!(tools, ["db_select_users", "calculator_evaluate"]);
    assert!(results["format"].as_str().unwrap().contains("{{id}}"));
    assert_eq!(results["next_call"]["arguments"]["task"], "average");

    // What it says about the format is true: its example is a plan for those tools.
    let plan = results["example"].clone();
    let arguments = json!({"task": "average", "_mcp_data": mcp_data(), "plan": plan});
    assert_eq!(
        super::host::results(&session, PLAN, arguments).await["success"],
        true
    );
}

#[tokio::test]
async fn a_brief_about_very_many_tools_stays_small() {
    let tools: Vec<Value> = (0..500)
        .map(|n| json!({"name": format!("t{n}"), "description": "d".repeat(3_000), "parameters": {"properties": {}}}))
        .collect();
    let mcp_data = json!({"available_servers": [{"server_name": "s", "tools": tools}]});
    let session = Host::default().connect().await;
    let results = results(&session, PLAN, json!({"task": "t", "_mcp_data": mcp_data})).await;
    let told = results["tools"].as_array().unwrap().len();
    let left_out = &results["tools_left_out"];
    assert!(told > 50, "{told}");
    assert_eq!(left_out["count"], 500 - told);
    assert_eq!(left_out["task_keys"].as_array().unwrap().len(), 50);
    assert!(results.to_string().len() < 40_000);
}

#[tokio::test]
async fn without_tools_or_a_task_it_says_what_to_pass() {
    let session = Host::with_model([]).connect().await;
    let no_tools = results(&session, PLAN, json!({"task": "t"})).await;
    assert_eq!(no_tools["success"], false);
    assert!(no_tools["message"].as_str().unwrap().contains("_mcp_data"));
    for task in [json!(null), json!(""), json!("  "), json!(5)] {
        let arguments = json!({"task": task, "_mcp_data": mcp_data()});
        let results = results(&session, PLAN, arguments).await;
        assert_eq!(results["error"], "task is missing.");
    }
    let unreadable = results(&session, PLAN, json!({"task": "t", "_mcp_data": "{"})).await;
    assert!(
        unreadable["error"]
            .as_str()
            .unwrap()
            .contains("_mcp_data is no JSON")
    );
    assert_eq!(results(&session, PLAN, json!({})).await["success"], false);
}
