//! Drops what is upstream's prose, and says what upstream's models imply.

use anyhow::{Result, bail};
use serde_json::{Map, Value, json};

use crate::openapi::{operations_mut, request_schemas, visit_document_schemas};

/// Keywords that carry prose, or that no OpenAPI tool knows.
const DROPPED: [&str; 9] = [
    "title",
    "description",
    "examples",
    "example",
    "min_items",
    "max_items",
    "supported_environment_variables",
    "writeOnly",
    "contentMediaType",
];

/// Drops upstream's sentences from schemas and parameters.
///
/// They are not ours to publish, and the summaries in `openapi/subset.toml`
/// are the document's own.
pub(crate) fn drop_prose(document: &mut Value) {
    visit_document_schemas(document, &mut |schema| {
        if let Some(object) = schema.as_object_mut() {
            for keyword in DROPPED {
                object.remove(keyword);
            }
        }
    });
    for operation in operations_mut(document) {
        let parameters = operation
            .get_mut("parameters")
            .and_then(Value::as_array_mut);
        for parameter in parameters.into_iter().flatten() {
            if let Some(parameter) = parameter.as_object_mut() {
                for keyword in DROPPED {
                    parameter.remove(keyword);
                }
            }
        }
    }
}

/// Marks every property of an answered-only schema as required.
///
/// Prefect answers with whole models: each key is there, if need be as null.
/// Upstream's document calls a property with a default optional on both
/// sides, which is true of what is sent only.
pub(crate) fn require_answered(document: &mut Value) {
    let sent = request_schemas(document);
    let Some(schemas) = document
        .pointer_mut("/components/schemas")
        .and_then(Value::as_object_mut)
    else {
        return;
    };
    for (name, schema) in schemas {
        if sent.contains(name) {
            continue;
        }
        let keys: Option<Vec<String>> = schema
            .get("properties")
            .and_then(Value::as_object)
            .map(|properties| properties.keys().cloned().collect());
        if let (Some(keys), Some(schema)) = (keys, schema.as_object_mut()) {
            schema.insert("required".to_owned(), json!(keys));
        }
    }
}

/// Describes the one success that each operation declares in our words.
pub(crate) fn describe_success(document: &mut Value) -> Result<()> {
    for operation in operations_mut(document) {
        let id = operation["operationId"].clone();
        let Some(responses) = operation
            .get_mut("responses")
            .and_then(Value::as_object_mut)
        else {
            bail!("upstream declares no responses for {id}");
        };
        let count = responses.len();
        let mut successes = responses.iter_mut();
        let (Some((code, response)), None) = (successes.next(), successes.next()) else {
            bail!("upstream declares {count} successes for {id}, one was expected");
        };
        let description = describe(code)?;
        let Some(response) = response.as_object_mut() else {
            bail!("upstream's response of {id} is not an object");
        };
        response.insert("description".to_owned(), description.into());
    }
    Ok(())
}

/// Our words for a status code.
pub(crate) fn describe(code: &str) -> Result<&'static str> {
    Ok(match code {
        "200" => "Done",
        "201" => "Created",
        "202" => "Accepted",
        "204" => "Done, with nothing to say",
        "400" => "The request makes no sense for this object",
        "401" => "Credentials are missing or wrong",
        "403" => "Not allowed, or the CSRF token is missing",
        "404" => "No such object",
        "409" => "In conflict with what is stored",
        "410" => "Gone",
        "422" => "The request is not valid",
        "423" => "No slot is free now",
        "429" => "Too many requests",
        "500" => "The server failed",
        "503" => "The server is busy",
        _ => bail!("status {code} has no description; add one to xtask/src/import/tidy.rs"),
    })
}

/// Gives an object's keys back in the order that OpenAPI's documents use.
pub(crate) fn order_keys(document: &mut Value) {
    const ORDER: [&str; 14] = [
        "type",
        "format",
        "nullable",
        "enum",
        "allOf",
        "anyOf",
        "items",
        "additionalProperties",
        "properties",
        "required",
        "default",
        "minimum",
        "exclusiveMinimum",
        "maximum",
    ];
    visit_document_schemas(document, &mut |schema| {
        if let Some(object) = schema.as_object_mut() {
            let rank = |key: &str| {
                ORDER
                    .iter()
                    .position(|one| *one == key)
                    .unwrap_or(ORDER.len())
            };
            let mut entries: Vec<(String, Value)> = std::mem::take(object).into_iter().collect();
            entries
                .sort_by(|left, right| (rank(&left.0), &left.0).cmp(&(rank(&right.0), &right.0)));
            *object = Map::from_iter(entries);
        }
    });
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::{describe_success, drop_prose, order_keys, require_answered};

    fn document() -> Value {
        json!({
            "paths": {"/a": {"post": {
                "operationId": "make_a",
                "requestBody": {"content": {"schema": {"$ref": "#/components/schemas/ACreate"}}},
                "responses": {
                    "200": {"description": "Theirs", "content": {"schema": {"$ref": "#/components/schemas/A"}}},
                },
            }}},
            "components": {"schemas": {
                "ACreate": {"title": "A", "properties": {"title": {"type": "string", "title": "Title"}}},
                "A": {"description": "An A", "properties": {"id": {"default": 1, "type": "string"}}},
            }},
        })
    }

    #[test]
    fn prose_goes_and_properties_stay() {
        let mut document = document();
        drop_prose(&mut document);
        assert_eq!(
            document["components"]["schemas"]["ACreate"],
            json!({"properties": {"title": {"type": "string"}}})
        );
    }

    #[test]
    fn only_answered_schemas_require_all() {
        let mut document = document();
        require_answered(&mut document);
        let schemas = &document["components"]["schemas"];
        assert_eq!(schemas["A"]["required"], json!(["id"]));
        assert!(schemas["ACreate"].get("required").is_none());
    }

    #[test]
    fn a_success_is_described_in_our_words() {
        let mut document = document();
        describe_success(&mut document).unwrap();
        let responses = &document["paths"]["/a"]["post"]["responses"];
        assert_eq!(responses["200"]["description"], "Done");
    }

    #[test]
    fn keys_are_ordered() {
        let mut document = document();
        order_keys(&mut document);
        let keys: Vec<_> = document["components"]["schemas"]["A"]["properties"]["id"]
            .as_object()
            .unwrap()
            .keys()
            .cloned()
            .collect();
        assert_eq!(keys, ["type", "default"]);
    }
}
