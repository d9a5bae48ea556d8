//! Takes the selected operations out of upstream's document, and the schemas they reach.

use std::collections::BTreeSet;

use anyhow::{Context, Result};
use heck::ToUpperCamelCase;
use serde_json::{Map, Value, json};

use super::subset::Selected;
use crate::openapi::{schema_refs, schema_refs_mut};

/// Builds a document of just the selected operations.
///
/// Header parameters are left out: they concern the connection (API version,
/// CSRF), not one operation, and the client sends them with every request.
/// Schemas are renamed to what a Rust reader expects: a request body is named
/// after its operation (`ReadFlowRunsBody`), hyphens go, and an acronym is a word
/// like any other (`EventIdFilter`).
pub(crate) fn select(upstream: &Value, version: &str, subset: &[Selected]) -> Result<Value> {
    let mut paths = Map::new();
    let mut body_names = Map::new();
    for one in subset {
        let operation = upstream
            .pointer(&format!(
                "/paths/{}/{}",
                one.path.replace('~', "~0").replace('/', "~1"),
                one.method
            ))
            .with_context(|| {
                format!(
                    "openapi/subset.toml: `{}` wants {} {}, which Prefect {version} does not have; correct or remove the line",
                    one.id,
                    one.method.to_uppercase(),
                    one.path
                )
            })?;
        for name in schema_refs(&operation["requestBody"]) {
            if name.starts_with("Body_") {
                body_names.insert(name, Value::from(format!("{}Body", pascal_case(&one.id))));
            }
        }
        let item = paths
            .entry(one.path.clone())
            .or_insert_with(|| json!({}))
            .as_object_mut()
            .context("a path item is an object")?;
        item.insert(one.method.clone(), slim(operation, one));
    }

    let all = upstream
        .pointer("/components/schemas")
        .and_then(Value::as_object)
        .context("upstream's document has no components.schemas")?;
    let mut reached = BTreeSet::new();
    let mut pending: Vec<String> = paths.values().flat_map(schema_refs).collect();
    while let Some(name) = pending.pop() {
        if reached.insert(name.clone()) {
            let schema = all
                .get(&name)
                .with_context(|| format!("upstream refers to a schema `{name}` that it lacks"))?;
            pending.extend(schema_refs(schema));
        }
    }

    let rename = |name: &str| match body_names.get(name).and_then(Value::as_str) {
        Some(body) => body.to_owned(),
        None => name.to_upper_camel_case(),
    };
    let mut schemas: Vec<(String, Value)> = reached
        .iter()
        .map(|name| (rename(name), all[name.as_str()].clone()))
        .collect();
    schemas.sort_by(|left, right| left.0.cmp(&right.0));

    let mut document = json!({
        "openapi": "3.0.3",
        "info": {
            "title": "Prefect 3, the part that runs work",
            "version": version,
        },
        "paths": paths,
        "components": { "schemas": Map::from_iter(schemas) },
    });
    schema_refs_mut(&mut document, &mut |name| *name = rename(name));
    Ok(document)
}

/// An operation with upstream's identifier, tags and headers replaced by ours.
fn slim(operation: &Value, one: &Selected) -> Value {
    let mut slim = json!({
        "tags": [one.tag],
        "operationId": one.id,
        "summary": one.summary,
    });
    let parameters: Vec<&Value> = operation["parameters"]
        .as_array()
        .into_iter()
        .flatten()
        .filter(|parameter| parameter["in"] != "header")
        .collect();
    if !parameters.is_empty() {
        slim["parameters"] = json!(parameters);
    }
    if let Some(body) = operation.get("requestBody") {
        slim["requestBody"] = body.clone();
    }
    // What upstream declares as errors is not what it answers: see the overlay.
    let mut responses = operation["responses"].clone();
    if let Some(responses) = responses.as_object_mut() {
        responses.retain(|code, _| code.starts_with('2'));
    }
    slim["responses"] = responses;
    slim
}

/// `read_flow_runs` as `ReadFlowRuns`.
pub(crate) fn pascal_case(snake: &str) -> String {
    snake.to_upper_camel_case()
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::{super::subset, pascal_case, select};

    fn upstream() -> Value {
        json!({
            "paths": { "/things/filter": { "post": {
                "operationId": "read_things_things_filter_post",
                "parameters": [{"name": "x-version", "in": "header", "schema": {}}],
                "requestBody": {"content": {"application/json": {"schema": {"$ref": "#/components/schemas/Body_read"}}}},
                "responses": {"200": {"content": {"application/json": {"schema": {"$ref": "#/components/schemas/Thing-Output"}}}}},
            }}},
            "components": {"schemas": {
                "Body_read": {"type": "object"},
                "Thing-Output": {"properties": {"part": {"$ref": "#/components/schemas/Part"}}},
                "Part": {"type": "string"},
                "Unused": {"type": "string"},
            }},
        })
    }

    #[test]
    fn reached_schemas_come_along_under_our_names() {
        let subset =
            subset::parse("[t]\nread_things = [\"POST /things/filter\", \"List\"]\n").unwrap();
        let document = select(&upstream(), "3", &subset).unwrap();
        let schemas = document["components"]["schemas"].as_object().unwrap();
        let names: Vec<_> = schemas.keys().map(String::as_str).collect();
        assert_eq!(names, ["Part", "ReadThingsBody", "ThingOutput"]);
        let operation = &document["paths"]["/things/filter"]["post"];
        assert_eq!(operation["operationId"], "read_things");
        assert!(operation.get("parameters").is_none());
        assert_eq!(
            operation["requestBody"]["content"]["application/json"]["schema"]["$ref"],
            "#/components/schemas/ReadThingsBody"
        );
    }

    #[test]
    fn a_route_that_upstream_lacks_is_named() {
        let subset = subset::parse("[t]\nread_gone = [\"GET /gone\", \"\"]\n").unwrap();
        let error = select(&upstream(), "3", &subset).unwrap_err().to_string();
        assert!(error.contains("`read_gone` wants GET /gone"), "{error}");
    }

    #[test]
    fn operation_ids_become_type_names() {
        assert_eq!(pascal_case("read_flow_run_graph_v2"), "ReadFlowRunGraphV2");
    }
}
