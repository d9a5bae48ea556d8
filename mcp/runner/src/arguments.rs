//! The tools' arguments.
//!
//! They are read leniently: null is the same as an absent argument, numbers may come as text, and JSON may come as JSON
//! text. What still cannot be used is told as a result that says what to change. The schemas name every argument at the
//! top level, because hosts drop what they do not find there.

use std::ops::RangeInclusive;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::Deserialize;
use serde_json::Value;
use uuid::Uuid;

use crate::failure::Failure;

/// Characters that Prefect refuses in names of work pools and deployments.
const REFUSED_IN_NAMES: [char; 5] = ['/', '%', '&', '>', '<'];

/// The arguments of `create_work_pool`.
#[derive(Debug, Deserialize, JsonSchema)]
pub(crate) struct CreateWorkPoolArguments {
    /// The work pool's name.
    #[schemars(required, schema_with = "string")]
    pub(crate) pool_name: Option<Value>,
    /// The kind of workers that poll it: process, docker, kubernetes or another type that Prefect knows.
    #[serde(default)]
    #[schemars(schema_with = "pool_type")]
    pub(crate) pool_type: Option<Value>,
    /// What the pool is for.
    #[serde(default)]
    #[schemars(schema_with = "optional_string")]
    pub(crate) description: Option<Value>,
    /// The most flow runs that the pool runs at a time; no limit if left out.
    #[serde(default)]
    #[schemars(schema_with = "concurrency_limit")]
    pub(crate) concurrency_limit: Option<Value>,
}

/// The arguments of `list_work_pools`: none, which its schema says outright, because some models' interfaces refuse a
/// schema without properties.
#[derive(Debug, Deserialize, JsonSchema)]
#[schemars(extend("properties" = {}))]
pub(crate) struct ListWorkPoolsArguments {}

/// The arguments of `submit_flow`.
#[derive(Debug, Deserialize, JsonSchema)]
pub(crate) struct SubmitFlowArguments {
    /// The plan, unchanged as the planner's flow_definition gave it.
    #[schemars(required, schema_with = "object_or_text")]
    pub(crate) flow_definition: Option<Value>,
    /// The work pool to run it in; list_work_pools tells which there are.
    #[schemars(required, schema_with = "string")]
    pub(crate) work_pool_name: Option<Value>,
    /// What to call the deployment. One of the same name and flow is updated if the plan has changed.
    #[serde(default)]
    #[schemars(schema_with = "deployment_name")]
    pub(crate) deployment_name: Option<Value>,
    /// Parameters of the flow. Leave this out: a planned flow has none, its values are in the plan's tasks.
    #[serde(default)]
    #[schemars(schema_with = "optional_object_or_text")]
    pub(crate) parameters: Option<Value>,
    /// Tags of the flow run, as a list of texts.
    #[serde(default)]
    #[schemars(schema_with = "tags")]
    pub(crate) tags: Option<Value>,
}

/// The arguments of `get_run_status`.
#[derive(Debug, Deserialize, JsonSchema)]
pub(crate) struct GetRunStatusArguments {
    /// The flow_run_id that submit_flow answered with.
    #[schemars(required, schema_with = "string")]
    pub(crate) flow_run_id: Option<Value>,
    /// How many seconds to wait for the run to end, from 0 to 60; the answer comes as soon as it has ended.
    #[serde(default)]
    #[schemars(schema_with = "wait_seconds")]
    pub(crate) wait_seconds: Option<Value>,
}

/// What a deployment is called when the caller does not say.
pub(crate) const DEFAULT_DEPLOYMENT_NAME: &str = "default";

/// The type of a work pool when the caller does not say: one that needs nothing but Prefect on the worker's machine.
pub(crate) const DEFAULT_POOL_TYPE: &str = "process";

/// The longest that a call may wait for a run, in seconds. Hosts cut calls off after a minute or two.
pub(crate) const MAX_WAIT_SECONDS: u32 = 60;

fn string(_: &mut SchemaGenerator) -> Schema {
    json_schema!({"type": "string"})
}

fn optional_string(_: &mut SchemaGenerator) -> Schema {
    json_schema!({"anyOf": [{"type": "string"}, {"type": "null"}], "default": ""})
}

fn pool_type(_: &mut SchemaGenerator) -> Schema {
    json_schema!({"type": "string", "default": DEFAULT_POOL_TYPE})
}

fn deployment_name(_: &mut SchemaGenerator) -> Schema {
    json_schema!({"type": "string", "default": DEFAULT_DEPLOYMENT_NAME})
}

fn concurrency_limit(_: &mut SchemaGenerator) -> Schema {
    json_schema!({"anyOf": [{"type": "integer", "minimum": 0}, {"type": "null"}], "default": null})
}

fn wait_seconds(_: &mut SchemaGenerator) -> Schema {
    json_schema!({"type": "number", "minimum": 0, "maximum": MAX_WAIT_SECONDS, "default": 0})
}

fn object_or_text(_: &mut SchemaGenerator) -> Schema {
    json_schema!({"anyOf": [{"type": "object", "additionalProperties": true}, {"type": "string"}]})
}

fn optional_object_or_text(_: &mut SchemaGenerator) -> Schema {
    json_schema!({
        "anyOf": [{"type": "object", "additionalProperties": true}, {"type": "string"}, {"type": "null"}],
        "default": null,
    })
}

fn tags(_: &mut SchemaGenerator) -> Schema {
    json_schema!({
        "anyOf": [{"type": "array", "items": {"type": "string"}}, {"type": "string"}, {"type": "null"}],
        "default": null,
    })
}

/// A text, trimmed; nothing where there is nothing in it.
pub(crate) fn text(name: &'static str, value: Option<Value>) -> Result<Option<String>, Failure> {
    match value {
        None | Some(Value::Null) => Ok(None),
        Some(Value::String(text)) => {
            let text = text.trim();
            Ok((!text.is_empty()).then(|| text.to_owned()))
        }
        Some(other) => Err(Failure::argument(
            name,
            format!("is {}, where a text is expected", describe(&other)),
            format!("Call again with {name} as a text."),
        )),
    }
}

/// The name of a work pool or a deployment, as Prefect takes it; nothing where there is none.
pub(crate) fn name(name: &'static str, value: Option<Value>) -> Result<Option<String>, Failure> {
    let text = text(name, value)?;
    if let Some(text) = &text
        && let Some(refused) = text
            .chars()
            .find(|c| REFUSED_IN_NAMES.contains(c) || c.is_control())
    {
        return Err(Failure::argument(
            name,
            format!("has the character {refused:?}, which Prefect refuses in names"),
            "Use letters, digits, spaces, dashes and underscores.",
        ));
    }
    Ok(text)
}

/// What must have been given.
pub(crate) fn required<T>(name: &'static str, value: Option<T>, what: &str) -> Result<T, Failure> {
    value.ok_or_else(|| {
        Failure::argument(
            name,
            "is missing",
            format!("Call again with {name}: {what}."),
        )
    })
}

/// JSON that may have come as JSON text; nothing where there is nothing in it.
pub(crate) fn json(
    name: &'static str,
    value: Option<Value>,
    example: &str,
) -> Result<Option<Value>, Failure> {
    match value {
        None | Some(Value::Null) => Ok(None),
        Some(Value::String(text)) if text.trim().is_empty() => Ok(None),
        Some(Value::String(text)) => match serde_json::from_str(&text) {
            Ok(Value::Null) => Ok(None),
            Ok(value) => Ok(Some(value)),
            Err(error) => Err(Failure::argument(
                name,
                format!("is text that is no JSON: {error}"),
                format!("Call again with {name} like {example}, or without it."),
            )),
        },
        other => Ok(other),
    }
}

/// A number within bounds; nothing where there is none.
pub(crate) fn number(
    name: &'static str,
    value: Option<Value>,
    bounds: RangeInclusive<f64>,
) -> Result<Option<f64>, Failure> {
    let number = match &value {
        None | Some(Value::Null) => return Ok(None),
        Some(Value::String(text)) if text.trim().is_empty() => return Ok(None),
        Some(Value::String(text)) => text.trim().parse().ok(),
        Some(value) => value.as_f64(),
    };
    match number.filter(|number| bounds.contains(number)) {
        Some(number) => Ok(Some(number)),
        None => Err(Failure::argument(
            name,
            format!(
                "is {}, where a number from {} to {} is expected",
                value.as_ref().map(describe).unwrap_or_default(),
                bounds.start(),
                bounds.end()
            ),
            format!("Call again with such a number as {name}, or without it."),
        )),
    }
}

/// The id of a flow run.
pub(crate) fn flow_run_id(value: Option<Value>) -> Result<Uuid, Failure> {
    const NAME: &str = "flow_run_id";
    const WHAT: &str =
        "the id that submit_flow answered with, such as \"0d2a4ac5-6c0b-4e4d-9d0f-0f3f0a2c5f11\"";
    let text = required(NAME, text(NAME, value)?, WHAT)?;
    Uuid::try_parse(&text).map_err(|_| {
        Failure::argument(
            NAME,
            format!("is {}, which is no UUID", describe(&Value::String(text))),
            format!("Call again with {NAME}: {WHAT}."),
        )
    })
}

/// The longest text that a message quotes, in characters.
const QUOTED_CHARS: usize = 80;

/// A value as a message tells it.
pub(crate) fn describe(value: &Value) -> String {
    match value {
        Value::Null => "null".to_owned(),
        Value::Bool(truth) => truth.to_string(),
        Value::Number(number) => number.to_string(),
        Value::String(text) => {
            let quoted: String = text.chars().take(QUOTED_CHARS).collect();
            let more = if text.chars().nth(QUOTED_CHARS).is_some() {
                "…"
            } else {
                ""
            };
            format!("{quoted:?}{more}")
        }
        Value::Array(_) => "a list".to_owned(),
        Value::Object(_) => "an object".to_owned(),
    }
}
