//! Parameters that say how to make their value.
//!
//! An object with the key `__prefect_kind` stands for another value: as text that
//! is JSON, as it is, as a workspace variable, or as a template. Whoever sends
//! parameters, the user interface first, may use them at any depth.
//!
//! This server has no workspace variables, so none is ever found, and it renders no
//! templates: a text without placeholders is its own rendering, and any other is
//! refused.

use prefect_mock_api::schema::first_json_fault;
use serde_json::Value;
use thiserror::Error;

use crate::domain::json::JsonObject;

/// What marks an object that stands for another value.
const KIND: &str = "__prefect_kind";

/// Why a value cannot be made. The messages are Prefect's, but for templates.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub(in crate::app) enum HydrationError {
    #[error("Missing '{0}' key in __prefect object")]
    KeyNotFound(&'static str),
    #[error("Invalid JSON: {0}")]
    InvalidJson(String),
    #[error("Variable '{0}' not found in workspace.")]
    VariableNotFound(String),
    #[error(
        "Invalid jinja: templates with placeholders are not rendered by this server; send the value that {0:?} stands for"
    )]
    Template(String),
}

/// Parameters with what stands for other values replaced by those.
pub(in crate::app) fn hydrate(parameters: JsonObject) -> Result<JsonObject, HydrationError> {
    match value_of(Value::Object(parameters))? {
        Some(Value::Object(hydrated)) => Ok(hydrated),
        // The parameters as a whole stood for something else.
        _ => Ok(JsonObject::new()),
    }
}

/// The value, or nothing if it is to be left out. Recurses as deep as the value
/// does, which the parser of the request bounds.
fn value_of(value: Value) -> Result<Option<Value>, HydrationError> {
    match value {
        Value::Object(object) if object.contains_key(KIND) => stands_for(object),
        Value::Object(object) => {
            let mut hydrated = JsonObject::new();
            for (key, value) in object {
                if let Some(value) = value_of(value)? {
                    hydrated.insert(key, value);
                }
            }
            Ok(Some(Value::Object(hydrated)))
        }
        Value::Array(items) => {
            let items: Result<Vec<_>, _> = items.into_iter().map(value_of).collect();
            Ok(Some(items?.into_iter().flatten().collect()))
        }
        scalar => Ok(Some(scalar)),
    }
}

fn stands_for(mut object: JsonObject) -> Result<Option<Value>, HydrationError> {
    let kind = object.remove(KIND);
    let mut part = |key| object.remove(key);
    match kind.as_ref().and_then(Value::as_str) {
        Some("none") => value_of(part("value").ok_or(HydrationError::KeyNotFound("value"))?),
        Some("json") => match inner(part("value"))? {
            Some(Value::String(text)) => read_json(&text).map(Some),
            other => Ok(other),
        },
        Some("workspace_variable") => match inner(part("variable_name"))? {
            Some(name) => Err(HydrationError::VariableNotFound(match name {
                Value::String(name) => name,
                other => other.to_string(),
            })),
            None => Ok(None),
        },
        Some("jinja") => {
            let template = part("template").ok_or(HydrationError::KeyNotFound("template"))?;
            match inner(Some(template))? {
                Some(Value::String(text)) if text.contains("{{") || text.contains("{%") => {
                    Err(HydrationError::Template(text))
                }
                other => Ok(other),
            }
        }
        // Prefect takes what it does not know as it is.
        _ => Ok(Some(part("value").unwrap_or(Value::Null))),
    }
}

/// What is inside an object that stands for a value: itself one that may.
fn inner(value: Option<Value>) -> Result<Option<Value>, HydrationError> {
    match value {
        Some(value @ Value::Object(_)) => value_of(value),
        other => Ok(other),
    }
}

fn read_json(text: &str) -> Result<Value, HydrationError> {
    serde_json::from_str(text).map_err(|error| {
        let Some((offset, words)) = first_json_fault(text) else {
            return HydrationError::InvalidJson(error.to_string());
        };
        let before: String = text.chars().take(offset).collect();
        let line = before.matches('\n').count() + 1;
        let column = before.chars().rev().take_while(|one| *one != '\n').count() + 1;
        HydrationError::InvalidJson(format!(
            "{words}: line {line} column {column} (char {offset})"
        ))
    })
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::hydrate;

    fn hydrated(parameters: Value) -> Result<Value, String> {
        let Value::Object(parameters) = parameters else {
            panic!("parameters are an object");
        };
        hydrate(parameters)
            .map(Value::Object)
            .map_err(|error| error.to_string())
    }

    #[test]
    fn plain_values_stay() {
        let plain = json!({"a": 1, "b": {"c": [null, {"d": "{{ x }}"}]}});
        assert_eq!(hydrated(plain.clone()), Ok(plain));
    }

    #[test]
    fn objects_with_a_kind_become_what_they_stand_for() {
        for (value, expected) in [
            (
                json!({"__prefect_kind": "json", "value": "\"abc\""}),
                json!("abc"),
            ),
            (json!({"__prefect_kind": "json", "value": [1]}), json!([1])),
            (json!({"__prefect_kind": "none", "value": "x"}), json!("x")),
            (
                json!({"__prefect_kind": "none", "value": {"k": {"__prefect_kind": "json", "value": "1"}}}),
                json!({"k": 1}),
            ),
            (
                json!({"__prefect_kind": "json", "value": {"__prefect_kind": "none", "value": "[2]"}}),
                json!([2]),
            ),
            (
                json!({"__prefect_kind": "what", "value": "zz"}),
                json!("zz"),
            ),
            (json!({"__prefect_kind": null, "value": 3}), json!(3)),
            (json!({"__prefect_kind": "what"}), json!(null)),
            (
                json!({"__prefect_kind": "jinja", "template": "plain"}),
                json!("plain"),
            ),
        ] {
            let said = hydrated(json!({"list": [value], "own": value.clone()}));
            assert_eq!(
                said,
                Ok(json!({"list": [expected], "own": expected})),
                "{value}"
            );
        }
    }

    #[test]
    fn values_that_are_still_to_be_typed_are_left_out() {
        let typing = json!({"__prefect_kind": "json"});
        let variable = json!({"__prefect_kind": "workspace_variable"});
        assert_eq!(
            hydrated(json!({"a": typing, "b": [variable, 1]})),
            Ok(json!({"b": [1]}))
        );
        assert_eq!(hydrated(typing), Ok(json!({})));
    }

    #[test]
    fn values_that_cannot_be_made_are_refused_as_by_prefect() {
        for (value, message) in [
            (
                json!({"__prefect_kind": "json", "value": "{abc"}),
                "Invalid JSON: Expecting property name enclosed in double quotes: line 1 column 2 (char 1)",
            ),
            (
                json!({"__prefect_kind": "json", "value": "[1,\n2"}),
                "Invalid JSON: Expecting ',' delimiter: line 2 column 2 (char 5)",
            ),
            (
                json!({"__prefect_kind": "none"}),
                "Missing 'value' key in __prefect object",
            ),
            (
                json!({"__prefect_kind": "jinja"}),
                "Missing 'template' key in __prefect object",
            ),
            (
                json!({"__prefect_kind": "workspace_variable", "variable_name": "v"}),
                "Variable 'v' not found in workspace.",
            ),
        ] {
            assert_eq!(hydrated(json!({ "p": value })), Err(message.to_owned()));
        }
        let template = json!({"__prefect_kind": "jinja", "template": "a{{ 1 + 1 }}"});
        assert!(hydrated(json!({ "p": template })).is_err());
    }
}
