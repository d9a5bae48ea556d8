//! The tools' arguments.
//!
//! They are read leniently: what a host or a model got wrong is told as a result that says what to change. The schemas
//! name every argument at the top level, because hosts fill in `_mcp_data` only where they find it there.

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::Deserialize;
use serde_json::Value;

/// The arguments of `plan_prefect_flow`.
#[derive(Debug, Deserialize, JsonSchema)]
pub(crate) struct PlanArguments {
    /// What the flow is to achieve, in plain words, with every value that it needs.
    #[schemars(required, schema_with = "text")]
    pub(crate) task: Option<Value>,
    /// The tools to plan with. The host fills this in; leave it out unless an answer asks for it.
    #[serde(default, rename = "_mcp_data")]
    #[schemars(schema_with = "json_or_text")]
    pub(crate) mcp_data: Option<Value>,
    /// A plan of your own, in the format that an earlier answer of this tool explains; leave it out at first.
    #[serde(default)]
    #[schemars(schema_with = "json_or_text")]
    pub(crate) plan: Option<Value>,
}

/// The arguments of `list_task_mappings`.
#[derive(Debug, Deserialize, JsonSchema)]
pub(crate) struct ListArguments {
    /// The tools to plan with. The host fills this in; leave it out unless an answer asks for it.
    #[serde(default, rename = "_mcp_data")]
    #[schemars(schema_with = "json_or_text")]
    pub(crate) mcp_data: Option<Value>,
}

/// The arguments of `revise_prefect_flow`.
#[derive(Debug, Deserialize, JsonSchema)]
pub(crate) struct ReviseArguments {
    /// The plan that is to be changed: the flow_definition of an earlier answer, whole.
    #[schemars(required, schema_with = "json_or_text")]
    pub(crate) flow_definition: Option<Value>,
    /// The changes, applied in their order and checked as one.
    #[schemars(required, schema_with = "list_or_text")]
    pub(crate) edits: Option<Value>,
    /// Whether only to say what would come of the edits, without showing the plan to the user. False unless given.
    #[serde(default)]
    #[schemars(schema_with = "flag")]
    pub(crate) dry_run: Option<Value>,
    /// The tools to check the plan against. The host fills this in; leave it out unless an answer asks for it.
    #[serde(default, rename = "_mcp_data")]
    #[schemars(schema_with = "json_or_text")]
    pub(crate) mcp_data: Option<Value>,
}

fn text(_: &mut SchemaGenerator) -> Schema {
    json_schema!({"type": "string"})
}

fn json_or_text(_: &mut SchemaGenerator) -> Schema {
    json_schema!({
        "anyOf": [{"type": "object", "additionalProperties": true}, {"type": "string"}, {"type": "null"}],
        "default": null,
    })
}

fn list_or_text(_: &mut SchemaGenerator) -> Schema {
    json_schema!({
        "anyOf": [
            {"type": "array", "items": {"type": "object", "additionalProperties": true}},
            {"type": "string"},
        ],
    })
}

fn flag(_: &mut SchemaGenerator) -> Schema {
    json_schema!({"type": "boolean", "default": false})
}

/// A value that may have come as JSON text, as JSON; nothing where there is nothing in it.
///
/// # Errors
/// The text is no JSON.
pub(crate) fn json(value: Option<Value>) -> Result<Option<Value>, serde_json::Error> {
    match value {
        Some(Value::String(text)) if text.trim().is_empty() => Ok(None),
        Some(Value::String(text)) => serde_json::from_str(&text).map(Some),
        Some(Value::Null) | None => Ok(None),
        other => Ok(other),
    }
}
