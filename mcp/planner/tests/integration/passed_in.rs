//! Plans that the host passes in.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};

use crate::host::{Host, bad_plan, content, good_plan, mcp_data, results};

const PLAN: &str = "plan_prefect_flow";

#[tokio::test]
async fn a_good_plan_is_checked_and_rendered_and_no_model_is_asked() {
    let host = Host::with_model([]);
    let session = host.connect().await;
    for plan in [
        good_plan(),
        json!(good_plan().to_string()),
        json!(format!("```json\n{}\n```", good_plan())),
    ] {
        let arguments = json!({"task": "average", "_mcp_data": mcp_data(), "plan": plan});
        let content = content(&session, PLAN, arguments).await;
        let results = &content["results"];
        assert_eq!(results["success"], true, "{results:#}");
        assert_eq!(results["task_count"], 2);
        assert_eq!(results["available_mappings"], 2);
        assert_eq!(
            results["flow_definition"]["tasks"][1],
            json!({"id": "calc_avg", "task_key": "calculator_evaluate", "mcp_server": "calculator",
                   "mcp_tool": "evaluate", "depends_on": ["db_query"],
                   "parameters": {"expression": "{{db_query.rows[0].salary}} / 2"}})
        );
        let code = results["python_code"].as_str().unwrap();
        assert!(
            code.contains("def task_db_select_users(department: str, limit: int | None = None):")
        );
        assert!(results["message"].as_str().unwrap().contains("submit_flow"));
        assert_eq!(
            results["steps"],
            json!([
                "1. db_query: call select_users of db with department = \"Engineering\".",
                "2. calc_avg: call evaluate of calculator with expression = \"{{db_query.rows[0].salary}} / 2\". Waits \
                 for step 1.",
            ])
        );
        assert_eq!(content["display"]["primary_file"], "data_analysis_flow.svg");
        let artifact = |number: usize| {
            let artifact = &content["artifacts"][number];
            let bytes = STANDARD.decode(artifact["b64"].as_str().unwrap()).unwrap();
            (artifact["name"].clone(), String::from_utf8(bytes).unwrap())
        };
        assert_eq!(artifact(0).0, "data_analysis_flow.svg");
        assert!(artifact(0).1.starts_with("<svg"));
        assert_eq!(artifact(1).0, "data_analysis_flow.md");
        assert!(artifact(1).1.contains("\n2. calc"));
        assert_eq!(
            artifact(2),
            (json!("data_analysis_flow.py"), code.to_owned())
        );
        assert!(
            content.to_string().len() < 40_000,
            "{}",
            content.to_string().len()
        );
    }
    assert!(host.asked().is_empty());
}

#[tokio::test]
async fn the_definition_can_be_passed_in_again() {
    let session = Host::default().connect().await;
    let arguments = |plan: Value| json!({"task": "t", "_mcp_data": mcp_data(), "plan": plan});
    let first = results(&session, PLAN, arguments(good_plan())).await;
    let second = results(&session, PLAN, arguments(first["flow_definition"].clone())).await;
    assert_eq!(first, second);
}

#[tokio::test]
async fn a_bad_plan_comes_back_with_its_problems() {
    let host = Host::with_model([]);
    let session = host.connect().await;
    let arguments = json!({"task": "t", "_mcp_data": mcp_data(), "plan": bad_plan()});
    let results = results(&session, PLAN, arguments).await;
    assert_eq!(results["success"], false);
    assert_eq!(results["problem_count"], 1);
    assert_eq!(
        results["problems"][0],
        json!({"pointer": "/tasks/0/task_key", "message": "there is no tool with the task_key \"db_select_user\"",
               "fix": "did you mean \"db_select_users\"?"})
    );
    assert!(results.get("flow_definition").is_none());
    assert!(host.asked().is_empty());
}

#[tokio::test]
async fn without_tools_a_plan_must_name_servers_and_says_that_it_was_not_checked() {
    let session = Host::default().connect().await;
    let refused = results(&session, PLAN, json!({"task": "t", "plan": good_plan()})).await;
    assert_eq!(refused["problem_count"], 2);
    let plan = json!({"flow_name": "f", "tasks": [{"mcp_server": "s", "mcp_tool": "t", "parameters": {"x": 1}}]});
    let planned = results(&session, PLAN, json!({"task": "t", "plan": plan})).await;
    assert_eq!(planned["success"], true);
    assert!(
        planned["message"]
            .as_str()
            .unwrap()
            .contains("could be checked")
    );
}

#[tokio::test]
async fn what_runs_can_be_told_is_in_the_results() {
    let session = Host::default().connect().await;
    let plan = json!({"flow_name": "f", "parameters": {"who": "Ann"}, "tasks": [
        {"id": "a", "mcp_server": "s", "mcp_tool": "t", "parameters": {"x": "{{parameters.who}}"}}]});
    let planned = results(&session, PLAN, json!({"task": "t", "plan": plan})).await;
    assert_eq!(
        planned["parameters"],
        json!(["parameters.who, string: \"Ann\" unless a run is told otherwise."])
    );
    assert_eq!(
        planned["steps"],
        json!(["1. a: call t of s with x = parameters.who."])
    );
    assert_eq!(
        planned["flow_definition"]["parameters"],
        json!({"who": {"type": "string", "default": "Ann"}})
    );
    let code = planned["python_code"].as_str().unwrap();
    assert!(code.contains("def f_flow(who: str = \"Ann\"):\n"), "{code}");
}

#[tokio::test]
async fn plans_that_are_none_are_survived() {
    let session = Host::default().connect().await;
    for plan in [
        json!(5),
        json!([]),
        json!("no plan"),
        json!({}),
        json!({"tasks": 3}),
        json!(true),
    ] {
        let arguments = json!({"task": "t", "_mcp_data": mcp_data(), "plan": plan});
        let results = results(&session, PLAN, arguments).await;
        assert_eq!(results["success"], false, "{plan}");
        assert!(results["problem_count"].as_u64().unwrap() > 0, "{plan}");
    }
}

#[tokio::test]
async fn a_plan_full_of_problems_has_a_small_answer() {
    let session = Host::default().connect().await;
    let tasks: Vec<Value> = (0..1_000)
        .map(|_| json!({"task_key": "x".repeat(1_000)}))
        .collect();
    let plan = json!({"flow_name": "f", "tasks": tasks});
    let results = results(
        &session,
        PLAN,
        json!({"task": "t", "_mcp_data": mcp_data(), "plan": plan}),
    )
    .await;
    assert!(results["problem_count"].as_u64().unwrap() > 1_000);
    assert!(results.to_string().len() < 20_000);
}
