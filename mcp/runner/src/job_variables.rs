//! What a caller may choose of the infrastructure that runs a flow.

use prefect_rest::types;
use serde_json::{Map, Value, json};

use crate::failure::Failure;

/// What job variables look like, for messages.
pub(crate) const EXAMPLE: &str =
    r#"{"image": "prefecthq/prefect:3-latest", "env": {"KEY": "value"}}"#;

/// The most names that a message tells.
const MAX_NAMES: usize = 60;

/// Holds job variables against those that the work pool knows. A pool that no worker has polled yet may know none, and
/// takes all.
///
/// # Errors
/// With all that the pool does not know, which Prefect would drop without a word.
pub(crate) fn check(
    job_variables: &Map<String, Value>,
    pool: &types::WorkPoolResponse,
) -> Result<(), Failure> {
    let known = pool
        .base_job_template
        .get("variables")
        .and_then(|variables| variables.get("properties"))
        .and_then(Value::as_object);
    let Some(known) = known.filter(|known| !known.is_empty()) else {
        return Ok(());
    };
    let unknown: Vec<&String> = job_variables
        .keys()
        .filter(|name| !known.contains_key(*name))
        .collect();
    if unknown.is_empty() {
        return Ok(());
    }
    Err(Failure::argument(
        "job_variables",
        format!(
            "has {}, which the work pool {:?} does not know",
            listed(unknown.into_iter()),
            pool.name
        ),
        format!(
            "Use those that it knows: {}. They are set in the pool's base job template.",
            listed(known.keys())
        ),
    ))
}

fn listed<'a>(names: impl Iterator<Item = &'a String>) -> String {
    let names: Vec<String> = names
        .take(MAX_NAMES)
        .map(|name| json!(name).to_string())
        .collect();
    names.join(", ")
}
