//! Plans from the client's model in sessions of the newest protocol: multi-round-trip requests.

#![expect(
    deprecated,
    reason = "MCP deprecates sampling, and clients that have nothing else still use it"
)]

use rmcp::model::{CallToolRequestParams, CallToolResponse, InputRequiredResult, InputResponses};
use serde_json::{Value, json};

use crate::host::{
    Host, Session, bad_plan, call_params, good_plan, last_text, mcp_data, results, task_of,
};

const PLAN: &str = "plan_prefect_flow";

fn arguments(task: &str) -> Value {
    json!({"task": task, "_mcp_data": mcp_data()})
}

#[tokio::test]
async fn the_clients_model_is_asked_between_the_calls_and_hears_of_its_problems() {
    let host = Host::with_model([
        Ok("I think…".to_owned()),
        Ok(bad_plan().to_string()),
        Ok(good_plan().to_string()),
    ]);
    let session = host.connect_newest().await;
    let results = results(&session, PLAN, arguments("t")).await;
    assert_eq!(results["success"], true, "{results:#}");
    let asked = host.asked();
    assert_eq!(asked.len(), 3);
    assert!(asked.iter().all(|params| params.max_tokens > 0));
    assert!(last_text(&asked[1]).contains("no whole JSON object"));
    assert!(last_text(&asked[2]).contains("did you mean \"db_select_users\"?"));
    assert_eq!(asked[2].messages.len(), 5);
    assert_eq!(host.metas()[2].get("tool_call_id"), Some(&json!("call_1")));
}

#[tokio::test]
async fn after_three_rounds_the_last_draft_and_its_problems_come_back() {
    let host = Host::with_model([
        Ok("?".to_owned()),
        Ok("??".to_owned()),
        Ok(bad_plan().to_string()),
    ]);
    let results = results(&host.connect_newest().await, PLAN, arguments("t")).await;
    assert_eq!(results["success"], false);
    assert_eq!(results["draft"], bad_plan());
    assert_eq!(results["problem_count"], 1);
    assert!(results.get("python_code").is_none());
}

/// One call, driven by hand.
async fn once(session: &Session, params: CallToolRequestParams) -> CallToolResponse {
    session.call_tool_once(params).await.unwrap()
}

async fn required(session: &Session, params: CallToolRequestParams) -> InputRequiredResult {
    match once(session, params).await {
        CallToolResponse::InputRequired(required) => required,
        other => panic!("{other:?}"),
    }
}

/// The call again, with an answer and a state.
fn again(task: &str, answer: &str, state: Option<String>) -> CallToolRequestParams {
    let result =
        json!({"role": "assistant", "content": {"type": "text", "text": answer}, "model": "m"});
    let mut params = call_params(PLAN, arguments(task));
    params.input_responses = Some(InputResponses::from([("plan".to_owned(), result)]));
    params.request_state = state;
    params
}

async fn error_of(session: &Session, params: CallToolRequestParams) -> String {
    let CallToolResponse::Complete(result) = once(session, params).await else {
        panic!("the call went on");
    };
    let results = result.structured_content.unwrap()["results"].take();
    assert_eq!(results["success"], false);
    assert!(
        results["message"]
            .as_str()
            .unwrap()
            .contains("again without requestState")
    );
    results["error"].as_str().unwrap().to_owned()
}

#[tokio::test]
async fn a_state_is_good_for_the_call_it_was_made_for_and_for_no_other() {
    let session = Host::with_model([]).connect_newest().await;
    let one = required(&session, call_params(PLAN, arguments("one"))).await;
    let two = required(&session, call_params(PLAN, arguments("two"))).await;
    let good = good_plan().to_string();

    // Swapped, changed, made up, or without an answer: an error that says what to do.
    let swapped = again("one", &good, two.request_state.clone());
    assert!(error_of(&session, swapped).await.contains("requestState"));
    let mut changed = one.request_state.clone().unwrap();
    changed.replace_range(8..9, if &changed[8..9] == "A" { "B" } else { "A" });
    for bad in [
        changed,
        "made up".to_owned(),
        String::new(),
        "x".repeat(3_000_000),
    ] {
        let params = again("one", &good, Some(bad));
        assert!(error_of(&session, params).await.contains("requestState"));
    }
    let mut unanswered = again("one", &good, one.request_state.clone());
    unanswered.input_responses = None;
    assert!(
        error_of(&session, unanswered)
            .await
            .contains("inputResponses")
    );

    // The session lives, and both calls still go on, whichever comes first.
    for (task, state) in [("two", two.request_state), ("one", one.request_state)] {
        let CallToolResponse::Complete(result) = once(&session, again(task, &good, state)).await
        else {
            panic!("the plan is good");
        };
        assert_eq!(
            result.structured_content.unwrap()["results"]["success"],
            true
        );
    }
}

#[tokio::test]
async fn an_answer_that_is_no_sampling_result_leaves_the_plan_to_the_host() {
    let session = Host::with_model([]).connect_newest().await;
    let first = required(&session, call_params(PLAN, arguments("t"))).await;
    for answer in [
        json!(null),
        json!(5),
        json!({"action": "accept"}),
        json!([]),
    ] {
        let mut params = again("t", "", first.request_state.clone());
        params.input_responses = Some(InputResponses::from([("plan".to_owned(), answer)]));
        let CallToolResponse::Complete(result) = once(&session, params).await else {
            panic!("the call went on");
        };
        let results = &result.structured_content.unwrap()["results"];
        assert_eq!(results["plan_needed"], true);
        assert!(
            results["reason"]
                .as_str()
                .unwrap()
                .contains("no sampling result")
        );
    }
}

#[tokio::test]
async fn calls_at_the_same_time_each_get_their_own_plan() {
    // Each first errs, so that each has a state to carry.
    let host = Host::with_model_that(|params| {
        let mut plan = good_plan();
        plan["description"] = json!(task_of(params));
        if params.messages.len() == 1 {
            plan["tasks"] = json!([]);
        }
        Ok(plan.to_string())
    });
    let session = host.connect_newest().await;
    let tasks: Vec<String> = (0..12).map(|number| format!("task {number}")).collect();
    let calls = tasks
        .iter()
        .map(|task| results(&session, PLAN, arguments(task)));
    for (results, task) in futures::future::join_all(calls).await.iter().zip(&tasks) {
        assert_eq!(results["flow_definition"]["description"], **task);
    }
    assert_eq!(host.asked().len(), 24);
}
