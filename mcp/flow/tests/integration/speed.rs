//! How long a planner keeps its host waiting: a thousand tools, all of them used by one plan.

use std::time::{Duration, Instant};

use mcp_flow::{DraftFlow, LeaveOut, TaskMappings, render, validate};
use serde_json::{Value, json};

/// How many tools, and tasks.
const TOOLS: usize = 1_000;

/// The longest that mapping them and validating the plan may take together, in a release build.
const MOST: Duration = Duration::from_millis(50);

/// How often it is measured. The quickest counts: whatever made the others slower was not this code.
const TIMES: usize = 25;

/// Tools as Atlas sends them, with as much to say as its own demonstration servers'.
fn mcp_data() -> Value {
    let tool = |number: usize| {
        json!({
            "name": format!("server_{}_tool_{number}", number / 20),
            "description": "What this tool does, told at length. ".repeat(25),
            "parameters": {"type": "object", "additionalProperties": false, "required": ["query", "mode"], "properties": {
                "query": {"type": "string", "description": "What to look for.", "maxLength": 200},
                "mode": {"enum": ["fast", "thorough", "exact"], "description": "How to look."},
                "limit": {"type": "integer", "minimum": 1, "maximum": 1000, "default": 10},
                "columns": {"anyOf": [{"type": "array", "items": {"type": "string"}}, {"type": "null"}], "default": null},
                "filter": {"$ref": "#/$defs/Filter"},
                "_atlas_user": {"type": "string", "default": ""},
            }, "$defs": {"Filter": {"type": "object", "properties": {
                "field": {"type": "string"}, "value": {"type": ["string", "number"]}}, "required": ["field"]}}},
        })
    };
    let server = |number: usize| {
        let tools: Vec<Value> = (number * 20..(number + 1) * 20).map(tool).collect();
        json!({"server_name": format!("server_{number}"), "description": "", "tools": tools})
    };
    json!({"available_servers": (0..TOOLS / 20).map(server).collect::<Vec<_>>()})
}

fn plan() -> Value {
    let task = |number: usize| {
        let query = match number.checked_sub(1) {
            Some(before) => format!("after {{{{t{before}.rows[0].name}}}}"),
            None => "first".to_owned(),
        };
        json!({
            "id": format!("t{number}"), "task_key": format!("server_{}_tool_{number}", number / 20),
            "mcp_server": format!("server_{}", number / 20), "mcp_tool": format!("tool_{number}"),
            "parameters": {"query": query, "mode": "exact", "limit": 5, "filter": {"field": "a", "value": 1.5}},
        })
    };
    json!({"flow_name": "large", "tasks": (0..TOOLS).map(task).collect::<Vec<_>>()})
}

#[test]
#[cfg_attr(debug_assertions, ignore = "promised of a release build")]
fn a_thousand_tools_are_mapped_and_validated_at_once() {
    let (mcp_data, plan) = (mcp_data(), plan());
    let mut quickest = [Duration::MAX; 3];
    for _ in 0..TIMES {
        let begun = Instant::now();
        let mappings = TaskMappings::from_mcp_data(&mcp_data, &LeaveOut::default());
        let mapped = begun.elapsed();
        let after_mapping = Instant::now();
        let definition = validate(&DraftFlow::read(&plan), Some(&mappings)).expect("a good plan");
        let validated = after_mapping.elapsed();
        assert_eq!((mappings.len(), definition.tasks().len()), (TOOLS, TOOLS));
        let after_validation = Instant::now();
        let source = render(&definition).source;
        let rendered = after_validation.elapsed();
        assert!(source.len() > 100_000);
        for (quickest, took) in quickest.iter_mut().zip([mapped, validated, rendered]) {
            *quickest = took.min(*quickest);
        }
    }
    let [mapped, validated, rendered] = quickest;
    println!(
        "{TOOLS} tools: mapped in {mapped:?}, a plan of all of them validated in {validated:?}, rendered in {rendered:?}"
    );
    assert!(mapped + validated < MOST, "{mapped:?} and {validated:?}");
}
