//! The tools as they are shown to a model.

mod relevance;

use mcp_flow::{LeaveOut, TaskMapping, TaskMappings};
use serde_json::{Map, Value, json};

use crate::text::shorten;

/// The planner's own tools. A flow that plans flows is not what anybody means.
const OWN_TOOLS: [&str; 3] = [
    "plan_prefect_flow",
    "list_task_mappings",
    "revise_prefect_flow",
];

/// How much is said of each tool: the lengths of its own description and of each argument's, in characters. The first
/// that keeps the whole list within its bounds is taken.
const DETAIL: [(usize, usize); 3] = [(600, 200), (240, 100), (100, 40)];

/// How much is said of each tool where not all can be told.
const DETAIL_OF_SOME: (usize, usize) = (240, 100);

/// The longest type of an argument that is told whole, in characters, and the longest default, in bytes.
const MAX_TYPE: usize = 200;
const MAX_DEFAULT_BYTES: usize = 200;

/// How many of the values of an enumeration are told.
const MAX_ENUM_VALUES: usize = 30;

/// The tools of a host that a plan may use.
pub(crate) fn read(mcp_data: &Value) -> TaskMappings {
    let leave_out = LeaveOut {
        servers: Vec::new(),
        tools: OWN_TOOLS.map(str::to_owned).into(),
    };
    TaskMappings::from_mcp_data(mcp_data, &leave_out)
}

/// A list of tools for a model.
#[derive(Debug)]
pub(crate) struct Catalogue {
    /// The tools, as a JSON array.
    pub(crate) list: Value,
    /// Those that are not in it.
    pub(crate) left_out: LeftOut,
}

/// Tools for which there was no room.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct LeftOut {
    /// Their task keys, the most relevant first.
    pub(crate) keys: Vec<String>,
}

/// The tools in at most `most` bytes of JSON: all of them in the host's order and in as much detail as fits, or else the
/// most relevant to the task, which come first.
///
/// Costs time linear in the size of the tools, thrice at most, and where not all fit their ranking.
pub(crate) fn catalogue(task: &str, mappings: &TaskMappings, most: usize) -> Catalogue {
    for (description, argument) in DETAIL {
        let list: Value = mappings
            .iter()
            .map(|mapping| tool(mapping, description, argument))
            .collect();
        if list.to_string().len() <= most {
            let left_out = LeftOut::default();
            return Catalogue { list, left_out };
        }
    }
    let (description, argument) = DETAIL_OF_SOME;
    let mut list = Vec::new();
    let mut keys = Vec::new();
    // The brackets around the list, and the first tool's want of a comma.
    let mut bytes = 1;
    for mapping in relevance::rank(task, mappings) {
        let tool = tool(mapping, description, argument);
        let more = tool.to_string().len() + 1;
        if bytes + more <= most {
            bytes += more;
            list.push(tool);
        } else {
            keys.push(mapping.task_key.clone());
        }
    }
    Catalogue {
        list: Value::Array(list),
        left_out: LeftOut { keys },
    }
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
        let annotation = shorten(&parameter.annotation, MAX_TYPE);
        about.insert("type".to_owned(), json!(annotation));
        if parameter.required {
            about.insert("required".to_owned(), json!(true));
        }
        // A short enumeration is told by its type.
        if let Some(Value::Array(values)) = said("enum")
            && !(annotation.contains("Literal[") && annotation == parameter.annotation)
        {
            let key = if values.len() > MAX_ENUM_VALUES {
                "enum_begins"
            } else {
                "enum"
            };
            let values: Vec<&Value> = values.iter().take(MAX_ENUM_VALUES).collect();
            about.insert(key.to_owned(), json!(values));
        }
        if let Some(value) = said("default")
            .filter(|value| !value.is_null() && value.to_string().len() <= MAX_DEFAULT_BYTES)
        {
            about.insert("default".to_owned(), value.clone());
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
            catalogue("", &host(1), 10_000).list,
            json!([{"task_key": "s_t0", "description": format!("{}…", "x".repeat(600)), "parameters": {
                "a": {"type": "Literal[1]", "required": true, "default": 1,
                      "description": format!("{}…", "y".repeat(200))}}}])
        );
    }

    #[test]
    fn many_tools_are_told_in_less_detail_and_more_are_left_out() {
        let all = catalogue("", &host(100), 30_000);
        assert!(all.list.to_string().len() <= 30_000);
        assert_eq!(all.list.as_array().unwrap().len(), 100);
        assert_eq!(all.left_out, LeftOut::default());
        for most in [0, 2, 1_000, 10_000] {
            let some = catalogue("", &host(100), most);
            assert!(some.list.to_string().len() <= most.max(2), "{most}");
            let told = some.list.as_array().unwrap().len();
            assert_eq!(told + some.left_out.keys.len(), 100);
            assert!(most < 1_000 || told > 0);
        }
    }
}
