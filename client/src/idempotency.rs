//! An idempotency key on every creation of a flow run.
//!
//! A creation whose answer is lost is tried again, and without a key the server
//! would make a second run. With one it answers with the first.

use reqwest::{Body, Request};
use serde_json::Value;
use uuid::Uuid;

/// The operations whose body is one flow run to be made, or a list of them.
const CREATE_FLOW_RUN: [&str; 3] = [
    "create_flow_run",
    "create_flow_run_from_deployment",
    "bulk_create_flow_runs_from_deployment",
];

const KEY: &str = "idempotency_key";

/// Gives each flow run that a request makes a key of its own, unless it has one.
pub(crate) fn add_keys(
    operation_id: &str,
    request: &mut Request,
    mut new_key: impl FnMut() -> Uuid,
) {
    if !CREATE_FLOW_RUN.contains(&operation_id) {
        return;
    }
    let Some(bytes) = request.body().and_then(Body::as_bytes) else {
        return;
    };
    let Ok(mut body) = serde_json::from_slice::<Value>(bytes) else {
        return;
    };
    let runs = match &mut body {
        Value::Array(runs) => runs.as_mut_slice(),
        run => std::slice::from_mut(run),
    };
    for run in runs.iter_mut().filter_map(Value::as_object_mut) {
        if run.get(KEY).is_none_or(Value::is_null) {
            run.insert(KEY.to_owned(), new_key().to_string().into());
        }
    }
    *request.body_mut() = Some(body.to_string().into());
    // The length has changed; it is counted anew when the request is sent.
    request
        .headers_mut()
        .remove(reqwest::header::CONTENT_LENGTH);
}

#[cfg(test)]
mod tests {
    use reqwest::{Body, Method, Request};
    use serde_json::{Value, json};
    use uuid::Uuid;

    use super::add_keys;

    fn sent(operation_id: &str, body: &Value) -> Value {
        let mut request = Request::new(Method::POST, "http://localhost/".parse().unwrap());
        *request.body_mut() = Some(body.to_string().into());
        let mut count = 0;
        add_keys(operation_id, &mut request, || {
            count += 1;
            Uuid::from_u128(count)
        });
        serde_json::from_slice(request.body().and_then(Body::as_bytes).unwrap()).unwrap()
    }

    #[test]
    fn only_missing_keys_are_added() {
        let key = |number| Uuid::from_u128(number).to_string();
        assert_eq!(
            sent("create_flow_run", &json!({"flow_id": 1})),
            json!({"flow_id": 1, "idempotency_key": key(1)})
        );
        assert_eq!(
            sent(
                "bulk_create_flow_runs_from_deployment",
                &json!([{}, {"idempotency_key": "mine"}, {}])
            ),
            json!([{"idempotency_key": key(1)}, {"idempotency_key": "mine"}, {"idempotency_key": key(2)}])
        );
        assert_eq!(sent("create_flow", &json!({})), json!({}));
    }
}
