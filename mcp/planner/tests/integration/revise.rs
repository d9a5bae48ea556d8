//! `revise_prefect_flow`.

use serde_json::{Value, json};

use crate::host::{Host, Session, content, good_plan, mcp_data, results};

const REVISE: &str = "revise_prefect_flow";

async fn planned(session: &Session) -> Value {
    let arguments = json!({"task": "t", "_mcp_data": mcp_data(), "plan": good_plan()});
    results(session, "plan_prefect_flow", arguments).await["flow_definition"].take()
}

fn arguments(plan: &Value, edits: &Value) -> Value {
    json!({"flow_definition": plan, "edits": edits, "_mcp_data": mcp_data()})
}

#[tokio::test]
async fn edits_are_applied_as_one_and_a_dry_run_answers_the_same() {
    let session = Host::default().connect().await;
    let plan = planned(&session).await;
    let edits = json!([
        {"op": "set_argument", "id": "calc_avg", "argument": "expression", "value": "{{db_query.rows[1].salary}} / 4"},
        {"op": "add_task", "task": {"id": "again", "task_key": "db_select_users", "parameters": {"department": "Sales"}}},
        {"op": "set_depends_on", "id": "again", "depends_on": ["calc_avg"]},
    ]);
    let applied = content(&session, REVISE, arguments(&plan, &edits)).await;
    let results = &applied["results"];
    assert_eq!(results["success"], true, "{results:#}");
    let tasks = results["flow_definition"]["tasks"].as_array().unwrap();
    assert_eq!(tasks.len(), 3);
    // What no edit names stays as it was, to the byte.
    assert_eq!(tasks[0].to_string(), plan["tasks"][0].to_string());
    assert_eq!(tasks[2]["depends_on"], json!(["calc_avg"]));
    assert!(
        results["python_code"].as_str().unwrap().contains("rows[1]")
            || results["python_code"]
                .as_str()
                .unwrap()
                .contains("\"rows\", 1")
    );
    assert_eq!(results["changes"][2], "again: waits for calc_avg");
    assert_eq!(applied["display"]["primary_file"], "data_analysis_flow.svg");

    for dry_run in [json!(true), json!("true")] {
        let mut arguments = arguments(&plan, &edits);
        arguments["dry_run"] = dry_run;
        let dry = content(&session, REVISE, arguments).await;
        assert_eq!(dry["results"].to_string(), results.to_string());
        assert!(dry.get("artifacts").is_none() && dry.get("display").is_none());
    }
    // Both ways of sending JSON are understood.
    let mut as_text = arguments(&json!(plan.to_string()), &json!(edits.to_string()));
    as_text["_mcp_data"] = json!(mcp_data().to_string());
    assert_eq!(content(&session, REVISE, as_text).await, applied);
}

#[tokio::test]
async fn one_bad_edit_changes_nothing_and_everything_is_told() {
    let session = Host::default().connect().await;
    let plan = planned(&session).await;
    let edits = json!([
        {"op": "set_argument", "id": "calc_avg", "argument": "expresion", "value": "1"},
        {"op": "remove_task", "id": "db_quer"},
        {"op": "set_depends_on", "id": "db_query", "depends_on": ["calc_avg"]},
    ]);
    for dry_run in [false, true] {
        let mut arguments = arguments(&plan, &edits);
        arguments["dry_run"] = json!(dry_run);
        let content = content(&session, REVISE, arguments).await;
        let results = &content["results"];
        assert_eq!(results["success"], false);
        assert!(
            results["problem_count"].as_u64().unwrap() >= 3,
            "{results:#}"
        );
        let problems = results["problems"].to_string();
        assert!(
            problems.contains("/edits/0") && problems.contains("did you mean"),
            "{problems}"
        );
        assert!(results.get("flow_definition").is_none() && results.get("python_code").is_none());
        assert!(content.get("artifacts").is_none());
    }
}

#[tokio::test]
async fn without_tools_the_revision_says_that_they_were_not_checked() {
    let session = Host::default().connect().await;
    let plan = planned(&session).await;
    let edits =
        json!({"op": "set_argument", "id": "calc_avg", "argument": "expression", "value": "2"});
    let results = results(
        &session,
        REVISE,
        json!({"flow_definition": plan, "edits": edits}),
    )
    .await;
    assert_eq!(results["success"], true, "{results:#}");
    assert!(
        results["message"]
            .as_str()
            .unwrap()
            .contains("could be checked")
    );
}

#[tokio::test]
async fn a_call_without_a_plan_or_edits_says_what_to_pass() {
    let session = Host::default().connect().await;
    let plan = planned(&session).await;
    for (arguments, error) in [
        (json!({}), "flow_definition is missing."),
        (json!({"flow_definition": plan}), "edits is missing."),
        (
            json!({"flow_definition": plan, "edits": [], "_mcp_data": "{"}),
            "_mcp_data is no JSON",
        ),
        (
            json!({"flow_definition": plan, "edits": [], "dry_run": 7}),
            "dry_run is neither",
        ),
        (
            json!({"flow_definition": "nothing", "edits": []}),
            "Nothing was changed",
        ),
        (
            json!({"flow_definition": plan, "edits": []}),
            "Nothing was changed",
        ),
    ] {
        let results = results(&session, REVISE, arguments).await;
        assert_eq!(results["success"], false);
        let said = results["error"].as_str().unwrap();
        assert!(said.starts_with(error), "{said}");
        assert!(results["message"].is_string());
    }
}
