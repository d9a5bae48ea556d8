//! What cannot be done is refused with Prefect's status and body, and leaves
//! everything as it was.

use prefect_rest::types;
use reqwest::Method;
use serde_json::{Value, json};

use crate::fixtures::mock::Mock;

/// A request that is to be refused, and how.
struct Refused {
    what: &'static str,
    method: Method,
    path: String,
    body: Body,
    status: u16,
    answer: Answer,
}

enum Body {
    Json(Value),
    Text(&'static str),
    None,
}

enum Answer {
    /// `{"detail": …}`, just so.
    Detail(&'static str),
    /// `{"exception_message": …}` that begins like this.
    Exception(&'static str),
    /// A field at fault: its place, and the kind of fault.
    Field(Value, &'static str),
}

fn refused(
    what: &'static str,
    request: (Method, &str),
    body: Body,
    status: u16,
    answer: Answer,
) -> Refused {
    Refused {
        what,
        method: request.0,
        path: request.1.to_owned(),
        body,
        status,
        answer,
    }
}

const UNKNOWN: &str = "6f1e2d3c-0000-4000-8000-00000000dead";

fn requests() -> Vec<Refused> {
    let post = |path| (Method::POST, path);
    let flow_run = format!("/flow_runs/{UNKNOWN}");
    let set_state = format!("{flow_run}/set_state");
    vec![
        refused(
            "malformed JSON",
            post("/flows/"),
            Body::Text("{\"name\": "),
            422,
            Answer::Field(json!(["body", 9]), "json_invalid"),
        ),
        refused(
            "no body",
            post("/flows/"),
            Body::None,
            422,
            Answer::Field(json!(["body"]), "missing"),
        ),
        refused(
            "a missing key",
            post("/flows/"),
            Body::Json(json!({})),
            422,
            Answer::Field(json!(["body", "name"]), "missing"),
        ),
        refused(
            "a wrong type",
            post("/flows/"),
            Body::Json(json!({"name": 1})),
            422,
            Answer::Field(json!(["body", "name"]), "string_type"),
        ),
        refused(
            "a key that is not known",
            post("/work_pools/"),
            Body::Json(json!({"name": "new", "colour": "red"})),
            422,
            Answer::Field(json!(["body", "colour"]), "extra_forbidden"),
        ),
        refused(
            "a key that is not known, inside a filter",
            post("/flow_runs/filter"),
            Body::Json(json!({"flow_runs": {"state": {"type": {"any": ["RUNNING"]}}}})),
            422,
            Answer::Field(
                json!(["body", "flow_runs", "state", "type", "any"]),
                "extra_forbidden",
            ),
        ),
        refused(
            "a state that there is not",
            post("/flow_runs/filter"),
            Body::Json(json!({"flow_runs": {"state": {"type": {"any_": ["WALKING"]}}}})),
            422,
            Answer::Field(
                json!(["body", "flow_runs", "state", "type", "any_", 0]),
                "enum",
            ),
        ),
        refused(
            "a negative limit of slots",
            post("/work_pools/"),
            Body::Json(json!({"name": "new", "concurrency_limit": -1})),
            422,
            Answer::Field(json!(["body", "concurrency_limit"]), "greater_than_equal"),
        ),
        refused(
            "a UUID that is none, in a body",
            post("/flow_runs/"),
            Body::Json(json!({"flow_id": "nonsense"})),
            422,
            Answer::Field(json!(["body", "flow_id"]), "uuid_parsing"),
        ),
        refused(
            "a UUID that is none, in a path",
            (Method::GET, "/flow_runs/nonsense"),
            Body::None,
            404,
            Answer::Detail("Not Found"),
        ),
        refused(
            "an unknown id",
            (Method::GET, flow_run.as_str()),
            Body::None,
            404,
            Answer::Detail("Flow run not found"),
        ),
        refused(
            "a state for an unknown run",
            post(set_state.as_str()),
            Body::Json(json!({"state": {"type": "RUNNING"}})),
            404,
            Answer::Exception("Flow run with id 6f1e2d3c-0000-4000-8000-00000000dead not found"),
        ),
        refused(
            "a limit above 200",
            post("/flow_runs/filter"),
            Body::Json(json!({"limit": 201})),
            422,
            Answer::Detail("Invalid limit: must be less than or equal to 200."),
        ),
        refused(
            "a second pool of one name",
            post("/work_pools/"),
            Body::Json(json!({"name": "taken"})),
            409,
            Answer::Detail("A work pool with this name already exists."),
        ),
        refused(
            "a reserved name",
            post("/work_pools/"),
            Body::Json(json!({"name": "prefect-mine"})),
            403,
            Answer::Detail("Work pools starting with 'Prefect' are reserved for internal use."),
        ),
        refused(
            "a flow that there is not",
            post("/deployments/"),
            Body::Json(json!({"name": "d", "flow_id": UNKNOWN})),
            409,
            Answer::Detail(
                "Data integrity conflict. This usually means a unique or foreign key constraint was violated. See server logs for details.",
            ),
        ),
        refused(
            "a path that there is not",
            (Method::GET, "/nothing/here"),
            Body::None,
            404,
            Answer::Detail("Not Found"),
        ),
        refused(
            "a method that the path has not",
            (Method::PUT, "/flows/"),
            Body::None,
            405,
            Answer::Detail("Method Not Allowed"),
        ),
    ]
}

async fn answer(mock: &Mock, request: &Refused) -> (u16, Value) {
    let mut sent = reqwest::Client::new().request(
        request.method.clone(),
        format!("{}{}", mock.url(), request.path),
    );
    sent = match &request.body {
        Body::Json(body) => sent.json(body),
        Body::Text(text) => sent.header("content-type", "application/json").body(*text),
        Body::None => sent,
    };
    let answer = sent.send().await.expect("an answer");
    let status = answer.status().as_u16();
    (status, answer.json().await.expect("JSON"))
}

#[tokio::test]
async fn is_refused_in_prefects_words_and_changes_nothing() {
    let mock = Mock::start().await;
    let client = mock.client();
    let pool = types::WorkPoolCreate::builder().name("taken".to_owned());
    client
        .create_work_pool()
        .body(pool)
        .send()
        .await
        .expect("a pool");
    let stored = mock.stored();

    for request in requests() {
        let (status, body) = answer(&mock, &request).await;
        let what = request.what;
        assert_eq!(status, request.status, "{what}: {body}");
        match request.answer {
            Answer::Detail(detail) => assert_eq!(body, json!({ "detail": detail }), "{what}"),
            Answer::Exception(message) => {
                let told = body["exception_message"].as_str().unwrap_or_default();
                assert!(told.starts_with(message), "{what}: {body}");
                assert!(body.get("detail").is_none(), "{what}: {body}");
            }
            Answer::Field(place, kind) => {
                assert_eq!(
                    body["exception_message"], "Invalid request received.",
                    "{what}"
                );
                assert_eq!(body["exception_detail"][0]["loc"], place, "{what}: {body}");
                assert_eq!(body["exception_detail"][0]["type"], kind, "{what}: {body}");
            }
        }
        assert_eq!(mock.stored(), stored, "{what} changed something");
    }
}

#[tokio::test]
async fn a_body_that_is_too_long_is_refused_and_the_server_goes_on() {
    let mock = Mock::start().await;
    let stored = mock.stored();
    let body = format!(
        "{{\"name\": \"{}\"}}",
        "x".repeat(prefect_mock_api::MAX_BODY_BYTES)
    );
    let sent = reqwest::Client::new()
        .post(format!("{}/flows/", mock.direct_url()))
        .header("content-type", "application/json")
        .body(body)
        .send()
        .await;
    // A client that is still writing may see the connection close instead.
    if let Ok(answer) = sent {
        assert_eq!(answer.status().as_u16(), 413);
        let body: Value = answer.json().await.expect("JSON");
        assert!(
            body["detail"]
                .as_str()
                .is_some_and(|detail| detail.contains("longer than")),
            "{body}"
        );
    }
    assert_eq!(mock.stored(), stored);
    assert!(mock.client().health_check().send().await.is_ok());
}
