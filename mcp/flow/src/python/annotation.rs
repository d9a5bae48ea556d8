//! JSON Schemas and values as Python annotations.

use serde_json::Value;

use super::literal::{scalar, string};
use crate::schema::{Budget, resolve, types};

/// How deep a schema is looked into; below that, anything may be.
const MAX_DEPTH: usize = 6;

/// The longest list of values that is told, in bytes of Python; of a longer one the types are told.
const MAX_LITERAL_BYTES: usize = 400;

/// The annotation for values of a schema. What the schema does not say is `Any`.
///
/// `enum` and `const` become `Literal`, whose values are written as Python literals; nothing else of a schema's text
/// gets into an annotation.
pub(crate) fn of_schema(root: &Value, schema: &Value) -> String {
    Reader::new(root, "float").annotation(schema, 0)
}

/// The annotation for a parameter of a flow. Prefect makes values what annotations say, and would make 3 of type `float`
/// 3.0; so a number is of the runtime's type `Number`, which is both.
pub(super) fn of_parameter(schema: &Value) -> String {
    Reader::new(schema, "Number").annotation(schema, 0)
}

/// Whether an annotation names the values that it allows.
pub(super) fn is_literal(annotation: &str) -> bool {
    annotation.contains("Literal[")
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

/// One of the annotations that a union is made of.
#[derive(Clone, Debug, PartialEq)]
enum Member {
    /// A type, such as `list[int]`.
    Type(String),
    /// A value, and the type that it has.
    Value(String, &'static str),
}

impl Member {
    fn any() -> Self {
        Self::Type("Any".to_owned())
    }

    fn null() -> Self {
        Self::Type("None".to_owned())
    }

    /// A value that a schema lists. `Literal` takes strings, whole numbers and booleans.
    fn of(value: &Value) -> Self {
        let written = match value {
            Value::Null => return Self::null(),
            Value::String(text) => Some(string(text)),
            Value::Number(number) if number.is_f64() => None,
            other => scalar(other),
        };
        let kind = of_value(value);
        match written {
            Some(written) => Self::Value(written, kind),
            None => Self::Type(kind.to_owned()),
        }
    }
}

/// The values first, then the types, each once, and `None` last.
fn union(members: Vec<Member>) -> String {
    let mut values: Vec<(String, &'static str)> = Vec::new();
    let mut types: Vec<String> = Vec::new();
    for member in members {
        match member {
            Member::Value(written, kind) => values.push((written, kind)),
            Member::Type(name) => types.push(name),
        }
    }
    let bytes: usize = values.iter().map(|(written, _)| written.len() + 2).sum();
    if bytes > MAX_LITERAL_BYTES {
        types.extend(values.drain(..).map(|(_, kind)| kind.to_owned()));
    }
    let mut unique: Vec<String> = Vec::new();
    if !values.is_empty() {
        let mut written: Vec<String> = Vec::new();
        for (value, _) in values {
            if !written.contains(&value) {
                written.push(value);
            }
        }
        unique.push(format!("Literal[{}]", written.join(", ")));
    }
    let mut nullable = false;
    for name in types {
        if name == "None" {
            nullable = true;
        } else if !unique.contains(&name) {
            unique.push(name);
        }
    }
    if unique.iter().any(|name| name == "Any") {
        return "Any".to_owned();
    }
    match (unique.is_empty(), nullable) {
        (true, false) => return "Any".to_owned(),
        (_, true) => unique.push("None".to_owned()),
        (false, false) => {}
    }
    unique.join(" | ")
}

/// Reads a schema.
struct Reader<'a> {
    root: &'a Value,
    /// What a number is.
    number: &'static str,
    budget: Budget,
}

impl<'a> Reader<'a> {
    fn new(root: &'a Value, number: &'static str) -> Self {
        Self {
            root,
            number,
            budget: Budget::new(),
        }
    }

    fn annotation(&mut self, schema: &Value, depth: usize) -> String {
        union(self.members(schema, depth))
    }

    /// The annotations of which one fits.
    fn members(&mut self, schema: &Value, depth: usize) -> Vec<Member> {
        if depth > MAX_DEPTH || !self.budget.step() {
            return vec![Member::any()];
        }
        let schema = resolve(self.root, schema);
        let list = |keyword: &str| schema.get(keyword).and_then(Value::as_array);
        if let Some(value) = schema.get("const") {
            return vec![Member::of(value)];
        }
        if let Some(values) = list("enum") {
            return values.iter().map(Member::of).collect();
        }
        for keyword in ["anyOf", "oneOf"] {
            if let Some(branches) = list(keyword) {
                let each = branches.iter();
                return each
                    .flat_map(|branch| self.members(branch, depth + 1))
                    .collect();
            }
        }
        let types = types(schema);
        if !types.is_empty() {
            let each = types.iter();
            return each
                .map(|kind| Member::Type(self.named(schema, kind, depth)))
                .collect();
        }
        // All of them hold, so the first that says anything is right, if not the whole truth.
        list("allOf")
            .into_iter()
            .flatten()
            .map(|branch| self.members(branch, depth + 1))
            .find(|members| !members.contains(&Member::any()))
            .unwrap_or_else(|| vec![Member::any()])
    }

    fn named(&mut self, schema: &Value, kind: &str, depth: usize) -> String {
        match kind {
            "string" => "str".to_owned(),
            "integer" => "int".to_owned(),
            "number" => self.number.to_owned(),
            "boolean" => "bool".to_owned(),
            "null" => "None".to_owned(),
            "object" => match schema.get("additionalProperties") {
                Some(values) if values.is_object() && schema.get("properties").is_none() => {
                    match self.annotation(values, depth + 1).as_str() {
                        "Any" => "dict".to_owned(),
                        value => format!("dict[str, {value}]"),
                    }
                }
                _ => "dict".to_owned(),
            },
            "array" => {
                let item = schema
                    .get("items")
                    .map(|item| self.annotation(item, depth + 1));
                match item.as_deref() {
                    None | Some("Any") => "list".to_owned(),
                    Some(item) => format!("list[{item}]"),
                }
            }
            _ => "Any".to_owned(),
        }
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
            (json!({"type": ["null", "integer"]}), "int | None"),
            (
                json!({"type": "array", "items": {"type": "number"}}),
                "list[float]",
            ),
            (
                json!({"anyOf": [{"items": {"type": "string"}, "type": "array"}, {"type": "null"}]}),
                "list[str] | None",
            ),
            (
                json!({"type": "array", "items": {"type": "array", "items": {"enum": [1, true]}}}),
                "list[list[Literal[1, True]]]",
            ),
            (
                json!({"type": "object", "additionalProperties": {"type": "integer"}}),
                "dict[str, int]",
            ),
            (
                json!({"type": "object", "properties": {"x": {"type": "integer"}}}),
                "dict",
            ),
            (
                json!({"oneOf": [{"type": "boolean"}, {"type": "object"}]}),
                "bool | dict",
            ),
            (
                json!({"type": "string", "enum": ["a", "b\"]; x", "a"]}),
                "Literal[\"a\", \"b\\\"]; x\"]",
            ),
            (
                json!({"enum": ["a", null, 1.5, [1], -2]}),
                "Literal[\"a\", -2] | float | list | None",
            ),
            (
                json!({"anyOf": [{"const": "a"}, {"type": "null"}, {"const": "b"}]}),
                "Literal[\"a\", \"b\"] | None",
            ),
            (json!({"enum": ["x".repeat(500)]}), "str"),
            (json!({"const": 3}), "Literal[3]"),
            (json!({"const": null}), "None"),
            (
                json!({"allOf": [{"minimum": 1}, {"$ref": "#/$defs/n"}]}),
                "float",
            ),
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

    #[test]
    fn numbers_of_a_parameter_stay_what_they_are() {
        for (schema, wanted) in [
            (json!({"type": "number"}), "Number"),
            (
                json!({"type": ["array", "null"], "items": {"type": "number"}}),
                "list[Number] | None",
            ),
            (
                json!({"enum": ["float", 1.5]}),
                "Literal[\"float\"] | float",
            ),
        ] {
            assert_eq!(of_parameter(&schema), wanted);
        }
    }
}
