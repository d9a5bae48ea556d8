//! Reading strangers' JSON Schemas without trusting them to be well made.

pub(crate) mod cost;
pub(crate) mod kinds;

use serde_json::{Map, Value};

/// How many `$ref`s in a row are followed; more than that is a loop.
const MAX_REFS: usize = 16;

/// What a schema's `$ref` stands for, if it points into the same document; otherwise the schema itself.
pub(crate) fn resolve<'a>(root: &'a Value, mut schema: &'a Value) -> &'a Value {
    for _ in 0..MAX_REFS {
        let target = schema
            .get("$ref")
            .and_then(Value::as_str)
            .and_then(|reference| reference.strip_prefix('#'))
            .and_then(|pointer| root.pointer(pointer));
        match target {
            Some(target) => schema = target,
            None => break,
        }
    }
    schema
}

/// The schema of the part of a value at `pointer`, where a single way leads there.
pub(crate) fn at<'a>(root: &'a Value, pointer: &str) -> Option<&'a Value> {
    let mut schema = resolve(root, root);
    for token in pointer.split('/').skip(1) {
        let name = token.replace("~1", "/").replace("~0", "~");
        let member = schema
            .get("properties")
            .and_then(|members| members.get(&name));
        let item = || {
            schema
                .get("items")
                .filter(|_| name.parse::<usize>().is_ok())
        };
        schema = resolve(root, member.or_else(item)?);
    }
    Some(schema)
}

/// How much more of a schema may be looked at. A few lines of schema can unfold to more than could ever be walked.
#[derive(Debug)]
pub(crate) struct Budget(usize);

impl Budget {
    /// Enough for any schema that was not made to do harm.
    pub(crate) fn new() -> Self {
        Self(1_000)
    }

    /// Takes one step; false once there are none left.
    pub(crate) fn step(&mut self) -> bool {
        self.0 = self.0.saturating_sub(1);
        self.0 > 0
    }
}

/// The JSON types that `type` names; empty where it does not say.
pub(crate) fn types(schema: &Value) -> Vec<&str> {
    match schema.get("type") {
        Some(Value::String(one)) => vec![one.as_str()],
        Some(Value::Array(many)) => many.iter().filter_map(Value::as_str).collect(),
        _ => Vec::new(),
    }
}

/// A tool's input schema as a plan sees it: an object schema without the parameters that the host fills in by itself,
/// whose names begin with `_`.
pub(crate) fn without_host_parameters(schema: &Value) -> Value {
    let resolved = resolve(schema, schema);
    let Some(members) = resolved.as_object() else {
        return Value::Object(Map::new());
    };
    let mut stripped = members.clone();
    // A root that is only a `$ref` is replaced by its target, which still needs the definitions.
    for definitions in ["$defs", "definitions"] {
        if let Some(value) = schema.get(definitions) {
            stripped.entry(definitions).or_insert_with(|| value.clone());
        }
    }
    if let Some(Value::Object(properties)) = stripped.get_mut("properties") {
        properties.retain(|name, _| !is_host_parameter(name));
    }
    if let Some(Value::Array(required)) = stripped.get_mut("required") {
        required.retain(|name| !name.as_str().is_some_and(is_host_parameter));
    }
    Value::Object(stripped)
}

/// Whether a parameter is the host's to fill: `_mcp_data`, `_atlas_user` and their like.
pub(crate) fn is_host_parameter(name: &str) -> bool {
    name.starts_with('_')
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn local_refs_are_followed_and_loops_end() {
        let root = json!({"$defs": {"a": {"$ref": "#/$defs/b"}, "b": {"type": "string"},
                                    "loop": {"$ref": "#/$defs/loop"}}});
        assert_eq!(
            resolve(&root, &json!({"$ref": "#/$defs/a"})),
            &json!({"type": "string"})
        );
        assert_eq!(
            resolve(&root, &json!({"$ref": "#/$defs/loop"})),
            &json!({"$ref": "#/$defs/loop"})
        );
        let foreign = json!({"$ref": "https://example.com/x"});
        assert_eq!(resolve(&root, &foreign), &foreign);
    }

    #[test]
    fn the_hosts_parameters_are_left_out() {
        let schema = json!({"$ref": "#/$defs/Args", "$defs": {"Args": {
            "properties": {"x": {}, "_mcp_data": {}}, "required": ["_mcp_data", "x"]}}});
        let stripped = without_host_parameters(&schema);
        assert_eq!(stripped["properties"], json!({"x": {}}));
        assert_eq!(stripped["required"], json!(["x"]));
        assert!(stripped.get("$defs").is_some());
        assert_eq!(without_host_parameters(&json!("nonsense")), json!({}));
    }
}
