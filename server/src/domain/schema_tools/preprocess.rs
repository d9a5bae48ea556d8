//! Mending schemas that older versions of pydantic wrote.

use serde_json::{Map, Value, json};

use crate::domain::json::JsonObject;

/// Mends the properties of a schema and of its `definitions`.
pub(super) fn mend(schema: &mut JsonObject, allow_none_with_default: bool) {
    mend_properties(schema, allow_none_with_default);
    let Some(Value::Object(definitions)) = schema.get_mut("definitions") else {
        return;
    };
    let mut blocks = Vec::new();
    for definition in definitions.values_mut().filter_map(Value::as_object_mut) {
        mend_properties(definition, allow_none_with_default);
        if definition.contains_key("block_type_slug")
            && let Some(title) = definition.get("title").and_then(Value::as_str)
        {
            blocks.push((title.to_owned(), block_or_reference(definition)));
        }
    }
    definitions.extend(blocks);
}

/// Mends a schema's properties, and theirs.
fn mend_properties(schema: &mut JsonObject, allow_none_with_default: bool) {
    let required = schema.get("required").cloned().unwrap_or_default();
    let is_required = |name: &str| {
        required
            .as_array()
            .is_some_and(|required| required.iter().any(|one| one.as_str() == Some(name)))
    };
    let Some(Value::Object(properties)) = schema.get_mut("properties") else {
        return;
    };
    for (name, property) in properties {
        let Value::Object(property) = property else {
            continue;
        };
        if !is_required(name) {
            allow_null(property, allow_none_with_default);
        }
        mend_tuple(property);
        mend_properties(property, allow_none_with_default);
    }
}

/// Lets an optional value be null.
fn allow_null(property: &mut JsonObject, allow_none_with_default: bool) {
    if property.contains_key("default") && !allow_none_with_default {
        return;
    }
    let Some(kind) = property.get("type").filter(|kind| *kind != "null").cloned() else {
        return;
    };
    property.insert(
        "anyOf".to_owned(),
        json!([{ "type": kind }, { "type": "null" }]),
    );
    property.shift_remove("type");
}

/// Says what the places of a tuple are as draft 2020-12 does.
fn mend_tuple(property: &mut JsonObject) {
    let has_places = property
        .get("prefixItems")
        .is_some_and(|items| items.as_array().is_none_or(|items| !items.is_empty()));
    if has_places {
        return;
    }
    if let Some(Value::Array(items)) = property.get("items")
        && !items.is_empty()
    {
        let items = Value::Array(items.clone());
        property.insert("prefixItems".to_owned(), items);
        property.shift_remove("items");
    }
}

/// A block, or a reference to one by its id.
fn block_or_reference(definition: &Map<String, Value>) -> Value {
    json!({
        "oneOf": [
            definition,
            {
                "type": "object",
                "properties": {
                    "$ref": {
                        "oneOf": [
                            { "type": "string", "format": "uuid" },
                            {
                                "type": "object",
                                "additionalProperties": { "type": "string" },
                                "minProperties": 1,
                            },
                        ],
                    },
                },
                "required": ["$ref"],
            },
        ],
    })
}

/// Takes a key out of an object and of all objects in it, but not of those in lists.
pub(super) fn remove_nested(value: &mut Value, key: &str) {
    if let Value::Object(object) = value {
        object.shift_remove(key);
        for part in object.values_mut() {
            remove_nested(part, key);
        }
    }
}
