//! Very many tools.

use serde_json::{Value, json};

use crate::host::{Host, config, results};

const PLAN: &str = "plan_prefect_flow";

/// Five hundred tools, of which two are what the task wants.
fn mcp_data() -> Value {
    let servers: Vec<Value> = (0..50)
        .map(|server| {
            let tools: Vec<Value> = (0..10)
                .map(|tool| {
                    let (name, about) = match (server, tool) {
                        (23, 4) => ("fetch_invoices".to_owned(), "Lists the open invoices of a customer."),
                        (41, 7) => ("send_reminder".to_owned(), "Reminds a customer by mail to pay."),
                        _ => (format!("operate_{tool}"), "Operates a part of the plant and reports its readings."),
                    };
                    json!({"name": format!("server{server}_{name}"), "description": about.repeat(15), "parameters": {
                        "type": "object", "properties": {
                            "customer": {"type": "string", "description": "Who, or what. ".repeat(20)}}}})
                })
                .collect();
            json!({"server_name": format!("server{server}"), "tools": tools})
        })
        .collect();
    json!({"available_servers": servers})
}

#[tokio::test]
async fn the_prompt_keeps_to_its_size_holds_what_the_task_wants_and_the_result_says_what_is_missing()
 {
    let plan = json!({"flow_name": "remind", "tasks": [
        {"id": "invoices", "task_key": "server23_fetch_invoices", "parameters": {"customer": "ACME"}},
        {"id": "mail", "task_key": "server41_send_reminder", "parameters": {"customer": "{{invoices.customer}}"}},
        // A tool that was left out can be used all the same.
        {"id": "other", "task_key": "server49_operate_9", "parameters": {}}]});
    for max_prompt_bytes in [10_000, 64_000] {
        let host = Host::with_model([Ok(plan.to_string())]);
        let config = prefect_planner::config::Config {
            max_prompt_bytes,
            ..config()
        };
        let session = host.connect_to(config).await;
        let arguments =
            json!({"task": "Remind ACME of every open invoice by mail", "_mcp_data": mcp_data()});
        let results = results(&session, PLAN, arguments).await;
        assert_eq!(results["success"], true, "{results:#}");

        let asked = serde_json::to_value(&host.asked()[0]).unwrap();
        let system = asked["systemPrompt"].as_str().unwrap();
        let request = asked["messages"][0]["content"]["text"].as_str().unwrap();
        assert!(system.len() + request.len() <= max_prompt_bytes);
        let request: Value = serde_json::from_str(request).unwrap();
        let told = request["tools"].as_array().unwrap();
        let mut first: Vec<_> = told[..2]
            .iter()
            .map(|tool| tool["task_key"].clone())
            .collect();
        first.sort_by_key(ToString::to_string);
        assert_eq!(first, ["server23_fetch_invoices", "server41_send_reminder"]);

        let left_out = &results["tools_left_out"];
        assert_eq!(left_out["count"], 500 - told.len());
        assert_eq!(left_out["task_keys"].as_array().unwrap().len(), 50);
        assert_eq!(results["available_mappings"], 500);
    }
}
