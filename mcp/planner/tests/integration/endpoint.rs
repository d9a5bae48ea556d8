//! Plans from an OpenAI-compatible endpoint.

use std::sync::atomic::{AtomicUsize, Ordering};

use rmcp::ErrorData;
use serde_json::{Value, json};
use wiremock::matchers::{header, method, path};
use wiremock::{Mock, MockServer, Request, ResponseTemplate};

use crate::four_ways::{answers, task};
use crate::host::{Host, bad_plan, config_with_endpoint, good_plan, results};

const PLAN: &str = "plan_prefect_flow";

fn completion(text: &str) -> ResponseTemplate {
    ResponseTemplate::new(200)
        .set_body_json(json!({"choices": [{"message": {"role": "assistant", "content": text}}]}))
}

/// An endpoint that gives these answers, one after the other.
pub(crate) async fn scripted(answers: impl IntoIterator<Item = String>) -> MockServer {
    let answers: Vec<ResponseTemplate> =
        answers.into_iter().map(|text| completion(&text)).collect();
    responding(answers).await
}

async fn responding(responses: Vec<ResponseTemplate>) -> MockServer {
    let server = MockServer::start().await;
    let next = AtomicUsize::new(0);
    let count = responses.len() as u64;
    Mock::given(method("POST"))
        .and(path("/v1/chat/completions"))
        .and(header("authorization", "Bearer secret-key"))
        .respond_with(move |_: &Request| responses[next.fetch_add(1, Ordering::SeqCst)].clone())
        .expect(count)
        .mount(&server)
        .await;
    server
}

async fn planned_with(server: &MockServer, host: &Host) -> Value {
    let session = host.connect_to(config_with_endpoint(&server.uri())).await;
    results(&session, PLAN, task()).await
}

#[tokio::test]
async fn the_endpoint_gets_the_conversation_and_repairs_its_plan() {
    let server = scripted(answers()).await;
    let results = planned_with(&server, &Host::default()).await;
    assert_eq!(results["success"], true, "{results:#}");
    let asked: Vec<Value> = server
        .received_requests()
        .await
        .unwrap()
        .iter()
        .map(|request| request.body_json().unwrap())
        .collect();
    assert_eq!(asked[0]["model"], "scripted");
    assert!(asked[0]["max_tokens"].as_u64().unwrap() > 0);
    let roles = |number: usize| -> Vec<String> {
        let messages = asked[number]["messages"].as_array().unwrap();
        messages
            .iter()
            .map(|message| message["role"].as_str().unwrap().to_owned())
            .collect()
    };
    assert_eq!(roles(0), ["system", "user"]);
    assert_eq!(roles(1), ["system", "user", "assistant", "user"]);
    let told = asked[1]["messages"][3]["content"].as_str().unwrap();
    assert!(told.contains("did you mean \"db_select_users\"?"), "{told}");
}

#[tokio::test]
async fn a_model_that_thinks_first_gets_the_parameters_that_it_knows() {
    let refusal = json!({"error": {"message": "Unsupported parameter: 'max_tokens'. Use 'max_completion_tokens'."}});
    let server = responding(vec![
        ResponseTemplate::new(400).set_body_json(refusal),
        completion(&good_plan().to_string()),
    ])
    .await;
    assert_eq!(
        planned_with(&server, &Host::default()).await["success"],
        true
    );
    let asked: Value = server.received_requests().await.unwrap()[1]
        .body_json()
        .unwrap();
    assert!(asked["max_completion_tokens"].as_u64().unwrap() > 0);
    assert!(asked.get("max_tokens").is_none() && asked.get("temperature").is_none());
}

#[tokio::test]
async fn an_endpoint_that_fails_leaves_the_plan_to_the_host_and_keeps_its_key() {
    for response in [
        ResponseTemplate::new(401).set_body_string("the key secret-key is wrong"),
        ResponseTemplate::new(500).set_body_string("x".repeat(5_000)),
        ResponseTemplate::new(302).insert_header("location", "http://127.0.0.1:1/"),
        ResponseTemplate::new(200).set_body_string("<html>"),
        ResponseTemplate::new(200).set_body_string("x".repeat(2 * 1024 * 1024)),
    ] {
        let server = responding(vec![response]).await;
        let results = planned_with(&server, &Host::default()).await;
        assert_eq!(results["plan_needed"], true, "{results:#}");
        let reason = results["reason"].as_str().unwrap();
        assert!(
            reason.contains("the model endpoint could not be asked"),
            "{reason}"
        );
        assert!(!results.to_string().contains("secret-key"));
        assert!(reason.len() < 1_000);
    }
    let session = Host::default()
        .connect_to(config_with_endpoint("http://user:password@127.0.0.1:1"))
        .await;
    let results = results(&session, PLAN, task()).await;
    assert_eq!(results["plan_needed"], true);
    assert!(!results.to_string().contains("password"), "{results:#}");
}

#[tokio::test]
async fn the_clients_model_is_asked_first_and_the_endpoint_goes_on_where_it_fails() {
    let unused = responding(Vec::new()).await;
    let host = Host::with_model([Ok(good_plan().to_string())]);
    assert_eq!(planned_with(&unused, &host).await["success"], true);

    let server = scripted([good_plan().to_string()]).await;
    let host = Host::with_model([
        Ok(bad_plan().to_string()),
        Err(ErrorData::invalid_request("Sampling not supported", None)),
    ]);
    assert_eq!(planned_with(&server, &host).await["success"], true);
    let asked: Value = server.received_requests().await.unwrap()[0]
        .body_json()
        .unwrap();
    assert_eq!(asked["messages"].as_array().unwrap().len(), 4);
}
