//! Plans from the client's model.

use rmcp::ErrorData;
use rmcp::model::{CallToolRequestParams, ClientRequest, Request};
use rmcp::service::PeerRequestOptions;
use serde_json::{Value, json};

use crate::host::{Host, bad_plan, good_plan, last_text, mcp_data, results, task_of};

const PLAN: &str = "plan_prefect_flow";

fn arguments(task: &str) -> Value {
    json!({"task": task, "_mcp_data": mcp_data()})
}

#[tokio::test]
async fn the_clients_model_is_asked_with_everything_that_it_needs() {
    let host = Host::with_model([Ok(format!("Here you are:\n```json\n{}\n```", good_plan()))]);
    let session = host.connect().await;
    let results = results(&session, PLAN, arguments("average the salaries")).await;
    assert_eq!(results["success"], true, "{results:#}");
    assert_eq!(
        results["flow_definition"]["flow_name"],
        "data_analysis_flow"
    );

    let asked = serde_json::to_value(&host.asked()[0]).unwrap();
    assert!(asked["maxTokens"].as_u64().unwrap() > 0);
    assert!(asked["systemPrompt"].as_str().unwrap().contains("task_key"));
    let text = asked["messages"][0]["content"]["text"].as_str().unwrap();
    let request: Value = serde_json::from_str(text).unwrap();
    assert_eq!(request["task"], "average the salaries");
    assert_eq!(request["tools"][0]["task_key"], "db_select_users");
    assert!(!text.contains("_atlas_user") && !text.contains("prefect_planner"));
    assert_eq!(host.metas()[0].get("tool_call_id"), Some(&json!("call_1")));
}

#[tokio::test]
async fn problems_are_fed_back_until_the_plan_is_good() {
    let host = Host::with_model([
        Ok("I think…".to_owned()),
        Ok(bad_plan().to_string()),
        Ok(good_plan().to_string()),
    ]);
    let session = host.connect().await;
    let results = results(&session, PLAN, arguments("t")).await;
    assert_eq!(results["success"], true, "{results:#}");
    let asked = serde_json::to_value(host.asked()).unwrap();
    let last = asked[2]["messages"].as_array().unwrap();
    let roles: Vec<_> = last
        .iter()
        .map(|message| message["role"].as_str().unwrap())
        .collect();
    assert_eq!(roles, ["user", "assistant", "user", "assistant", "user"]);
    assert!(
        last[2]["content"]["text"]
            .as_str()
            .unwrap()
            .contains("no whole JSON object")
    );
    let told = last[4]["content"]["text"].as_str().unwrap();
    assert!(told.contains("did you mean \"db_select_users\"?"), "{told}");
}

#[tokio::test]
async fn after_three_rounds_the_last_draft_and_its_problems_come_back() {
    let host = Host::with_model([
        Ok("?".to_owned()),
        Ok("??".to_owned()),
        Ok(bad_plan().to_string()),
    ]);
    let session = host.connect().await;
    let results = results(&session, PLAN, arguments("t")).await;
    assert_eq!(results["success"], false);
    assert_eq!(results["draft"], bad_plan());
    assert_eq!(results["problems"][0]["pointer"], "/tasks/0/task_key");
    assert!(results.get("flow_definition").is_none() && results.get("python_code").is_none());
    assert_eq!(host.asked().len(), 3);
}

#[tokio::test]
async fn a_model_that_refuses_leaves_the_plan_to_the_host() {
    let host = Host::with_model([Err(ErrorData::invalid_request(
        "Sampling not supported",
        None,
    ))]);
    let session = host.connect().await;
    let results = results(&session, PLAN, arguments("t")).await;
    assert_eq!(results["plan_needed"], true);
    assert!(
        results["reason"]
            .as_str()
            .unwrap()
            .contains("Sampling not supported")
    );
    assert!(results.get("draft").is_none());

    // Also half way, and then with what there is.
    let host = Host::with_model([
        Ok(bad_plan().to_string()),
        Err(ErrorData::internal_error("busy", None)),
    ]);
    let session = host.connect().await;
    let results = super::host::results(&session, PLAN, arguments("t")).await;
    assert_eq!(results["plan_needed"], true);
    assert_eq!(results["draft"], bad_plan());
    assert_eq!(results["problem_count"], 1);
}

#[tokio::test]
async fn a_model_that_declines_is_believed() {
    let host = Host::with_model([Ok(json!({"cannot": "nothing sends mail"}).to_string())]);
    let session = host.connect().await;
    let results = results(&session, PLAN, arguments("send a mail")).await;
    assert_eq!(results["success"], false);
    assert!(
        results["error"]
            .as_str()
            .unwrap()
            .contains("nothing sends mail")
    );
}

#[tokio::test]
async fn calls_run_at_the_same_time_each_with_its_own_conversation() {
    // Each first errs, so that each has a conversation to mix up.
    let host = Host::with_model_that(|params| {
        let mut plan = good_plan();
        plan["description"] = json!(task_of(params));
        if last_text(params).starts_with('{') {
            plan["tasks"] = json!([]);
        }
        Ok(plan.to_string())
    });
    let session = host.connect().await;
    let tasks: Vec<String> = (0..12).map(|number| format!("task {number}")).collect();
    let calls = tasks
        .iter()
        .map(|task| results(&session, PLAN, arguments(task)));
    for (results, task) in futures::future::join_all(calls).await.iter().zip(&tasks) {
        assert_eq!(results["flow_definition"]["description"], **task);
    }
    assert_eq!(host.asked().len(), 24);
}

#[tokio::test]
async fn progress_is_told_to_a_host_that_asks_for_it() {
    let host = Host::with_model([Ok("?".to_owned()), Ok(good_plan().to_string())]);
    let session = host.connect().await;
    // rmcp's client puts a progress token into each request that it sends this way.
    let params = CallToolRequestParams::new(PLAN)
        .with_arguments(serde_json::from_value(arguments("t")).unwrap());
    let sent = session
        .send_cancellable_request(
            ClientRequest::CallToolRequest(Request::new(params)),
            PeerRequestOptions::no_options(),
        )
        .await
        .unwrap();
    let token = sent.progress_token.clone();
    sent.await_response().await.unwrap();
    let progress = host.progress();
    assert!(
        progress
            .iter()
            .all(|word| word.progress_token == token && word.message.is_some())
    );
    let done: Vec<f64> = progress.iter().map(|word| word.progress).collect();
    assert_eq!(done, [1.0, 2.0, 3.0, 5.0]);
    assert!(progress.iter().all(|word| word.total == Some(5.0)));
}
