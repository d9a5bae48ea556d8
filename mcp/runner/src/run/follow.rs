//! Waiting for a run that was just started.

use std::time::Duration;

use serde_json::{Value, json};
use tokio::time::Instant;
use uuid::Uuid;

use super::status;
use crate::arguments::MAX_WAIT_SECONDS;
use crate::prefect::Prefect;
use crate::results::Facts;

/// What is told of a run that was just started, and, where the caller wants to wait for its end, what can be told of it
/// then: the time counts from the start of the call, so that a host can rely on it.
///
/// The run is there whatever happens while it is waited for, so that a failure is told as a fact beside the others.
pub(crate) async fn told(
    prefect: &Prefect,
    flow_run_id: Uuid,
    started: Instant,
    wait: Duration,
    mut told: Facts,
) -> Facts {
    if wait.is_zero() {
        return told;
    }
    let query = status::Query {
        wait_until: Some(started + wait),
        task: None,
        next_wait_seconds: MAX_WAIT_SECONDS,
    };
    match Box::pin(status::tell(prefect, flow_run_id, &query)).await {
        Ok(mut status) => {
            let words = |facts: &Facts| {
                facts
                    .get("message")
                    .and_then(Value::as_str)
                    .unwrap_or_default()
                    .to_owned()
            };
            let message = format!("{} {}", words(&told), words(&status));
            if status.get("done") == Some(&json!(true)) {
                told.remove("next");
            }
            status.insert("message".to_owned(), json!(message));
            told.extend(status);
        }
        Err(failure) => {
            told.insert("status_error".to_owned(), json!(failure.to_string()));
        }
    }
    told
}
