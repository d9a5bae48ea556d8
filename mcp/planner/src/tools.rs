//! The tools as they are shown to a model.

use mcp_flow::{LeaveOut, TaskMapping, TaskMappings};
use serde_json::{Map, Value, json};

use crate::text::shorten;

/// The planner's own tools. A flow that plans flows is not what anybody means.
const OWN_TOOLS: [&str; 2] = ["plan_prefect_flow", "list_task_mappings"];

/// How much is said of each tool: the lengths of its own description and of each argument's, in characters. The first
/// that keeps the whole list within its bounds is taken.
const DETAIL: [(usize, usize); 4] = [(600, 200), (240, 100), (100, 40), (0, 0)];

/// The tools of a host that a plan may use.
pub(crate) fn read(mcp_data: &Value) -> TaskMappings {
    let leave_out = LeaveOut {
        servers: Vec::new(),
        tools: OWN_TOOLS.map(str::to_owned).into(),
    };
    TaskMappings::from_mcp_data(mcp_data, &leave_out)
}

/// All tools, in as much detail as fits into `most` bytes of JSON; in the least detail where none does.
pub(crate) fn catalogue(mappings: &TaskMappings, most: usize) -> Value {
    let mut list = Value::Null;
    for (description, argument) in DETAIL {
        list = mappings
            .iter()
            .map(|mapping| tool(mapping, description, argument))
            .collect();
        if list.to_string().len() <= most {
            break;
        }
    }
    list
}

/// One tool: what a plan calls it, what it does and what it takes.
fn tool(mapping: &TaskMapping, description: usize, argument: usize) -> Value {
    let mut tool = Map::new();
    tool.insert("task_key".to_owned(), json!(mapping.task_key));
    let text = shorten(&mapping.description, description);
    if description > 0 && !text.is_empty() {
        tool.insert("description".to_owned(), json!(text));
    }
    tool.insert("parameters".to_owned(), parameters(mapping, argument));
    if let Some(schema) = &mapping.output_schema
        && let Some(properties) = schema.get("properties").and_then(Value::as_object)
    {
        let keys: Vec<&String> = properties.keys().collect();
        tool.insert("result_keys".to_owned(), json!(keys));
    }
    Value::Object(tool)
}

/// A tool's arguments by name, each with its type and whatever narrows it, and with `most` characters of description.
pub(crate) fn parameters(mapping: &TaskMapping, most: usize) -> Value {
    let schemas = mapping.input_schema.get("properties");
    let parameters = mapping.parameters.iter().map(|parameter| {
        let schema = schemas.and_then(|schemas| schemas.get(&parameter.name));
        let said = |keyword: &str| schema.and_then(|schema| schema.get(keyword));
        let mut about = Map::new();
        about.insert("type".to_owned(), json!(parameter.annotation));
        if parameter.required {
            about.insert("required".to_owned(), json!(true));
        }
        for keyword in ["enum", "default"] {
            if let Some(value) = said(keyword).filter(|value| !value.is_null()) {
                about.insert(keyword.to_owned(), value.clone());
            }
        }
        let text = said("description")
            .and_then(Value::as_str)
            .unwrap_or_default();
        if most > 0 && !text.is_empty() {
            about.insert("description".to_owned(), json!(shorten(text, most)));
        }
        (parameter.name.clone(), Value::Object(about))
    });
    Value::Object(parameters.collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn host(tools: usize) -> TaskMappings {
        let tools: Vec<Value> = (0..tools)
            .map(|number| {
                json!({"name": format!("t{number}"), "description": "x".repeat(2_000), "parameters": {
                    "properties": {"a": {"type": "integer", "enum": [1], "default": 1, "description": "y".repeat(500)},
                                   "_user": {"type": "string"}},
                    "required": ["a"]}})
            })
            .chain([json!({"name": "plan_prefect_flow"})])
            .collect();
        read(&json!({"available_servers": [{"server_name": "s", "tools": tools}]}))
    }

    #[test]
    fn a_tool_is_told_without_what_the_host_fills_in() {
        assert_eq!(
            catalogue(&host(1), 10_000),
            json!([{"task_key": "s_t0", "description": format!("{}…", "x".repeat(600)), "parameters": {
                "a": {"type": "int", "required": true, "enum": [1], "default": 1,
                      "description": format!("{}…", "y".repeat(200))}}}])
        );
    }

    #[test]
    fn many_tools_are_told_in_less_detail() {
        let list = catalogue(&host(100), 30_000);
        assert!(list.to_string().len() <= 30_000);
        assert_eq!(list.as_array().unwrap().len(), 100);
        assert!(list[0].get("description").is_some());
        assert!(catalogue(&host(100), 10)[99].get("description").is_none());
    }
}
