//! Lowers OpenAPI 3.1's schemas (JSON Schema 2020-12) to those of 3.0.3.
//!
//! | 3.1 | 3.0.3 |
//! |---|---|
//! | `anyOf: [T, {type: null}]` | `T` with `nullable: true` |
//! | `const: v` | `enum: [v]`, without a default beside it |
//! | `exclusiveMinimum: n` | `minimum: n, exclusiveMinimum: true` |
//! | `prefixItems: [A, B]` | `items: {anyOf: [A, B]}` |
//! | `$ref` with keys beside it | `allOf: [{$ref}]` with those keys |

use serde_json::{Map, Value, json};

use crate::openapi::visit_document_schemas;

/// Lowers every schema of a document in place.
pub(crate) fn lower(document: &mut Value) {
    visit_document_schemas(document, &mut lower_schema);
}

fn lower_schema(schema: &mut Value) {
    let Some(object) = schema.as_object_mut() else {
        return;
    };
    lower_null(object);
    lower_const(object);
    lower_bound(object, "exclusiveMinimum", "minimum");
    lower_bound(object, "exclusiveMaximum", "maximum");
    lower_prefix_items(object);
    if object.get("default") == Some(&Value::Null) {
        // An absent default says the same.
        object.remove("default");
    }
    for bound in ["minimum", "maximum"] {
        if let Some(whole) = object.get(bound).and_then(whole_number) {
            object.insert(bound.to_owned(), whole);
        }
    }
    if object.len() > 1
        && let Some(reference) = object.remove("$ref")
    {
        object.insert("allOf".to_owned(), json!([{ "$ref": reference }]));
    }
}

/// `anyOf` with a null branch: the other branches, made nullable.
fn lower_null(object: &mut Map<String, Value>) {
    let is_null = |branch: &Value| *branch == json!({"type": "null"});
    let Some(Value::Array(branches)) = object.get("anyOf") else {
        return;
    };
    if !branches.iter().any(is_null) {
        return;
    }
    let mut others: Vec<Value> = branches
        .iter()
        .filter(|branch| !is_null(branch))
        .cloned()
        .collect();
    if others.contains(&json!({})) {
        // Anything at all, null included.
        object.remove("anyOf");
        return;
    }
    object.insert("nullable".to_owned(), Value::Bool(true));
    if others.len() == 1
        && let Value::Object(only) = others.remove(0)
    {
        object.remove("anyOf");
        for (keyword, value) in only {
            object.entry(keyword).or_insert(value);
        }
    } else {
        object.insert("anyOf".to_owned(), Value::Array(others));
    }
}

fn lower_const(object: &mut Map<String, Value>) {
    if let Some(value) = object.remove("const") {
        object.insert("enum".to_owned(), json!([value]));
        object.remove("default");
    }
}

fn lower_bound(object: &mut Map<String, Value>, exclusive: &str, inclusive: &str) {
    if let Some(bound) = object.get(exclusive).filter(|bound| bound.is_number()) {
        let bound = bound.clone();
        object.insert(inclusive.to_owned(), bound);
        object.insert(exclusive.to_owned(), Value::Bool(true));
    }
}

fn lower_prefix_items(object: &mut Map<String, Value>) {
    let Some(Value::Array(positions)) = object.remove("prefixItems") else {
        return;
    };
    let mut distinct: Vec<Value> = Vec::new();
    for position in positions {
        if !distinct.contains(&position) {
            distinct.push(position);
        }
    }
    let items = if distinct.len() == 1 {
        distinct.remove(0)
    } else {
        json!({ "anyOf": distinct })
    };
    object.insert("items".to_owned(), items);
}

/// `0.0` as `0`, which is how a bound of an integer is written.
fn whole_number(value: &Value) -> Option<Value> {
    let number = value.as_f64().filter(|_| value.is_f64())?;
    (number.fract() == 0.0 && number.abs() < 1e15).then(|| {
        #[expect(
            clippy::cast_possible_truncation,
            reason = "checked to be whole and small"
        )]
        Value::from(number as i64)
    })
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::lower;

    fn lowered(schema: Value) -> Value {
        let mut document = json!({"components": {"schemas": {"S": schema}}, "paths": {}});
        lower(&mut document);
        document["components"]["schemas"]["S"].take()
    }

    #[test]
    fn null_branches_become_nullable() {
        assert_eq!(
            lowered(json!({"anyOf": [{"type": "integer"}, {"type": "null"}], "default": null})),
            json!({"nullable": true, "type": "integer"})
        );
        assert_eq!(
            lowered(json!({"anyOf": [{"$ref": "#/components/schemas/T"}, {"type": "null"}]})),
            json!({"nullable": true, "allOf": [{"$ref": "#/components/schemas/T"}]})
        );
        assert_eq!(
            lowered(json!({"anyOf": [{"type": "string"}, {"type": "integer"}, {"type": "null"}]})),
            json!({"anyOf": [{"type": "string"}, {"type": "integer"}], "nullable": true})
        );
        assert_eq!(lowered(json!({"anyOf": [{}, {"type": "null"}]})), json!({}));
    }

    #[test]
    fn a_const_is_a_one_valued_enum_without_a_default() {
        assert_eq!(
            lowered(json!({"const": "cron", "default": "cron", "type": "string"})),
            json!({"enum": ["cron"], "type": "string"})
        );
    }

    #[test]
    fn exclusive_bounds_take_the_boolean_form() {
        assert_eq!(
            lowered(json!({"type": "integer", "exclusiveMinimum": 0.0})),
            json!({"type": "integer", "exclusiveMinimum": true, "minimum": 0})
        );
    }

    #[test]
    fn positions_become_alternatives() {
        assert_eq!(
            lowered(
                json!({"type": "array", "prefixItems": [{"type": "string"}, {"type": "string"}]})
            ),
            json!({"type": "array", "items": {"type": "string"}})
        );
    }

    #[test]
    fn keys_beside_a_reference_are_kept() {
        assert_eq!(
            lowered(json!({"$ref": "#/components/schemas/Op", "default": "and_"})),
            json!({"allOf": [{"$ref": "#/components/schemas/Op"}], "default": "and_"})
        );
    }
}
