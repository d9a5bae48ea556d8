//! `get_run_status`.

use std::time::{Duration, Instant};

use prefect_runner::PLAN_LABEL;
use serde_json::{Value, json};
use wiremock::{Request, ResponseTemplate};

use crate::host::call;
use crate::objects::{FLOW_RUN, flow_run, id, plan, state, task_run, with};
use crate::prefect::Prefect;

const RUN_ROUTE: &str = "/flow_runs/00000000-0000-0000-0000-000000000003";
const TASKS_ROUTE: &str = "/task_runs/filter";
const COUNT_ROUTE: &str = "/flow_runs/count";

/// A run of this runner's, in this state.
fn planned_run(state_type: &str, name: &str) -> Value {
    let labels = json!({PLAN_LABEL: plan().to_string(), "prefect.flow.id": id(1)});
    with(flow_run(state_type, name), &json!({"labels": labels}))
}

fn completed_tasks() -> Value {
    json!([
        task_run(11, "db_query", "COMPLETED", &[]),
        task_run(12, "calc_avg", "COMPLETED", &[11])
    ])
}

/// A server that knows the states of the run.
async fn prefect() -> Prefect {
    let prefect = Prefect::start().await;
    prefect
        .on("POST", "/artifacts/filter", 200, json!([]))
        .await;
    prefect.on("POST", "/logs/filter", 200, json!([])).await;
    let mut running = state("RUNNING", "Running", None);
    running["timestamp"] = json!("2026-01-01T00:00:02Z");
    let scheduled = state("SCHEDULED", "Scheduled", None);
    prefect
        .on("GET", "/flow_run_states/", 200, json!([running, scheduled]))
        .await;
    prefect
}

async fn status(prefect: &Prefect, wait_seconds: f64) -> Value {
    let session = prefect.session().await;
    let arguments = json!({"flow_run_id": id(FLOW_RUN), "wait_seconds": wait_seconds});
    call(&session, "get_run_status", arguments).await
}

#[tokio::test]
async fn a_run_is_told_with_its_states_and_its_tasks() {
    let prefect = prefect().await;
    let failed = with(
        planned_run("FAILED", "Failed"),
        &json!({"state": state("FAILED", "Failed", Some("no such tool")), "start_time": "2026-01-01T00:00:02.5Z"}),
    );
    prefect.on("GET", RUN_ROUTE, 200, failed).await;
    let second = with(
        task_run(12, "calc_avg", "FAILED", &[11, 11, 99]),
        &json!({"start_time": "2026-01-01T00:00:04Z"}),
    );
    let first = with(
        task_run(11, "db_query", "COMPLETED", &[]),
        &json!({"start_time": "2026-01-01T00:00:03Z", "end_time": "2026-01-01T00:00:04Z"}),
    );
    let waiting = task_run(10, "stranger", "PENDING", &[12]);
    let tasks = json!([waiting, second, first]);
    prefect.on("POST", TASKS_ROUTE, 200, tasks).await;

    let results = status(&prefect, 0.0).await;
    assert_eq!(
        results,
        json!({
            "success": true, "done": true, "flow_run_id": id(FLOW_RUN), "flow_run_name": "happy-cat",
            "deployment_id": id(2), "work_pool_name": "pool", "state_type": "FAILED", "state_name": "Failed",
            "state": {"type": "FAILED", "name": "Failed", "message": "no such tool"},
            "start_time": "2026-01-01T00:00:02.500000Z", "end_time": null,
            "run_count": 0, "duration_seconds": 0.0, "dashboard_url": null,
            "state_history": [
                {"type": "SCHEDULED", "name": "Scheduled", "timestamp": "2026-01-01T00:00:00.000000Z"},
                {"type": "RUNNING", "name": "Running", "timestamp": "2026-01-01T00:00:02.000000Z"},
            ],
            "tasks": [
                {"task_run_id": id(11), "name": "db_query", "id": "db_query", "state_type": "COMPLETED",
                 "state_name": "COMPLETED", "run_count": 0, "start_time": "2026-01-01T00:00:03.000000Z",
                 "end_time": "2026-01-01T00:00:04.000000Z", "duration_seconds": 0.0, "upstream": []},
                {"task_run_id": id(12), "name": "calc_avg", "id": "calc_avg", "state_type": "FAILED",
                 "state_name": "FAILED", "run_count": 0, "start_time": "2026-01-01T00:00:04.000000Z", "end_time": null,
                 "duration_seconds": 0.0, "upstream": ["db_query"], "message": "words"},
                {"task_run_id": id(10), "name": "stranger", "id": null, "state_type": "PENDING",
                 "state_name": "PENDING", "run_count": 0, "start_time": null, "end_time": null,
                 "duration_seconds": null, "upstream": ["calc_avg"]},
            ],
            "failure": {"task": "calc_avg", "task_run_id": id(12), "message": "words", "log": []},
            "message": "The flow run \"happy-cat\" is Failed; 1 of 2 tasks have completed. Prefect says: no such tool",
        })
    );
    let asked = prefect.asked().await;
    let tasks = asked
        .iter()
        .find(|asked| asked.what.ends_with(TASKS_ROUTE))
        .unwrap();
    assert_eq!(
        tasks.body["flow_runs"],
        json!({"id": {"any_": [id(FLOW_RUN)]}})
    );
}

#[tokio::test]
async fn waiting_ends_when_the_run_does() {
    let prefect = prefect().await;
    prefect
        .once("GET", RUN_ROUTE, 200, planned_run("RUNNING", "Running"))
        .await;
    prefect.once("POST", COUNT_ROUTE, 200, json!(0)).await;
    prefect.on("POST", COUNT_ROUTE, 200, json!(1)).await;
    prefect
        .on("GET", RUN_ROUTE, 200, planned_run("COMPLETED", "Completed"))
        .await;
    prefect
        .on("POST", TASKS_ROUTE, 200, completed_tasks())
        .await;
    let started = Instant::now();
    let results = status(&prefect, 60.0).await;
    assert_eq!(results["done"], true, "{results:#}");
    assert!(results.get("next").is_none());
    assert!(started.elapsed() < Duration::from_secs(30));
}

#[tokio::test]
async fn waiting_ends_when_its_time_is_up() {
    let prefect = prefect().await;
    prefect
        .on("GET", RUN_ROUTE, 200, planned_run("SCHEDULED", "Late"))
        .await;
    prefect.on("POST", COUNT_ROUTE, 200, json!(0)).await;
    prefect.on("POST", TASKS_ROUTE, 200, json!([])).await;
    let started = Instant::now();
    let results = status(&prefect, 0.6).await;
    assert!(started.elapsed() >= Duration::from_millis(600));
    assert_eq!(results["success"], true);
    assert_eq!(results["done"], false);
    let next = results["next"].as_str().unwrap();
    assert!(next.contains("get_run_status"), "{next}");
    assert!(
        next.contains("prefect worker start --pool \"pool\""),
        "{next}"
    );
}

/// An answer that takes longer than any of these tests waits.
fn never() -> ResponseTemplate {
    ResponseTemplate::new(200).set_delay(Duration::from_secs(3_600))
}

#[tokio::test]
async fn a_server_that_stalls_does_not_prolong_a_wait() {
    // It stalls with the count, with all that comes after the wait, and with the very first answer.
    for (stalling, is_known) in [
        (&[COUNT_ROUTE][..], true),
        (&[COUNT_ROUTE, TASKS_ROUTE, "/artifacts/filter"], true),
        (&[RUN_ROUTE], false),
    ] {
        let prefect = Prefect::start().await;
        for route in stalling {
            let verb = if *route == RUN_ROUTE { "GET" } else { "POST" };
            prefect.respond(verb, route, never()).await;
        }
        prefect
            .on("GET", RUN_ROUTE, 200, planned_run("RUNNING", "Running"))
            .await;
        prefect.on("GET", "/flow_run_states/", 200, json!([])).await;
        for route in [TASKS_ROUTE, "/artifacts/filter"] {
            prefect.on("POST", route, 200, json!([])).await;
        }
        let started = Instant::now();
        let results = status(&prefect, 1.0).await;
        let took = started.elapsed();
        // A second more than is promised, because other tests run at the same time.
        assert!(took < Duration::from_secs(3), "{took:?} {stalling:?}");
        assert_eq!(results["success"], is_known, "{results:#}");
        if is_known {
            assert_eq!(results["state_type"], "RUNNING");
            let is_told = !stalling.contains(&TASKS_ROUTE);
            assert_eq!(results["tasks"].is_array(), is_told, "{results:#}");
            let unknown = json!(["tasks", "outputs"]);
            let named = results.get("not_answered_in_time");
            assert_eq!(named, (!is_told).then_some(&unknown));
        } else {
            let error = results["error"].as_str().unwrap();
            assert!(error.contains("has not answered within"), "{error}");
        }
    }
}

#[tokio::test]
async fn task_runs_that_prefect_hears_of_late_are_waited_for() {
    let prefect = prefect().await;
    prefect
        .on("GET", RUN_ROUTE, 200, planned_run("COMPLETED", "Completed"))
        .await;
    let unfinished = json!([
        task_run(11, "db_query", "COMPLETED", &[]),
        task_run(12, "calc_avg", "RUNNING", &[11])
    ]);
    let missing = json!([task_run(11, "db_query", "COMPLETED", &[])]);
    for late in [&missing, &unfinished] {
        prefect.once("POST", TASKS_ROUTE, 200, late.clone()).await;
    }
    prefect
        .on("POST", TASKS_ROUTE, 200, completed_tasks())
        .await;
    let results = status(&prefect, 30.0).await;
    assert_eq!(
        results["tasks"][1]["state_type"], "COMPLETED",
        "{results:#}"
    );
    assert!(
        results["message"]
            .as_str()
            .unwrap()
            .contains("2 of 2 tasks")
    );

    // Who does not wait gets what there is.
    prefect.once("POST", TASKS_ROUTE, 200, missing).await;
    let results = status(&prefect, 0.0).await;
    assert_eq!(results["tasks"].as_array().unwrap().len(), 1);
}

#[tokio::test]
async fn a_run_of_somebody_elses_is_told_too() {
    let prefect = prefect().await;
    prefect
        .on("GET", RUN_ROUTE, 200, flow_run("COMPLETED", "Completed"))
        .await;
    prefect
        .on("POST", TASKS_ROUTE, 200, completed_tasks())
        .await;
    let results = status(&prefect, 5.0).await;
    assert_eq!(results["tasks"][1]["id"], Value::Null);
    assert_eq!(results["tasks"][1]["upstream"], json!(["db_query"]));
}

#[tokio::test]
async fn many_task_runs_are_read_page_by_page() {
    let prefect = prefect().await;
    prefect
        .on("GET", RUN_ROUTE, 200, flow_run("RUNNING", "Running"))
        .await;
    prefect
        .respond("POST", TASKS_ROUTE, |request: &Request| {
            let body: Value = request.body_json().unwrap();
            let offset = body["offset"].as_u64().unwrap();
            let end = (offset + body["limit"].as_u64().unwrap()).min(450);
            let runs: Vec<Value> = (offset..end)
                .map(|number| task_run(100 + u128::from(number), "t", "RUNNING", &[]))
                .collect();
            ResponseTemplate::new(200).set_body_json(runs)
        })
        .await;
    let results = status(&prefect, 0.0).await;
    assert_eq!(results["tasks"].as_array().unwrap().len(), 450);
}

#[tokio::test]
async fn an_unknown_run_is_told_at_once() {
    let prefect = prefect().await;
    let not_found = json!({"detail": "Flow run not found"});
    prefect.on("GET", RUN_ROUTE, 404, not_found).await;
    for wait in [0.0, 30.0] {
        let started = Instant::now();
        let results = status(&prefect, wait).await;
        assert_eq!(results["success"], false);
        let error = format!("There is no flow run {}.", id(FLOW_RUN));
        assert_eq!(results["error"], error);
        assert!(started.elapsed() < Duration::from_secs(20));
    }
}
