//! Each path of the document reaches its operation over the wire, in the one form
//! that it has, and whatever is in a name.

use prefect_rest::types;
use serde_json::Value;

use crate::fixtures::mock::Mock;

const NAMES: [&str; 8] = [
    "plain",
    "with space",
    "with.dots..and.more",
    "ünï-cødé-日本",
    "filter",
    "per-cent-like 50 of 100",
    "quote'd \"name\"",
    "semi;colon+plus=equals?question#hash",
];

#[tokio::test]
async fn names_of_any_kind_survive_the_path() {
    let mock = Mock::start().await;
    let client = mock.client();
    for name in NAMES {
        let body = types::WorkPoolCreate::builder().name(name.to_owned());
        client
            .create_work_pool()
            .body(body)
            .send()
            .await
            .unwrap_or_else(|error| panic!("{name}: {}", prefect_rest::explain(&error)));
        let read = client.read_work_pool().name(name).send().await;
        assert_eq!(
            read.map(|pool| pool.into_inner().name).ok().as_deref(),
            Some(name)
        );
        let queue = client
            .read_work_pool_queue()
            .work_pool_name(name)
            .name("default")
            .send()
            .await;
        assert!(queue.is_ok(), "{name}");
    }
}

#[tokio::test]
async fn a_trailing_slash_too_many_or_too_few_leads_to_the_operation() {
    let mock = Mock::start().await;
    let http = reqwest::Client::builder()
        .redirect(reqwest::redirect::Policy::none())
        .build()
        .expect("a client");
    let url = mock.direct_url();
    for (path, elsewhere) in [
        ("/flows/filter", None),
        ("/flows/filter/", Some("/flows/filter")),
        ("/flows/filter/?a=b%20c", Some("/flows/filter?a=b%20c")),
        ("/logs", Some("/logs/")),
    ] {
        let answer = http
            .post(format!("{url}{path}"))
            .send()
            .await
            .expect("an answer");
        let location = answer.headers().get("location");
        let location = location.map(|value| value.to_str().expect("text").to_owned());
        assert_eq!(location, elsewhere.map(|path| format!("{url}{path}")));
        let status = if elsewhere.is_some() { 307 } else { 200 };
        assert_eq!(answer.status().as_u16(), status, "{path}");
    }
    // Clients that follow see no difference.
    let sent = reqwest::Client::new()
        .post(format!("{url}/flows"))
        .json(&serde_json::json!({"name": "a"}))
        .send()
        .await
        .expect("an answer");
    let flow: Value = sent.json().await.expect("JSON");
    assert_eq!(flow["name"], "a");
}

#[tokio::test]
async fn empty_segments_lead_nowhere() {
    let mock = Mock::start().await;
    for path in ["//health", "/flows//filter"] {
        let answer = reqwest::get(format!("{}{path}", mock.direct_url()))
            .await
            .expect("an answer");
        assert_eq!(answer.status().as_u16(), 404, "{path}");
    }
}

#[tokio::test]
async fn what_is_outside_the_api_is_not_found_in_prefects_words() {
    let mock = Mock::start().await;
    let root = mock.url().trim_end_matches("/api").to_owned();
    for path in ["/", "/health", "/api", "/apis/health"] {
        let answer = reqwest::get(format!("{root}{path}"))
            .await
            .expect("an answer");
        assert_eq!(answer.status().as_u16(), 404, "{path}");
        let body: Value = answer.json().await.expect("JSON");
        assert_eq!(body, serde_json::json!({"detail": "Not Found"}), "{path}");
    }
}
