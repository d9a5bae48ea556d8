//! The rendered Python is compared with goldens, compiled, and run against a stand-in for Prefect and for `mcp-call`.
//!
//! Where there is no Python, tests that need one say so and pass; continuous integration always has one.

mod golden;
mod injection;
mod literals;
mod run;
mod sandbox;

use serde_json::{Value, json};

use crate::definition::FlowDefinition;
use crate::draft::DraftFlow;
use crate::mapping::{LeaveOut, TaskMappings};

/// A definition from a plan that knows no tools.
fn definition(plan: &Value) -> FlowDefinition {
    FlowDefinition::try_from(DraftFlow::read(plan)).unwrap()
}

/// A definition from a plan for the tools that a host tells.
fn definition_with(plan: &Value, mcp_data: &Value) -> FlowDefinition {
    let mappings = TaskMappings::from_mcp_data(mcp_data, &LeaveOut::default());
    FlowDefinition::from_draft(DraftFlow::read(plan), &mappings).unwrap()
}

/// The plan that the project's documents show, and its tools.
fn documented() -> FlowDefinition {
    definition_with(
        &json!({
            "flow_name": "data_analysis_flow",
            "description": "Works out what an engineer earns in a month.",
            "tasks": [
                {"id": "db_query", "task_key": "db_select_users", "parameters": {"department": "Engineering"}},
                {"id": "calc_avg", "task_key": "calculator_evaluate",
                 "parameters": {"expression": "{{db_query.rows[0].salary}} / 12"}},
            ],
        }),
        &json!({"available_servers": [
            {"server_name": "db", "tools": [{"name": "db_select_users", "parameters": {"type": "object",
                "properties": {"limit": {"type": "integer"}, "department": {"type": "string"}},
                "required": ["department"]}}]},
            {"server_name": "calculator", "tools": [{"name": "calculator_evaluate", "parameters": {"type": "object",
                "properties": {"expression": {"type": "string"}}, "required": ["expression"]}}]},
        ]}),
    )
}

/// A plan that uses everything: parameters, options, renamed arguments, nulls, nested references, a tool used twice.
fn everything() -> FlowDefinition {
    definition_with(
        &json!({
            "flow_name": "Everything, at once!",
            "parameters": {
                "limit": {"type": "integer", "default": 10, "minimum": 1},
                "department": "string",
                "rows": {"type": "array", "items": {"type": "number"}, "default": [1, 2.5]},
                "filter": {"type": "object", "default": {"by": ["na\"me", true, null]}},
                "order": {"enum": ["up", "down", null], "default": null},
            },
            "tasks": [
                {"id": "last", "task_key": "s_echo", "depends_on": ["first"], "retries": 2, "retry_delay_seconds": 5, "timeout_seconds": 30,
                 "parameters": {
                    "file-name": "{{first.rows[0].name}}.txt",
                    "class": null,
                    "wait_for": "{{second[\"odd key\"][-1]}}",
                    "self": {"nested": ["{{first.rows}}", {"deep": "{{first.rows[1].salary}} and {{second.n}}"}],
                             "braces": "{{\"{{\"}}", "a rather long key": "with a rather long value", "more": [1, 2.5, true]},
                 }},
                {"id": "first", "task_key": "s_users"},
                {"id": "second", "task_key": "s_echo", "parameters": {
                    "class": "in {{parameters.department}} by {{parameters.filter.by[0]}}", "extra": "{{parameters.order}}",
                    "self": {"limit": "{{parameters.limit}}", "all": "{{parameters.rows}}"}}},
                {"id": "third", "task_key": "s_users", "depends_on": ["second"]},
            ],
        }),
        &json!({"available_servers": [{"server_name": "s", "tools": [
            {"name": "users", "parameters": {"type": "object", "properties": {}}},
            {"name": "echo", "parameters": {"type": "object", "additionalProperties": true, "properties": {
                "file-name": {"type": "string"}, "class": {"type": ["string", "null"]}, "self": {"type": "object"},
                "wait_for": {}, "id": {"enum": ["name", null]}, "a_rather_long_argument_name": {"type": "array", "items": {"type": "string"}}},
                "required": ["class"]}},
        ]}]}),
    )
}
