//! Golden plans: each gives the same states and outputs on real Prefect and on the
//! mock, with a real worker that calls real tools, and the same task graph where the
//! mock simulates. Beside them, one plan whose tools tell the secrets that they know,
//! and one whose run is cancelled.
//!
//! A case is a file of [`cases`](self): a plan, the parameters that its run is given,
//! and what is to come of it. See [`case`] for what its keys mean.

mod case;
mod secrets;
mod stage;

use std::collections::BTreeMap;
use std::time::{Duration, Instant};

use futures::future::join_all;
use mcp_flow::{DraftFlow, FlowDefinition, FlowTask};
use prefect_mock::simulator::SimulateMode;
use serde_json::{Value, json};
use wiremock::{MockServer, Request, ResponseTemplate, matchers};

use self::case::{Case, ExpectedTask};
use self::secrets::Secrets;
use self::stage::{Ended, Stage};
use crate::fixtures::mock::Mock;
use crate::fixtures::prefect::RealPrefect;

/// How soon a run that is cancelled has to be, where a worker has to end it.
const CANCELLATION_LIMIT: Duration = Duration::from_secs(15);

#[tokio::test(flavor = "multi_thread")]
async fn golden_plans_give_the_same_on_real_prefect_and_on_the_mock() {
    let Some(real) = RealPrefect::start().await else {
        return;
    };
    let mock = Mock::simulating(SimulateMode::Never).await;
    tokio::join!(
        all_cases("real Prefect", &real, real.url()),
        all_cases("the mock", &real, mock.url()),
    );
}

/// Runs all cases on one API, with a worker of real Prefect.
async fn all_cases(side: &str, real: &RealPrefect, api_url: &str) {
    let remote = repeating_server().await;
    let secrets = Secrets::everywhere(remote.uri());
    let stage = Stage::with_worker(real.python(), api_url, &secrets).await;
    let cases = Case::all();
    assert!(cases.len() >= 20, "only {} cases", cases.len());

    let submitted = join_all(cases.iter().map(|case| stage.submit(case))).await;
    let leaking = Case::plain(Secrets::leaking_plan());
    let leaking = stage.submit(&leaking).await;

    let mut told = Vec::new();
    let mut faults = Vec::new();
    for (case, flow_run_id) in cases.iter().zip(&submitted) {
        let ended = stage.end_of(flow_run_id).await;
        let found = faults_of(case, &ended);
        faults.extend(
            found
                .iter()
                .map(|fault| format!("{}: {fault}", case.name())),
        );
        told.push(ended.status);
    }
    assert!(
        faults.is_empty(),
        "{side}: {}\n{}",
        faults.join("\n"),
        stage.log()
    );

    let ended = stage.end_of(&leaking).await;
    assert_leaks_were_stopped(&ended);
    told.push(ended.status);
    let logs = json!({"flow_run_id": leaking});
    told.push(stage.runner().call("get_run_logs", logs).await);
    secrets.assert_kept(&stage, &told).await;
    cancel(&stage).await;
}

/// Cancels a run whose tool is at work, by the runner.
async fn cancel(stage: &Stage) {
    let waiting = Case::plain(json!({"flow_name": "cancelled", "tasks": [{
        "id": "slow", "task_key": "trials_wait", "mcp_server": "trials", "mcp_tool": "wait",
        "parameters": {"seconds": 600},
    }]}));
    let flow_run_id = stage.submit(&waiting).await;
    stage.until_task_runs(&flow_run_id).await;
    let asked = Instant::now();
    let arguments = json!({"flow_run_id": flow_run_id, "wait_seconds": 30});
    let cancelled = stage.runner().call("cancel_flow_run", arguments).await;
    let took = asked.elapsed();
    assert_eq!(cancelled["state_type"], "CANCELLED", "{cancelled:#}");
    assert!(
        took < CANCELLATION_LIMIT,
        "it took {took:?} to cancel a run"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn golden_plans_have_the_same_task_graph_where_the_mock_simulates() {
    let mock = Mock::simulating(SimulateMode::Always).await;
    let stage = Stage::simulated(mock.url()).await;
    let cases = Case::all();
    let submitted = join_all(cases.iter().map(|case| stage.submit(case))).await;
    for (case, flow_run_id) in cases.iter().zip(&submitted) {
        let ended = stage.end_of(flow_run_id).await;
        assert_eq!(ended.status["state_type"], "COMPLETED", "{}", case.name());
        assert_eq!(run_graph(&ended), planned_graph(case), "{}", case.name());
    }
}

/// A server that answers to everything with the headers of the request.
async fn repeating_server() -> MockServer {
    let server = MockServer::start().await;
    wiremock::Mock::given(matchers::any())
        .respond_with(|request: &Request| {
            let headers = format!("you sent {:?}", request.headers);
            ResponseTemplate::new(403).set_body_string(headers)
        })
        .mount(&server)
        .await;
    server
}

/// In what a run differs from its case.
fn faults_of(case: &Case, ended: &Ended) -> Vec<String> {
    let mut faults = Vec::new();
    let state = &ended.status["state_type"];
    if *state != json!(case.expected.state) {
        let message = &ended.status["state"]["message"];
        faults.push(format!("the run is {state}: {message}"));
    }
    for (id, expected) in &case.expected.tasks {
        match ended.tasks.iter().find(|task| task["id"] == json!(id)) {
            Some(task) => faults.extend(
                faults_of_task(expected, task)
                    .into_iter()
                    .map(|fault| format!("task {id}: {fault}")),
            ),
            // Prefect makes a task run when the task is submitted, and tells of it when
            // it begins.
            None if expected.state == "PENDING" => {}
            None => faults.push(format!("there is no task run of {id}")),
        }
    }
    let planned = planned_graph(case);
    for (id, upstream) in run_graph(ended) {
        if planned.get(&id) != Some(&upstream) {
            faults.push(format!(
                "task {id} follows {upstream:?}, and is to follow {:?}",
                planned.get(&id)
            ));
        }
    }
    faults
}

fn faults_of_task(expected: &ExpectedTask, task: &Value) -> Vec<String> {
    let mut faults = Vec::new();
    if task["state_type"] != json!(expected.state) {
        faults.push(format!(
            "it is {}, not {}: {}",
            task["state_type"], expected.state, task["message"]
        ));
    }
    if let Some(output) = &expected.output
        && task["output"] != *output
    {
        faults.push(format!("its output is {}, not {output}", task["output"]));
    }
    if expected.cut && task["output_cut"]["bytes"].as_u64().is_none() {
        faults.push(format!("its output is not told to be cut: {task}"));
    }
    if let Some(words) = &expected.error
        && !task["message"].to_string().contains(words.as_str())
    {
        faults.push(format!("{words:?} is not in {}", task["message"]));
    }
    if expected.state != "PENDING" && task["run_count"] != json!(expected.run_count) {
        faults.push(format!(
            "it was tried {} times, not {}",
            task["run_count"], expected.run_count
        ));
    }
    faults
}

/// Each task of a plan with the tasks that it follows, in order.
fn planned_graph(case: &Case) -> BTreeMap<String, Vec<String>> {
    let definition = FlowDefinition::try_from(DraftFlow::read(&case.plan));
    let definition = definition.unwrap_or_else(|problems| panic!("{}: {problems}", case.name()));
    let edges = |task: &FlowTask| {
        let mut earlier = task.depends_on().to_vec();
        earlier.sort();
        (task.id().to_owned(), earlier)
    };
    definition.tasks().iter().map(edges).collect()
}

/// Each task of a run with the tasks that it followed, in order.
fn run_graph(ended: &Ended) -> BTreeMap<String, Vec<String>> {
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let edges = |task: &Value| {
        let earlier = task["upstream"].as_array().into_iter().flatten();
        let mut earlier: Vec<String> = earlier.map(text).collect();
        earlier.sort();
        (text(&task["id"]), earlier)
    };
    ended.tasks.iter().map(edges).collect()
}

/// The leaking run tells that its tools failed, and of a result without the secret.
fn assert_leaks_were_stopped(ended: &Ended) {
    let task = |id: &str| {
        let found = ended.tasks.iter().find(|task| task["id"] == json!(id));
        found.unwrap_or_else(|| panic!("no task {id}: {:#}", ended.status))
    };
    assert_eq!(task("told")["output"]["told"], "the key is ***");
    for failed in ["failed", "died", "remote"] {
        let task = task(failed);
        assert_eq!(task["state_type"], "FAILED", "{task}");
        assert!(task["message"].to_string().contains("***"), "{task}");
    }
}

/// A run of the case `chain`, as it is to be but for one change.
fn faults_of_chain(change: impl FnOnce(&mut Ended)) -> Vec<String> {
    let case = Case::all()
        .into_iter()
        .find(|case| case.name() == "chain")
        .expect("the case");
    let task = |id: &str, upstream: Value| {
        let output = case.expected.tasks[id].output.clone();
        json!({
            "id": id, "state_type": "COMPLETED", "run_count": 1, "output": output,
            "upstream": upstream,
        })
    };
    let mut ended = Ended {
        status: json!({"state_type": "COMPLETED"}),
        tasks: vec![
            task("first", json!([])),
            task("second", json!(["first"])),
            task("third", json!(["second"])),
        ],
    };
    change(&mut ended);
    faults_of(&case, &ended)
}

#[test]
fn whatever_differs_from_a_case_is_a_fault() {
    assert_eq!(faults_of_chain(|_| {}), Vec::<String>::new());
    let changes: [fn(&mut Ended); 6] = [
        |ended| ended.status["state_type"] = json!("FAILED"),
        |ended| ended.tasks[1]["output"]["result"] = json!(42.5),
        |ended| ended.tasks[1]["state_type"] = json!("FAILED"),
        |ended| ended.tasks[2]["upstream"] = json!(["first"]),
        |ended| ended.tasks[0]["run_count"] = json!(2),
        |ended| drop(ended.tasks.pop()),
    ];
    for (place, change) in changes.into_iter().enumerate() {
        assert_eq!(faults_of_chain(change).len(), 1, "change {place}");
    }
}
