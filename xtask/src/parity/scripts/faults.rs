//! What every operation answers to requests that are wrong: written down by going
//! through the document.

use serde_json::{Map, Value, json};

use crate::parity::script::{Script, UNKNOWN};

/// One way of being wrong with every key of a body at once.
const WRONG_VALUES: [&str; 4] = ["\"wrong!\"", "12.5", "[]", "{\"wrong\": null}"];

/// The script for a document.
pub(super) fn script(document: &Value) -> Script {
    let mut script = Script::new("faults");
    let paths = document["paths"].as_object().into_iter().flatten();
    for (path, item) in paths {
        for (method, name) in [
            ("get", "GET"),
            ("post", "POST"),
            ("patch", "PATCH"),
            ("delete", "DELETE"),
        ] {
            if let Some(operation) = item.get(method) {
                in_paths(&mut script, name, path, operation);
                in_bodies(&mut script, document, name, path, operation);
            }
        }
    }
    script
}

/// Ids that are none, and ids that nothing has.
fn in_paths(script: &mut Script, method: &'static str, path: &str, operation: &Value) {
    let ids: Vec<String> = operation["parameters"]
        .as_array()
        .into_iter()
        .flatten()
        .filter(|parameter| parameter["in"] == "path" && parameter["schema"]["format"] == "uuid")
        .filter_map(|parameter| Some(format!("{{{}}}", parameter["name"].as_str()?)))
        .collect();
    if ids.is_empty() {
        return;
    }
    for id in ["nonsense", UNKNOWN] {
        let path = ids
            .iter()
            .fold(path.to_owned(), |path, name| path.replace(name, id));
        let step = script.send(method, path);
        if operation.get("requestBody").is_some() {
            step.json(json!({}));
        }
    }
}

fn in_bodies(
    script: &mut Script,
    document: &Value,
    method: &'static str,
    path: &str,
    operation: &Value,
) {
    let Some(schema) = operation.pointer("/requestBody/content/application~1json/schema") else {
        return;
    };
    // Without a filter these would change all that there is.
    let id = operation["operationId"].as_str().unwrap_or_default();
    if id.starts_with("bulk_delete") || id.starts_with("bulk_set") {
        return;
    }
    let path = path
        .replace("{id}", UNKNOWN)
        .replace("{lease_id}", UNKNOWN)
        .replace("{countable}", "day")
        .replace(['{', '}'], "");
    script.send(method, path.clone()).any_order("");
    for text in [
        "{",
        "",
        "null",
        "5",
        "\"text\"",
        "[]",
        "{}",
        "{\"unknown_key\": 1}",
    ] {
        script
            .send(method, path.clone())
            .text(Some("application/json"), text)
            .any_order("");
    }
    script
        .send(method, path.clone())
        .text(Some("text/plain"), "{}")
        .any_order("");
    script
        .send(method, path.clone())
        .text(None, "{}")
        .any_order("");
    let properties = properties(document, schema);
    for wrong in WRONG_VALUES {
        let wrong: Value = serde_json::from_str(wrong).unwrap_or_default();
        let body: Map<String, Value> = properties
            .iter()
            .map(|key| (key.clone(), wrong.clone()))
            .collect();
        let body = if schema["type"] == "array" {
            json!([body])
        } else {
            body.into()
        };
        script.send(method, path.clone()).json(body);
    }
}

/// The keys of a body, or of its items.
fn properties(document: &Value, schema: &Value) -> Vec<String> {
    let schema = schema.get("items").unwrap_or(schema);
    let reference = schema
        .get("$ref")
        .or_else(|| schema.pointer("/allOf/0/$ref"))
        .and_then(Value::as_str)
        .and_then(|reference| document.pointer(reference.trim_start_matches('#')));
    let properties = reference.unwrap_or(schema)["properties"].as_object();
    properties
        .into_iter()
        .flatten()
        .map(|(key, _)| key.clone())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_operation_with_an_id_or_a_body_is_asked_wrongly() {
        let script = script(&json!({
            "paths": {"/things/{id}": {"patch": {
                "parameters": [{"name": "id", "in": "path", "schema": {"type": "string", "format": "uuid"}}],
                "requestBody": {"content": {"application/json": {"schema": {"$ref": "#/components/schemas/Thing"}}}},
            }}},
            "components": {"schemas": {"Thing": {"properties": {"name": {}}}}},
        }));
        let paths: Vec<_> = script.steps.iter().map(|step| step.path.as_str()).collect();
        assert!(paths.starts_with(&["/things/nonsense"]));
        let last = &script.steps[script.steps.len() - 1];
        assert_eq!(
            format!("{:?}", last.body),
            format!(
                "{:?}",
                crate::parity::script::Body::Json(json!({"name": {"wrong": null}}))
            )
        );
    }
}
