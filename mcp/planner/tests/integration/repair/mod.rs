//! Plans with mistakes: a model that does as it is told mends them, one that never learns is stopped at the rounds'
//! bound, and one that is slow at the time's.

#![expect(
    deprecated,
    reason = "MCP deprecates sampling, and clients that have nothing else still use it"
)]

mod mistakes;
mod model;

use std::time::Duration;

use rmcp::model::CreateMessageRequestParams;
use serde_json::{Value, json};
use tokio::time::Instant;

use self::mistakes::{MISTAKES, good_plan, mcp_data};
use crate::host::{Host, Session, call_params, content, last_text, results, task_of};

const PLAN: &str = "plan_prefect_flow";

/// The bound on all rounds together, as the README tells it.
const MAX_TIME: Duration = Duration::from_secs(90);

fn arguments(task: impl ToString) -> Value {
    json!({"task": task.to_string(), "_mcp_data": mcp_data()})
}

/// One plan with one or two mistakes in it.
struct Case {
    name: String,
    answer: String,
}

/// Each mistake by itself in each task, and each two mistakes together in tasks of their own.
fn cases() -> Vec<Case> {
    let mut cases = Vec::new();
    for (name, make) in MISTAKES {
        for task in 0..3 {
            let mut plan = good_plan();
            let answer = make(&mut plan, task);
            cases.push(Case {
                name: name.to_owned(),
                answer: answer.unwrap_or_else(|| plan.to_string()),
            });
        }
    }
    for (at, (one, make_one)) in MISTAKES.iter().enumerate() {
        for (other, make_other) in &MISTAKES[at + 1..] {
            let mut plan = good_plan();
            // A mistake that is no JSON any more cannot be joined by another.
            if make_one(&mut plan, 0).is_none() && make_other(&mut plan, 1).is_none() {
                cases.push(Case {
                    name: format!("{one} and {other}"),
                    answer: plan.to_string(),
                });
            }
        }
    }
    cases
}

/// A host whose model first gives the case that the task numbers, and then mends it as it is told.
fn obedient_host() -> Host {
    let cases = cases();
    Host::with_model_that(move |params| {
        let turns = turns(params);
        match turns.as_slice() {
            [_] => Ok(cases[task_of(params).parse::<usize>().unwrap()]
                .answer
                .clone()),
            [.., draft, feedback] => Ok(model::mended(draft, feedback)),
            [] => panic!("the model is asked nothing"),
        }
    })
}

/// The texts of all messages.
fn turns(params: &CreateMessageRequestParams) -> Vec<String> {
    let asked = serde_json::to_value(params).unwrap();
    let messages = asked["messages"].as_array().unwrap();
    messages
        .iter()
        .map(|message| message["content"]["text"].as_str().unwrap().to_owned())
        .collect()
}

async fn repairs(session: &Session, host: &Host) {
    let mut late = Vec::new();
    let cases = cases();
    for (number, case) in cases.iter().enumerate() {
        let before = host.asked().len();
        let results = results(session, PLAN, arguments(number)).await;
        let rounds = host.asked().len() - before;
        assert!(rounds > 1, "{} is no mistake", case.name);
        assert_eq!(results["success"], true, "{}: {results:#}", case.name);
        if rounds > 2 {
            late.push(&case.name);
        }
    }
    // A cycle shows only when the references that make it can be read, so two mistakes may take a round more.
    assert!(
        late.len() * 20 <= cases.len(),
        "{late:?} of {}",
        cases.len()
    );
    assert!(late.iter().all(|name| name.contains(" and ")), "{late:?}");
}

#[tokio::test]
async fn a_model_that_does_as_it_is_told_mends_its_plan_in_the_second_round() {
    let host = obedient_host();
    repairs(&host.connect().await, &host).await;
    let host = obedient_host();
    repairs(&host.connect_newest().await, &host).await;
}

#[tokio::test]
async fn a_model_that_never_learns_is_asked_three_times() {
    for (name, make) in MISTAKES {
        let mut plan = good_plan();
        let answer = make(&mut plan, 1).unwrap_or_else(|| plan.to_string());
        let host = Host::with_model_that(move |_| Ok(answer.clone()));
        for session in [host.connect().await, host.connect_newest().await] {
            let before = host.asked().len();
            let content = content(&session, PLAN, arguments("t")).await;
            let results = &content["results"];
            assert_eq!(host.asked().len() - before, 3, "{name}");
            assert_eq!(results["success"], false, "{name}");
            assert!(results["error"].as_str().unwrap().contains("in 3 rounds"));
            assert!(
                !results["draft"].is_null() && !results["problems"].is_null(),
                "{name}"
            );
            assert!(
                results["message"]
                    .as_str()
                    .unwrap()
                    .contains("Mend the draft")
            );
            assert!(
                results.get("flow_definition").is_none() && results.get("python_code").is_none()
            );
            assert!(content.get("artifacts").is_none());
        }
    }
}

#[tokio::test(start_paused = true)]
async fn a_model_that_is_slow_is_stopped_at_the_bound_with_what_it_gave() {
    // It errs after 50 seconds, and would be done with its second plan after 100.
    let bad = crate::host::bad_plan();
    let answer = bad.to_string();
    let host = Host::with_model_that(move |_| Ok(answer.clone())).thinking(Duration::from_secs(50));
    let session = host.connect().await;
    let began = Instant::now();
    let results = results(&session, PLAN, arguments("t")).await;
    assert_eq!(began.elapsed().as_secs(), MAX_TIME.as_secs());
    assert_eq!(results["success"], false);
    assert!(
        results["error"]
            .as_str()
            .unwrap()
            .contains("within 90 seconds"),
        "{results:#}"
    );
    assert_eq!(results["draft"], bad);
    assert!(results["problem_count"].as_u64().unwrap() > 0);
    assert_eq!(host.asked().len(), 2);
}

#[tokio::test(start_paused = true)]
async fn a_model_that_never_answers_leaves_the_plan_to_the_host_in_time() {
    let host = Host::with_model([]).thinking(Duration::from_secs(100_000));
    let session = host.connect().await;
    let began = Instant::now();
    let results = results(&session, PLAN, arguments("t")).await;
    assert_eq!(began.elapsed().as_secs(), MAX_TIME.as_secs());
    assert_eq!(results["plan_needed"], true);
    assert!(
        results["reason"]
            .as_str()
            .unwrap()
            .contains("within 90 seconds")
    );
}

#[tokio::test(start_paused = true)]
async fn between_calls_the_time_runs_on_too() {
    // The client's model answers after 50 seconds each: the second answer is still taken, but no third is asked for.
    let answer = crate::host::bad_plan().to_string();
    let host = Host::with_model_that(move |_| Ok(answer.clone())).thinking(Duration::from_secs(50));
    let session = host.connect_newest().await;
    let results = results(&session, PLAN, arguments("t")).await;
    assert!(
        results["error"]
            .as_str()
            .unwrap()
            .contains("within 90 seconds"),
        "{results:#}"
    );
    assert_eq!(host.asked().len(), 2);

    // A plan that came late is still a plan.
    let host = Host::with_model([Ok(good_plan().to_string())]).thinking(Duration::from_secs(500));
    let session = host.connect_newest().await;
    let results = crate::host::results(&session, PLAN, arguments("t")).await;
    assert_eq!(results["success"], true, "{results:#}");
}

#[tokio::test(start_paused = true)]
async fn a_host_that_wants_to_know_hears_that_the_model_is_thinking() {
    let host = Host::with_model([Ok(good_plan().to_string())]).thinking(Duration::from_secs(33));
    let session = host.connect().await;
    let params = call_params(PLAN, arguments("t"));
    let request = rmcp::model::ClientRequest::CallToolRequest(rmcp::model::Request::new(params));
    let options = rmcp::service::PeerRequestOptions::no_options();
    let sent = session
        .send_cancellable_request(request, options)
        .await
        .unwrap();
    sent.await_response().await.unwrap();
    let progress = host.progress();
    let words = progress.iter().filter(|word| {
        let message = word.message.as_deref().unwrap_or_default();
        message.contains("thinking for")
    });
    assert_eq!(words.count(), 6);
    // MCP wants the number to grow with every word.
    assert!(
        progress.is_sorted_by(|a, b| a.progress < b.progress),
        "{progress:?}"
    );
    assert!(last_text(&host.asked()[0]).contains("\"task\":\"t\""));
}
