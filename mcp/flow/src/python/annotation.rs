//! JSON Schemas and values as Python annotations.

use serde_json::Value;

use crate::schema::{Budget, resolve, types};

/// How deep a schema is looked into; below that, anything may be.
const MAX_DEPTH: usize = 6;

/// The annotation for values of a schema. What the schema does not say is `Any`; a null beside other types is left
/// out, because leaving an argument out means the same.
pub(crate) fn of_schema(root: &Value, schema: &Value) -> String {
    union(members(root, schema, 0, &mut Budget::new()))
}

/// The annotation for a value.
pub(super) fn of_value(value: &Value) -> &'static str {
    match value {
        Value::Null => "Any",
        Value::Bool(_) => "bool",
        Value::Number(number) if number.is_f64() => "float",
        Value::Number(_) => "int",
        Value::String(_) => "str",
        Value::Array(_) => "list",
        Value::Object(_) => "dict",
    }
}

fn union(mut members: Vec<String>) -> String {
    members.dedup();
    let mut unique: Vec<String> = Vec::new();
    for member in members {
        if !unique.contains(&member) {
            unique.push(member);
        }
    }
    if unique.len() > 1 {
        unique.retain(|member| member != "None");
    }
    if unique.is_empty() || unique.iter().any(|member| member == "Any") {
        return "Any".to_owned();
    }
    unique.join(" | ")
}

/// The annotations of which one fits.
fn members(root: &Value, schema: &Value, depth: usize, budget: &mut Budget) -> Vec<String> {
    let any = || vec!["Any".to_owned()];
    if depth > MAX_DEPTH || !budget.step() {
        return any();
    }
    let schema = resolve(root, schema);
    for keyword in ["anyOf", "oneOf"] {
        if let Some(branches) = schema.get(keyword).and_then(Value::as_array) {
            return branches
                .iter()
                .flat_map(|branch| members(root, branch, depth + 1, budget))
                .collect();
        }
    }
    let types = types(schema);
    if !types.is_empty() {
        return types
            .iter()
            .map(|kind| named(root, schema, kind, depth, budget))
            .collect();
    }
    if let Some(options) = schema.get("enum").and_then(Value::as_array) {
        return options
            .iter()
            .map(|option| of_value(option).to_owned())
            .collect();
    }
    if let Some(option) = schema.get("const") {
        return vec![of_value(option).to_owned()];
    }
    if let Some([only]) = schema
        .get("allOf")
        .and_then(Value::as_array)
        .map(Vec::as_slice)
    {
        return members(root, only, depth + 1, budget);
    }
    any()
}

fn named(root: &Value, schema: &Value, kind: &str, depth: usize, budget: &mut Budget) -> String {
    match kind {
        "string" => "str".to_owned(),
        "integer" => "int".to_owned(),
        "number" => "float".to_owned(),
        "boolean" => "bool".to_owned(),
        "null" => "None".to_owned(),
        "object" => "dict".to_owned(),
        "array" => match schema.get("items") {
            Some(items) => match union(members(root, items, depth + 1, budget)).as_str() {
                "Any" => "list".to_owned(),
                item => format!("list[{item}]"),
            },
            None => "list".to_owned(),
        },
        _ => "Any".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn annotations() {
        for (schema, wanted) in [
            (json!({"type": "string"}), "str"),
            (json!({"type": ["integer", "null"]}), "int"),
            (
                json!({"type": "array", "items": {"type": "number"}}),
                "list[float]",
            ),
            (
                json!({"anyOf": [{"items": {"type": "string"}, "type": "array"}, {"type": "null"}]}),
                "list[str]",
            ),
            (
                json!({"oneOf": [{"type": "boolean"}, {"type": "object"}]}),
                "bool | dict",
            ),
            (json!({"enum": ["a", "b"]}), "str"),
            (json!({"const": 3}), "int"),
            (json!({"allOf": [{"$ref": "#/$defs/n"}]}), "float"),
            (
                json!({"type": "array", "items": {"$ref": "#/$defs/loop"}}),
                "list",
            ),
            (json!({"type": "); import os"}), "Any"),
            (json!({"type": "null"}), "None"),
            (json!({}), "Any"),
            (json!(true), "Any"),
        ] {
            let mut root = json!({"$defs": {"n": {"type": "number"}}});
            root["$defs"]["loop"] =
                json!({"anyOf": [{"$ref": "#/$defs/loop"}, {"type": "string"}]});
            assert_eq!(of_schema(&root, &schema), wanted, "{schema}");
        }
    }
}
