//! What import and gen both do with an OpenAPI document held as JSON.

use serde_json::Value;

const SCHEMA_PREFIX: &str = "#/components/schemas/";

/// The HTTP methods that a path item can have, in the order OpenAPI lists them.
pub(crate) const METHODS: [&str; 7] = ["get", "put", "post", "delete", "options", "head", "patch"];

/// The names of the component schemas that a value refers to, in order of appearance.
pub(crate) fn schema_refs(value: &Value) -> Vec<String> {
    let mut names = Vec::new();
    collect_refs(value, &mut names);
    names
}

fn collect_refs(value: &Value, names: &mut Vec<String>) {
    match value {
        Value::Object(object) => {
            if let Some(name) = object.get("$ref").and_then(ref_name) {
                names.push(name.to_owned());
            }
            object.values().for_each(|inner| collect_refs(inner, names));
        }
        Value::Array(items) => items.iter().for_each(|inner| collect_refs(inner, names)),
        _ => {}
    }
}

/// Lets `edit` rename every component schema that a value refers to.
pub(crate) fn schema_refs_mut(value: &mut Value, edit: &mut dyn FnMut(&mut String)) {
    match value {
        Value::Object(object) => {
            if let Some(name) = object.get("$ref").and_then(ref_name) {
                let mut name = name.to_owned();
                edit(&mut name);
                object.insert("$ref".to_owned(), schema_ref(&name));
            }
            object
                .values_mut()
                .for_each(|inner| schema_refs_mut(inner, edit));
        }
        Value::Array(items) => items
            .iter_mut()
            .for_each(|inner| schema_refs_mut(inner, edit)),
        _ => {}
    }
}

/// The value of a `$ref` to a component schema.
pub(crate) fn schema_ref(name: &str) -> Value {
    Value::from(format!("{SCHEMA_PREFIX}{name}"))
}

/// The component schema that the value of a `$ref` names, if it names one.
pub(crate) fn ref_name(reference: &Value) -> Option<&str> {
    reference.as_str()?.strip_prefix(SCHEMA_PREFIX)
}

/// Calls `edit` on a schema and on every schema inside it, innermost first.
///
/// Only positions where OpenAPI has a schema are visited, so a property that
/// happens to be called `title` or `default` is never taken for a keyword.
pub(crate) fn visit_schemas(schema: &mut Value, edit: &mut dyn FnMut(&mut Value)) {
    let Some(object) = schema.as_object_mut() else {
        return;
    };
    for (keyword, inner) in object.iter_mut() {
        match keyword.as_str() {
            "properties" | "definitions" => {
                if let Some(properties) = inner.as_object_mut() {
                    for property in properties.values_mut() {
                        visit_schemas(property, edit);
                    }
                }
            }
            "anyOf" | "allOf" | "oneOf" | "prefixItems" => {
                if let Some(branches) = inner.as_array_mut() {
                    for branch in branches {
                        visit_schemas(branch, edit);
                    }
                }
            }
            "items" | "additionalProperties" | "not" => visit_schemas(inner, edit),
            _ => {}
        }
    }
    edit(schema);
}

/// Calls `edit` on every schema of a document, innermost first: those of the
/// components, of parameters, and of request and response bodies.
pub(crate) fn visit_document_schemas(document: &mut Value, edit: &mut dyn FnMut(&mut Value)) {
    if let Some(schemas) = document
        .pointer_mut("/components/schemas")
        .and_then(Value::as_object_mut)
    {
        schemas
            .values_mut()
            .for_each(|schema| visit_schemas(schema, edit));
    }
    if let Some(paths) = document.get_mut("paths") {
        visit_inline(paths, edit);
    }
}

/// Visits the schemas under a path item: each is the value of a key `schema`.
fn visit_inline(value: &mut Value, edit: &mut dyn FnMut(&mut Value)) {
    match value {
        Value::Object(object) => {
            for (key, inner) in object.iter_mut() {
                if key == "schema" {
                    visit_schemas(inner, edit);
                } else {
                    visit_inline(inner, edit);
                }
            }
        }
        Value::Array(items) => items.iter_mut().for_each(|inner| visit_inline(inner, edit)),
        _ => {}
    }
}

/// Every operation of a document as (path, method, operation), in its order.
pub(crate) fn operations(document: &Value) -> impl Iterator<Item = (&str, &str, &Value)> {
    document["paths"]
        .as_object()
        .into_iter()
        .flatten()
        .flat_map(|(path, item)| {
            item.as_object()
                .into_iter()
                .flatten()
                .filter(|(method, _)| METHODS.contains(&method.as_str()))
                .map(move |(method, operation)| (path.as_str(), method.as_str(), operation))
        })
}

/// Every operation of a document, to be changed.
pub(crate) fn operations_mut(document: &mut Value) -> impl Iterator<Item = &mut Value> {
    document["paths"]
        .as_object_mut()
        .into_iter()
        .flatten()
        .flat_map(|(_, item)| {
            item.as_object_mut()
                .into_iter()
                .flatten()
                .filter(|(method, _)| METHODS.contains(&method.as_str()))
                .map(|(_, operation)| operation)
        })
}

/// The names of the component schemas that any request body reaches.
///
/// The others are only ever answered, never sent.
pub(crate) fn request_schemas(document: &Value) -> std::collections::BTreeSet<String> {
    let mut reached = std::collections::BTreeSet::new();
    let mut pending: Vec<String> = operations(document)
        .flat_map(|(_, _, operation)| schema_refs(&operation["requestBody"]))
        .collect();
    while let Some(name) = pending.pop() {
        if reached.insert(name.clone()) {
            pending.extend(schema_refs(&document["components"]["schemas"][&name]));
        }
    }
    reached
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{request_schemas, visit_schemas};

    #[test]
    fn a_property_named_like_a_keyword_is_not_a_keyword() {
        let mut schema =
            json!({"title": "T", "properties": {"title": {"title": "P", "type": "string"}}});
        visit_schemas(&mut schema, &mut |inner| {
            inner.as_object_mut().unwrap().remove("title");
        });
        assert_eq!(schema, json!({"properties": {"title": {"type": "string"}}}));
    }

    #[test]
    fn request_schemas_are_found_through_references() {
        let document = json!({
            "paths": {"/a": {"post": {
                "requestBody": {"schema": {"$ref": "#/components/schemas/A"}},
                "responses": {"200": {"schema": {"$ref": "#/components/schemas/C"}}},
            }}},
            "components": {"schemas": {
                "A": {"items": {"$ref": "#/components/schemas/B"}}, "B": {}, "C": {},
            }},
        });
        let names: Vec<_> = request_schemas(&document).into_iter().collect();
        assert_eq!(names, ["A", "B"]);
    }
}
